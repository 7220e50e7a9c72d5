"""What holds for every set of coded statements, whatever it is."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.study.coded_factory import events, onemode, said, twomode

from wortlaut.records import Duplicates, Normalization, QualifierAggregation
from wortlaut.study import network

NAMES = ("Flussrat", "Merlekraft", "Nordau", "Südmark", "Untermerle")
CONCEPTS = ("Probestau", "Wasservertrag", "Fischtreppe")
ROWS = st.lists(
    st.builds(
        lambda name, concept, agreement, day, strength, reason: said(name, concept, agreement, f"2021-03-{day:02}", strength=strength, reason=reason),
        st.sampled_from(NAMES),
        st.sampled_from(CONCEPTS),
        st.sampled_from((True, False, None)),
        st.integers(1, 28),
        st.integers(-3, 3),
        st.sampled_from(("Kosten", "Fische", None)),
    ),
    max_size=25,
)
QUALIFIERS = st.sampled_from(("agreement", "strength", "reason"))
KINDS = st.sampled_from(("ignore", "congruence", "conflict", "subtract"))
WEIGHTS = st.sampled_from(("no", "average", "jaccard", "cosine"))


def same(first, second):
    """Whether two networks are the same, labels and numbers."""
    return [node.label for node in first.rows] == [node.label for node in second.rows] and np.array_equal(first.matrix, second.matrix)


@given(ROWS, st.randoms(use_true_random=False), QUALIFIERS, KINDS, WEIGHTS, st.sampled_from(Duplicates))
@settings(max_examples=60, deadline=None)
def test_order_of_rows_does_not_matter(rows, draw, qualifier, kind, weight, duplicates):
    """The same statements in another order give the same network, to the last bit."""
    whole = events(*rows)
    shuffled = list(whole.rows)
    draw.shuffle(shuffled)
    spec = onemode(kind, weight, qualifier=qualifier, duplicates=duplicates)
    first = network(whole, spec)
    assert same(first, network(replace(whole, rows=tuple(shuffled)), spec))
    assert same(first, network(whole, spec))


@given(ROWS, QUALIFIERS, KINDS, WEIGHTS)
@settings(max_examples=60, deadline=None)
def test_onemode_networks_are_symmetric_without_loops(rows, qualifier, kind, weight):
    """A one-mode matrix is symmetric, finite, and 0 on the diagonal."""
    matrix = network(events(*rows), onemode(kind, weight, qualifier=qualifier)).matrix
    assert np.array_equal(matrix, matrix.T)
    assert np.isfinite(matrix).all()
    assert not np.diagonal(matrix).any()


@given(ROWS, st.permutations(NAMES), KINDS, WEIGHTS)
@settings(max_examples=60, deadline=None)
def test_new_names_permute_the_matrix(rows, names, kind, weight):
    """Calling the actors otherwise changes where a weight stands, never the weight."""
    renamed = dict(zip(NAMES, names, strict=True))
    spec = onemode(kind, weight)
    first = network(events(*rows), spec)
    second = network(events(*(replace(row, values=(renamed[row.values[0]], *row.values[1:])) for row in rows)), spec)
    place = {node.label: number for number, node in enumerate(second.rows)}
    where = [place[renamed[node.label]] for node in first.rows]
    assert second.matrix[np.ix_(where, where)] == pytest.approx(first.matrix)


@given(ROWS, st.sampled_from(("agreement", "strength")))
@settings(max_examples=60, deadline=None)
def test_congruence_and_conflict_make_up_all_pairs(rows, qualifier):
    """Without normalisation congruence and conflict add up to the pairs of statements that have a qualifier; subtract is their difference."""
    coded = events(*(row for row in rows if row.values[2] is not None))
    congruence, conflict, subtract = (network(coded, onemode(kind, qualifier=qualifier)).matrix for kind in ("congruence", "conflict", "subtract"))
    assert congruence + conflict == pytest.approx(network(coded, onemode("ignore", qualifier=qualifier)).matrix)
    assert congruence - conflict == pytest.approx(subtract)


@given(ROWS, st.sampled_from(("agreement", "strength")))
@settings(max_examples=60, deadline=None)
def test_the_cosine_is_one(rows, qualifier):
    """The cosine of congruence and of conflict lies in [0, 1], that of subtract in [-1, 1]."""
    whole = events(*rows)
    for kind in ("ignore", "congruence", "conflict"):
        matrix = network(whole, onemode(kind, Normalization.COSINE, qualifier=qualifier)).matrix
        assert ((matrix >= -1e-12) & (matrix <= 1 + 1e-12)).all()
    assert (np.abs(network(whole, onemode("subtract", Normalization.COSINE, qualifier=qualifier)).matrix) <= 1 + 1e-12).all()


@given(ROWS)
@settings(max_examples=40, deadline=None)
def test_twomode_cells_count_statements(rows):
    """Every counted statement stands in one cell: activity rows add up to 1, prominence columns too."""
    whole = events(*rows)
    counted = network(whole, twomode("ignore"))
    assert counted.matrix.sum() == counted.header.statements == len(rows)
    assert network(whole, twomode("ignore", "activity")).matrix.sum(axis=1) == pytest.approx(np.ones(len(counted.rows)))
    assert network(whole, twomode("ignore", "prominence")).matrix.sum(axis=0) == pytest.approx(np.ones(len(counted.columns)))


@given(ROWS, st.sampled_from(QualifierAggregation), st.sampled_from(Duplicates))
@settings(max_examples=40, deadline=None)
def test_counted_and_left_out_are_all(rows, kind, duplicates):
    """Counted statements and those left out are all statements."""
    if kind in (QualifierAggregation.CONGRUENCE, QualifierAggregation.CONFLICT):
        spec = onemode(kind, duplicates=duplicates)
    else:
        spec = twomode(kind, duplicates=duplicates)
    header = network(events(*rows), spec).header
    assert header.statements + sum(one.count for one in header.left_out) == len(rows)
