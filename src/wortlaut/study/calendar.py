"""Clock and calendar units: adding them, counting the whole ones between two moments."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime, timedelta

from wortlaut.errors import StudyError
from wortlaut.records import TimeWindow

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


def between(start: datetime, stop: datetime, unit: TimeWindow) -> int:
    """Whole units from start to stop, truncated towards zero, negative where stop comes first."""
    if unit in SECONDS:
        seconds = (stop - start) // timedelta(seconds=1) if stop >= start else -((start - stop) // timedelta(seconds=1))
        return _truncated(seconds, SECONDS[unit])
    months = (stop.year - start.year) * 12 + stop.month - start.month
    if stop >= start and (stop.day, stop.time()) < (start.day, start.time()):
        months -= 1
    if stop < start and (stop.day, stop.time()) > (start.day, start.time()):
        months += 1
    return _truncated(months, MONTHS[unit])


def _truncated(number: int, size: int) -> int:
    return number // size if number >= 0 else -(-number // size)
