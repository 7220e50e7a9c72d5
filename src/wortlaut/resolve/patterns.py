"""Patterns of a language pack in the words around a quotation: compiled once, and tried where a quotation's own words of saying stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from wortlaut.records import Article, Kind, Quotation
from wortlaut.resolve.reading import Reader, Sort
from wortlaut.seams import NounClass

_LONGEST = 2000
"""How much of one frame is searched."""

_WHO = frozenset({NounClass.PERSON, NounClass.MEDIUM})


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pack's pattern, compiled once."""
    return re.compile(pattern)


def around(article: Article, quotation: Quotation, patterns: Iterable[str]) -> Iterator[tuple[re.Match[str], int]]:
    """Matches in the frame or, where a speech act is summarised, in the whole clause, each with the end of that stretch."""
    for span in quotation.frame or (quotation.quote if quotation.kind is Kind.REPORTED else ()):
        end = min(span.end, span.start + _LONGEST)
        for pattern in patterns:
            for match in compiled(pattern).finditer(article.text, span.start, end):
                yield match, end


def stands_free(match: re.Match[str], article: Article, reader: Reader, quotation: Quotation) -> bool:
    """Whether the group `between` of a match, if it has one, holds no noun of its own that the rest would belong to.

    "Promised help for X" says nothing on whose behalf; the speaker, other people and media may stand there.
    """
    if match.re.groupindex.get("between") is None or match["between"] is None:
        return True
    nouns = [word for word in reader.read(article.text, *match.span("between")) if word.sort is Sort.NOUN]
    own = [word for word in nouns if word.noun is None or word.noun.kind not in _WHO]
    return all(any(one.start <= word.start < one.end for one in quotation.speaker) for word in own)
