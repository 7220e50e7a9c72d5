"""What the tagger reads: every token as word pieces, word features and features of its place, as arrays.

The same code prepares training data and runs in the package, so both see the same numbers. Not for: the network, and
deciding what is a quotation.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wortlaut.records import Draft, Kind, Parse, Spans
from wortlaut_de.rules.lexicon import Lexicon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORDS = 16384
"""Rows of the piece table for whole words (row 0 is padding); as many rows behind them hold hashed pieces."""

HASHED = 16384
PIECES = 10
KINDS = (Kind.DIRECT, Kind.INDIRECT, Kind.REPORTED, Kind.INDIRECT_FREE_INDIRECT, Kind.FREE_INDIRECT)

TYPE_SIZES = (16, 256, 64)
"""Values of the word features: shape, verb forms, what the verb of saying takes."""

TOKEN_SIZES = (8, 8, 8, 22, 22, 17)
"""Values of the place features: in marks, length of the pair, place in sentence, outer and inner rule quotation, rule roles."""

_PREFIXES = (2, 3, 4, 6)
_SUFFIXES = (2, 3, 4, 5, 7)
_VERB_BITS = {"j": 1, "J": 1, "k": 2, "K": 2, "s": 4, "p": 8, "e": 16, "n": 32, "g": 64, "q": 128}
_TAKES_BITS = {"C": 1, "D": 2, "I": 4, "O": 8, "V": 16}
_SIGNS = {",": 8, ":": 9, ".": 10, "!": 10, "?": 10, "…": 10, "„": 11, "“": 12, "‚": 11, "‘": 12, "–": 13, "—": 13, "-": 13, "(": 14, ")": 14}
"""Signs by what they do; the rest of the shapes is in `shape`."""


@dataclass(frozen=True, slots=True)
class Features:
    """One article: pieces [T, PIECES], word features [T, 3], place features [T, 6], number of the sentence [T]."""

    pieces: NDArray[np.int32]
    types: NDArray[np.int32]
    places: NDArray[np.int32]
    sentence: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class TokenQuotation:
    """A quotation in token numbers: parts as half-open ranges, roles as the tokens they cover; `name` is that of its rule."""

    kind: int
    parts: tuple[tuple[int, int], ...]
    cue: tuple[int, ...] = ()
    frame: tuple[int, ...] = ()
    speaker: tuple[int, ...] = ()
    addressee: tuple[int, ...] = ()
    name: str = ""

    @property
    def roles(self) -> tuple[tuple[int, ...], ...]:
        """Cue, frame, speaker, addressee."""
        return self.cue, self.frame, self.speaker, self.addressee


class WordReader:
    """Turns words into pieces and word features; remembers a bounded number of words."""

    def __init__(self, vocabulary: Sequence[str], lexicon: Lexicon) -> None:
        self._rows = {word: row for row, word in enumerate(vocabulary[: WORDS - 1], start=1)}
        self._lexicon = lexicon
        self._known: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    def read(self, word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Pieces and word features of one word."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > 200_000:
                self._known.clear()
            found = self._known[word] = (self._pieces(word[:64]), self._types(word[:64]))
        return found

    def _pieces(self, word: str) -> tuple[int, ...]:
        low = word.lower()
        whole = self._rows.get(low) or _hashed("=" + low)
        out = [whole]
        if word[0].isalpha():
            out += [_hashed("<" + low[:n]) for n in _PREFIXES if len(low) > n]
            out += [_hashed(low[-n:] + ">") for n in _SUFFIXES if len(low) > n]
        return tuple(out + [0] * (PIECES - len(out)))

    def _types(self, word: str) -> tuple[int, ...]:
        low = word.lower()
        codes = self._lexicon.codes.get(low, "")
        verb = sum({_VERB_BITS[code] for code in codes if code in _VERB_BITS})
        forms = self._lexicon.cues.get(low, ())
        takes = {letter for form in forms for letter in form.cue.takes}
        cue = sum(_TAKES_BITS.get(letter, 0) for letter in takes)
        if forms:
            cue += 32
        return shape(word), verb & 255, cue & 63


def _hashed(piece: str) -> int:
    return WORDS + zlib.crc32(piece.encode("utf-8", errors="replace")) % HASHED


def shape(word: str) -> int:
    """How a word is written: lower, capital, capitals, mixed, digits, or which sign."""
    if word in _SIGNS:
        return _SIGNS[word]
    if word[0].isdigit():
        return 1 if word[-1].isdigit() else 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    if word[0].isupper():
        return 6 if word[1:].islower() else 7
    return 15


def features(parse: Parse, text: str, rules: Sequence[TokenQuotation], reader: WordReader) -> Features:
    """The arrays of an article; `text` is its text with normalised marks."""
    import numpy as np

    count = len(parse.tokens)
    pieces = np.zeros((count, PIECES), np.int32)
    types = np.zeros((count, len(TYPE_SIZES)), np.int32)
    for number, token in enumerate(parse.tokens):
        pieces[number], types[number] = reader.read(text[token.start : token.end])
    places = np.zeros((count, len(TOKEN_SIZES)), np.int32)
    places[:, 0], places[:, 1] = _marks(parse)
    sentence = np.zeros(count, np.int32)
    paragraph = -1
    for number, one in enumerate(parse.sentences):
        if one.first == one.last:
            continue
        sentence[one.first : one.last] = number
        places[one.first, 2] |= 1 | (4 if one.paragraph != paragraph else 0)
        places[one.last - 1, 2] |= 2
        paragraph = one.paragraph
    places[:, 3:] = rule_places(rules, count)
    return Features(pieces, types, places, sentence)


def _marks(parse: Parse) -> tuple[list[int], list[int]]:
    """Per token: where it stands to quotation marks (0 outside, 1 in, 2 deeper, 3 opening, 4 closing, 5 unpaired) and the length of its pair."""
    from bisect import bisect_left

    starts = [token.start for token in parse.tokens]
    place, length = [0] * len(starts), [0] * len(starts)
    for pair in parse.marks:
        first, last = bisect_left(starts, pair.start), bisect_left(starts, pair.end)
        depth = min(pair.depth + 1, 2)
        size = last - first - 2
        bucket = 1 + sum(size > bound for bound in (1, 3, 6, 10, 20, 40))
        inside = range(first, last)
        for number in inside if depth == 1 or last - first < 400 else ():
            place[number], length[number] = depth, bucket
        if first < last:
            place[first] = 3
            if pair.close_end > pair.close_start:
                place[last - 1] = 4
    for position in parse.unpaired:
        number = bisect_left(starts, position)
        if number < len(starts) and starts[number] == position:
            place[number] = 5
    return place, length


def rule_places(rules: Iterable[TokenQuotation], count: int) -> NDArray[np.int32]:
    """What the rules say of every token: outer and inner quotation and roles + 1.

    Of a quotation: 0 unknown, 1 none, then by kind 2.. its first token, 7.. inside, 12.. the first token of a further part, 17.. the last of a part.
    """
    import numpy as np

    out = np.ones((count, 3), np.int32)
    roles = np.zeros(count, np.int32)
    for one in sorted(rules, key=lambda q: -sum(b - a for a, b in q.parts)):
        layer = 0 if all(out[a:b, 0].max(initial=1) == 1 for a, b in one.parts) else 1
        for number, (a, b) in enumerate(one.parts):
            out[a:b, layer] = 7 + one.kind
            out[b - 1, layer] = 17 + one.kind
            out[a, layer] = (2 if number == 0 else 12) + one.kind
        for bit, tokens in enumerate(one.roles):
            for token in tokens:
                roles[token] |= 1 << bit
    out[:, 2] = 1 + roles
    return out


def covered(starts: Sequence[int], ends: Sequence[int], ranges: Iterable[tuple[int, int]]) -> list[int]:
    """Numbers of the tokens of which one range covers at least half."""
    from bisect import bisect_left, bisect_right

    def half(number: int, start: int, end: int) -> bool:
        return 2 * (min(ends[number], end) - max(starts[number], start)) >= ends[number] - starts[number]

    return [number for start, end in ranges for number in range(bisect_right(ends, start), bisect_left(starts, end)) if half(number, start, end)]


def token_quotation(
    kind: Kind, ranges: Mapping[str, Sequence[tuple[int, int]]], starts: Sequence[int], ends: Sequence[int], name: str = ""
) -> TokenQuotation | None:
    """A quotation whose roles are given as ranges of characters, in token numbers; None where it covers no token."""
    parts = []
    for one in ranges["quote"]:
        tokens = covered(starts, ends, (one,))
        if tokens:
            parts.append((tokens[0], tokens[-1] + 1))
    if not parts:
        return None
    cue, frame, speaker, addressee = (tuple(sorted(set(covered(starts, ends, ranges[role])))) for role in ("cue", "frame", "speaker", "addressee"))
    return TokenQuotation(KINDS.index(kind), tuple(sorted(parts)), cue, frame, speaker, addressee, name)


def from_drafts(drafts: Sequence[Draft], parse: Parse) -> tuple[TokenQuotation, ...]:
    """Drafts of an annotator in token numbers."""
    starts, ends = [token.start for token in parse.tokens], [token.end for token in parse.tokens]
    out = []
    for draft in drafts:
        roles = {"quote": draft.quote, "cue": draft.cue, "frame": draft.frame, "speaker": draft.speaker, "addressee": draft.addressee}
        one = token_quotation(draft.kind, {role: _ranges(spans) for role, spans in roles.items()}, starts, ends, draft.rule)
        if one is not None:
            out.append(one)
    return tuple(out)


def _ranges(spans: Spans) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]
