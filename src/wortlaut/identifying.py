"""The ledger and who is who in it: which actors may be one, as long as nobody split them apart.

The only place that puts the ledger and the likeness of names together; nothing is merged here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from wortlaut.records import Actor, ActorAct, ActorDecision

if TYPE_CHECKING:
    from wortlaut.resolve.likeness import Suggestion
    from wortlaut.seams import Ledger


def suggestions(ledger: Ledger, actors: Iterable[Actor]) -> list[Suggestion]:
    """Pairs among some actors of the ledger that may be one, without those that somebody split apart."""
    from wortlaut.resolve import likeness

    apart = {frozenset({one.actor.id, one.other.id}) for one in in_force(ledger) if one.act is ActorAct.SPLIT and one.other is not None}
    found = likeness.suggestions(list(actors))
    return [one for one in found if frozenset({one.first.id, one.second.id}) not in apart]


def in_force(ledger: Ledger) -> list[ActorDecision]:
    """The decisions about actors that nobody took back, oldest first."""
    log = list(ledger.actor_decisions())
    undone = {one.replaces for one in log if one.retracted}
    return [one for one in log if not one.retracted and one.id not in undone]
