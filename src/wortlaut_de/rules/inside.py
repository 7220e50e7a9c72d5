"""Finds what others are said to have said inside direct quotations: `„Der Rat hat gesagt, dass ...“, sagte X`.

Not for: verbatim fragments inside indirect quotations (annotator), which need no frame of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from wortlaut.records import Article, Parse, Span
from wortlaut_de.rules.direct import Pair
from wortlaut_de.rules.found import Found
from wortlaut_de.rules.frames import find_frames
from wortlaut_de.rules.hits import find_hits
from wortlaut_de.rules.lexicon import Lexicon
from wortlaut_de.rules.view import View

RULES = {"indirect/dass": "nested/dass", "indirect/konjunktiv-behind": "nested/konjunktiv-behind"}
"""The frames sought inside quotations, the surest ones, with the names they bear there."""

SHORTEST, LONGEST = 5, 600
"""Tokens of a sentence inside a quotation that is searched."""


def find_inside(article: Article, parse: Parse, words: Lexicon, direct: list[Found], speech: list[Pair]) -> list[Found]:
    """The quotations of others inside the direct quotations `direct`, which the pairs `speech` hold."""
    places = sorted(((span.start, span.end, found) for found in direct for span in found.quote), key=lambda place: place[:2])
    starts = [place[0] for place in places]
    out = []
    for pair in speech:
        for number in range(pair.opens_in, pair.closes_in + 1):
            view = _view(article, parse, words, pair, number)
            if view is None:
                continue
            hits = [hit for hit in find_hits(view) if hit.cue.name not in words.words["shows"]]
            for found in find_frames(view, number, hits)[0]:
                place = bisect_right(starts, found.quote[0].start) - 1
                if found.rule not in RULES or not _other(words, found.speaker) or place < 0 or places[place][1] <= found.quote[0].start:
                    continue
                found.within, found.rule = places[place][2], RULES[found.rule]
                out.append(found)
    return out


def _view(article: Article, parse: Parse, words: Lexicon, pair: Pair, number: int) -> View | None:
    """The part of a sentence inside the marks, if it may hold a clause that is quoted."""
    sentence = parse.sentences[number]
    first, last = max(sentence.first, pair.first + 1), min(sentence.last, pair.last - 1)
    tokens = parse.tokens[first:last]
    if not SHORTEST <= len(tokens) <= LONGEST or not any(token.text == "," for token in tokens):
        return None
    clear = [False] * len(tokens)
    return View(article, replace(sentence, start=tokens[0].start, end=tokens[-1].end, first=first, last=last), tokens, words, clear, clear)


def _other(words: Lexicon, speaker: list[Span]) -> bool:
    """Whether the speaker is somebody else than those who talk and listen."""
    return bool(speaker) and speaker[0].text.lower() not in words.words["never_speaks"]
