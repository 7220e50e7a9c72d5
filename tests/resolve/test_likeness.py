"""Suggestions of actors that may be one: what sounds alike, shares surname and initials, or is spelled out by the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hang import ends

from wortlaut.records import Actor, ActorKind, content_id
from wortlaut.resolve.likeness import CROWD, sound_key, suggestions


def actor(name: str, kind: ActorKind = ActorKind.PERSON, *aliases: str) -> Actor:
    """An actor of this name."""
    return Actor(content_id("w", kind, name), name, kind, aliases)


@pytest.mark.parametrize(
    "spellings",
    [
        "Лемков Lemkow Lemkov Lemkoff",
        "Шарыгин Scharygin Sharygin Šarygin",
        "Хорошилов Choroschilow Khoroshilov Horoshilov",
        "Чердынцев Tscherdynzew Cherdyntsev Čerdyncev",
        "Щербина Schtscherbina Shcherbina",
        "Жуковина Schukowina Zhukovina Žukovina",
        "Юлия Julija Yuliya",
        "Зеленин Selenin Zelenin",
        "Алексей Alexej Aleksey Alexei",
        "O'Neill O’NEILL",
        "Müller MÜLLER",
    ],
)
def test_spellings_of_a_name_share_a_key(spellings: str) -> None:
    """German, English and scholarly transliterations of a Cyrillic name have its key."""
    assert len({sound_key(spelling) for spelling in spellings.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("Lemkow", "Lemberg"), ("Anna Moll", "Arno Moll"), ("Ostermoor", "Westermoor"), ("Brandis", "Brandt")])
def test_other_names_have_other_keys(one: str, other: str) -> None:
    """Names with other consonants are told apart."""
    assert sound_key(one) != sound_key(other)


ORGANISATION = ActorKind.ORGANISATION
PAIRS = [
    (actor("Boris Lemkow"), actor("Boris Lemkov"), "the names sound alike: Boris Lemkow, Boris Lemkov"),
    (actor("Boris Lemkow"), actor("Борис Лемков"), "the names sound alike: Boris Lemkow, Борис Лемков"),
    (actor("B. Lemkow"), actor("Boris Lemkow"), "one surname and fitting initials: B. Lemkow, Boris Lemkow"),
    (actor("Lemkow"), actor("Boris Lemkov"), "one surname, and no given name speaks against it: Lemkow, Boris Lemkov"),
    (actor("Verband der Merlefischer", ORGANISATION), actor("VM", ORGANISATION), "one name is made of the first letters of the other: "),
    (actor("Altfurt", ActorKind.STATE), actor("Altfurt", ActorKind.STATE), None),
    (
        actor("Energieministerium in Altfurt", ORGANISATION, "Energieministerium"),
        actor("Energieministerium", ORGANISATION),
        "one is also called like the other: Energieministerium in Altfurt, Energieministerium",
    ),
    (actor("Anna Moll", ActorKind.PERSON, "Moll"), actor("Berta Moll", ActorKind.PERSON, "Moll"), None),
    (actor("Anna Moll"), actor("Arno Moll"), None),
    (actor("A. Moll"), actor("Berta Moll"), None),
    (actor("Anna Moll"), actor("Anna Maria Holl"), None),
    (actor("Li Wu"), actor("Lu Wei"), None),
    (actor("anonym: Analysten", ActorKind.ANONYMOUS), actor("anonym: Analystin", ActorKind.ANONYMOUS), None),
    (actor("Boris Lemkow"), actor("Boris Lemkov", ORGANISATION), None),
]


@pytest.mark.parametrize(("first", "second", "reason"), PAIRS, ids=[f"{first.name} {second.name}" for first, second, _ in PAIRS])
def test_a_pair_is_suggested_with_its_reason(first: Actor, second: Actor, reason: str | None) -> None:
    """What may be one actor is suggested once, in the order of the list; what differs in a given name or in kind is not."""
    found = list(suggestions([first, second]))
    if reason is None:
        assert found == []
    else:
        (one,) = found
        assert (one.first, one.second) == (first, second)
        assert one.reason.startswith(reason)


def test_a_crowd_is_no_suggestion() -> None:
    """Where many share a surname without given names, it tells nothing."""
    many = [actor(f"{letter}. Moll") for letter in "ABCDEFGHIJKLMNOP"[:CROWD]]
    assert list(suggestions([*many, actor("Moll")])) == []


def test_many_actors_are_compared_in_linear_time() -> None:
    """Only actors that share a key are compared."""
    with ends(60):
        assert list(suggestions([actor("Moll " * 50 + str(n)) for n in range(20_000)])) == []


@given(st.lists(st.text(max_size=12), max_size=8, unique=True))
def test_any_names_are_compared(names: list[str]) -> None:
    """Whatever stands in a name, every suggestion is a pair of two different actors, once."""
    pairs = [frozenset({one.first.id, one.second.id}) for one in suggestions([actor(name) for name in names])]
    assert all(len(pair) == 2 for pair in pairs)
    assert len(pairs) == len(set(pairs))
