"""Who is who beyond one article: the actors a user lists, and what people decided about the actors of a ledger."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from wortlaut.records.identity import content_id
from wortlaut.records.resolve import ActorKind
from wortlaut.records.text import Interval

_SAME = (
    {ord(sign): "'" for sign in "’ʼ`´‘"} | {ord(sign): "-" for sign in "‐‑–"} | {ord(sign): None for sign in "\u00ad\u200b\u200c\u200d\u2060\ufeff"}
)
_SURROGATE = re.compile("[\ud800-\udfff\x00]")


def name_key(name: str) -> str:
    """What two spellings of one name share: case, Unicode form, kinds of apostrophe and hyphen, invisible signs and blanks do not count.

    `name_key("Rory O’NEILL") == name_key("Rory O'Neill")`.
    """
    plain = unicodedata.normalize("NFC", _SURROGATE.sub(" ", name)).translate(_SAME)
    return " ".join(unicodedata.normalize("NFC", plain.casefold()).split())


@dataclass(frozen=True, slots=True)
class Role:
    """An office and the interval in which it is held: ISO days, both inclusive, None where it is open or unknown."""

    title: str
    organisation: str = ""
    since: str | None = None
    until: str | None = None

    def possible(self, when: Interval) -> bool:
        """Whether the role may have been held at some day of the interval; what is unknown is possible."""
        return not (self.since and when.end and when.end < self.since) and not (self.until and when.start and self.until < when.start)

    def certain(self, when: Interval) -> bool:
        """Whether the role was held on every day of the interval: `Role("mayor", "", "2020-01-01").certain(a day of 2021)`."""
        after = self.since is None or (when.start is not None and self.since <= when.start)
        return after and (self.until is None or (when.end is not None and when.end <= self.until))


@dataclass(frozen=True, slots=True)
class Registered:
    """An actor as a user lists it: the canonical name and everything known about it in every article.

    `aliases` hold other names, spellings and transliterations. `member_of` and `speaks_for` name other registered actors; such links are
    shown and never followed by the machine. `external_ids` are (catalogue, id) pairs; `gender` is "male", "female" or empty.
    """

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    member_of: tuple[str, ...] = ()
    speaks_for: tuple[str, ...] = ()
    external_ids: tuple[tuple[str, str], ...] = ()
    gender: str = ""

    @property
    def id(self) -> str:
        """The id in every article: that of an actor of this kind and name."""
        return content_id("w", self.kind, self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the canonical one first."""
        return (self.name, *self.aliases, *self.acronyms)

    @property
    def surnames(self) -> frozenset[str]:
        """The keys of what a person's surname may be: the last word of a name, and its small words with what follows ("von der Au").

        Empty for whoever is no person, and for persons whose canonical name is one word.
        """
        if self.kind is not ActorKind.PERSON or " " not in self.name.strip():
            return frozenset()
        found: set[str] = set()
        for name in (self.name, *self.aliases):
            words = name.split()
            small = next((at for at, word in enumerate(words) if at and word[0].islower()), len(words) - 1)
            found |= {name_key(words[-1]), name_key(" ".join(words[small:]))}
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class RegistryState:
    """A registry at one moment: where it is kept, its last entry, and the digest of everything up to it.

    Whoever opens it sees that moment, so that all processes of a run answer alike.
    """

    address: str = field(repr=False)
    last: int
    digest: str


class ActorAct(StrEnum):
    """What a person can decide about actors."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True)
class Identity:
    """An actor as it was called when somebody decided about it."""

    id: str
    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """The quoted words of a statement, in whatever extraction: digest of the text and spans of the quote."""

    article_digest: str
    quote: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ActorDecision:
    """A person's decision about an actor: appended, never overwritten, undone by a later entry (`retracted`).

    merge: `other` is taken for `actor`; split: the statements of these `words` belong to `other`, no longer to `actor`; rename and alias:
    `actor` is called `name`, or also called so. `subject` is the id of `actor`.
    """

    id: str
    act: ActorAct
    actor: Identity
    other: Identity | None
    name: str
    words: tuple[QuotedWords, ...]
    by: str
    at: str
    replaces: str | None = None
    retracted: bool = False

    @property
    def subject(self) -> str:
        """The actor it is about."""
        return self.actor.id
