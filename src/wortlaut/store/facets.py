"""Counts over the statements that answer a question: how many, and by what one may narrow it with.

The filters alone say which statements are meant, so that a count is what the narrower question finds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sqlalchemy import Connection, Select, func, select

from wortlaut.records import Facets, Include, Kind, Query, Verdict
from wortlaut.store import filters
from wortlaut.store.rows import actor_rows
from wortlaut.store.tables import ARTICLES, DECISIONS, SHOWN_ARTICLES, SHOWN_STATEMENTS

_S, _A = SHOWN_STATEMENTS, SHOWN_ARTICLES

MOST = 10
"""Outlets and actors that are counted by name; the others are found by a narrower question."""


def count(connection: Connection, query: Query) -> int:
    """How many statements answer the question."""
    keys = filters.statement_keys(query).order_by(None).subquery("passing")
    return connection.scalar(select(func.count()).select_from(keys)) or 0


def facets(connection: Connection, query: Query) -> Facets:
    """How many statements answer the question, by kind, review, outlet, year and actor."""
    every = replace(query, limit=None, offset=0)
    kinds: Counter[str] = Counter()
    verdicts: Counter[str | None] = Counter()
    outlets: Counter[str] = Counter()
    years: Counter[str] = Counter()
    for kind, verdict, outlet, first, last, number in connection.execute(_counted(every)):
        kinds[kind] += number
        verdicts[verdict] += number
        outlets.update({outlet: number} if outlet else {})
        years.update({first: number} if first and first == last else {})
    reviews = ((Include.JUDGED, verdicts[Verdict.ACCEPT]), (Include.MACHINE, verdicts[None]))
    spoken = [(row[0], row[1], row[2]) for row in connection.execute(filters.actor_counts(replace(every, limit=MOST)))]
    return Facets(
        kinds.total(),
        tuple((kind, kinds[kind]) for kind in Kind if kinds[kind]),
        tuple((one, number) for one, number in reviews if number and query.include in (Include.ALL, one)),
        tuple((_named(connection, folded), number) for folded, number in outlets.most_common(MOST)),
        tuple(sorted(years.items())),
        tuple((row.actor, row.statements) for row in actor_rows(connection, spoken)),
    )


def _counted(query: Query) -> Select[str, str | None, str | None, str | None, str | None, int]:
    """The statements that answer, counted by all that they are counted by at once; dates by their years."""
    by = (_S.c.kind, _S.c.verdict, _S.c.outlet, func.substr(_S.c.first, 1, 4), func.substr(_S.c.last, 1, 4))
    return filters.statement_keys(query).order_by(None).with_only_columns(*by, func.count()).group_by(*by)


def _named(connection: Connection, folded: str) -> str:
    """An outlet as an article or a correction writes it."""
    read = select(ARTICLES.c.outlet).join(_A, _A.c.extraction_key == ARTICLES.c.extraction_key)
    read = read.where(_A.c.outlet == folded, ARTICLES.c.outlet_folded == folded)
    corrected = select(DECISIONS.c.value).where(DECISIONS.c.value_folded == folded)
    return connection.scalar(read.limit(1)) or connection.scalar(corrected.limit(1)) or folded
