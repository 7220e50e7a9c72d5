"""Positions over time with their candidates for change, and bars with shares."""

from dataclasses import replace

import pytest
from tests.study.coded_factory import TWOMODE, events, left_out, said

from wortlaut.errors import StudyError
from wortlaut.records import Period, TimeWindow
from wortlaut.study import bars, positions


def fenn():
    """The anglers: against in 2021 and 2022, for it in 2023; and the council, which says both in one month."""
    return events(
        said("Fischereiverband", "Probestau", False, "2021-09-23"),
        said("Fischereiverband", "Probestau", False, "2022-09-15"),
        said("Fischereiverband", "Probestau", True, "2023-05-12"),
        said("Fischereiverband", "Fischtreppe", True, "2023-01-20"),
        said("Flussrat", "Probestau", True, "2021-03-08"),
        said("Flussrat", "Probestau", False, "2021-03-09"),
        said("Flussrat", "Probestau", True, None),
    )


def test_a_change_of_sign_is_a_candidate():
    """The one change of sign is a candidate, with the statements before and behind it."""
    (change,) = positions(fenn(), TWOMODE).candidates
    assert (change.actor, change.concept) == ("Fischereiverband", "Probestau")
    assert (change.before.start, change.before.mean, change.before.events) == ("2022-09-01", -1.0, ("2",))
    assert (change.after.start, change.after.mean, change.after.events) == ("2023-05-01", 1.0, ("3",))


def test_positions_are_means_by_period():
    """A month with a yes and a no has the mean 0, and no date is no period."""
    found = positions(fenn(), TWOMODE)
    point = next(one for one in found.points if one.actor == "Flussrat")
    assert (point.start, point.mean, point.events) == ("2021-03-01", 0.0, ("5", "6"))
    assert left_out(found.header) == {"NO_DATE": 1}


@pytest.mark.parametrize(
    ("period", "starts"),
    [
        (TimeWindow.DAYS, {"2021-03-08", "2021-03-09"}),
        (TimeWindow.WEEKS, {"2021-03-08"}),
        (TimeWindow.YEARS, {"2021-01-01"}),
    ],
)
def test_periods_are_those_of_the_calendar(period, starts):
    """Days, weeks from Monday, months or years."""
    found = positions(fenn(), replace(TWOMODE, time_window=period))
    assert {one.start for one in found.points if one.actor == "Flussrat"} == starts


@pytest.mark.parametrize(
    ("period", "start", "asked"),
    [
        (Period.QUARTERS, "2022-07-01", (TimeWindow.MONTHS, 3)),
        (Period.HALF_YEARS, "2022-07-01", (TimeWindow.MONTHS, 6)),
        (Period.YEARS, "2022-01-01", (TimeWindow.YEARS, TWOMODE.window_size)),
    ],
)
def test_quarters_and_half_years_are_whole_months(period, start, asked):
    """They begin with the calendar; the question that goes with the result has them as so many months."""
    found = positions(fenn(), TWOMODE, period)
    point = next(one for one in found.points if one.events == ("2",))
    assert point.start == start
    assert (found.header.spec.time_window, found.header.spec.window_size) == asked


def test_integers_are_scaled():
    """An integer qualifier counts as its share of the largest absolute value."""
    whole = events(said("Flussrat", "Damm", strength=-2), said("Nordau", "Damm", strength=1))
    assert [one.mean for one in positions(whole, replace(TWOMODE, qualifier="strength")).points] == [-1.0, 0.5]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"qualifier": None}, "positions need a qualifier"),
        ({"qualifier": "reason"}, "boolean or integer"),
        ({"time_window": TimeWindow.HOURS}, "no such period"),
    ],
)
def test_positions_need_a_scale(change, message):
    """Without a qualifier that has a sign there is no position."""
    with pytest.raises(StudyError, match=message):
        positions(fenn(), replace(TWOMODE, **change))


def test_bars_count_levels():
    """Counts by level, most frequent first, with shares; neutral statements have the nameless level, homeless ones drop out."""
    whole = events(
        said("Nordau", "Damm", True), said("Nordau", "Damm", False), said("Nordau", None, True), said("Flussrat", "Damm", None), said(None, "Damm")
    )
    found = bars(whole, TWOMODE)
    assert found.levels == ("0", "1", "")
    assert [(bar.node.label, bar.counts, bar.share) for bar in found.rows] == [("Nordau", (1, 2, 0), 0.75), ("Flussrat", (0, 0, 1), 0.25)]
    assert (found.header.statements, left_out(found.header)) == (4, {"NO_VARIABLE1": 1})
    assert bars(whole, replace(TWOMODE, qualifier=None)).levels == ("",)
    assert bars(events(), TWOMODE).rows == ()
