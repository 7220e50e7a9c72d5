"""The actors of one article while it is read: one entry per actor, every form it is called by, and the final records with their ids."""

from __future__ import annotations

from dataclasses import dataclass, field

from wortlaut.records import Actor, ActorKind, content_id
from wortlaut.resolve.people import Person
from wortlaut.seams import Gender


@dataclass(eq=False, slots=True)
class Part:
    """An actor in the making; `scoped` ones are known inside this article only; `office` is its head noun for later short forms;
    `maybe` marks names that may be a person's."""

    name: str
    kind: ActorKind
    scoped: bool
    forms: dict[str, None] = field(default_factory=dict)
    genders: frozenset[Gender] = frozenset()
    plural: bool = False
    maybe: bool = False
    office: str = ""
    since: int = 0
    person: Person | None = None


class Cast:
    """Every actor that speaks or is spoken to in one article."""

    def __init__(self, article_id: str) -> None:
        self._article_id = article_id
        self._parts: dict[tuple[ActorKind, str], Part] = {}
        self._people: dict[int, Part] = {}
        self._by_form: dict[str, Part] = {}

    def person(self, person: Person) -> Part:
        """The entry of a person; those without a given name stay inside the article."""
        part = self._people.get(id(person))
        if part is None:
            kind = ActorKind.PERSON
            part = Part(person.name, kind, scoped=not person.given, genders=person.genders, person=person)
            self._people[id(person)] = part
            self._parts[kind, f"{id(person)}"] = part
        return part

    def body(self, name: str, kind: ActorKind, form: str, *, scoped: bool = False, office: str = "", since: int = 0) -> Part:
        """The entry of anything that is no named person, by kind and name; `form` is how it is called here."""
        key = name.casefold()
        part = self._by_form.get(key) or self._parts.get((kind, key))
        if part is None or (part.kind is not kind and ActorKind.ANONYMOUS in (part.kind, kind)):
            part = self._parts[kind, key] = Part(name, kind, scoped, office=office, since=since)
        for word in (name, form):
            if word:
                part.forms.setdefault(word)
                self._by_form.setdefault(word.casefold(), part)
        return part

    def named(self, form: str) -> Part | None:
        """The entry that is called so in this article."""
        return self._by_form.get(form.casefold())

    def call(self, part: Part, form: str) -> None:
        """Note a further form of an actor, such as an acronym defined in the text."""
        part.forms.setdefault(form)
        self._by_form.setdefault(form.casefold(), part)

    def with_office(self, office: str, before: int) -> list[Part]:
        """Organisations and documents met before, whose head noun ends like this one ("court" for "district court")."""
        return [
            part for part in self._parts.values() if part.office and part.since < before and part.office != office and part.office.endswith(office)
        ]

    def exact_office(self, office: str, before: int) -> list[Part]:
        """Organisations and documents met before that have this head noun and a name that says more."""
        return [part for part in self._parts.values() if part.office == office and part.since < before and part.name.casefold() != office]

    def id_of(self, part: Part) -> str:
        """The id of an actor: by kind and name, and by the article for those known only inside it."""
        own = (part.kind, part.name)
        return content_id("w", *own, self._article_id) if part.scoped else content_id("w", *own)

    def actors(self, used: frozenset[str]) -> tuple[Actor, ...]:
        """The finished records of the ids that are used, one per id, in the order in which the actors were met."""
        found: dict[str, Part] = {}
        forms: dict[str, dict[str, None]] = {}
        roles: dict[str, dict[str, None]] = {}
        for part in self._parts.values():
            key = self.id_of(part)
            found.setdefault(key, part)
            called = forms.setdefault(key, {})
            called.update(part.forms)
            if part.person is not None:
                called.update(dict.fromkeys(sorted(part.person.forms)))
                roles.setdefault(key, {}).update({office.text: None for _, office in part.person.offices})
        return tuple(
            Actor(key, part.name, part.kind, tuple(form for form in forms[key] if form != part.name), tuple(roles.get(key, ())))
            for key, part in found.items()
            if key in used
        )
