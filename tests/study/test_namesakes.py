"""Actors who may be one: by a name, a spelling, a surname or a part of a name; never a decision."""

from __future__ import annotations

import pytest

from wortlaut.records import Actor, ActorKind, ActorRow, Alike
from wortlaut.study import namesakes


def person(name: str, *aliases: str, statements: int = 1, kind: ActorKind = ActorKind.PERSON) -> ActorRow:
    """An actor with its names."""
    return ActorRow(Actor(f"w-{name}-{statements}", name, kind, aliases), statements, 1)


def body(name: str, *aliases: str) -> ActorRow:
    """An organisation."""
    return person(name, *aliases, kind=ActorKind.ORGANISATION)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (person("Jana Ostermoor"), person("Jana Ostermoor", statements=2), Alike.NAME),
        (body("Energieministerium in Altfurt", "Energieministerium"), body("Energieministerium"), Alike.NAME),
        (person("Sergej Wolkow"), person("Sergei Volkov"), Alike.SPELLING),
        (person("Jürgen Größler"), person("Juergen Groessler"), Alike.SPELLING),
        (person("Jana Ostermoor"), person("Ostermoor"), Alike.SURNAME),
        (person("Petro Harkschenko"), person("P. Harkshenko"), Alike.SURNAME),
        (body("Institut Kontura"), body("Kontura"), Alike.PART),
    ],
)
def test_what_two_actors_have_in_common_is_told(one: ActorRow, other: ActorRow, alike: Alike) -> None:
    """The strongest of it, once, with whoever has more statements first."""
    (found,) = namesakes([one, other])
    assert found.alike is alike
    assert found.one.statements >= found.other.statements


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Ute Feld"), person("Karl Feld")),
        (person("Ute Feld"), body("Feld")),
        (body("Wasserministerium Nordau"), body("Wasserministerium Südmark")),
        (person("Sprecherin", kind=ActorKind.ANONYMOUS), person("Sprecherin", statements=2, kind=ActorKind.ANONYMOUS)),
        (body("NDA"), body("nda AG")),
    ],
)
def test_names_that_speak_against_it_are_no_suggestion(one: ActorRow, other: ActorRow) -> None:
    """Other given names, a person and a body, words on each side that the other lacks, unnamed sources, acronyms."""
    assert namesakes([one, other]) == ()


def test_a_name_that_many_bear_tells_nobody_apart() -> None:
    """The work grows with the actors, not with their pairs."""
    crowd = [person("Müller", statements=number) for number in range(1, 1_500)]
    assert namesakes(crowd) == ()
