"""Pairs quotation marks of every style in use and keeps what cannot be paired.

Knows German „…“ ‚…‘, Swiss «…» ‹…›, reversed »…«, English “…” ‘…’, Swedish ”…”, straight "…" '…' and the typed ,,…''
``…''. Apostrophes are no marks. Each mark is read once against a stack of bounded depth, so time is linear on any
soup of marks. It does not decide what a pair holds: a quotation, a title or an ironic word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wortlaut.records import MarkPair

LONGEST_PAIR = 6_000
"""Characters that a pair may span; an opening mark without a closing one by then counts as unbalanced."""

MOST_PARAGRAPHS = 30
"""Paragraphs that one quotation may run through, with or without continuation marks."""

_DEEPEST = 8
_MARK = re.compile(r",,(?=\w)|''|``|´´|<<|>>|[„“”‟\"«»‚‘’‛'‹›]")

# Opening mark -> the marks that close it, sloppy typing included.
_CLOSES = {
    "„": frozenset('“”"‟«') | {"''", "´´"},
    ",,": frozenset('“”"') | {"''", "´´", "``"},
    "“": frozenset('”“"'),
    "”": frozenset("”"),
    "‟": frozenset("”“"),
    '"': frozenset('"”“'),
    "''": frozenset({"''"}),
    "``": frozenset({"''", "``", "´´", '"'}),
    "´´": frozenset({"´´"}),
    "«": frozenset("»"),
    "»": frozenset("«»"),
    "<<": frozenset({">>"}),
    ">>": frozenset({"<<"}),
    "‚": frozenset("‘’'‛"),
    "‘": frozenset("’'‘"),
    "‛": frozenset("’‘"),
    "'": frozenset("'’"),
    "‹": frozenset("›"),
    "›": frozenset("‹›"),
}
_ALWAYS_OPEN = frozenset({"„", "‚", "‟", "‛", ",,", "``"})
_NEVER_OPEN = frozenset({"’"})
_SINGLE = frozenset("‚‘’‛'‹›")
_APOSTROPHES = frozenset("'’")
_BEFORE_OPENING = frozenset("([{/-–—„“”‚‘«»‹›\"'*…:=")
_SPACED_STYLES = frozenset({"«", "»", '"', "‹", "›", "<<", ">>", "“", "”"})


@dataclass(slots=True)
class _Open:
    """An opening mark that waits for its closing one; `before` is the same quotation's mark one paragraph earlier, which ended at `stop`."""

    start: int
    end: int
    sign: str
    paragraph: int
    before: _Open | None = None
    stop: int = 0

    @property
    def single(self) -> bool:
        return self.sign in _SINGLE

    def chain(self) -> Iterator[_Open]:
        """This mark and those of the paragraphs before it that the same quotation opened."""
        mark: _Open | None = self
        while mark:
            yield mark
            mark = mark.before

    def paragraphs(self) -> int:
        """How many paragraphs the quotation runs through so far."""
        return sum(1 for _ in self.chain())


@dataclass(frozen=True, slots=True)
class _Sides:
    """What stands around a mark: whether it leans on the word after it (opens) or on the word before it (closes)."""

    opens: bool
    closes: bool
    inside_word: bool


def pair_marks(text: str, paragraphs: tuple[tuple[int, int], ...]) -> tuple[tuple[MarkPair, ...], tuple[int, ...]]:
    """Pair the marks in the paragraphs of a text.

    Returns the pairs in text order, well nested, and the positions of unpaired marks. A pair may cross sentences
    and paragraphs, but spans at most `LONGEST_PAIR` characters. Where a paragraph that follows an open quotation
    starts with an opening mark again, each paragraph is a pair of its own; those before the last have an empty
    closing mark at the end of their paragraph. Never raises.
    """
    pairing = _Pairing(text)
    for number, (start, end) in enumerate(paragraphs):
        pairing.read(number, start, end)
    return pairing.result()


class _Pairing:
    """One pass over the marks of a text with the stack of those still open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._stack: list[_Open] = []
        self._pairs: list[tuple[int, int, int, int, bool]] = []
        self._unpaired: list[int] = []
        self._last_end = 0

    def read(self, number: int, start: int, end: int) -> None:
        """Read one paragraph."""
        first = start
        while first < end and self._text[first].isspace():
            first += 1
        for match in _MARK.finditer(self._text, start, end):
            mark = _Open(match.start(), match.end(), match.group(), number)
            sides = _sides(self._text, mark, start, end)
            if mark.sign in _APOSTROPHES and sides.inside_word:
                continue
            self._expire(mark)
            if not (mark.start == first and self._continue(mark, sides)):
                self._place(mark, sides)
        self._last_end = _trim(self._text, start, end)

    def result(self) -> tuple[tuple[MarkPair, ...], tuple[int, ...]]:
        """Everything paired, with depths, and what stayed unpaired."""
        self._drop(len(self._stack))
        pairs: list[MarkPair] = []
        ends: list[int] = []
        for open_start, open_end, close_start, close_end, single in sorted(self._pairs):
            while ends and ends[-1] <= open_start:
                ends.pop()
            pairs.append(MarkPair(open_start, open_end, close_start, close_end, len(ends), single))
            ends.append(close_end)
        return tuple(pairs), tuple(sorted(self._unpaired))

    def _place(self, mark: _Open, sides: _Sides) -> None:
        """Open, close or set aside one mark."""
        at = None if mark.sign in _ALWAYS_OPEN else self._partner(mark)
        if at is not None and (sides.closes or not sides.opens):
            self._close(at, mark)
        elif mark.sign in _NEVER_OPEN or (mark.sign in _APOSTROPHES and not sides.opens):
            return
        elif mark.sign in _ALWAYS_OPEN or sides.opens or self._spaced(mark, sides):
            self._push(mark)
        else:
            self._unpaired.append(mark.start)

    def _spaced(self, mark: _Open, sides: _Sides) -> bool:
        """Whether a mark with a blank on both sides opens (French manner: « mot »)."""
        return mark.sign in _SPACED_STYLES and not sides.closes

    def _partner(self, mark: _Open) -> int | None:
        """The place in the stack of the innermost mark that this one can close; a single mark closes none outside a double one."""
        for at in range(len(self._stack) - 1, -1, -1):
            waiting = self._stack[at]
            if mark.sign in _CLOSES[waiting.sign]:
                return at
            if mark.sign in _SINGLE and not waiting.single:
                return None
        return None

    def _push(self, mark: _Open) -> None:
        if len(self._stack) == _DEEPEST:
            self._set_aside(self._stack.pop(0))
        self._stack.append(mark)

    def _close(self, at: int, mark: _Open) -> None:
        """Pair the mark with the one at this place of the stack; what was opened inside and not closed stays unpaired."""
        opening = self._stack[at]
        self._drop(len(self._stack) - at - 1)
        self._stack.pop()
        self._pairs.append((opening.start, opening.end, mark.start, mark.end, opening.single))
        for inner in opening.chain():
            if inner.before:
                before = inner.before
                self._pairs.append((before.start, before.end, before.stop, before.stop, before.single))

    def _continue(self, mark: _Open, sides: _Sides) -> bool:
        """Read a mark that starts a paragraph as the continuation of a quotation open since the paragraph before."""
        if not (sides.opens or mark.sign in _ALWAYS_OPEN):
            return False
        for at, waiting in enumerate(self._stack):
            same = waiting.sign == mark.sign and waiting.paragraph == mark.paragraph - 1
            if same and waiting.end < self._last_end and waiting.paragraphs() < MOST_PARAGRAPHS:
                self._drop(len(self._stack) - at - 1)
                self._stack.pop()
                waiting.stop = self._last_end
                mark.before = waiting
                self._stack.append(mark)
                return True
        return False

    def _expire(self, mark: _Open) -> None:
        """Give up opening marks that are too far behind."""
        while self._stack and (mark.end - self._stack[0].start > LONGEST_PAIR or mark.paragraph - self._stack[0].paragraph >= MOST_PARAGRAPHS):
            self._set_aside(self._stack.pop(0))

    def _drop(self, count: int) -> None:
        for _ in range(count):
            self._set_aside(self._stack.pop())

    def _set_aside(self, mark: _Open) -> None:
        self._unpaired.extend(part.start for part in mark.chain())


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _sides(text: str, mark: _Open, start: int, end: int) -> _Sides:
    """Judge a mark by its neighbours inside the paragraph `text[start:end]`."""
    before = text[mark.start - 1] if mark.start > start else " "
    after = text[mark.end] if mark.end < end else " "
    blank_before, blank_after = before.isspace(), after.isspace()
    inside = before.isalnum() and after.isalnum()
    leans_right = not blank_after and (blank_before or before in _BEFORE_OPENING) and not _closing_sign(after)
    leans_left = not blank_before and (blank_after or not after.isalnum() or before in ".!?…,")
    if mark.sign in _APOSTROPHES and after.isdigit():
        leans_right = False
    return _Sides(leans_right, leans_left, inside)


def _closing_sign(sign: str) -> bool:
    """Whether a sign is punctuation that cannot open a quotation."""
    return sign in ".,;:!?)]}"
