"""What is compared: gold documents with quotations and mentions as tokens and characters, and the answers of a system."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from wortlaut.records import Kind, MentionKind, Quotation

Stretches = tuple[tuple[int, int], ...]
"""Half-open character stretches of a document's text."""


class Role(StrEnum):
    """What is compared between a gold and a predicted quotation."""

    QUOTE = "quote"
    SPEAKER = "speaker"
    CUE = "cue"
    FRAME = "frame"
    ADDRESSEE = "addressee"


ROLES = tuple(Role)


@dataclass(frozen=True, slots=True)
class Answer:
    """A quotation as predicted, with the names of its actor (canonical name and aliases; none means the system abstained).

    For an unnamed source the first name starts with "anonym", as in the gold.
    """

    quotation: Quotation
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A mention at `[start, end)` of a text, gold or predicted."""

    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """A quotation as token numbers and as character stretches of each role (in the order of `ROLES`); `actor` is None where gold names none."""

    kind: Kind
    tokens: tuple[frozenset[int], ...]
    stretches: tuple[Stretches, ...]
    actor: str | None = None

    def role(self, role: Role) -> frozenset[int]:
        """The tokens of a role."""
        return self.tokens[ROLES.index(role)]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with its tokens as `(start, end)` in text order and the quotations a person or a guide found in it.

    `source` says what kind of text it is, for figures per source; `mentions` is None where the gold carries none.
    """

    id: str
    text: str
    tokens: tuple[tuple[int, int], ...]
    quotations: tuple[GoldQuotation, ...]
    source: str | None = None
    mentions: tuple[Found, ...] | None = None
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _ends: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(start for start, _ in self.tokens))
        object.__setattr__(self, "_ends", tuple(end for _, end in self.tokens))

    def covered(self, stretches: Iterable[tuple[int, int]]) -> frozenset[int]:
        """The numbers of the tokens of which one stretch covers at least half."""
        found: set[int] = set()
        for start, end in stretches:
            for number in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
                first, last = self.tokens[number]
                if 2 * (min(last, end) - max(first, start)) >= last - first:
                    found.add(number)
        return frozenset(found)
