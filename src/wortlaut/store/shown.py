"""What the records and the log amount to, one row for everything that is current: the tables that questions are asked of.

`shown_articles` has the current articles with corrections applied, `shown_statements` the current statements with all that is filtered and
ordered by, `shown_actors` how much each actor says. Each table has one rule, a question over records and decisions. `remake` applies the rules
to some extractions, in the transaction that changed them; `remake_actors` follows a decision about actors; `fill` makes everything anew; `wrong`
compares. Nothing else writes these tables, and whatever else is asked of the ledger is asked of the records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    bindparam,
    case,
    delete,
    desc,
    distinct,
    except_,
    exists,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects.sqlite import Insert, insert

from wortlaut.records import Field, Verdict
from wortlaut.store.tables import (
    ACTORS,
    AMENDED_KINDS,
    ARTICLES,
    CURRENT,
    DECISIONS,
    IDENTITIES,
    MOVED,
    SHOWN_ACTORS,
    SHOWN_ARTICLES,
    SHOWN_STATEMENTS,
    STATEMENTS,
)

NOBODY = ""
"""Stands for the actor of words of which a person said that nobody knows who speaks."""

UNDATED = "unknown"
"""The day of an article without one; it sorts behind every date."""

Rule = Select[Any]
Joined = tuple[FromClause, ColumnElement[bool]]
"""A table, and on what it is joined."""

_LATER = DECISIONS.alias("later")

STANDS: ColumnElement[bool] = and_(
    ~DECISIONS.c.retracted,
    ~exists().where(_LATER.c.replaces == DECISIONS.c.id, _LATER.c.retracted),
)
"""True of decisions that are not undone."""


# --- the rules -----------------------------------------------------------------------------------------------


def shown_actor(digest: ColumnElement[str]) -> tuple[ColumnElement[str], tuple[Joined, ...]]:
    """The id of the actor that a statement in a text of this digest is shown with, and the outer joins it needs."""
    moved = and_(MOVED.c.article_digest == digest, MOVED.c.stretch == STATEMENTS.c.stretch)
    merged = IDENTITIES.c.actor_id == STATEMENTS.c.actor_id
    found = func.coalesce(MOVED.c.actor_id, IDENTITIES.c.stands_for, STATEMENTS.c.actor_id)
    return func.nullif(found, NOBODY), ((MOVED, moved), (IDENTITIES, merged))


def shown_name(actor_id: ColumnElement[str]) -> ColumnElement[str]:
    """The name an actor is listed under: the one people decided, else the first of those the texts have."""
    decided, own = IDENTITIES.alias("decided"), ACTORS.alias("own")
    return func.coalesce(
        select(decided.c.name).where(decided.c.actor_id == actor_id, decided.c.stands_for == actor_id).scalar_subquery(),
        select(func.min(own.c.name)).where(own.c.id == actor_id).scalar_subquery(),
    )


def _articles() -> Rule:
    statements = select(func.count()).where(SHOWN_STATEMENTS.c.extraction_key == ARTICLES.c.extraction_key)
    judged = select(func.count(SHOWN_STATEMENTS.c.verdict)).where(SHOWN_STATEMENTS.c.extraction_key == ARTICLES.c.extraction_key)
    first, last, outlet, corrections = _corrected()
    return _joined(
        select(
            ARTICLES.c.extraction_key,
            ARTICLES.c.id,
            ARTICLES.c.text_digest,
            func.coalesce(first, last, UNDATED),
            first,
            last,
            outlet,
            statements.correlate(ARTICLES).scalar_subquery(),
            judged.correlate(ARTICLES).scalar_subquery(),
        ).join(CURRENT, CURRENT.c.key == ARTICLES.c.extraction_key),
        *corrections,
    )


def _statements() -> Rule:
    first, last, outlet, corrections = _corrected()
    actor, decisions = shown_actor(ARTICLES.c.text_digest)
    verdict, judged = _verdict()
    amended = and_(AMENDED_KINDS.c.article_digest == ARTICLES.c.text_digest, AMENDED_KINDS.c.stretch == STATEMENTS.c.stretch)
    known = or_(STATEMENTS.c.said_start.is_not(None), STATEMENTS.c.said_end.is_not(None))  # else it counts from when it was published
    return _joined(
        select(
            STATEMENTS.c.key,
            STATEMENTS.c.extraction_key,
            ARTICLES.c.id,
            func.coalesce(first, last, UNDATED),
            STATEMENTS.c.start,
            STATEMENTS.c.end,
            outlet,
            case((known, STATEMENTS.c.said_start), else_=first),
            case((known, STATEMENTS.c.said_end), else_=last),
            func.coalesce(AMENDED_KINDS.c.kind, STATEMENTS.c.kind),
            STATEMENTS.c.confidence,
            actor,
            verdict.c.verdict,
        )
        .select_from(ARTICLES)
        .join(CURRENT, CURRENT.c.key == ARTICLES.c.extraction_key),
        *corrections,
        inner=(STATEMENTS, STATEMENTS.c.extraction_key == ARTICLES.c.extraction_key),
        then=(*decisions, (verdict, judged), (AMENDED_KINDS, amended)),
    )


def _actors() -> Rule:
    made = SHOWN_STATEMENTS
    counts = (func.count(), func.count(distinct(made.c.extraction_key)))
    return select(made.c.actor_id, shown_name(made.c.actor_id), *counts).where(made.c.actor_id.is_not(None), not_rejected()).group_by(made.c.actor_id)


def not_rejected() -> ColumnElement[bool]:
    """True of shown statements that nobody's standing judgement rejects."""
    return or_(SHOWN_STATEMENTS.c.verdict.is_(None), SHOWN_STATEMENTS.c.verdict != Verdict.REJECT)


def _joined(question: Rule, *outer: Joined, inner: Joined | None = None, then: tuple[Joined, ...] = ()) -> Rule:
    for table, condition in outer:
        question = question.outerjoin(table, condition)
    if inner is not None:
        question = question.join(*inner)
    for table, condition in then:
        question = question.outerjoin(table, condition)
    return question


def _corrected() -> tuple[ColumnElement[str], ColumnElement[str], ColumnElement[str], tuple[Joined, Joined]]:
    """First and last possible day and folded outlet of an article, standing corrections applied, and the outer joins they need."""
    dates, outlets = DECISIONS.alias("date_correction"), DECISIONS.alias("outlet_correction")
    corrected = dates.c.key.is_not(None)
    first = case((corrected, dates.c.value_start), else_=ARTICLES.c.published_start)
    last = case((corrected, dates.c.value_end), else_=ARTICLES.c.published_end)
    outlet = func.coalesce(outlets.c.value_folded, ARTICLES.c.outlet_folded)
    return first, last, outlet, ((dates, dates.c.key == _correction(Field.DATE)), (outlets, outlets.c.key == _correction(Field.OUTLET)))


def _correction(field: Field) -> ColumnElement[int]:
    return _newest(DECISIONS.c.article_digest == ARTICLES.c.text_digest, DECISIONS.c.stretch.is_(None), DECISIONS.c.field == field)


def _verdict() -> Joined:
    verdict = DECISIONS.alias("verdict")
    own = (DECISIONS.c.article_digest == ARTICLES.c.text_digest, DECISIONS.c.stretch == STATEMENTS.c.stretch)
    return verdict, verdict.c.key == _newest(*own, DECISIONS.c.verdict.is_not(None))


def _newest(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    """The key of the newest decision that stands; looked up for every row, since SQLite would not index a joined list of decisions."""
    question = select(DECISIONS.c.key).where(*conditions, STANDS).order_by(desc(DECISIONS.c.key)).limit(1)
    return question.correlate(ARTICLES, STATEMENTS).scalar_subquery()


# --- keeping -------------------------------------------------------------------------------------------------
# The statements are built once: their making would take longer than their running.

_KEYS: BindParameter[Sequence[int]] = bindparam("extractions", expanding=True)
_IDS: BindParameter[Sequence[str]] = bindparam("actors", expanding=True)

_RULES: tuple[tuple[Table, Rule], ...] = ((SHOWN_STATEMENTS, _statements()), (SHOWN_ARTICLES, _articles()), (SHOWN_ACTORS, _actors()))


def _put(table: Table, rule: Rule) -> Insert:
    return insert(table).from_select(table.c.keys(), rule)


def _tally(sign: int) -> Insert:
    """Adds what actors say in some extractions to their counts, or takes it away; no statement elsewhere has to be looked at."""
    actor, name, statements, articles = _actors().where(SHOWN_STATEMENTS.c.extraction_key.in_(_KEYS)).subquery("said").c
    adding = _put(SHOWN_ACTORS, select(actor, name, statements * sign, articles * sign).where(true()))  # SQLite needs the WHERE before ON CONFLICT
    counts = {key: SHOWN_ACTORS.c[key] + adding.excluded[key] for key in ("statements", "articles")}
    return adding.on_conflict_do_update(index_elements=["actor_id"], set_={"name": adding.excluded.name, **counts})


def _belonging() -> Rule:
    """The actor that a shown statement belongs to now."""
    actor, decisions = shown_actor(ARTICLES.c.text_digest)
    own = select(actor).select_from(STATEMENTS).join(ARTICLES, ARTICLES.c.extraction_key == STATEMENTS.c.extraction_key)
    return _joined(own.where(STATEMENTS.c.key == SHOWN_STATEMENTS.c.statement_key), *decisions).correlate(SHOWN_STATEMENTS)


_REMAKE = (
    _tally(-1),
    *(delete(table).where(table.c.extraction_key.in_(_KEYS)) for table in (SHOWN_STATEMENTS, SHOWN_ARTICLES)),
    *(_put(table, rule.where(ARTICLES.c.extraction_key.in_(_KEYS))) for table, rule in _RULES[:2]),
    _tally(1),
)
_SILENT = delete(SHOWN_ACTORS).where(SHOWN_ACTORS.c.statements == 0)
_THEIRS = SHOWN_STATEMENTS.c.actor_id.in_(_IDS)
_OWNERS = select(_belonging().scalar_subquery()).where(_THEIRS).distinct()
_REMAKE_ACTORS = (
    update(SHOWN_STATEMENTS).where(_THEIRS).values(actor_id=_belonging().scalar_subquery()),
    delete(SHOWN_ACTORS).where(SHOWN_ACTORS.c.actor_id.in_(_IDS)),
    _put(SHOWN_ACTORS, _actors().where(_THEIRS)),
)


def remake(connection: Connection, extractions: Sequence[int]) -> None:
    """Apply the rules to a chunk of extractions; of those that are not current any more, nothing is shown."""
    for step in _REMAKE:
        connection.execute(step, {"extractions": extractions})
    connection.execute(_SILENT)


def remake_texts(connection: Connection, digests: Sequence[str]) -> None:
    """Apply the rules to all articles with a chunk of texts."""
    keys = connection.scalars(select(ARTICLES.c.extraction_key).where(ARTICLES.c.text_digest.in_(digests))).all()
    for first in range(0, len(keys), len(digests)):
        remake(connection, keys[first : first + len(digests)])


def remake_actors(connection: Connection, actor_ids: Collection[str]) -> None:
    """Give the statements shown with these actors to the actors they belong to now, and count for all of them."""
    owners = connection.scalars(_OWNERS, {"actors": list(actor_ids)})
    touched = sorted({*actor_ids, *owners} - {None})
    for step in _REMAKE_ACTORS:
        connection.execute(step, {"actors": touched})


def fill(connection: Connection) -> None:
    """Make all three tables anew."""
    for table, rule in _RULES:
        connection.execute(delete(table))
        connection.execute(_put(table, rule))


def wrong(connection: Connection) -> Iterator[tuple[Table, int | str]]:
    """Rows that are not what the rules say, or are missing: the table, and the key of the row."""
    for table, rule in _RULES:
        kept = select(*table.c)
        found = {row[0] for one, other in ((kept, rule), (rule, kept)) for row in connection.execute(except_(one, other))}
        yield from ((table, key) for key in sorted(found))
