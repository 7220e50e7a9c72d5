"""Highlights an article without overlapping elements: cuts every line at all borders, so each piece has one set of marks.

Quotations overlap and nest, and HTML elements must not. A piece knows every statement it belongs to and as what, so print, screen readers
and browsers without scripts see the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wortlaut.records import Article, Label, Quotation, Span

ROLES = ("quote", "cue", "speaker", "addressee")
"""What is marked, in the order in which classes are written; a frame is what lies around them and needs no mark."""

ASKED = "asked"
"""The mark of a stretch that an address asks for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line with the same marks throughout: its words, where it starts, the statements that quote it, and what it is in them.

    `first_of` are the statements whose quote starts here: the anchors of their links. `around` are those of which it is cue, speaker or addressee.
    """

    text: str
    start: int
    statements: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    first_of: tuple[str, ...] = ()
    around: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line of the article: its label, where it starts, its pieces in order."""

    label: Label
    start: int
    end: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    statement: str
    role: str


def marked(article: Article, quotations: Sequence[Quotation], asked: tuple[int, int] | None = None) -> tuple[MarkedLine, ...]:
    """All lines of an article with their pieces; the pieces of a line joined are its words. `asked` is one more stretch to mark."""
    wanted = [_Mark(Span.of(article.text, *asked), "", ASKED)] if asked is not None else []
    marks = sorted([*_marks(quotations), *wanted], key=lambda mark: mark.span.start)
    firsts = {quotation.id: quotation.quote[0].start for quotation in quotations}
    out = []
    open_marks: list[_Mark] = []
    at = 0
    for line in article.lines:
        while at < len(marks) and marks[at].span.start < line.end:
            open_marks.append(marks[at])
            at += 1
        open_marks = [mark for mark in open_marks if mark.span.end > line.start]
        out.append(MarkedLine(line.label, line.start, line.end, tuple(_pieces(article.text, line.start, line.end, open_marks, firsts))))
    return tuple(out)


def _marks(quotations: Sequence[Quotation]) -> Iterator[_Mark]:
    for quotation in quotations:
        for role in ROLES:
            for span in getattr(quotation, role):
                yield _Mark(span, quotation.id, role)


def _pieces(text: str, start: int, end: int, marks: Sequence[_Mark], firsts: dict[str, int]) -> Iterator[Piece]:
    borders = sorted({start, end} | {border for mark in marks for border in (mark.span.start, mark.span.end) if start < border < end})
    for left, right in pairwise(borders):
        here = [mark for mark in marks if mark.span.start <= left and right <= mark.span.end]
        quoting = tuple(dict.fromkeys(mark.statement for mark in here if mark.role == "quote"))
        roles = tuple(role for role in (*ROLES, ASKED) if any(mark.role == role for mark in here))
        around = tuple(dict.fromkeys(mark.statement for mark in here if mark.role not in ("quote", ASKED)))
        yield Piece(text[left:right], left, quoting, roles, tuple(one for one in quoting if firsts[one] == left), around)
