"""Agreement between coders is what counting every pair, one by one and straight from the definition, gives."""

from collections import Counter
from itertools import pairwise, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wortlaut.errors import StudyError
from wortlaut.records import Rating, Unit
from wortlaut.study import alpha, alpha_u, kappa, percent

FOUR = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
"""Four coders, twelve units, some of them not coded by all; the last has one value only."""


def ratings(table):
    """Ratings from one line of values per coder; a dot is a missing one."""
    return [Rating(str(unit), coder, value) for coder, line in table.items() for unit, value in enumerate(line.split()) if value != "."]


def yes_no(both_yes, first_only, second_only, both_no):
    """A two-by-two table of two coders as ratings."""
    pairs = [("yes", "yes")] * both_yes + [("yes", "no")] * first_only + [("no", "yes")] * second_only + [("no", "no")] * both_no
    return [Rating(str(unit), coder, value) for unit, pair in enumerate(pairs) for coder, value in zip("AB", pair, strict=True)]


def alpha_by_pairs(given):
    """Nominal alpha from its definition: how often two values of one unit differ, against how often two values of any units do.

    Every unit weighs as much as it has values, and a pair is two values of different coders, in both orders.
    """
    of_unit = {}
    for one in given:
        of_unit.setdefault(one.unit, []).append(one.value)
    shared = [values for values in of_unit.values() if len(values) > 1]
    every = [value for values in shared for value in values]
    within = [(len(values), [first != second for first, second in permutations(values, 2)]) for values in shared]
    observed = sum(weight * sum(pairs) / len(pairs) for weight, pairs in within) / len(every)
    among = [every[one] != every[other] for one, other in permutations(range(len(every)), 2)]
    return 1 - observed / (sum(among) / len(among))


def test_alpha_with_missing_values():
    """Four coders with missing values: 40 values in 11 units, alpha 0.7434; the unit with one value does not count."""
    found = alpha(ratings(FOUR))
    assert found.value == pytest.approx(alpha_by_pairs(ratings(FOUR)))
    assert found.value == pytest.approx(0.7434, abs=5e-5)
    assert (found.units, found.coders) == (11, 4)


def test_alpha_of_two_coders():
    """Ten units, six agreements: 20 values, 14 of one sort; 1 - 0.4 / (2 * 14 * 6 / (20 * 19)) = 0.0952."""
    two = ratings({"A": "0 1 0 0 0 0 0 0 1 0", "B": "1 1 1 0 0 1 0 0 0 0"})
    assert alpha(two).value == pytest.approx(1 - 0.4 / (2 * 14 * 6 / (20 * 19)))
    assert alpha(two).value == pytest.approx(alpha_by_pairs(two))


@given(st.lists(st.lists(st.sampled_from("ab."), min_size=3, max_size=3), min_size=1, max_size=6))
def test_alpha_is_what_counting_pairs_gives(table):
    """Whatever three coders say of a few units, and whatever is missing, alpha equals the count of pairs, or there is none."""
    values = [Rating(str(unit), coder, value) for unit, line in enumerate(table) for coder, value in zip("ABC", line, strict=True) if value != "."]
    found = alpha(values)
    counted = Counter(value for line in table if sum(value != "." for value in line) > 1 for value in line if value != ".")
    assert (found.value is None) == (len(counted) < 2)
    if found.value is not None:
        assert found.value == pytest.approx(alpha_by_pairs(values))


def test_kappa_by_hand():
    """Of 50 units, 20 are yes for both, 15 no for both, 5 yes for one, 10 for the other: 0.7 observed, 0.5 by chance, kappa 0.4."""
    found = kappa(yes_no(20, 5, 10, 15))
    assert (found.observed, found.expected, found.value) == (pytest.approx(0.7), pytest.approx(0.5), pytest.approx(0.4))
    assert percent(yes_no(20, 5, 10, 15)).value == pytest.approx(0.7)


def test_the_example_of_the_documentation():
    """Ten statements of two coders, as `code statements` counts them by hand: 0.8, 0.677 and 0.691."""
    pairs = {("mauer", "mauer"): 4, ("mauer", "probestau"): 1, ("probestau", "probestau"): 3, ("probestau", "-"): 1, ("-", "-"): 1}
    units_of = [pair for pair, number in pairs.items() for _ in range(number)]
    ten = [Rating(str(unit), coder, value) for unit, pair in enumerate(units_of) for coder, value in zip(("Kim", "Lee"), pair, strict=True)]
    assert percent(ten).value == pytest.approx(0.8)
    assert kappa(ten).value == pytest.approx((0.8 - 0.38) / (1 - 0.38))
    assert alpha(ten).value == pytest.approx(1 - 0.2 / (1 - (9 * 8 + 8 * 7 + 3 * 2) / (20 * 19)))
    assert [round(one(ten).value, 3) for one in (kappa, alpha)] == [0.677, 0.691]


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
        kappa(ratings(FOUR))


def units(*given):
    """Units given as coder, place, length and category."""
    return [Unit(coder, start, start + length, category) for coder, start, length, category in given]


C_UNITS = units(("A", 75, 70, "c"), ("A", 220, 30, "c"), ("B", 70, 80, "c"), ("B", 205, 20, "c"), ("B", 250, 20, "c"))
K_UNITS = units(("A", 30, 60, "k"), ("A", 150, 50, "k"), ("B", 30, 60, "k"), ("B", 150, 50, "k"))
"""Two coders of a text of length 300: they differ in category c and mark the same with k."""


def cells(line, length):
    """What covers every place of the text for one coder: the unit, or the gap, as start, end and whether it is marked."""
    borders = sorted({0, length, *(border for start, end in line for border in (start, end))})
    found = [None] * length
    for start, end in pairwise(borders):
        found[start:end] = [(start, end, (start, end) in line)] * (end - start)
    return found


def differ(one, other):
    """The squared difference of two sections that overlap: of their ends, or the length of a unit that lies within a gap."""
    if one[2] and other[2]:
        return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
    unit, gap = (one, other) if one[2] else (other, one)
    return (unit[1] - unit[0]) ** 2 if unit[2] and not gap[2] and gap[0] <= unit[0] and unit[1] <= gap[1] else 0


def alpha_u_by_places(given, length, coders):
    """Alpha for unitizing with nothing but loops: observed and expected disagreement of all categories.

    Observed: every ordered pair of coders, every pair of their sections that overlap. Expected: every ordered pair of sections of all coders,
    laid over each other in every way in which they overlap. Both are means over pairs of places of the texts, divided by the length.
    """
    observed = expected = 0.0
    for category in {unit.category for unit in given}:
        lines = [[(unit.start, unit.end) for unit in given if (unit.coder, unit.category) == (coder, category)] for coder in coders]
        covered = [cells(line, length) for line in lines]
        met = [set(zip(one, other, strict=True)) for one, other in permutations(covered, 2)]
        observed += sum(differ(*pair) for pairs in met for pair in pairs) / (len(met) * length) / length
        every = [(number, *section) for number, line in enumerate(covered) for section in dict.fromkeys(line)]
        laid = 0
        for (_, start, end, marked), (_, first, last, also) in permutations(every, 2):
            one, size = (0, end - start, marked), last - first
            laid += sum(differ(one, (place, place + size, also)) for place in range(1 - size, one[1]))
        of_places = [(number, section) for number, line in enumerate(covered) for section in line]
        kept = sum(place != where and not (one == other and one[1][2]) for (place, one), (where, other) in product(enumerate(of_places), repeat=2))
        expected += laid / kept / length
    return observed, expected


def test_alpha_of_marked_stretches():
    """Category c has observed disagreement 0.0144, expected 0.0532, alpha 0.7286; in k nothing differs, and 0.0490 is expected."""
    found = alpha_u(C_UNITS, 300)
    assert (found.observed, found.expected) == pytest.approx(alpha_u_by_places(C_UNITS, 300, "AB"))
    assert (found.observed, found.expected, found.value) == pytest.approx((0.0144, 0.0532, 0.7286), abs=5e-5)
    perfect = alpha_u(K_UNITS, 300)
    assert (perfect.observed, perfect.expected) == pytest.approx(alpha_u_by_places(K_UNITS, 300, "AB"))
    assert (perfect.observed, perfect.expected, perfect.value) == (0.0, pytest.approx(0.0490, abs=5e-5), 1.0)


@st.composite
def marked(draw):
    """Units of three coders and two categories in a text of 14 places."""
    found = []
    for coder, category in product("ABC", "ck"):
        borders = draw(st.lists(st.integers(0, 14), unique=True, max_size=4).map(sorted))
        found += [Unit(coder, start, end, category) for start, end in zip(borders[::2], borders[1::2], strict=False)]
    return found


@given(marked())
def test_alpha_of_marked_stretches_is_what_laying_them_out_gives(given_units):
    """Whatever three coders mark, observed and expected disagreement equal those of the loops."""
    found = alpha_u(given_units, 14, "ABC")
    if found.value is not None:
        assert (found.observed, found.expected) == pytest.approx(alpha_u_by_places(given_units, 14, "ABC"))


def test_categories_add_up():
    """Over both categories the disagreements add up: 1 - 0.0144 / (0.0532 + 0.0490)."""
    assert alpha_u(C_UNITS + K_UNITS, 300).value == pytest.approx(1 - 0.0144 / (0.0532 + 0.0490), abs=1e-3)


def test_marking_nothing_is_no_agreement():
    """A coder who marked nothing disagrees with one who did; where nobody marked anything there is no value."""
    assert alpha_u(units(("A", 10, 20, "c")), 300, coders=("A", "B")).value < 0.01
    assert alpha_u([], 300, coders=("A", "B")).reason == "nobody marked anything"
    assert alpha_u(units(("A", 10, 20, "c")), 300).reason == "fewer than two coders"


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
