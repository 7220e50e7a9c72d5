"""Groups of actors by several methods, compared by modularity; coalitions over time that keep their numbers.

Negative weights (subtract networks) count as none. Distance is 1 - weight / largest weight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from wortlaut.errors import StudyError
from wortlaut.records import Clustering, ClusterMethod, Clusters, Coalition, Coalitions, Events, Group, Network, NetworkSpec, NetworkType
from wortlaut.study.assemble import network, slices
from wortlaut.study.cube import Floats, Ints
from wortlaut.study.louvain import louvain, modularity
from wortlaut.study.medoids import around_medoids
from wortlaut.study.minimum import require_enough, too_few

MOST_GROUPS = 10
"""Methods that are told a number of groups try 2 to this many, at most half the actors, and keep the best modularity."""

Joining = Literal["single", "average", "complete", "ward"]
HIERARCHICAL: Mapping[ClusterMethod, Joining] = {
    ClusterMethod.SINGLE: "single",
    ClusterMethod.AVERAGE: "average",
    ClusterMethod.COMPLETE: "complete",
    ClusterMethod.WARD: "ward",
}


def clusters(events: Events, spec: NetworkSpec, *, groups: int | None = None) -> Clusters:
    """What every method finds in the one-mode network of a question, best modularity first; `groups` fixes their number.

    StudyError where fewer than `MINIMUM_ACTORS` have statements.
    """
    found = network(events, _one(spec))
    active = actors_of(found)
    require_enough(len(active))
    return _clusters(found, active, groups)


def clusters_over_time(events: Events, spec: NetworkSpec, *, groups: int | None = None) -> Iterator[Clusters]:
    """The same for every time window; windows with too few actors are marked, not left out."""
    for found in slices(events, _one(spec)):
        active = actors_of(found)
        if reason := too_few(len(active)):
            yield Clusters(found.header, (), found.middle, reason)
        else:
            yield _clusters(found, active, groups)


def coalitions(events: Events, spec: NetworkSpec, *, groups: int | None = None) -> tuple[Coalitions, ...]:
    """The best clustering of every window; a group keeps the number of the earlier one that it shares most members with."""
    told: list[Coalitions] = []
    before: dict[int, frozenset[str]] = {}
    fresh = 1
    for found in clusters_over_time(events, spec, groups=groups):
        if not found.found:
            told.append(Coalitions(found.header, (), None, found.middle, found.refused))
            continue
        best = found.found[0]
        numbers = _carried(best.groups, before)
        named = []
        for group in best.groups:
            number = numbers.get(group)
            if number is None:
                number, fresh = fresh, fresh + 1
            named.append(Coalition(number, group))
        before |= {one.number: frozenset(one.members) for one in named}
        told.append(Coalitions(found.header, tuple(sorted(named, key=lambda one: one.number)), best.modularity, found.middle))
    return tuple(told)


def every_method(weights: Floats, groups: int | None = None) -> Iterator[tuple[ClusterMethod, Ints, float]]:
    """The labels and the modularity that each method comes to; weights are symmetric, without negatives, diagonal 0."""
    labels = louvain(weights)
    if groups is None:
        yield ClusterMethod.LOUVAIN, labels, modularity(weights, labels)
    distances = distances_of(weights)
    numbers = range(2, min(MOST_GROUPS, max(2, len(weights) // 2)) + 1) if groups is None else (groups,)
    for method in (*HIERARCHICAL, ClusterMethod.PAM):
        cuts = [_cut(distances, method, number) for number in numbers]
        scored = [(modularity(weights, cut), cut) for cut in cuts]
        best = max(scored, key=lambda pair: pair[0])
        yield method, best[1], best[0]


def distances_of(weights: Floats) -> Floats:
    """1 - weight / largest weight, 0 on the diagonal."""
    largest = float(weights.max(initial=0.0))
    distances = 1.0 - weights / largest if largest else np.ones_like(weights)
    np.fill_diagonal(distances, 0.0)
    return distances


def actors_of(found: Network) -> Ints:
    """The numbers of the actors with statements."""
    return np.array([number for number, node in enumerate(found.rows) if node.statements], np.int64)


def _one(spec: NetworkSpec) -> NetworkSpec:
    return replace(spec, network_type=NetworkType.ONEMODE, bounds=False)


def _clusters(found: Network, active: Ints, groups: int | None) -> Clusters:
    if groups is not None and not 2 <= groups < len(active):
        raise StudyError("no such number of groups", str(groups), f"from 2 to {len(active) - 1}")
    labels = [found.rows[number].label for number in active]
    weights = np.maximum(found.matrix[np.ix_(active, active)], 0.0)
    results = [Clustering(method, grouped(numbers, labels), score) for method, numbers, score in every_method(weights, groups)]
    return Clusters(found.header, tuple(sorted(results, key=lambda one: -one.modularity)), found.middle)


def _cut(distances: Floats, method: ClusterMethod, groups: int) -> Ints:
    if method is ClusterMethod.PAM:
        return around_medoids(distances, groups)
    tree = linkage(squareform(distances, checks=False), method=HIERARCHICAL[method])
    return np.asarray(fcluster(tree, groups, criterion="maxclust"), np.int64) - 1


def grouped(numbers: Ints, labels: list[str]) -> tuple[Group, ...]:
    """The groups by the labels of their members, largest first, then by their first member."""
    members: dict[int, list[str]] = {}
    for label, number in zip(labels, numbers.tolist(), strict=True):
        members.setdefault(number, []).append(label)
    return tuple(tuple(group) for group in sorted(members.values(), key=lambda group: -len(group)))


def _carried(groups: tuple[Group, ...], before: Mapping[int, frozenset[str]]) -> dict[Group, int]:
    """Which earlier number each group carries on: pairs by shared over all members, best first, where more than half is shared."""
    pairs = sorted(
        ((len(members & set(group)) / len(members | set(group)), number, group) for number, members in before.items() for group in groups),
        key=lambda pair: (-pair[0], pair[1]),
    )
    carried: dict[Group, int] = {}
    for share, number, group in pairs:
        if share >= 0.5 and group not in carried and number not in carried.values():
            carried[group] = number
    return carried
