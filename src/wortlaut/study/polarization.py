"""Polarization: how far a network falls into groups that agree inside and quarrel between (dna.md 4.7).

Not the measure of DNA: that one rises with misfit, so that two perfect blocs score lowest (dna.md 6, 2). DNA's number is
there on request, to compare with published ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from wortlaut.errors import StudyError
from wortlaut.records import Events, Header, Network, NetworkSpec, NetworkType, Normalization, Polarization, QualifierAggregation
from wortlaut.study.assemble import network, slices
from wortlaut.study.cube import Floats, Ints
from wortlaut.study.minimum import require_enough, too_few
from wortlaut.study.misfit import best_misfit
from wortlaut.study.partitions import Found, best_partition

RANDOM_RUNS = 50
"""So many re-assigned networks give the mean to about a hundredth."""


def polarization(events: Events, spec: NetworkSpec, *, groups: int = 2, seed: int = 0, runs: int = RANDOM_RUNS) -> Polarization:
    """The polarization over all time of the congruence and conflict networks, normalised by average.

    Of `spec` the variables, filters and dates count; StudyError where fewer than `MINIMUM_ACTORS` have statements.
    """
    of = _two(spec)
    congruence, conflict = network(events, of[0]), network(events, of[1])
    require_enough(len(_active(congruence)))
    return _measured(congruence, conflict, groups, seed, runs)


def polarization_over_time(events: Events, spec: NetworkSpec, *, groups: int = 2, seed: int = 0, runs: int = RANDOM_RUNS) -> Iterator[Polarization]:
    """The polarization of every time window, each from its own congruence and conflict; too small ones are marked, not left out."""
    if spec.dna_compat:
        raise StudyError("DNA's polarization over time is not offered", "it takes one network for both", "leave out --dna-compat")
    congruences, conflicts = (slices(events, one) for one in _two(spec))
    for congruence, conflict in zip(congruences, conflicts, strict=True):
        if reason := too_few(len(_active(congruence))):
            yield Polarization(congruence.header, None, middle=congruence.middle, refused=reason)
        else:
            yield _measured(congruence, conflict, groups, seed, runs)


def _two(spec: NetworkSpec) -> tuple[NetworkSpec, NetworkSpec]:
    """The questions for the congruence and the conflict network."""
    base = replace(spec, network_type=NetworkType.ONEMODE, normalization=Normalization.AVERAGE, bounds=False)
    return (
        replace(base, qualifier_aggregation=QualifierAggregation.CONGRUENCE),
        replace(base, qualifier_aggregation=QualifierAggregation.CONFLICT),
    )


def _active(network: Network) -> Ints:
    """The numbers of the actors with statements; kernels and isolates bring rows without any."""
    return np.array([number for number, node in enumerate(network.rows) if node.statements], np.int64)


def _measured(congruence: Network, conflict: Network, groups: int, seed: int, runs: int) -> Polarization:
    active = _active(congruence)
    if groups < 2 or 2 * groups > len(active):
        raise StudyError("no such number of groups", str(groups), f"from 2 to {len(active) // 2}: each has at least two actors")
    of = np.ix_(active, active)
    agreeing, quarrelling = congruence.matrix[of], conflict.matrix[of]
    labels = [congruence.rows[number].label for number in active]
    if congruence.header.spec.dna_compat:
        return _as_dna(congruence, agreeing, quarrelling, labels, groups, seed)
    draw = np.random.default_rng(seed)
    best = best_partition(agreeing, quarrelling, groups, draw)
    reached = [best_partition(*reassigned(agreeing, quarrelling, draw), groups, draw).score for _ in range(runs)]
    return _result(congruence.header, congruence.middle, best, (agreeing, quarrelling), labels, reached, seed)


def _result(
    header: Header, middle: str | None, best: Found, pair: tuple[Floats, Floats], labels: list[str], reached: list[float], seed: int
) -> Polarization:
    inside = best.labels[:, None] == best.labels[None, :]
    return Polarization(
        header=header,
        score=best.score,
        groups=named(best.labels, labels),
        random_mean=float(np.mean(reached)) if reached else None,
        random_runs=len(reached),
        congruence_inside=_share(pair[0], inside),
        conflict_between=_share(pair[1], ~inside),
        exact=best.exact,
        seed=seed,
        middle=middle,
    )


def _as_dna(congruence: Network, agreeing: Floats, quarrelling: Floats, labels: list[str], groups: int, seed: int) -> Polarization:
    if groups != 2:
        raise StudyError("DNA's polarization is offered for two groups only", str(groups), "ask for 2, or leave out --dna-compat")
    best = best_misfit(agreeing, quarrelling, np.random.default_rng(seed))
    return _result(congruence.header, congruence.middle, best, (agreeing, quarrelling), labels, [], seed)


def reassigned(agreeing: Floats, quarrelling: Floats, draw: np.random.Generator) -> tuple[Floats, Floats]:
    """The same pairs of weights on other pairs of actors, at random."""
    upper = np.triu_indices(len(agreeing), 1)
    order = draw.permutation(len(upper[0]))
    moved = []
    for matrix in (agreeing, quarrelling):
        other = np.zeros_like(matrix)
        other[upper] = matrix[upper][order]
        moved.append(other + other.T)
    return moved[0], moved[1]


def named(groups: Ints, labels: list[str]) -> tuple[tuple[str, ...], ...]:
    """The groups by the labels of their members, the group of the first label first."""
    order = dict.fromkeys(groups.tolist())
    return tuple(tuple(label for label, group in zip(labels, groups.tolist(), strict=True) if group == one) for one in order)


def _share(matrix: Floats, where: np.typing.NDArray[np.bool_]) -> float:
    total = float(matrix.sum())
    return float(matrix[where].sum()) / total if total else 0.0
