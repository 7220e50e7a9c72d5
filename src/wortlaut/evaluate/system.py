"""The system under evaluation: Wortlaut's own stages on the bare text of a gold document.

Every line is read as body, so that the figures are about quotations and not about line labels.
"""

from __future__ import annotations

from wortlaut.evaluate.gold import Answer, GoldDocument, GoldQuotation, Role
from wortlaut.pipeline import language_of, read_text
from wortlaut.records import Producer, Quotation, Reading, Resolution, Span, Spans

GOLD = Producer("gold", "1")


def answers(text: str, *, annotator: str = "") -> tuple[Answer, ...]:
    """The quotations Wortlaut finds in the text, each with the names of its actor; `annotator` names who finds them."""
    reading = read_text(text, annotator=annotator)
    return _with_names(reading.quotations, reading.resolution)


def answers_for_gold_quotes(document: GoldDocument) -> tuple[Answer, ...]:
    """The gold quotations with the actors that `resolve` gives them: scores actors alone."""
    reading: Reading = read_text(document.text)
    if reading.article is None or reading.parse is None:
        return ()
    language = language_of(reading.article)
    if language is None:
        return ()
    from wortlaut.resolve import resolve

    quotations = tuple(_gold(document, one, reading.article.id) for one in document.quotations)
    return _with_names(quotations, resolve(reading.article, reading.parse, quotations, language.name_words()))


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
