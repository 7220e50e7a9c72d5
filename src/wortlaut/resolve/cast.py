"""The actors of one article while it is read: one entry per actor, every form it is called by, and the final records with their ids."""

from __future__ import annotations

from dataclasses import dataclass, field

from wortlaut.records import Actor, ActorKind, How, content_id
from wortlaut.resolve.people import Person
from wortlaut.seams import Gender

_SHORTEST = 4
"""A shorter last part of a noun is no short form of it."""

_CANDIDATES = 16
"""More actors than this are never told apart by a short form."""


@dataclass(eq=False, slots=True)
class Part:
    """An actor in the making; `scoped` ones are known inside this article only.

    `forms` are what it is called in this article, `also` other usual names of it. `office` is its head noun for later short forms, `since`
    where it was first met; `maybe` marks a bare name that may be a person's, `body` what is surely an organisation,
    `issued` a document whose issuer is told.
    """

    name: str
    kind: ActorKind
    scoped: bool
    forms: dict[str, None] = field(default_factory=dict)
    also: dict[str, None] = field(default_factory=dict)
    genders: frozenset[Gender] = frozenset()
    plural: bool = False
    maybe: bool = False
    body: bool = False
    issued: bool = False
    office: str = ""
    since: int = 0
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The actor meant and how that is known, by which rule where its kind has several, or None and the reason.

    `trust` is how probably it is right, `evidence` the keys of the pack's table that say so.
    """

    part: Part | None
    how: How | None
    reason: str = ""
    rule: str = ""
    trust: float = 1.0
    evidence: tuple[str, ...] = ()


def unknown(reason: str) -> Answer:
    """An abstention."""
    return Answer(None, None, reason)


def several(names: list[str]) -> Answer:
    """An abstention between named actors."""
    return unknown("several could be meant: " + ", ".join(names))


class Cast:
    """Every actor that an article names or lets speak."""

    def __init__(self, article_id: str) -> None:
        self._article_id = article_id
        self._parts: list[Part] = []
        self._people: dict[int, Part] = {}
        self._by_form: dict[str, Part] = {}
        self._by_office: dict[str, list[Part]] = {}
        self._told: dict[str, dict[str, int]] = {}
        self._ids: dict[int, str] = {}

    def person(self, person: Person) -> Part:
        """The entry of a person; those without a given name stay inside the article."""
        part = self._people.get(id(person))
        if part is None:
            part = Part(person.name, ActorKind.PERSON, not person.given, genders=person.genders, person=person)
            self._people[id(person)] = part
            self._parts.append(part)
        return part

    def body(self, name: str, kind: ActorKind, form: str, *, scoped: bool = False, office: str = "", since: int = 0) -> Part:
        """The entry of anything that is no person of the article, by name; `form` is how it is called here."""
        part = self._by_form.get(name.casefold())
        if part is None or (part.kind is not kind and ActorKind.ANONYMOUS in (part.kind, kind)):
            part = Part(name, kind, scoped, office=office, since=since)
            self._parts.append(part)
            for cut in range(max(1, len(office) - _SHORTEST + 1)) if office else ():
                self._by_office.setdefault(office[cut:], []).append(part)
        self.call(part, name)
        self.call(part, form)
        return part

    def call(self, part: Part, form: str) -> None:
        """Note a form of an actor, such as an acronym defined in the text."""
        if form:
            part.forms.setdefault(form)
            self._by_form.setdefault(form.casefold(), part)

    def also(self, part: Part, names: tuple[str, ...]) -> None:
        """Note other usual names of an actor, by which this article is not read."""
        part.also |= dict.fromkeys(names)

    def named(self, form: str) -> Part | None:
        """The entry that is called so in this article."""
        return self._by_form.get(form.casefold())

    def short_for(self, office: str, before: int) -> list[Part]:
        """Those met before a place whose head noun this is a short form of ("court": district court), else those of this noun that
        have a name saying more."""
        met = [part for part in self._by_office.get(office, ())[:_CANDIDATES] if part.since < before]
        return [part for part in met if part.office != office] or [part for part in met if part.name.casefold() != office]

    def tell(self, office: str, name: str, since: int) -> None:
        """Note a document that the article tells of, under its noun and the last parts of it; it is no actor before it speaks."""
        for cut in range(max(1, len(office) - _SHORTEST + 1)):
            self._told.setdefault(office[cut:], {}).setdefault(name, since)

    def told(self, office: str, before: int) -> list[str]:
        """The names of the documents told of before a place that this noun may mean."""
        return [name for name, since in self._told.get(office, {}).items() if since < before]

    def id_of(self, part: Part) -> str:
        """The id of an actor: by kind and name, and by the article for those known only inside it."""
        key = self._ids.get(id(part))
        if key is None:
            own = (part.kind, part.name)
            key = self._ids[id(part)] = content_id("w", *own, self._article_id) if part.scoped else content_id("w", *own)
        return key

    def actors(self, used: frozenset[str]) -> tuple[Actor, ...]:
        """The finished records of the ids that are used, one per id, in the order in which the actors were met."""
        found: dict[str, Part] = {}
        forms: dict[str, dict[str, None]] = {}
        roles: dict[str, dict[str, None]] = {}
        for part in self._parts:
            key = self.id_of(part)
            if key not in used:
                continue
            found.setdefault(key, part)
            called = forms.setdefault(key, {})
            called.update(part.forms)
            called.update(part.also)
            if part.person is not None:
                called.update(dict.fromkeys(sorted(part.person.forms)))
                roles.setdefault(key, {}).update({office.text: None for _, office in part.person.offices.values()})
        return tuple(
            Actor(key, part.name, part.kind, tuple(form for form in forms[key] if form != part.name), tuple(roles.get(key, ())))
            for key, part in found.items()
        )
