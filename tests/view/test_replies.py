"""The right of reply: what somebody has to say to a statement stands beside it, on the screen and on paper."""

from __future__ import annotations

from starlette.testclient import TestClient
from tests.view.conftest import HOSTILE, Visit
from tests.view.merle_coded import said
from tests.view.test_review import as_reviewer

WORDS = "Der Damm hält"
REPLY = "Ich sprach vom alten Damm."


def deposited(client: TestClient, **form: str) -> str:
    """Deposit a reply on the statement with these words; its id."""
    statement = said(client)[WORDS]
    answer = client.post("/reply", data={"statement": statement, "said": REPLY, "actor": "Jana Ostermoor", **form})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/s/{statement}/reply")
    return statement


def test_a_reply_is_shown_wherever_its_statement_is(visit: Visit) -> None:
    """On its own page, with the evidence, in the list of the actor, in the twin, and in the dossier that leaves."""
    client = as_reviewer(visit())
    statement = deposited(client)
    text = client.get(client.get(f"/s/{statement}").headers["location"]).text
    for page in (
        client.get(f"/s/{statement}/reply").text,
        text,
        client.get("/a/Jana Ostermoor").text,
        client.get("/export/dossier.html?unreviewed=1").text,
    ):
        assert REPLY in page
        assert "Reply of Jana Ostermoor" in page
        assert "deposited by Mira on" in page
    row = next(one for one in client.get("/a/Jana Ostermoor.json").json() if one["id"] == statement)
    assert [(one["actor"], one["text"], one["by"]) for one in row["replies"]] == [("Jana Ostermoor", REPLY, "Mira")]


def test_a_reply_needs_the_name_of_who_deposits_it(visit: Visit) -> None:
    """Nobody deposits anonymously, nothing is kept."""
    client = visit()
    answer = client.post("/reply", data={"statement": said(client)[WORDS], "said": REPLY})
    assert answer.status_code == 403
    assert "Nobody has replied to this statement yet." in client.get(f"/s/{said(client)[WORDS]}/reply").text


def test_somebody_who_is_not_in_the_ledger_may_reply(visit: Visit) -> None:
    """The reply names them; an actor who is none is refused."""
    client = as_reviewer(visit())
    statement = deposited(client, actor="", said="Das ist mein Haus. Ute Feld")
    assert "<strong>↩ Reply</strong>: Das ist mein Haus. Ute Feld" in client.get(f"/s/{statement}/reply").text
    refused = client.post("/reply", data={"statement": statement, "said": REPLY, "actor": "Niemand"})
    assert refused.status_code == 409
    assert "there is no such actor" in refused.text
    assert client.post("/reply", data={"statement": statement, "said": " "}).status_code == 409


def test_a_reply_can_be_taken_back(visit: Visit) -> None:
    """Undo takes the newest; the statement stays as it was."""
    client = as_reviewer(visit())
    statement = deposited(client)
    client.post("/undo")
    assert REPLY not in client.get(f"/s/{statement}/reply").text
    assert client.get(f"/s/{statement}.x/reply").status_code == 404


def test_markup_in_a_reply_stays_words(visit: Visit) -> None:
    """Whoever replies cannot change the page, nor the dossier."""
    client = as_reviewer(visit())
    statement = deposited(client, said=HOSTILE)
    for page in (f"/s/{statement}/reply", "/a/Jana Ostermoor", "/export/dossier.html?unreviewed=1"):
        text = client.get(page).text
        assert "&lt;script&gt;" in text
        assert "<script>alert" not in text
