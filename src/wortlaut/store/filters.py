"""Filters turned into SQL: which statements, articles and actors a question is about, and in which order.

Only keys come out here; `wortlaut.store.rows` fetches the rows behind them in batches. Asked are the tables of what is shown
(`wortlaut.store.shown`), one alone wherever it can be, so that an index answers in the order asked for. Dates are those after corrections; a
filter by date leaves out what has no known date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, desc, distinct, exists, false, func, literal, or_, select, tuple_

from wortlaut.records import PASSED_ON, Include, Order, Query, Verdict
from wortlaut.store import codings, flags, identities, search, shown
from wortlaut.store.dates import stretch_of_days
from wortlaut.store.put import chunks
from wortlaut.store.tables import ARTICLES, CODINGS, EXTRACTIONS, SHOWN_ACTORS, SHOWN_ARTICLES, SHOWN_STATEMENTS, STATEMENTS
from wortlaut.store.typed import expression

Keys = Select[int]
"""A question for keys."""

_ID = re.compile(r"[a-z]+-[0-9a-f]{16}")
_S, _A = SHOWN_STATEMENTS, SHOWN_ARTICLES


def statement_keys(query: Query) -> Keys:
    """Keys of the current statements that pass every filter: best match first for a search, else in the order asked for."""
    chosen = select(_S.c.statement_key).where(*_statement_conditions(query))
    if query.text is not None:
        matching = _matching(query.text)
        if matching is None:
            return chosen.where(false())
        hits = matching.subquery("hits")
        chosen = chosen.join(hits, hits.c.statement_key == _S.c.statement_key).order_by(hits.c.rank, _S.c.statement_key)
    elif query.order is Order.UNSURE_FIRST:
        chosen = chosen.order_by(_S.c.confidence, _S.c.statement_key)
    else:
        chosen = chosen.order_by(_S.c.day, _S.c.article_id, _S.c.start, desc(_S.c.end), _S.c.statement_key)
    return _page(chosen, query)


def ranked(typed: str) -> Select[int, float]:
    """Keys of the current statements with these words, rejected or not, with their rank: lower is better."""
    found = _matching(typed)
    return found if found is not None else select(_S.c.statement_key, _S.c.confidence).where(false())


def article_keys(query: Query) -> Keys:
    """Extractions of the current articles that pass, by date; filters on statements ask for one statement that passes them all."""
    chosen = select(_A.c.extraction_key).where(*_overlap(query, _A.c.first, _A.c.last))
    if query.outlet:
        chosen = chosen.where(_A.c.outlet == search.folded(query.outlet))
    if query.article:
        chosen = chosen.where(starts_with(_A.c.id, query.article))
    if query.undated:
        chosen = chosen.where(_A.c.day == shown.UNDATED)
    if query.actor or query.kind or query.concept or query.text is not None or query.include is not Include.ALL:
        inner = Query(actor=query.actor, kind=query.kind, include=query.include, text=query.text, concept=query.concept)
        passing = statement_keys(inner).order_by(None).with_only_columns(_S.c.extraction_key)
        chosen = chosen.where(_A.c.extraction_key.in_(passing))
    return _page(chosen.order_by(_A.c.day, _A.c.id), query)


def voiced(query: Query, coded: bool, articles: Sequence[str] | None) -> Iterator[Keys]:
    """Questions for the statements that relations compare, one for every chunk of the articles where these are given."""
    keys = statement_keys(query)
    if coded:
        keys = keys.where(_S.c.statement_key.in_(codings.statement_keys()))
    if articles is None:
        yield keys
    for chunk in chunks(articles or ()):
        yield keys.where(_S.c.extraction_key.in_(select(_A.c.extraction_key).where(_A.c.id.in_(chunk))))


def speaking() -> Select[str, str, str]:
    """Every article with every actor of whom a statement in it is not rejected, and the name that actor is listed under."""
    who = SHOWN_ACTORS.c
    pairs = select(_S.c.article_id, _S.c.actor_id, who.name).join(SHOWN_ACTORS, who.actor_id == _S.c.actor_id)
    return pairs.where(shown.not_rejected()).distinct().order_by(_S.c.article_id, _S.c.actor_id)


def actor_counts(query: Query) -> Select[str, int, int]:
    """Actors of the statements that pass, with the numbers of their statements and articles, most statements first."""
    everybody = replace(query, limit=None, offset=0)
    if everybody == Query():
        all_ = SHOWN_ACTORS.c
        return _page(select(all_.actor_id, all_.statements, all_.articles).order_by(desc(all_.statements), all_.name, all_.actor_id), query)
    statements, articles = func.count().label("statements"), func.count(distinct(_S.c.extraction_key)).label("articles")
    chosen = (
        statement_keys(everybody)
        .with_only_columns(_S.c.actor_id, statements, articles)
        .where(_S.c.actor_id.is_not(None))
        .group_by(_S.c.actor_id)
        .order_by(None)
        .order_by(desc(statements), shown.shown_name(_S.c.actor_id), _S.c.actor_id)
    )
    return _page(chosen, query)


def names(limit: int) -> Select[str]:
    """The names of the actors who make most statements."""
    all_ = SHOWN_ACTORS.c
    return select(all_.name).where(all_.name.is_not(None)).order_by(desc(all_.statements), all_.name).limit(limit)


def beside(connection: Connection, extraction: int) -> tuple[str | None, str | None]:
    """The ids of the articles before and after the one of this extraction, by date."""
    here = connection.execute(select(_A.c.day, _A.c.id).where(_A.c.extraction_key == extraction)).one()
    place, own = tuple_(_A.c.day, _A.c.id), tuple_(literal(here.day), literal(here.id))
    before = select(_A.c.id).where(place < own).order_by(desc(_A.c.day), desc(_A.c.id)).limit(1)
    after = select(_A.c.id).where(place > own).order_by(_A.c.day, _A.c.id).limit(1)
    return connection.scalar(before), connection.scalar(after)


Rows = TypeVar("Rows", bound=Select[Any])


def _page(chosen: Rows, query: Query) -> Rows:
    """So many as are asked for, after those that came before."""
    if query.limit is None and not query.offset:
        return chosen
    return chosen.limit(query.limit if query.limit is not None else -1).offset(query.offset)


# --- conditions ----------------------------------------------------------------------------------------------


def _statement_conditions(query: Query) -> list[ColumnElement[bool]]:
    conditions = _overlap(query, _S.c.first, _S.c.last)
    if query.outlet:
        conditions.append(_S.c.outlet == search.folded(query.outlet))
    if query.article:
        conditions.append(_S.c.extraction_key.in_(select(_A.c.extraction_key).where(starts_with(_A.c.id, query.article))))
    if query.undated:
        conditions.append(_S.c.day == shown.UNDATED)
    if query.kind is not None:
        conditions.append(_S.c.kind == query.kind)
    if query.concept is not None:
        conditions.append(_S.c.statement_key.in_(_coded(query.concept)))
    if query.actor:
        conditions.append(_by_actor(query.actor))
    if query.second_hand is not None:
        conditions.append(_passed_on() if query.second_hand else ~_passed_on())
    if query.flagged:
        conditions.append(_S.c.statement_key.in_(flags.waiting()))
    if query.rule is not None:
        conditions.append(exists().where(STATEMENTS.c.key == _S.c.statement_key, STATEMENTS.c.rule == query.rule))
    if query.run is not None:
        conditions.append(_S.c.extraction_key.in_(select(EXTRACTIONS.c.key).where(EXTRACTIONS.c.run_id == query.run)))
    if query.least is not None:
        # + 0, so that the index of the order asked for answers, and not that of the confidence, whose rows would all have to be sorted
        conditions.append(_S.c.confidence + 0 >= query.least)
    if query.include is Include.JUDGED:
        conditions.append(_S.c.verdict == Verdict.ACCEPT)
    elif query.include is Include.MACHINE:
        conditions.append(_S.c.verdict.is_(None))
    elif not query.with_rejected:
        conditions.append(shown.not_rejected())
    return conditions


def _overlap(query: Query, start: ColumnElement[str | None], end: ColumnElement[str | None]) -> list[ColumnElement[bool]]:
    """An interval with one unknown end reaches as far as one likes; one without both is left out."""
    conditions: list[ColumnElement[bool]] = []
    if query.since:
        conditions.append(or_(end >= stretch_of_days(query.since)[0], and_(end.is_(None), start.is_not(None))))
    if query.until:
        conditions.append(or_(start <= stretch_of_days(query.until)[1], and_(start.is_(None), end.is_not(None))))
    return conditions


def _by_actor(actor: str) -> ColumnElement[bool]:
    if _ID.fullmatch(actor):
        return _S.c.actor_id == identities.shown_as(actor).scalar_subquery()  # one, so that the index keeps the order
    return _S.c.actor_id.in_(identities.called(actor))


def _passed_on() -> ColumnElement[bool]:
    """True of statements that came through the hands of others."""
    told = or_(*(STATEMENTS.c.chain.contains(f'"hand":"{hand}"', autoescape=True) for hand in sorted(PASSED_ON)))
    return exists().where(STATEMENTS.c.key == _S.c.statement_key, told)


def _coded(concept: str) -> Select[int]:
    """A statement counts for a concept while a person's coding with it stands and this person did not say later that none fits."""
    later = CODINGS.alias("none_fits")
    same = [getattr(later.c, name) == getattr(CODINGS.c, name) for name in ("article_digest", "stretch")]
    same.append(later.c.by.concat("") == CODINGS.c.by)  # few codings are on one matter, many are one person's
    none_fits = exists().where(*same, later.c.concept.is_(None), later.c.key > CODINGS.c.key, codings.standing_in(later))
    return (
        select(STATEMENTS.c.key)
        .select_from(CODINGS)
        .join(ARTICLES, ARTICLES.c.text_digest == CODINGS.c.article_digest)
        .join(STATEMENTS, and_(STATEMENTS.c.extraction_key == ARTICLES.c.extraction_key, STATEMENTS.c.stretch == CODINGS.c.stretch))
        .where(CODINGS.c.concept == concept, CODINGS.c.by.is_not(None), codings.STANDS, ~none_fits)
    )


def _matching(typed: str) -> Select[int, float] | None:
    expr = expression(typed)
    return search.matching(expr) if expr is not None else None


def starts_with(column: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    """True of ids with this prefix; a range, so that the index serves and no sign in the prefix means anything."""
    return and_(column >= prefix, column < prefix + "\U0010ffff")
