"""The networks of DNA's sample data base have the numbers that were published and computed for it."""

import json

import numpy as np
import pytest
from tests.study.coded_factory import onemode, twomode
from tests.study.sample import rebuilt

from wortlaut.records import Duplicates
from wortlaut.study import network

SUMS = {
    ("ignore", "no"): (276, 276),
    ("ignore", "average"): (46.261854, 46.261854),
    ("ignore", "jaccard"): (24.469002, 24.469002),
    ("ignore", "cosine"): (22.373436, 8.872727),
    ("congruence", "no"): (160, 160),
    ("congruence", "average"): (25.802436, 25.802436),
    ("congruence", "jaccard"): (13.610663, 13.610663),
    ("congruence", "cosine"): (12.517454, 4.806061),
    ("conflict", "no"): (116, 116),
    ("conflict", "average"): (20.459418, 20.459418),
    ("conflict", "jaccard"): (10.858340, 10.858340),
    ("conflict", "cosine"): (10.816616, 4.066667),
    ("subtract", "no"): (44, 44),
    ("subtract", "average"): (5.343018, 5.343018),
    ("subtract", "jaccard"): (2.752323, 2.752323),
    ("subtract", "cosine"): (1.700838, 0.739394),
}
"""Sums of the one-mode matrices: corrected, and as DNA prints them."""


@pytest.mark.parametrize(("setting", "sums"), SUMS.items(), ids=lambda value: "|".join(map(str, value)))
def test_onemode_sums(setting, sums):
    """Every one-mode network sums to the number of the table, corrected and in DNA's own way; only the cosine differs."""
    assert network(rebuilt(), onemode(*setting)).matrix.sum() == pytest.approx(sums[0], abs=1e-6)
    assert network(rebuilt(), onemode(*setting, dna_compat=True)).matrix.sum() == pytest.approx(sums[1], abs=1e-6)


@pytest.mark.parametrize(
    ("setting", "total"),
    [
        (("ignore", "no"), 40),
        (("ignore", "activity"), 7),
        (("ignore", "prominence"), 6),
        (("subtract", "no"), 18),
        (("subtract", "activity"), 2.118182),
        (("subtract", "prominence"), 3.778571),
        (("combine", "no"), 30),
    ],
)
def test_twomode_sums(setting, total):
    """Every two-mode network sums to the number of the table."""
    assert network(rebuilt(), twomode(*setting)).matrix.sum() == pytest.approx(total, abs=1e-6)


def test_what_rdna_asserts():
    """The numbers that rDNA's own tests assert: dimensions, sums, edges, two cells, and a narrowed network."""
    two, one = network(rebuilt(), twomode("ignore")), network(rebuilt(), onemode("ignore"))
    assert (two.matrix.shape, two.matrix.sum(), np.count_nonzero(two.matrix), len(two.rows) + len(two.columns)) == ((7, 6), 40, 22, 13)
    assert (one.matrix.shape, one.matrix.sum(), np.count_nonzero(one.matrix) / 2) == ((7, 7), 276, 21)
    labels = [node.label for node in one.rows]
    epa = labels.index("EPA")
    assert (one.matrix[epa, labels.index("ASE")], one.matrix[epa, labels.index("EEA")]) == (10, 2)
    without = (("concept", ("legislation",)), ("organization", ("Senate", "Sierra")))
    narrowed = network(rebuilt(), onemode("congruence", "average", exclude_values=without))
    assert (narrowed.matrix.shape, narrowed.header.statements) == ((5, 5), 16)
    assert narrowed.matrix.sum() == pytest.approx(9.809524, abs=1e-6)


def test_repeats_are_dropped_once():
    """Across the whole range twenty-three statements stay, and their networks have the sums of the table."""
    sums = {"ignore": 26.095238, "congruence": 14.638095, "conflict": 11.457143, "subtract": 3.180952}
    for aggregation, total in sums.items():
        once = network(rebuilt(), onemode(aggregation, "average", qualifier="agreement", duplicates=Duplicates.ACROSSRANGE))
        if aggregation != "ignore":  # under ignore the two statements of one actor on one concept are one, whatever they say
            assert once.header.statements == 23
            assert once.matrix.sum() == pytest.approx(total, abs=1e-6)
    assert network(rebuilt(once=True), onemode("ignore", "average")).matrix.sum() == pytest.approx(26.095238, abs=1e-6)


def test_every_matrix_of_the_oracle(shared):
    """Cell by cell, every matrix of the machine-readable oracle comes out, from its own counts."""
    oracle = json.loads((shared / "reference" / "dna_oracle.json").read_text(encoding="utf-8"))
    whole = rebuilt(oracle["rows"], oracle["cols"], oracle["disagree"], oracle["agree"])
    for question, matrices in ((twomode, oracle["twomode"]), (onemode, oracle["onemode"])):
        for setting, matrix in matrices.items():
            found = network(whole, question(*setting.split("|"), dna_compat=True))
            assert [node.label for node in found.rows] == oracle["rows"]
            assert found.matrix == pytest.approx(np.array(matrix), abs=1e-6)
    once = rebuilt(oracle["rows"], oracle["cols"], oracle["disagree"], oracle["agree"], once=True)
    for setting, matrix in oracle["onemode_dup_document"].items():
        assert network(once, onemode(*setting.split("|"))).matrix == pytest.approx(np.array(matrix), abs=1e-6)
