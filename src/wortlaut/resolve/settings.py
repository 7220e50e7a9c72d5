"""When and where something was said, by the words around the quotation, never by the quoted words themselves."""

from __future__ import annotations

from bisect import bisect_left

from wortlaut.records import Article, Interval, Kind, Parse, Quotation, Reason, Span
from wortlaut.resolve.patterns import Around
from wortlaut.resolve.reading import Reader, Sort, Word, text_of
from wortlaut.seams import NameSort

_PLACES = frozenset({NameSort.PLACE, NameSort.CAPITAL, NameSort.STATE})


class Settings:
    """Time and place of the statements of one article."""

    def __init__(self, article: Article, parse: Parse, reader: Reader, around: Around) -> None:
        self._article = article
        self._parse = parse
        self._reader = reader
        self._around = around
        self._starts = [sentence.start for sentence in parse.sentences]
        self._times = sorted(parse.times, key=lambda time: time.span.start)
        self._time_starts = [time.span.start for time in self._times]

    def sentences(self, spans: tuple[Span, ...]) -> list[int]:
        """The sentences in which the first and the last of the spans stand, at most four."""
        if not spans or not self._starts:
            return []
        first = max(0, bisect_left(self._starts, min(span.start for span in spans) + 1) - 1)
        last = max(0, bisect_left(self._starts, max(span.end for span in spans)) - 1)
        return list(range(first, min(last, first + 3) + 1))

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
        for number in self.sentences(quotation.quote[:1]):
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

    # --- where -----------------------------------------------------------------------------------------------

    def place(self, quotation: Quotation) -> Span | None:
        """A place named in the frame outside speaker and addressee; None where none stands or there is no frame."""
        if not quotation.frame:
            return None
        avoid = quotation.speaker + quotation.addressee
        for match, end in self._around.matches(quotation, self._reader.words.places):
            span = self._named(match.start("place"), end) if self._around.free(match, quotation) else None
            if span is not None and not any(span.overlaps(one) for one in avoid):
                return span
        return None

    def _named(self, start: int, end: int) -> Span | None:
        """The run of names at a place of the text, if it may be a place's."""
        words = self._reader.read(self._article.text, start, min(end, start + 80))
        size = next((size for size in range(min(len(words), self._reader.words.longest_name), 1, -1) if self._listed(words[:size])), 0)
        while size < len(words) and self._may_be_place(words[size]):
            size += 1
        ends = size == len(words) or not words[size].capital
        return self._article.span(words[0].start, words[size - 1].end) if size and ends else None

    def _listed(self, words: list[Word]) -> bool:
        known = self._reader.words.known(text_of(words))
        return known is not None and known.sort in _PLACES

    def _may_be_place(self, word: Word) -> bool:
        if word.known is not None:
            return word.known.sort in _PLACES
        return word.sort is Sort.NAME and not word.acronym
