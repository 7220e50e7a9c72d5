"""Pronouns and bare roles: the one earlier actor they can mean, or the reason why none is taken.

The rules look back from a place over the sentence before it and over the speakers so far; where a second actor fits as well, nobody is
taken. Nothing looks ahead: a reader who has come this far knows no more.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from wortlaut.records import ActorKind, How, Parse
from wortlaut.resolve.cast import Cast, Part
from wortlaut.resolve.people import Office, People, Person
from wortlaut.resolve.phrases import Phrase
from wortlaut.seams import Determiner, Gender, NameSort, NameWords, Noun, Pronoun

_BESIDE = 3
"""How many characters (a comma, a dash, blanks) may stand between an office and the name of its holder."""

_FAR = 4
"""How many sentences a pronoun may stand behind the last quotation of its speaker."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The actor meant and how that is known, or None and the reason."""

    part: Part | None
    how: How | None
    reason: str = ""
    rule: str = ""


def unknown(reason: str) -> Answer:
    """An abstention."""
    return Answer(None, None, reason)


@dataclass(frozen=True, slots=True)
class Turn:
    """A quotation whose speaker is known: where the speaker stands and who it is."""

    position: int
    sentence: int
    part: Part


class Antecedents:
    """What has been read so far, asked for the actor that a pronoun or role points back to."""

    def __init__(self, parse: Parse, people: People, cast: Cast, words: NameWords) -> None:
        self._starts = [sentence.start for sentence in parse.sentences]
        self._paragraphs = [sentence.paragraph for sentence in parse.sentences]
        self._quoted = [(pair.start, pair.end) for pair in parse.marks if pair.depth == 0]
        self._quoted_starts = [start for start, _ in self._quoted]
        self._people = people
        self._cast = cast
        self._words = words
        self._turns: list[Turn] = []
        self._parents: list[Part] = []

    # --- keeping track ---------------------------------------------------------------------------------------

    def sentence_at(self, position: int) -> int:
        """The index of the sentence at a place of the text (the last one before it)."""
        return max(0, bisect_right(self._starts, position) - 1)

    def spoke(self, position: int, part: Part) -> None:
        """Note that this actor is the speaker of the quotation just resolved."""
        self._turns.append(Turn(position, self.sentence_at(position), part))

    def inside(self, part: Part | None) -> None:
        """Tell whose quotation the next phrase stands in (for "I" and "we"), None for the article's own voice."""
        self._parents = [part] if part is not None else []

    def _quoted_at(self, position: int) -> bool:
        at = bisect_right(self._quoted_starts, position) - 1
        return at >= 0 and self._quoted[at][0] <= position < self._quoted[at][1]

    # --- pronouns --------------------------------------------------------------------------------------------

    def pronoun(self, pronoun: Pronoun, position: int, cue: str) -> Answer:
        """The actor a pronoun means."""
        if pronoun.person == 1:
            return Answer(self._parents[-1], How.PRONOUN) if self._parents else unknown("first person outside a known speaker's words")
        if pronoun.person == 0:
            return unknown("an indefinite pronoun names nobody")
        plural = pronoun.plural and (not pronoun.genders or self._words.plural_verb(cue))
        if plural:
            return self._plural(position)
        return self._singular(pronoun.genders, position)

    def _last_turn(self, position: int) -> Turn | None:
        """The newest speaker before a place, if the place is near enough."""
        for turn in reversed(self._turns):
            if turn.position < position:
                return turn if self.sentence_at(position) - turn.sentence <= _FAR else None
        return None

    def _plural(self, position: int) -> Answer:
        turn = self._last_turn(position)
        if turn is not None and (turn.part.plural or turn.part.kind in (ActorKind.GROUP, ActorKind.ORGANISATION)):
            return Answer(turn.part, How.PRONOUN, rule="plural-turn")
        return unknown("plural pronoun without an earlier group")

    def _near(self, genders: frozenset[Gender], position: int) -> list[Person]:
        """People named in this sentence before the place or in the sentence before, whom the genders allow, the newest first."""
        sentence = self.sentence_at(position)
        start = self._starts[max(0, sentence - 1)] if self._starts else 0
        found: list[Person] = []
        for where, _, person in reversed(self._people.between(start, position)):
            fits = not person.genders or bool(person.genders & genders)
            if fits and person not in found and person.certain and not self._quoted_at(where):
                found.append(person)
        return found

    def _singular(self, genders: frozenset[Gender], position: int) -> Answer:
        near = self._near(genders, position)
        turn = self._last_turn(position)
        speaker = turn.part if turn is not None and self._allows(turn.part, genders) else None
        if len(near) == 1 and speaker is not None and speaker.person is near[0]:
            return Answer(speaker, How.PRONOUN, rule="near-speaker")
        if len(near) == 1 and speaker is None:
            return Answer(self._cast.person(near[0]), How.PRONOUN, rule="near-only")
        if len(near) == 1 and speaker.person is None:
            return Answer(self._cast.person(near[0]), How.PRONOUN, rule="near-vs-anon")
        if speaker is not None and not near and speaker.kind is ActorKind.ANONYMOUS:
            return unknown("the pronoun may mean an unnamed person")
        if speaker is not None and not near:
            return Answer(speaker, How.PRONOUN, rule="turn-person" if speaker.person else "turn-maybe")
        if speaker is not None and speaker.person in near[:1]:
            return Answer(speaker, How.PRONOUN, rule="turn-newest-of-many")
        if speaker is not None and turn is not None and speaker.person in near and self.sentence_at(position) - turn.sentence <= 1:
            return Answer(speaker, How.PRONOUN, rule="run-same" if self.sentence_at(position) == turn.sentence else "run-prev")
        if len(near) == 1 and speaker is not None:
            return Answer(self._cast.person(near[0]), How.PRONOUN, rule="near-vs-speaker" + ("-same" if turn.part.person else "-x"))
        if near:
            names = [person.name for person in near[:3]] + ([speaker.name] if speaker is not None and speaker.person not in near else [])
            return unknown("several people could be meant: " + ", ".join(names))
        return unknown("pronoun without an earlier person")

    def _allows(self, part: Part, genders: frozenset[Gender]) -> bool:
        if part.person is not None:
            return not part.person.genders or bool(part.person.genders & genders)
        return (part.maybe or part.kind in (ActorKind.ANONYMOUS, ActorKind.PERSON)) and (not part.genders or bool(part.genders & genders))

    def owner(self, determiner: Determiner, position: int, cue: str) -> Answer:
        """Whose words "his", "her" or "own" words are."""
        if determiner is Determiner.OURS:
            return self.pronoun(Pronoun(1, frozenset(), True), position, cue)
        genders = {Determiner.HIS: frozenset({Gender.MALE}), Determiner.HER: frozenset({Gender.FEMALE})}.get(
            determiner, frozenset({Gender.MALE, Gender.FEMALE})
        )
        return self._singular(genders, position)

    def body(self, position: int) -> Answer:
        """The organisation that a bare "the authority" or "the company" points back to: the newest speaker, if it is one."""
        turn = self._last_turn(position)
        if turn is not None and turn.part.kind is ActorKind.ORGANISATION:
            return Answer(turn.part, How.ROLE, rule="generic-turn")
        return unknown("the text does not tell which organisation is meant")

    # --- roles -----------------------------------------------------------------------------------------------

    def beside(self, phrase: Phrase) -> Person | None:
        """The person whose name stands directly before or behind the phrase: "der Leiter des Werks, Jan Moll"."""
        for start, _, person in self._people.between(phrase.end, phrase.end + _BESIDE + 1):
            if start - phrase.end <= _BESIDE:
                return person
        return None

    def holder(self, phrase: Phrase, noun: Noun) -> Answer:
        """The one person read so far who holds this office; an empty answer where nobody does."""
        wanted = self._wanted(phrase, noun)
        genders = noun.genders if len(noun.genders) == 1 else frozenset()
        found: dict[int, Person] = {}
        for person in self._people.people:
            if (
                person.certain
                and any(at < phrase.start and self._fits(office, wanted) for at, office in person.offices)
                and _compatible(person, genders)
            ):
                found[id(person)] = person
        holders = list(found.values()) or [
            person
            for person in self._people.people
            if person.certain
            and any(office.noun.office == noun.office and self._fits(office, wanted) for _, office in person.offices)
            and _compatible(person, genders)
        ]
        if len(holders) == 1:
            return Answer(self._cast.person(holders[0]), How.ROLE, rule="holder")
        if holders:
            return unknown("several people could be meant: " + ", ".join(sorted(person.name for person in holders)))
        return Answer(None, None)

    def _wanted(self, phrase: Phrase, noun: Noun) -> Office:
        of = set()
        for part in noun.prefix.split("-") if noun.prefix else ():
            known = self._words.known(part)
            of.add(known.name if known else part)
        for word in phrase.words:
            if word.known is not None and word.known.sort in (NameSort.STATE, NameSort.ADJECTIVE, NameSort.ORGANISATION):
                of.add(word.known.name)
        return Office(noun, frozenset(of), "")

    def _fits(self, held: Office, wanted: Office) -> bool:
        if wanted.of and held.of and not wanted.of & held.of:
            return False
        one, other = held.noun.office, wanted.noun.office
        return one == other or one.endswith(other)

    def lone(self, phrase: Phrase, noun: Noun) -> Answer | None:
        """The only person so far who can be meant by a role nobody was given; None if nobody has been named yet."""
        genders = noun.genders if len(noun.genders) == 1 else frozenset()
        people = {id(p): p for at, _, p in self._people.between(0, phrase.start) if p.certain and _compatible(p, genders)}
        if not people:
            return None
        if len(people) == 1:
            person = next(iter(people.values()))
            turn = self._last_turn(phrase.start)
            if turn is not None and turn.part.person is person:
                return Answer(self._cast.person(person), How.ROLE, rule="lone")
        if genders:
            back = self._singular(genders, phrase.start)
            if back.rule == "near-speaker" and back.part is not None:
                return Answer(back.part, How.ROLE, rule="role-near")
        return unknown("the text does not tell who holds this role")


def _compatible(person: Person, genders: frozenset[Gender]) -> bool:
    return not genders or not person.genders or bool(genders & person.genders)
