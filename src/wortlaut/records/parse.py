"""What `parse` finds in an article: sentences, tokens, marks, mentions, times."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wortlaut.records.text import Interval, Span


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or single sign at `[start, end)`; `text` is what stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence `[start, end)` without outer blanks; its tokens are `Parse.tokens[first:last]`.

    `line` indexes `Article.lines`; `paragraph` counts up with every line that is read.
    """

    start: int
    end: int
    first: int
    last: int
    line: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class MarkPair:
    """Paired quotation marks: `[open_start, open_end)` and `[close_start, close_end)`; depth 0 is outermost; `single` for inner marks.

    An opening mark that never closes gives no pair; it is kept in `Parse.unpaired`.
    """

    open_start: int
    open_end: int
    close_start: int
    close_end: int
    depth: int
    single: bool

    @property
    def start(self) -> int:
        """Where the pair starts, mark included."""
        return self.open_start

    @property
    def end(self) -> int:
        """Where the pair ends, mark included."""
        return self.close_end


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time ("am Freitag", "seit etwa einem Jahr") and the interval they mean, given the article's date."""

    span: Span
    interval: Interval


class MentionKind(StrEnum):
    """What a mention names; a role is an office or function ("der Außenminister"), a place is one that cannot speak."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    PLACE = "place"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name somebody or something: what kind, how sure (0 to 1), and the rule or model that found it."""

    span: Span
    kind: MentionKind
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Parse:
    """Sentences, tokens, paired marks, time expressions and mentions of the read lines of one article, in text order."""

    article_id: str
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    marks: tuple[MarkPair, ...]
    unpaired: tuple[int, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def normalise_marks(self, text: str) -> str:
        """A copy of the article's text, equally long, in which every paired mark is „…“ (inner ones ‚…‘), so offsets stay what they are."""
        signs = list(text)
        for pair in self.marks:
            opening, closing = "\u201a\u2018" if pair.single else "\u201e\u201c"
            signs[pair.open_start : pair.open_end] = opening * (pair.open_end - pair.open_start)
            signs[pair.close_start : pair.close_end] = closing * (pair.close_end - pair.close_start)
        return "".join(signs)
