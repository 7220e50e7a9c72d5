"""Why two statements may stand against each other, two actors may be one, and a speaker stays unknown, in the language of the visitor.

`study`, `resolve` and `quote` give their reasons in English; here they stand as the catalogues know them (see `wortlaut.view.refusals`).
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
ABSTENTIONS = (
    mark("no speaker in the text"),
    mark("the text names no speaker here"),
    mark("the model names no speaker"),
    mark("the tagger finds no speaker in the text around it"),
    mark("first person outside a known speaker's words"),
    mark("an indefinite pronoun names nobody"),
    mark("the text does not tell whom this points to"),
    mark("plural pronoun without an earlier group"),
    mark("the pronoun may mean an unnamed person"),
    mark("pronoun without an earlier person"),
    mark("the text does not tell which organisation is meant"),
    mark("the text does not tell which document is meant"),
    mark("the text does not tell who holds this role"),
    mark("the text does not tell whose words these are"),
    mark("the text does not tell whose colleague is meant"),
    mark("the text does not name this colleague"),
    mark("several speakers, not all of them known"),
    mark("several could be meant: %s"),
    mark("perhaps %s, but of speakers told like this only %s in 100 are found right"),
    mark("set by %s"),
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


def abstention(words: Words, text: str) -> str:
    """Why it is not known who said something, in the language of the visitor."""
    return translated(words, text, ABSTENTIONS)
