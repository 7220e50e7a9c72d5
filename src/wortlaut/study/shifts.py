"""Phase transitions: how far apart the networks of all time windows are, and which state each window is in (dna.md 4.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from wortlaut.errors import StudyError
from wortlaut.records import Distance, Events, Network, NetworkSpec, NetworkType, Shifts
from wortlaut.study.assemble import held, slices, whole_header
from wortlaut.study.clusters import every_method
from wortlaut.study.cube import Floats, Ints
from wortlaut.study.spectrum import loss, spectrum

MINIMUM_WINDOWS = 4
"""Two states of two windows each."""
MOST_WINDOWS = 1000
"""All pairs of windows are compared."""


def shifts(events: Events, spec: NetworkSpec, *, distance: Distance = Distance.ABSDIFF, states: int | None = None) -> Shifts:
    """Distances between all windows of a question, and states by the method with the best modularity; `states` fixes their number.

    Every network is divided by its sum. With the spectral distance it is a one-mode network. StudyError below four windows.
    """
    question = replace(spec, network_type=NetworkType.ONEMODE if distance is Distance.SPECTRAL else spec.network_type, bounds=False)
    found = held(slices(events, question, same_nodes=True))
    if len(found) < MINIMUM_WINDOWS:
        raise StudyError("too few windows for states", str(len(found)), f"at least {MINIMUM_WINDOWS}: choose a smaller unit or window")
    if len(found) > MOST_WINDOWS:
        raise StudyError("too many windows to compare", str(len(found)), f"at most {MOST_WINDOWS}: choose a larger unit or narrower dates")
    if states is not None and not 2 <= states < len(found):
        raise StudyError("no such number of states", str(states), f"from 2 to {len(found) - 1}")
    distances = _distances(found, distance)
    alike = _similarities(distances)
    method, labels, score = max(every_method(alike, states), key=lambda one: one[2])
    middles = tuple(one.middle or "" for one in found)
    numbered = _in_order(labels)
    changes = tuple(middle for middle, now, past in zip(middles[1:], numbered[1:], numbered, strict=False) if now != past)
    return Shifts(whole_header(events, question), distance, middles, distances, numbered, changes, method, score)


def _distances(found: Sequence[Network], distance: Distance) -> Floats:
    """All pairs, 0 for two empty windows."""
    compat = found[0].header.spec.dna_compat
    shapes = [spectrum(one.matrix, dna_compat=compat) if distance is Distance.SPECTRAL else _unit(one.matrix) for one in found]
    matrix = np.zeros((len(found), len(found)))
    for number, shape in enumerate(shapes):
        for other in range(number):
            matrix[number, other] = matrix[other, number] = loss(shape, shapes[other])
    return matrix


def _unit(matrix: Floats) -> Floats:
    """A matrix divided by its sum (of absolute values, which differ under subtract only)."""
    total = float(np.abs(matrix).sum())
    return matrix / total if total else matrix


def _similarities(distances: Floats) -> Floats:
    largest = float(distances.max())
    alike = 1.0 - distances / largest if largest else np.ones_like(distances)
    np.fill_diagonal(alike, 0.0)
    return alike


def _in_order(labels: Ints) -> tuple[int, ...]:
    """State numbers from 1, in order of first appearance."""
    order: dict[int, int] = {}
    for label in labels.tolist():
        order.setdefault(label, len(order) + 1)
    return tuple(order[label] for label in labels.tolist())
