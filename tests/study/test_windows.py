"""Moving windows: which statements each holds, how long they are, and how kernels weigh them."""

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from tests.study.coded_factory import ONEMODE, TWOMODE, events, left_out, onemode, said, twomode

from wortlaut.errors import StudyError
from wortlaut.records import Kernel, TimeWindow
from wortlaut.study import held, network, slices
from wortlaut.study.calendar import between, plus


def daily(count, start="2021-03-01"):
    """One statement a day."""
    first = datetime.fromisoformat(start)
    return events(*(said("Flussrat", "Probestau", when=(first + timedelta(days=number)).date().isoformat()) for number in range(count)))


def test_windows_of_days_are_as_long_as_dna_makes_them():
    """A window of 8 days reaches 4 days to both sides, so 9 days, and only windows inside the dates are kept."""
    found = list(slices(daily(22), replace(TWOMODE, time_window=TimeWindow.DAYS, window_size=8)))
    assert len(found) == 22 - 8
    assert {one.header.statements for one in found} == {9}
    assert (found[0].header.start, found[0].middle, found[0].header.stop) == ("2021-03-01T00:00:00", "2021-03-05T00:00:00", "2021-03-09T00:00:00")


def test_a_kernel_has_a_window_for_every_day():
    """With a kernel the middles run from the first to the last day, or, indented, from half a window inside."""
    spec = replace(TWOMODE, time_window=TimeWindow.DAYS, window_size=8, kernel=Kernel.EPANECHNIKOV)
    assert len(list(slices(daily(22), spec))) == 22
    assert len(list(slices(daily(22), replace(spec, indent_time=True)))) == 22 - 8


def test_an_odd_kernel_window_becomes_even():
    """A kernel window of 3 days is one of 4: statements two days away lie on its border."""
    spec = replace(TWOMODE, time_window=TimeWindow.DAYS, kernel=Kernel.UNIFORM)
    assert [one.matrix[0, 0] for one in slices(daily(9), replace(spec, window_size=3))][4] == 2.5
    assert [one.matrix[0, 0] for one in slices(daily(9), replace(spec, window_size=4))][4] == 2.5


def test_kernel_weights_add_up():
    """A two-mode cell is the sum of the weights of its statements, a one-mode weight that of the roots of their products."""
    whole = events(said("Flussrat", "Probestau", when="2021-03-01"), said("Nordau", "Probestau", False, when="2021-03-03"))
    window = {"time_window": TimeWindow.DAYS, "window_size": 8, "kernel": Kernel.TRIANGULAR}
    first = next(slices(whole, twomode("subtract", **window)))
    assert first.matrix.ravel().tolist() == [1.0, -0.5]
    assert next(slices(whole, onemode("conflict", **window))).matrix[0, 1] == pytest.approx(0.5**0.5)
    assert next(slices(whole, onemode("congruence", **window))).matrix[0, 1] == 0
    assert next(slices(whole, onemode("subtract", **window))).matrix[0, 1] == pytest.approx(-(0.5**0.5))


def test_average_under_a_kernel_is_that_of_dna():
    """Under a kernel "average" multiplies by the sum of 2 / (n + n') over all cells that one of the two has."""
    whole = events(said("Flussrat", "Probestau"), said("Flussrat", "Fischtreppe"), said("Nordau", "Probestau"), said("Nordau", "Probestau", False))
    spec = onemode("congruence", "average", time_window=TimeWindow.DAYS, window_size=2, kernel=Kernel.UNIFORM)
    # agreement on the Probestau 2/(1+1), disagreement on it 2/(0+1), agreement on the Fischtreppe 2/(1+0)
    assert next(slices(whole, spec)).matrix[0, 1] == pytest.approx(0.5 * (1 + 2 + 2))


@pytest.mark.parametrize("normalization", ["jaccard", "cosine"])
def test_jaccard_and_cosine_are_refused_with_a_kernel(normalization):
    """DNA computes the average in their place; here they are refused."""
    with pytest.raises(StudyError, match="not defined with a kernel"):
        slices(daily(3), onemode("congruence", normalization, time_window=TimeWindow.DAYS, kernel=Kernel.GAUSSIAN))


def test_event_windows_hold_events():
    """A window of 4 events holds the two before, the event and the two behind, where there are so many."""
    found = list(slices(daily(7), replace(TWOMODE, time_window=TimeWindow.EVENTS, window_size=4)))
    assert [[event.id for event in one.counted] for one in found] == [["1", "2", "3", "4", "5"], ["2", "3", "4", "5", "6"], ["3", "4", "5", "6", "7"]]


def test_an_empty_window_gives_an_empty_matrix():
    """A window without statements has no rows, unless isolates or equal nodes are asked for."""
    whole = events(*(said("Flussrat", "Probestau", when=f"2021-03-{day:02}") for day in (1, 2, 8, 9)))
    spec = replace(TWOMODE, time_window=TimeWindow.DAYS, window_size=2)
    assert {one.matrix.shape for one in slices(whole, spec)} == {(1, 1), (0, 0)}
    assert {one.matrix.shape for one in slices(whole, replace(spec, isolates=True))} == {(1, 1)}
    assert {one.matrix.shape for one in slices(whole, spec, same_nodes=True)} == {(1, 1)}


def test_undated_statements_are_in_no_window():
    """A statement without a date is in no window, and the header counts it."""
    whole = events(said("Flussrat", "Probestau"), said("Flussrat", "Probestau", when=None))
    found = next(slices(whole, replace(ONEMODE, time_window=TimeWindow.EVENTS, window_size=1)))
    assert left_out(found.header) == {"NO_DATE": 1}


def test_months_end_where_they_end():
    """A month behind 31 January is the last day of February, and a year before a leap day the day before."""
    assert plus(datetime(2023, 1, 31), 1, TimeWindow.MONTHS) == datetime(2023, 2, 28)
    assert plus(datetime(2024, 2, 29), -1, TimeWindow.YEARS) == datetime(2023, 2, 28)


@pytest.mark.parametrize(
    ("start", "stop", "unit", "count"),
    [
        ("2023-01-31", "2023-02-28", TimeWindow.MONTHS, 0),
        ("2023-01-15", "2023-02-15", TimeWindow.MONTHS, 1),
        ("2023-03-15", "2023-01-16", TimeWindow.MONTHS, -1),
        ("2023-03-15T12:00:00", "2023-01-15T13:00:00", TimeWindow.MONTHS, -1),
        ("2020-05-01", "2023-04-30", TimeWindow.YEARS, 2),
        ("2023-03-15", "2023-03-02", TimeWindow.WEEKS, -1),
        ("2023-03-15T00:00:01", "2023-03-13", TimeWindow.DAYS, -2),
        ("2023-03-15", "2023-03-15T01:59:59.9", TimeWindow.HOURS, 1),
    ],
)
def test_whole_units_are_counted(start, stop, unit, count):
    """Only whole units between two moments count, in both directions."""
    assert between(datetime.fromisoformat(start), np.array([stop], "datetime64[us]"), unit).tolist() == [count]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kernel": Kernel.GAUSSIAN, "time_window": TimeWindow.EVENTS}, "a kernel has no such unit"),
        ({"time_window": TimeWindow.DAYS, "window_size": 0}, "without width"),
        ({"time_window": TimeWindow.NO}, "no windows asked for"),
    ],
)
def test_windows_without_meaning_are_refused(change, message):
    """What cannot be a window is refused in one line."""
    with pytest.raises(StudyError, match=message):
        slices(daily(3), replace(TWOMODE, **change))


def test_too_many_windows_are_refused():
    """Seconds over a year are a mistake of the unit."""
    whole = events(said("Flussrat", "Probestau", when="2021-03-01"), said("Flussrat", "Probestau", when="2022-03-01"))
    with pytest.raises(StudyError, match="too many windows"):
        list(slices(whole, replace(TWOMODE, time_window=TimeWindow.SECONDS, window_size=1)))


def test_windows_that_would_fill_the_memory_are_refused(monkeypatch):
    """All windows of a series are held at once only up to a limit."""
    monkeypatch.setattr("wortlaut.study.assemble.MOST_HELD", 5)
    spec = replace(TWOMODE, time_window=TimeWindow.EVENTS, window_size=1)
    assert len(held(slices(daily(5), spec))) == 5
    with pytest.raises(StudyError, match="too many large windows"):
        held(slices(daily(6), spec))


def test_a_window_beyond_the_calendar_is_refused():
    """A window of a million years stops with one line."""
    with pytest.raises(StudyError, match="beyond the calendar"):
        list(slices(daily(3), replace(TWOMODE, time_window=TimeWindow.YEARS, window_size=1_000_000)))


def test_one_wide_window_is_the_whole():
    """The only window as wide as the dates is the network without windows."""
    whole = daily(9)
    (only,) = slices(whole, replace(TWOMODE, time_window=TimeWindow.DAYS, window_size=8))
    assert only.matrix.tolist() == network(whole, TWOMODE).matrix.tolist()
