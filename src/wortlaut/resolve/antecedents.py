"""Pronouns and short nouns: the one earlier actor they can mean, or the reason why none is taken.

The rules look back from a place over the sentence before it and over the speakers so far; where a second actor fits as well, nobody is
taken.
"""

from __future__ import annotations

from dataclasses import dataclass

from wortlaut.records import ActorKind, How
from wortlaut.resolve.cast import Answer, Cast, Part, several, unknown
from wortlaut.resolve.people import People, Person
from wortlaut.resolve.reading import Sort, Word
from wortlaut.resolve.voice import Voice
from wortlaut.seams import Determiner, Gender, NameSort, NameWords, Noun, NounClass, Pronoun

_FAR = 4
"""How many sentences a pronoun may stand behind the last quotation of its speaker."""

_LOOK = 2000
"""How many characters back people are sought, so that one endless sentence costs no more than many short ones."""

_EITHER = frozenset({Gender.MALE, Gender.FEMALE})


@dataclass(frozen=True, slots=True)
class Turn:
    """A quotation whose speaker is known: where the speaker stands and who it is."""

    position: int
    sentence: int
    part: Part


class Antecedents:
    """What has been read so far, asked for the actor that a pronoun or role points back to."""

    def __init__(self, voice: Voice, lines: list[list[Word]], people: People, cast: Cast, words: NameWords) -> None:
        self._lines = lines
        self._voice = voice
        self._people = people
        self._cast = cast
        self._words = words
        self._turns: list[Turn] = []
        self._outer: Part | None = None

    # --- keeping track ---------------------------------------------------------------------------------------

    def spoke(self, position: int, part: Part) -> None:
        """Note that this actor is the speaker of the quotation just resolved."""
        self._turns.append(Turn(position, self._voice.sentence(position), part))

    def inside(self, part: Part | None) -> None:
        """Tell whose quotation the next phrase stands in (for "I" and "we"), None for the article's own voice."""
        self._outer = part

    def last_turn(self, position: int) -> Turn | None:
        """The newest speaker before a place, if the place is near enough."""
        for turn in reversed(self._turns[-8:]):
            if turn.position < position:
                return turn if self._voice.sentence(position) - turn.sentence <= _FAR else None
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
            turn = self.last_turn(position)
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
        start = self._voice.start(self._voice.sentence(position) - 1)
        found: list[Person] = []
        for where, _, person in reversed(self._people.meant(max(start, position - _LOOK), position)):
            if person.certain and person.may_be(genders) and person not in found and not self._voice.quoted(where):
                found.append(person)
        return found

    def _one(self, genders: frozenset[Gender], position: int) -> Answer:
        """The one person that a singular pronoun means: named near by, speaking so far, or both."""
        near = self._near(genders, position)
        turn = self.last_turn(position)
        speaker = turn.part if turn is not None and self._allows(turn.part, genders) else None
        if turn is None or speaker is None:
            return self._only(near) if near else self._carried(genders, position)
        distance = self._voice.sentence(position) - turn.sentence
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
        sentence = self._voice.sentence(position)
        for number in range(sentence - 1, max(0, sentence - _FAR), -1):
            if not self._goes_on(number, genders):
                break
            earlier = self._near(genders, self._voice.start(number))
            if len(earlier) == 1:
                return Answer(self._cast.person(earlier[0]), How.PRONOUN, rule="carried on")
            if earlier:
                return several([person.name for person in earlier[:3]])
        return unknown("pronoun without an earlier person")

    def _goes_on(self, number: int, genders: frozenset[Gender]) -> bool:
        """Whether a sentence has a pronoun that the genders allow."""
        for word in self._lines[self._voice.line(number)]:
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

    # --- organisations ---------------------------------------------------------------------------------------

    def body(self, noun: Noun, position: int) -> Answer:
        """The organisation that a bare "the authority" or "the company" points back to: the newest speaker, if it is one with a name."""
        turn = self.last_turn(position)
        fits = turn is not None and turn.part.kind is ActorKind.ORGANISATION and not turn.part.scoped
        if fits and turn is not None and noun.kind is NounClass.ORGANISATION and turn.part.body:
            return Answer(turn.part, How.ROLE, rule="body so far")
        near = self._listed(position) if noun.kind is NounClass.ORGANISATION and not noun.prefix else {}
        if len(near) == 1:
            (name,) = near
            return Answer(self._cast.body(name, ActorKind.ORGANISATION, near[name]), How.ROLE, rule="only body near")
        return unknown("the text does not tell which organisation is meant")

    def _listed(self, position: int) -> dict[str, str]:
        """The organisations of the lists in this sentence before the place and in the sentence before: canonical name and form."""
        here = self._voice.sentence(position)
        found: dict[str, str] = {}
        for line in self._lines[self._voice.line(here - 1) : self._voice.line(here + 1)]:
            for word in line:
                if word.start < position and word.sort is Sort.KNOWN and word.known is not None and word.known.sort is NameSort.ORGANISATION:
                    found.setdefault(word.known.name, word.text)
        return found
