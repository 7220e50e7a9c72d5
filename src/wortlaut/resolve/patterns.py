"""Patterns of a language pack in the words around a quotation: compiled once, and tried where a quotation's own words of saying stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from wortlaut.records import Article, Kind, Parse, Quotation, Span
from wortlaut.resolve.reading import Reader, Sort
from wortlaut.seams import NounClass

_LONGEST = 2000
"""How much of one frame is searched."""

_WHO = frozenset({NounClass.PERSON, NounClass.MEDIUM})


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pack's pattern, compiled once."""
    return re.compile(pattern)


class Around:
    """The words around the quotations of one article."""

    def __init__(self, article: Article, parse: Parse, reader: Reader) -> None:
        self._article = article
        self._reader = reader
        self._times = sorted((time.span for time in parse.times), key=lambda span: span.start)
        self._time_ends = [span.end for span in self._times]

    def matches(self, quotation: Quotation, patterns: Iterable[str]) -> Iterator[tuple[re.Match[str], int]]:
        """Matches in the frame or, where a speech act is summarised, in the whole clause, each with the end of that stretch."""
        for span in quotation.frame or (quotation.quote if quotation.kind is Kind.REPORTED else ()):
            end = min(span.end, span.start + _LONGEST)
            for pattern in patterns:
                for match in compiled(pattern).finditer(self._article.text, span.start, end):
                    yield match, end

    def free(self, match: re.Match[str], quotation: Quotation) -> bool:
        """Whether the group `between` of a match, if it has one, holds no noun of its own that the rest would belong to.

        "Promised help for X" says nothing on whose behalf; the speaker, other people, media and times may stand there.
        """
        if match.re.groupindex.get("between") is None or match["between"] is None:
            return True
        start, end = match.span("between")
        nouns = [word for word in self._reader.read(self._article.text, start, end) if word.sort is Sort.NOUN]
        own = [word for word in nouns if word.noun is None or word.noun.kind not in _WHO]
        apart = (*quotation.speaker, *self._told_times(start, end))
        return all(any(one.start <= word.start < one.end for one in apart) for word in own)

    def _told_times(self, start: int, end: int) -> list[Span]:
        """The time expressions that reach into a stretch."""
        at = bisect_left(self._time_ends, start)
        found: list[Span] = []
        while at < len(self._times) and self._times[at].start < end:
            found.append(self._times[at])
            at += 1
        return found
