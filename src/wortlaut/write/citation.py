"""How an article is cited: who, what, where, when, in the ways that are asked for most; what is not known is left out, never made up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import cycle

from wortlaut.records import Article, Interval
from wortlaut.seams import Voice


class Style(StrEnum):
    """A way to cite."""

    CHICAGO = "chicago"
    APA = "apa"
    ISO690 = "iso690"


NAMES = {Style.CHICAGO: "Chicago", Style.APA: "APA", Style.ISO690: "ISO 690"}
"""What the styles are called in every language."""

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def cite(style: Style, article: Article, title: str | None, voice: Voice) -> str:
    """The article in this style."""
    written = {Style.CHICAGO: _chicago, Style.APA: _apa, Style.ISO690: _iso690}[style]
    return written(_Cited(tuple(article.authors), title or "", article.outlet or "", article.url or "", article.published), voice)


@dataclass(frozen=True, slots=True)
class _Cited:
    """What is known of an article; empty where nothing is."""

    authors: tuple[str, ...]
    title: str
    outlet: str
    url: str
    published: Interval

    def when(self, voice: Voice, pattern: str) -> str:
        """A day in the order of the style, a month, a year or a stretch as the language says it."""
        start, end = self.published.start, self.published.end
        if not (start or end):
            return voice.say("n.d.")
        if start is None or start != end:
            return voice.time(self.published)
        day = date.fromisoformat(start)
        return pattern.format(day=day.day, month=voice.say(MONTHS[day.month - 1]), number=day.month, year=day.year)


def _chicago(cited: _Cited, voice: Voice) -> str:
    when = cited.when(voice, voice.say("{month} {day}, {year}"))
    title = voice.say("“%s,”") % _inner(cited.title, voice) if cited.title else ""
    before = ", ".join(part for part in (*cited.authors, title) if part)
    behind = ", ".join(part for part in (cited.outlet, when, cited.url) if part)
    return _ended(f"{before}{' ' if title else ', ' if before else ''}{behind}")


def _apa(cited: _Cited, voice: Voice) -> str:
    when = cited.when(voice, voice.say("{year}, {month} {day}"))
    who, *rest = ([", ".join(cited.authors)] if cited.authors else []) + ([cited.title] if cited.title else []) or [cited.outlet]
    outlet = cited.outlet if cited.outlet != who else ""
    told = ". ".join(part for part in (f"{who} ({when})".strip(), *rest, outlet) if part)
    return f"{_ended(told)} {cited.url}".strip()


def _iso690(cited: _Cited, voice: Voice) -> str:
    when = cited.when(voice, voice.say("{day} {month} {year}"))
    place = voice.say("In: %s") % ", ".join(part for part in (cited.outlet, when) if part)
    told = ". ".join(part for part in ("; ".join(cited.authors), cited.title, place) if part)
    return _ended(told) + (" " + voice.say("Available from: %s") % cited.url if cited.url else "")


def _inner(title: str, voice: Voice) -> str:
    """A title with single quotation marks in the place of its double ones, since it stands in such itself."""
    marks = cycle((voice.say("‘"), voice.say("’")))
    return re.sub('["„“”«»]', lambda _: next(marks), title)


def _ended(sentence: str) -> str:
    """The sentence with one full stop."""
    return sentence if sentence.endswith(".") else sentence + "."
