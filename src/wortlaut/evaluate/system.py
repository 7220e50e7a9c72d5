"""The system under evaluation: Wortlaut's own stages on the bare text of a gold document.

Every line is read as body, so that the figures are about quotations and not about line labels.
"""

from __future__ import annotations

from dataclasses import dataclass

from wortlaut.evaluate.gold import Answer, Found, GoldDocument, GoldQuotation, Role
from wortlaut.pipeline import language_of, read_text
from wortlaut.records import Producer, Quotation, Reading, Resolution, Span, Spans
from wortlaut.seams import NameWords

GOLD = Producer("gold", "1")


@dataclass(frozen=True, slots=True)
class Run:
    """What Wortlaut makes of one document: quotations with the names of their actors, mentions, and the words of its language."""

    answers: tuple[Answer, ...]
    mentions: tuple[Found, ...]
    words: NameWords | None


def run(document: GoldDocument, *, gold_quotes: bool = False, annotator: str = "") -> Run:
    """Read a gold document; `annotator` names who finds the quotations, `gold_quotes` gives the resolver the gold ones instead."""
    reading = read_text(document.text, annotator=annotator)
    mentions = tuple(Found(one.span.start, one.span.end, one.kind) for one in reading.parse.mentions) if reading.parse is not None else ()
    quoted = _resolved(document, reading) if gold_quotes else (reading.quotations, reading.resolution)
    return Run(_with_names(*quoted), mentions, _words(reading))


def answers(text: str, *, annotator: str = "") -> tuple[Answer, ...]:
    """The quotations Wortlaut finds in the text, each with the names of its actor; `annotator` names who finds them."""
    reading = read_text(text, annotator=annotator)
    return _with_names(reading.quotations, reading.resolution)


def resolved_gold(document: GoldDocument) -> tuple[tuple[Quotation, ...], Resolution | None]:
    """The gold quotations, in their order, and what `resolve` makes of them; none where no language pack fits the text."""
    return _resolved(document, read_text(document.text))


def _words(reading: Reading) -> NameWords | None:
    language = language_of(reading.article) if reading.article is not None else None
    return language.name_words() if language is not None else None


def _resolved(document: GoldDocument, reading: Reading) -> tuple[tuple[Quotation, ...], Resolution | None]:
    words = _words(reading)
    if reading.article is None or reading.parse is None or words is None:
        return (), None
    from wortlaut.resolve import resolve

    quotations = tuple(_gold(document, one, reading.article.id) for one in document.quotations)
    return quotations, resolve(reading.article, reading.parse, quotations, words)


def _gold(document: GoldDocument, one: GoldQuotation, article_id: str) -> Quotation:
    parts: dict[Role, Spans] = {
        role: tuple(Span.of(document.text, start, end) for start, end in stretches) for role, stretches in zip(Role, one.stretches, strict=True)
    }
    quote = parts[Role.QUOTE]
    return Quotation(
        Quotation.id_of(article_id, quote),
        article_id,
        one.kind,
        quote,
        parts[Role.CUE],
        parts[Role.FRAME],
        parts[Role.SPEAKER],
        parts[Role.ADDRESSEE],
        None,
        (),
        1.0,
        "gold",
        GOLD,
    )


def _with_names(quotations: tuple[Quotation, ...], resolution: Resolution | None) -> tuple[Answer, ...]:
    actors = {actor.id: actor for actor in resolution.actors} if resolution else {}
    statements = {one.id: one for one in resolution.statements} if resolution else {}
    found = []
    for one in quotations:
        statement = statements.get(one.id)
        actor = actors.get(statement.actor_id) if statement and statement.actor_id else None
        found.append(Answer(one, (actor.name, *actor.aliases) if actor else ()))
    return tuple(found)
