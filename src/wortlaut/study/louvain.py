"""Louvain clustering of a weighted network: move actors to the neighbouring group that gains most, then merge groups, until nothing gains.

Blondel, Guillaume, Lambiotte & Lefebvre 2008, doi 10.1088/1742-5468/2008/10/P10008. Actors are visited in order, not at
random, so the same matrix gives the same groups.
"""

from __future__ import annotations

import numpy as np

from wortlaut.study.cube import Floats, Ints

LEAST_GAIN = 1e-12


def modularity(weights: Floats, labels: Ints) -> float:
    """Newman's Q: the share of weight inside groups less what the degrees alone would give; 0 without weights."""
    total = float(weights.sum())
    if total == 0:
        return 0.0
    member = np.zeros((len(labels), int(labels.max()) + 1))
    member[np.arange(len(labels)), labels] = 1.0
    inside = float(((weights @ member) * member).sum())
    degrees = weights.sum(axis=1) @ member
    return inside / total - float((degrees**2).sum()) / total**2


def louvain(weights: Floats) -> Ints:
    """The group of each actor of a symmetric matrix without negative weights."""
    labels = np.arange(len(weights), dtype=np.int64)
    merged = weights.astype(np.float64)
    while True:
        moved = _local(merged)
        if len(set(moved.tolist())) == len(moved):
            return labels
        numbers = np.unique(moved, return_inverse=True)[1].astype(np.int64)
        member = np.zeros((len(merged), int(numbers.max()) + 1))
        member[np.arange(len(merged)), numbers] = 1.0
        merged = member.T @ merged @ member
        labels = numbers[labels]


def _local(weights: Floats) -> Ints:
    """Each node in the group where it adds most to the modularity; loops (merged groups) stay with their node."""
    count, total = len(weights), float(weights.sum())
    labels = np.arange(count, dtype=np.int64)
    if total == 0:
        return labels
    degrees = weights.sum(axis=1)
    of_group = degrees.copy()
    links = weights - np.diag(np.diagonal(weights))
    gained = True
    while gained:
        gained = False
        for node in range(count):
            own = int(labels[node])
            of_group[own] -= degrees[node]
            to_groups = np.bincount(labels, weights=links[node], minlength=count)
            gains = to_groups - of_group * degrees[node] / total
            gains[(to_groups == 0) & (np.arange(count) != own)] = -np.inf
            best = int(np.argmax(gains))
            if gains[best] <= gains[own] + LEAST_GAIN * total:
                best = own
            of_group[best] += degrees[node]
            labels[node] = best
            gained = gained or best != own
    return labels
