"""Coded statements as events, the form in which networks count them: codings of this ledger beside imported ones.

Judged are the codings of people; where several coded a statement with the same concept, the newest in the log counts once.
Machine suggestions count only where they are asked for, on statements nobody has coded, the best one each, and are not
reviewed. Statements a reviewer rejected are left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection

from wortlaut.records import (
    PASSED_ON,
    ActorKind,
    Codebook,
    Coding,
    DataType,
    Document,
    Event,
    Events,
    Identity,
    Include,
    Query,
    Value,
    Variable,
    Voiced,
)
from wortlaut.store import briefly, codebooks, codings, filters, imported_events
from wortlaut.store.briefly import Brief
from wortlaut.store.put import chunks
from wortlaut.store.tables import SHOWN_STATEMENTS

STATEMENT_TYPE = "DNA Statement"
"""Codings have the variables of the usual statement of the field and count with those imported."""

VARIABLES = (Variable("person"), Variable("organization"), Variable("concept"), Variable("agreement", DataType.BOOLEAN))

BATCH = 5_000
"""Statements whose codings are read at once."""

_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.STATE})
_S = SHOWN_STATEMENTS
_PLACE = (_S.c.day, _S.c.article_id, _S.c.start, -_S.c.end, _S.c.statement_key)


class Own(NamedTuple):
    """An event of this ledger's codings with its document and concept; its statement as relations compare it, the key of that, the digest of
    its text, and its place among all."""

    place: tuple[object, ...]
    key: int
    concept: str | None
    digest: str
    event: Event
    document: Document
    voice: Voiced


def events(connection: Connection, query: Query) -> Events:
    """The events of a query with all their variables, and the documents they stand in; imported ones are not filtered but by `include`."""
    return joined(own(connection, query), imported_events.events(connection), query.include)


def joined(mine: Iterable[Own], theirs: Events, include: Include) -> Events:
    """Events of this ledger, of which those of the sort asked for are taken, and imported ones, as one answer."""
    coded_there = {event.statement for event in theirs.rows}
    wanted = {Include.JUDGED: (True,), Include.MACHINE: (False,), Include.ALL: (True, False)}[include]
    taken = [one for one in mine if one.event.reviewed in wanted and (one.event.reviewed or one.event.statement not in coded_there)]
    documents = {one.document.id: one.document for one in taken}
    if include is Include.MACHINE:
        return Events(VARIABLES, tuple(one.event for one in taken), tuple(documents.values()))
    variables = tuple(dict.fromkeys((*VARIABLES, *theirs.variables)))
    places = {variable: place for place, variable in enumerate(variables)}
    both = [*_widened((one.event for one in taken), VARIABLES, places), *_widened(theirs.rows, theirs.variables, places)]
    documents |= {document.id: document for document in theirs.documents}
    return Events(variables, tuple(both), tuple(documents.values()), theirs.entities)


def own(connection: Connection, query: Query, digests: Collection[str] | None = None) -> Iterator[Own]:
    """The events of this ledger's codings, in texts of these digests only where they are given."""
    versions = {adoption.codebook.version: adoption.codebook for adoption in codebooks.adoptions(connection)}
    current = codebooks.in_force(connection)
    if current is None:
        return
    middle = (current.scale[0] + current.scale[-1]) / 2
    passing = filters.statement_keys(replace(query, include=Include.ALL)).where(_S.c.statement_key.in_(codings.statement_keys(digests)))
    places = {place[-1]: tuple(place) for place in connection.execute(passing.with_only_columns(*_PLACE))}
    for chunk in chunks(places, BATCH):
        found = list(briefly.statements(connection, chunk))
        standing = codings.standing(connection, sorted({one.article.digest for one in found}))
        for one in found:
            coded = standing.get((one.article.digest, one.stretch), codings.Standing())
            voice = one.voiced(coded.whole(one.statement), middle)
            for coding in _chosen(coded, query.include):
                event = _event(one, coding, current, versions.get(coding.codebook, current))
                yield Own(places[one.key], one.key, coding.concept, one.article.digest, event, _document(one), voice)


def _chosen(standing: codings.Standing, include: Include) -> Sequence[Coding]:
    people = sorted(standing.coded(), key=lambda coding: coding.at)
    newest = {coding.concept: coding for coding in people if coding.concept is not None}
    if people:
        return () if include is Include.MACHINE else tuple(newest.values())
    return () if include is Include.JUDGED else standing.machine[:1]


def _event(one: Brief, coding: Coding, current: Codebook, coded_with: Codebook) -> Event:
    day, exact = _when(one)
    concept = current.concept(coding.concept or "") or coded_with.concept(coding.concept or "")
    values: tuple[Value, ...] = (
        _name(one.actor, bodies=False),
        _name(one.behalf, bodies=True) or _name(one.actor, bodies=True),
        concept.label() if concept is not None else coding.concept,
        _agrees(coding, coded_with),
    )
    return Event(
        id=coding.id,
        document=one.article.id,
        values=values,
        when=day,
        exact=exact,
        reviewed=coding.by is not None,
        confidence=1.0 if coding.score is None else coding.score,
        second_hand=any(step.hand in PASSED_ON for step in one.hands),
        statement_type=STATEMENT_TYPE,
        statement=one.statement,
    )


def _name(actor: Identity | None, *, bodies: bool) -> str | None:
    """The actor's name if it is (or is not) a body that speaks for itself."""
    return actor.name if actor is not None and (actor.kind in _BODIES) == bodies else None


def _agrees(coding: Coding, codebook: Codebook) -> bool | None:
    """Above the middle of the scale, below it, or neither."""
    if coding.agreement is None:
        return None
    middle = (codebook.scale[0] + codebook.scale[-1]) / 2
    return None if coding.agreement == middle else coding.agreement > middle


def _when(one: Brief) -> tuple[str | None, bool]:
    """When it was said if that is known, else when it was published; the first day where no single one is known."""
    for interval in one.when:
        if day := interval.best or interval.start or interval.end:
            return day, interval.best is not None
    return None, True


def _document(one: Brief) -> Document:
    article = one.article
    return Document(article.id, article.title, article.authors, article.outlet)


def _widened(given: Iterable[Event], variables: Sequence[Variable], places: dict[Variable, int]) -> Iterator[Event]:
    """The events with a value for every variable of the answer, in its order."""
    if tuple(variables) == tuple(places):
        yield from given
        return
    for event in given:
        values: list[Value] = [None] * len(places)
        for variable, value in zip(variables, event.values, strict=True):
            values[places[variable]] = value
        yield replace(event, values=tuple(values))


def voices(connection: Connection, keys: Sequence[int]) -> Iterator[Voiced]:
    """The statements of these keys as relations compare them, with what stands coded and suggested for each."""
    current = codebooks.in_force(connection)
    middle = (current.scale[0] + current.scale[-1]) / 2 if current is not None else 0.0
    found = list(briefly.statements(connection, keys))
    standing = codings.standing(connection, sorted({one.article.digest for one in found}))
    for one in found:
        yield one.voiced(standing.get((one.article.digest, one.stretch), codings.Standing()).whole(one.statement), middle)
