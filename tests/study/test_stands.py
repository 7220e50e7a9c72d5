"""Stands: who said what on which issue, how often, how that went over time, and one window of many."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.study.coded_factory import TWOMODE, events, said

from wortlaut.errors import StudyError
from wortlaut.records import Duplicates, TimeWindow
from wortlaut.study import issue_matrix, slice_at, slices

MONTHLY = replace(TWOMODE, time_window=TimeWindow.MONTHS)


def test_a_stand_counts_sides_and_reviews_and_keeps_its_events():
    """Statements without a side count too."""
    found = issue_matrix(
        events(said("Flussrat", "Probestau"), said("Flussrat", "Probestau", None, reviewed=False), said("Flussrat", "Probestau", False)), MONTHLY
    )
    (stand,) = found.stands
    assert (stand.agree, stand.disagree, stand.neutral, stand.reviewed, stand.sign) == (1, 1, 1, 2, 0)
    assert stand.events == ("1", "2", "3")
    assert found.header.statements == 3


def test_a_course_tells_the_signs_of_the_periods_without_repeats():
    """Two months for, one balanced, one against; what has no date has no place in it."""
    rows = (
        said("Flussrat", "Probestau", True, "2021-01-04"),
        said("Flussrat", "Probestau", True, "2021-02-04"),
        said("Flussrat", "Probestau", True, "2021-03-04"),
        said("Flussrat", "Probestau", False, "2021-03-05"),
        said("Flussrat", "Probestau", False, "2021-04-05"),
        said("Flussrat", "Probestau", True, None),
    )
    (stand,) = issue_matrix(events(*rows), MONTHLY).stands
    assert stand.course == (1, 0, -1)
    (yearly,) = issue_matrix(events(*rows), replace(MONTHLY, time_window=TimeWindow.YEARS)).stands
    assert yearly.course == (1,)


def test_cells_without_statements_are_none():
    """Nothing said is no stand, and not neutral."""
    found = issue_matrix(events(said("Flussrat", "Probestau"), said("Merlekraft", "Vertrag")), MONTHLY)
    assert [(one.actor, one.concept) for one in found.stands] == [("Flussrat", "Probestau"), ("Merlekraft", "Vertrag")]


def test_duplicates_count_once():
    """The rule of the question holds for stands as for networks."""
    rows = events(said("Flussrat", "Probestau"), said("Flussrat", "Probestau"))
    (stand,) = issue_matrix(rows, replace(MONTHLY, duplicates=Duplicates.DOCUMENT)).stands
    assert stand.events == ("1",)


def test_an_integer_qualifier_has_sides_by_its_sign():
    """Strength -2 is against, 0 takes no side."""
    rows = events(said("Flussrat", "Probestau", strength=-2), said("Flussrat", "Probestau", strength=0))
    (stand,) = issue_matrix(rows, replace(MONTHLY, qualifier="strength")).stands
    assert (stand.agree, stand.disagree, stand.neutral) == (0, 1, 1)


@pytest.mark.parametrize("change", [{"qualifier": "reason"}, {"qualifier": None}, {"qualifier": "nothing"}, {"time_window": TimeWindow.HOURS}])
def test_what_has_no_sides_or_periods_is_refused(change):
    """A text has no sign, an hour is no period of positions."""
    with pytest.raises(StudyError):
        issue_matrix(events(said("Flussrat", "Probestau", reason="weil")), replace(MONTHLY, **change))


def test_one_window_is_that_of_all_of_them():
    """The same network and the number of windows; numbers beyond the last give the last."""
    rows = events(*(said("Flussrat", "Probestau", when=f"2021-0{month}-01") for month in (1, 2, 3, 5)))
    asked = replace(TWOMODE, time_window=TimeWindow.MONTHS, window_size=2)
    every = list(slices(rows, asked))
    for number in (1, 2, len(every)):
        one, windows = slice_at(rows, asked, number)
        assert windows == len(every)
        assert (one.middle, one.counted, one.matrix.tolist()) == (
            every[number - 1].middle,
            every[number - 1].counted,
            every[number - 1].matrix.tolist(),
        )
    assert slice_at(rows, asked, 999)[0].middle == every[-1].middle


def test_no_window_without_dates():
    """Where nothing dated is counted there is none."""
    with pytest.raises(StudyError, match="no windows"):
        slice_at(events(said("Flussrat", "Probestau", when=None)), MONTHLY, 1)
