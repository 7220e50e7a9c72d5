"""The log of what people decided about relations: candidates confirmed or rejected, appended, undone, never changed.

`after` and `after_coding` tie its order to that of the two other logs, so that undoing works backwards through all three.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, and_, exists, func, insert, select

from wortlaut.errors import LedgerError
from wortlaut.records import ASSERTABLE, Mismatch, Relation, RelationDecision, RelationKind, Verdict, content_id
from wortlaut.store import decisions
from wortlaut.store.tables import CODINGS, CURRENT, DECISIONS, RELATION_DECISIONS, STATEMENTS, AnyRow

_LATER = RELATION_DECISIONS.alias("later")

STANDS: ColumnElement[bool] = and_(
    ~RELATION_DECISIONS.c.retracted,
    ~exists().where(_LATER.c.replaces == RELATION_DECISIONS.c.id, _LATER.c.retracted),
)
"""True of decisions that are not undone."""


def decide(connection: Connection, relation: Relation, kind: RelationKind, verdict: Verdict, by: str, at: str, note: str) -> RelationDecision:
    """Append a decision about a candidate; saying again what stands last adds nothing.

    Raises LedgerError for a kind that needs no person, and where a statement is not in the current extraction.
    """
    name = decisions.decider(by)
    if kind in ASSERTABLE:
        raise LedgerError("this relation needs nobody to confirm it", kind.value, "tensions, contradictions and changes of position do")
    for side in (relation.one, relation.other):
        _require_statement(connection, side)
    about = RELATION_DECISIONS.c.relation == relation.id
    last = _newest(connection, about)
    if last is not None and (last.by, last.verdict, last.kind, last.note) == (name, verdict, kind, note):
        return decision_of(last)
    before = _newest(connection, about, RELATION_DECISIONS.c.by == name)
    made = RelationDecision(
        id="",
        relation=relation.id,
        kind=kind,
        one=relation.one,
        other=relation.other,
        concept=relation.concept,
        verdict=verdict,
        by=name,
        at=at,
        note=note,
        replaces=before.id if before is not None else None,
    )
    return _append(connection, made)


def retraction(connection: Connection, row: AnyRow, at: str) -> RelationDecision:
    """Append that the decision in this row is undone."""
    old = decision_of(row)
    gone = RelationDecision(
        "", old.relation, old.kind, old.one, old.other, old.concept, old.verdict, old.by, at, old.note, replaces=old.id, retracted=True
    )
    return _append(connection, gone)


def again(connection: Connection, row: AnyRow, retraction: str, at: str) -> RelationDecision:
    """Append the decision in this row anew, in place of its retraction."""
    return _append(connection, replace(decision_of(row), id="", at=at, replaces=retraction))


def log(connection: Connection) -> Iterator[RelationDecision]:
    """All decisions in order, retractions and all."""
    for row in connection.execute(select(RELATION_DECISIONS).order_by(RELATION_DECISIONS.c.key)):
        yield decision_of(row)


def mismatches(connection: Connection) -> Iterator[Mismatch]:
    """Decisions that are not what was decided, or that replace what does not exist."""
    earlier: set[str] = set()
    for number, decision in enumerate(log(connection)):
        if decision.id != _id(decision, number):
            yield Mismatch(decision.id, "the decision is not the one that was made")
        if decision.replaces is not None and decision.replaces not in earlier:
            yield Mismatch(decision.id, "the decision it replaces does not exist")
        earlier.add(decision.id)


def decision_of(row: AnyRow) -> RelationDecision:
    """A decision from its row."""
    return RelationDecision(
        id=row.id,
        relation=row.relation,
        kind=RelationKind(row.kind),
        one=row.one,
        other=row.other,
        concept=row.concept,
        verdict=Verdict(row.verdict),
        by=row.by,
        at=row.at,
        note=row.note,
        replaces=row.replaces,
        retracted=row.retracted,
    )


def _require_statement(connection: Connection, statement: str) -> None:
    here = select(STATEMENTS.c.key).join(CURRENT, CURRENT.c.key == STATEMENTS.c.extraction_key).where(STATEMENTS.c.id == statement).limit(1)
    if connection.scalar(here) is None:
        raise LedgerError("no statement has this id", statement, "list candidates with `wortlaut study tensions`")


def _newest(connection: Connection, *conditions: ColumnElement[bool]) -> AnyRow | None:
    question = select(RELATION_DECISIONS).where(STANDS, *conditions).order_by(RELATION_DECISIONS.c.key.desc()).limit(1)
    return connection.execute(question).first()


def _append(connection: Connection, made: RelationDecision) -> RelationDecision:
    number = connection.scalar(select(func.count()).select_from(RELATION_DECISIONS)) or 0
    names = ("relation", "kind", "one", "other", "concept", "verdict", "by", "at", "note", "replaces", "retracted")
    row: dict[str, object] = {name: getattr(made, name) for name in names}
    row["id"] = _id(made, number)
    row["after"] = connection.scalar(select(func.max(DECISIONS.c.key))) or 0
    row["after_coding"] = connection.scalar(select(func.max(CODINGS.c.key))) or 0
    connection.execute(insert(RELATION_DECISIONS), row)
    return decision_of(connection.execute(select(RELATION_DECISIONS).where(RELATION_DECISIONS.c.id == row["id"])).one())


def _id(decision: RelationDecision, number: int) -> str:
    """The number is part of the id: the same decision, undone and made again within a second, is another entry."""
    said = (decision.relation, decision.kind, decision.one, decision.other, decision.concept, decision.verdict, decision.by, decision.at)
    return content_id("e", *said, decision.note, decision.replaces, decision.retracted, number)
