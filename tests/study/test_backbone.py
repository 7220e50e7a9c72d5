"""Backbones: a real Laplacian, the order of removal of the oracle, and an annealing that finds the best set."""

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from tests.study.coded_factory import events, onemode, said
from tests.study.sample import rebuilt

from wortlaut.errors import StudyError
from wortlaut.records import TimeWindow
from wortlaut.study import annealed_backbone, nested_backbone
from wortlaut.study.backbone import Losses, penalised, temperature
from wortlaut.study.spectrum import spectrum

PATH = np.array([[0.0, 1, 0], [1, 0, 1], [0, 1, 0]])
SPEC = onemode("subtract", "average")
ONCE = rebuilt(once=True)

ORDER = {
    False: [
        ("cap and trade", 0.023819, 1.0, 22),
        ("caused by CO2", 0.032099, 0.907830, 19),
        ("real", 0.028510, 0.907830, 17),
        ("regulate CO2", 0.077547, 0.907830, 11),
        ("legislation", 0.211958, 0.361766, 6),
        ("not hurt", 1.0, 0.0, 0),
    ],
    True: [
        ("cap and trade", 0.027258, 1.0, 22),
        ("caused by CO2", 0.017395, 0.904943, 19),
        ("real", 0.030614, 0.904943, 17),
        ("legislation", 0.144696, 0.403237, 12),
        ("regulate CO2", 0.322651, 0.430361, 6),
        ("not hurt", 1.0, 0.0, 0),
    ],
}
"""Removal of concepts on the sample by the real Laplacian (False) and by DNA's degrees (True); dna.md, section 5."""


def test_01_the_laplacian_is_one():
    """A path of three actors has the eigenvalues 3, 1, 0; DNA's are the degrees 2, 1, 1."""
    assert spectrum(PATH) * 4 == pytest.approx([3, 1, 0])
    assert spectrum(PATH, dna_compat=True) * 4 == pytest.approx([2, 1, 1])


def test_10_negative_weights_are_left_in_place():
    """Negative weights count as none, and the matrix that was given keeps them."""
    signed = -PATH
    assert spectrum(signed).tolist() == [0, 0, 0]
    assert signed[0, 1] == -1


@pytest.mark.parametrize("compat", [False, True])
def test_nested_backbone_of_the_sample(compat):
    """Concepts leave the sample in the order of the oracle, with its losses and numbers of statements."""
    found = nested_backbone(ONCE, replace(SPEC, dna_compat=compat))
    assert found.header.statements == 23
    for step, (concept, loss, redundant, statements) in zip(found.steps, ORDER[compat], strict=True):
        assert (step.concept, step.statements) == (concept, statements)
        assert (step.loss, step.redundant_loss) == (pytest.approx(loss, abs=1e-6), pytest.approx(redundant, abs=1e-6))


@pytest.mark.parametrize("size", [1, 2, 4, 5])
def test_annealing_finds_the_best_of_a_size(size):
    """On the sample the annealed set of a fixed size has the smallest loss of all sets of that size."""
    found = annealed_backbone(ONCE, SPEC, size=size, iterations=2000, seed=3)
    losses = Losses(ONCE, SPEC)
    assert len(found.concepts) == size
    assert len(found.redundant) == 6 - size
    assert found.loss == pytest.approx(min(losses.of(frozenset(chosen)) for chosen in combinations(range(6), size)))


def test_a_penalty_weighs_size_against_loss():
    """Annealing with a penalty finds the best of all sets, and a harder penalty never wants more concepts."""
    losses = Losses(ONCE, SPEC)
    for penalty in (0.0, 3.0, 12.0):
        found = annealed_backbone(ONCE, SPEC, penalty=penalty, iterations=3000, seed=1)
        every = [frozenset(chosen) for size in range(1, 6) for chosen in combinations(range(6), size)]
        assert found.score == pytest.approx(min(penalised(losses.of(chosen), len(chosen), 6, penalty) for chosen in every))
    gentle, hard = (len(annealed_backbone(ONCE, SPEC, penalty=one, iterations=3000).concepts) for one in (0.0, 12.0))
    assert hard <= gentle


def test_the_same_start_value_gives_the_same_backbone():
    """Two runs with one start value are equal."""
    assert annealed_backbone(ONCE, SPEC, size=3, iterations=50, seed=9) == annealed_backbone(ONCE, SPEC, size=3, iterations=50, seed=9)


def test_tied_concepts_go_in_one_pass():
    """Concepts that only one actor ever speaks of are missed by nobody: they go first, the last of them first."""
    rows = [said(name, "Damm") for name in ("Flussrat", "Nordau")] + [said(name, "Pegel") for name in ("Merlekraft", "Nordau")]
    whole = events(*rows, said("Flussrat", "Alge"), said("Nordau", "Zander"))
    assert [step.concept for step in nested_backbone(whole, onemode("congruence")).steps][:2] == ["Zander", "Alge"]


def test_cooling():
    """The temperature falls from nearly 1 to nearly 0."""
    assert temperature(0, 100) == pytest.approx(1 - 1 / (1 + math.exp(5)))
    assert temperature(100, 100) < 0.001


@pytest.mark.parametrize(
    ("whole", "change", "message"),
    [
        (ONCE, {"size": 6}, "no such size of a backbone: 6: from 1 to 5"),
        (ONCE, {"size": 0}, "no such size of a backbone"),
        (events(said("Flussrat", "Damm"), said("Nordau", "Damm")), {}, "too little for a backbone: 1 concepts, 2 actors"),
    ],
)
def test_what_is_no_backbone_is_refused(whole, change, message):
    """A size that is none, or a network without choice, stops with one line."""
    with pytest.raises(StudyError, match=message):
        annealed_backbone(whole, SPEC, **change)


def test_a_backbone_has_no_windows():
    """A backbone is one of all time."""
    with pytest.raises(StudyError, match="one of all time"):
        nested_backbone(ONCE, replace(SPEC, time_window=TimeWindow.DAYS))
