"""Whose words they are: from a speaker phrase and everything read before it to an actor, or to the reason why not.

Names are looked up; roles and pronouns are followed only where one actor can be meant. Every answer tells how it was found; how often
answers like it are right, `trust` tells.
"""

from __future__ import annotations

from wortlaut.records import ActorKind, How
from wortlaut.resolve.antecedents import Antecedents
from wortlaut.resolve.cast import Answer, Cast, several, unknown
from wortlaut.resolve.groups import joint_at, listing
from wortlaut.resolve.organisations import Organisations
from wortlaut.resolve.people import People, Person
from wortlaut.resolve.phrases import Phrase, Shape, read_phrase
from wortlaut.resolve.reading import Reader, Sort, Word, text_of
from wortlaut.resolve.roles import Roles
from wortlaut.seams import Determiner, NameSort, Noun, NounClass

_POSSESSIVE = frozenset({Determiner.HIS, Determiner.HER})
_POINTING = frozenset({Determiner.DEFINITE, Determiner.DEMONSTRATIVE})
_OWNED = frozenset({Determiner.HIS, Determiner.HER, Determiner.OWN, Determiner.OURS})
_DEEP = 3
"""How many phrases inside phrases are followed ("statements of the report of X")."""


class Speakers:
    """Resolves phrases of one article."""

    def __init__(self, reader: Reader, people: People, cast: Cast, antecedents: Antecedents, roles: Roles, town: str) -> None:
        self._words = reader.words
        self._people = people
        self._cast = cast
        self._antecedents = antecedents
        self._roles = roles
        self._organisations = Organisations(reader.words, cast, antecedents, town)

    def who(self, line: list[Word], cue: str, depth: int = 0) -> Answer:
        """The actor that the words of a phrase mean; `cue` are the words of saying, which show the number of a pronoun."""
        phrase = read_phrase(line, self._people, self._words)
        if phrase.pronoun is not None:
            return self._antecedents.pronoun(phrase.pronoun, phrase.start, cue)
        if len(phrase.words) == 1 and phrase.determiner in _POSSESSIVE:
            return self._antecedents.owner(phrase.determiner, phrase.start, cue)
        listed = (self._organisations.whole(phrase) or self._apposition(phrase)) if phrase.words else None
        return listed or self._joint(phrase, cue, depth) or self._single(phrase, cue, depth)

    def _apposition(self, phrase: Phrase) -> Answer | None:
        """The listed body set off by a comma: "die größte Bank des Landes, die Deutsche Bank"."""
        at = next((index for index, word in enumerate(phrase.words) if word.text == ","), None)
        if at is None or phrase.shape is not Shape.BODY or at + 1 >= len(phrase.words):
            return None
        if self._words.determiner(phrase.words[at + 1].text) is None:
            return None
        return self._organisations.whole(read_phrase(list(phrase.words[at + 1 :]), self._people, self._words))

    def described(self, line: list[Word]) -> Answer:
        """The unnamed source that the words of a phrase describe, whatever names stand beside it."""
        return self._organisations.unnamed(read_phrase(line, self._people, self._words))

    def _single(self, phrase: Phrase, cue: str, depth: int) -> Answer:
        noun = phrase.noun if phrase.words else None
        match phrase.shape:
            case Shape.EMPTY:
                return unknown("no speaker in the text")
            case Shape.PERSON:
                return self._person(phrase, 0)
            case Shape.SEVERAL:
                return self._several(phrase)
            case Shape.KNOWN | Shape.NAME:
                return self._organisations.named(phrase)
            case Shape.SOURCE if noun is not None:
                return self._source(phrase, noun, cue, depth)
            case Shape.ROLE if noun is not None:
                return self._role(phrase, noun, cue)
            case Shape.BODY if noun is not None:
                return self._organisations.body(phrase, noun)
            case Shape.DOCUMENT if noun is not None:
                return self._medium(phrase, cue, depth) or self._organisations.document(phrase, noun)
            case Shape.ROLE:
                return self._organisations.unnamed(phrase)
            case _:
                return self._organisations.other(phrase)

    # --- people ----------------------------------------------------------------------------------------------

    def _person(self, phrase: Phrase, index: int) -> Answer:
        """The person a name means."""
        seen = phrase.names[index]
        name = " ".join(seen.parts)
        if len(seen.parts) == 1:
            found = self._people.by_surname(name, seen.genders, seen.offices)
            if isinstance(found, Person):
                return Answer(self._cast.person(found), How.TITLE if seen.titled else How.SURNAME)
            if found:
                return several(sorted(person.name for person in found))
            return Answer(self._cast.body(name, ActorKind.PERSON, name, scoped=True), How.SURNAME)
        person = self._people.full(seen.parts)
        if person is None:
            return Answer(self._cast.body(name, ActorKind.PERSON, name), How.NAMED)
        office = phrase.noun
        named = seen.titled or phrase.determiner is None or (office is not None and office.kind is NounClass.PERSON)
        if not person.certain and not named:
            return self._organisations.named(phrase)
        person.certain = True
        return Answer(self._cast.person(person), How.NAMED)

    def _several(self, phrase: Phrase) -> Answer:
        """Several people named in one phrase: a group of them."""
        names = [answer.part.name for answer in (self._person(phrase, index) for index in range(len(phrase.names))) if answer.part is not None]
        if len(names) < len(phrase.names):
            return unknown("several speakers, not all of them known")
        return self._group(names, phrase)

    def _joint(self, phrase: Phrase, cue: str, depth: int) -> Answer | None:
        """Two speakers joined by "and": a group of them, where each is a name or body of its own."""
        at = joint_at(phrase, self._words) if depth <= 1 else None
        if at is None:
            return None
        sides = [self.who(list(side), cue, 2) for side in (*listing(phrase, at, self._words), phrase.words[at + 1 :])]
        names = [side.part.name for side in sides if side.part is not None]
        if len(names) < max(2, len(sides)) or len(set(names)) < len(names):
            return None
        return self._group(names, phrase)

    def _group(self, names: list[str], phrase: Phrase) -> Answer:
        """Several speakers as one group, named in the order of the text."""
        name = f"{', '.join(names[:-1])} {self._words.joint} {names[-1]}"
        office = phrase.noun.office if phrase.noun is not None else ""
        part = self._cast.body(name, ActorKind.GROUP, phrase.plain(self._words), office=office, since=phrase.start)
        part.plural = True
        bare = [word for word in phrase.words if self._words.determiner(word.text) is None]
        self._cast.also(part, ("; ".join(names), text_of(bare)))
        return Answer(part, How.NAMED)

    # --- roles and sources -----------------------------------------------------------------------------------

    def _role(self, phrase: Phrase, noun: Noun, cue: str) -> Answer:
        """A person by office: the one holder in the article, an unnamed source, or nobody."""
        body = self._called_body(phrase, noun)
        if body is not None:
            return body
        plural = phrase.plural(self._words)
        beside = None if plural else self._roles.beside(phrase)
        if beside is not None:
            beside.certain = True
            return Answer(self._cast.person(beside), How.NAMED, rule="name beside")
        if plural:
            met = self._cast.named(phrase.plain(self._words))
            return Answer(met, How.NAMED) if met is not None else self._unnamed(phrase, cue)
        if phrase.determiner is Determiner.INDEFINITE:
            return self._organisations.unnamed(phrase)
        if noun.colleague and phrase.determiner in _POSSESSIVE:
            return self._roles.colleague(phrase, noun, cue)
        answer = self._roles.holder(phrase, noun)
        if answer.part is not None or answer.reason:
            return answer
        of_state = any(word.known is not None for word in phrase.words[: phrase.head])
        free = phrase.determiner in _POSSESSIVE or phrase.determiner is None
        described = free or of_state or phrase.tail or noun.prefix or noun.spokesperson
        alone = phrase.determiner in _POINTING and phrase.head == len(phrase.words) - 1
        if not alone or (described and not (noun.prefix and phrase.short and not noun.spokesperson)):
            return self._unnamed(phrase, cue)
        found = self._roles.described(phrase, noun)
        if found is None and noun.prefix:
            return unknown("the text does not tell who holds this role")
        return found or self._organisations.unnamed(phrase)

    def _called_body(self, phrase: Phrase, noun: Noun) -> Answer | None:
        """The body that a noun for people stands before, where its name is that of no person ("der Lieferant ADE")."""
        if len(phrase.tail) != 1 or noun.represents or len(phrase.words) != phrase.head + 2:
            return None
        name = phrase.tail[0]
        listed = name.known is not None and name.known.sort is NameSort.ORGANISATION
        return self._organisations.named(read_phrase([name], self._people, self._words)) if listed or name.acronym else None

    def _unnamed(self, phrase: Phrase, cue: str) -> Answer:
        """People the text does not name, with the name of the person whose people they are ("seine Anwälte", "Molls Anwälte")."""
        answer = self._organisations.unnamed(phrase)
        if phrase.determiner is not None and phrase.determiner in _POSSESSIVE:
            owner = self._antecedents.owner(phrase.determiner, phrase.start, cue).part
            return self._organisations.belongs(answer, phrase, owner.name) if owner is not None and owner.person is not None else answer
        for at, word in enumerate(phrase.words):
            person = self._people.by_surname(word.text) if word.sort is Sort.NAME else None
            if isinstance(person, Person) and person.given and answer.part is not None:
                first = phrase.lead(self._words)
                whole = f"{' '.join(person.given)} {word.text}"
                self._cast.also(answer.part, (f"{text_of(phrase.words[first:at])} {whole} {text_of(phrase.words[at + 1 :])}".strip(),))
                return self._organisations.belongs(answer, phrase, person.name) if at == 0 and phrase.head == 1 else answer
        return answer

    def _source(self, phrase: Phrase, noun: Noun, cue: str, depth: int) -> Answer:
        """A noun of saying: whoever it belongs to."""
        rest = self._governed(phrase)
        if rest and depth < _DEEP:
            return self.who(rest, cue, depth + 1)
        if phrase.determiner is not None and phrase.determiner in _OWNED:
            return self._antecedents.owner(phrase.determiner, phrase.start, cue)
        plain = phrase.plain(self._words)
        if noun.spoken_for and noun.unnamed:
            lead = text_of(phrase.words[phrase.lead(self._words) : phrase.head])
            answer = self._organisations.anonymous(f"{lead} {noun.spoken_for}".strip(), plain, plural=True)
            if answer.part is not None:
                self._cast.also(answer.part, (self._words.nominative_plural(plain),))
            return answer
        if noun.spoken_for:
            return self._organisations.spoken_for(noun.spoken_for, phrase.start)
        state = self._state(phrase)
        if state is not None:
            return Answer(self._cast.body(state, ActorKind.STATE, state), How.METONYM)
        told = next((found for word in phrase.words[: phrase.head] if (found := self._words.adjective_source(word.text)) is not None), None)
        if told is not None:
            name, unnamed = told
            return self._organisations.anonymous(name, plain, plural=True) if unnamed else self._organisations.spoken_for(name, phrase.start)
        if noun.unnamed:
            return self._organisations.unnamed(phrase)
        if noun.kind is NounClass.DOCUMENT:
            return self._organisations.document(phrase, noun)
        return unknown("the text does not tell whose words these are")

    def _state(self, phrase: Phrase) -> str | None:
        """The state whose adjective stands before a noun of saying: "russischen Angaben"."""
        for word in phrase.words[: phrase.head]:
            known = self._words.known(word.known.name) if word.known is not None and word.known.sort is NameSort.ADJECTIVE else None
            if known is not None and known.sort is NameSort.STATE:
                return known.name
        return None

    def _governed(self, phrase: Phrase) -> list[Word]:
        """The words that a noun of saying governs, without the preposition; empty if it governs nothing."""
        tail = list(phrase.tail)
        while tail and tail[0].text.lower() in self._words.of:
            tail = tail[1:]
        if not tail:
            return []
        first = tail[0]
        attributive = first.sort is Sort.LOWER and self._words.attributive(first.text)
        genitive = first.text.lower() in self._words.genitive or first.capital or first.known is not None or attributive
        if len(tail) == len(phrase.tail) and not genitive:
            return []
        return [word for word in phrase.words if word.start >= first.start]

    def _medium(self, phrase: Phrase, cue: str, depth: int) -> Answer | None:
        """The medium whose report, comment or broadcast a document is; None if it is nobody's or somebody else's."""
        small = self._words.of | self._words.genitive
        tail = [word for word in phrase.tail if word.text.lower() not in small]
        if not tail or len(tail) == len(phrase.tail) or depth >= _DEEP:
            return None
        inner = read_phrase([word for word in phrase.words if word.start >= tail[0].start], self._people, self._words)
        if inner.shape not in (Shape.BODY, Shape.KNOWN, Shape.NAME):
            return None
        listed = self._organisations.listed(inner.words)
        medium = inner.noun is not None and inner.noun.kind is NounClass.MEDIUM
        if not medium and (listed is None or listed[2].sort is not NameSort.MEDIUM):
            return None
        return self.who(list(inner.words), cue, _DEEP)
