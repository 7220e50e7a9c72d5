"""Several speakers in one phrase: where they are joined and where each of them starts and ends."""

from __future__ import annotations

from wortlaut.resolve.phrases import Phrase, Shape
from wortlaut.resolve.reading import Sort, Word
from wortlaut.seams import NameWords

_JOINABLE = frozenset({Shape.PERSON, Shape.KNOWN, Shape.NAME, Shape.BODY})


def joint_at(phrase: Phrase, words: NameWords) -> int | None:
    """Where a word joins two speakers, None if it joins anything else."""
    line = phrase.words
    if phrase.shape not in _JOINABLE:
        return None
    at = next((index for index, word in enumerate(line) if word.text.lower() in words.joining), None)
    if at is None or at <= phrase.head or at + 1 >= len(line):
        return None
    before, following = line[at - 1], line[at + 1]
    if before.text == "-" or (before.sort is Sort.LOWER and before.known is None):
        return None
    if phrase.shape is Shape.PERSON and not _name_alone(phrase, at):
        return None
    return at if following.capital or words.determiner(following.text) is not None else None


def listing(phrase: Phrase, at: int, words: NameWords) -> list[tuple[Word, ...]]:
    """What stands before a joining word, cut at its commas where every piece is a name ("A, B und C"), the noun for all of them left out."""
    pieces: list[list[Word]] = [[]]
    for word in phrase.words[:at]:
        if word.text == ",":
            pieces.append([])
        else:
            pieces[-1].append(word)
    if len(pieces) == 1 or not all(piece and (piece[0].capital or words.determiner(piece[0].text)) for piece in pieces):
        return [phrase.words[:at]]
    noun = phrase.noun
    if noun is not None and phrase.plural(words) and phrase.head + 1 < len(pieces[0]):
        pieces[0] = pieces[0][phrase.head + 1 :]
    return [tuple(piece) for piece in pieces]


def _name_alone(phrase: Phrase, at: int) -> bool:
    """Whether the name stands before the joining word with nothing but brackets between."""
    end = phrase.names[0].end
    between = [word for word in phrase.words[:at] if word.start >= end]
    return phrase.words[at].start > end and (not between or (between[0].text == "(" and between[-1].text == ")"))
