"""Dates as people type them, for corrections and filters: a day, a month, a year, or two of them with `..` between."""

from __future__ import annotations

import re
from datetime import date, timedelta

from wortlaut.errors import LedgerError
from wortlaut.records import Interval, Reason

UNKNOWN = "unknown"

_FORM = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
_REMEDY = "write a day 2014-10-09, a month 2014-10, a year 2014, two of them 2014-10-01..2014-10-31, or `unknown`"


def stretch_of_days(typed: str) -> tuple[str, str]:
    """First and last day of a day, month or year; raises LedgerError for anything else."""
    match = _FORM.fullmatch(typed.strip())
    if match is None:
        raise LedgerError("this is no date", repr(typed[:40]), _REMEDY)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        if day is not None:
            last = first
        elif month == 12 or month is None:
            last = date(first.year, 12, 31)
        else:
            last = date(first.year, month + 1, 1) - timedelta(days=1)
    except ValueError as error:
        raise LedgerError("there is no such day", repr(typed[:40]), _REMEDY) from error
    return first.isoformat(), last.isoformat()


def interval_of(typed: str) -> Interval:
    """The interval a person set; `unknown` is an answer too. Raises LedgerError for anything else."""
    if typed.strip() == UNKNOWN:
        return Interval(reason=Reason.USER)
    first, separator, second = typed.partition("..")
    start, end = stretch_of_days(first)
    if separator:
        end = stretch_of_days(second)[1]
    if start > end:
        raise LedgerError("the interval ends before it starts", repr(typed[:40]), _REMEDY)
    return Interval(start, end, start if start == end else None, Reason.USER)
