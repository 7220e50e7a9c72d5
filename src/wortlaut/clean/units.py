"""The lines of a text as the labeller sees them: where they stand and how they are built. Not for what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from wortlaut.clean.letters import LOWER

_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x2060, 0xFEFF))
_END = re.compile(r"""[.!?…]['"“”„«»‹›‘’)\]]*$""")
# What may stand behind the last sentence: "(xyz)", "xyz/ABC".
_BEHIND = re.compile(r"""(?<=[.!?…"'“”«»)])\s*(?:\([^()]{1,40}\)|[\w/.,-]{2,24})$""")
_FULL_STOP = re.compile(r"""[.…]['"“”«»‹›‘’)\]]*$""")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_PARTED = re.compile(r"[ \t\xa0]{2,}|[ \xa0]?[|•·][ \xa0]?")
_SEEN = 1_500  # of a very long line, only this much is looked at; the end is looked at apart
_MANY_WORDS = 40
_WRAP_WIDEST = 100
_WRAP_NARROWEST = 50
_WRAPPED_LINES = 2
_BROKEN_LENGTH = 30
_SMALL_WORD = re.compile(rf"[{LOWER}][^\W\d_]*[,.;]?\s")


class Hint(StrEnum):
    """What the markup said about a line; text sources say nothing."""

    NONE = "none"
    HEADLINE = "headline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Unit:
    """One line `[start, end)` without outer blanks (or a wrapped paragraph of several).

    `text` is a copy for matching (invisible signs off, blanks folded, cut if very long); `words` counts its words;
    `ended` if it closes a sentence; `prose` if it is built like a paragraph; `row` if wide blanks or bars part it into
    several pieces; `gap` counts the blank lines before it.
    """

    start: int
    end: int
    text: str
    words: int
    ended: bool
    prose: bool
    row: bool
    gap: int
    hint: Hint = Hint.NONE

    @property
    def folded(self) -> str:
        """The text for finding repeats."""
        return self.text.casefold()


def find_words(text: str) -> list[str]:
    """The words of a text, numbers left out."""
    return _WORD.findall(text)


def fold(text: str) -> str:
    """The text with invisible signs dropped and every run of blanks as one."""
    return " ".join(text.translate(_INVISIBLE).split())


def make_unit(text: str, start: int, end: int, gap: int, hint: Hint = Hint.NONE) -> Unit:
    """Describe the line `[start, end)`."""
    seen = text[start:end] if end - start <= _SEEN else text[start : start + _SEEN] + " " + text[end - 100 : end]
    row = _is_row(seen)
    seen = fold(seen)
    words = len(find_words(seen))
    if words < _MANY_WORDS and end - start > _SEEN:
        words = sum(1 for _ in islice(_WORD.finditer(text, start, end), _MANY_WORDS))
    tail = seen[-80:]
    if not _END.search(tail):
        tail = _BEHIND.sub("", tail)
    ended = _END.search(tail) is not None
    stopped = _FULL_STOP.search(tail) is not None
    prose = (words >= 12 and stopped) or (words >= 18 and ended) or words >= 40
    return Unit(start, end, seen, words, ended, prose, row, gap, hint)


def _is_row(seen: str) -> bool:
    """Three or more short pieces without a closing sign, parted by wide blanks or bars: links side by side."""
    pieces = [piece for piece in _PARTED.split(seen) if piece.strip()]
    return len(pieces) >= 3 and max(len(piece.split()) for piece in pieces) <= 3 and not any(sign in seen for sign in '.!?"„“')


def find_units(text: str) -> tuple[Unit, ...]:
    """Every line with something in it, in text order; the lines of a hard-wrapped paragraph come as one."""
    lines = list(_lines(text))
    wraps = _wraps(text, lines)
    units = []
    index = 0
    while index < len(lines):
        last = index
        while last in wraps:
            last += 1
        units.append(make_unit(text, lines[index][0], lines[last][1], lines[index][2]))
        index = last + 1
    return tuple(units)


def _lines(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of blank lines before every non-blank line."""
    gap, position = 0, 0
    for found in _LINE.finditer(text):
        gap += max(sum(1 for _ in _BREAK.finditer(text, position, found.start())) - 1, 0)
        position = found.end()
        line = found[0]
        stripped = line.strip()
        if not stripped:
            gap += 1
            continue
        start = found.start() + len(line) - len(line.lstrip())
        yield start, start + len(stripped), gap
        gap = 0


def _wraps(text: str, lines: list[tuple[int, int, int]]) -> frozenset[int]:
    """Indexes of lines that go on in the next one: blocks wrapped at a fixed width, and sentences broken before a small letter."""
    found: set[int] = set()
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or lines[index][2] > 0:
            found.update(_wrapped_block(text, lines, first, index))
            first = index
    return frozenset(found)


def _wrapped_block(text: str, lines: list[tuple[int, int, int]], first: int, end: int) -> list[int]:
    """A block is wrapped if its lines are short and nearly all of them end where the next word would not have fitted."""
    inner = range(first, end - 1)
    broken = [index for index in inner if _is_broken(text, lines[index], lines[index + 1])]
    width = max(line[1] - line[0] for line in lines[first:end])
    if len(inner) < _WRAPPED_LINES or not _WRAP_NARROWEST <= width <= _WRAP_WIDEST:
        return broken
    full = [index for index in inner if _is_full(text, lines[index], lines[index + 1], width)]
    open_ended = [index for index in full if not _ends_sentence(text, lines[index])]
    wrapped = len(full) >= max(_WRAPPED_LINES, 0.8 * len(inner)) and len(open_ended) >= 0.6 * len(full)
    return sorted({*full, *broken}) if wrapped else broken


def _ends_sentence(text: str, line: tuple[int, int, int]) -> bool:
    return _END.search(text[max(line[0], line[1] - 4) : line[1]]) is not None


def _is_full(text: str, line: tuple[int, int, int], following: tuple[int, int, int], width: int) -> bool:
    first_word = text[following[0] : following[1]].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(first_word) > width


def _is_broken(text: str, line: tuple[int, int, int], following: tuple[int, int, int]) -> bool:
    """Two long lines, the first without a closing sign, the second beginning with a small letter."""
    long = min(line[1] - line[0], following[1] - following[0]) >= _BROKEN_LENGTH
    return long and _SMALL_WORD.match(text, *following[:2]) is not None and not _ends_sentence(text, line) and text[line[1] - 1] not in ":;"
