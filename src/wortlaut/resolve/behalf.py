"""On whose behalf somebody speaks: a spokesperson or lawyer for whom their noun governs, anybody by words that say so.

It never replaces the speaker, and it takes nobody for represented because of an office alone: a minister speaks for herself until the text says more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from wortlaut.records import ActorKind, Article, Kind, Quotation
from wortlaut.resolve.cast import Part
from wortlaut.resolve.media import compiled
from wortlaut.resolve.noun_phrases import leading_phrase
from wortlaut.resolve.reading import Reader, Sort, Word
from wortlaut.resolve.speakers import Speakers
from wortlaut.seams import Determiner, Noun, NounClass

_OWNERS = frozenset({Determiner.HIS, Determiner.HER})
_REPRESENTED = frozenset({NounClass.PERSON, NounClass.ORGANISATION})
_REACH = 160
"""How many characters of a phrase are read."""


@dataclass(frozen=True, slots=True)
class _Body:
    """An organisation by its noun, as the text names it at `start`."""

    start: int
    office: str
    words: tuple[Word, ...]


class Behalf:
    """Finds for whom the statements of one article were made; `lines` are the words of its sentences."""

    def __init__(self, article: Article, reader: Reader, lines: list[list[Word]], speakers: Speakers) -> None:
        self._article = article
        self._reader = reader
        self._words = reader.words
        self._speakers = speakers
        self._bodies = [
            _Body(word.start, word.noun.office, tuple(line[at:]))
            for line in lines
            for at, word in enumerate(line)
            if word.sort is Sort.NOUN and word.noun is not None and word.noun.kind is NounClass.ORGANISATION
        ]
        self._body_starts = [body.start for body in self._bodies]

    def of(self, quotation: Quotation, speaker: list[Word], actor: Part | None) -> Part | None:
        """Whom the text says the speaker speaks for; None where it says nothing or that is the speaker."""
        whom = self._declared(quotation) or self._office(speaker, actor)
        part = self._speakers.who(whom, "").part if whom else None
        if part is None or part is not actor:
            return part
        described = any(word.noun is not None and word.noun.kind is NounClass.PERSON for word in whom)
        return self._speakers.described(whom).part if described else None

    # --- by words that say so --------------------------------------------------------------------------------

    def _declared(self, quotation: Quotation) -> list[Word]:
        """The phrase behind words like "in the name of", in the frame or, for a summarised act, in the whole clause."""
        spans = quotation.frame or (quotation.quote if quotation.kind is Kind.REPORTED else ())
        for span in spans:
            for pattern in self._words.behalf:
                for match in compiled(pattern).finditer(self._article.text, span.start, span.end):
                    start = match.start("whom")
                    phrase = leading_phrase(self._reader.read(self._article.text, start, min(span.end, start + _REACH)), self._words)
                    within = any(one.start <= start < one.end for one in quotation.speaker)
                    if _can_be_represented(phrase) and not within and self._adjoins(match, quotation):
                        return phrase
        return []

    def _adjoins(self, match: re.Match[str], quotation: Quotation) -> bool:
        """Whether "for" belongs to the saying and not to another noun ("promised help for X")."""
        if "between" not in match.re.groupindex:
            return True
        words = self._reader.read(self._article.text, *match.span("between"))
        return all(word.sort is not Sort.NOUN or any(one.start <= word.start < one.end for one in quotation.speaker) for word in words)

    # --- by the speaker's office -----------------------------------------------------------------------------

    def _office(self, line: list[Word], actor: Part | None) -> list[Word]:
        """Whom the representative in a speaker phrase represents: what follows the noun, what owns it, or its first part."""
        at = next((at for at, word in enumerate(line) if word.sort is Sort.NOUN and word.noun is not None and word.noun.represents), None)
        noun = line[at].noun if at is not None else None
        if at is None or noun is None:
            return []
        return self._governed(line, at, actor) or self._owner(line, at) or self._first_part(noun, line[at])

    def _governed(self, line: list[Word], at: int, actor: Part | None) -> list[Word]:
        """What stands in the genitive behind the noun, or behind the name of its holder with "of"."""
        following = line[at + 1 :]
        if following and following[0].text.lower() in self._words.genitive:
            return leading_phrase(following, self._words)
        holder = actor is not None and actor.kind is ActorKind.PERSON
        if following and not holder and following[0].capital and len(self._words.bases(following[0].text)) > 1:
            return leading_phrase(following, self._words)
        behind = next((index for index, word in enumerate(following) if not word.capital), len(following))
        if behind < len(following) and following[behind].text.lower() in self._words.of:
            return leading_phrase(following[behind + 1 :], self._words) or leading_phrase(following[behind:], self._words)
        return []

    def _owner(self, line: list[Word], at: int) -> list[Word]:
        """A name in the genitive before the noun, or a possessive."""
        before = line[at - 1] if at else None
        if before is None:
            return []
        if before.capital and len(self._words.bases(before.text)) > 1:
            return [word for word in line[:at] if word.capital]
        owner = next((word for word in line[:at] if self._words.determiner(word.text) in _OWNERS), None)
        return [owner] if owner is not None else []

    def _first_part(self, noun: Noun, word: Word) -> list[Word]:
        """The body in a compound: the one of that noun named last before, else the noun itself."""
        name = noun.spoken_for or noun.prefix
        inner = self._words.noun(name)
        if inner is not None:
            before = [body for body in self._bodies[: bisect_left(self._body_starts, word.start)] if body.office.endswith(inner.office)]
            if len({body.office for body in before}) == 1:
                return leading_phrase(before[-1].words, self._words)
        return [one._replace(start=word.start, end=word.start + len(name)) for one in self._reader.read(name, 0, len(name))][:1] if name else []


def _can_be_represented(phrase: Sequence[Word]) -> bool:
    """Whether a phrase is built around people, a body or a name, not around a thing or a medium."""
    head = next((word for word in phrase if word.capital), None)
    return head is not None and (head.noun is None or head.noun.kind in _REPRESENTED)
