"""Whether the same person is the same actor in every text: two people in one actor, and one person in two.

Only statements whose speaker was resolved rightly count: a wrong speaker is an error of its own (`actors`), and would count here as a merge of
the two; so does what a group says. A gold actor counts as a person where some text resolves it to one. People are told apart by the head of
their gold name; where one name holds all words of the other, nothing shows that they are two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from wortlaut.evaluate.actors import actor_head, same_actor
from wortlaut.evaluate.gold import GoldDocument
from wortlaut.evaluate.speakers import UNNAMED
from wortlaut.evaluate.system import resolved_gold
from wortlaut.records import Actor, ActorKind


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement in one text: who made it by the gold, and the actor it was given to."""

    document: str
    person: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class AcrossCounts:
    """Over all texts: people with a rightly resolved statement, those met in several texts, and what went wrong with whom.

    `merged` are the people (by head of the gold name) that share an actor, one tuple per actor; `split` the people who have several actors,
    `split_in_several` how many of them are met in several texts. `split_share` is that of the split among all people, in per cent.
    """

    people: int
    in_several: int
    merged: tuple[tuple[str, ...], ...]
    split: tuple[str, ...]
    split_in_several: int

    @property
    def split_share(self) -> float:
        """People who have several actors, in per cent of all."""
        return round(100 * len(self.split) / self.people, 2) if self.people else 0.0


def count_across(spoken: Iterable[Spoken]) -> AcrossCounts:
    """Count over the statements of all texts."""
    right = [one for one in spoken if one.actor.kind is not ActorKind.GROUP and _is_right(one)]
    people = {actor_head(one.person) for one in right if one.actor.kind is ActorKind.PERSON}
    actors: dict[str, set[str]] = {person: set() for person in people}
    documents: dict[str, set[str]] = {person: set() for person in people}
    bearers: dict[str, set[str]] = {}
    for one in right:
        person = actor_head(one.person)
        if person in people:
            actors[person].add(one.actor.id)
            documents[person].add(one.document)
            bearers.setdefault(one.actor.id, set()).add(person)
    several = {person for person, found in documents.items() if len(found) > 1}
    split = sorted(person for person, found in actors.items() if len(found) > 1)
    return AcrossCounts(
        people=len(people),
        in_several=len(several),
        merged=tuple(sorted(tuple(sorted(found)) for found in bearers.values() if _are_two(found))),
        split=tuple(split),
        split_in_several=len(several.intersection(split)),
    )


def _is_right(one: Spoken) -> bool:
    return actor_head(one.person) != UNNAMED and same_actor((one.actor.name, *one.actor.aliases), one.person)


def _are_two(people: set[str]) -> bool:
    """Whether two of these names are those of two people: each has a word that the other lacks."""
    words = [set(person.replace(";", " ").split()) for person in people]
    return any(first - second and second - first for first, second in combinations(words, 2))


def spoken_in(documents: Sequence[GoldDocument]) -> Iterator[Spoken]:
    """The statements of the gold with the actors that `resolve` gives to the gold quotations."""
    for document in documents:
        resolution = resolved_gold(document)[1]
        if resolution is None:
            continue
        actors = {actor.id: actor for actor in resolution.actors}
        for gold, statement in zip(document.quotations, resolution.statements, strict=True):
            if gold.actor and statement.actor_id is not None:
                yield Spoken(document.id, gold.actor, actors[statement.actor_id])
