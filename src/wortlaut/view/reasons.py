"""Why two statements may stand against each other, and two actors may be one, in the language of the visitor.

`study` and `resolve` give their reasons in English; here they stand as the catalogues know them (see `wortlaut.view.refusals`).
"""

from __future__ import annotations

import re

from wortlaut.view.language import Words, mark
from wortlaut.view.refusals import translated

REASONS = (
    mark("the same day"),
    mark("%s day apart"),
    mark("%s days apart"),
    mark("dates overlap (%s to %s, %s to %s)"),
    mark("in the same article"),
    mark("a side is the machine's suggestion"),
    mark("a speaker is inferred"),
    mark("same addressee"),
    mark("another addressee"),
    mark("same place"),
    mark("another place"),
    mark("%s: %s, then %s"),
    mark("one name: %s, %s"),
    mark("the names sound alike: %s, %s"),
    mark("one is also called like the other: %s, %s"),
    mark("one surname, and no given name speaks against it: %s, %s"),
    mark("one surname and fitting initials: %s, %s"),
    mark("one name is made of the first letters of the other: %s, %s"),
)
SIDES = (mark("for"), mark("against"), mark("neither"))

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def reason(words: Words, text: str) -> str:
    """A reason in the language of the visitor; its days and sides, too."""

    def told(part: str) -> str:
        if part in SIDES:
            return words.say(part)
        return words.day(part) if _DAY.fullmatch(part) else part

    return translated(words, text, REASONS, told)
