"""What a registry adds to one article: who holds a role that the article does not explain, and which of its actors are registered ones.

Conservative on purpose, because two people in one actor are worse than one person in two. A full name, alias or acronym that one registered
actor has names that actor. A surname alone does only where nobody else in the article has it, one registered person has it, and the article names a
role or organisation of that person. A role alone does only with its organisation, without any qualifying word, where one registered person may have
held it around the article's date and surely did. Links between registered actors are never followed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from wortlaut.records import Actor, ActorKind, Article, How, Registered, Resolution, content_id, name_key
from wortlaut.resolve.cast import Answer, Cast
from wortlaut.resolve.people import People
from wortlaut.resolve.phrases import Phrase, Shape, read_phrase
from wortlaut.resolve.reading import Reader, Sort, Word, text_of
from wortlaut.resolve.sightings import Finder
from wortlaut.seams import Determiner, Gender, Noun, Registry

_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.STATE, ActorKind.GROUP})
_DEFINITE = frozenset({Determiner.DEFINITE, Determiner.DEMONSTRATIVE})


class Registrar:
    """Asks the registry about one article."""

    def __init__(self, registry: Registry, article: Article, lines: list[list[Word]], reader: Reader, people: People, cast: Cast) -> None:
        self._registry = registry
        self._article = article
        self._lines = lines
        self._words = reader.words
        self._finder = Finder(reader, frozenset())
        self._people = people
        self._cast = cast

    # --- what the article leaves open ------------------------------------------------------------------------------

    def known(self, line: list[Word], answer: Answer) -> Answer:
        """The answer to a speaker phrase, or the registered actor where the article leaves open who that is: by its whole name, or by its role."""
        if answer.part is not None and answer.part.kind is not ActorKind.ANONYMOUS:
            return answer
        phrase = read_phrase(line, self._people, self._words)
        if not phrase.words or phrase.determiner not in (None, *_DEFINITE):
            return answer
        called = self._registry.named(phrase.plain(self._words)) if answer.part is not None else ()
        if len(called) == 1 and called[0].kind in _BODIES:
            return Answer(self._cast.body(called[0].name, called[0].kind, phrase.plain(self._words)), How.NAMED)
        noun = phrase.noun
        if noun is None or not self._plain_role(phrase, noun) or self._people.holders(noun.office):
            return answer
        found = self._holders(noun, self._owners(phrase))
        if len(found) != 1:
            return answer
        part = self._cast.body(found[0].name, found[0].kind, "")
        part.genders = frozenset({Gender(found[0].gender)}) if found[0].gender else noun.genders
        return Answer(part, How.ROLE)

    def _plain_role(self, phrase: Phrase, noun: Noun) -> bool:
        """Whether a phrase is a role of one person with nothing before it but articles and whose role it is ("the former ..." is not)."""
        if phrase.shape is not Shape.ROLE or noun.colleague or phrase.plural(self._words):
            return False
        before = phrase.words[phrase.lead(self._words) : phrase.head]
        return all(word.known is not None or word.sort is Sort.NAME for word in before)

    def _owners(self, phrase: Phrase) -> frozenset[str]:
        """What the role belongs to: what stands before it, and all that it governs ("the chair of the river council")."""
        owners = self._finder.office(list(phrase.words[: phrase.head + 1]), phrase.head).of
        small = self._words.of | self._words.genitive
        governed = text_of([word for at, word in enumerate(phrase.tail) if at or word.text.lower() not in small])
        if not governed:
            return owners
        known = self._words.known(governed)
        return owners | {known.name if known is not None else self._words.nominative(governed)}

    def _holders(self, noun: Noun, owners: frozenset[str]) -> list[Registered]:
        """Who may have held this office at all of its owners around the date of the article; nobody if one of them may not, or it is not sure."""
        when = self._article.published
        names = {name_key(name) for owner in owners for name in self._called(owner)}
        found: dict[str, tuple[Registered, bool]] = {}
        for actor in (one for name in sorted(names) for one in self._registry.holders(name)):
            for role in actor.roles:
                if role.possible(when) and self._office(role.title) in (noun.office, name_key(noun.base)) and name_key(role.organisation) in names:
                    sure = found.get(actor.name, (actor, False))[1] or role.certain(when)
                    found[actor.name] = (actor, sure)
        if len(owners) != 1 or not all(sure for _, sure in found.values()):
            return []
        return [actor for actor, _ in found.values()]

    def _called(self, owner: str) -> Iterable[str]:
        """An organisation's name and, if one registered actor has it, all of its names."""
        bearers = self._registry.named(owner)
        return (owner, *bearers[0].names) if len(bearers) == 1 else (owner,)

    def _office(self, title: str) -> str:
        """What titles are compared by: the office, whatever the gender, or the title itself where the language has no noun for it."""
        noun = self._words.noun(title)
        return noun.office if noun is not None and noun.office else name_key(title)

    # --- names -----------------------------------------------------------------------------------------------

    def identified(self, resolution: Resolution) -> Resolution:
        """The resolution with registered actors in place of those that bear their names: the same id in every article."""
        registered = {actor.id: found for actor in resolution.actors if (found := self._registered(actor)) is not None}
        if not registered:
            return resolution
        actors: dict[str, Actor] = {}
        for actor in resolution.actors:
            whole = registered.get(actor.id)
            own = Actor(whole.id, whole.name, whole.kind, (actor.name, *actor.aliases), actor.roles) if whole is not None else actor
            known = actors.get(own.id, own)
            names = dict.fromkeys((*known.aliases, *own.aliases))
            roles = tuple(dict.fromkeys((*known.roles, *own.roles)))
            actors[own.id] = replace(own, aliases=tuple(name for name in names if name != own.name), roles=roles)
        ids = {key: one.id for key, one in registered.items()}
        return replace(
            resolution,
            actors=tuple(actors.values()),
            links=tuple(replace(link, actor_id=ids.get(link.actor_id, link.actor_id)) for link in resolution.links),
            statements=tuple(
                replace(
                    one,
                    actor_id=ids.get(one.actor_id or "", one.actor_id),
                    addressee_id=ids.get(one.addressee_id or "", one.addressee_id),
                    on_behalf_of_id=ids.get(one.on_behalf_of_id or "", one.on_behalf_of_id),
                )
                for one in resolution.statements
            ),
        )

    def _registered(self, actor: Actor) -> Registered | None:
        """The registered actor that an actor of the article is; None where it is none, or could be several."""
        if actor.kind is ActorKind.ANONYMOUS:
            return None
        scoped = actor.id != content_id("w", actor.kind, actor.name)
        if actor.kind is ActorKind.PERSON and scoped:
            return self._by_surname(actor)
        found = self._registry.named(actor.name)
        if not found and actor.kind in _BODIES:
            hits = {one.name: one for form in actor.aliases for one in self._registry.named(form)}
            found = tuple(hits.values())
        if not found and scoped and actor.kind is ActorKind.ORGANISATION and " " not in actor.name:
            return self._by_surname(actor)  # a bare name that no list knows may be a person's
        return found[0] if len(found) == 1 and _same_kind(actor.kind, found[0].kind) else None

    def _by_surname(self, actor: Actor) -> Registered | None:
        """The one registered person of this surname, if nobody else in the article has it and the article tells a role or organisation."""
        named = [one for one in self._registry.named(actor.name) if one.kind is ActorKind.PERSON]
        bearers = {one.name: one for one in (*self._registry.surnamed(actor.name), *named)}
        if len(bearers) != 1:
            return None
        (found,) = bearers.values()
        alone = name_key(found.name) == name_key(actor.name)
        return found if (alone or self._told_of(found)) and not self._another(actor.name, found) else None

    def _told_of(self, person: Registered) -> bool:
        """Whether the article names an office the person may have held then, or an organisation of theirs."""
        roles = [role for role in person.roles if role.possible(self._article.published)]
        if any(self._office(role.title) in self._told.offices for role in roles):
            return True
        organisations = {*person.member_of, *(role.organisation for role in roles)} - {""}
        return any(name_key(name) in self._told.known or _stands_in(name_key(name), self._told.text) for name in organisations)

    def _another(self, surname: str, person: Registered) -> bool:
        """Whether the surname stands behind a name that is none of the person's: somebody else in the article has it."""
        own = {name_key(part) for name in person.names for part in name.split()}
        return not self._told.before.get(name_key(surname.split()[-1]), set()) <= own

    @cached_property
    def _told(self) -> Told:
        return Told.of(self._article.text, self._lines)


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells of its people, collected once: the offices and listed names in it, the names before each word, its text as a key."""

    offices: frozenset[str]
    known: frozenset[str]
    before: dict[str, set[str]]
    text: str

    @classmethod
    def of(cls, text: str, lines: list[list[Word]]) -> Told:
        """Collect it."""
        offices: set[str] = set()
        known: set[str] = set()
        before: dict[str, set[str]] = {}
        for line in lines:
            for word in line:
                if word.noun is not None:
                    offices |= {word.noun.office, name_key(word.noun.base)}
                if word.known is not None:
                    known.add(name_key(word.known.name))
            for first, second in pairwise(line):
                if first.sort in (Sort.FIRST, Sort.NAME):
                    before.setdefault(name_key(second.text), set()).add(name_key(first.text))
        return cls(frozenset(offices - {""}), frozenset(known), before, name_key(text))


def _same_kind(found: ActorKind, listed: ActorKind) -> bool:
    """Whether the machine's kind allows the user's: a person is no organisation, but what kind of body something is the user knows better."""
    return found is listed or (found in _BODIES and listed in _BODIES)


def _stands_in(name: str, text: str) -> bool:
    """Whether a name stands in a text as whole words."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (at and text[at - 1].isalnum()) and not text[end : end + 1].isalnum():
            return True
        at = text.find(name, end)
    return False
