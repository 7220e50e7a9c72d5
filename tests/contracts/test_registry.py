"""What every registry promises to whoever asks it; add an implementation to REGISTRIES and it has to keep all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.registry_factory import DAM, Listed, body, person

from wortlaut.records import Registered, Role
from wortlaut.seams import Registry
from wortlaut.store import registry
from wortlaut.store.registry import LedgerRegistry
from wortlaut.store.sqlite import SqliteLedger

Make = Callable[[Path, Sequence[Registered]], Registry]


def ledger(folder: Path, actors: Sequence[Registered]) -> LedgerRegistry:
    """The registry of a SQLite ledger."""
    with SqliteLedger.open(folder / "merle.wortlaut", create=True) as book:
        book.register(actors, "Kim", "t1")
        state = book.registry()
    assert state is not None
    return LedgerRegistry.open(state)


REGISTRIES: dict[str, Make] = {"ledger": ledger, "list": lambda _folder, actors: Listed(tuple(actors))}


@pytest.fixture(params=REGISTRIES.values(), ids=REGISTRIES.keys())
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Registry:
    """The actors of the Merle dam in one implementation after the other."""
    return request.param(tmp_path, DAM)


def names(actors: Sequence[Registered]) -> set[str]:
    """Their canonical names."""
    return {actor.name for actor in actors}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Boris Lemkow", {"Boris Lemkow"}),
        ("BORIS  LEMKOV", {"Boris Lemkow"}),
        ("Борис Лемков", {"Boris Lemkow"}),
        ("Sean O’Dorrell", {"Sean O'Dorrell"}),
        ("frm", {"Flussrat"}),
        ("VM", {"Verband Merlefischer", "Vereinigte Mühlen"}),
        ("Lemkow", set()),
        ("", set()),
        ("Boris%", set()),
    ],
)
def test_names_are_whole(made: Registry, asked: str, expected: set[str]) -> None:
    """A name, alias or acronym finds all its bearers, in any case and with any apostrophe; a part of it finds nobody."""
    assert names(made.named(asked)) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Lemkow", {"Boris Lemkow"}),
        ("Lemkov", {"Boris Lemkow"}),
        ("Moll", {"Peter Moll", "Anna Moll"}),
        ("von der Tarnau", {"Ursula von der Tarnau"}),
        ("Tarnau", {"Ursula von der Tarnau"}),
        ("al-Sadun", {"Omar al-Sadun"}),
        ("O'DORRELL", {"Sean O'Dorrell"}),
        ("Merle", set()),
        ("Flussrat", set()),
    ],
)
def test_surnames_belong_to_persons(made: Registry, asked: str, expected: set[str]) -> None:
    """A surname finds the persons who have it, small words or not; organisations have none."""
    assert names(made.surnamed(asked)) == expected


def test_holders_come_with_all_their_roles(made: Registry) -> None:
    """Everybody with a role somewhere is found, whenever it was held."""
    assert names(made.holders("nordau")) == {"Jana Ostermoor", "Ilse Vorberg"}
    assert {role.title for actor in made.holders("Nordau") for role in actor.roles} == {"Wasserministerin", "Wasserminister"}
    assert names(made.holders("Südmark")) == set()


def test_what_comes_back_is_what_was_listed(made: Registry) -> None:
    """An entry comes back whole."""
    assert list(made.named("Jana Ostermoor")) == [DAM[0]]


def test_a_moment_stays_as_it_was(tmp_path: Path) -> None:
    """Who opened the registry sees that moment; an import since then shows to those who open it later, and replaced names are gone for them."""
    before = ledger(tmp_path, DAM)
    after = ledger(tmp_path, [person("Boris Lemkow", aliases=("B. A. Lemkow",)), body("Lemkow KG", "Boris Lemkov")])
    assert names(before.named("Boris Lemkov")) == {"Boris Lemkow"}
    assert names(after.named("Boris Lemkov")) == {"Lemkow KG"}
    assert names(before.holders("Russland")) == {"Boris Lemkow"}
    assert names(after.holders("Russland")) == set()
    assert before.digest != after.digest


def test_more_than_can_be_told_apart_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more actors share a name than are told apart, nobody is named, instead of the first few."""
    monkeypatch.setattr(registry, "MOST", 3)
    many = [replace(person(f"{name} Moll", Role("Mitglied", "Landtag")), acronyms=("M",)) for name in ("Ada", "Bo", "Cleo", "Dora")]
    assert names(ledger(tmp_path, many[:3]).named("M")) == {"Ada Moll", "Bo Moll", "Cleo Moll"}
    crowded = ledger(tmp_path, many)
    assert [names(ask("M")) for ask in (crowded.named, crowded.surnamed)] == [set(), set()]
    assert (names(crowded.surnamed("Moll")), names(crowded.holders("Landtag"))) == (set(), set())
