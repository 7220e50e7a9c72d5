"""Clock and calendar units: adding them, counting the whole ones between two moments."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from wortlaut.errors import StudyError
from wortlaut.records import TimeWindow

Moments = NDArray[np.datetime64]
"""Moments in microseconds."""

SECONDS = {
    TimeWindow.SECONDS: 1,
    TimeWindow.MINUTES: 60,
    TimeWindow.HOURS: 3600,
    TimeWindow.DAYS: 86_400,
    TimeWindow.WEEKS: 604_800,
}
MONTHS = {TimeWindow.MONTHS: 1, TimeWindow.YEARS: 12}


def plus(when: datetime, number: int, unit: TimeWindow) -> datetime:
    """`number` units later; a day that the month lacks becomes its last (31 January + 1 month = 28 February)."""
    try:
        if unit in SECONDS:
            return when + timedelta(seconds=SECONDS[unit] * number)
        count = when.year * 12 + when.month - 1 + number * MONTHS[unit]
        year, month = count // 12, count % 12 + 1
        return when.replace(year=year, month=month, day=min(when.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        raise StudyError("a window beyond the calendar", f"{number} {unit}", "choose a smaller window or unit") from None


def between(start: datetime, moments: Moments, unit: TimeWindow) -> NDArray[np.int64]:
    """Whole units from start to each moment, truncated towards zero, negative where the moment comes first."""
    first = np.datetime64(start, "us")
    if unit in SECONDS:
        whole = _truncated((moments - first).astype(np.int64), 1_000_000)
        return _truncated(whole, SECONDS[unit])
    month, months = first.astype("datetime64[M]"), moments.astype("datetime64[M]")
    count = (months - month).astype(np.int64)
    into, into_first = moments - months, first - month
    count -= (moments >= first) & (into < into_first)
    count += (moments < first) & (into > into_first)
    return _truncated(count, MONTHS[unit])


def _truncated(number: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    return np.asarray(np.sign(number) * (np.abs(number) // size), np.int64)
