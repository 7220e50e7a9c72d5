"""Words of doubt in and around a quotation.

The words and their classes come from the language pack. Not for: judging whether the doubt is justified.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from wortlaut.records import Article, Modality, Parse, Spans
from wortlaut.seams import Language


class Doubts:
    """The words of doubt in the read sentences of one article, found once; longest match first, none overlapping."""

    def __init__(self, article: Article, parse: Parse, language: Language) -> None:
        self._sentences = [(sentence.start, sentence.end) for sentence in parse.sentences]
        self._starts = [start for start, _ in self._sentences]
        self._found = _scan(article, self._sentences, language)
        self._positions = [doubt.span.start for doubt in self._found]

    def around(self, quote: Spans, frame: Spans) -> tuple[Modality, ...]:
        """The words of doubt inside the quote, inside the frame, or in a sentence that the quote touches."""
        chosen: dict[int, Modality] = {}
        for span in quote:
            first = max(0, bisect_right(self._starts, span.start) - 1)
            for start, end in self._sentences[first : bisect_left(self._starts, span.end)]:
                self._collect(start, end, chosen)
        for span in frame:
            self._collect(span.start, span.end, chosen)
        return tuple(chosen[place] for place in sorted(chosen))

    def _collect(self, start: int, end: int, chosen: dict[int, Modality]) -> None:
        for place in range(bisect_left(self._positions, start), bisect_left(self._positions, end)):
            if self._found[place].span.end <= end:
                chosen[place] = self._found[place]


def _scan(article: Article, sentences: list[tuple[int, int]], language: Language) -> list[Modality]:
    """Every match of every pattern in the sentences, in text order; where matches overlap the earlier and longer one stands."""
    every: list[Modality] = []
    for pattern in language.modality_patterns():
        regex = re.compile(rf"(?<!\w)(?:{pattern.pattern})(?!\w)", re.IGNORECASE)
        for start, end in sentences:
            every.extend(
                Modality(article.span(m.start(), m.end()), pattern.kind) for m in regex.finditer(article.text, start, end) if m.end() > m.start()
            )
    every.sort(key=lambda doubt: (doubt.span.start, -doubt.span.end))
    out: list[Modality] = []
    for doubt in every:
        if not out or doubt.span.start >= out[-1].span.end:
            out.append(doubt)
    return out
