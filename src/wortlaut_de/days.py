"""Calendar arithmetic for time expressions: from a day, month or number of days and the article's date to an interval.

Knows no words. An interval that would leave the calendar, or that rests on an unknown date, has open ends: nothing
here ever states a day that the text and the article's date do not give.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from wortlaut.records import Interval, Reason, Span

NEAR = 31
"""A date without year that lies this many days from the article's date is taken to be that one."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The article's date: earliest and latest day, and the day itself where it is known."""

    first: date | None
    last: date | None

    @classmethod
    def of(cls, interval: Interval) -> Anchor:
        """Read a publication interval; a date that is not ISO counts as unknown."""
        best = _parse(interval.best)
        return cls(best or _parse(interval.start), best or _parse(interval.end))

    @property
    def day(self) -> date | None:
        """The one day, if both ends agree."""
        return self.first if self.first == self.last else None


def _parse(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def day_of(year: int, month: int, day: int) -> date | None:
    """The calendar day, or None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date | None, days: int) -> date | None:
    """The day so many days later; None stays None, and so does what leaves the calendar."""
    try:
        return day + timedelta(days=days) if day else None
    except OverflowError:
        return None


def interval(first: date | None, last: date | None, reason: Reason, span: Span, best: date | None = None) -> Interval:
    """An interval of these days; `best` is filled in where both ends are one day."""
    if first and last and first > last:
        first, last = last, first
    if first and first == last:
        best = first
    return Interval(_iso(first), _iso(last), _iso(best), reason, span)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def month(year: int, number: int, phase: int = 0) -> tuple[date | None, date | None]:
    """First and last day of a month, or of its first, second or third part (phase 1, 2, 3)."""
    if not 1 <= year <= 9998:
        return None, None
    length = calendar.monthrange(year, number)[1]
    first, last = ((1, length), (1, 10), (11, 20), (21, length))[phase]
    return date(year, number, first), date(year, number, last)


def year(number: int, phase: int = 0) -> tuple[date | None, date | None]:
    """First and last day of a year, or of its first, middle or last four months (phase 1, 2, 3)."""
    first, last = ((1, 12), (1, 4), (5, 8), (9, 12))[phase]
    return month(number, first)[0], month(number, last)[1]


def yearless_day(number: int, day: int, anchor: Anchor, reason: Reason, span: Span) -> Interval | None:
    """A day and month without year: the one next to the article's date if it is near, else from the one before to the one after.

    None where no year has such a day.
    """
    if not day_of(2000, number, day):
        return None
    if not anchor.day:
        return interval(None, None, reason, span)
    around = [found for found in (day_of(anchor.day.year + step, number, day) for step in (-1, 0, 1)) if found]
    near = [found for found in around if abs((found - anchor.day).days) <= NEAR]
    if near:
        return interval(near[0], near[0], reason, span)
    before = max((found for found in around if found < anchor.day), default=None)
    after = min((found for found in around if found > anchor.day), default=None)
    return interval(before, after, reason, span)


def yearless_month(number: int, phase: int, anchor: Anchor, forward: bool) -> tuple[date | None, date | None]:
    """A month without year: the article's own or one of the six before; `forward`: the next one; unsure: from one to the other."""
    if not anchor.day:
        return None, None
    here = anchor.day
    back = (here.month - number) % 12
    past = month(here.year - (number > here.month), number, phase)
    coming = month(here.year + (number < here.month), number, phase)
    if forward:
        return coming
    if back <= 6:
        return past
    return past[0], coming[1]
