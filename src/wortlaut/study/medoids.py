"""Partitioning around medoids: k actors stand for their groups, chosen so that all others are near theirs.

Kaufman & Rousseeuw 1990, Finding Groups in Data, chapter 2: a build phase, then swaps while they gain. No random step.
"""

from __future__ import annotations

import numpy as np

from wortlaut.study.cube import Floats, Ints

LEAST_GAIN = 1e-12


def around_medoids(distances: Floats, groups: int) -> Ints:
    """The group of each actor, numbered by its medoid in order of the actors."""
    medoids = _built(distances, groups)
    cost = _cost(distances, medoids)
    while True:
        best, better = medoids, cost
        for place in range(groups):
            others = [one for one in range(len(distances)) if one not in medoids]
            rest = medoids[:place] + medoids[place + 1 :]
            near = distances[:, rest].min(axis=1) if rest else np.full(len(distances), np.inf)
            costs = np.minimum(near[:, None], distances[:, others]).sum(axis=0)
            if len(costs) and costs.min() < better - LEAST_GAIN:
                best, better = sorted([*rest, others[int(np.argmin(costs))]]), float(costs.min())
        if best == medoids:
            return np.asarray(np.argmin(distances[:, medoids], axis=1), np.int64)
        medoids, cost = best, better


def _built(distances: Floats, groups: int) -> list[int]:
    """First the actor nearest to all, then those that bring the others nearest."""
    medoids = [int(np.argmin(distances.sum(axis=0)))]
    while len(medoids) < groups:
        near = distances[:, medoids].min(axis=1)
        costs = np.minimum(near[:, None], distances).sum(axis=0)
        costs[medoids] = np.inf
        medoids.append(int(np.argmin(costs)))
    return sorted(medoids)


def _cost(distances: Floats, medoids: list[int]) -> float:
    return float(distances[:, medoids].min(axis=1).sum())
