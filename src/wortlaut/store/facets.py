"""Counts over the statements that answer a question: how many, and by what one may narrow it with.

The filters alone say which statements are meant, so that a count is what the narrower question finds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sqlalchemy import Connection, func, select

from wortlaut.records import Facets, Field, Include, Kind, Query
from wortlaut.store import filters
from wortlaut.store.dates import interval_of
from wortlaut.store.decisions import standing
from wortlaut.store.put import chunks
from wortlaut.store.rows import actor_rows
from wortlaut.store.tables import ARTICLES, STATEMENTS

MOST = 10
"""Outlets and actors that are counted by name; the others are found by a narrower question."""


def count(connection: Connection, query: Query) -> int:
    """How many statements answer the question."""
    keys = filters.statement_keys(query).order_by(None).subquery("passing")
    return connection.scalar(select(func.count()).select_from(keys)) or 0


def facets(connection: Connection, query: Query) -> Facets:
    """How many statements answer the question, by kind, review, outlet, year and actor."""
    every = replace(query, limit=None, offset=0)
    kinds = ((kind, count(connection, replace(every, kind=kind))) for kind in Kind if query.kind in (None, kind))
    reviews = (
        (one, count(connection, replace(every, include=one))) for one in (Include.JUDGED, Include.MACHINE) if query.include in (Include.ALL, one)
    )
    outlets, years = _of_articles(connection, every)
    spoken = [(row[0], row[1], row[2]) for row in connection.execute(filters.actor_counts(replace(every, limit=MOST)))]
    return Facets(
        count(connection, every),
        tuple(pair for pair in kinds if pair[1]),
        tuple(pair for pair in reviews if pair[1]),
        tuple(outlets.most_common(MOST)),
        tuple(sorted(years.items())),
        tuple((row.actor, row.statements) for row in actor_rows(connection, spoken)),
    )


def _of_articles(connection: Connection, query: Query) -> tuple[Counter[str], Counter[str]]:
    """Statements by outlet and by the year of publication, corrections applied; unknown ones are not counted."""
    keys = filters.statement_keys(query).order_by(None).subquery("passing")
    chosen = (
        select(ARTICLES.c.text_digest, ARTICLES.c.outlet, ARTICLES.c.published_start, ARTICLES.c.published_end, func.count().label("statements"))
        .join(STATEMENTS, STATEMENTS.c.extraction_key == ARTICLES.c.extraction_key)
        .where(STATEMENTS.c.key.in_(select(keys)))
        .group_by(ARTICLES.c.extraction_key)
    )
    outlets: Counter[str] = Counter()
    years: Counter[str] = Counter()
    for rows in chunks(connection.execute(chosen)):
        _, corrected = standing(connection, sorted({row.text_digest for row in rows}))
        for row in rows:
            outlet, date = (corrected.get((row.text_digest, field)) for field in (Field.OUTLET, Field.DATE))
            name = outlet.value if outlet is not None else row.outlet
            said = interval_of(date.value) if date is not None else None
            start, end = (said.start, said.end) if said is not None else (row.published_start, row.published_end)
            outlets.update({name: row.statements} if name else {})
            years.update({start[:4]: row.statements} if start and end and start[:4] == end[:4] else {})
    return outlets, years
