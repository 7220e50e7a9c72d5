"""A statement and the words it rests on, safe to be shown in a notebook, and statements straight from a text."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from wortlaut.errors import ArticleError
from wortlaut.records import Spans, StatementRow


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a statement in the line or lines where they stand.

    `text` is that stretch of the article, which starts at the code point `start`. In a notebook the quote is marked, the cue and
    the speaker are underlined; whatever an article holds is shown as text and never runs.
    """

    statement: str
    source: str
    text: str
    start: int
    quote: Spans
    cue: Spans
    speaker: Spans

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        shown = "".join(_element(words, signs) for words, signs in self._cut())
        return f"<blockquote>{shown}<footer>{html.escape(self.source)} · {html.escape(self.statement)}</footer></blockquote>"

    def _cut(self) -> Iterator[tuple[str, frozenset[str]]]:
        """The text cut where any of the spans starts or ends, with the elements that each piece stands in."""
        marks = [(span, sign) for sign, spans in (("mark", self.quote), ("u", (*self.cue, *self.speaker))) for span in spans]
        ends = {self.start, self.start + len(self.text)} | {edge for span, _ in marks for edge in (span.start, span.end)}
        borders = sorted(edge for edge in ends if self.start <= edge <= self.start + len(self.text))
        for first, last in pairwise(borders):
            signs = frozenset(sign for span, sign in marks if span.start <= first and last <= span.end)
            yield self.text[first - self.start : last - self.start], signs


def _element(words: str, signs: frozenset[str]) -> str:
    shown = html.escape(words).replace("\n", "<br>")
    for sign in sorted(signs):
        shown = f"<{sign}>{shown}</{sign}>"
    return shown


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: who said what, and where that stands; `row` is the whole record of it."""

    row: StatementRow

    @property
    def id(self) -> str:
        """The id of the statement."""
        return self.row.quotation.id

    @property
    def actor(self) -> str | None:
        """The name of who said it; None where that is unknown."""
        return self.row.actor.name if self.row.actor is not None else None

    @property
    def quote(self) -> str:
        """The words, the pieces of a discontinuous quote with an ellipsis between them."""
        return " … ".join(span.text for span in self.row.quotation.quote)

    @property
    def evidence(self) -> Evidence:
        """The lines of the article in which the words, the cue and the speaker stand."""
        article, quotation = self.row.article, self.row.quotation
        spans = (*quotation.quote, *quotation.cue, *quotation.speaker)
        start = article.text.rfind("\n", 0, min(span.start for span in spans)) + 1
        end = article.text.find("\n", max(span.end for span in spans) - 1)
        text = article.text[start : end if end >= 0 else len(article.text)]
        return Evidence(self.id, article.source, text, start, quotation.quote, quotation.cue, quotation.speaker)

    def __repr__(self) -> str:
        return f"<{self.id} {self.actor or 'unknown'}: {self.quote}>"


def extract(text: str) -> tuple[Said, ...]:
    """The statements in a text, without a ledger; every line counts as body. ArticleError where the text cannot be read."""
    from wortlaut.pipeline import read_text

    reading = read_text(text)
    if reading.article is None or reading.problem is not None:
        problem = reading.problem
        raise ArticleError("the text cannot be read", problem.reason if problem else "", problem.remedy if problem else "")
    actors = {actor.id: actor for actor in reading.resolution.actors} if reading.resolution else {}
    statements = {one.id: one for one in reading.resolution.statements} if reading.resolution else {}
    return tuple(
        Said(
            StatementRow(
                quotation=quotation,
                statement=statements[quotation.id],
                actor=actors.get(statements[quotation.id].actor_id or ""),
                addressee=actors.get(statements[quotation.id].addressee_id or ""),
                article=reading.article,
                title=None,
                on_behalf_of=actors.get(statements[quotation.id].on_behalf_of_id or ""),
            )
        )
        for quotation in reading.quotations
    )
