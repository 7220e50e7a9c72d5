"""On whose behalf somebody speaks: spokespeople and lawyers by what their noun governs, anybody by words that say so.

It never replaces the speaker, and it takes nobody for represented because of an office alone: a minister speaks for herself until the text says more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wortlaut.records import ActorKind, Article, Quotation
from wortlaut.resolve.cast import Part
from wortlaut.resolve.chain import Told
from wortlaut.resolve.noun_phrases import leading_phrase
from wortlaut.resolve.patterns import Around
from wortlaut.resolve.reading import Reader, Sort, Word
from wortlaut.resolve.speakers import Speakers
from wortlaut.seams import Determiner, NameSort, Noun, NounClass

_OWNERS = frozenset({Determiner.HIS, Determiner.HER})
_REPRESENTED = frozenset({NounClass.PERSON, NounClass.ORGANISATION})
_REACH = 160
"""How many characters of a phrase are read."""
_LOOK_BACK = 200
"""How many organisations before a spokesperson are considered."""
_WORDS = 12
"""How many words the name of a body may have."""


@dataclass(frozen=True, slots=True)
class _Body:
    """An organisation by its noun, as the text names it at `start`."""

    start: int
    office: str
    line: list[Word]
    at: int


class Behalf:
    """Finds for whom the statements of one article were made; `lines` are the words of its sentences."""

    def __init__(self, article: Article, reader: Reader, lines: list[list[Word]], around: Around, speakers: Speakers) -> None:
        self._article = article
        self._reader = reader
        self._words = reader.words
        self._around = around
        self._speakers = speakers
        self._bodies = [
            _Body(word.start, word.noun.office, line, at)
            for line in lines
            for at, word in enumerate(line)
            if word.sort is Sort.NOUN and word.noun is not None and word.noun.kind is NounClass.ORGANISATION and not word.noun.plural
        ]
        self._held: dict[int, Part] = {}
        self._body_starts = [body.start for body in self._bodies]

    def of(self, path: Sequence[Told]) -> Part | None:
        """Whom the text says the speaker of the last statement of a path speaks for; None where it says nothing or that is the speaker.

        The path runs from the outermost statement inwards; what it says of the same speaker further out holds inside, too. An office
        told once holds for what the same speaker says later in the article.
        """
        actor = path[-1].actor
        for told in reversed(path):
            if told is not path[-1] and (actor is None or told.actor is not actor):
                break
            declared = self._declared(told.quotation)
            part = self._part(declared, actor) if declared else None
            if part is not None:
                return part
            for whom in self._office(told.speaker, actor):
                part = self._part(whom, actor) if whom else None
                if part is not None:
                    self._held[id(actor)] = part
                    return part
        return self._held.get(id(actor)) if actor is not None else None

    def _part(self, whom: list[Word], actor: Part | None) -> Part | None:
        """Whom a phrase means; a role that would mean the speaker stays unnamed ("the lawyer of the plaintiff, X"), as do neighbours and the like."""
        part = self._speakers.who(whom, "").part
        nouns = [word.noun for word in whom if word.noun is not None and word.noun.kind is NounClass.PERSON]
        if part is None and any(noun.unnamed for noun in nouns):
            return self._speakers.described(whom).part
        if part is None or part is not actor:
            return part
        return self._speakers.described(whom).part if nouns else None

    # --- by words that say so --------------------------------------------------------------------------------

    def _declared(self, quotation: Quotation) -> list[Word]:
        """The phrase behind words like "in the name of", in the frame or, for a summarised act, in the whole clause."""
        for match, end in self._around.matches(quotation, self._words.behalf):
            start = match.start("whom")
            phrase = self._phrase(self._reader.read(self._article.text, start, min(end, start + _REACH)))
            within = any(one.start <= start < one.end for one in quotation.speaker)
            if _can_be_represented(phrase) and not within and self._around.free(match, quotation):
                return phrase
        return []

    def _phrase(self, line: Sequence[Word]) -> list[Word]:
        """The phrase that the words open with; none where another one is joined to it, since no actor is both."""
        phrase = leading_phrase(line, self._words)
        following = line[len(phrase)] if len(phrase) < len(line) else None
        return [] if following is not None and following.text.lower() in self._words.joining else phrase

    # --- by the speaker's office -----------------------------------------------------------------------------

    def _office(self, line: list[Word], actor: Part | None) -> list[list[Word]]:
        """Whom the representative in a speaker phrase may represent, the likeliest first."""
        at = next((at for at, word in enumerate(line) if word.sort is Sort.NOUN and word.noun is not None and word.noun.represents), None)
        noun = line[at].noun if at is not None else None
        if at is None or noun is None or any(word.text.lower() in self._words.joining for word in line[:at]):
            return []
        return [self._genitive(line, at, actor), *self._first_part(noun, line, at), self._behind(line, at), self._owner(line, at)]

    def _genitive(self, line: list[Word], at: int, actor: Part | None) -> list[Word]:
        """What stands in the genitive behind the noun."""
        following = line[at + 1 :]
        if following and following[0].text.lower() in self._words.genitive:
            return self._phrase(following)
        holder = actor is not None and actor.kind is ActorKind.PERSON
        if following and not holder and following[0].capital and len(self._words.bases(following[0].text)) > 1:
            return self._phrase(following)
        return []

    def _behind(self, line: list[Word], at: int) -> list[Word]:
        """What follows the noun, or the name of its holder, with "of"."""
        following = line[at + 1 :]
        behind = next((index for index, word in enumerate(following) if not word.capital), len(following))
        if behind < len(following) and following[behind].text.lower() in self._words.of:
            return self._phrase(following[behind + 1 :])
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

    def _first_part(self, noun: Noun, line: list[Word], at: int) -> Iterator[list[Word]]:
        """The body in a compound: that of the state whose adjective stands before, the one of that noun named last before, the noun itself."""
        name, word = noun.spoken_for or noun.prefix, line[at]
        if not name:
            return
        alone = [one._replace(start=word.start, end=word.start + len(name)) for one in self._reader.read(name, 0, len(name))][:1]
        state = [one for one in line[:at] if one.known is not None and one.known.sort is NameSort.ADJECTIVE]
        inner = self._words.noun(name)
        if inner is not None and not state:
            reached = bisect_left(self._body_starts, word.start)
            before = [body for body in self._bodies[max(0, reached - _LOOK_BACK) : reached] if body.office.endswith(inner.office)]
            if len({body.office for body in before}) == 1:
                yield leading_phrase(before[-1].line[before[-1].at : before[-1].at + _WORDS], self._words)
        yield [*state, *alone]


def _can_be_represented(phrase: Sequence[Word]) -> bool:
    """Whether a phrase is built around people, a body or a name, not around a thing or a medium."""
    head = next((word for word in phrase if word.capital), None)
    return head is not None and (head.noun is None or head.noun.kind in _REPRESENTED)
