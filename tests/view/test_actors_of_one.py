"""The pages of one actor: kinds counted apart, positions over time, partners, and who is who, decided by people."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient
from tests.ledger_factory import Said, reading
from tests.view.conftest import Visit
from tests.view.merle_coded import coded, said
from tests.view.test_review import as_reviewer

from wortlaut.records import ChainStep, Hand, Kind
from wortlaut.view.pages import standing

JANA = "/a/Jana Ostermoor"


def id_of(client: TestClient, name: str) -> str:
    """The id of the actor shown with this name."""
    return next(row["id"] for row in client.get("/actors.json").json() if row["name"] == name)


def test_kinds_are_counted_apart_and_every_count_leads_to_its_statements(visit: Visit) -> None:
    """Direct and indirect are never one number; each is a link to exactly those."""
    client = visit(reading("Streit", Said("Jana Ostermoor", "Der Damm hält"), Said("Jana Ostermoor", "man warte ab", Kind.INDIRECT)))
    page = client.get(JANA).text
    assert "direct 1</a>" in page
    assert "indirect 1</a>" in page
    assert "passed on by others 0</a>" in page
    assert [row["kind"] for row in client.get(f"{JANA}.json?kind=Indirect").json()] == ["Indirect"]
    assert client.get(f"{JANA}.json?second_hand=1").json() == []


def test_positions_are_told_by_sign_and_word_and_a_change_is_only_possible(visit: Visit) -> None:
    """Against in March, for in May: a possible development and no reversal."""
    client = coded(visit)
    rows = client.get(f"{JANA}/positions.json").json()
    assert [(row["concept"], row["start"], row["mean"]) for row in rows] == [("Probestau", "2021-03-01", -1.0), ("Probestau", "2021-05-01", 1.0)]
    page = client.get(f"{JANA}/positions").text
    assert "− against" in page
    assert "+ for" in page
    assert page.count("possible development") == 1


def test_a_position_leads_to_its_sentences(visit: Visit) -> None:
    """The link of a point has exactly the words of that period."""
    client = coded(visit)
    link = re.search(r'href="(/a/[^"]+/sentences\?[^"]+2021-05[^"]+)"', client.get(f"{JANA}/positions").text)
    assert link is not None
    page = client.get(link[1].replace("&amp;", "&")).text
    assert "Nun doch" in page
    assert "Nicht ohne Gutachten" not in page


def test_the_picture_of_positions_is_an_svg_of_this_actor_alone(visit: Visit) -> None:
    """Nobody else's lanes are in it."""
    answer = coded(visit).get(f"{JANA}/positions.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "Probestau" in answer.text
    assert "Welling" not in answer.text


def test_partners_come_page_by_page(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page shows its own; the twin has all of them."""
    monkeypatch.setattr(standing, "PAGE", 1)
    client = coded(visit)
    partners = [row["actor"] for row in client.get(f"{JANA}/with.json?include=all").json()]
    shown = [re.findall(r'<th scope="row">([^<]+)</th>', client.get(f"{JANA}/with?include=all&page={page}").text) for page in (1, 2)]
    assert len(partners) > 1
    assert shown == [[partners[0]], [partners[1]]]


def test_partners_are_those_who_spoke_on_the_same_issues(visit: Visit) -> None:
    """Pairs of statements: in May she agrees with Welling, in March with Feld; on the contract Feld speaks alone."""
    rows = coded(visit).get(f"{JANA}/with.json").json()
    assert {row["actor"]: (row["agree"], row["disagree"]) for row in rows} == {"Konrad Welling": (1.0, 1.0), "Ute Feld": (1.0, 1.0)}


def test_a_pair_leads_to_its_sentences(visit: Visit) -> None:
    """Behind a number of agreeing pairs stand the statements of both."""
    client = coded(visit)
    link = re.search(r'href="(/n/sentences\?[^"]+congruence[^"]+Welling[^"]*)"', client.get(f"{JANA}/with").text)
    assert link is not None
    page = client.get(link[1].replace("&amp;", "&")).text
    assert "Nun doch" in page
    assert "Wir stauen" in page
    assert "Nicht ohne Gutachten" not in page


def test_deciding_who_is_who_asks_for_a_name_first(visit: Visit) -> None:
    """Nobody merges anonymously."""
    client = visit()
    answer = client.post("/decide", data={"act": "rename", "actor": id_of(client, "Jana Ostermoor"), "name": "J. O."})
    assert answer.status_code == 403
    assert "Who reviews?" in answer.text


def test_merged_actors_are_one_until_it_is_undone(visit: Visit) -> None:
    """The form appends, the page tells, undo takes back."""
    client = as_reviewer(visit())
    answer = client.post("/decide", data={"act": "merge", "actor": id_of(client, "Jana Ostermoor"), "name": "Konrad Welling"})
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert "Jana Ostermoor is Konrad Welling, too" in page
    assert "Niemand hat gemessen" in client.get(JANA).text
    client.post("/undo")
    assert "Niemand hat gemessen" not in client.get(JANA).text


def test_an_actor_can_be_renamed_and_called_otherwise(visit: Visit) -> None:
    """Both names find it."""
    client = as_reviewer(visit())
    actor = id_of(client, "Jana Ostermoor")
    client.post("/decide", data={"act": "rename", "actor": actor, "name": "Dr. Jana Ostermoor"})
    client.post("/decide", data={"act": "alias", "actor": actor, "name": "die Ministerin"})
    assert "<h1>Dr. Jana Ostermoor</h1>" in client.get("/a/die Ministerin").text


def test_ticked_statements_are_split_off(visit: Visit) -> None:
    """They become those of another actor with a page of its own."""
    client = as_reviewer(coded(visit))
    ids = said(client)
    answer = client.post(
        "/decide", data={"act": "split", "actor": id_of(client, "Jana Ostermoor"), "statement": [ids["Nun doch"]], "name": "Jana O. (Landtag)"}
    )
    assert answer.status_code == 303
    assert "1 statement belongs to another actor" in client.get(answer.headers["location"]).text
    assert [row["quote"][0]["text"] for row in client.get("/a/Jana O. (Landtag).json").json()] == ["Nun doch"]


def test_what_cannot_be_decided_is_refused_in_words(visit: Visit) -> None:
    """Nobody is called so, and nothing is appended."""
    client = as_reviewer(visit())
    answer = client.post("/decide", data={"act": "merge", "actor": id_of(client, "Jana Ostermoor"), "name": "Niemand"})
    assert answer.status_code == 409
    assert "there is no such actor" in answer.text
    assert client.post("/decide", data={"act": "bless", "actor": "x"}).status_code == 409


def test_actors_without_codings_are_told_what_to_do(visit: Visit) -> None:
    """No empty page without a way on."""
    client = visit()
    for page in ("positions", "with"):
        assert 'href="/i"' in client.get(f"{JANA}/{page}").text


def test_what_others_say_about_an_actor_stands_apart(visit: Visit) -> None:
    """Words of others with her name in them, inflected or not; neither her own nor those that only stand beside her name."""
    client = visit(
        reading(
            "Streit",
            Said("Jana Ostermoor", "Eine Ostermoor vergisst nichts"),
            Said("Konrad Welling", "Ostermoors Zahlen sind falsch"),
            Said("Konrad Welling", "Der Damm hält"),
            Said("Ute Feld", "In Ostermoorhausen regnet es"),
        )
    )
    page = client.get(f"{JANA}/about").text
    assert "1 statement of others" in page
    assert [row["quote"][0]["text"] for row in client.get(f"{JANA}/about.json").json()] == ["Ostermoors Zahlen sind falsch"]
    assert "Roles and pronouns are not followed." in page
    assert 'aria-current="page">About this actor</a>' in page


def test_what_others_passed_on_is_in_no_other_count(visit: Visit) -> None:
    """Verbatim, reworded and second hand are three numbers, and a statement is in one of them."""
    passed_on = reading("Gerücht", Said("Jana Ostermoor", "Der Damm bricht"), source="b.txt")
    assert passed_on.resolution is not None
    (statement,) = passed_on.resolution.statements
    chain = (*statement.chain, ChainStep(Hand.SPEAKER, "Silke Fenn"))
    told = replace(passed_on, resolution=replace(passed_on.resolution, statements=(replace(statement, chain=chain),)))
    client = visit(reading("Streit", Said("Jana Ostermoor", "Der Damm hält")), told)
    page = client.get(JANA).text
    assert "direct 1</a>" in page
    assert "passed on by others 1</a>" in page
    link = re.search(r'href="(/a/[^"]+kind=Direct[^"]*)"', page)
    assert link is not None
    assert [row["quote"][0]["text"] for row in client.get(link[1].replace("&amp;", "&").replace("?", ".json?")).json()] == ["Der Damm hält"]


def test_actors_who_may_be_one_are_suggested_and_merged_by_a_person(visit: Visit) -> None:
    """By name alone; the button merges, and what was suggested is gone."""
    client = as_reviewer(visit(reading("Streit", Said("Jana Ostermoor", "Der Damm hält"), Said("J. Feldkamp", "Nein"), Said("Jana Feldkamp", "Ja"))))
    (pair,) = client.get("/actors/alike.json").json()
    assert {pair["first"], pair["second"]} == {"J. Feldkamp", "Jana Feldkamp"}
    assert pair["reason"].startswith("one surname and fitting initials")
    link = re.search(r'href="(/actors/alike[^"]+)"', client.get(f"/a/{pair['first_id']}/names").text)
    assert link is not None
    assert "They are one: merge" in client.get(link[1]).text
    assert client.get(f"/actors/alike.json?actor={id_of(client, 'Jana Ostermoor')}").json() == []
    client.post("/decide", data={"act": "merge", "actor": pair["first_id"], "name": pair["second_id"]})
    assert client.get("/actors/alike.json").json() == []
    assert "No two actors have a name in common." in client.get("/actors/alike").text
