"""Large and small Latin letters as insides of regular-expression classes; `re` has no such classes of its own."""

from __future__ import annotations

_LATIN = [chr(code) for code in range(0x41, 0x250)]

UPPER = "".join(letter for letter in _LATIN if letter.isupper())
"""Large letters, for use inside brackets: `[{UPPER}]`."""

LOWER = "".join(letter for letter in _LATIN if letter.islower() and letter.isalpha())
"""Small letters, for use inside brackets: `[{LOWER}]`."""
