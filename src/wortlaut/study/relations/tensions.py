"""Candidates for a tension and for a change of position: other sides on the same concept, for a person to read and decide.

Whether two statements speak of the same case, nobody but a reader knows: dates, addressee and place are compared and told beside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wortlaut.records import Passage, Relation, RelationKind, Voiced
from wortlaut.study.relations.nearness import days_apart, days_of, narrow, near_pairs, said_apart, width

TENSION_DAYS = 31
"""Statements further apart answer each other rarely."""
WIDEST_DAYS = 31
"""Of a date known no better than this nobody can say what came before it."""
MOST_PARTNERS = 50
"""With how many later statements on the same concept one statement is compared."""

_SIDES = {-1: "against", 0: "neither", 1: "for"}

Sided = tuple[Voiced, int]
"""A statement and the side that it takes on a concept."""


class Opposed(NamedTuple):
    """Two statements that take other sides on a concept, before the words and reasons of the candidate are put together."""

    kind: RelationKind
    concept: str
    one: Voiced
    other: Voiced

    @property
    def id(self) -> str:
        """The id of the candidate."""
        return Relation.id_of(self.kind, self.one.statement, self.other.statement, self.concept)

    def relation(self) -> Relation:
        """The candidate, never asserted."""
        one, other = self.one, self.other
        return Relation(
            id=self.id,
            kind=self.kind,
            one=one.statement,
            other=other.statement,
            asserted=False,
            evidence=tuple(Passage(voice.article, span) for voice in (one, other) for span in voice.quote),
            reasons=tuple(_scope(self.concept, one, other)),
            concept=self.concept,
        )


def tensions(voiced: Iterable[Voiced]) -> tuple[Relation, ...]:
    """Pairs of statements that take other sides on a concept; never asserted."""
    return tuple(one.relation() for concept, said in sided(voiced).items() for one in opposed(concept, said))


def sided(voiced: Iterable[Voiced]) -> dict[str, tuple[Sided, ...]]:
    """The statements that can take part in a candidate, by concept: with an actor, a date and a stance."""
    by_concept: dict[str, list[Sided]] = defaultdict(list)
    for voice in voiced:
        if voice.stances and voice.actor is not None and days_of(voice.when) is not None:
            for stance in voice.stances:
                by_concept[stance.concept].append((voice, stance.side))
    return {concept: tuple(said) for concept, said in sorted(by_concept.items())}


def opposed(concept: str, said: Sequence[Sided]) -> tuple[Opposed, ...]:
    """Pairs of statements that take other sides on one concept.

    Of two actors on opposite sides: the pair that is closest in time, at most a month apart. Of one actor: a side that they did
    not take the last time is a possible change of position, opposite sides where the dates overlap are a tension.
    """
    return (*_between(concept, said), *_within(concept, said))


def _between(concept: str, sided: Sequence[Sided]) -> Iterator[Opposed]:
    """The closest pair of every two actors."""
    closest: dict[tuple[str | None, str | None], tuple[tuple[int, int], Voiced, Voiced]] = {}
    for (one, side), (other, against) in near_pairs(sided, lambda item: item[0].when, TENSION_DAYS, MOST_PARTNERS):
        if side * against >= 0 or one.actor == other.actor:
            continue
        first, second = sorted((one.actor, other.actor), key=str)
        # Of pairs equally far apart the one whose dates are known best: a year overlaps with every day in it.
        apart = (days_apart(one.when, other.when) or 0, width(one.when) + width(other.when))
        if (first, second) not in closest or apart < closest[first, second][0]:
            closest[first, second] = (apart, one, other)
    for _, one, other in closest.values():
        yield Opposed(RelationKind.TENSION, concept, one, other)


def _within(concept: str, sided: Sequence[Sided]) -> Iterator[Opposed]:
    """The turns of every actor: sides that they did not take on the day before on which they took any."""
    spoken: dict[str | None, list[Sided]] = defaultdict(list)
    for voice, side in sided:
        if narrow(voice.when, WIDEST_DAYS):
            spoken[voice.actor].append((voice, side))
    for said in spoken.values():
        before: dict[int, Voiced] = {}
        for taken in _by_day(said):
            if 1 in taken and -1 in taken:
                yield Opposed(RelationKind.TENSION, concept, taken[1], taken[-1])
            for side in taken.keys() - before.keys() if before else ():
                yield Opposed(RelationKind.POSITION_CHANGE, concept, list(before.values())[-1], taken[side])
            before = taken


def _by_day(said: Iterable[Sided]) -> Iterator[dict[int, Voiced]]:
    """What one actor said, in order of time: the first statement on each side for every day, or for dates that overlap."""
    group: dict[int, Voiced] = {}
    for voice, side in sorted(said, key=lambda item: (days_of(item[0].when) or (0, 0), item[0].statement)):
        if group and days_apart(next(iter(group.values())).when, voice.when):
            yield group
            group = {}
        group.setdefault(side, voice)
    if group:
        yield group


def _scope(concept: str, one: Voiced, other: Voiced) -> Iterator[str]:
    """What is alike and what is not, so that a reader sees whether both speak of the same case."""
    sides = [stance.side for voice in (one, other) for stance in voice.stances if stance.concept == concept]
    yield f"{concept}: {', then '.join(_SIDES[side] for side in sides)}"
    yield said_apart(one.when, other.when)
    for what, first, second in (("addressee", one.addressee, other.addressee), ("place", one.place, other.place)):
        if first is not None and second is not None:
            yield f"same {what}" if first == second else f"another {what}"
    if one.article == other.article:
        yield "in the same article"
    coded = all(stance.reviewed for voice in (one, other) for stance in voice.stances if stance.concept == concept)
    if not coded:
        yield "a side is the machine's suggestion"
    if not (one.named and other.named):
        yield "a speaker is inferred"
