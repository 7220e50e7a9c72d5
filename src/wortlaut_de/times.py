"""German time expressions and the intervals they mean: "am Freitag", "Ende September", "vor zwei Wochen", "14.10.2014".

Words and patterns come from times.toml and `time_patterns`, arithmetic from `days` and `weekdays`. An exact day is stated only where the text gives
one; vague times stay intervals, and against an unknown publication date relative times have open ends. It reads no
clock times and no feast days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from wortlaut.records import Interval, Reason, Span, TimeExpression
from wortlaut_de import days
from wortlaut_de.days import Anchor
from wortlaut_de.time_patterns import TABLE, compile_patterns
from wortlaut_de.tomlfile import numbers, words
from wortlaut_de.weekdays import Sense, weekday

_CONTEXT = 80
_FEW = 10


def find_times(text: str, start: int, end: int, anchor: Interval) -> tuple[TimeExpression, ...]:
    """Time expressions in `text[start:end]` in text order, without overlap, resolved against the publication interval."""
    known = Anchor.of(anchor)
    found: list[TimeExpression] = []
    reach = start
    for match, resolve in _matches(text, start, end):
        if match.start() < reach:
            continue
        span = Span.of(text, match.start(), match.end())
        meaning = resolve(_Reading(match, span, known, _hinted(text, start, end, match)))
        if meaning:
            found.append(TimeExpression(span, meaning))
        if meaning or resolve is _explicit:  # the year of an impossible day is no time of its own
            reach = match.end()
    return tuple(found)


def find_dates(text: str) -> tuple[TimeExpression, ...]:
    """Explicit calendar dates with a year, in text order; each is one day with the reason `date line`."""
    return tuple(TimeExpression(span, Interval.day(day.isoformat(), Reason.DATE_LINE, span)) for span, day in _calendar_dates(text))


def _calendar_dates(text: str) -> Iterator[tuple[Span, date]]:
    for match in _grammar()[0].pattern.finditer(text):
        day = _explicit_day(match)
        if day:
            yield Span.of(text, match.start(), match.end()), day


@dataclass(frozen=True, slots=True)
class _Reading:
    """A match on its way to an interval."""

    match: re.Match[str]
    span: Span
    anchor: Anchor
    hinted: bool

    def group(self, name: str) -> str:
        return self.match.group(name) or ""

    def near(self, first: int, last: int, reason: Reason) -> Interval:
        """From so many days after the article's date to so many."""
        return days.interval(days.shift(self.anchor.first, first), days.shift(self.anchor.last, last), reason, self.span)


_Resolve = Callable[[_Reading], Interval | None]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern and what its matches mean."""

    pattern: re.Pattern[str]
    resolve: _Resolve


def _matches(text: str, start: int, end: int) -> list[tuple[re.Match[str], _Resolve]]:
    """All matches of all rules; earlier first, then the longer, then the earlier rule."""
    found = [(match, rule.resolve) for rule in _grammar() for match in rule.pattern.finditer(text, start, end)]
    return sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end()))


def _hinted(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Whether a verb of plan or future stands near the match, inside its clause."""
    before = text[max(start, match.start() - _CONTEXT) : match.start()]
    after = text[match.end() : min(end, match.end() + _CONTEXT)]
    clause = re.split(r"[.!?;:,]\s", before)[-1] + " " + re.split(r"[.!?;:,](?:\s|$)", after)[0]
    return not _future_hints().isdisjoint(clause.split())


@cache
def _future_hints() -> frozenset[str]:
    return frozenset(words(TABLE, "future_hints"))


@cache
def _grammar() -> tuple[_Rule, ...]:
    """The rules; the first is the explicit calendar date."""
    meanings: tuple[tuple[str, _Resolve], ...] = (
        ("calendar date", _explicit),
        ("yearless date", _yearless),
        ("weekday", _weekday),
        ("relative day", _relative_day),
        ("month", _month),
        ("year", _year),
        ("period", _period),
        ("distance", _distance),
        ("part of year", _part_of_year),
        ("weekend", _weekend),
        ("part of day", _part_of_day),
    )
    patterns = compile_patterns()
    return tuple(_Rule(patterns[name], resolve) for name, resolve in meanings)


# --- meanings ------------------------------------------------------------------------------------------------


def _month_number(match: re.Match[str]) -> int:
    """The month of a match, by name, short name or number."""
    found = match.groupdict()
    if found.get("month"):
        return numbers(TABLE, "months")[found["month"]]
    if found.get("short"):
        return numbers(TABLE, "short_months")[found["short"]]
    return int(found["num"] or 0)


def _explicit_day(match: re.Match[str]) -> date | None:
    if match.group("iso"):
        year, month, day = (int(part) for part in match.group("iso").split("-"))
        return days.day_of(year, month, day)
    year = int(match.group("full"))
    if year < 100:
        year += 2000 if year < 70 else 1900
    return days.day_of(year, _month_number(match), int(match.group("day")))


def _explicit(reading: _Reading) -> Interval | None:
    day = _explicit_day(reading.match)
    return days.interval(day, day, Reason.EVENT, reading.span) if day else None


def _yearless(reading: _Reading) -> Interval | None:
    number = _month_number(reading.match)
    if not 1 <= number <= 12:
        return None
    return days.yearless_day(number, int(reading.group("day")), reading.anchor, Reason.EVENT, reading.span)


def _sense(prep: str, which: str, hinted: bool) -> Sense:
    """How preposition and adjective place a weekday or month."""
    prep, which = " ".join(prep.lower().split()), which.lower()
    if which in words(TABLE, "past"):
        return Sense.PAST
    if which in words(TABLE, "coming"):
        return Sense.COMING
    if which in words(TABLE, "next"):
        return Sense.NEXT
    for key, sense in (("since", Sense.SINCE), ("from_on", Sense.FROM), ("until", Sense.UNTIL), ("ahead", Sense.HINTED)):
        if prep in words(TABLE, key):
            return sense
    return Sense.HINTED if hinted else Sense.OPEN


def _weekday(reading: _Reading) -> Interval:
    name = reading.group("name")
    number = numbers(TABLE, "weekdays")[name]
    sense = _sense(reading.group("prep"), reading.group("which") or reading.group("alone"), reading.hinted)
    return weekday(number, sense, reading.anchor, reading.span)


def _relative_day(reading: _Reading) -> Interval | None:
    word = reading.group("word")
    step = numbers(TABLE, "relative_days")[word.lower()]
    return reading.near(step, step, Reason.EVENT)


def _year_of(reading: _Reading) -> int | None:
    """The year that stands beside a month, in digits or as "dieses Jahres"."""
    if reading.group("year"):
        return int(reading.group("year"))
    return _year_named(reading)


def _year_named(reading: _Reading) -> int | None:
    """The year of "dieses Jahres", "vergangenen Jahres"."""
    here, of = reading.anchor.day, reading.group("of")
    if not here or not of:
        return None
    return here.year + numbers(TABLE, "of_year")[of]


def _month(reading: _Reading) -> Interval | None:
    if not (reading.group("prep") or reading.group("phase") or reading.group("which") or reading.group("year") or reading.group("of")):
        return None
    number, phase = _month_number(reading.match), numbers(TABLE, "phases").get(reading.group("phase"), 0)
    sense = _sense(reading.group("prep"), reading.group("which"), reading.hinted)
    year = _year_of(reading)
    if year:
        first, last = days.month(year, number, phase)
    else:
        forward = sense in (Sense.HINTED, Sense.COMING, Sense.NEXT, Sense.FROM, Sense.UNTIL)
        first, last = days.yearless_month(number, phase, reading.anchor, forward)
    return _stretch(reading, sense, first, last, Reason.MONTH)


def _stretch(reading: _Reading, sense: Sense, first: date | None, last: date | None, reason: Reason) -> Interval:
    """A month or year after "seit" runs to the article's date, after "ab" it has no end, after "bis" no start."""
    if sense is Sense.SINCE:
        now = reading.anchor.last
        return days.interval(first, now if first and now and now >= first else None, reason, reading.span)
    if sense is Sense.FROM:
        return days.interval(first, None, reason, reading.span)
    if sense is Sense.UNTIL:
        return days.interval(None, last, reason, reading.span)
    return days.interval(first, last, reason, reading.span)


def _year(reading: _Reading) -> Interval | None:
    text, end, number = reading.match.string, reading.match.end(), int(reading.group("year"))
    following = text[end : end + 2].strip("\u00a0\u202f\u2009 ")
    plain = reading.span.text == reading.group("year")
    if plain and following[:1].isupper():
        return None
    season = reading.group("season")
    if season:
        start = numbers(TABLE, "seasons")[season]
        last_month = start + 2
        first, last = days.month(number, start)[0], days.month(number + (last_month > 12), (last_month - 1) % 12 + 1)[1]
    else:
        first, last = days.year(number, numbers(TABLE, "phases").get(reading.group("phase"), 0))
    return _stretch(reading, _sense(reading.group("prep"), "", False), first, last, Reason.YEAR)


def _part_of_year(reading: _Reading) -> Interval:
    """ "Anfang des Jahres", "Ende vergangenen Jahres"."""
    year = _year_named(reading)
    first, last = days.year(year, numbers(TABLE, "phases")[reading.group("phase")]) if year else (None, None)
    return days.interval(first, last, Reason.YEAR, reading.span)


def _period(reading: _Reading) -> Interval | None:
    """ "in den nächsten Tagen", "in diesem Jahr", "vergangene Woche", "am kommenden Wochenende"."""
    which, unit = reading.group("which"), reading.group("unit")
    step = -1 if which in words(TABLE, "past") else 0 if which in words(TABLE, "this") else 1
    if unit == "Wochenende":
        return _weekend_at(reading, step)
    length = numbers(TABLE, "units")[unit]
    if reading.group("number") or unit in ("Tage", "Tagen", "Wochen", "Monate", "Monaten", "Jahre", "Jahren"):
        reach = _count(reading.group("number"), _FEW) * length
        return reading.near(-reach, 0, Reason.EVENT) if step < 0 else reading.near(0, reach, Reason.EVENT)
    if not reading.anchor.day:
        return days.interval(None, None, Reason.EVENT, reading.span)
    here = reading.anchor.day
    if length == 365:
        return days.interval(*days.year(here.year + step), Reason.YEAR, reading.span)
    if length == 30:
        index = here.year * 12 + here.month - 1 + step
        return days.interval(*days.month(index // 12, index % 12 + 1), Reason.MONTH, reading.span)
    if length == 7:
        monday = days.shift(here, -here.weekday() + 7 * step)
        return days.interval(monday, days.shift(monday, 6), Reason.EVENT, reading.span)
    return None


def _count(word: str, otherwise: int) -> int:
    """The number that a word or digits mean; `otherwise` for none and for "einige"."""
    return int(word) if word.isdigit() else numbers(TABLE, "numbers").get(word, otherwise)


def _distance(reading: _Reading) -> Interval | None:
    """ "vor zwei Wochen", "seit etwa einem Jahr", "in drei Tagen": an interval as wide as the unit is coarse."""
    prep, length = reading.group("prep").lower(), numbers(TABLE, "units")[reading.group("unit")]
    counted = bool(reading.group("number")) and _count(reading.group("number"), 0) > 0
    if prep == "in" and not counted:
        return None
    if not counted:
        return _vague(reading, prep, length)
    reach, slack = _count(reading.group("number"), 1) * length, length // 2 + 1
    if prep == "seit":
        return reading.near(-reach - slack, 0, Reason.EVENT)
    return reading.near(-reach - slack, -reach + slack, Reason.EVENT) if prep == "vor" else reading.near(reach - slack, reach + slack, Reason.EVENT)


def _vague(reading: _Reading, prep: str, length: int) -> Interval:
    """ "seit Wochen", "vor einigen Tagen": some time before the article."""
    last = days.shift(reading.anchor.last, 0 if prep == "seit" else -1)
    first = days.shift(reading.anchor.first, -_FEW * length) if reading.group("number") else None
    return days.interval(first, last, Reason.EVENT, reading.span)


def _weekend(reading: _Reading) -> Interval:
    return _weekend_at(reading, None)


def _weekend_at(reading: _Reading, step: int | None) -> Interval:
    """Last, this or next weekend; without a word for it, from the last one to the next."""
    here = reading.anchor.day
    if not here:
        return days.interval(None, None, Reason.EVENT, reading.span)
    last = days.shift(here, -((here.weekday() - 5) % 7) - (7 if step == -1 and here.weekday() >= 5 else 0))
    coming = days.shift(last, 7)
    if step is None:
        sure = here.weekday() in (5, 6, 0) and not reading.hinted
        return days.interval(last, days.shift(last if sure else coming, 1), Reason.EVENT, reading.span)
    if step == 0:
        return days.interval(last, days.shift(coming, 1), Reason.EVENT, reading.span)
    start = last if step < 0 else coming
    return days.interval(start, days.shift(start, 1), Reason.EVENT, reading.span)


def _part_of_day(reading: _Reading) -> Interval:
    """ "am Abend", "in der Nacht": on the day of the article or the one before."""
    return reading.near(-1, 0, Reason.EVENT)
