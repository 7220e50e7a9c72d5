"""Pairs predicted with gold quotations of one document and counts what each pair is worth.

Knows nothing of files or intervals. Official pairing also pairs quotations that share no token (and then credits
their roles); strict pairing does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from wortlaut.evaluate.gold import ROLES, Role
from wortlaut.evaluate.speakers import SpeakerClass
from wortlaut.records import Kind

SAME_KIND = 0.01
"""What an equal kind adds to the token F1 by which quotations are paired."""

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """A quotation, gold or predicted, as token numbers per role (in the order of `ROLES`); `names` are what its actor is called.

    `speaker` is the class of a gold speaker, None where nobody told it.
    """

    kind: Kind
    tokens: tuple[frozenset[int], ...]
    names: tuple[str, ...] = ()
    speaker: SpeakerClass | None = None

    @property
    def quote(self) -> frozenset[int]:
        """The tokens of the quote."""
        return self.tokens[0]

    def role(self, role: Role) -> frozenset[int]:
        """The tokens of a role."""
        return self.tokens[ROLES.index(role)]


Pair: TypeAlias = tuple[Item | None, Item | None]
"""Predicted and gold; None where one of them has no partner."""


def pair(predicted: Sequence[Item], gold: Sequence[Item], *, strict: bool) -> list[Pair]:
    """Pair one to one so that the sum of token F1 (plus a little for the same kind) is largest; the rest stays alone."""
    chosen = [(p, g) for p, g in _assignment(predicted, gold) if not strict or predicted[p].quote & gold[g].quote]
    used, met = {p for p, _ in chosen}, {g for _, g in chosen}
    pairs: list[Pair] = [(predicted[p], gold[g]) for p, g in chosen]
    pairs += [(item, None) for p, item in enumerate(predicted) if p not in used]
    pairs += [(None, item) for g, item in enumerate(gold) if g not in met]
    return pairs


def _assignment(predicted: Sequence[Item], gold: Sequence[Item]) -> list[tuple[int, int]]:
    """The optimal one-to-one assignment as index pairs."""
    if not predicted or not gold:
        return []
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    score = np.zeros((len(predicted), len(gold)))
    for p, g, shared in _shared(predicted, gold):
        score[p, g] = harmonic(shared / len(predicted[p].quote), shared / len(gold[g].quote))
    kinds = list(Kind)
    same = np.equal.outer([kinds.index(item.kind) for item in predicted], [kinds.index(item.kind) for item in gold])
    rows, columns = linear_sum_assignment(-(score + SAME_KIND * same))
    return [(int(p), int(g)) for p, g in zip(rows, columns, strict=True)]


def _shared(predicted: Sequence[Item], gold: Sequence[Item]) -> Iterator[tuple[int, int, int]]:
    """Index pairs that share tokens in their quotes, with how many."""
    owners: dict[int, list[int]] = defaultdict(list)
    for g, item in enumerate(gold):
        for token in item.quote:
            owners[token].append(g)
    for p, item in enumerate(predicted):
        counts: dict[int, int] = defaultdict(int)
        for token in item.quote:
            for g in owners.get(token, ()):
                counts[g] += 1
        for g, shared in counts.items():
            yield p, g, shared


def harmonic(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall, 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def tally(pairs: Sequence[Pair]) -> dict[str, float]:
    """What one document contributes to every figure: sums and counts, by name (see `figures`)."""
    out: dict[str, float] = defaultdict(float)
    for predicted, gold in pairs:
        for number, role in enumerate(ROLES):
            found = predicted.tokens[number] if predicted else _NONE
            wanted = gold.tokens[number] if gold else _NONE
            _tally_role(out, role, found, wanted)
        _tally_whole(out, predicted, gold)
    return dict(out)


def _tally_role(out: dict[str, float], role: Role, found: frozenset[int], wanted: frozenset[int]) -> None:
    """Precision counts where something was predicted, recall where something is to be found."""
    shared = len(found & wanted)
    if found:
        out[f"{role} precision"] += shared / len(found)
        out[f"{role} predicted"] += 1
    if wanted:
        out[f"{role} recall"] += shared / len(wanted)
        out[f"{role} gold"] += 1


def _tally_whole(out: dict[str, float], predicted: Item | None, gold: Item | None) -> None:
    """Kinds, exact quotes and intersection over union of one pair."""
    if predicted:
        out[f"kind predicted {predicted.kind}"] += 1
    if gold:
        out[f"kind gold {gold.kind}"] += 1
    if not predicted or not gold:
        return
    if predicted.kind is gold.kind:
        out["form"] += 1
        out[f"kind same {gold.kind}"] += 1
    out["exact"] += bool(predicted.quote) and predicted.quote == gold.quote
    if well_found(predicted, gold):
        out["iou"] += 1
        here, there = predicted.role(Role.SPEAKER), gold.role(Role.SPEAKER)
        out["iou_speaker"] += bool(here & there) or not (here or there)


def well_found(predicted: Item, gold: Item) -> bool:
    """Whether intersection over union of the two quotes is at least one half."""
    union = predicted.quote | gold.quote
    return bool(union) and len(predicted.quote & gold.quote) / len(union) >= 0.5
