"""When an article was published, as an interval with its reason: given value, date line, dateline, copyright year, else unknown.

Not for time expressions in sentences (see `wortlaut.parse`). A date that is doubtful is left out: unknown is an answer.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from email.utils import parsedate_to_datetime

from wortlaut.clean.fragments import Dateline
from wortlaut.clean.units import Unit, find_words
from wortlaut.clean.words import Match, Words
from wortlaut.records import UNKNOWN_INTERVAL, Interval, Label, Reason, Span

_ISO = re.compile(r"((?:1[89]|20)\d\d)-(\d\d)-(\d\d)(?:$|[T ,].*)", re.DOTALL)
_COMPACT = re.compile(r"((?:1[89]|20)\d\d)(\d\d)(\d\d)")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/((?:1[89]|20)\d\d)(?:$|[ ,].*)")
_YEAR_FIRST = re.compile(r"((?:1[89]|20)\d\d)[/.](\d{1,2})[/.](\d{1,2})(?:$|[ ,T].*)")
_YEAR_MONTH = re.compile(r"((?:1[89]|20)\d\d)-(\d\d)")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LONGEST_GIVEN = 100
_DATE_RULES = frozenset({"date line", "byline", "source line", "dateline", "page frame"})
_CLOSING_RULES = frozenset({"sign-off", "source line", "byline", "copyright"})
_LINES_BELOW = 25
_LINES_ABOVE = 6


def read_given_date(value: str, words: Words) -> Interval:
    """The interval of a date as tables give it (ISO, RFC 2822, the language's own forms); unknown where it cannot be read for sure."""
    value = value.strip()
    if len(value) > _LONGEST_GIVEN:
        return UNKNOWN_INTERVAL
    numeric = _numeric_day(value)
    if numeric:
        return Interval.day(numeric, Reason.METADATA)
    if _YEAR.fullmatch(value):
        return year_interval(int(value))
    month = _YEAR_MONTH.fullmatch(value)
    if month and 1 <= int(month[2]) <= 12:
        return month_interval(int(month[1]), int(month[2]))
    days = {found.interval.best for found in words.dates(value)}
    if len(days) == 1 and (day := days.pop()):
        return Interval.day(day, Reason.METADATA)
    named = words.month(value)
    if named and not days:
        return month_interval(*named)
    return _mail_date(value) if not days else UNKNOWN_INTERVAL


def _numeric_day(value: str) -> str | None:
    found = _ISO.fullmatch(value) or _COMPACT.fullmatch(value) or _YEAR_FIRST.fullmatch(value)
    if found:
        return iso_day(int(found[1]), int(found[2]), int(found[3]))
    slashed = _SLASHED.fullmatch(value)
    if slashed:
        first, second, year = int(slashed[1]), int(slashed[2]), int(slashed[3])
        # Day and month cannot be told apart unless one of them is above twelve.
        if first > 12 >= second:
            return iso_day(year, second, first)
        if second > 12 >= first or first == second:
            return iso_day(year, first, second)
    return None


def _mail_date(value: str) -> Interval:
    try:
        return Interval.day(parsedate_to_datetime(value).date().isoformat(), Reason.METADATA)
    except (TypeError, ValueError, IndexError, OverflowError):
        return UNKNOWN_INTERVAL


def iso_day(year: int, month: int, day: int) -> str | None:
    """The ISO date, or None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def year_interval(year: int, span: Span | None = None) -> Interval:
    """A whole year."""
    return Interval(f"{year:04}-01-01", f"{year:04}-12-31", None, Reason.YEAR, span)


def month_interval(year: int, month: int, span: Span | None = None) -> Interval:
    """A whole month."""
    last = calendar.monthrange(year, month)[1]
    return Interval(f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{last:02}", None, Reason.MONTH, span)


def find_published(
    text: str, units: Sequence[Unit], marks: Sequence[Match], words: Words, dateline: Dateline | None
) -> tuple[Interval, Interval | None]:
    """Publication and modification of a text page, from its labelled lines."""
    modified = _from_updates(text, units, marks, words)
    published = _from_date_lines(text, units, marks, words) or _from_dateline(text, dateline, words)
    published = published or _from_months(text, units, marks, words)
    return published or _from_copyright(text, units, marks) or UNKNOWN_INTERVAL, modified


def _from_date_lines(text: str, units: Sequence[Unit], marks: Sequence[Match], words: Words) -> Interval | None:
    """Date lines below the headline first, then those just above it, then those below the text; two different days give no day."""
    headline = next((index for index, mark in enumerate(marks) if mark.label in (Label.HEADLINE, Label.KICKER)), 0)
    read = [index for index, mark in enumerate(marks) if mark.label in (Label.LEAD, Label.BODY)]
    # The lead may stand above the date line; the second paragraph may not.
    body = read[1] if len(read) > 1 else (read[0] if read else len(units))
    below = range(headline, min(body, headline + _LINES_BELOW))
    above = range(max(headline - _LINES_ABOVE, 0), headline)
    tail = [index for index in range(read[-1] + 1 if read else len(units), len(units)) if _is_announced(index, units, marks, words)]
    for zone in (below, above, tail):
        days = [day for index in zone if marks[index].rule in _DATE_RULES for day in _days_of(text, units[index], words)]
        # Below the text stand dates of other things, too: one that is alone there is the article's.
        if days and (zone is not tail or len({day.best for day in days}) == 1):
            return _agreed(days)
    return None


def _is_announced(index: int, units: Sequence[Unit], marks: Sequence[Match], words: Words) -> bool:
    """A date below the text is the article's only with a word that says so, or beside its sign-off or copyright."""
    if marks[index].rule != "date line" or words.date_words.intersection(map(str.casefold, find_words(units[index].text))):
        return True
    return any(0 <= near < len(marks) and marks[near].rule in _CLOSING_RULES for near in (index - 1, index + 1))


def _agreed(days: Sequence[Interval]) -> Interval:
    """The one day, or the stretch between several."""
    starts = sorted({day.best for day in days if day.best})
    if len(starts) == 1:
        return days[0]
    return Interval(starts[0], starts[-1], None, Reason.DATE_LINE, days[0].span)


def _days_of(text: str, unit: Unit, words: Words, updates: bool = False) -> list[Interval]:
    """The days in a line that are dates of publication, or those of updates."""
    line = text[unit.start : unit.end][:400]
    days, before = [], 0
    for found in words.dates(line):
        is_update = not words.update_words.isdisjoint(map(str.casefold, find_words(line[before : found.span.start])))
        before = found.span.end
        if found.interval.best and is_update is updates:
            span = Span.of(text, unit.start + found.span.start, unit.start + found.span.end)
            days.append(Interval.day(found.interval.best, Reason.DATE_LINE, span))
    return days


def _from_updates(text: str, units: Sequence[Unit], marks: Sequence[Match], words: Words) -> Interval | None:
    """The day of the update, if the lines name exactly one."""
    lines = [unit for unit, mark in zip(units, marks, strict=True) if mark.rule == "updated" or mark.rule in _DATE_RULES]
    days = [day for unit in lines for day in _days_of(text, unit, words, updates=True)]
    return days[0] if len({day.best for day in days}) == 1 else None


def _from_dateline(text: str, dateline: Dateline | None, words: Words) -> Interval | None:
    if dateline is None or not dateline.date or dateline.place is None:
        return None
    start = text.find(dateline.date, dateline.place[1], dateline.end)
    days = {found.interval.best: found.span for found in words.dates(dateline.date)}
    if start < 0 or len(days) != 1:
        return None
    best, span = days.popitem()
    return Interval.day(best, Reason.DATELINE, Span.of(text, start + span.start, start + span.end)) if best else None


def _from_months(text: str, units: Sequence[Unit], marks: Sequence[Match], words: Words) -> Interval | None:
    for unit, mark in zip(units, marks, strict=True):
        if mark.label is Label.BODY:
            return None
        month = words.month(unit.text) if mark.rule == "date line" else None
        if month:
            return month_interval(*month, Span.of(text, unit.start, unit.end))
    return None


def _from_copyright(text: str, units: Sequence[Unit], marks: Sequence[Match]) -> Interval | None:
    """The year of a copyright line, if there is one year only; a range of years says when the page was made, not the article."""
    years = {}
    for unit, mark in zip(units, marks, strict=True):
        if mark.rule == "copyright":
            for found in _YEAR.finditer(text, unit.start, unit.end):
                years[found[0]] = (found.start(), found.end())
    if len(years) != 1:
        return None
    year, (start, end) = years.popitem()
    return year_interval(int(year), Span.of(text, start, end))
