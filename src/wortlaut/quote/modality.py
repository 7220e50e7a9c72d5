"""Words of doubt in and around a quotation.

The words and their classes come from the language pack. Not for: judging whether the doubt is justified.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from wortlaut.records import Article, Modality, ModalityClass, Parse, Span, Spans
from wortlaut.seams import Language


class Doubts:
    """The words of doubt in the read sentences of one article, found once; longest match first, none overlapping."""

    def __init__(self, article: Article, parse: Parse, language: Language, quotes: Sequence[Spans]) -> None:
        self._sentences = [(sentence.start, sentence.end) for sentence in parse.sentences]
        self._paragraphs = [sentence.paragraph for sentence in parse.sentences]
        self._starts = [start for start, _ in self._sentences]
        self._found = _scan(article, self._sentences, language)
        self._positions = [doubt.span.start for doubt in self._found]
        self._quoted = {number for quote in quotes for span in quote for number in self._touched(span)}

    def around(self, quote: Spans, frame: Spans) -> tuple[Modality, ...]:
        """The words of doubt inside the quote, inside the frame, or in a sentence that the quote touches.

        The sentence behind counts too where it quotes nothing and says that something could not be verified: "The
        figures cannot be checked" is about what stands before it.
        """
        chosen: dict[int, Modality] = {}
        for span in quote:
            for number in self._touched(span):
                self._collect(*self._sentences[number], chosen)
        for span in frame:
            self._collect(span.start, span.end, chosen)
        self._behind(quote[-1], chosen)
        return tuple(chosen[place] for place in sorted(chosen))

    def _touched(self, span: Span) -> range:
        """The numbers of the sentences a span touches."""
        return range(max(0, bisect_right(self._starts, span.start) - 1), bisect_left(self._starts, span.end))

    def _behind(self, last: Span, chosen: dict[int, Modality]) -> None:
        number = bisect_left(self._starts, last.end)
        if not 0 < number < len(self._sentences) or number in self._quoted or self._paragraphs[number] != self._paragraphs[number - 1]:
            return
        found: dict[int, Modality] = {}
        self._collect(*self._sentences[number], found)
        chosen.update({place: doubt for place, doubt in found.items() if doubt.kind is ModalityClass.UNVERIFIED})

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
