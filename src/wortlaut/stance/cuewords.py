"""Cues of a codebook in a text: words at the start of words, so that a cue finds its inflections and its compounds' heads."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+")


class CueWords:
    """The cues of one list, compiled; what matches is a cue at the start of a word, several words in a row."""

    def __init__(self, cues: Iterable[str]) -> None:
        self._patterns = [
            (cue, re.compile(r"(?<!\w)" + r"\W+".join(map(re.escape, words)))) for cue in cues if (words := _WORD.findall(cue.casefold()))
        ]

    def found(self, text: str) -> tuple[tuple[str, int], ...]:
        """The cues that stand in a text, each with the place where it stands first; in the order of the list."""
        folded = text.casefold()
        hits = ((cue, pattern.search(folded)) for cue, pattern in self._patterns)
        return tuple((cue, hit.start()) for cue, hit in hits if hit)
