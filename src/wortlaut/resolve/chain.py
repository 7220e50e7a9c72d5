"""Through whose hands a statement went, from the words around the quotation, never from the quotation itself.

The chain names what the text names: the outlet, the agencies of its byline, a medium it cites, whoever tells what somebody else said, a
spokesperson. It does not judge whether any of them is reliable, and an empty chain says only that nothing was named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wortlaut.records import ActorKind, Article, ChainStep, Hand, Kind, Quotation
from wortlaut.resolve.cast import Part
from wortlaut.resolve.media import Media
from wortlaut.resolve.noun_phrases import leading_phrase
from wortlaut.resolve.patterns import Around
from wortlaut.resolve.reading import Reader, Sort, Word, text_of, without_marks
from wortlaut.resolve.settings import Settings
from wortlaut.resolve.speakers import Speakers
from wortlaut.seams import NounClass

_HANDS = {ActorKind.DOCUMENT: Hand.DOCUMENT, ActorKind.ANONYMOUS: Hand.SOURCE}
_REACH = 160
"""How many characters of a phrase are read."""


@dataclass(frozen=True, slots=True)
class Told:
    """A quotation with the words of its speaker and the actor they mean, None where unknown."""

    quotation: Quotation
    speaker: list[Word]
    actor: Part | None


class Chains:
    """Finds the chain of each quotation of one article."""

    def __init__(self, article: Article, reader: Reader, media: Media, settings: Settings, around: Around, speakers: Speakers) -> None:
        self._article = article
        self._reader = reader
        self._media = media
        self._settings = settings
        self._around = around
        self._speakers = speakers
        self._tellers = tuple(one.pattern for one in reader.words.chain if one.hand is Hand.SPEAKER)
        outlet = [ChainStep(Hand.OUTLET, article.outlet)] if article.outlet else []
        self._kept: dict[str, tuple[ChainStep, ...]] = {}
        self._base = (*outlet, *(ChainStep(Hand.AGENCY, agency) for agency in article.agencies))

    def of(self, path: Sequence[Told]) -> tuple[ChainStep, ...]:
        """The hands of the last statement of a path, which runs from the outermost statement around it inwards.

        Whoever makes an outer statement is a hand of what it tells of others; for their own words they are none.
        """
        steps = {(step.hand, step.name): step for step in self._base}
        for told, inner in zip(path, (*path[1:], None), strict=True):
            spokesperson = self._spokesperson(told.speaker)
            tells = inner is not None and not spokesperson and told.actor is not inner.actor
            through = (*self._through(told), *(self._speaker(told) if tells else ()), *spokesperson)
            for step in through:
                steps.setdefault((step.hand, step.name), step)
        return tuple(steps.values())

    def _through(self, told: Told) -> tuple[ChainStep, ...]:
        """Media cited in the sentences of a quotation or spoken to, then those who tell of it; kept, because inner statements ask again."""
        found = self._kept.get(told.quotation.id)
        if found is None:
            found = self._kept[told.quotation.id] = self._find(told)
        return found

    def _find(self, told: Told) -> tuple[ChainStep, ...]:
        quotation = told.quotation
        media = [step for number in self._settings.sentences(quotation.quote + quotation.frame) for step in self._media.cited(number)]
        media += [step for step in map(self._media.spoken_to, quotation.addressee) if step is not None]
        known = {step.name for step in self._base}
        named = [step for step in media if not _part_of(step.name, known) and not self._inside(step, quotation)]
        return (*named, *self._told_by(told, named))

    def _inside(self, step: ChainStep, quotation: Quotation) -> bool:
        """Whether a step is the speaker or stands in the quoted words themselves."""
        if step.span is None:
            return False
        quote = () if quotation.kind is Kind.REPORTED else quotation.quote
        return any(step.span.overlaps(span) for span in quotation.speaker) or any(step.span.within(span) for span in quote)

    # --- who tells of it -------------------------------------------------------------------------------------

    def _told_by(self, told: Told, media: Iterable[ChainStep]) -> tuple[ChainStep, ...]:
        """The people, unnamed sources and documents in the frame on whose word the statement rests."""
        quotation = told.quotation
        taken = [*quotation.speaker, *quotation.addressee, *(step.span for step in media if step.span is not None)]
        out: dict[int, ChainStep] = {}
        for match, end in self._around.matches(quotation, self._tellers):
            start = match.start("hand")
            phrase = leading_phrase(self._reader.read(self._article.text, start, min(end, start + _REACH)), self._reader.words)
            whole = phrase and (match.end() == match.end("hand") or phrase[-1].end == match.end("hand"))
            if whole and not any(one.start < phrase[-1].end and phrase[0].start < one.end for one in taken):
                for step in self._teller(phrase, told.actor):
                    out.setdefault(start, step)
        return tuple(out[start] for start in sorted(out))

    def _teller(self, phrase: list[Word], actor: Part | None) -> tuple[ChainStep, ...]:
        part = self._speakers.who(phrase, "").part
        if part is not None and part is actor:
            return ()
        medium = self._media.step(Hand.MEDIUM, phrase[0].start, phrase[-1].end) if _is_paper(phrase) else None
        if medium is not None:
            return (medium,)
        if (part is None or part.kind is not ActorKind.DOCUMENT) and _is_paper(phrase):
            lead = next((at for at, word in enumerate(phrase) if self._reader.words.determiner(word.text) is None), 0)
            return (self._made(Hand.DOCUMENT, self._reader.words.nominative(without_marks(text_of(phrase[lead:]))), phrase),)
        return (self._step(part, phrase),) if part is not None else ()

    def _speaker(self, told: Told) -> tuple[ChainStep, ...]:
        return (self._step(told.actor, told.speaker),) if told.actor is not None else ()

    def _step(self, part: Part, phrase: list[Word]) -> ChainStep:
        """The actor of a phrase as a hand: media as media, the unnamed by their description."""
        hand = _HANDS.get(part.kind, Hand.SPEAKER)
        if phrase and part.kind in (ActorKind.ORGANISATION, ActorKind.ANONYMOUS, ActorKind.PERSON):
            medium = self._media.step(Hand.MEDIUM, phrase[0].start, phrase[-1].end)
            first = next((word.start for word in phrase if word.capital), None)
            if medium is not None and (part.kind is ActorKind.ORGANISATION or (medium.span is not None and medium.span.start == first)):
                return medium
        name = part.name.removeprefix(f"{self._reader.words.anonymous}: ")
        return self._made(hand, name, phrase)

    def _made(self, hand: Hand, name: str, phrase: list[Word]) -> ChainStep:
        return ChainStep(hand, name, self._article.span(phrase[0].start, phrase[-1].end) if phrase else None)

    def _spokesperson(self, speaker: list[Word]) -> tuple[ChainStep, ...]:
        for word in speaker:
            if word.noun is not None and word.noun.spokesperson and word.sort is Sort.NOUN:
                end = speaker[-1].end
                return (ChainStep(Hand.SPOKESPERSON, self._article.text[word.start : end], self._article.span(word.start, end)),)
        return ()


def _is_paper(phrase: list[Word]) -> bool:
    """Whether a phrase is built around a document, or another thing that can only tell something where it is written."""
    head = next((word for word in phrase if word.capital), None)
    noun = head.noun if head is not None and head.sort is Sort.NOUN else None
    return noun is not None and noun.kind in (NounClass.DOCUMENT, NounClass.OTHER) and not noun.unnamed


def _part_of(name: str, known: set[str]) -> bool:
    """Whether a name is one of these or whole words of one ("Radio" for "Radio Süd")."""
    return any(f" {name} " in f" {one} " for one in known)
