"""Which language pack reads a text: what the user said, else the share of function words. Not a general language identifier."""

from __future__ import annotations

from collections.abc import Sequence

from wortlaut.clean.units import find_words
from wortlaut.clean.words import words_of
from wortlaut.seams import Language

_SAMPLE = 20_000
_FLOOR = 0.15
_FEW_WORDS = 8


def choose_language(text: str, given: str | None, languages: Sequence[Language]) -> tuple[Language | None, str | None]:
    """The pack and the language code; (None, None) where no pack fits, (None, code) where the user names one without a pack."""
    if given and given.strip():
        wanted = given.strip().casefold()
        code = wanted.replace("_", "-").split("-")[0]
        for language in languages:
            if code == language.code.casefold() or wanted == language.name.casefold():
                return language, language.code
        return None, code
    words = find_words(text[:_SAMPLE])
    shares = [(words_of(language).stop_share(words), language) for language in languages]
    best = max(shares, key=lambda pair: pair[0], default=None)
    if best is None or (best[0] < _FLOOR and not (len(words) <= _FEW_WORDS and best[0] > 0)):
        return None, None
    return best[1], best[1].code
