"""Mentions in German: people, organisations, states, places and roles, by lists and by the trained network."""

from __future__ import annotations

import pytest
from tests.quote.marked import article_of

from wortlaut.parse import parse
from wortlaut_de import German
from wortlaut_de.mentions.lists import listed_mentions


def by_lists(text: str) -> list[tuple[str, str]]:
    """What the lists alone find: words and kind."""
    parsed = parse(article_of(text), German())
    return [(one.span.text, one.kind.value) for one in listed_mentions().find(text, parsed.sentences, parsed.tokens)]


LISTED = [
    ("a state in any form", "Die russische Seite, ein Russe und die Russin aus Russland.", ["russische", "Russe", "Russin", "Russland"]),
    ("a state of several words", "Die Vereinigten Staaten und Saudi-Arabiens König.", ["Vereinigten Staaten", "Saudi-Arabiens"]),
]


@pytest.mark.parametrize(("rule", "text", "expected"), LISTED, ids=[rule for rule, _, _ in LISTED])
def test_states_are_found_with_their_adjectives_and_inhabitants(rule: str, text: str, expected: list[str]):
    """Names, adjectives and inhabitants of states are mentions of the state, whatever their inflection."""
    assert [words for words, kind in by_lists(text) if kind == "state"] == expected, rule


PEOPLE = [
    ("Jana Ostermoor schwieg.", ["Jana Ostermoor"]),
    ("Da kam Ursula von der Merle.", ["Ursula von der Merle"]),
    ("Dann sprach Frau Ostermoor.", ["Ostermoor"]),
    ("Dann sprach Dr. Welling.", ["Welling"]),
    ("Konrad Welling kam. Wellings Bericht lag vor. Welling ging.", ["Konrad Welling", "Wellings", "Welling"]),
    ("Jana kam an einem Montag.", []),
]


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_people_are_found_by_first_name_and_address(text: str, expected: list[str]):
    """A first name opens a full name, a form of address a surname; later the surname alone is enough."""
    assert [words for words, kind in by_lists(text) if kind == "person"] == expected


def test_capitals_are_places_and_bodies_organisations():
    """A capital is a place until `resolve` reads it as its government; parties, international bodies and ministries are organisations."""
    found = by_lists("In Moskau sprachen die SPD, die Vereinten Nationen, Bündnis 90/Die Grünen und das Umweltministerium.")
    assert found == [
        ("Moskau", "place"),
        ("SPD", "organisation"),
        ("Vereinten Nationen", "organisation"),
        ("Bündnis 90/Die Grünen", "organisation"),
        ("Umweltministerium", "organisation"),
    ]


def test_offices_are_roles():
    """An office is a role, also in a compound or feminine; an occupation that is no office is none."""
    assert by_lists("Die Umweltministerin, der US-Außenminister und der Kremlchef grüßten den Bäcker.") == [
        ("Umweltministerin", "role"),
        ("US-Außenminister", "role"),
        ("Kremlchef", "role"),
    ]


def test_a_medium_named_by_a_common_word_needs_marks():
    """A paper whose name is a common word counts in quotation marks only."""
    assert by_lists("Die Welt ist groß, schrieb die „Welt“.") == [("Welt", "organisation")]
