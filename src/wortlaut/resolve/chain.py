"""Through whose hands a statement went, and when it was made: both from the words around the quotation, never from the quotation itself.

The chain names what the text names: the outlet, the agencies of its byline, a medium it cites, a spokesperson. It does not judge whether
any of them is reliable, and an empty chain says only that nothing was named.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from wortlaut.records import Article, ChainStep, Hand, Interval, Kind, Parse, Quotation, Reason, Span
from wortlaut.resolve.reading import MARKS, Reader, Sort, Word, text_of
from wortlaut.seams import ChainPattern, NameSort, NounClass

_NAMES = frozenset({Sort.NAME, Sort.KNOWN, Sort.FIRST, Sort.NUMBER})

_ABBREVIATION = 4
"""An agency's abbreviation in small letters is at most this long."""


_LOOK_BACK = 3
"""How many sentences back a bare noun for a medium may point."""


class _Cited(NamedTuple):
    """What a sentence cites: media by name, and whether a cited medium has none there."""

    named: tuple[ChainStep, ...]
    bare: bool


def _part_of(name: str, known: set[str]) -> bool:
    """Whether a name is one of these or whole words of one ("Radio" for "Radio Süd")."""
    return any(f" {name} " in f" {one} " for one in known)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class Chains:
    """Finds the chain of each quotation of one article."""

    def __init__(self, article: Article, parse: Parse, reader: Reader, patterns: tuple[ChainPattern, ...]) -> None:
        self._article = article
        self._parse = parse
        self._reader = reader
        self._patterns = patterns
        self._starts = [sentence.start for sentence in parse.sentences]
        self._times = sorted(parse.times, key=lambda time: time.span.start)
        self._time_starts = [time.span.start for time in self._times]
        self._media: dict[int, _Cited] = {}
        base = [ChainStep(Hand.OUTLET, article.outlet)] if article.outlet else []
        self._base = tuple(base + [ChainStep(Hand.AGENCY, agency) for agency in article.agencies])

    def of(self, quotation: Quotation, speaker: list[Word]) -> tuple[ChainStep, ...]:
        """Outlet, byline agencies, media cited in the sentence or spoken to, and the spokesperson who spoke."""
        media: dict[tuple[Hand, str], ChainStep] = {}
        addressed = [self._spoken_to(span) for span in quotation.addressee]
        cited = [step for number in self._sentences(quotation.quote + quotation.frame) for step in self._cited(number)]
        known = {step.name for step in self._base}
        for step in (*cited, *addressed):
            if step is not None and not _part_of(step.name, known) and not self._inside(step, quotation):
                media.setdefault((step.hand, step.name), step)
        return self._base + tuple(media.values()) + self._spokesperson(speaker)

    def _spoken_to(self, span: Span) -> ChainStep | None:
        """The medium an addressee names; the span ends with its name, so every capital behind the noun belongs to it ("to the station X Y")."""
        words = self._reader.read(self._article.text, span.start, span.end)
        at = next((at for at, word in enumerate(words) if word.noun is not None and word.noun.kind is NounClass.MEDIUM), None)
        noun = words[at].noun if at is not None else None
        if at is None or noun is None or noun.agency or at + 1 == len(words) or not all(word.capital for word in words[at + 1 :]):
            return self._step(Hand.MEDIUM, span.start, span.end)
        name = words[at + 1 if noun.generic else at :]
        return ChainStep(Hand.MEDIUM, text_of(name), self._article.span(words[at].start, words[-1].end))

    def _inside(self, step: ChainStep, quotation: Quotation) -> bool:
        """Whether a step is the speaker or stands in the quoted words themselves."""
        if step.span is None:
            return False
        quote = () if quotation.kind is Kind.REPORTED else quotation.quote
        return any(step.span.overlaps(span) for span in quotation.speaker) or any(step.span.within(span) for span in quote)

    def _sentences(self, spans: tuple[Span, ...]) -> list[int]:
        """The sentences in which the first and the last of the spans stand, at most four."""
        if not spans or not self._starts:
            return []
        first = max(0, bisect_left(self._starts, min(span.start for span in spans) + 1) - 1)
        last = max(0, bisect_left(self._starts, max(span.end for span in spans)) - 1)
        return list(range(first, min(last, first + 3) + 1))

    def _cited(self, number: int) -> tuple[ChainStep, ...]:
        """The media a sentence cites; a bare noun for a medium ("the paper reports") means the last one named shortly before."""
        cited = self._search(number)
        if cited.named or not cited.bare:
            return cited.named
        for earlier in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1):
            media = [step for step in self._search(earlier).named if step.hand is Hand.MEDIUM]
            if media:
                return (media[-1],)
        return ()

    def _search(self, number: int) -> _Cited:
        found = self._media.get(number)
        if found is None:
            found = self._media[number] = self._read(number)
        return found

    def _read(self, number: int) -> _Cited:
        sentence = self._parse.sentences[number]
        end = min(sentence.end, sentence.start + 2000)
        out: dict[int, ChainStep] = {}
        bare = False
        for entry in self._patterns:
            for match in _compiled(entry.pattern).finditer(self._article.text, sentence.start, end):
                step = self._step(entry.hand, match.start("hand"), match.end("hand"))
                if step is None:
                    bare = bare or entry.hand is Hand.MEDIUM
                elif step.span is not None:
                    out.setdefault(step.span.start, step)
        return _Cited(tuple(out[start] for start in sorted(out)), bare)

    def _step(self, hand: Hand, start: int, end: int) -> ChainStep | None:
        """The medium named in a stretch: a listed one, the name in marks or after a noun for media, else the noun itself."""
        words = self._reader.read(self._article.text, start, end)
        nouns = [at for at, word in enumerate(words) if word.noun is not None and word.noun.kind is NounClass.MEDIUM and word.sort is Sort.NOUN]
        agency = any(noun.agency for noun in (words[at].noun for at in nouns) if noun is not None)
        kind = Hand.AGENCY if agency else hand
        for first, word in enumerate(words):
            known = self._listed(words, first)
            if known is not None and known[2] is NameSort.MEDIUM:
                return ChainStep(kind, known[1], self._article.span(word.start, words[known[0]].end))
        return self._by_noun(kind, words, nouns[0]) if nouns else None

    def _listed(self, words: list[Word], first: int) -> tuple[int, str, NameSort] | None:
        longest = self._reader.words.longest_name
        for last in range(min(len(words), first + longest) - 1, first - 1, -1):
            text = self._article.text[words[first].start : words[last].end]
            known = self._reader.words.known(text)
            if known is not None and known.sort in (NameSort.MEDIUM, NameSort.ORGANISATION) and (last > first or words[first].noun is None):
                return last, known.name, known.sort
        return None

    def _by_noun(self, hand: Hand, words: list[Word], at: int) -> ChainStep | None:
        """The medium by the name that follows its noun; agencies may be written small ("der Nachrichtenagentur fpa").

        A proper compound ("Talzeitung") is a name itself; a bare noun for media names nobody.
        """
        last = at
        while last + 1 < len(words) and (words[last + 1].sort in _NAMES or words[last + 1].text in MARKS):
            last += 1
        small = words[last + 1] if last == at and last + 1 < len(words) and hand is Hand.AGENCY else None
        if small is not None and small.sort is Sort.LOWER and len(small.text) <= _ABBREVIATION and not self._reader.words.common(small.text):
            last += 1
        name = " ".join(word.text for word in words[at + 1 : last + 1] if word.sort is not Sort.SIGN)
        noun = words[at].noun
        if not name and (noun is None or noun.generic or (noun.typed and not noun.guessed) or noun.plural):
            return None
        name = name or words[at].text
        return ChainStep(hand, name, self._article.span(words[at].start, words[last].end))

    def _spokesperson(self, speaker: list[Word]) -> tuple[ChainStep, ...]:
        for word in speaker:
            if word.noun is not None and word.noun.spokesperson and word.sort is Sort.NOUN:
                end = speaker[-1].end
                return (ChainStep(Hand.SPOKESPERSON, self._article.text[word.start : end], self._article.span(word.start, end)),)
        return ()

    # --- when ------------------------------------------------------------------------------------------------

    def said(self, quotation: Quotation) -> Interval | None:
        """The time told in the frame; without a frame the first one in the sentence outside the quoted words; None where none stands.

        Beside a frame, a time in the same sentence tells of something else ("On Friday X had agreed, now Y said that ...").
        """
        for span in quotation.frame:
            if (found := self._time_in(span.start, span.end, ())) is not None:
                return found
        if quotation.frame:
            return None
        avoid = () if quotation.kind is Kind.REPORTED else quotation.quote
        for number in self._sentences(quotation.quote[:1]):
            sentence = self._parse.sentences[number]
            if (found := self._time_in(sentence.start, sentence.end, avoid)) is not None:
                return found
        return None

    def _to_come(self, time: Interval) -> bool:
        """Whether a time lies behind the publication: what was said was said before it was printed."""
        printed = self._article.published.end
        return bool(printed and time.start and time.start > printed)

    def _time_in(self, start: int, end: int, avoid: tuple[Span, ...]) -> Interval | None:
        at = bisect_left(self._time_starts, start)
        while at < len(self._times) and self._time_starts[at] < end:
            time = self._times[at]
            told = time.interval.reason is not Reason.UNKNOWN and (time.interval.start or time.interval.end) and not self._to_come(time.interval)
            if told and time.span.end <= end and not any(time.span.overlaps(span) for span in avoid):
                return time.interval
            at += 1
        return None
