"""What there is to read of a statement when a concept is sought for it: its words, those around it, and its frame."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wortlaut.records import Article, Kind, Quotation, StatementRow

BEFORE, BEHIND = 160, 100
"""Characters of the same line that are read before and behind a quotation."""

MOST_WORDS = 4_000
"""Characters of a quotation that are read; a speech of pages does not tell more."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement as text: the quoted words, the words around them in their line, cue and frame."""

    statement: str
    article: str
    words: str
    around: str
    frame: str
    cue: str
    kind: Kind


def passages(rows: Iterable[StatementRow]) -> Iterator[Passage]:
    """The passages of statements, in their order."""
    for row in rows:
        yield passage_of(row.article, row.quotation)


def passage_of(article: Article, quotation: Quotation) -> Passage:
    """The passage of one quotation: `around` starts and ends within the line the quotation starts in."""
    start, end = quotation.quote[0].start, quotation.quote[-1].end
    place = bisect_right(article.lines, start, key=lambda line: line.start) - 1
    first = article.lines[place].start if place >= 0 else 0
    return Passage(
        statement=quotation.id,
        article=article.id,
        words=" ".join(span.text for span in quotation.quote)[:MOST_WORDS],
        around=article.text[max(first, start - BEFORE) : min(end + BEHIND, start + MOST_WORDS)],
        frame=" ".join(span.text for span in quotation.frame),
        cue=" ".join(span.text for span in quotation.cue),
        kind=quotation.kind,
    )
