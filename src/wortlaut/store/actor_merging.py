"""Replays decisions about actors of another ledger: each is appended to the chain of this one, with who decided and when, once.

Their ids are chained to the ledger they were made in, so the same decision is told by what it says: act, actors, words, who,
when, and for one that was undone which it undoes. Who stands for whom depends on the order of the log, and two logs have two:
where it would come out otherwise with the other ledger's decisions first, both sides decided differently, and the names are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from wortlaut.records import ActorDecision, Amendment, Part
from wortlaut.store import actor_decisions, identities
from wortlaut.store.shown import NOBODY

_Said = tuple[object, ...]
_Told = ActorDecision | Amendment
_ACTORS = frozenset({Part.SPEAKER, Part.ADDRESSEE})


class Replay:
    """Takes in decisions one by one, in the order of the other log; `finish` works out what they amount to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._mine = list(actor_decisions.told_of_actors(connection))
        self._here: dict[_Said, list[str]] = {}
        for one in self._mine:
            if isinstance(one, ActorDecision):
                self._here.setdefault(_said(one, one.replaces), []).append(one.id)
        self._undone = {one.replaces for one in self._mine if one.retracted}
        self._times: Counter[_Said] = Counter()
        self._named: dict[str, str] = {}
        """The id here of every decision of the other log."""
        self._theirs: list[_Told] = []
        self._added: list[_Told] = []

    def missing(self, given: ActorDecision) -> bool:
        """Whether the decision it undoes did not come along."""
        return given.replaces is not None and given.replaces not in self._named

    def take(self, given: ActorDecision) -> bool:
        """Append a decision; False if it is here, or if it undoes what is undone here."""
        replaces = self._named[given.replaces] if given.replaces is not None else None
        said = _said(given, replaces)
        here = self._here.get(said, [])
        # A person may decide the same twice within a second, with something else between: the second time is another decision.
        number = self._times[said]
        self._times[said] += 1
        if number < len(here):
            self._named[given.id] = here[number]
            self._note(replace(given, id=here[number], replaces=replaces), added=False)
            return False
        if given.retracted and replaces in self._undone:
            return False
        made = actor_decisions.replayed(self._connection, given, replaces)
        self._named[given.id] = made.id
        self._note(made, added=True)
        return True

    def met(self, given: Amendment, *, added: bool) -> None:
        """Heed an amendment of the other log, which keeps its id: who speaks tells who is who, too."""
        if given.part in _ACTORS:
            self._note(given, added=added)

    def _note(self, told: _Told, *, added: bool) -> None:
        self._theirs.append(told)
        if added:
            self._added.append(told)
            self._undone |= {told.replaces} if told.retracted else set()

    def finish(self) -> tuple[str, ...]:
        """Keep who stands for whom; the names of the actors on whom both sides decided differently, where anything was added."""
        if not self._added:
            return ()
        together = self._standing([*self._mine, *self._added])
        identities.keep(self._connection, together)
        theirs = {one.id for one in self._theirs}
        return _disputed(together, self._standing([*self._theirs, *(one for one in self._mine if one.id not in theirs)]))

    def _standing(self, log: Iterable[_Told]) -> identities.Standing:
        return identities.standing(one for one in log if not one.retracted and one.id not in self._undone)


def _said(decision: ActorDecision, replaces: str | None) -> _Said:
    about = (decision.act, decision.actor, decision.other, decision.name, decision.words)
    return (*about, decision.by, decision.at, replaces, decision.retracted)


def _disputed(one: identities.Standing, other: identities.Standing) -> tuple[str, ...]:
    """The names of actors that are shown otherwise in the one than in the other, and of those that the same words were given to."""
    names = {identity.name for key, identity in one.stands_for.items() if other.stands_for.get(key) != identity}
    for words in one.moved:
        given = [(found.moved[words], found) for found in (one, other)]
        if given[0][0] != given[1][0]:
            names |= {found.stands_for[key].name for key, found in given if key != NOBODY}
    return tuple(sorted(names))
