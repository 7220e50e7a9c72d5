"""DNA's polarization, to compare with published numbers: Q of dna.md 4.7, maximised over two groups of equal size.

Q measures how badly a partition fits, so a high Q is no polarization; that is why it is not the default (dna.md 6, 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import comb

import numpy as np

from wortlaut.study.cube import Floats, Ints
from wortlaut.study.partitions import Found

MOST_TRIED = 20_000
STARTS = 8
LEAST_GAIN = 1e-12


def misfit(congruence: Floats, conflict: Floats, labels: Ints) -> float:
    """Q / (2 (|C| + |F|)) of a partition into groups 0 and 1; 0 where there are no weights."""
    total = float(congruence.sum() + conflict.sum())
    if total == 0:
        return 0.0
    within, between = _misfits(congruence, conflict, np.bincount(labels, minlength=2))
    same = labels[:, None] == labels[None, :]
    off = ~np.eye(len(labels), dtype=bool)
    summed = sum(float(within[group][same & off & (labels == group)[:, None]].sum()) for group in (0, 1))
    return (summed + float(between[~same].sum())) / (2.0 * total)


def best_misfit(congruence: Floats, conflict: Floats, draw: np.random.Generator) -> Found:
    """The highest normalised Q over two groups of equal size (or one apart): all of them where few, else by pairwise swaps."""
    count = len(congruence)
    if comb(count, count // 2) <= MOST_TRIED:
        tried = [(misfit(congruence, conflict, labels), labels) for labels in _halves(count)]
        score, labels = max(tried, key=lambda pair: pair[0])
        return Found(labels, score, exact=True)
    found = [_swapped(congruence, conflict, draw.permutation(np.arange(count, dtype=np.int64) % 2)) for _ in range(STARTS)]
    return max(found, key=lambda one: one.score)


def _halves(count: int) -> Iterator[Ints]:
    for chosen in combinations(range(count), count // 2):
        labels = np.zeros(count, np.int64)
        labels[list(chosen)] = 1
        yield labels


def _misfits(congruence: Floats, conflict: Floats, sizes: Ints) -> tuple[tuple[Floats, Floats], Floats]:
    """What a pair adds to Q inside group 0, inside group 1, and across."""
    count = int(sizes.sum())
    inside = float((sizes * (sizes - 1)).sum())
    across = count * (count - 1) - inside
    per_group = [float(size * (size - 1)) / inside * float(congruence.sum()) / inside if inside else 0.0 for size in sizes]
    per_pair = float(sizes[0] * sizes[1]) / across * float(conflict.sum()) / across if across else 0.0
    within = tuple(np.abs(congruence - expected) + np.abs(conflict) for expected in per_group)
    return (within[0], within[1]), np.abs(congruence) + np.abs(conflict - per_pair)


def _swapped(congruence: Floats, conflict: Floats, start: Ints) -> Found:
    """Swap the pair of actors that gains most until none gains; the sizes never change, so neither do the expected weights."""
    labels = start.copy()
    within, between = _misfits(congruence, conflict, np.bincount(labels, minlength=2))
    inside = [matrix - np.diag(np.diagonal(matrix)) for matrix in within]
    cross = between - np.diag(np.diagonal(between))
    while True:
        ours, theirs = np.flatnonzero(labels == 0), np.flatnonzero(labels == 1)
        apart = (inside[0] + inside[1] - 2.0 * cross)[np.ix_(ours, theirs)]
        changed = _gain(inside[1], cross, ours, theirs, inside[0]), _gain(inside[0], cross, theirs, ours, inside[1])
        gains = changed[0][:, None] + changed[1][None, :] - apart
        one, other = divmod(int(np.argmax(gains)), len(theirs))
        if gains[one, other] <= LEAST_GAIN:
            return Found(labels, misfit(congruence, conflict, labels), exact=False)
        labels[ours[one]], labels[theirs[other]] = 1, 0


def _gain(new: Floats, cross: Floats, own: Ints, others: Ints, old: Floats) -> Floats:
    """What each actor of `own` gains by changing sides, its partner of the swap still there."""
    joined: Floats = new[np.ix_(own, others)].sum(axis=1) + cross[np.ix_(own, own)].sum(axis=1)
    left: Floats = old[np.ix_(own, own)].sum(axis=1) + cross[np.ix_(own, others)].sum(axis=1)
    return joined - left
