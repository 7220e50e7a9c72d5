"""Agreement between coders has the values of published and hand-computed examples."""

import pytest

from wortlaut.errors import StudyError
from wortlaut.records import Rating, Unit
from wortlaut.study import alpha, alpha_u, kappa, percent

KRIPPENDORFF = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
"""Four observers, twelve units: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section D; nominal alpha 0.743."""


def ratings(table):
    """Ratings from one line of values per coder; a dot is a missing one."""
    return [Rating(str(unit), coder, value) for coder, line in table.items() for unit, value in enumerate(line.split()) if value != "."]


def yes_no(both_yes, first_only, second_only, both_no):
    """A two-by-two table of two coders as ratings."""
    pairs = [("yes", "yes")] * both_yes + [("yes", "no")] * first_only + [("no", "yes")] * second_only + [("no", "no")] * both_no
    return [Rating(str(unit), coder, value) for unit, pair in enumerate(pairs) for coder, value in zip("AB", pair, strict=True)]


def test_alpha_with_missing_values():
    """Krippendorff's example with four observers and missing values has nominal alpha 0.743; the twelfth unit has one value only."""
    found = alpha(ratings(KRIPPENDORFF))
    assert found.value == pytest.approx(0.743, abs=5e-4)
    assert (found.units, found.coders) == (11, 4)


def test_alpha_of_two_coders():
    """Ten units, two coders, six agreements: nominal alpha 0.095 (the same paper, section A: binary data, no missing values)."""
    found = alpha(ratings({"A": "0 1 0 0 0 0 0 0 1 0", "B": "1 1 1 0 0 1 0 0 0 0"}))
    assert found.value == pytest.approx(0.095, abs=5e-4)


def test_kappa_by_hand():
    """Of 50 units, 20 are yes for both, 15 no for both, 5 yes for one, 10 for the other: 0.7 observed, 0.5 by chance, kappa 0.4."""
    found = kappa(yes_no(20, 5, 10, 15))
    assert (found.observed, found.expected, found.value) == (pytest.approx(0.7), pytest.approx(0.5), pytest.approx(0.4))
    assert percent(yes_no(20, 5, 10, 15)).value == pytest.approx(0.7)


def test_percent_counts_pairs():
    """With three coders of one unit, two of whom agree, one pair of three does."""
    assert percent([Rating("1", "A", 1), Rating("1", "B", 1), Rating("1", "C", 0)]).value == pytest.approx(1 / 3)


def test_perfect_and_undefined_agreement():
    """Perfect agreement is 1; where everybody always says the same a coefficient has no value, and says why."""
    assert alpha(yes_no(5, 0, 0, 5)).value == kappa(yes_no(5, 0, 0, 5)).value == 1
    for measure in (alpha, kappa):
        same = measure(yes_no(7, 0, 0, 0))
        assert (same.value, same.reason) == (None, "all values are the same, so chance alone would agree")
    for measure in (alpha, kappa, percent):
        assert measure([Rating("1", "A", "yes")]).reason == "no unit has values of two coders"


def test_wrong_ratings_are_refused():
    """Two values of one coder for a unit, or three coders for kappa, stop with one line."""
    with pytest.raises(StudyError, match="two values of one coder: A on 1"):
        alpha([Rating("1", "A", "yes"), Rating("1", "A", "no")])
    with pytest.raises(StudyError, match="compares two coders: 4"):
        kappa(ratings(KRIPPENDORFF))


def units(*given):
    """Units of the published example, whose text starts at 150."""
    return [Unit(coder, start - 150, start - 150 + length, category) for coder, start, length, category in given]


C_UNITS = units(("A", 225, 70, "c"), ("A", 370, 30, "c"), ("B", 220, 80, "c"), ("B", 355, 20, "c"), ("B", 400, 20, "c"))
K_UNITS = units(("A", 180, 60, "k"), ("A", 300, 50, "k"), ("B", 180, 60, "k"), ("B", 300, 50, "k"))


def test_alpha_of_marked_stretches():
    """Two observers of a text of length 300: category c has D_o 0.0144, D_e 0.0532, alpha 0.7286; k is perfect with D_e 0.0490.

    Krippendorff 1995, On the Reliability of Unitizing Continuous Data; also Content Analysis, 2nd edition 2004, section 11.6.
    """
    found = alpha_u(C_UNITS, 300)
    assert (found.observed, found.expected) == (pytest.approx(0.0144, abs=5e-5), pytest.approx(0.0532, abs=5e-5))
    assert found.value == pytest.approx(0.7286, abs=5e-5)
    perfect = alpha_u(K_UNITS, 300)
    assert (perfect.observed, perfect.expected, perfect.value) == (0.0, pytest.approx(0.0490, abs=5e-5), 1.0)


def test_categories_add_up():
    """Over both categories the disagreements add up: 1 - 0.0144 / (0.0532 + 0.0490)."""
    assert alpha_u(C_UNITS + K_UNITS, 300).value == pytest.approx(1 - 0.0144 / (0.0532 + 0.0490), abs=1e-3)


def test_marking_nothing_is_no_agreement():
    """A coder who marked nothing disagrees with one who did; where nobody marked anything there is no value."""
    assert alpha_u(units(("A", 160, 20, "c")), 300, coders=("A", "B")).value < 0.01
    assert alpha_u([], 300, coders=("A", "B")).reason == "nobody marked anything"
    assert alpha_u(units(("A", 160, 20, "c")), 300).reason == "fewer than two coders"


def test_order_of_coders_does_not_matter():
    """The same units with coders swapped have the same alpha."""
    swapped = [Unit("BA"["AB".index(unit.coder)], unit.start, unit.end, unit.category) for unit in C_UNITS]
    assert alpha_u(swapped, 300).value == pytest.approx(alpha_u(C_UNITS, 300).value)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ([Unit("A", 0, 10, "c"), Unit("A", 5, 20, "c")], "units overlap: c of A at 5"),
        ([Unit("A", 0, 400, "c"), Unit("B", 0, 10, "c")], "not in the text: 0-400 of A"),
        ([Unit("A", 10, 10, "c"), Unit("B", 0, 10, "c")], "not in the text"),
    ],
)
def test_wrong_units_are_refused(wrong, message):
    """Overlapping, empty or outlying units stop with one line."""
    with pytest.raises(StudyError, match=message):
        alpha_u(wrong, 300, coders=("A", "B"))
