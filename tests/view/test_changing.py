"""Changing statements without scripts: every change is a form, has a name, is shown, and is taken back by undo."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.view.conftest import HOSTILE, READINGS, Visit, ledger_of
from tests.view.test_review import as_reviewer, statements

from wortlaut.records import Codebook, Concept
from wortlaut.view import application
from wortlaut.view.stretches import Move, moved, standing

Row = dict[str, object]


def quote(row: Row) -> str:
    """The quoted words of a row."""
    (span,) = row["quote"]  # type: ignore[misc] # rows are JSON
    return str(span["text"])


def speaker(row: Row) -> str | None:
    """The name of who speaks."""
    actor = row["actor"]
    return actor["name"] if isinstance(actor, dict) else None


def page_of(client: TestClient, row: Row) -> str:
    """The article with this statement in full."""
    return client.get(client.get(f"/s/{row['id']}").headers["location"]).text


@pytest.mark.parametrize(
    "path", ["/amend/kind", "/amend/quote", "/amend/speaker", "/amend/addressee", "/amend/cue", "/add", "/flag", "/undo", "/redo", "/several"]
)
def test_nobody_changes_anonymously(visit: Visit, path: str) -> None:
    """Without a name the page asks for one, and nothing is stored."""
    client = visit()
    answer = client.post(path, data={"statement": str(statements(client)[0]["id"])})
    assert answer.status_code == 403
    assert "Who reviews?" in answer.text


def test_the_kind_is_changed_shown_and_undone(visit: Visit) -> None:
    """The page says who changed it; undo goes to the statement it was about."""
    client = as_reviewer(visit())
    row = statements(client)[0]
    assert client.post("/amend/kind?next=/", data={"statement": row["id"], "kind": "Reported"}).headers["location"] == "/"
    assert statements(client)[0]["kind"] == "Reported"
    assert "kind changed" in page_of(client, row)
    assert client.post("/undo").headers["location"] == f"/s/{row['id']}"
    assert statements(client)[0]["kind"] == "Direct"


def test_a_speaker_is_chosen_named_or_unknown(visit: Visit) -> None:
    """The actors of the article are one press away, others are named, and nobody is an answer."""
    client = as_reviewer(visit())
    first, second = statements(client)
    other = second["actor"]
    assert isinstance(other, dict)
    assert f'<button name="actor" value="{other["id"]}"' in page_of(client, first)
    for data, told in (
        ({"actor": other["id"]}, "Konrad Welling"),
        ({"name": "Rolf Tamm", "new": "person"}, "Rolf Tamm"),
        ({}, None),
    ):
        client.post("/amend/speaker", data={"statement": first["id"], **data})
        assert speaker(statements(client)[0]) == told
    client.post("/amend/addressee", data={"statement": first["id"], "name": "Rolf Tamm", "new": "person"})
    assert "Rolf Tamm" in page_of(client, first)


def link(page: str, told: str) -> str:
    """Where the link with these words leads."""
    found = re.search(rf'href="([^"#]*)[^"]*" data-key="[^"]*">{told} <kbd>', page)
    assert found
    return unescape(found[1])


MOVES = (
    ("End", "one word less", "Der Damm"),
    ("Start", "one word less", "Damm"),
    ("Start", "one word more", "„Der Damm"),
    ("End", "one word more", "„Der Damm hält“,"),
    ("Start", "one sign less", "Der Damm hält“,"),
    ("End", "one sign less", "Der Damm hält“"),
)


def test_the_borders_of_a_quote_are_tried_out_by_words_and_signs_and_then_kept(visit: Visit) -> None:
    """Every move is a link, nothing is kept before somebody says so, and all of it is one step for undo; the address stays."""
    client = as_reviewer(visit())
    row = statements(client)[0]
    page = page_of(client, row)
    for legend, move, told in MOVES:
        page = client.get(link(page[page.index(f"<legend>{legend}</legend>") :], move)).text
        assert f'<q lang="de">{told}</q>' in page
        assert quote(statements(client)[0]) == "Der Damm hält"
    places = re.search(r'name="places" value="([^"]+)"', page)
    assert places
    client.post("/amend/quote", data={"statement": row["id"], "places": places[1]})
    assert quote(statements(client)[0]) == "Der Damm hält“"
    assert statements(client)[0]["id"] == row["id"]
    client.post("/undo")
    assert quote(statements(client)[0]) == "Der Damm hält"


def test_borders_that_are_tried_out_can_be_given_up(visit: Visit) -> None:
    """A link back; and places that are none of the text are not believed."""
    client = as_reviewer(visit())
    row = statements(client)[0]
    moved = client.get(link(page_of(client, row), "one word less")).text
    kept = client.get(unescape(re.search(r'href="([^"#]*)[^"]*" data-key="Escape"', moved)[1])).text  # type: ignore[index] # it is there
    assert 'data-key="Escape"' not in kept
    for places in ("90-80", "0-999999", "0-0", "x", "5-9,1-3"):
        address = client.get(f"/s/{row['id']}").headers["location"].partition("#")[0]
        page = client.get(f"{address}&edit=quote&places={places}").text
        assert f'name="places" value="{span(row)}"' in page
        assert 'data-key="Escape"' not in page


def span(row: Row) -> str:
    """The place of the quoted words, as an address writes it."""
    (one,) = row["quote"]  # type: ignore[misc] # rows are JSON
    return f"{one['start']}-{one['end']}"


def cue(row: Row) -> list[str]:
    """The words of the cue."""
    return [one["text"] for one in row["cue"]]  # type: ignore[attr-defined] # rows are JSON


def test_the_cue_is_changed_and_undone(visit: Visit) -> None:
    """Its words are found next to the quote, where they are selected, or in parts; without words there is none."""
    client = as_reviewer(visit())
    first, second = statements(client)
    before = cue(second)
    text = READINGS[0].article.text  # type: ignore[union-attr] # it has one
    for data, told in (
        ({"words": "angeblich"}, ["angeblich"]),
        ({"words": "sagte … am Freitag"}, ["sagte", "am Freitag"]),
        ({}, []),
        ({"words": "sagte", "start": str(text.index("sagte")), "end": str(text.index("sagte") + 5)}, ["sagte"]),
    ):
        assert client.post("/amend/cue?next=/", data={"statement": second["id"], **data}).status_code == 303
        assert cue(statements(client)[1]) == told
    assert statements(client)[1]["cue"][0]["start"] == text.index("sagte")  # type: ignore[index] # rows are JSON
    assert "cue changed" in page_of(client, second)
    for _ in range(4):
        client.post("/undo")
    assert cue(statements(client)[1]) == before
    assert cue(statements(client)[0]) == cue(first)


def test_a_cue_is_sought_next_to_its_quote(visit: Visit) -> None:
    """Words that stand in every sentence are those of this one."""
    client = as_reviewer(visit())
    for row in statements(client):
        client.post("/amend/cue", data={"statement": row["id"], "words": "angeblich"})
    places = [(row["quote"][0]["end"], row["cue"][0]["start"]) for row in statements(client)]  # type: ignore[index] # rows are JSON
    assert all(0 < cue - end < 40 for end, cue in places)


def test_a_statement_is_flagged_for_a_second_reader(visit: Visit) -> None:
    """Who and when stands on it until somebody else decides; the flag is taken back by whoever set it."""
    client = as_reviewer(visit(), "Mira")
    row = statements(client)[0]
    client.post("/flag?next=/", data={"statement": row["id"]})
    page = page_of(client, row)
    assert "Flagged for a second reader by Mira" in page
    assert "Nobody else decided since." in page
    assert page.count('<span title="flagged for a second reader">⚑</span>') == 1
    taking_back = re.search(r'name="decision" value="([^"]+)" data-key="f"', page)
    assert taking_back
    as_reviewer(client, "Jonas")
    assert f'name="statement" value="{row["id"]}" data-key="f"' in page_of(client, row)
    client.post("/judge", data={"statement": row["id"], "verdict": "accept"})
    assert "A second reader decided since." in page_of(client, row)
    assert client.post("/undo", data={"decision": taking_back[1]}).status_code == 409
    as_reviewer(client, "Mira").post("/undo", data={"decision": taking_back[1]})
    assert "Flagged" not in page_of(client, row)


def test_a_missed_statement_is_added_by_its_words(visit: Visit) -> None:
    """Copied words are found where they stand, whatever blanks are between them, and the statement is accepted."""
    client = as_reviewer(visit())
    article = client.get("/corpus.json").json()[0]["id"]
    data = {"article": article, "words": "angeblich  am\nFreitag.\n„Niemand", "kind": "Indirect", "name": "Rolf Tamm", "new": "person"}
    assert client.post("/add?next=/", data=data).status_code == 303
    (added,) = (row for row in statements(client) if speaker(row) == "Rolf Tamm")
    assert quote(added) == "angeblich am Freitag.\n„Niemand"
    assert added["judgement"]


def test_a_selected_place_is_taken_where_words_stand_twice(visit: Visit) -> None:
    """Words that stand there twice need a place; one that does not have them is not believed."""
    client = as_reviewer(visit())
    article = client.get("/corpus.json").json()[0]["id"]
    text = READINGS[0].article.text  # type: ignore[union-attr] # it has one
    data = {"article": article, "words": "am Freitag", "kind": "Indirect"}
    for place in ({}, {"start": "0", "end": "4"}):
        answer = client.post("/add", data={**data, **place})
        assert (answer.status_code, "more than once" in answer.text) == (409, True)
    second = text.rindex("am Freitag")
    client.post("/add", data={**data, "start": str(second - 1), "end": str(second + 10)})
    (added,) = (row for row in statements(client) if quote(row) == "am Freitag")
    assert added["quote"][0]["start"] == second  # type: ignore[index] # rows are JSON


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/amend/kind", {"kind": "Poem"}),
        ("/amend/kind", {"kind": "Direct", "statement": "s-0000000000000000"}),
        ("/amend/quote", {"places": "sideways"}),
        ("/amend/quote", {"places": "5-900000"}),
        ("/amend/cue", {"words": "kein Wort davon"}),
        ("/amend/cue", {"statement": "s-0000000000000000"}),
        ("/flag", {"statement": "s-0000000000000000"}),
        ("/amend/quote", {}),
        ("/amend/speaker", {"name": "Niemand Bekanntes"}),
        ("/amend/speaker", {"name": "x" * 300, "new": "person"}),
        ("/add", {"article": "a-0", "words": "Damm", "kind": "Direct"}),
        ("/add", {"words": "kein Wort davon", "kind": "Direct"}),
        ("/add", {"words": " ", "kind": "Direct"}),
        ("/add", {"words": "Der Damm hält", "kind": "Direct"}),
        ("/several", {"statement": "s-0000000000000000", "verdict": "accept"}),
        ("/several", {"verdict": "maybe"}),
    ],
)
def test_what_cannot_be_is_refused_in_words(visit: Visit, path: str, data: dict[str, str]) -> None:
    """Nothing is guessed, nothing is stored."""
    client = as_reviewer(visit())
    before = statements(client)
    article = client.get("/corpus.json").json()[0]["id"]
    answer = client.post(path, data={"statement": before[0]["id"], "article": article, **data})
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text
    assert statements(client) == before


def test_two_reviewers_see_each_other(visit: Visit) -> None:
    """The page says who decided what, and whether they agree; what was taken back is told as such."""
    client = as_reviewer(visit(), "Mira")
    row = statements(client)[0]
    client.post("/judge", data={"statement": row["id"], "verdict": "accept"})
    assert "Reviewers" not in page_of(client, row)
    as_reviewer(client, "Jonas").post("/judge", data={"statement": row["id"], "verdict": "reject"})
    assert "Reviewers differ:" in page_of(client, row)
    client.post("/judge", data={"statement": row["id"], "verdict": "accept"})
    assert "Reviewers agree:" in page_of(client, row)
    client.post("/undo")
    assert "Reviewers differ:" in page_of(client, row)
    assert page_of(client, row).count("taken back") == 1


def test_a_blind_review_hides_what_others_think(visit: Visit) -> None:
    """Neither how sure the machine is nor what others decided is on the page, until the switch is turned back."""
    client = as_reviewer(visit(), "Jonas")
    row = statements(client)[0]
    client.post("/judge", data={"statement": row["id"], "verdict": "reject", "note": "kein Beleg"})
    as_reviewer(client, "Mira").post("/choose", data={"blind": "on"})
    hidden = ("The machine is", "Jonas", "kein Beleg", "very sure", "rejected")
    assert [one for one in hidden if one in page_of(client, row)] == []
    client.post("/choose", data={"blind": "off"})
    assert [one for one in hidden if one in page_of(client, row)] == list(hidden)


def test_keys_can_be_switched_off(visit: Visit) -> None:
    """The page tells the scripts to listen to none."""
    client = visit()
    row = statements(client)[0]
    assert 'data-keys="keys-off"' not in page_of(client, row)
    client.post("/choose", data={"keys-off": "on"})
    assert '<html lang="en" data-keys="keys-off">' in page_of(client, row)
    client.post("/choose", data={"keys-off": "off"})
    assert 'data-keys="keys-off"' not in page_of(client, row)


def test_a_hostile_name_is_only_text(visit: Visit) -> None:
    """Whoever is named as a speaker cannot run anything."""
    client = as_reviewer(visit())
    row = statements(client)[0]
    client.post("/amend/speaker", data={"statement": row["id"], "name": HOSTILE, "new": "person"})
    assert speaker(statements(client)[0]) == HOSTILE
    assert "<script>alert" not in page_of(client, row)


TEXT = "Sie  sagte: „Der Damm 😊 hält“."
DAMM = TEXT.index("Damm")


@pytest.mark.parametrize(
    ("move", "told"),
    [
        (Move.END_LATER, "Damm 😊"),
        (Move.END_EARLIER, "Damm"),
        (Move.START_EARLIER, "„Der Damm"),
        (Move.START_LATER, "Damm"),
        (Move.END_LATER_SIGN, "Damm "),
        (Move.END_EARLIER_SIGN, "Dam"),
        (Move.START_EARLIER_SIGN, " Damm"),
        (Move.START_LATER_SIGN, "amm"),
    ],
)
def test_a_border_moves_to_the_next_one(move: Move, told: str) -> None:
    """A word is what stands between blanks; a quote of one word keeps it."""
    ((start, end),) = moved(TEXT, ((DAMM, DAMM + 4),), move)
    assert TEXT[start:end] == told


@pytest.mark.parametrize("move", Move)
def test_a_border_stays_inside_the_text(move: Move) -> None:
    """At the ends there is nowhere to go, and a quote is never empty."""
    for quote in (((0, 1),), ((len(TEXT) - 1, len(TEXT)),), ((0, len(TEXT)),), ((0, 3), (5, 10))):
        places = moved(TEXT, quote, move)
        borders = [border for place in places for border in place]
        assert borders == sorted(borders)
        assert all(start < end for start, end in places)
        assert borders[0] >= 0
        assert borders[-1] <= len(TEXT)


@pytest.mark.parametrize(("words", "places"), [("Sie sagte:", 1), ("a", 2), ("", 0), ("Deich", 0), ("hält“.", 1)])
def test_words_are_found_where_they_stand(words: str, places: int) -> None:
    """Blanks may differ; more than two places are not counted, since one is wanted."""
    assert len(standing(TEXT, words)) == places


def test_a_statement_is_coded_where_it_is_read(tmp_path: Path) -> None:
    """With a codebook in the ledger the reader offers its issues and sides, and shows what people coded."""
    with ledger_of(tmp_path / "merle.wortlaut", *READINGS) as ledger:
        ledger.adopt(
            Codebook.of("Merle", (Concept("probestau", (("de", "Probestau"),)), Concept("damm", (("de", "Der Damm bleibt"),)))), "Mira", "t0"
        )
        client = as_reviewer(
            TestClient(application(ledger, "Merle"), "http://127.0.0.1:8765", headers={"host": "127.0.0.1:8765", "accept-language": "de"})
        )
        row = statements(client)[0]
        page = client.get(f"/s/{row['id']}", follow_redirects=True).text
        assert [one in page for one in ("Probestau", "Der Damm bleibt", 'data-key="p_+"', 'action="/code')] == [True] * 4
        client.post("/code?next=/", data={"statement": row["id"], "concept": "damm", "agreement": "-1"})
        page = client.get(f"/s/{row['id']}", follow_redirects=True).text
        assert re.search(r"<li>Der Damm bleibt: − \w+ <small>\(Mira\)", page)
        assert '<option value="damm" selected>' in page
