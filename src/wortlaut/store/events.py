"""Coded statements as events, the form in which networks count them: codings of this ledger beside imported ones.

Judged are the codings of people; where several coded a statement with the same concept, the newest in the log counts once.
Machine suggestions count only where they are asked for, on statements nobody has coded, the best one each, and are not
reviewed. Statements a reviewer rejected are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from wortlaut.records import (
    Actor,
    ActorKind,
    Codebook,
    Coding,
    DataType,
    Document,
    Event,
    Events,
    Include,
    Interval,
    Query,
    StatementRow,
    Value,
    Variable,
)
from wortlaut.store import codebooks, codings, filters, imported_events, rows
from wortlaut.store.put import chunks, stretch_of

STATEMENT_TYPE = "DNA Statement"
"""Codings have the variables of the usual statement of the field and count with those imported."""

VARIABLES = (Variable("person"), Variable("organization"), Variable("concept"), Variable("agreement", DataType.BOOLEAN))

_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.STATE})


def events(connection: Connection, query: Query) -> Events:
    """The events of a query with all their variables, and the documents they stand in; imported ones are not filtered but by `include`."""
    theirs = imported_events.events(connection)
    coded_there = {event.statement for event in theirs.rows}
    mine = [(event, document) for event, document in _own(connection, query) if event.reviewed or event.statement not in coded_there]
    documents = {document.id: document for _, document in mine}
    if query.include is Include.MACHINE:
        return Events(VARIABLES, tuple(event for event, _ in mine), tuple(documents.values()))
    variables = tuple(dict.fromkeys((*VARIABLES, *theirs.variables)))
    places = {variable: place for place, variable in enumerate(variables)}
    both = [*(_widened(event, VARIABLES, places) for event, _ in mine), *(_widened(event, theirs.variables, places) for event in theirs.rows)]
    documents |= {document.id: document for document in theirs.documents}
    return Events(variables, tuple(both), tuple(documents.values()), theirs.entities)


def _own(connection: Connection, query: Query) -> Iterator[tuple[Event, Document]]:
    versions = {adoption.codebook.version: adoption.codebook for adoption in codebooks.adoptions(connection)}
    current = codebooks.in_force(connection)
    if current is None:
        return
    coded = codings.statement_keys(connection)
    keys = connection.scalars(filters.statement_keys(replace(query, include=Include.ALL))).all()
    for chunk in chunks((key for key in keys if key in coded), rows.BATCH):
        found = list(rows.statement_rows(connection, chunk))
        standing = codings.standing(connection, sorted({row.article.digest for row in found}))
        for row in found:
            key = (row.article.digest, stretch_of(row.anchor))
            for coding in _chosen(standing.get(key, codings.Standing()), query.include):
                yield _event(row, coding, current, versions.get(coding.codebook, current)), _document(row)


def _chosen(standing: codings.Standing, include: Include) -> Sequence[Coding]:
    people = sorted(standing.coded(), key=lambda coding: coding.at)
    newest = {coding.concept: coding for coding in people if coding.concept is not None}
    if people:
        return () if include is Include.MACHINE else tuple(newest.values())
    return () if include is Include.JUDGED else standing.machine[:1]


def _event(row: StatementRow, coding: Coding, current: Codebook, coded_with: Codebook) -> Event:
    day, exact = _when(row)
    concept = current.concept(coding.concept or "") or coded_with.concept(coding.concept or "")
    values: tuple[Value, ...] = (
        _name(row.actor, bodies=False),
        _name(row.on_behalf_of, bodies=True) or _name(row.actor, bodies=True),
        concept.label() if concept is not None else coding.concept,
        _agrees(coding, coded_with),
    )
    return Event(
        id=coding.id,
        document=row.article.id,
        values=values,
        when=day,
        exact=exact,
        reviewed=coding.by is not None,
        confidence=1.0 if coding.score is None else coding.score,
        second_hand=any(step.hand in filters.PASSED_ON for step in row.statement.chain),
        statement_type=STATEMENT_TYPE,
        statement=row.quotation.id,
    )


def _name(actor: Actor | None, *, bodies: bool) -> str | None:
    """The actor's name if it is (or is not) a body that speaks for itself."""
    return actor.name if actor is not None and (actor.kind in _BODIES) == bodies else None


def _agrees(coding: Coding, codebook: Codebook) -> bool | None:
    """Above the middle of the scale, below it, or neither."""
    if coding.agreement is None:
        return None
    middle = (codebook.scale[0] + codebook.scale[-1]) / 2
    return None if coding.agreement == middle else coding.agreement > middle


def _when(row: StatementRow) -> tuple[str | None, bool]:
    """When it was said if that is known, else when it was published; the first day where no single one is known."""
    for interval in (row.statement.said, row.article.published):
        if isinstance(interval, Interval) and (day := interval.best or interval.start or interval.end):
            return day, interval.best is not None
    return None, True


def _document(row: StatementRow) -> Document:
    article = row.article
    return Document(article.id, row.title or "", "; ".join(article.authors), article.outlet or "")


def _widened(event: Event, variables: Sequence[Variable], places: dict[Variable, int]) -> Event:
    values: list[Value] = [None] * len(places)
    for variable, value in zip(variables, event.values, strict=True):
        values[places[variable]] = value
    return replace(event, values=tuple(values))
