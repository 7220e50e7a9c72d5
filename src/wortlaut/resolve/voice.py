"""The sentences of the article's own voice: how far apart two places are for a reader, long quotations left out of the count."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from wortlaut.records import Parse


class Voice:
    """Counts sentences; one that starts inside quotation marks counts as part of the one before."""

    def __init__(self, parse: Parse) -> None:
        self._starts = [sentence.start for sentence in parse.sentences]
        self._quoted = [(pair.start, pair.end) for pair in parse.marks if pair.depth == 0]
        self._quoted_starts = [start for start, _ in self._quoted]
        self._numbers: list[int] = []
        number = -1
        for start in self._starts:
            number += number < 0 or not self._inside(start)
            self._numbers.append(number)

    def quoted(self, position: int) -> bool:
        """Whether a place lies inside quotation marks."""
        at = bisect_right(self._quoted_starts, position) - 1
        return at >= 0 and self._quoted[at][0] <= position < self._quoted[at][1]

    def _inside(self, position: int) -> bool:
        """Whether a place lies behind the opening mark of a quotation: a sentence that opens with the mark may be the article's own."""
        at = bisect_left(self._quoted_starts, position) - 1
        return at >= 0 and self._quoted[at][0] < position < self._quoted[at][1]

    def sentence(self, position: int) -> int:
        """The number of the sentence that a place stands in."""
        return self._numbers[max(0, bisect_right(self._starts, position) - 1)] if self._numbers else 0

    def line(self, number: int) -> int:
        """The index of the first sentence of the parse with this number."""
        return bisect_left(self._numbers, number)

    def start(self, number: int) -> int:
        """Where the sentence with this number starts; 0 before the first."""
        return self._starts[self.line(number)] if number >= 0 and self._starts else 0
