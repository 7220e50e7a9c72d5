"""Reviewing without scripts: forms decide, decisions have a name, and every one can be taken back."""

from __future__ import annotations

import re
from enum import StrEnum
from html import unescape

import pytest
from starlette.testclient import TestClient
from tests.view.conftest import Visit

from wortlaut.records import ActorKind, Hand, How, Kind, ModalityClass, Part, Reason, SpeechAct, Verdict
from wortlaut.view import wording


def statements(client: TestClient, number: int = 0) -> list[dict[str, object]]:
    """The statements of the nth article of the corpus, as JSON."""
    article = client.get("/corpus.json").json()[number]["id"]
    found: list[dict[str, object]] = client.get(f"/d/{article}.json").json()
    return found


def as_reviewer(client: TestClient, name: str = "Mira") -> TestClient:
    """A browser whose reader gave a name."""
    client.post("/choose", data={"reviewer": name})
    return client


def test_a_decision_without_a_name_is_asked_for_one(visit: Visit) -> None:
    """Nobody decides anonymously: the page asks who reviews, and nothing is stored."""
    client = visit()
    one = statements(client)[0]["id"]
    answer = client.post("/judge", data={"statement": one, "verdict": "accept"})
    assert answer.status_code == 403
    assert "Who reviews?" in answer.text
    assert "Nothing was kept yet" in answer.text
    assert statements(client)[0]["judgement"] is None


@pytest.mark.parametrize("verdict", [one.value for one in Verdict])
def test_a_verdict_is_kept_with_name_and_note(visit: Visit, verdict: str) -> None:
    """The form appends what the command line would."""
    client = as_reviewer(visit(), "Mira Ödön")
    one = statements(client)[0]["id"]
    answer = client.post("/judge?next=/review", data={"statement": one, "verdict": verdict, "note": "gehört"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    kept = statements(client)[0]["judgement"]
    assert isinstance(kept, dict)
    assert (kept["verdict"], kept["by"], kept["note"]) == (verdict, "Mira Ödön", "gehört")


def test_undo_takes_back_my_newest_decision_only(visit: Visit) -> None:
    """What another reviewer decided stays."""
    client = as_reviewer(visit())
    first, second = (one["id"] for one in statements(client))
    client.post("/judge", data={"statement": first, "verdict": "accept"})
    as_reviewer(client, "Jonas").post("/judge", data={"statement": second, "verdict": "reject"})
    as_reviewer(client).post("/undo")
    kept = {one["id"]: one["judgement"] for one in statements(client)}
    assert kept[first] is None
    answer = client.post("/undo")
    assert answer.status_code == 409
    assert "nothing to undo" in answer.text


def test_the_queue_asks_for_a_name_first(visit: Visit) -> None:
    """Nobody reads a statement, decides, and learns only then that a name was missing; the name leads back to the same place."""
    client = visit()
    page = client.get("/review?skip=2").text
    assert "Who reviews?" in page
    assert "Nothing was kept yet" not in page
    action = re.search(r'action="(/choose\?next=/review[^"]*)"', page)
    assert action
    assert client.post(unescape(action[1]), data={"reviewer": "Mira"}).headers["location"] == "/review?skip=2"


def test_the_queue_goes_through_all_and_ends(visit: Visit) -> None:
    """Deciding what the queue shows decides everything once."""
    client = as_reviewer(visit())
    decided = []
    for _ in range(3):
        wanted = client.get("/review").headers["location"]
        page = client.get(wanted).text
        key = re.search(r'name="statement" value="([^"]+)"', page)
        action = re.search(r'action="(/judge[^"]*)"', page)
        assert key
        assert action
        decided.append(key[1])
        assert client.post(unescape(action[1]), data={"statement": key[1], "verdict": "accept"}).headers["location"] == "/review?skip=0"
    assert len(set(decided)) == 3
    assert "Everything is reviewed" in client.get("/review").text


def test_skipping_shows_another_and_loses_nothing(visit: Visit) -> None:
    """The next one comes, and at the end there is a way back to those skipped."""
    client = as_reviewer(visit())
    seen = {client.get(f"/review?skip={number}").headers["location"].partition("?")[2].partition("&")[0] for number in range(3)}
    assert len(seen) == 3
    assert "Back to those that were skipped" in client.get("/review?skip=3").text


@pytest.mark.parametrize("data", [{"verdict": "maybe"}, {"verdict": "accept", "statement": "s-0000000000000000"}, {}])
def test_a_broken_form_is_refused_in_words(visit: Visit, data: dict[str, str]) -> None:
    """Neither a verdict nor a statement that does not exist is guessed."""
    answer = as_reviewer(visit()).post("/judge", data=data)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize("enum", [Kind, How, Hand, ModalityClass, Verdict, ActorKind, Reason, SpeechAct, Part])
def test_every_member_is_worded(enum: type[StrEnum]) -> None:
    """Nothing of a record is shown in the words of the code."""
    assert set(wording.WORDING[enum]) == set(enum)


def test_confidence_is_told_in_words() -> None:
    """Every number has a word, and no number is shown."""
    from wortlaut.view.language import words

    assert [wording.sureness(words("en"), number) for number in (1.0, 0.9, 0.75, 0.5, 0.1, 0.0)] == [
        "very sure",
        "very sure",
        "sure",
        "rather sure",
        "unsure",
        "unsure",
    ]
