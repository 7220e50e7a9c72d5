"""Tokens of a stretch of text: runs of word characters with inner hyphens, numbers with separators, single other signs.

The rule is the one that gold data is scored with (`evaluate` uses it too), so token edges agree everywhere. It is
not a linguistic tokeniser: "geht's" is three tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from sys import intern

from wortlaut.records import Token

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:-\w+)*|[^\w\s]")


def tokenise(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens of `text[start:end]` in order, with offsets in `text`; equal words share one string to save memory."""
    for match in TOKEN.finditer(text, start, end):
        yield Token(match.start(), match.end(), intern(match.group()))
