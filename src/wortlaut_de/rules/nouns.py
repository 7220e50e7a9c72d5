"""Indirect quotations framed by a noun of saying: `die Forderung des Rats, den Pegel zu senken`, `der Vorwurf, dass ...`.

Not for: verbs of saying, which come first (frames).
"""

from __future__ import annotations

from wortlaut.records import Kind
from wortlaut_de.rules.clauses import infinitive_follows, main_mood
from wortlaut_de.rules.found import Found
from wortlaut_de.rules.phrases import Phrase, noun_phrase, possessive
from wortlaut_de.rules.sources import trimmed
from wortlaut_de.rules.speakers import cue_spans
from wortlaut_de.rules.subjects import subject
from wortlaut_de.rules.view import Segment, View


def find_nouns(view: View, number: int, taken: list[tuple[int, int]]) -> list[Found]:
    """The quotations framed by nouns of saying outside `taken` token ranges."""
    out: list[Found] = []
    for place, segment in enumerate(view.segments[:-1]):
        following = view.segments[place + 1]
        noun = _noun(view, segment)
        if noun is None or following.before != "," or any(a <= noun < b or a <= following.start < b for a, b in taken):
            continue
        if not _content(view, place + 1, view.words[noun]):
            continue
        end = _end(view, place + 1)
        quote = trimmed(view, following.start, end)
        if quote is None:
            continue
        owner = _owner(view, segment, noun)
        finites = view.finites(segment)
        if owner or not finites:
            start = _start(view, segment, noun)
            cue: tuple[int, ...] = (noun,)
        else:
            # without a holder of its own the noun takes the clause with it: `sie vertritt die Ansicht, dass`
            start = segment.start
            joined = view.low[finites[0]].startswith(("vertr", "kam", "komm"))
            cue = (finites[0], noun) if joined else (noun,)
            owner = _subject(view, segment, noun, finites[0])
        found = Found(Kind.INDIRECT, "indirect/noun", number, [quote], cue_spans(view, tuple(sorted(cue))), [view.span(start, following.start)])
        if owner:
            found.speaker = [view.span(owner.start, owner.end)]
        out.append(found)
        taken = [*taken, (following.start, end)]
    return out


def _noun(view: View, segment: Segment) -> int | None:
    """The last noun of saying of a segment, if nothing but what belongs to it follows."""
    nouns = view.lexicon.words["noun_framing"]
    for i in range(segment.end - 1, max(segment.start - 1, segment.end - 14), -1):
        if view.words[i] in nouns:
            phrase = noun_phrase(view, i, segment.end)
            end = phrase.end if phrase else i + 1
            rest = segment.end - end
            return (
                i
                if rest == 0
                or (rest <= 2 and all(bool(view.codes[j]) or view.low[j] in {"laut", "auf", "an", "vor"} for j in range(end, segment.end)))
                else None
            )
    return None


def _content(view: View, place: int, noun: str) -> bool:
    """Whether the clause behind the comma is the content of the noun."""
    segment = view.segments[place]
    first = view.low[view.head(segment)]
    if first in view.lexicon.words["content_openers"] or first == "wonach":
        return True
    if first in view.lexicon.words["no_content"]:
        return False
    if noun in view.lexicon.words["noun_demanding"] and infinitive_follows(view, place):
        return True
    return not view.is_subordinate(segment) and view.mood(segment) and main_mood(view, place)


def _end(view: View, place: int) -> int:
    """The end of the content: before the segment that takes the outer clause up again."""
    for segment in view.segments[place + 1 :]:
        finites = view.finites(segment)
        if segment.before == ";" or (finites and finites[0] == segment.start and not view.is_subordinate(segment)):
            return segment.start - 1
    return view.content_end()


def _start(view: View, segment: Segment, noun: int) -> int:
    """Where the frame starts: at the noun's phrase with its preposition."""
    i = noun
    while i > segment.start and noun - i < 4 and (view.words[i - 1][0].islower() and not view.finite(i - 1)) and view.words[i - 1].isalpha():
        i -= 1
        if view.low[i] in view.lexicon.words["prepositions"]:
            break
    while i > 0 and i == segment.start + 1:
        i = segment.start
    return i


def _subject(view: View, segment: Segment, noun: int, finite: int) -> Phrase | None:
    """The subject of the clause, unless that is the noun itself."""
    found = subject(view, finite, segment.start, segment.end)
    return found if found and not found.start <= noun < found.end and view.low[found.start] not in view.lexicon.words["never_speaks"] else None


def _owner(view: View, segment: Segment, noun: int) -> Phrase | None:
    """Who holds the view: the genitive or `von` phrase behind the noun, or the name in front of it."""
    after = noun + 1
    if after < segment.end and view.low[after] in {"von", "vom"}:
        return noun_phrase(view, after + 1, segment.end)
    if after < segment.end and (view.low[after] in {"des", "der", "eines", "einer"} or possessive(view, after) in {"er", "es"}):
        return noun_phrase(view, after, segment.end)
    if noun > segment.start and view.capital(noun - 1) and view.words[noun - 1][-1] in "s'’":
        return Phrase(noun - 1, noun, False, None)
    return None
