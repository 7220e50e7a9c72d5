"""Actors of the Merle dam as a user would list them, and a registry that is a plain list; construction only, no expectations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wortlaut.records import ActorKind, Registered, Role, name_key


def person(name: str, *roles: Role, aliases: tuple[str, ...] = (), gender: str = "") -> Registered:
    """A registered person."""
    return Registered(name, ActorKind.PERSON, aliases, roles=roles, gender=gender)


def body(name: str, *aliases: str, acronyms: tuple[str, ...] = (), kind: ActorKind = ActorKind.ORGANISATION) -> Registered:
    """A registered organisation, or state."""
    return Registered(name, kind, aliases, acronyms)


MINISTER = "Wasserministerin"
DAM = (
    person("Jana Ostermoor", Role(MINISTER, "Nordau", "2020-01-01", "2023-12-31"), aliases=("Яна Остермор",), gender="female"),
    person("Ilse Vorberg", Role("Wasserminister", "Nordau", "2024-01-01"), gender="female"),
    person("Boris Lemkow", Role("Außenminister", "Russland", "2010-05-01"), aliases=("Boris Lemkov", "Борис Лемков", "B. Lemkow"), gender="male"),
    person("Irmgard Solveck", Role("Vorsitzende", "Flussrat")),
    person("Ursula von der Tarnau", Role("Präsidentin", "Fischereiverband Nordau")),
    person("Sean O'Dorrell", Role("Gutachter", "Institut Kontura")),
    person("Omar al-Sadun", Role("Präsident", "Sadun")),
    person("Peter Moll", Role("Landrat", "Elster")),
    person("Anna Moll", Role("Landrätin", "Altfurt")),
    body("Flussrat", "Rat für die Merle", acronyms=("FRM",)),
    body("Verband Merlefischer", acronyms=("VM",)),
    body("Vereinigte Mühlen", acronyms=("VM",)),
    body("Nordau", kind=ActorKind.STATE),
)


@dataclass(frozen=True)
class Listed:
    """A registry that looks through a list."""

    actors: tuple[Registered, ...] = DAM
    digest: str = "list"

    def named(self, name: str) -> list[Registered]:
        """Whoever has this name."""
        return self._where(lambda actor: map(name_key, actor.names), name)

    def surnamed(self, surname: str) -> list[Registered]:
        """Persons of this surname."""
        return self._where(lambda actor: actor.surnames, surname)

    def holders(self, organisation: str) -> list[Registered]:
        """Whoever has a role there."""
        return self._where(lambda actor: (name_key(role.organisation) for role in actor.roles), organisation)

    def _where(self, keys: Callable[[Registered], Iterable[str]], wanted: str) -> list[Registered]:
        return [actor for actor in self.actors if name_key(wanted) in keys(actor)]
