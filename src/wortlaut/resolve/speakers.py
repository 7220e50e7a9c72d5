"""Whose words they are: from a speaker phrase and everything read before it to an actor, or to the reason why not.

Names and known organisations are looked up; roles and pronouns are followed only where one actor can be meant. Every answer tells how it
was found; confidences order the ways by their precision on annotated news (recipes/de/names/RESULTS.md).
"""

from __future__ import annotations

from wortlaut.records import ActorKind, How
from wortlaut.resolve.antecedents import Answer, Antecedents, unknown
from wortlaut.resolve.bodies import named_after, proper_name, text_of, without_marks
from wortlaut.resolve.cast import Cast
from wortlaut.resolve.people import People, Person
from wortlaut.resolve.phrases import Phrase, Shape, read_phrase
from wortlaut.resolve.reading import Reader, Sort, Word
from wortlaut.seams import Determiner, NameSort, Noun, NounClass

# Ordered by the share of right links on the training corpus.
CONFIDENCE = {
    How.NAMED: 0.95,
    How.ACRONYM: 0.9,
    How.TITLE: 0.9,
    How.SURNAME: 0.9,
    How.DESCRIPTION: 0.7,
    How.ROLE: 0.65,
    How.PRONOUN: 0.7,
    How.METONYM: 0.6,
}


class Speakers:
    """Resolves phrases of one article."""

    def __init__(self, reader: Reader, people: People, cast: Cast, antecedents: Antecedents) -> None:
        self._reader = reader
        self._words = reader.words
        self._people = people
        self._cast = cast
        self._antecedents = antecedents

    def who(self, line: list[Word], cue: str, depth: int = 0) -> Answer:
        """The actor that the words of a phrase mean."""
        phrase = read_phrase(line, self._people, self._words)
        if len(phrase.words) == 1 and phrase.determiner in (Determiner.HIS, Determiner.HER):
            return self._antecedents.owner(phrase.determiner, phrase.start, cue)
        joint = self._joint(phrase, cue, depth)
        if joint is not None:
            return joint
        match phrase.shape:
            case Shape.EMPTY:
                return unknown("no speaker in the text")
            case Shape.PRONOUN:
                assert phrase.pronoun is not None
                return self._antecedents.pronoun(phrase.pronoun, phrase.start, cue)
            case Shape.PERSON:
                return self._person(phrase, 0)
            case Shape.SEVERAL:
                return self._several(phrase)
            case Shape.SOURCE:
                return self._source(phrase, cue, depth)
            case Shape.KNOWN | Shape.NAME:
                return self._named(phrase)
            case Shape.ROLE:
                return self._role(phrase)
            case Shape.BODY:
                return self._body(phrase)
            case Shape.DOCUMENT:
                return self._document(phrase)
            case Shape.OTHER:
                return self._other(phrase)

    # --- people ----------------------------------------------------------------------------------------------

    def _person(self, phrase: Phrase, index: int) -> Answer:
        seen = phrase.names[index]
        if len(seen.parts) > 1:
            person = self._people.full(seen.parts)
            if person is None:
                return self._body_answer(" ".join(seen.parts), ActorKind.PERSON, " ".join(seen.parts), How.NAMED)
            office = phrase.words[phrase.head].noun
            if not person.certain and phrase.determiner is not None and not seen.titled and not (office and office.kind is NounClass.PERSON):
                return self._named(phrase)
            person.certain = True
            return Answer(self._cast.person(person), How.NAMED)
        found = self._people.by_surname(seen.parts[0], seen.genders, seen.offices)
        if isinstance(found, Person):
            return Answer(self._cast.person(found), How.TITLE if seen.titled else How.SURNAME)
        if found:
            return unknown("several people could be meant: " + ", ".join(sorted(person.name for person in found)))
        return self._body_answer(seen.parts[0], ActorKind.PERSON, seen.parts[0], How.SURNAME, scoped=True)

    def _joint(self, phrase: Phrase, cue: str, depth: int) -> Answer | None:
        """Two or more speakers joined by "and": a group of them, where each is a name or body of its own."""
        if phrase.shape not in (Shape.PERSON, Shape.KNOWN, Shape.NAME, Shape.BODY) or depth > 1:
            return None
        at = next((i for i, word in enumerate(phrase.words) if word.text.lower() in self._words.joining), None)
        if at is None or at <= phrase.head or at + 1 >= len(phrase.words) or (phrase.words[at - 1].sort is Sort.LOWER and phrase.words[at - 1].known is None):
            return None
        if phrase.words[at - 1].text == "-" or (phrase.shape is Shape.PERSON and not self._name_alone(phrase, at)):
            return None
        following = phrase.words[at + 1]
        if not (following.sort in (Sort.KNOWN, Sort.NAME, Sort.FIRST, Sort.NOUN) or self._words.determiner(following.text)):
            return None
        sides = [self.who(list(side), cue, 2) for side in (phrase.words[:at], phrase.words[at + 1 :])]
        names = [side.part.name for side in sides if side.part is not None]
        if len(names) < 2 or names[0] == names[1]:
            return None
        return self._body_answer(f"{names[0]} {phrase.words[at].text} {names[1]}", ActorKind.GROUP, self._plain(phrase), How.NAMED)

    def _name_alone(self, phrase: Phrase, at: int) -> bool:
        """Whether the name stands before the joining word with nothing but brackets between."""
        end = phrase.names[0].end
        between = [word for word in phrase.words[:at] if word.start >= end]
        return phrase.words[at].start > end and (not between or (between[0].text == "(" and between[-1].text == ")"))

    def _several(self, phrase: Phrase) -> Answer:
        answers = [self._person(phrase, index) for index in range(len(phrase.names))]
        names = [answer.part.name for answer in answers if answer.part is not None]
        if len(names) < len(answers):
            return unknown("several speakers, not all of them known")
        joint = next((word.text for word in phrase.words if word.text.lower() in self._words.joining), ",")
        name = f"{', '.join(names[:-1])} {joint} {names[-1]}"
        return self._body_answer(name, ActorKind.GROUP, self._plain(phrase), How.NAMED)

    # --- bodies and documents --------------------------------------------------------------------------------

    def _body_answer(self, name: str, kind: ActorKind, form: str, how: How, *, scoped: bool = False, office: str = "", since: int = 0) -> Answer:
        return Answer(self._cast.body(name, kind, form, scoped=scoped, office=office, since=since), how)

    def _plain(self, phrase: Phrase, start: int | None = None) -> str:
        """The words of the phrase without leading articles and numbers' articles, as they stand."""
        first = 0
        while first < len(phrase.words) - 1 and self._words.determiner(phrase.words[first].text) in (
            Determiner.DEFINITE,
            Determiner.DEMONSTRATIVE,
            Determiner.HIS,
            Determiner.HER,
            Determiner.OURS,
        ):
            first += 1
        if first < len(phrase.words) - 1 and phrase.words[first].text.lower() in self._words.single:
            first += 1
        return text_of(phrase.words[first if start is None else start :])

    def _known_name(self, phrase: Phrase) -> tuple[int, str] | None:
        """The longest name of the lists in the phrase, with the index where it starts."""
        for start in range(len(phrase.words)):
            for end in range(min(len(phrase.words), start + self._words.longest_name), start, -1):
                text = text_of(phrase.words[start:end])
                known = self._words.known(text)
                if (
                    known
                    and known.sort in (NameSort.ORGANISATION, NameSort.MEDIUM)
                    and (known.sort is NameSort.ORGANISATION or end - start > 1 or phrase.words[start].noun is None)
                ):
                    return start, text
        return None

    def _named(self, phrase: Phrase) -> Answer:
        """A state, a capital, an organisation of the lists, or an unknown name that stands alone."""
        word = phrase.words[phrase.head]
        listed = self._known_name(phrase)
        if listed is not None and listed[0] <= phrase.head:
            known = self._words.known(listed[1])
            assert known is not None
            how = How.ACRONYM if listed[1].isupper() and len(listed[1]) < 6 and known.name != listed[1] else How.NAMED
            return self._body_answer(known.name, ActorKind.ORGANISATION, listed[1], how)
        known = word.known
        if known is not None and len(phrase.tail) == 0 and known.sort in (NameSort.STATE, NameSort.CAPITAL):
            how = How.METONYM if known.sort is NameSort.CAPITAL else How.NAMED
            return self._body_answer(known.name, ActorKind.STATE, word.text, how)
        form = self._plain(phrase)
        part = self._cast.named(form)
        if part is not None:
            return Answer(part, How.ACRONYM if form.isupper() and part.name != form else How.NAMED)
        if word.sort is Sort.FIRST and len(phrase.words) == 1:
            answer = self._body_answer(form, ActorKind.PERSON, form, How.NAMED, scoped=True)
            if answer.part is not None:
                answer.part.genders = self._words.first_name(form)
            return answer
        if phrase.determiner is Determiner.INDEFINITE and word.sort is Sort.NAME and not word.acronym:
            return self._unnamed(phrase)
        name = self._words.nominative(without_marks(form))
        answer = self._body_answer(name, ActorKind.ORGANISATION, form, How.NAMED, office="", since=phrase.start)
        if answer.part is not None:
            answer.part.maybe = phrase.determiner is None and not word.acronym
            size = proper_name(phrase.words[phrase.head :])
            if size > 1:
                self._cast.call(answer.part, text_of(phrase.words[phrase.head : phrase.head + size]))
        return answer

    def _body(self, phrase: Phrase) -> Answer:
        """An organisation or medium named by a common noun ("das Landgericht Elster", "die Behörde")."""
        listed = self._known_name(phrase)
        word = phrase.words[phrase.head]
        assert word.noun is not None
        if listed is not None and (listed[0] <= phrase.head or word.noun.kind is NounClass.MEDIUM or self._apposed(phrase, listed[0])):
            known = self._words.known(listed[1])
            assert known is not None
            return self._body_answer(known.name, ActorKind.ORGANISATION, listed[1], How.NAMED, office=word.noun.office, since=phrase.start)
        name = named_after(word, phrase.tail, self._words)
        if name:
            part = self._cast.named(name)
            return (
                Answer(part, How.NAMED)
                if part
                else self._body_answer(
                    self._words.nominative(name), ActorKind.ORGANISATION, name, How.NAMED, office=word.noun.office, since=phrase.start
                )
            )
        if phrase.determiner is Determiner.INDEFINITE or self._is_plural(phrase, word.noun):
            return self._unnamed(phrase)
        if self._short(phrase) and word.noun.singular:
            before = self._cast.with_office(word.noun.office, phrase.start) or self._cast.exact_office(word.noun.office, phrase.start)
            if len(before) == 1:
                return Answer(before[0], How.ROLE, rule="short")
            if len(before) > 1 and phrase.determiner is not None:
                return unknown("several could be meant: " + ", ".join(sorted(part.name for part in before)))
            if word.noun.generic and phrase.determiner is not None and word.text == word.noun.base:
                return self._antecedents.body(phrase.start)
        return self._own_body(phrase, word.noun, ActorKind.ORGANISATION)

    def _short(self, phrase: Phrase) -> bool:
        """True for an article and a noun without any more."""
        return phrase.head <= 1 and not phrase.tail and len(phrase.words) == phrase.head + 1

    def _apposed(self, phrase: Phrase, index: int) -> bool:
        return index == phrase.head + 1

    def _own_body(self, phrase: Phrase, noun: Noun, kind: ActorKind) -> Answer:
        form = self._plain(phrase)
        states = [
            word.known.name
            for word in phrase.words[: phrase.head]
            if word.known and word.known.sort in (NameSort.ADJECTIVE, NameSort.STATE, NameSort.INHABITANT)
        ]
        states += self._state_behind(phrase)
        base, owner = noun.base, self._words.known(noun.prefix) if noun.prefix else None
        if owner is not None and owner.sort is NameSort.STATE:
            base, states = noun.base[len(noun.prefix) + 1 :], [owner.name]
        name = self._words.nominative(without_marks(text_of(phrase.words[self._first(phrase) :])))
        scoped = name == noun.base and not states
        known = self._cast.named(form) or self._cast.named(name)
        if known is not None:
            return Answer(known, How.NAMED)
        alone = not phrase.tail or self._state_behind(phrase)
        if states and alone and (not noun.prefix or base != noun.base):
            name, scoped = f"{base} ({states[-1]})", False
        answer = self._body_answer(
            name, kind, form, How.NAMED if not scoped else How.DESCRIPTION, scoped=scoped, office=noun.office, since=phrase.start
        )
        if answer.part is not None:
            if states and alone:
                for called in self._words.owned(base, states[-1]):
                    self._cast.call(answer.part, called)
                self._cast.call(answer.part, self._words.nominative(text_of(phrase.words[self._lead(phrase) :])))
            if phrase.tail and phrase.tail[0].sort is Sort.LOWER and phrase.tail[0].text not in self._words.genitive | self._words.of:
                self._cast.call(answer.part, self._words.nominative(text_of(phrase.words[self._first(phrase) : phrase.head + 1])))
            if any(w.text == "(" for w in phrase.words):
                self._cast.call(answer.part, self._words.nominative(without_marks(text_of(phrase.words[self._first(phrase) :]).split(" (")[0])))
        return answer

    def _state_behind(self, phrase: Phrase) -> list[str]:
        """The state a body belongs to, where nothing but that follows: "die Regierung der Vereinigten Staaten"."""
        tail = phrase.tail[1:] if phrase.tail and phrase.tail[0].text.lower() in self._words.genitive | self._words.of else phrase.tail
        known = self._words.known(text_of(tail)) if 0 < len(tail) <= self._words.longest_name else None
        return [known.name] if known is not None and known.sort is NameSort.STATE else []

    def _first(self, phrase: Phrase) -> int:
        """Where the name of a body starts: after articles and small adjectives that are not part of it."""
        first = 0
        while first < phrase.head and phrase.words[first].sort in (Sort.LOWER, Sort.NUMBER):
            word = phrase.words[first]
            if word.text[:1].isupper() and self._words.determiner(word.text) is None and not (word.known and word.known.sort is NameSort.ADJECTIVE):
                break
            first += 1
        return first

    def _document(self, phrase: Phrase) -> Answer:
        """A study, report or ruling: by what it is of, or the one met before."""
        noun = phrase.words[phrase.head].noun
        assert noun is not None
        medium = self._medium(phrase)
        if medium is not None:
            return medium
        if phrase.determiner in (Determiner.DEFINITE, Determiner.DEMONSTRATIVE, None) and self._short(phrase):
            before = self._cast.exact_office(noun.office, phrase.start) or self._cast.with_office(noun.office, phrase.start)
            if len(before) == 1:
                return Answer(before[0], How.ROLE, rule="short")
            if len(before) > 1:
                return unknown("several could be meant: " + ", ".join(sorted(part.name for part in before)))
            if phrase.determiner is not None:
                return unknown("the text does not tell which document is meant")
        form = self._plain(phrase)
        name = self._words.nominative(without_marks(form))
        bare = phrase.head == len(phrase.words) - 1
        return self._body_answer(name, ActorKind.DOCUMENT, form, How.DESCRIPTION, scoped=True, office=noun.office, since=phrase.start - int(bare))

    def _medium(self, phrase: Phrase) -> Answer | None:
        """The medium whose report, comment or broadcast it is."""
        tail = [word for word in phrase.tail if word.text.lower() not in self._words.of | self._words.genitive]
        if len(tail) == len(phrase.tail) or not tail:
            return None
        inner = read_phrase([word for word in phrase.words if word.start >= tail[0].start], self._people, self._words)
        if not inner.words or inner.shape not in (Shape.BODY, Shape.KNOWN, Shape.NAME):
            return None
        word = inner.words[inner.head]
        known = self._known_name(inner)
        listed = self._words.known(known[1]) if known else None
        medium = (word.noun is not None and word.noun.kind is NounClass.MEDIUM) or (listed is not None and listed.sort is NameSort.MEDIUM)
        return self.who(list(inner.words), "", 2) if medium else None

    # --- sources, roles, groups ------------------------------------------------------------------------------

    def _source(self, phrase: Phrase, cue: str, depth: int) -> Answer:
        """A noun of saying: whoever it belongs to."""
        head = phrase.words[phrase.head]
        noun = head.noun
        assert noun is not None
        tail = list(phrase.tail)
        while tail and tail[0].text.lower() in self._words.of:
            tail = tail[1:]
        if tail and depth < 3 and (len(tail) < len(phrase.tail) or self._governed(tail[0])):
            rest = [word for word in phrase.words if word.start >= tail[0].start]
            return self.who(rest, cue, depth + 1)
        if phrase.determiner in (Determiner.HIS, Determiner.HER, Determiner.OWN, Determiner.OURS):
            return self._antecedents.owner(phrase.determiner, phrase.start, cue)
        if noun.spoken_for and noun.unnamed:
            return self._anonymous(self._with_lead(phrase, noun.spoken_for), self._plain(phrase))
        if noun.spoken_for:
            return self._for_body(noun.spoken_for, phrase)
        states = [word.known.name for word in phrase.words[: phrase.head] if word.known and word.known.sort is NameSort.ADJECTIVE]
        if states:
            return self._body_answer(states[-1], ActorKind.STATE, states[-1], How.METONYM)
        if noun.kind is NounClass.DOCUMENT:
            return self._document(phrase)
        if noun.kind is NounClass.PERSON:
            return self._anonymous(self._plain(phrase), self._plain(phrase))
        return unknown("the text does not tell whose words these are")

    def _governed(self, word: Word) -> bool:
        return (
            word.text.lower() in self._words.genitive
            or word.sort in (Sort.KNOWN, Sort.NAME, Sort.FIRST)
            or word.known is not None
            or word.sort is Sort.NOUN
            or (word.sort is Sort.LOWER and word.text.endswith("er"))
        )

    def _with_lead(self, phrase: Phrase, head: str) -> str:
        lead = text_of(phrase.words[self._lead(phrase) : phrase.head])
        return f"{lead} {head}".strip()

    def _lead(self, phrase: Phrase) -> int:
        first = 0
        while first < phrase.head and self._words.determiner(phrase.words[first].text) is not None:
            first += 1
        return first

    def _for_body(self, name: str, phrase: Phrase) -> Answer:
        known = self._words.known(name)
        if known is not None and known.sort is not NameSort.ADJECTIVE:
            kind = ActorKind.STATE if known.sort in (NameSort.STATE, NameSort.CAPITAL) else ActorKind.ORGANISATION
            return self._body_answer(known.name, kind, name, How.ACRONYM if name.isupper() else How.NAMED)
        part = self._cast.named(name)
        if part is not None:
            return Answer(part, How.ACRONYM)
        noun = self._words.noun(name)
        return self._body_answer(
            name,
            ActorKind.ORGANISATION,
            name,
            How.DESCRIPTION if noun else How.ACRONYM,
            scoped=noun is not None,
            office=noun.office if noun else "",
            since=phrase.start,
        )

    def _role(self, phrase: Phrase) -> Answer:
        """A person by office: the one holder read so far, an unnamed source, or nobody."""
        head = phrase.words[phrase.head]
        noun = head.noun
        if noun is None:
            return self._anonymous(self._plain(phrase), self._plain(phrase))
        plural = self._is_plural(phrase, noun)
        beside = None if plural else self._antecedents.beside(phrase)
        if beside is not None:
            beside.certain = True
            return Answer(self._cast.person(beside), How.NAMED, rule="beside")
        if plural or phrase.determiner is Determiner.INDEFINITE:
            known = self._cast.named(self._plain(phrase))
            return Answer(known, How.NAMED) if known and plural else self._anonymous(self._plain(phrase), self._plain(phrase), plural=plural)
        answer = self._antecedents.holder(phrase, noun)
        if answer.part is not None or answer.reason:
            return answer
        if phrase.determiner in (Determiner.HIS, Determiner.HER) or noun.spokesperson or phrase.tail or noun.prefix or phrase.determiner is None:
            return self._anonymous(self._plain(phrase), self._plain(phrase), plural=False)
        return self._antecedents.lone(phrase, noun) or self._anonymous(self._plain(phrase), self._plain(phrase), plural=False)

    def _is_plural(self, phrase: Phrase, noun: Noun) -> bool:
        """Whether a role noun stands in the plural, by its form and its article."""
        word = phrase.words[phrase.head]
        if not noun.plural:
            return not noun.singular
        if not noun.singular:
            return True
        article = phrase.words[0].text.lower() if phrase.determiner is not None else ""
        return self._words.plural_article(article, word.text, noun)

    def _unnamed(self, phrase: Phrase) -> Answer:
        noun = phrase.words[phrase.head].noun
        return self._anonymous(self._plain(phrase), self._plain(phrase), plural=noun is None or self._is_plural(phrase, noun))

    def _anonymous(self, name: str, form: str, *, plural: bool = True) -> Answer:
        plain = without_marks(name)
        called = self._words.nominative_plural(plain) if plural else self._words.nominative(plain)
        part = self._cast.body(f"{self._words.anonymous}: {called}", ActorKind.ANONYMOUS, form, scoped=True)
        self._cast.call(part, called)
        part.plural = plural
        return Answer(part, How.DESCRIPTION)

    def _other(self, phrase: Phrase) -> Answer:
        """Any other noun: unnamed with an indefinite article or in the plural, by its own name otherwise."""
        word = phrase.words[phrase.head]
        form = self._plain(phrase)
        part = self._cast.named(form)
        if part is not None:
            return Answer(part, How.NAMED)
        listed = self._known_name(phrase)
        if listed is not None:
            return self._named(phrase) if listed[0] <= phrase.head else self._unnamed(phrase)
        if phrase.determiner is Determiner.INDEFINITE or word.noun is None or self._is_plural(phrase, word.noun):
            return self._unnamed(phrase)
        if word.noun.generic and self._short(phrase) and phrase.determiner is not None:
            return self._antecedents.body(phrase.start)
        return self._own_body(phrase, word.noun, ActorKind.ORGANISATION)
