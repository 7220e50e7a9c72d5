"""The best partition of actors into groups of at least two: every one where few are possible, else climbing from many starts.

The score is P of dna.md 4.7. With D = C - F, `within` the sum of D over ordered pairs inside groups, and p the share of ordered
pairs inside groups, P = (within - p (|C| - |F|)) / ((1 - p) |C| + p |F|).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wortlaut.study.cube import Floats, Ints

MOST_TRIED = 14
"""Up to so many actors all partitions into two groups are tried: 8192 of them."""
STARTS = 8
LEAST_GAIN = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The group of each actor, the score, and whether every partition was tried."""

    labels: Ints
    score: float
    exact: bool


def score_of(within: Floats, share: Floats, congruence: float, conflict: float) -> Floats:
    """P from the sum of congruence less conflict inside groups and the share of pairs there; 0 where nothing can be gained."""
    above = within - share * (congruence - conflict)
    below = (1.0 - share) * congruence + share * conflict
    return np.divide(above, below, out=np.zeros(np.broadcast_shapes(np.shape(above), np.shape(below))), where=below > 0)


def best_partition(congruence: Floats, conflict: Floats, groups: int, draw: np.random.Generator) -> Found:
    """The partition with the highest P; ties go to the one found first, so the same input gives the same groups."""
    difference, totals = congruence - conflict, (float(congruence.sum()), float(conflict.sum()))
    if groups == 2 and len(difference) <= MOST_TRIED:
        return _tried(difference, totals)
    starts = [_spectral(difference, groups)] + [_balanced(len(difference), groups, draw) for _ in range(STARTS)]
    best = [_climbed(difference, totals, start, groups) for start in starts]
    return max(best, key=lambda found: found.score)


def _tried(difference: Floats, totals: tuple[float, float]) -> Found:
    """All partitions into two groups; the first actor stands in group 0."""
    count = len(difference)
    codes = np.arange(2 ** (count - 1), dtype=np.int64)
    sides = (codes[:, None] >> np.arange(count)[None, :]) & 1
    sizes = sides.sum(axis=1)
    sides = sides[(sizes >= 2) & (count - sizes >= 2)]
    signs = 1.0 - 2.0 * sides
    within = (difference.sum() + ((signs @ difference) * signs).sum(axis=1)) / 2.0
    ones = sides.sum(axis=1)
    share = (ones * (ones - 1) + (count - ones) * (count - ones - 1)) / (count * (count - 1))
    scores = score_of(within, share, *totals)
    best = int(np.argmax(scores > scores.max() - LEAST_GAIN))
    return Found(sides[best], float(scores[best]), exact=True)


def _spectral(difference: Floats, groups: int) -> Ints:
    """Groups of equal size along the first eigenvector of the difference."""
    leading = np.linalg.eigh(difference)[1][:, -1]
    labels = np.empty(len(difference), np.int64)
    labels[np.argsort(leading, kind="stable")] = np.arange(len(difference)) * groups // len(difference)
    return labels


def _balanced(count: int, groups: int, draw: np.random.Generator) -> Ints:
    return draw.permutation(np.arange(count, dtype=np.int64) % groups)


def _climbed(difference: Floats, totals: tuple[float, float], start: Ints, groups: int) -> Found:
    """Move the one actor that gains most until none gains."""
    labels, count = start.copy(), len(start)
    everyone = np.arange(count)
    member = np.zeros((count, groups))
    member[everyone, labels] = 1.0
    to_groups = difference @ member
    sizes = member.sum(axis=0)
    score = float(score_of(np.array((to_groups * member).sum()), np.array(_pairs(sizes) / (count * (count - 1))), *totals))
    while True:
        within = float(to_groups[everyone, labels].sum())
        own = to_groups[everyone, labels][:, None]
        pairs = _pairs(sizes) + 2.0 * (sizes[None, :] - (sizes[labels] - 1.0)[:, None])
        scores = score_of(within + 2.0 * (to_groups - own), pairs / (count * (count - 1)), *totals)
        scores[everyone, labels] = -np.inf
        scores[sizes[labels] <= 2] = -np.inf
        actor, group = divmod(int(np.argmax(scores)), groups)
        if scores[actor, group] <= score + LEAST_GAIN:
            return Found(labels, score, exact=False)
        score = float(scores[actor, group])
        to_groups[:, labels[actor]] -= difference[:, actor]
        to_groups[:, group] += difference[:, actor]
        sizes[labels[actor]] -= 1.0
        sizes[group] += 1.0
        labels[actor] = group


def _pairs(sizes: Floats) -> float:
    return float((sizes * (sizes - 1.0)).sum())
