"""What a person decided last, taken back and done again, over the three logs of decisions in their one order.

Taking back appends a retraction. Doing again appends the decision anew, now, in place of its retraction; so both are in the log, a
decision is retracted once at most, and what others decided meanwhile stays where it was. Nobody takes back or does again what
somebody else decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, distinct, exists, func, or_, select

from wortlaut.errors import LedgerError
from wortlaut.records import Amendment, Coding, Correction, Decided, Decision, Judgement, Part, RelationDecision, content_id
from wortlaut.store import actor_decisions, amending, amendments, codings, decisions, relations, shown
from wortlaut.store.put import chunks
from wortlaut.store.tables import CODINGS, DECISIONS, RELATION_DECISIONS, TEXTS, AnyRow

LONGEST = 120
"""Signs of the words that a decision is told with."""

_STANDS: dict[Table, ColumnElement[bool]] = {DECISIONS: shown.STANDS, CODINGS: codings.STANDS, RELATION_DECISIONS: relations.STANDS}
_PLACES: dict[Table, tuple[str, ...]] = {
    DECISIONS: ("key",),
    CODINGS: ("after", "key"),
    RELATION_DECISIONS: ("after", "after_coding", "key"),
}
"""What tells the place of a row in the one order: the newest entries of the other logs that were there before it, and its own key."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of one of the logs, with its place in the order of all of them."""

    log: Table
    row: AnyRow

    @property
    def place(self) -> tuple[int, int, int]:
        first, second, third = (*(getattr(self.row, name) for name in _PLACES[self.log]), 0, 0)[:3]
        return first, second, third


# --- taking back ---------------------------------------------------------------------------------------------


def undo(connection: Connection, by: str, at: str, decision: str | None = None) -> Decision:
    """Append the retraction of a person's newest act that stands, or of the one with this entry; LedgerError if there is none."""
    name = decisions.decider(by)
    entry = next(iter(_acts(connection, name, 1)), None) if decision is None else _own(connection, name, decision)
    if entry is None:
        raise LedgerError("there is nothing to undo", f"decisions by {name}", "see who decided what with `wortlaut statements --include judged`")
    if entry.log is not DECISIONS:
        return _taken_back(connection, entry, at)
    rows = decisions.undone_with(connection, entry.row)
    if all(row.verdict is not None for row in rows):
        return decisions.retractions(connection, rows, at)[0]
    gone = [_taken_back(connection, _Entry(DECISIONS, row), at) for row in rows]
    return gone[0]


def _own(connection: Connection, name: str, decision: str) -> _Entry:
    """A person's entry that stands; LedgerError for what is none, is somebody else's, or is taken back already."""
    for log, stands in _STANDS.items():
        row = connection.execute(select(log).where(log.c.id == decision, log.c.by == name, stands)).first()
        if row is not None:
            return _Entry(log, row)
    raise LedgerError("this decision cannot be undone", f"{decision!r} by {name}", "undo your own decisions that stand; see them in the review")


def _taken_back(connection: Connection, entry: _Entry, at: str) -> Decision:
    row = entry.row
    if entry.log is CODINGS:
        return codings.retraction(connection, codings.coding_of(row, {}), at)
    if entry.log is RELATION_DECISIONS:
        return relations.retraction(connection, row, at)
    if row.act is not None:
        return actor_decisions.retraction(connection, row, at)
    return amending.retraction(connection, row, at) if row.part is not None else decisions.retraction(connection, row, at)


# --- doing again ---------------------------------------------------------------------------------------------


def redo(connection: Connection, by: str, at: str) -> Decision:
    """Append anew what a person took back last; LedgerError if they decided something else since, or took nothing back.

    A batch is done again as one. What the person decided later on the same words, and did not take back, is not overruled.
    """
    name = decisions.decider(by)
    newest = _redoable(connection, name)
    again = [] if newest is None else _again(connection, newest, at)
    if not again:
        raise LedgerError("there is nothing to redo", f"decisions by {name}", "redo follows an undo, as long as nothing else was decided since")
    return again[-1]


def can_redo(connection: Connection, by: str) -> bool:
    """Whether this person took something back and decided nothing else since."""
    return bool(by.split()) and _redoable(connection, decisions.decider(by)) is not None


def _redoable(connection: Connection, name: str) -> _Entry | None:
    """The newest retraction by a person that is not yet made good, if no decision but those done again is newer."""
    fresh = [_Entry(log, row) for log in _STANDS if (row := _first(connection, _fresh(log, name))) is not None]
    last = max((one.place for one in fresh), default=(0, 0, 0))
    newer = {one.log: one.row.key for one in fresh}
    taken = [
        _Entry(log, row) for log in _STANDS if (row := _first(connection, _retractions(log, name).where(log.c.key > newer.get(log, 0)))) is not None
    ]
    return max((one for one in taken if one.place > last), key=lambda one: one.place, default=None)


def _fresh(log: Table, name: str) -> Select[Any]:
    """A person's decisions that are neither retractions nor done again."""
    retraction = log.alias("retraction")
    again = exists().where(retraction.c.id == log.c.replaces, retraction.c.retracted)
    return select(log).where(log.c.by == name, ~log.c.retracted, ~again)


def _retractions(log: Table, name: str) -> Select[Any]:
    """A person's retractions in whose place nothing was done again."""
    again = log.alias("again")
    return select(log).where(log.c.by == name, log.c.retracted, ~exists().where(again.c.replaces == log.c.id, ~again.c.retracted))


def _first(connection: Connection, question: Select[Any]) -> AnyRow | None:
    return connection.execute(question.order_by(question.selected_columns.key.desc()).limit(1)).first()


def _again(connection: Connection, newest: _Entry, at: str) -> list[Decision]:
    """Do again what this retraction took back, and what was taken back with it, in the order in which it was done at first."""
    log, row = newest.log, newest.row
    taken: Sequence[AnyRow] = [row]
    batch = None
    if log is DECISIONS and row.batch is not None:
        taken = connection.execute(_retractions(log, row.by).where(log.c.batch == row.batch)).all()
        batch = content_id("b", row.batch, row.id, at)
    retracted_by = {one.replaces: one.id for one in taken}
    old = [one for ids in chunks(sorted(retracted_by)) for one in connection.execute(select(log).where(log.c.id.in_(ids)))]
    rows = sorted(old, key=lambda one: one.key)
    if log is DECISIONS and all(one.verdict is not None for one in rows):
        later = _judged_later(connection, rows)
        fit = [one for one in rows if later.get((one.article_digest, one.stretch), 0) < one.key]
        return list(decisions.judged_again(connection, fit, retracted_by, at, batch))
    entries = [_Entry(log, one) for one in rows]
    return [_done_again(connection, one, retracted_by[one.row.id], at, batch) for one in entries if not _overruled(connection, one)]


def _judged_later(connection: Connection, rows: Sequence[AnyRow]) -> dict[tuple[str, str], int]:
    """The newest standing judgement of this person on every stretch, of those after the first of these rows."""
    said = (DECISIONS.c.by == rows[0].by, DECISIONS.c.key > rows[0].key, DECISIONS.c.verdict.is_not(None), shown.STANDS)
    question = select(DECISIONS.c.article_digest, DECISIONS.c.stretch, DECISIONS.c.key).where(*said).order_by(DECISIONS.c.key)
    return {(one.article_digest, one.stretch): one.key for one in connection.execute(question)}


def _done_again(connection: Connection, entry: _Entry, retraction: str, at: str, batch: str | None) -> Decision:
    row = entry.row
    if entry.log is CODINGS:
        return codings.again(connection, codings.coding_of(row, {}), retraction, at)
    if entry.log is RELATION_DECISIONS:
        return relations.again(connection, row, retraction, at)
    if row.act is not None:
        return actor_decisions.again(connection, row, retraction, at)
    if row.part is not None:
        return amending.again(connection, row, retraction, at, batch)
    if row.verdict is not None:
        return decisions.judged_again(connection, [row], {row.id: retraction}, at, batch)[0]
    return decisions.again(connection, row, retraction, at)


def _overruled(connection: Connection, entry: _Entry) -> bool:
    """Whether the same person decided otherwise on the same matter later, and that stands."""
    log, row = entry.log, entry.row
    later = (log.c.by.concat("") == row.by, log.c.key > row.key, _STANDS[log])  # few entries are on one matter, many are one person's
    if log is CODINGS:
        matter = and_(log.c.article_digest == row.article_digest, log.c.stretch == row.stretch, log.c.concept.is_not_distinct_from(row.concept))
    elif log is RELATION_DECISIONS:
        matter = log.c.relation == row.relation
    elif row.act is not None:
        return False
    else:
        matter = and_(log.c.article_digest == row.article_digest, log.c.subject == row.subject, _same_sort(row))
    return connection.scalar(select(log.c.key).where(*later, matter).limit(1)) is not None


def _same_sort(row: AnyRow) -> ColumnElement[bool]:
    column = DECISIONS.c.part if row.part is not None else DECISIONS.c.field
    same: ColumnElement[bool] = column == (row.part or row.field)
    return DECISIONS.c.verdict.is_not(None) if row.verdict is not None else same


# --- what was decided last -----------------------------------------------------------------------------------


def recent(connection: Connection, by: str, limit: int) -> tuple[Decided, ...]:
    """What a person decided last and did not take back, newest first; a batch is one act."""
    if not by.split():
        return ()
    acts = [_telling(connection, one) for one in _acts(connection, decisions.decider(by), limit)]
    told = [_record(one) for one in acts]
    texts = _texts(connection, told)
    return tuple(Decided(said, _subject(one, said), _excerpt(said, texts), _size(connection, one)) for one, said in zip(acts, told, strict=True))


def _batch(entry: _Entry) -> tuple[ColumnElement[bool], ...] | None:
    """True of the entries that were made with this one; None where it was made alone."""
    if entry.log is not DECISIONS or entry.row.batch is None:
        return None
    return DECISIONS.c.batch == entry.row.batch, DECISIONS.c.by == entry.row.by, ~DECISIONS.c.retracted


def _telling(connection: Connection, entry: _Entry) -> _Entry:
    """The entry that tells what the act was: an addition comes with a speaker and an acceptance."""
    batch = _batch(entry)
    added = connection.execute(select(DECISIONS).where(*batch, DECISIONS.c.part == Part.ADDED)).first() if batch is not None else None
    return _Entry(DECISIONS, added) if added is not None else entry


def _size(connection: Connection, entry: _Entry) -> int:
    """How many statements the act is about."""
    batch = _batch(entry)
    return 1 if batch is None else connection.scalar(select(func.count(distinct(DECISIONS.c.subject))).where(*batch)) or 1


def _acts(connection: Connection, name: str, limit: int) -> list[_Entry]:
    """A person's newest acts that stand, newest first, each by its newest entry."""
    found = [_Entry(log, row) for log in _STANDS for row in connection.execute(_newest(log, name).limit(limit)).all()]
    return sorted(found, key=lambda one: one.place, reverse=True)[:limit]


def _newest(log: Table, name: str) -> Select[Any]:
    question = select(log).where(log.c.by == name, _STANDS[log]).order_by(log.c.key.desc())
    if log is not DECISIONS:
        return question
    mate, gone = log.alias("mate"), log.alias("gone")
    stands = (~mate.c.retracted, ~exists().where(gone.c.replaces == mate.c.id, gone.c.retracted).correlate(mate))
    later = exists().where(mate.c.batch == log.c.batch, mate.c.by == log.c.by, mate.c.key > log.c.key, *stands).correlate(log)
    return question.where(or_(log.c.batch.is_(None), ~later))


def _record(entry: _Entry) -> Decision:
    row = entry.row
    if entry.log is CODINGS:
        return codings.coding_of(row, {})  # a person's has no producer
    if entry.log is RELATION_DECISIONS:
        return relations.decision_of(row)
    if row.act is not None:
        return actor_decisions.decision_of(row)
    if row.part is not None:
        return amendments.amendment_of(row)
    return decisions.judgement_of(row) if row.verdict is not None else decisions.correction_of(row)


def _subject(entry: _Entry, said: Decision) -> str:
    if isinstance(said, Coding):
        return said.statement
    return said.one if isinstance(said, RelationDecision) else str(entry.row.subject)


def _texts(connection: Connection, told: Sequence[Decision]) -> dict[str, str]:
    digests = {one.article_digest for one in told if isinstance(one, Judgement | Amendment | Coding)}
    return {row.digest: row.text for row in connection.execute(select(TEXTS).where(TEXTS.c.digest.in_(digests)))}


def _excerpt(said: Decision, texts: dict[str, str]) -> str:
    if isinstance(said, Judgement | Amendment | Coding):
        return " … ".join(texts.get(said.article_digest, "")[start:end] for start, end in said.quote)[:LONGEST]
    if isinstance(said, Correction):
        return said.value
    return "" if isinstance(said, RelationDecision) else said.actor.name
