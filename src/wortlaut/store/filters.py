"""Filters turned into SQL: which statements, articles and actors a question is about, and in which order.

Only keys come out here; `wortlaut.store.rows` fetches the rows behind them in batches. Dates are compared after
corrections; a filter by date leaves out what has no known date.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import CTE, ColumnElement, FromClause, Select, and_, case, desc, distinct, exists, false, func, or_, select

from wortlaut.records import Field, Hand, Include, Order, Query, Verdict
from wortlaut.store import amended, codings, identities, search
from wortlaut.store.dates import stretch_of_days
from wortlaut.store.decisions import STANDS
from wortlaut.store.tables import ACTORS, ARTICLES, CODINGS, CURRENT, DECISIONS, STATEMENTS

Keys = Select[int]
"""A question for keys."""

PASSED_ON = frozenset({Hand.MEDIUM, Hand.SPEAKER, Hand.DOCUMENT, Hand.SOURCE})
"""Hands that told of what somebody else had said; a spokesperson speaks for the actor."""

_ID = re.compile(r"[a-z]+-[0-9a-f]{16}")


def statement_keys(query: Query) -> Keys:
    """Keys of the current statements that pass every filter: best match first for a search, else in the order asked for."""
    shown = _shown()
    verdicts, judged = _verdict(shown)
    chosen = (
        select(STATEMENTS.c.key)
        .select_from(shown)
        .join(STATEMENTS, STATEMENTS.c.extraction_key == shown.c.extraction_key)
        .outerjoin(verdicts, judged)
        .where(*_statement_conditions(query, shown, verdicts), *_coded(query, shown), *_article_conditions(query, shown), *_said(query, shown))
    )
    if query.text is not None:
        matching = _matching(query.text)
        if matching is None:
            return chosen.where(false())
        hits = matching.subquery("hits")
        chosen = chosen.join(hits, hits.c.statement_key == STATEMENTS.c.key).order_by(hits.c.rank, STATEMENTS.c.key)
    elif query.order is Order.UNSURE_FIRST:
        chosen = chosen.order_by(STATEMENTS.c.confidence, STATEMENTS.c.key)
    else:
        chosen = chosen.order_by(*_by_date(shown), STATEMENTS.c.start, desc(STATEMENTS.c.end), STATEMENTS.c.key)
    return _page(chosen, query)


def article_keys(query: Query) -> Keys:
    """Extractions of the current articles that pass, by date; filters on statements ask for one statement that passes them all."""
    shown = _shown()
    chosen = select(shown.c.extraction_key).where(*_article_conditions(query, shown), *_overlap(query, shown.c.first, shown.c.last))
    if query.actor or query.kind or query.concept or query.text is not None or query.include is not Include.ALL:
        inner = Query(actor=query.actor, kind=query.kind, include=query.include, text=query.text, concept=query.concept)
        passing = statement_keys(inner).order_by(None).with_only_columns(STATEMENTS.c.extraction_key)
        chosen = chosen.where(shown.c.extraction_key.in_(passing))
    chosen = chosen.order_by(*_by_date(shown))
    return _page(chosen, query)


def actor_counts(query: Query) -> Select[str, int, int]:
    """Actors of the statements that pass, with the numbers of their statements and articles, most statements first."""
    keys = statement_keys(replace(query, limit=None, offset=0)).order_by(None).subquery("passing")
    actor, decisions = identities.shown_actor(ARTICLES.c.text_digest)
    passing = (
        select(actor.label("actor_id"), STATEMENTS.c.extraction_key)
        .join(keys, keys.c.key == STATEMENTS.c.key)
        .join(ARTICLES, ARTICLES.c.extraction_key == STATEMENTS.c.extraction_key)
    )
    for table, joined in decisions:
        passing = passing.outerjoin(table, joined)
    made = passing.subquery("made")
    statements, articles = func.count().label("statements"), func.count(distinct(made.c.extraction_key)).label("articles")
    own = select(func.min(ACTORS.c.name)).where(ACTORS.c.id == made.c.actor_id).scalar_subquery()
    chosen = (
        select(made.c.actor_id, statements, articles)
        .where(made.c.actor_id.is_not(None))
        .group_by(made.c.actor_id)
        .order_by(desc(statements), func.coalesce(identities.shown_name(made.c.actor_id), own), made.c.actor_id)
    )
    return _page(chosen, query)


Rows = TypeVar("Rows", bound=Select[Any])


def _page(chosen: Rows, query: Query) -> Rows:
    """So many as are asked for, after those that came before."""
    if query.limit is None and not query.offset:
        return chosen
    return chosen.limit(query.limit if query.limit is not None else -1).offset(query.offset)


# --- parts ---------------------------------------------------------------------------------------------------
# A decision is joined by its key, and its key looked up for every row: SQLite would not index a joined list of decisions.


def _shown() -> CTE:
    """Current articles with their first and last possible day and their outlet, corrections applied."""
    (dates, dated), (outlets, named) = _correction(Field.DATE), _correction(Field.OUTLET)
    corrected = dates.c.key.is_not(None)
    chosen = (
        select(
            ARTICLES.c.extraction_key,
            ARTICLES.c.id,
            ARTICLES.c.text_digest,
            case((corrected, dates.c.value_start), else_=ARTICLES.c.published_start).label("first"),
            case((corrected, dates.c.value_end), else_=ARTICLES.c.published_end).label("last"),
            func.coalesce(outlets.c.value_folded, ARTICLES.c.outlet_folded).label("outlet"),
        )
        .join(CURRENT, CURRENT.c.key == ARTICLES.c.extraction_key)
        .outerjoin(dates, dated)
        .outerjoin(outlets, named)
    )
    return chosen.cte().prefix_with("MATERIALIZED")  # once per article, not once per statement


def _correction(field: Field) -> tuple[FromClause, ColumnElement[bool]]:
    """The decisions table and the condition that joins the standing correction of an article."""
    newest = (
        select(DECISIONS.c.key)
        .where(DECISIONS.c.article_digest == ARTICLES.c.text_digest, DECISIONS.c.stretch.is_(None), DECISIONS.c.field == field, STANDS)
        .order_by(desc(DECISIONS.c.key))
        .limit(1)
        .correlate(ARTICLES)
        .scalar_subquery()
    )
    joined = DECISIONS.alias(f"{field}_correction")
    return joined, joined.c.key == newest


def _verdict(shown: CTE) -> tuple[FromClause, ColumnElement[bool]]:
    """The decisions table and the condition that joins the standing judgement of a statement."""
    newest = (
        select(DECISIONS.c.key)
        .where(DECISIONS.c.article_digest == shown.c.text_digest, DECISIONS.c.stretch == STATEMENTS.c.stretch, STANDS)
        .order_by(desc(DECISIONS.c.key))
        .limit(1)
        .correlate(shown, STATEMENTS)
        .scalar_subquery()
    )
    joined = DECISIONS.alias("verdict")
    return joined, joined.c.key == newest


def _by_date(shown: CTE) -> tuple[ColumnElement[bool], ColumnElement[str | None], ColumnElement[str]]:
    day = func.coalesce(shown.c.first, shown.c.last)
    return (day.is_(None), day, shown.c.id)


def _said(query: Query, shown: CTE) -> list[ColumnElement[bool]]:
    """A statement counts from when it was said, if that is known, else from when it was published."""
    known = or_(STATEMENTS.c.said_start.is_not(None), STATEMENTS.c.said_end.is_not(None))
    first, last = case((known, STATEMENTS.c.said_start), else_=shown.c.first), case((known, STATEMENTS.c.said_end), else_=shown.c.last)
    return _overlap(query, first, last)


def _overlap(query: Query, start: ColumnElement[str | None], end: ColumnElement[str | None]) -> list[ColumnElement[bool]]:
    """An interval with one unknown end reaches as far as one likes; one without both is left out."""
    conditions: list[ColumnElement[bool]] = []
    if query.since:
        conditions.append(or_(end >= stretch_of_days(query.since)[0], and_(end.is_(None), start.is_not(None))))
    if query.until:
        conditions.append(or_(start <= stretch_of_days(query.until)[1], and_(start.is_(None), end.is_not(None))))
    return conditions


def _article_conditions(query: Query, shown: CTE) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.outlet:
        conditions.append(shown.c.outlet == search.folded(query.outlet))
    if query.article:
        conditions.append(starts_with(shown.c.id, query.article))
    if query.undated:
        conditions.append(and_(shown.c.first.is_(None), shown.c.last.is_(None)))
    return conditions


def _statement_conditions(query: Query, shown: CTE, verdicts: FromClause) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.kind is not None:
        conditions.append(amended.kind_of(shown.c.text_digest) == query.kind)
    if query.actor:
        conditions.append(_by_actor(query.actor))
    if query.second_hand is not None:
        told = or_(*(STATEMENTS.c.chain.contains(f'"hand":"{hand}"', autoescape=True) for hand in sorted(PASSED_ON)))
        conditions.append(told if query.second_hand else ~told)
    if query.include is Include.JUDGED:
        conditions.append(verdicts.c.verdict == Verdict.ACCEPT)
    elif query.include is Include.MACHINE:
        conditions.append(verdicts.c.verdict.is_(None))
    elif not query.with_rejected:
        conditions.append(or_(verdicts.c.verdict.is_(None), verdicts.c.verdict != Verdict.REJECT))
    return conditions


def _coded(query: Query, shown: CTE) -> list[ColumnElement[bool]]:
    """A statement counts for a concept while a person's coding with it stands."""
    if query.concept is None:
        return []
    here = (CODINGS.c.article_digest == shown.c.text_digest, CODINGS.c.stretch == STATEMENTS.c.stretch)
    return [exists().where(*here, CODINGS.c.concept == query.concept, CODINGS.c.by.is_not(None), codings.STANDS).correlate(shown, STATEMENTS)]


def _by_actor(actor: str) -> ColumnElement[bool]:
    return identities.statements_of(identities.shown_as(actor) if _ID.fullmatch(actor) else identities.called(actor))


def _matching(typed: str) -> Select[int, float] | None:
    expression = search.expression(typed)
    return search.matching(expression) if expression is not None else None


def starts_with(column: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    """True of ids with this prefix; a range, so that the index serves and no sign in the prefix means anything."""
    return and_(column >= prefix, column < prefix + "\U0010ffff")
