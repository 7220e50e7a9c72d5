"""The regular expressions for German time expressions, built from the words of times.toml.

Every repetition is bounded, so time is linear in the text. What a match means is decided in `times`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from wortlaut_de.tomlfile import numbers, words

TABLE = "times.toml"

_B = "[ \u00a0\u202f\u2009]{1,2}"


def _any(options: Iterable[str]) -> str:
    """Alternatives, longest first."""
    return "|".join(re.escape(option).replace(r"\ ", _B) for option in sorted(options, key=len, reverse=True))


def _from(*keys: str) -> str:
    """Alternatives from the lists of the table under these keys."""
    return _any(word for key in keys for word in words(TABLE, key))


def _which(group: str) -> str:
    """An adjective such as "vergangenen" whose stem becomes the group."""
    return rf"(?P<{group}>{_from('past', 'coming', 'next', 'this')})e[nrms]?"


def compile_patterns() -> dict[str, re.Pattern[str]]:
    """All patterns by the name of what they find."""
    return {name: re.compile(pattern) for name, pattern in {**_days(), **_stretches(), **_distances()}.items()}


def _days() -> dict[str, str]:
    """Dates, weekdays and days told from the article's own."""
    name = rf"(?:(?:{_any(numbers(TABLE, 'weekdays'))})|(?:{_any(numbers(TABLE, 'short_weekdays'))})\.?)"
    month = rf"(?:(?P<month>{_any(numbers(TABLE, 'months'))})|(?P<short>{_any(numbers(TABLE, 'short_months'))})\.?)"
    year = r"(?P<full>[12]\d{3}|\d\d(?!\d*\.?\d| Uhr|:))(?!\d)(?!\.\d)"
    spelt = rf"(?P<day>\d{{1,2}})\.(?:{_B})?(?:{month}{_B}|(?P<num>\d{{1,2}})\.(?:{_B})?){year}"
    iso = r"(?P<iso>\d{4}-\d\d-\d\d)(?![\d-])"
    on = rf"(?:(?:(?i:{_from('before_weekday')}){_B})?{name},?{_B}(?:(?:dem|den|der){_B})?)?"
    parts = _from("day_parts")
    before = rf"(?P<prep>{_from('before_weekday')}){_B}(?:{_which('which')}{_B})?|{_which('alone')}{_B}"
    return {
        "calendar date": rf"(?<![\w.,]){on}(?:{iso}|{spelt})",
        "yearless date": rf"(?<![\w.,]){on}(?P<day>\d{{1,2}})\.(?:{_B})?(?:{month}(?!\w)|(?P<num>\d{{1,2}})\.(?!\d))",
        "weekday": rf"\b(?i:{before})(?P<name>{_any(numbers(TABLE, 'weekdays'))})(?:{parts})?s?\b",
        "relative day": rf"\b(?i:(?P<word>{_any(numbers(TABLE, 'relative_days'))}))(?<!Morgen)(?:{_B}(?i:{parts}))?\b",
        "part of day": rf"\b(?:[Aa]m{_B}(?:[Ff]rühen{_B}|[Ss]päten{_B})?(?:{parts.title()})|[Ii]n{_B}der{_B}Nacht)\b",
    }


def _stretches() -> dict[str, str]:
    """Months, years, weekends and parts of them."""
    phase = rf"(?P<phase>{_any(numbers(TABLE, 'phases'))})"
    season = rf"(?P<season>{_any(numbers(TABLE, 'seasons'))})"
    of = rf"(?P<of>{_any(numbers(TABLE, 'of_year'))}){_B}Jahres"
    months = _any(numbers(TABLE, "months"))
    since = r"[Ii]m|[Ss]eit|[Aa]b|[Bb]is|[Ff]ür"
    digits = r"(?<![\d.,/-])(?P<year>(?:1[89]|20)\d\d)\b(?![.,/-]\d|[-–]\w)"
    after_month = rf"(?:{_B}(?P<year>[12]\d{{3}})\b(?![.,]\d)|{_B}{of})?"
    return {
        "month": rf"\b(?:(?P<prep>{since}){_B})?(?:{phase}{_B}|{_which('which')}{_B})?(?P<month>{months}){after_month}\b",
        "year": rf"\b(?:(?P<prep>{since}){_B})?(?:{phase}{_B}|{season}{_B})?(?:Jahre?{_B})?{digits}",
        "part of year": rf"\b(?:[Ss]eit{_B}|[Bb]is{_B})?{phase}{_B}{of}\b",
        "weekend": rf"\b[Aa]m{_B}(?P<weekend>Wochenende)\b",
    }


def _distances() -> dict[str, str]:
    """So many days, weeks, months, years before or after the article."""
    unit = _any(numbers(TABLE, "units"))
    amount = rf"(?P<number>{_any(numbers(TABLE, 'numbers'))}|\d{{1,3}}|{_from('few')})"
    about = rf"(?:(?:{_from('about')}){_B}){{0,2}}"
    before = r"[Ii]n|[Ii]m|[Aa]m|[Ss]eit|[Ff]ür|[Bb]is|[Aa]b"
    return {
        "period": rf"\b(?:(?P<prep>{before}){_B})?(?:den{_B})?{_which('which')}{_B}(?:{amount}{_B})?(?P<unit>{unit}|Wochenende)\b",
        "distance": rf"\b(?P<prep>[Vv]or|[Ss]eit|[Ii]n){_B}{about}(?:{amount}{_B})?(?P<unit>{unit})\b",
    }
