"""The ledger and the relations in it: what is compared, what the machine finds, and what people decided about it.

The only place that puts the ledger and the relations of `study` together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from wortlaut.errors import LedgerError
from wortlaut.records import Article, Clash, Include, Query, Relation, RelationDecision, RelationKind, Story, Timeline, Told, Verdict, Voiced

if TYPE_CHECKING:
    from wortlaut.records import StatementRow
    from wortlaut.seams import Ledger

BATCH = 500
"""Statements are compared in a small form; so many are read at a time."""

CONFIRMABLE = (RelationKind.TENSION, RelationKind.CONTRADICTION, RelationKind.POSITION_CHANGE)
"""What a person can say that a candidate is."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate with both statements whole, to be read side by side, and what a person decided about it last."""

    relation: Relation
    one: StatementRow
    other: StatementRow
    decision: RelationDecision | None


def stories(ledger: Ledger) -> tuple[Story, ...]:
    """The stories of a ledger with the copies, same events and same statements between their articles; rejected statements do not count."""
    from wortlaut.study import relations

    told: list[Told] = []
    voiced = tuple(_voiced(ledger, Query()))

    def articles() -> Iterator[Article]:
        for row in ledger.articles(Query()):
            told.append(Told.of(row))
            yield row.article

    copies = relations.literal_copies(articles())
    return relations.stories(told, voiced, (*copies, *relations.same_events(told, voiced), *relations.same_statements(voiced)))


def candidates(ledger: Ledger, query: Query, kind: RelationKind | None = None, wanted: str = "") -> Iterator[Candidate]:
    """The candidates among statements that pass the query, by concept, each with the newest decision about it.

    `query.include` is about codings here: those of people, the best suggestions where nobody coded, or both. `query.actor` is one
    side; the other may be anybody. `wanted` is how the id begins.
    """
    from wortlaut.study import relations

    decided = decisions(ledger)
    spoken = None if query.actor is None else {row.statement.id for row in ledger.statements(replace(query, include=Include.ALL))}
    for relation in relations.tensions(_sided(ledger, replace(query, actor=None))):
        if kind in (None, relation.kind) and relation.id.startswith(wanted) and (spoken is None or spoken & {relation.one, relation.other}):
            yield _whole(ledger, relation, decided.get(relation.id))


def timeline(ledger: Ledger, rows: Sequence[StatementRow], include: Include, second_hand: frozenset[str] = frozenset()) -> Timeline:
    """These statements in order of time, with what tells the same and what takes other sides among them; `include` is about codings."""
    from wortlaut.study import relations

    voiced = list(_voices(ledger, rows))
    made, number_of = relations.accounts(rows, relations.same_statements(voiced), second_hand)
    decided = decisions(ledger)
    sided = relations.tensions(map(partial(_taking, include), voiced))
    clashes = (Clash(one, decided.get(one.id), number_of[one.one], number_of[one.other]) for one in sided)
    joined = len(rows) - sum(len(one.tellings) for one in made)
    return Timeline(made, tuple(sorted(clashes, key=lambda one: (one.one, one.other, one.relation.id))), joined)


def candidate(ledger: Ledger, wanted: str) -> Relation:
    """The one candidate whose id starts so, among codings of people and suggestions; LedgerError if none or several do."""
    from wortlaut.study import relations

    both = (Include.JUDGED, Include.ALL)
    every = (one for include in both for one in relations.tensions(_sided(ledger, Query(include=include))))
    found = {one.id: one for one in every if one.id.startswith(wanted)}
    if len(found) != 1 or not wanted:
        what = "several candidates have an id that starts like this" if found else "no candidate has this id"
        raise LedgerError(what, repr(wanted), "list them with `wortlaut study tensions`")
    return next(iter(found.values()))


def decisions(ledger: Ledger) -> dict[str, RelationDecision]:
    """What stands decided, by relation: the newest decision that nobody took back."""
    log = list(ledger.relation_decisions())
    gone = {one.replaces for one in log if one.retracted}
    return {one.relation: one for one in log if not one.retracted and one.id not in gone}


def status(relation: Relation, decision: RelationDecision | None) -> str:
    """What a relation is: asserted, a candidate, confirmed or rejected by a person, or left open by one."""
    if decision is not None:
        return {Verdict.ACCEPT: "confirmed", Verdict.REJECT: "rejected", Verdict.UNSURE: "unsure"}[decision.verdict]
    return "asserted" if relation.asserted else "candidate"


def _whole(ledger: Ledger, relation: Relation, decision: RelationDecision | None) -> Candidate:
    one, other = (_statement(ledger, side) for side in (relation.one, relation.other))
    return Candidate(relation, one, other, decision)


def _statement(ledger: Ledger, statement_id: str) -> StatementRow:
    from wortlaut.records import StatementRow

    found = ledger.find(statement_id)
    if not isinstance(found, StatementRow):
        raise LedgerError("this is no statement", statement_id, "run `wortlaut verify`")
    return found


def _sided(ledger: Ledger, query: Query) -> Iterator[Voiced]:
    """The statements with those of their stances that the query is about."""
    yield from map(partial(_taking, query.include), _voiced(ledger, replace(query, include=Include.ALL)))


def _taking(include: Include, voice: Voiced) -> Voiced:
    """A statement with those of its stances that a question is about."""
    wanted = (stance for stance in voice.stances if include is Include.ALL or stance.reviewed is (include is Include.JUDGED))
    return replace(voice, stances=tuple(wanted))


def _voiced(ledger: Ledger, query: Query) -> Iterator[Voiced]:
    """The statements of a query in the form that is compared."""
    rows = ledger.statements(query)
    while batch := list(islice(rows, BATCH)):
        yield from _voices(ledger, batch)


def _voices(ledger: Ledger, rows: Sequence[StatementRow]) -> Iterator[Voiced]:
    codebook = ledger.codebook()
    middle = (codebook.scale[0] + codebook.scale[-1]) / 2 if codebook is not None else 0.0
    for row, codings in zip(rows, ledger.coded(rows), strict=True):
        yield Voiced.of(row, codings, middle)
