"""From quotations to statements: who speaks, to whom, through whose hands, and when.

It reads one article at a time and merges nothing across articles except by full name; where two actors could be meant it takes none and
says why. It does not find quotations and does not judge them.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from wortlaut.records import Article, How, Link, Parse, Producer, Quotation, Resolution, Span, Spans, Statement
from wortlaut.resolve.antecedents import Antecedents
from wortlaut.resolve.behalf import Behalf
from wortlaut.resolve.bodies import collect
from wortlaut.resolve.cast import Answer, Cast, Part, unknown
from wortlaut.resolve.chain import Chains, Told
from wortlaut.resolve.media import Media
from wortlaut.resolve.patterns import Around
from wortlaut.resolve.people import People
from wortlaut.resolve.phrases import read_phrase
from wortlaut.resolve.reading import Reader, Word
from wortlaut.resolve.registry import Registrar
from wortlaut.resolve.roles import Roles
from wortlaut.resolve.scene import scene
from wortlaut.resolve.settings import Settings
from wortlaut.resolve.speakers import Speakers
from wortlaut.resolve.trust import Trust
from wortlaut.resolve.voice import Voice
from wortlaut.seams import NameWords, Registry

__all__ = ["resolve"]

RESOLVE_VERSION = "3"
_DEPTH = 8
"""How deep nested quotations are followed to their outermost one."""


def resolve(article: Article, parse: Parse, quotations: tuple[Quotation, ...], words: NameWords, registry: Registry | None = None) -> Resolution:
    """Resolve the speakers and addressees of an article's quotations.

    Gives one statement per quotation, in their order, and a link for every mention that was followed. Never raises on odd text; time
    grows with the text.
    """
    return _Article(article, parse, words, registry).resolve(quotations)


@lru_cache(maxsize=4)
def _reader(words: NameWords) -> Reader:
    """One reader per language: it keeps no article, only what single words may be."""
    return Reader(words)


class _Article:
    """One article while it is resolved."""

    def __init__(self, article: Article, parse: Parse, words: NameWords, registry: Registry | None) -> None:
        self._article = article
        self._reader = _reader(words)
        self._lines = self._reader.sentences(article.text, parse)
        self._people = People([*self._headline(article), *self._lines], self._reader)
        self._starts = {sentence.start for sentence in parse.sentences}
        self._cast = Cast(article.id)
        collect(self._lines, self._cast, words)
        voice = Voice(parse)
        self._antecedents = Antecedents(voice, self._lines, self._people, self._cast, words)
        roles = Roles(article.text, voice, self._people, self._cast, self._antecedents, words)
        town = scene(article, self._lines, words)
        self._speakers = Speakers(self._reader, self._people, self._cast, self._antecedents, roles, town)
        self._registrar = Registrar(registry, article, self._lines, self._reader, self._people, self._cast) if registry is not None else None
        around = Around(article, parse, self._reader)
        self._settings = Settings(article, parse, self._reader, around)
        media = Media(article, parse, self._reader, self._lines)
        self._chains = Chains(article, self._reader, media, self._settings, around, self._speakers)
        self._behalf = Behalf(article, self._reader, self._lines, around, self._speakers)
        self._trust = Trust(words)
        self._producer = Producer("resolve", RESOLVE_VERSION, words.digest, words.pack)
        self._by_id: dict[str, Quotation] = {}
        self._links: dict[tuple[int, int], tuple[Span, Part, Answer]] = {}

    def _headline(self, article: Article) -> list[list[Word]]:
        """The words of the headline: whoever it names by first name and office is named for the article too."""
        head = article.headline
        return [self._reader.read(article.text, head.start, head.end, sentence_start=True)] if head is not None else []

    def resolve(self, quotations: tuple[Quotation, ...]) -> Resolution:
        """Statements in the order of the quotations; speakers are read in the order in which they stand in the text."""
        self._by_id = {quotation.id: quotation for quotation in quotations}
        by_id: dict[str, Answer] = {}
        answers: dict[int, Answer] = {}
        for index in sorted(range(len(quotations)), key=lambda i: _place(quotations[i])):
            answers[index] = self._answer(quotations[index], by_id)
            by_id.setdefault(quotations[index].id, answers[index])
        answers = {index: self._trust.enough(answer) for index, answer in answers.items()}
        by_id = {key: self._trust.enough(answer) for key, answer in by_id.items()}
        statements = tuple(self._statement(quotation, answers[index], by_id) for index, quotation in enumerate(quotations))
        self._link_mentions()
        links = tuple(
            Link(span, self._cast.id_of(part), answer.how, round(answer.trust, 2))
            for span, part, answer in sorted(self._links.values(), key=lambda item: item[0])
            if answer.how is not None
        )
        acting = {key for made in statements for key in (made.actor_id, made.addressee_id, made.on_behalf_of_id) if key is not None}
        used = acting | {link.actor_id for link in links}
        resolution = Resolution(self._article.id, self._cast.actors(frozenset(used)), links, statements)
        return self._registrar.identified(resolution) if self._registrar is not None else resolution

    def _answer(self, quotation: Quotation, answers: dict[str, Answer]) -> Answer:
        parent = answers.get(quotation.nested_in) if quotation.nested_in else None
        if not quotation.speaker:
            if parent is not None and parent.part is not None:
                return parent
            return unknown(quotation.speaker_reason or "no speaker in the text")
        self._antecedents.inside(parent.part if parent is not None else None)
        answer = self._follow(quotation.speaker, quotation.cue)
        if answer.part is not None:
            self._antecedents.spoke(max(quotation.speaker[0].start, quotation.quote[0].start), answer.part)
        return answer

    def _link_mentions(self) -> None:
        """Link every mention of the people who speak or are spoken to, so that a reader sees where else they stand."""
        people = {id(part.person): part for _, part, _ in self._links.values() if part.person is not None}
        covered = sorted(self._links)
        for start, end, person in self._people.at:
            part = people.get(id(person))
            at = bisect_right(covered, (start, len(self._article.text)))
            if part is None or (at and covered[at - 1][1] > start):
                continue
            how = How.NAMED if person.given and " " in self._article.text[start:end] else How.SURNAME
            self._links[start, end] = (self._article.span(start, end), part, Answer(part, how))

    def _path(self, quotation: Quotation) -> list[Quotation]:
        """The quotations around this one from the outermost on, itself at the end."""
        path = [quotation]
        while len(path) < _DEPTH and (parent := self._by_id.get(path[0].nested_in or "")) is not None:
            path.insert(0, parent)
        return path

    def _follow(self, spans: Spans, cue: Spans) -> Answer:
        words = self._phrase(spans)
        found = self._speakers.who(words, " ".join(span.text for span in cue))
        answer = self._registrar.known(words, found) if self._registrar is not None else found
        if answer is found:
            answer = self._trust.judged(read_phrase(words, self._people, self._reader.words), answer)
        if answer.part is not None and self._trust.enough(answer).part is not None:
            first = spans[0]
            self._links.setdefault((first.start, first.end), (first, answer.part, answer))
        return answer

    def _phrase(self, spans: Spans) -> list[Word]:
        return [word for span in spans for word in self._reader.read(self._article.text, span.start, span.end, span.start in self._starts)]

    def _statement(self, quotation: Quotation, answer: Answer, answers: dict[str, Answer]) -> Statement:
        addressee = self._trust.enough(self._follow(quotation.addressee, ())) if quotation.addressee else unknown("")
        path = self._path(quotation)
        told = [Told(one, self._phrase(one.speaker), answers[one.id].part) for one in path]
        framed = next((one for one in reversed(path) if one.frame), path[0])
        behalf = self._behalf.of(told)
        return Statement(
            id=quotation.id,
            article_id=self._article.id,
            actor_id=self._cast.id_of(answer.part) if answer.part is not None else None,
            actor_how=answer.how,
            actor_reason="" if answer.part is not None else answer.reason,
            addressee_id=self._cast.id_of(addressee.part) if addressee.part is not None else None,
            said=self._settings.said(framed),
            chain=self._chains.of(told),
            producer=self._producer,
            on_behalf_of_id=self._cast.id_of(behalf) if behalf is not None else None,
            place=self._settings.place(framed),
        )


def _place(quotation: Quotation) -> tuple[bool, int, int]:
    """The order of reading: where speakers stand, then the quotations without one, outer before inner."""
    spans = quotation.speaker or quotation.quote
    return not quotation.speaker, min(span.start for span in spans), -max(span.end for span in quotation.quote)
