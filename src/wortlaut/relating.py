"""The ledger and the relations in it: what is compared, what the machine finds, and what people decided about it.

The only place that puts the ledger and the relations of `study` together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from wortlaut.errors import LedgerError
from wortlaut.records import (
    UNKNOWN_INTERVAL,
    Article,
    Basis,
    Clash,
    Include,
    Query,
    Relation,
    RelationDecision,
    RelationKind,
    State,
    Story,
    Timeline,
    Told,
    Verdict,
    Voiced,
)

if TYPE_CHECKING:
    from wortlaut.records import StatementRow
    from wortlaut.seams import Ledger
    from wortlaut.study.relations import Opposed, Sided

T = TypeVar("T")

BATCH, STORIES = 100, 50
"""Candidates and stories that are read whole at a time."""

MOST_ARTICLES, MOST_RELATIONS, MOST_OPPOSED = 100_000, 20_000, 1_000_000
"""Of articles, of relations inside stories, and of candidates so many are kept at most, of which one takes about 500, 1,500 and 80 bytes; of a
larger ledger they are found each time they are asked for."""

CONFIRMABLE = (RelationKind.TENSION, RelationKind.CONTRADICTION, RelationKind.POSITION_CHANGE)
"""What a person can say that a candidate is."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate with both statements whole, to be read side by side, and what a person decided about it last."""

    relation: Relation
    one: StatementRow
    other: StatementRow
    decision: RelationDecision | None


class Related:
    """The stories and the candidates of one ledger, kept in the process: found anew when what they rest on has changed, candidates by concept."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._texts = _Texts()
        self._state: State | None = None
        self._basis: Basis | None = None
        self._stories: tuple[Story, ...] = ()
        self._inside: dict[tuple[str, bool], tuple[Relation, ...]] = {}
        self._sides: dict[Include, tuple[Sequence[Voiced], dict[str, _Sides]]] = {}

    def stories(self) -> tuple[Story, ...]:
        """The stories, with the literal copies between their articles; rejected statements do not count."""
        from wortlaut.study import relations

        with self._lock:
            state = self._ledger.state()
            basis = self._ledger.basis() if state != self._state else self._basis
            if basis is not None and basis != self._basis:
                if self._basis is None or replace(basis, rejected=self._basis.rejected) != self._basis:
                    self._texts.read(self._ledger, basis)
                    self._stories = relations.stories(tuple(self._texts.told.values()), self._speaking(), self._texts.copies)
                self._basis, self._inside = basis, {}
            self._state = state
            found = self._stories
            if len(self._texts.told) > MOST_ARTICLES:
                self._texts, self._state, self._basis, self._stories = _Texts(), None, None, ()
            return found

    def whole(self, stories: Iterable[Story], *, statements: bool = True) -> Iterator[Story]:
        """These stories with the same events between their articles, too, and (`statements`) the same statements."""
        for some in _batched(stories, STORIES):
            known = {one.id: self._inside[one.id, statements] for one in some if (one.id, statements) in self._inside}
            found = known | self._found_inside([one for one in some if one.id not in known], statements=statements)
            kept = self._inside | {(story, statements): relations for story, relations in found.items()}
            self._inside = kept if len(kept) + sum(map(len, kept.values())) <= MOST_RELATIONS else {}
            yield from (replace(one, relations=(*one.relations, *found[one.id])) for one in some)

    def _speaking(self) -> Iterator[Voiced]:
        """Who speaks where, as statements without words."""
        for article, actor, name in self._ledger.speaking():
            yield Voiced("", article, actor, name, True, UNKNOWN_INTERVAL, ())

    def _found_inside(self, stories: Sequence[Story], *, statements: bool) -> dict[str, tuple[Relation, ...]]:
        from wortlaut.study import relations

        if not stories:
            return {}
        heads = self._ledger.heads(article for one in stories for article in one.articles)
        spoken: dict[str, list[Voiced]] = {}
        for voice in self._ledger.voices(Query(), articles=list(heads)):
            spoken.setdefault(voice.article, []).append(voice)
        found = {}
        for one in stories:
            told = [Told.of(heads[article]) for article in one.articles if article in heads]
            voiced = [voice for article in one.articles for voice in spoken.get(article, ())]
            found[one.id] = (*relations.same_events(told, voiced), *(relations.same_statements(voiced) if statements else ()))
        return found

    def opposed(self, query: Query) -> Iterator[_Sides]:
        """The candidates among statements that pass the query, by concept; `query.include` is about codings."""
        from wortlaut.study import relations

        if query != Query(include=query.include):
            said = relations.sided(map(partial(_taking, query.include), self._ledger.voices(replace(query, include=Include.ALL), coded=True)))
            yield from (_Sides(concept, one) for concept, one in said.items())
            return
        with self._lock:
            voices = self._ledger.voices(Query(), coded=True)
            before, known = self._sides.get(query.include, ((), {}))
            if before is not voices:
                said = relations.sided(map(partial(_taking, query.include), voices))
                same = {concept for concept, one in known.items() if one.said == said.get(concept)}
                found = {concept: known[concept] if concept in same else _Sides(concept, one) for concept, one in said.items()}
                self._sides[query.include] = (voices, found)
                known = found
            if sum(len(one.opposed) for _, sides in self._sides.values() for one in sides.values()) > MOST_OPPOSED:
                self._sides = {}
        yield from known.values()


class _Texts:
    """The articles as they are compared, and the literal copies among them, by what they rest on."""

    def __init__(self) -> None:
        self._rest: tuple[int, ...] = ()
        self.told: dict[str, Told] = {}
        self.copies: tuple[Relation, ...] = ()

    def read(self, ledger: Ledger, basis: Basis) -> None:
        """Read them, if they may have changed."""
        from wortlaut.study import relations

        rest = (basis.texts, basis.changes, basis.redactions)
        if rest == self._rest:
            return
        told: dict[str, Told] = {}

        def articles() -> Iterator[Article]:
            for row in ledger.articles(Query()):
                told[row.article.id] = Told.of(row)
                yield row.article

        self.copies = relations.literal_copies(articles())
        self.told, self._rest = told, rest


class _Sides:
    """The statements that take sides on one concept, and the candidates among them, found when they are first asked for."""

    def __init__(self, concept: str, said: tuple[Sided, ...]) -> None:
        self.concept = concept
        self.said = said

    @cached_property
    def opposed(self) -> tuple[Opposed, ...]:
        from wortlaut.study import relations

        return relations.opposed(self.concept, self.said)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.opposed)


def stories(ledger: Ledger) -> tuple[Story, ...]:
    """The stories of a ledger with the copies, same events and same statements between their articles; rejected statements do not count."""
    related = Related(ledger)
    return tuple(related.whole(related.stories()))


def candidates(ledger: Ledger, query: Query, kind: RelationKind | None = None, wanted: str = "") -> Iterator[Candidate]:
    """The candidates among statements that pass the query, by concept, each with the newest decision about it.

    `query.include` is about codings here: those of people, the best suggestions where nobody coded, or both. `query.actor` is one
    side; the other may be anybody. `wanted` is how the id begins.
    """
    return whole(ledger, opposed(Related(ledger), ledger, query, kind, wanted))


def opposed(related: Related, ledger: Ledger, query: Query, kind: RelationKind | None = None, wanted: str = "") -> Iterator[Opposed]:
    """The same candidates before they are read whole."""
    actors = None if query.actor is None else {row.actor.id for row in ledger.actors(Query(actor=query.actor))}
    for sides in related.opposed(replace(query, actor=None)):
        named = zip(sides.ids, sides.opposed, strict=True) if wanted else (("", one) for one in sides.opposed)
        chosen = (one for key, one in named if key.startswith(wanted))
        yield from (one for one in chosen if kind in (None, one.kind) and (actors is None or actors & {one.one.actor, one.other.actor}))


def whole(ledger: Ledger, found: Iterable[Opposed]) -> Iterator[Candidate]:
    """Candidates with both statements, read many at a time, and the newest decision about each."""
    decided = decisions(ledger)
    for some in _batched(found, BATCH):
        rows = ledger.found(side.statement for one in some for side in (one.one, one.other))
        for one in some:
            if one.one.statement in rows and one.other.statement in rows:  # else it went while this was read
                relation = one.relation()
                yield Candidate(relation, rows[relation.one], rows[relation.other], decided.get(relation.id))


def timeline(ledger: Ledger, rows: Sequence[StatementRow], include: Include) -> Timeline:
    """These statements in order of time, with what tells the same and what takes other sides among them; `include` is about codings."""
    from wortlaut.study import relations

    voiced = list(_voices(ledger, rows))
    made, number_of = relations.accounts(rows, relations.same_statements(voiced))
    decided = decisions(ledger)
    sided = relations.tensions(map(partial(_taking, include), voiced))
    clashes = (Clash(one, decided.get(one.id), number_of[one.one], number_of[one.other]) for one in sided)
    joined = len(rows) - sum(len(one.tellings) for one in made)
    return Timeline(made, tuple(sorted(clashes, key=lambda one: (one.one, one.other, one.relation.id))), joined)


def candidate(ledger: Ledger, wanted: str, related: Related | None = None) -> Relation:
    """The one candidate whose id starts so, among codings of people and suggestions; LedgerError if none or several do."""
    related = related or Related(ledger)
    every = (one for include in (Include.JUDGED, Include.ALL) for one in opposed(related, ledger, Query(include=include), wanted=wanted))
    found = {one.id: one for one in every}
    if len(found) != 1 or not wanted:
        what = "several candidates have an id that starts like this" if found else "no candidate has this id"
        raise LedgerError(what, repr(wanted), "list them with `wortlaut study tensions`")
    return next(iter(found.values())).relation()


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


def _taking(include: Include, voice: Voiced) -> Voiced:
    """A statement with those of its stances that a question is about."""
    wanted = tuple(stance for stance in voice.stances if include is Include.ALL or stance.reviewed is (include is Include.JUDGED))
    return voice if len(wanted) == len(voice.stances) else replace(voice, stances=wanted)


def _voices(ledger: Ledger, rows: Sequence[StatementRow]) -> Iterator[Voiced]:
    codebook = ledger.codebook()
    middle = (codebook.scale[0] + codebook.scale[-1]) / 2 if codebook is not None else 0.0
    for row, codings in zip(rows, ledger.coded(rows), strict=True):
        yield Voiced.of(row, codings, middle)


def _batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of so many items."""
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some
