"""What `clean` makes of a capture: an article with labelled lines."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wortlaut.records.identity import content_id
from wortlaut.records.text import UNKNOWN_INTERVAL, Interval, Span


class Label(StrEnum):
    """What a line of an article is; quotations are sought in lead, subhead and body."""

    HEADLINE = "headline"
    KICKER = "kicker"
    LEAD = "lead"
    SUBHEAD = "subhead"
    BODY = "body"
    CAPTION = "caption"
    META = "meta"
    JUNK = "junk"


READ_LABELS = frozenset({Label.LEAD, Label.SUBHEAD, Label.BODY})


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled stretch `[start, end)` of one line of the text (usually the whole line without outer blanks) and the rule that labelled it."""

    start: int
    end: int
    label: Label
    rule: str


class SourceKind(StrEnum):
    """What an article was made from; only `text` and `row` carry source offsets (equal to text offsets)."""

    TEXT = "text"
    HTML = "html"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Article:
    """A readable text with everything its lines and metadata tell about it.

    For text sources `text` is the decoded source unchanged, so offsets are source offsets; for HTML it is the
    extracted text, headline first, blank line between paragraphs. `lines` are in text order, do not overlap and
    cover every non-blank character. Unknown outlet: `outlet` is None and `outlet_reason` says why.
    """

    id: str
    capture_id: str
    source: str
    source_kind: SourceKind
    text: str
    digest: str
    lines: tuple[Line, ...]
    headline: Span | None = None
    outlet: str | None = None
    outlet_reason: str = ""
    host: str | None = None
    url: str | None = None
    agencies: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    place: Span | None = None
    published: Interval = UNKNOWN_INTERVAL
    modified: Interval | None = None
    language: str | None = None

    def span(self, start: int, end: int) -> Span:
        """The span `[start, end)` of this article's text."""
        return Span.of(self.text, start, end)

    @staticmethod
    def id_of(capture_id: str, text_digest: str) -> str:
        """The id of the article that this capture yields with this text."""
        return content_id("a", capture_id, text_digest)
