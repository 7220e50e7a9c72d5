"""Pronouns and bare roles: the one earlier actor they can mean, or the reason why none is taken.

The rules look back from a place over the sentence before it and over the speakers so far; where a second actor fits as well, nobody is
taken.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from wortlaut.records import ActorKind, Article, How, Parse
from wortlaut.resolve.cast import Answer, Cast, Part, several, unknown
from wortlaut.resolve.people import People, Person
from wortlaut.resolve.phrases import Phrase
from wortlaut.resolve.reading import Word
from wortlaut.resolve.sightings import Office
from wortlaut.seams import Determiner, Gender, NameSort, NameWords, Noun, NounClass, Pronoun

_FAR = 4
"""How many sentences a pronoun may stand behind the last quotation of its speaker."""

_LOOK = 2000
"""How many characters back people are sought, so that one endless sentence costs no more than many short ones."""

_JOINTS = frozenset({" ", ", ", " – ", " - ", " („"})
"""What may stand between an office and the name of its holder."""

_SAME_OFFICE = 8
"""Offices that end alike in so many letters are of one kind (ministers of water and energy)."""

_EITHER = frozenset({Gender.MALE, Gender.FEMALE})


@dataclass(frozen=True, slots=True)
class Turn:
    """A quotation whose speaker is known: where the speaker stands and who it is."""

    position: int
    sentence: int
    part: Part


class Antecedents:
    """What has been read so far, asked for the actor that a pronoun or role points back to."""

    def __init__(self, article: Article, parse: Parse, lines: list[list[Word]], people: People, cast: Cast, words: NameWords) -> None:
        self._text = article.text
        self._lines = lines
        self._starts = [sentence.start for sentence in parse.sentences]
        self._quoted = [(pair.start, pair.end) for pair in parse.marks if pair.depth == 0]
        self._quoted_starts = [start for start, _ in self._quoted]
        self._people = people
        self._cast = cast
        self._words = words
        self._turns: list[Turn] = []
        self._outer: Part | None = None

    # --- keeping track ---------------------------------------------------------------------------------------

    def spoke(self, position: int, part: Part) -> None:
        """Note that this actor is the speaker of the quotation just resolved."""
        self._turns.append(Turn(position, self._sentence(position), part))

    def inside(self, part: Part | None) -> None:
        """Tell whose quotation the next phrase stands in (for "I" and "we"), None for the article's own voice."""
        self._outer = part

    def _sentence(self, position: int) -> int:
        return max(0, bisect_right(self._starts, position) - 1)

    def _in_marks(self, position: int) -> bool:
        at = bisect_right(self._quoted_starts, position) - 1
        return at >= 0 and self._quoted[at][0] <= position < self._quoted[at][1]

    def _last_turn(self, position: int) -> Turn | None:
        """The newest speaker before a place, if the place is near enough."""
        for turn in reversed(self._turns[-8:]):
            if turn.position < position:
                return turn if self._sentence(position) - turn.sentence <= _FAR else None
        return None

    # --- pronouns --------------------------------------------------------------------------------------------

    def pronoun(self, pronoun: Pronoun, position: int, cue: str) -> Answer:
        """The actor a pronoun means."""
        if pronoun.person == 1:
            return Answer(self._outer, How.PRONOUN) if self._outer else unknown("first person outside a known speaker's words")
        if pronoun.person == 0:
            return unknown("an indefinite pronoun names nobody")
        if pronoun.person == 2:
            return unknown("the text does not tell whom this points to")
        if pronoun.plural and (not pronoun.genders or self._words.plural_verb(cue)):
            turn = self._last_turn(position)
            if turn is not None and (turn.part.plural or turn.part.kind in (ActorKind.GROUP, ActorKind.ORGANISATION)):
                return Answer(turn.part, How.PRONOUN, rule="group")
            return unknown("plural pronoun without an earlier group")
        return self._one(pronoun.genders, position)

    def owner(self, determiner: Determiner, position: int, cue: str) -> Answer:
        """Whose words "his", "her" or "own" words are."""
        if determiner is Determiner.OURS:
            return self.pronoun(Pronoun(1, frozenset(), True), position, cue)
        genders = {Determiner.HIS: frozenset({Gender.MALE}), Determiner.HER: frozenset({Gender.FEMALE})}.get(determiner, _EITHER)
        return self._one(genders, position)

    def _near(self, genders: frozenset[Gender], position: int) -> list[Person]:
        """People named in this sentence before the place or in the sentence before, whom the genders allow, the newest first."""
        start = self._starts[max(0, self._sentence(position) - 1)] if self._starts else 0
        found: list[Person] = []
        for where, _, person in reversed(self._people.between(max(start, position - _LOOK), position)):
            if person.certain and person.may_be(genders) and person not in found and not self._in_marks(where):
                found.append(person)
        return found

    def _one(self, genders: frozenset[Gender], position: int) -> Answer:
        """The one person that a singular pronoun means: named near by, speaking so far, or both."""
        near = self._near(genders, position)
        turn = self._last_turn(position)
        speaker = turn.part if turn is not None and self._allows(turn.part, genders) else None
        if turn is None or speaker is None:
            return self._only(near) if near else self._carried(genders, position)
        distance = self._sentence(position) - turn.sentence
        if not near:
            if speaker.kind is ActorKind.ANONYMOUS and (not speaker.genders or speaker.plural or distance > 2):
                return unknown("the pronoun may mean an unnamed person")
            return Answer(speaker, How.PRONOUN, rule="speaker so far" if speaker.person else "unnamed speaker so far")
        if speaker.person is near[0]:
            return Answer(speaker, How.PRONOUN, rule="speaker named last")
        if speaker.person in near and distance <= 1:
            return Answer(speaker, How.PRONOUN, rule="run of one speaker")
        if len(near) == 1:
            return Answer(self._cast.person(near[0]), How.PRONOUN, rule="named after the speaker")
        return several([person.name for person in near[:3]])

    def _carried(self, genders: frozenset[Gender], position: int) -> Answer:
        """The one person named further back, where every sentence between goes on with the same pronoun."""
        sentence = self._sentence(position)
        for number in range(sentence - 1, max(0, sentence - _FAR), -1):
            if not self._goes_on(number, genders):
                break
            earlier = self._near(genders, self._starts[number])
            if len(earlier) == 1:
                return Answer(self._cast.person(earlier[0]), How.PRONOUN, rule="carried on")
            if earlier:
                return several([person.name for person in earlier[:3]])
        return unknown("pronoun without an earlier person")

    def _goes_on(self, number: int, genders: frozenset[Gender]) -> bool:
        """Whether a sentence has a pronoun that the genders allow."""
        for word in self._lines[number]:
            pronoun = self._words.pronoun(word.text) if not word.capital else None
            if pronoun is not None and pronoun.person == 3 and pronoun.genders and pronoun.genders <= genders:
                return True
        return False

    def _only(self, near: list[Person]) -> Answer:
        if len(near) == 1:
            return Answer(self._cast.person(near[0]), How.PRONOUN, rule="only one near")
        return several([person.name for person in near[:3]]) if near else unknown("pronoun without an earlier person")

    def _allows(self, part: Part, genders: frozenset[Gender]) -> bool:
        if part.person is not None:
            return part.person.may_be(genders)
        person = part.maybe or part.kind in (ActorKind.ANONYMOUS, ActorKind.PERSON)
        return person and (not part.genders or bool(part.genders & genders))

    # --- organisations and roles -----------------------------------------------------------------------------

    def body(self, noun: Noun, position: int) -> Answer:
        """The organisation that a bare "the authority" or "the company" points back to: the newest speaker, if it is one with a name."""
        turn = self._last_turn(position)
        fits = turn is not None and turn.part.kind is ActorKind.ORGANISATION and not turn.part.scoped
        if fits and turn is not None and noun.kind is NounClass.ORGANISATION and turn.part.body:
            return Answer(turn.part, How.ROLE, rule="body so far")
        return unknown("the text does not tell which organisation is meant")

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
        owner = self.owner(determiner, phrase.start, cue).part if determiner in (Determiner.HIS, Determiner.HER) else None
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

    def lone(self, phrase: Phrase, noun: Noun) -> Answer | None:
        """The speaker so far, where nobody else can be meant by a role nobody was given; None if nobody has been named yet."""
        genders = noun.genders if len(noun.genders) == 1 else frozenset()
        earlier = self._people.between(max(0, phrase.start - 10 * _LOOK), phrase.start)
        people = {id(person): person for _, _, person in earlier if person.certain and person.may_be(genders)}
        if not people:
            return None
        turn = self._last_turn(phrase.start)
        if len(people) == 1 and turn is not None and turn.part.person in people.values():
            return Answer(turn.part, How.ROLE, rule="nobody else")
        return unknown("the text does not tell who holds this role")
