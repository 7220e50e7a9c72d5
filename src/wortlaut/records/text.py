"""Stretches of text and intervals of time, as every room uses them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wortlaut.errors import QuotationError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch `[start, end)` of `Article.text` with the words that stand there."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.text):
            raise QuotationError("a span is empty, inverted or does not fit its words", f"[{self.start}, {self.end}) {self.text[:40]!r}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut the span out of the text; errors if it is empty or outside."""
        return cls(start, end, text[start:end])

    def within(self, other: Span) -> bool:
        """True where every character of this span lies in the other."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: Span) -> bool:
        """True where both share a character."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]
"""A possibly discontinuous stretch: spans in text order that do not overlap."""


class Reason(StrEnum):
    """Why an interval is what it is; a closed list."""

    METADATA = "metadata"
    DATE_LINE = "date line"
    DATELINE = "dateline"
    WEEKDAY = "weekday"
    MONTH = "month"
    YEAR = "year"
    EVENT = "event"
    USER = "user"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Interval:
    """ISO dates, both ends inclusive, `None` where unknown; `best` only where one day stands; `span` is what it rests on."""

    start: str | None = None
    end: str | None = None
    best: str | None = None
    reason: Reason = Reason.UNKNOWN
    span: Span | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise QuotationError("an interval ends before it starts", f"{self.start} .. {self.end}")

    @classmethod
    def day(cls, iso: str, reason: Reason, span: Span | None = None) -> Interval:
        """One whole day."""
        return cls(iso, iso, iso, reason, span)


UNKNOWN_INTERVAL = Interval()
