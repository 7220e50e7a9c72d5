"""Stretches of a text as a reader points at them: a border moved by a word or a sign, and words found where they stand."""

from __future__ import annotations

import re
from enum import StrEnum

from wortlaut.records import Places

_WORD = re.compile(r"\S+")
_ENDS = re.compile(r"[.!?]\s|\n")
_PLACES = re.compile(r"\d{1,9}-\d{1,9}(,\d{1,9}-\d{1,9}){0,99}", re.ASCII)
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


def places_of(written: str) -> Places:
    """Stretches as an address writes them, `12-40,50-61`; none for anything else."""
    if not _PLACES.fullmatch(written):
        return ()
    pairs = (part.split("-") for part in written.split(","))
    return tuple((int(start), int(end)) for start, end in pairs)


def written(places: Places) -> str:
    """Stretches as an address writes them."""
    return ",".join(f"{start}-{end}" for start, end in places)


def inside(text: str, places: Places) -> bool:
    """Whether these are stretches of a text, in order, each with something in it."""
    borders = [border for place in places for border in place]
    return bool(borders) and borders == sorted(borders) and borders[-1] <= len(text) and all(start < end for start, end in places)


def nearest(text: str, words: str, quote: tuple[int, int]) -> tuple[int, int] | None:
    """Where these words stand nearest to a quote, whatever blanks are between them; None if they stand nowhere outside of it.

    The same sentence is nearer than one before it, however short the way.
    """
    places = (match.span() for match in _sought(words).finditer(text)) if words.split() else iter(())
    outside = [(start, end) for start, end in places if end <= quote[0] or start >= quote[1]]
    return min(outside, key=lambda place: _way(text, place, quote), default=None)


def _way(text: str, place: tuple[int, int], quote: tuple[int, int]) -> tuple[int, int]:
    """How many sentences lie between a place and a quote, about, and how many signs."""
    between = text[place[1] : quote[0]] if place[1] <= quote[0] else text[quote[1] : place[0]]
    return len(_ENDS.findall(between)), len(between)


def _sought(words: str) -> re.Pattern[str]:
    """Finds words whatever blanks are between them, and no part of a longer word."""
    return re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words.split()) + r"(?!\w)")


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
