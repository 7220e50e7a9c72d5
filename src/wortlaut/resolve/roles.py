"""Roles without a name: the one person of the article who holds the office, or whom the words describe.

An office that was told with a name is looked up. A description nobody was given ("der Experte") means the person spoken of last, only where
that person was speaking; everywhere else nobody is taken.
"""

from __future__ import annotations

from wortlaut.records import How
from wortlaut.resolve.antecedents import Antecedents
from wortlaut.resolve.cast import Answer, Cast, several, unknown
from wortlaut.resolve.people import People, Person
from wortlaut.resolve.phrases import Phrase
from wortlaut.resolve.sightings import Office
from wortlaut.resolve.voice import Voice
from wortlaut.seams import Determiner, Gender, NameSort, NameWords, Noun

_JOINTS = frozenset({" ", ", ", " – ", " - ", " („"})
"""What may stand between an office and the name of its holder."""

_SAME_OFFICE = 8
"""Offices that end alike in so many letters are of one kind (ministers of water and energy)."""

_LOOK = 20_000
"""How many characters back people are sought, so that time stays linear."""

_NEAR = 6
"""How many sentences back somebody may have been named whom a description means."""


class Roles:
    """Asked for the person that a noun for people means."""

    def __init__(self, text: str, voice: Voice, people: People, cast: Cast, antecedents: Antecedents, words: NameWords) -> None:
        self._text = text
        self._voice = voice
        self._people = people
        self._cast = cast
        self._antecedents = antecedents
        self._words = words

    def beside(self, phrase: Phrase) -> Person | None:
        """The person whose name stands directly behind the phrase: "der Leiter des Werks, Jan Moll"."""
        for start, _, person in self._people.between(phrase.end, phrase.end + 4):
            if self._text[phrase.end : start] in _JOINTS:
                return person
        return None

    def holder(self, phrase: Phrase, noun: Noun) -> Answer:
        """The one person who holds this office, told before or, failing that, later in the article; an empty answer where nobody does."""
        wanted = self._wanted(phrase, noun)
        genders = noun.genders if len(noun.genders) == 1 else frozenset()
        able = [person for person in self._people.holders(noun.office) if person.certain and person.may_be(genders)]
        held = [person for person in able if self._holds(person, wanted, phrase.start)]
        later = phrase.short and not noun.spokesperson
        holders = held or [person for person in able if later and self._holds(person, wanted, None)]
        if len(holders) == 1:
            return Answer(self._cast.person(holders[0]), How.ROLE, rule="holder" if held else "holder told later")
        return several([person.name for person in holders[:3]]) if holders else Answer(None, None)

    def colleague(self, phrase: Phrase, noun: Noun, cue: str) -> Answer:
        """Whose colleague it is tells the office; the one other person who holds it is meant."""
        determiner = phrase.determiner
        owner = self._antecedents.owner(determiner, phrase.start, cue).part if determiner in (Determiner.HIS, Determiner.HER) else None
        if owner is None or owner.person is None:
            return unknown("the text does not tell whose colleague is meant")
        genders = noun.genders if len(noun.genders) == 1 else frozenset()
        found: dict[int, Person] = {}
        for held, _ in owner.person.offices:
            for person in self._people.holders(held[-_SAME_OFFICE:]) if len(held) >= _SAME_OFFICE else ():
                if person is not owner.person and person.certain and person.may_be(genders):
                    found[id(person)] = person
        others = list(found.values())
        if len(others) == 1:
            return Answer(self._cast.person(others[0]), How.ROLE, rule="colleague")
        return several([person.name for person in others[:3]]) if others else unknown("the text does not name this colleague")

    def _wanted(self, phrase: Phrase, noun: Noun) -> Office:
        """The office a phrase names, with the states and organisations in it."""
        prefixes = [self._words.known(part) or part for part in noun.prefix.split("-") if part]
        of = {part if isinstance(part, str) else part.name for part in prefixes}
        sorts = (NameSort.STATE, NameSort.ADJECTIVE, NameSort.ORGANISATION)
        of |= {word.known.name for word in phrase.words if word.known is not None and word.known.sort in sorts}
        return Office(noun, frozenset(of), "")

    def _holds(self, person: Person, wanted: Office, before: int | None) -> bool:
        """Whether a person has the office; only the same noun counts for what is told later."""
        office = wanted.noun.office
        for at, held in person.offices.values():
            same = held.noun.office == office or (before is not None and held.noun.office.endswith(office))
            fits = not wanted.of or not held.of or bool(wanted.of & held.of)
            if same and fits and (before is None or at < before):
                return True
        return False

    def described(self, phrase: Phrase, noun: Noun) -> Answer | None:
        """The person spoken of last, where a description that no name was told with can mean nobody else; None if nobody was named yet."""
        shown = self._words.article_genders(phrase.words[0].text.lower()) if phrase.determiner is not None else frozenset(Gender)
        genders = noun.genders & shown or noun.genders
        newest = self._newest(genders, phrase.start)
        if newest is None:
            return unknown("the text does not tell who holds this role") if self._earlier(genders, phrase.start) else None
        turn = self._antecedents.last_turn(phrase.start)
        if turn is not None and turn.part.person is newest:
            return Answer(self._cast.person(newest), How.ROLE, rule="speaker described")
        return unknown("the text does not tell who holds this role")

    def _newest(self, genders: frozenset[Gender], position: int) -> Person | None:
        """The person named last in the article's own voice whom the genders allow."""
        here = self._voice.sentence(position)
        for at, _, person in reversed(self._people.between(max(0, position - _LOOK), position)):
            if here - self._voice.sentence(at) > _NEAR:
                return None
            if person.certain and person.may_be(genders) and not self._voice.quoted(at):
                return person
        return None

    def _earlier(self, genders: frozenset[Gender], position: int) -> bool:
        """Whether anybody whom the genders allow was named before a place."""
        return any(person.certain and person.may_be(genders) for _, _, person in self._people.between(max(0, position - _LOOK), position))
