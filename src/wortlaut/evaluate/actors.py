"""Whether the speakers of correctly found quotations were resolved to the right actor.

Names are compared by their head: the part before a bracket, without accents, dots and case. The bracket is
information, not identity. Where gold names nobody, abstaining is right.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wortlaut.evaluate.pairing import Pair, well_found

UNNAMED = "anonym"
"""How the name of an unnamed source starts, in gold and answers; what it is called beyond that is not compared."""


@dataclass(frozen=True, slots=True)
class ActorCounts:
    """Over quotations found with intersection over union of at least one half.

    right and wrong: an actor was named; abstained: none was named although gold names one; rightly_abstained: nor
    does gold. Naming somebody where gold names nobody is wrong. accuracy = right / (right + wrong) and answered =
    share of quotations with a gold actor for which one was named, both in per cent.
    """

    right: int
    wrong: int
    abstained: int
    rightly_abstained: int
    accuracy: float
    answered: float


def count_actors(pairs: Iterable[Pair]) -> ActorCounts:
    """Count over the pairs of all documents."""
    right = wrong = abstained = rightly = overclaimed = 0
    for predicted, gold in pairs:
        if not predicted or not gold or not well_found(predicted, gold):
            continue
        wanted = gold.names[0] if gold.names else None
        if not predicted.names:
            abstained += wanted is not None
            rightly += wanted is None
        elif wanted is None:
            overclaimed += 1
        elif same_actor(predicted.names, wanted):
            right += 1
        else:
            wrong += 1
    named = right + wrong
    return ActorCounts(
        right=right,
        wrong=wrong + overclaimed,
        abstained=abstained,
        rightly_abstained=rightly,
        accuracy=_percent(right, named + overclaimed),
        answered=_percent(named, named + abstained),
    )


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def same_actor(names: Sequence[str], wanted: str) -> bool:
    """Whether one of the names equals the wanted one by its head, or is the surname of a wanted name of several words."""
    head = actor_head(wanted)
    if not head:
        return False
    heads = {actor_head(name) for name in names}
    words = head.split()
    return head in heads or (len(words) > 1 and words[-1] in heads)


def actor_head(name: str) -> str:
    """The part of a name that is compared; unnamed sources all have the same."""
    if name.lower().startswith(UNNAMED):
        return UNNAMED
    head = name.split("(")[0].split(" / ")[0]
    plain = unicodedata.normalize("NFKD", head).encode("ascii", "ignore").decode()
    return " ".join(plain.lower().replace(".", " ").split())
