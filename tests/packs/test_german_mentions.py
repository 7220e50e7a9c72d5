"""Mentions in German: people, organisations, states, places and roles, by lists and by the trained network."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from tests.quote.marked import article_of

from wortlaut.parse import parse
from wortlaut_de import German
from wortlaut_de.mentions import GermanMentions, finder, weights
from wortlaut_de.mentions.lists import listed_mentions

RECIPE = Path(__file__).parents[2] / "recipes/de/mention"


def by_lists(text: str) -> list[tuple[str, str]]:
    """What the lists alone find: words and kind."""
    parsed = parse(article_of(text), German())
    found = listed_mentions().find(text, parsed.sentences, parsed.tokens)
    return [(text[parsed.tokens[one.first].start : parsed.tokens[one.last - 1].end], one.kind.value) for one in found]


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


# --- the network ---------------------------------------------------------------------------------------------


def found(text: str) -> list[tuple[str, str]]:
    """What the pack finds: words and kind."""
    return [(one.span.text, one.kind.value) for one in parse(article_of(text), German()).mentions]


def test_the_network_finds_names_no_list_knows():
    """People without a listed first name and bodies no list has are found by where they stand."""
    assert ("Ostermoor", "person") in found("Der Damm hält, sagte Ostermoor am Montag dem Uferblatt.")
    assert ("Harksen GmbH", "organisation") in found("Die Harksen GmbH aus Hamburg liefert die Pumpen.")


def test_titles_are_no_part_of_a_person():
    """A form of address or an academic title stands before the mention."""
    assert [words for words, kind in found("Gestern sprach Dr. Konrad Welling mit Frau Jana Ostermoor.") if kind == "person"] == [
        "Konrad Welling",
        "Jana Ostermoor",
    ]


def test_what_names_a_state_is_decided_by_the_lists():
    """The network tells locations; a listed state is a state in every inflection, everything else a place."""
    text = "Er reiste aus Dänemark nach Altfurt, sie aus der russischen Hauptstadt nach Frankreich."
    kinds = dict(found(text))
    assert (kinds["Dänemark"], kinds["Frankreich"], kinds["russischen"]) == ("state", "state", "state")
    assert kinds.get("Altfurt", "place") == "place"


@pytest.fixture
def no_weights(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A pack without the weights of its mentions."""
    monkeypatch.setattr(weights, "folder", lambda: tmp_path)
    weights.weights_digest.cache_clear()
    yield
    monkeypatch.undo()
    weights.weights_digest.cache_clear()


@pytest.mark.usefixtures("no_weights")
def test_without_weights_the_lists_serve_and_are_named():
    """No weights: the mentions are those of the lists, and so is the producer."""
    text = "Jana Ostermoor sprach in Moskau, dann kam Sawin."
    assert found(text) == by_lists(text) != []
    assert GermanMentions().producer().name == "de-lists"


@pytest.mark.usefixtures("no_weights")
def test_the_doctor_tells_that_the_weights_are_missing():
    """`wortlaut doctor` says who serves in its place; it is no failure."""
    from wortlaut.cli.about import _packs

    _, told, good = _packs()
    assert good
    assert "de-mentions (its weights are missing: de-lists serves in its place)" in told


def test_with_other_word_pieces_the_network_does_not_serve(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """The network reads the word pieces of the quotation tagger; beside others than those it was trained with it keeps quiet."""
    (tmp_path / "card.json").write_text(json.dumps({"digest": "d", "files": {}}), encoding="utf-8")
    monkeypatch.setattr(weights, "shared_folder", lambda: tmp_path)
    weights.weights_digest.cache_clear()
    assert weights.weights_digest() is None
    weights.weights_digest.cache_clear()


def test_what_is_too_long_for_an_article_is_read_by_the_lists(monkeypatch: pytest.MonkeyPatch):
    """Memory stays bounded whatever comes: beyond so many tokens the lists read alone."""
    text = "Jana Ostermoor sprach in Moskau."
    monkeypatch.setattr(finder, "LONGEST", 3)
    assert found(text) == by_lists(text)


def test_a_long_sentence_is_read_in_pieces():
    """A name far behind the first piece of a sentence is found like one at its start."""
    text = "Am Ufer standen Bänke und " * 200 + "Jana Ostermoor sprach."
    assert ("Jana Ostermoor", "person") in found(text)


def test_the_same_text_gives_the_same_answer_whatever_was_read_before():
    """Neither another article nor a second finder changes a mention or its confidence."""
    first = parse(article_of("Konrad Welling sprach in Altfurt."), German()).mentions
    found("Die Merle AG schwieg. " * 50)
    assert parse(article_of("Konrad Welling sprach in Altfurt."), German()).mentions == first


# --- the card ------------------------------------------------------------------------------------------------


def card() -> dict:
    """The card of the shipped weights."""
    return json.loads(weights.folder().joinpath("card.json").read_text(encoding="utf-8"))


def test_the_card_lists_every_file_with_its_digest():
    """Weights are what the card says they are, small, and made beside the word pieces that ship."""
    files = {one.name: one.read_bytes() for one in weights.folder().iterdir() if one.name != "card.json"}
    assert {name: hashlib.sha256(data).hexdigest() for name, data in files.items()} == card()["files"]
    assert sum(map(len, files.values())) < 8_000_000
    assert weights.weights_digest() == card()["digest"]
    shared = weights.shared_folder()
    assert {name: hashlib.sha256(shared.joinpath(name).read_bytes()).hexdigest() for name in card()["shared"]} == card()["shared"]


def test_the_card_says_what_it_was_made_from():
    """Data with licences, and the recipe that made it."""
    assert card()["licence"] == "CC-BY-SA-4.0"
    assert all(one["name"] and one["licence"] for one in card()["data"])
    assert (RECIPE / "recipe.toml").read_text(encoding="utf-8").count(f'id = "{card()["recipe"]}"') == 1


def test_the_card_figure_on_invented_sentences_holds():
    """What the card claims for the invented sentences of the recipe is measured again; a change of the lists may move it a little."""
    right = mine = gold = 0
    for line in (RECIPE / "invented.txt").read_text(encoding="utf-8").splitlines():
        text, wanted = "", set()
        for piece in re.split(r"(<\w+>[^<]*</\w+>)", line):
            named = re.fullmatch(r"<(\w+)>([^<]*)</\w+>", piece)
            if named:
                wanted.add((len(text), named[2], named[1]))
            text += named[2] if named else piece
        got = {(one.span.start, one.span.text, one.kind.value) for one in parse(article_of(text), German()).mentions if one.kind != "role"}
        wanted = {one for one in wanted if one[2] != "role"}
        right, mine, gold = right + len(got & wanted), mine + len(got), gold + len(wanted)
    assert 200 * right / (mine + gold) == pytest.approx(card()["figures"]["invented"]["all"]["f1"], abs=3.0)
