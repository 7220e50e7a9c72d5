"""The languages of the interface: English is what stands in the code and the templates, every other one comes from a catalogue.

Texts of articles are never translated. Dates are written as the language writes them.
"""

from __future__ import annotations

import gettext
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wortlaut.records import Interval

COOKIE = "language"

SOURCE = "en"
"""The language of the code and the templates; it needs no catalogue."""

CATALOGUES = files("wortlaut.view").joinpath("locale")
LANGUAGES = (*sorted(entry.name for entry in CATALOGUES.iterdir() if entry.is_dir()), SOURCE)
"""Every language with a catalogue, then the source; the first one serves whoever asks for none of them."""


def mark(text: str) -> str:
    """The text itself: marks it for the catalogues where it is said later."""
    return text


MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language of the interface."""

    code: str
    catalogue: gettext.NullTranslations

    def say(self, text: str) -> str:
        """The text in this language."""
        return self.catalogue.gettext(text)

    def count(self, one: str, many: str, number: int) -> str:
        """The form for this number, with the number written in."""
        return self.catalogue.ngettext(one, many, number).replace("%d", self.number(number))

    def number(self, value: int) -> str:
        """A whole number with the mark between thousands that the language uses."""
        return f"{value:,}".replace(",", self.say(","))

    def amount(self, value: float) -> str:
        """A number with at most three decimals, with the marks of the language and a true minus sign."""
        whole, _, decimals = f"{abs(value):.3f}".rstrip("0").partition(".")
        return ("−" if value < 0 else "") + self.number(int(whole)) + (self.say(".") + decimals if decimals else "")

    def day(self, iso: str) -> str:
        """A calendar day, the way the language writes it; what is no day is shown as it stands."""
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return iso
        return self.say("{day} {month} {year}").format(day=day.day, month=MONTHS[day.month - 1], number=day.month, year=day.year)

    def interval(self, interval: Interval | None) -> str:
        """A time as sure as it is known: a day, a month, a year, from-until, or unknown."""
        if interval is None or (interval.start is None and interval.end is None):
            return self.say("unknown")
        start, end = interval.start, interval.end
        if start == end and start is not None:
            return self.day(start)
        if start is None or end is None:
            edge = self.say("until %s") if start is None else self.say("since %s")
            return edge % self.day(start or end or "")
        return self._whole(date.fromisoformat(start), date.fromisoformat(end)) or f"{self.day(start)} – {self.day(end)}"

    def _whole(self, first: date, last: date) -> str | None:
        """The name of a whole month or year; None for any other stretch of days."""
        if first.day != 1 or last.day != monthrange(last.year, last.month)[1] or first.year != last.year:
            return None
        if first.month == last.month:
            return f"{self.say(MONTHS[first.month - 1])} {first.year}"
        return str(first.year) if (first.month, last.month) == (1, 12) else None


@cache
def words(code: str) -> Words:
    """The words of a language; those of the first one for a code we do not have."""
    known = code if code in LANGUAGES else LANGUAGES[0]
    if known == SOURCE:
        return Words(known, gettext.NullTranslations())
    with CATALOGUES.joinpath(known, "wortlaut.mo").open("rb") as file:
        return Words(known, gettext.GNUTranslations(file))


def chosen(cookie: str | None, accepted: str) -> str:
    """The language of a visitor: the one chosen before, else the first of the browser's list that we have, else the first we have."""
    if cookie in LANGUAGES:
        return cookie
    wanted = (part.split(";")[0].strip().split("-")[0].lower() for part in accepted.split(","))
    return next((code for code in wanted if code in LANGUAGES), LANGUAGES[0])
