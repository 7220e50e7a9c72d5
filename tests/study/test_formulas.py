"""Every formula of dna.md 4.4 to 4.6, written out in loops over statements, gives what the sparse matrices give."""

from __future__ import annotations

import math
from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.study.coded_factory import events, onemode, said, twomode

from wortlaut.records import Kernel, TimeWindow
from wortlaut.study import network, slices

PLACES = {"agreement": 2, "strength": 3, "reason": 4}
ROWS = st.lists(
    st.builds(
        lambda name, concept, agreement, day, strength, reason: said(name, concept, agreement, f"2021-03-{day:02}", strength=strength, reason=reason),
        st.sampled_from(("Flussrat", "Merlekraft", "Nordau", "Südmark")),
        st.sampled_from(("Probestau", "Wasservertrag", "Fischtreppe")),
        st.booleans(),
        st.integers(1, 28),
        st.integers(-3, 3),
        st.sampled_from(("Kosten", "Fische", "Strom")),
    ),
    min_size=1,
    max_size=20,
)
QUALIFIERS = st.sampled_from(tuple(PLACES))


def alike(first, second, qualifier, reach):
    """How alike two levels are."""
    if qualifier == "reason":
        return float(first == second)
    return 1 - abs(first - second) / reach if reach else 1.0


def counts(rows, place):
    """A[i, j, k] as a dictionary, with the labels of all three."""
    cells = {}
    for row in rows:
        key = (row.values[0], row.values[1], row.values[place])
        cells[key] = cells.get(key, 0) + 1
    return cells, *(sorted({key[number] for key in cells}) for number in range(3))


def by_hand(rows, qualifier, kind, normalization):
    """The one-mode matrix, one pair of actors and one pair of statements after the other."""
    cells, actors, concepts, levels = counts(rows, PLACES[qualifier])
    reach = 1 if qualifier == "agreement" else 0 if qualifier == "reason" else max(levels) - min(levels)

    def at(actor, concept, level):
        return cells.get((actor, concept, level), 0)

    def weight(one, other, which):
        if which == "subtract":
            return weight(one, other, "congruence") - weight(one, other, "conflict")
        if which == "conflict" and qualifier == "reason":
            return sum(at(one, j, k) * (at(other, j, k) == 0) + at(other, j, k) * (at(one, j, k) == 0) for j, k in product(concepts, levels))
        total = 0.0
        for j, k, other_k in product(concepts, levels, levels):
            similar = alike(k, other_k, qualifier, reach)
            total += at(one, j, k) * at(other, j, other_k) * {"ignore": 1.0, "congruence": similar, "conflict": 1 - similar}[which]
        return total

    def divisor(one, other):
        n = [sum(at(actor, j, k) for j, k in product(concepts, levels)) for actor in (one, other)]
        if normalization == "average":
            return sum(n) / 2
        if normalization == "jaccard":
            pairs = [(at(one, j, k), at(other, j, k)) for j, k in product(concepts, levels)]
            return sum(a if not b else b if not a else a * b for a, b in pairs)
        if normalization == "cosine":
            which = "ignore" if kind == "ignore" else "congruence"
            return math.sqrt(weight(one, one, which)) * math.sqrt(weight(other, other, which))
        return 1

    matrix = np.zeros((len(actors), len(actors)))
    for (i, one), (ii, other) in product(enumerate(actors), enumerate(actors)):
        if i != ii and divisor(one, other):
            matrix[i, ii] = weight(one, other, kind) / divisor(one, other)
    return matrix


@given(ROWS, QUALIFIERS, st.sampled_from(("ignore", "congruence", "conflict", "subtract")), st.sampled_from(("no", "average", "jaccard", "cosine")))
@settings(max_examples=120, deadline=None)
def test_onemode_by_hand(rows, qualifier, kind, normalization):
    """Every aggregation with every normalisation and every sort of qualifier."""
    found = network(events(*rows), onemode(kind, normalization, qualifier=qualifier))
    assert found.matrix == pytest.approx(by_hand(rows, qualifier, kind, normalization), abs=1e-9)


@given(ROWS, QUALIFIERS, st.sampled_from(("ignore", "subtract", "combine")), st.sampled_from(("no", "activity", "prominence")))
@settings(max_examples=80, deadline=None)
def test_twomode_by_hand(rows, qualifier, kind, normalization):
    """Every two-mode cell, with the divisors of its row or column."""
    normalization = "no" if kind == "combine" else normalization
    cells, actors, concepts, levels = counts(rows, PLACES[qualifier])
    levels = [False, True] if qualifier == "agreement" else levels

    def value(i, j):
        at = [cells.get((i, j, k), 0) for k in levels]
        if kind == "combine":
            return sum((number > 0) * 2 ** (len(levels) - 1 - place) for place, number in enumerate(at))
        amounts = {"agreement": (-1, 1), "reason": (1,) * len(levels), "strength": levels}[qualifier] if kind == "subtract" else (1,) * len(levels)
        return sum(amount * number for amount, number in zip(amounts, at, strict=True))

    def divisor(i, j):
        if normalization == "no":
            return 1
        return sum(
            number for key, number in cells.items() if key[0 if normalization == "activity" else 1] == (i if normalization == "activity" else j)
        )

    expected = [[value(i, j) / divisor(i, j) for j in concepts] for i in actors]
    found = network(events(*rows), twomode(kind, normalization, qualifier=qualifier))
    assert found.matrix == pytest.approx(np.array(expected))


@given(ROWS, QUALIFIERS, st.sampled_from(("ignore", "congruence", "conflict", "subtract")), st.sampled_from(tuple(Kernel)[1:]))
@settings(max_examples=40, deadline=None)
def test_kernels_by_hand(rows, qualifier, kind, kernel):
    """Under a kernel every pair of statements counts the root of the product of their weights, times how alike they are."""
    spec = onemode(kind, qualifier=qualifier, time_window=TimeWindow.DAYS, window_size=6, kernel=kernel)
    levels = {row.values[PLACES[qualifier]] for row in rows}
    reach = 1 if qualifier == "agreement" else 0 if qualifier == "reason" else max(levels) - min(levels)
    for found in slices(events(*rows), spec):
        middle = date.fromisoformat(found.middle[:10])
        zeta = [weight(kernel, 2 * (date.fromisoformat(row.when) - middle).days / 6) for row in rows]
        actors = [node.label for node in found.rows]
        expected = np.zeros((len(actors), len(actors)))
        for (one, first), (other, second) in product(zip(rows, zeta, strict=True), repeat=2):
            if one.values[0] != other.values[0] and one.values[1] == other.values[1]:
                similar = alike(one.values[PLACES[qualifier]], other.values[PLACES[qualifier]], qualifier, reach)
                times = {"ignore": 1, "congruence": similar, "conflict": 1 - similar, "subtract": 2 * similar - 1}[kind]
                expected[actors.index(one.values[0]), actors.index(other.values[0])] += math.sqrt(first * second) * times
        assert found.matrix == pytest.approx(expected, abs=1e-9)


def weight(kernel, d):
    """The weight of a statement at distance d."""
    if kernel is Kernel.GAUSSIAN:
        return math.exp(-(d**2) / 2) / math.sqrt(2 * math.pi)
    return {Kernel.UNIFORM: 0.5, Kernel.EPANECHNIKOV: 0.75 * (1 - d**2), Kernel.TRIANGULAR: 1 - abs(d)}[kernel] if abs(d) <= 1 else 0.0
