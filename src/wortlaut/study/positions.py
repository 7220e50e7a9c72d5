"""Where actors stand on concepts over time, and where the sign of that changes: candidates, for a person to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from wortlaut.errors import StudyError
from wortlaut.records import Events, NetworkSpec, NetworkType, Period, Position, PositionChange, Positions, QualifierAggregation, TimeWindow
from wortlaut.study.assemble import header_of
from wortlaut.study.coded import Coded, coded
from wortlaut.study.cube import Scale
from wortlaut.study.table import table_of

MONTHS = {Period.MONTHS: 1, Period.QUARTERS: 3, Period.HALF_YEARS: 6, Period.YEARS: 12}
"""How many months a period of the calendar has."""

RULE = "the mean of the qualifier changes its sign"


def positions(events: Events, spec: NetworkSpec, period: Period | None = None) -> Positions:
    """The mean qualifier of every actor on every concept by calendar period: `period`, else that of `spec.time_window` (months where it is `no`).

    Agreement counts 1, disagreement -1, an integer its share of the largest absolute value. A period whose mean has the
    other sign than the last one with a sign is a candidate. Undated statements are left out; StudyError without a boolean or
    integer qualifier.
    """
    period = period or period_of(spec.time_window, "positions have no such period")
    question = replace(
        asked_by(spec, period),
        network_type=NetworkType.TWOMODE,
        qualifier_aggregation=QualifierAggregation.SUBTRACT,
        bounds=False,
    )
    if question.qualifier is None:
        raise StudyError("positions need a qualifier", "", "name one, such as agreement")
    of = coded(table_of(events), question)
    if of.levels.scale is not Scale.DISTANCE:
        raise StudyError("positions need a boolean or integer qualifier", question.qualifier, "name one, such as agreement")
    points = _points(of, period)
    counted = tuple(of.table.events.rows[index] for index in of.selection.kept)
    return Positions(header_of(question, of.selection, counted), points, tuple(_changes(points)))


def period_of(window: TimeWindow, refused: str) -> Period:
    """The calendar period that a unit of windows is; StudyError, saying what is `refused`, for one that is none."""
    if window is TimeWindow.NO:
        return Period.MONTHS
    if window.value not in [one.value for one in Period]:
        raise StudyError(refused, str(window), f"choose {', '.join(Period)}")
    return Period(window.value)


def asked_by(spec: NetworkSpec, period: Period) -> NetworkSpec:
    """The question with the period as rDNA has it: a unit and, where it is several months, how many."""
    if period in (Period.QUARTERS, Period.HALF_YEARS):
        return replace(spec, time_window=TimeWindow.MONTHS, window_size=MONTHS[period])
    return replace(spec, time_window=TimeWindow(period.value))


def first_day(when: datetime, period: Period) -> str:
    """The first day of the calendar period that a moment lies in, as ISO date."""
    day = when.date()
    if period is Period.WEEKS:
        day -= timedelta(days=day.weekday())
    elif period in MONTHS:
        day = day.replace(day=1, month=(day.month - 1) // MONTHS[period] * MONTHS[period] + 1)
    return day.isoformat()


def _points(of: Coded, period: Period) -> tuple[Position, ...]:
    """Sorted by actor, concept and period."""
    amounts = of.levels.amounts / (float(np.abs(of.levels.amounts).max(initial=0.0)) or 1.0)
    cells: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    moments = of.moments()
    for position in range(len(moments)):
        cell = (int(of.row_numbers[position]), int(of.column_numbers[position]), first_day(moments[position], period))
        cells[cell].append(position)
    rows = of.table.events.rows
    return tuple(
        Position(
            actor=of.rows[actor],
            concept=of.columns[concept],
            start=start,
            mean=float(np.mean(amounts[of.level_numbers[members]])),
            events=tuple(rows[of.selection.kept[position]].id for position in members),
        )
        for (actor, concept, start), members in sorted(cells.items())
    )


def _changes(points: Iterable[Position]) -> Iterable[PositionChange]:
    last: dict[tuple[str, str], Position] = {}
    for point in points:
        if point.mean == 0:
            continue
        before = last.get((point.actor, point.concept))
        if before is not None and (before.mean > 0) is not (point.mean > 0):
            yield PositionChange(point.actor, point.concept, before, point, RULE)
        last[point.actor, point.concept] = point
