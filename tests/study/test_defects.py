"""Defects of DNA that are not inherited (dna.md, section 6): the corrected value, and DNA's own where it is offered.

Numbers in the names of the tests are those of the list. Backbones (1) and polarization (2, 3) have tests of their own.
"""

from datetime import datetime

import numpy as np
import pytest
from tests.study.coded_factory import events, onemode, said, twomode

from wortlaut.errors import StudyError
from wortlaut.records import Duplicates, Kernel, Ties, TimeWindow
from wortlaut.study import network, slices
from wortlaut.study.windows import kernel_weights, windows


@pytest.mark.parametrize(("rule", "second"), [(Duplicates.MONTH, "2022-03-08"), (Duplicates.WEEK, "2022-03-08")])
def test_05_periods_have_a_year(rule, second):
    """The same month or week of another year is another period; DNA drops the later statement."""
    whole = events(said("Flussrat", "Probestau", when="2021-03-09"), said("Flussrat", "Probestau", when=second))
    assert network(whole, twomode("ignore", duplicates=rule)).header.statements == 2
    assert network(whole, twomode("ignore", duplicates=rule, dna_compat=True)).header.statements == 1


def test_05_weeks_are_those_of_the_iso_calendar():
    """31 December and 1 January of one week share their week, though not their year."""
    whole = events(said("Flussrat", "Probestau", when="2020-12-31"), said("Flussrat", "Probestau", when="2021-01-01"))
    assert network(whole, twomode("ignore", duplicates=Duplicates.WEEK)).header.statements == 1
    assert network(whole, twomode("ignore", duplicates=Duplicates.MONTH)).header.statements == 2


def test_06_the_cosine_of_identical_profiles_is_one():
    """Two actors who say the same have cosine 1; DNA divides by the product of their activities."""
    rows = [said(name, concept) for name in ("Flussrat", "Merlekraft") for concept in ("Probestau", "Wasservertrag")]
    assert network(events(*rows), onemode("congruence", "cosine")).matrix[0, 1] == pytest.approx(1.0)
    assert network(events(*rows), onemode("congruence", "cosine", dna_compat=True)).matrix[0, 1] == pytest.approx(2 / 4)


def test_07_the_triangular_kernel_is_a_triangle():
    """The triangular kernel is highest in the middle and falls to both sides; DNA's rises to 2 on one."""
    d = np.array([-1.0, -0.5, 0.0, 0.5, 1.0, 1.5])
    assert kernel_weights(d, Kernel.TRIANGULAR, dna_compat=False).tolist() == [0, 0.5, 1, 0.5, 0, 0]
    assert kernel_weights(d, Kernel.TRIANGULAR, dna_compat=True).tolist() == [2, 1.5, 1, 0.5, 0, 0]
    assert kernel_weights(d, Kernel.EPANECHNIKOV, dna_compat=False).tolist() == [0, 0.5625, 0.75, 0.5625, 0, 0]


def smoothed(**more):
    """A question over one uniform window of days."""
    return {"time_window": TimeWindow.DAYS, "window_size": 2, "kernel": Kernel.UNIFORM, **more}


def test_08_signs_under_a_kernel_come_from_values():
    """Where everybody agrees a smoothed cell is positive; DNA numbers the levels that occur, divides by zero or flips the sign."""
    whole = events(said("Flussrat", "Probestau"), said("Nordau", "Probestau"))
    assert next(slices(whole, twomode("subtract", **smoothed()))).matrix.tolist() == [[0.5], [0.5]]
    assert next(slices(whole, onemode("congruence", **smoothed()))).matrix[0, 1] == pytest.approx(0.5)
    with pytest.raises(StudyError, match="divides by zero"):
        slices(whole, onemode("congruence", **smoothed(dna_compat=True)))


def test_08_integers_under_a_kernel_count_by_value():
    """Values 0, 1 and 10 are as far apart as they are; DNA takes their numbers 0, 1 and 2."""
    whole = events(*(said(name, "Probestau", strength=value) for name, value in (("Flussrat", 0), ("Merlekraft", 1), ("Nordau", 10))))
    weights = next(slices(whole, onemode("congruence", **smoothed(qualifier="strength")))).matrix
    assert weights[0, 1] == pytest.approx(0.5 * 0.9)
    assert next(slices(whole, onemode("congruence", **smoothed(qualifier="strength", dna_compat=True)))).matrix[0, 1] == pytest.approx(0.5 * 0.5)
    assert next(slices(whole, twomode("subtract", **smoothed(qualifier="strength")))).matrix.ravel() == pytest.approx([0, 0.5, 5])
    compat = next(slices(whole, twomode("subtract", **smoothed(qualifier="strength", dna_compat=True))))
    assert compat.matrix.ravel() == pytest.approx([0, 0.5, 1])


def test_08_texts_under_a_kernel_agree_only_with_themselves():
    """Two different texts are not congruent under a kernel; for DNA every pair is."""
    whole = events(said("Flussrat", "Probestau", reason="Kosten"), said("Nordau", "Probestau", reason="Fische"))
    assert next(slices(whole, onemode("congruence", **smoothed(qualifier="reason")))).matrix[0, 1] == 0
    assert next(slices(whole, onemode("congruence", **smoothed(qualifier="reason", dna_compat=True)))).matrix[0, 1] == pytest.approx(0.5)


@pytest.mark.parametrize("compat", [False, True])
def test_09_a_combined_cell_is_not_normalised(compat):
    """Combine with prominence or activity is refused in both modes."""
    for normalization in ("prominence", "activity"):
        with pytest.raises(StudyError, match="cannot be normalised"):
            network(events(said("Flussrat", "Probestau")), twomode("combine", normalization, dna_compat=compat))


def test_11_repeats_are_found_with_a_hash_set():
    """Fifty thousand repeated statements are one, found without comparing pairs."""
    one = said("Flussrat", "Probestau")
    whole = events(*(one for _ in range(50_000)))
    assert network(whole, twomode("ignore", duplicates=Duplicates.ACROSSRANGE)).header.statements == 1


def test_12_integers_compare_by_value():
    """Two equal integers beyond 127 are the same value of a qualifier, so the second statement is a repeat."""
    whole = events(said("Flussrat", "Probestau", strength=10_000), said("Flussrat", "Probestau", strength=int("10000")))
    for compat in (False, True):
        spec = twomode("combine", qualifier="strength", duplicates=Duplicates.DOCUMENT, dna_compat=compat)
        assert network(whole, spec).header.statements == 1


def test_13_a_single_integer_is_full_congruence():
    """An integer qualifier with one value has no reach: everybody is congruent, nobody in conflict; DNA divides by zero."""
    whole = events(said("Flussrat", "Probestau", strength=3), said("Nordau", "Probestau", strength=3))
    assert network(whole, onemode("congruence", qualifier="strength")).matrix[0, 1] == 1
    assert network(whole, onemode("conflict", qualifier="strength")).matrix[0, 1] == 0
    with pytest.raises(StudyError, match="DNA divides by zero"):
        network(whole, onemode("congruence", qualifier="strength", dna_compat=True))


def test_14_border_ties_are_broken_by_id():
    """An event window takes tied statements by their id, or all of them; DNA draws, here with a start value."""
    days = [datetime(2021, 3, 8), datetime(2021, 3, 9), *[datetime(2021, 3, 10)] * 4]
    question = {"time_window": TimeWindow.EVENTS, "window_size": 3}

    def first(**more):
        return next(windows(days, twomode("ignore", **question, **more), (None, None))).members.tolist()

    assert first() == [0, 1, 2]
    assert first(ties=Ties.ALL) == [0, 1, 2, 3, 4, 5]
    drawn = {tuple(first(dna_compat=True, seed=seed)) for seed in range(40)}
    assert drawn == {(0, 1, 2), (0, 1, 3), (0, 1, 4), (0, 1, 5)}
    assert first(dna_compat=True, seed=7) == first(dna_compat=True, seed=7)
