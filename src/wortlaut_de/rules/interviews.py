"""Interviews printed without marks: paragraphs that start with the speaker's name and a colon.

Not for: quotations in marks behind a name and a colon (direct).
"""

from __future__ import annotations

from collections import Counter

from wortlaut.records import Article, Kind, Parse
from wortlaut_de.rules.found import Found

LONGEST_LABEL = 5
"""Tokens of a name in front of the colon."""

LEAST_TURNS = 2
"""Turns that a speaker must have, and speakers that an interview must have."""


def find_interviews(article: Article, parse: Parse) -> tuple[list[Found], list[tuple[int, int]]]:
    """One direct quotation for each turn of an interview, and the token ranges they take up.

    A label counts where it opens at least two paragraphs, and where at least two labels do: `Bote: ...`, `Kolb: ...`.
    """
    turns = []
    for number, sentence in enumerate(parse.sentences):
        if number and parse.sentences[number - 1].paragraph == sentence.paragraph:
            continue
        colon = _label(parse, sentence.first, sentence.last)
        if colon:
            turns.append((number, colon, article.text[sentence.start : parse.tokens[colon].start]))
    counts = Counter(label for _, _, label in turns)
    speakers = {label for label, count in counts.items() if count >= LEAST_TURNS}
    if len(speakers) < LEAST_TURNS:
        return [], []
    found, taken = [], []
    for number, colon, label in turns:
        if label in speakers:
            turn, last = _turn(article, parse, number, colon)
            found.append(turn)
            taken.append((colon + 1, last))
    return found, taken


def _label(parse: Parse, first: int, last: int) -> int:
    """The token of the colon behind a name that opens a sentence; 0 if there is none."""
    for i in range(first + 1, min(first + LONGEST_LABEL + 1, last - 1)):
        text = parse.tokens[i].text
        if text == ":":
            return i
        if not (text[0].isupper() or text in {".", "-"}):
            return 0
    return 0


def _turn(article: Article, parse: Parse, number: int, colon: int) -> tuple[Found, int]:
    """The quotation of one turn: the rest of its paragraph, one part per sentence."""
    first = parse.sentences[number]
    quote, last = [], colon + 1
    for place in range(number, len(parse.sentences)):
        sentence = parse.sentences[place]
        if sentence.paragraph != first.paragraph:
            break
        start = parse.tokens[colon + 1].start if sentence is first else sentence.start
        quote.append(article.span(start, sentence.end))
        last = sentence.last
    name = article.span(first.start, parse.tokens[colon - 1].end)
    frame = article.span(first.start, parse.tokens[colon].end)
    return Found(Kind.DIRECT, "direct/interview", number, quote, frame=[frame], speaker=[name]), last
