"""What is known of the lines of one page while they are being labelled. Not for deciding: the steps in `shapes`, `zones` and `labels` do."""

from __future__ import annotations

from dataclasses import dataclass

from wortlaut.clean.units import Unit
from wortlaut.clean.words import Match, Words
from wortlaut.records import Label

# Behind these the article is over: short lines there are not its last sentences.
CLOSING_RULES = frozenset({"copyright", "related", "comments", "newsletter", "share", "paywall", "page frame", "sign-off", "source line"})


@dataclass(slots=True)
class Sheet:
    """The lines of one page and what is known of each so far; the steps fill `marks` in order."""

    units: tuple[Unit, ...]
    words: Words
    known_agencies: frozenset[str]
    marks: list[Match | None]
    first_sentence: int = 0
    headline: int | None = None
    first: int = 0
    last: int = -1
    lead: int | None = None
    content: frozenset[str] = frozenset()

    def set(self, index: int, label: Label, rule: str) -> None:
        """Label a line that has no label yet."""
        if self.marks[index] is None:
            self.marks[index] = Match(label, rule)

    def is_open(self, index: int) -> bool:
        """True for a line that exists and has no label yet."""
        return 0 <= index < len(self.units) and self.marks[index] is None

    def rule(self, index: int) -> str | None:
        """The rule that labelled the line, if it is there and labelled."""
        mark = self.marks[index] if 0 <= index < len(self.units) else None
        return mark.rule if mark else None
