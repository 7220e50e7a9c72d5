"""Stretches of a text as a reader points at them: a border moved by a word or a sign, and words found where they stand."""

from __future__ import annotations

import re
from enum import StrEnum

from wortlaut.records import Places

_WORD = re.compile(r"\S+")
LONGEST_WORD = 400
"""Signs that are searched for the beginning of a word; hostile text has longer ones."""


class Move(StrEnum):
    """What can be done with the borders of a quote; `_sign` moves by one sign instead of a word."""

    END_LATER = "end-later"
    END_EARLIER = "end-earlier"
    START_EARLIER = "start-earlier"
    START_LATER = "start-later"
    END_LATER_SIGN = "end-later-sign"
    END_EARLIER_SIGN = "end-earlier-sign"
    START_EARLIER_SIGN = "start-earlier-sign"
    START_LATER_SIGN = "start-later-sign"


def moved(text: str, quote: Places, move: Move) -> Places:
    """The quote with its first or last border moved to the next border of a word; the same where there is none."""
    (start, first_end), (last_start, end) = quote[0], quote[-1]
    if move in (Move.START_EARLIER, Move.START_LATER, Move.START_EARLIER_SIGN, Move.START_LATER_SIGN):
        border = _start(text, start, first_end, move)
        return ((border, first_end), *quote[1:])
    border = _end(text, last_start, end, move)
    return (*quote[:-1], (last_start if len(quote) > 1 else quote[0][0], border))


def _start(text: str, start: int, end: int, move: Move) -> int:
    if move is Move.START_EARLIER_SIGN:
        return max(0, start - 1)
    if move is Move.START_LATER_SIGN:
        return min(start + 1, end - 1)
    if move is Move.START_EARLIER:
        before = [word.start() for word in _WORD.finditer(text, max(0, start - LONGEST_WORD), start)]
        return before[-1] if before else start
    after = (word.start() for word in _WORD.finditer(text, start, end) if word.start() > start)
    return next(after, start)


def _end(text: str, start: int, end: int, move: Move) -> int:
    if move is Move.END_LATER_SIGN:
        return min(len(text), end + 1)
    if move is Move.END_EARLIER_SIGN:
        return max(start + 1, end - 1)
    if move is Move.END_LATER:
        word = _WORD.search(text, end)
        return word.end() if word is not None else end
    before = [word.end() for word in _WORD.finditer(text, max(start, end - 2 * LONGEST_WORD), end) if word.end() < end]
    return before[-1] if before else end


def standing(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where these words stand in a text, whatever blanks are between them; two places at most, since one is wanted."""
    parts = [re.escape(word) for word in words.split()]
    if not parts:
        return ()
    found = []
    for match in re.finditer(r"\s+".join(parts), text):
        found.append(match.span())
        if len(found) > 1:
            break
    return tuple(found)
