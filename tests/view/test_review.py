"""Reviewing without scripts: forms decide, decisions have a name, and every one can be taken back."""

from __future__ import annotations

import re
from enum import StrEnum
from html import unescape
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from tests.ledger_factory import Said, reading
from tests.view.conftest import Visit

from wortlaut.records import ActorAct, ActorKind, Field, Ground, Hand, How, Interval, Kind, ModalityClass, Part, Reading, Reason, SpeechAct, Verdict
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
    assert '<a href="/review?skip=0">Back to those that were skipped' in client.get("/review?skip=3").text
    assert '<a href="/review?order=text&amp;skip=0">Back to those that were skipped' in client.get("/review?order=text&skip=3").text


def test_the_queue_can_follow_the_texts(visit: Visit) -> None:
    """From the first sentence of an article to its last, then the next article; deciding, skipping and undoing stay in that order."""
    client = as_reviewer(visit())
    told = [one["id"] for article in client.get("/corpus.json").json() for one in client.get(f"/d/{article['id']}.json").json()]
    seen = [client.get(f"/review?order=text&skip={number}").headers["location"] for number in range(3)]
    assert [re.findall(r"s=([^&]+)", one)[0] for one in seen] == told
    page = client.get(seen[0]).text
    assert 'href="/review?order=text&amp;skip=1" data-key="Space"' in page
    assert 'action="/judge?next=/review%3Forder%3Dtext%26skip%3D0"' in page
    assert 'href="/review?skip=0" data-key="o"' in page
    client.post("/judge", data={"statement": told[0], "verdict": "accept"})
    assert client.get("/review?order=text&skip=0").headers["location"] == seen[1].replace("skip=1", "skip=0")
    assert client.post(f"/undo?next={quote(seen[1])}").headers["location"] == seen[0].replace("skip=0", "skip=1")


def test_the_order_is_one_key_away(visit: Visit) -> None:
    """From the corpus, and from every statement that was met in a queue."""
    client = as_reviewer(visit())
    assert 'href="/review?order=text&amp;skip=0" data-key="o"' in client.get("/").text
    unsure = client.get("/review?skip=1").headers["location"]
    assert 'href="/review?order=text&amp;skip=0" data-key="o"' in client.get(unsure).text
    assert 'data-key="o"' not in client.get(unsure.partition("?")[0]).text


def test_the_same_words_elsewhere_are_not_read_twice(visit: Visit) -> None:
    """Where somebody decided on the same words of the same speaker in another text of these days, the card says so; words alone are compared."""

    def copy(words: str, source: str, **more: object) -> Reading:
        return reading("Streit", Said("Jana Ostermoor", words), source=source, **more)  # type: ignore[arg-type] # as reading() names them

    late = Interval.day("2026-03-13", Reason.DATE_LINE)
    client = as_reviewer(
        visit(
            copy("Der Damm hält", "a.txt"),
            copy("Der Damm: hält", "b.txt", outlet="Landfunk"),
            copy("Der Damm hält nicht", "c.txt"),
            copy("Der Damm hält", "d.txt", published=late),
        )
    )
    pages = {article["source"]: f"/d/{article['id']}" for article in client.get("/corpus.json").json()}
    assert not any('class="copy"' in client.get(page).text for page in pages.values())
    client.post("/judge", data={"statement": client.get(pages["a.txt"] + ".json").json()[0]["id"], "verdict": "reject"})
    told = {source: re.findall(r'class="copy">(.*?)</p>', client.get(page).text) for source, page in pages.items()}
    assert {source for source, found in told.items() if found} == {"b.txt"}
    assert re.sub(r"<[^>]+>", "", told["b.txt"][0]) == "= same words in Uferblatt: ✗ rejected, Mira"
    client.post("/choose", data={"blind": "on"})
    assert 'class="copy"' not in client.get(pages["b.txt"]).text


def test_redo_does_again_what_was_undone(visit: Visit) -> None:
    """It shows what it is about, and can be pressed only while there is something to do again."""
    client = as_reviewer(visit())
    one = str(statements(client)[0]["id"])
    client.post("/judge", data={"statement": one, "verdict": "reject"})
    assert 'data-key="Ctrl+y Ctrl+Z" disabled' in page_of(client, one)
    assert client.post("/undo").headers["location"] == f"/s/{one}"
    assert 'data-key="Ctrl+y Ctrl+Z">' in page_of(client, one)
    assert statements(client)[0]["judgement"] is None
    assert client.post("/redo").headers["location"] == f"/s/{one}"
    assert statements(client)[0]["judgement"]["verdict"] == "reject"  # type: ignore[index] # rows are JSON
    answer = client.post("/redo")
    assert (answer.status_code, "nothing to redo" in answer.text) == (409, True)


def test_undo_keeps_to_the_queue_that_the_statement_was_met_in(visit: Visit) -> None:
    """Whoever undoes and decides otherwise goes on in the queue."""
    client = as_reviewer(visit())
    one = client.get("/review?skip=0").headers["location"]
    key = re.search(r"s=([^&]+)", one)
    assert key
    client.post("/judge", data={"statement": key[1], "verdict": "accept"})
    assert client.post(f"/undo?next={quote(client.get('/review?skip=0').headers['location'])}").headers["location"] == one


def page_of(client: TestClient, statement: str) -> str:
    """The article with this statement in full."""
    return client.get(client.get(f"/s/{statement}").headers["location"]).text


def test_the_last_decisions_stay_one_press_away(visit: Visit) -> None:
    """Ten at most, newest first, each with a link and its own undo; those of others are not among them."""
    client = as_reviewer(visit())
    first, second = (str(one["id"]) for one in statements(client))
    client.post("/judge", data={"statement": first, "verdict": "accept"})
    client.post("/amend/kind", data={"statement": second, "kind": "Reported"})
    for number in range(6):
        client.post("/judge", data={"statement": second, "verdict": ("reject", "unsure")[number % 2]})
        client.post("/amend/kind", data={"statement": first, "kind": ("Reported", "Indirect")[number % 2]})
    as_reviewer(client, "Jonas").post("/judge", data={"statement": second, "verdict": "reject"})
    own = page_of(as_reviewer(client), second)
    found = re.findall(r'name="decision" value="([^"]+)" aria-label="Undo: ([^"]+)"', own[own.index("<h3>Decided last") :])
    assert len(found) == 10
    assert [told for _, told in found[:2]] == ["Der Damm hält", "Niemand hat gemessen"]
    before = statements(client)[0]["kind"]
    assert client.post("/undo", data={"decision": found[1][0]}).headers["location"] == f"/s/{second}"
    assert statements(client)[0]["kind"] == before
    assert client.post("/undo", data={"decision": found[1][0]}).status_code == 409


def test_decisions_of_every_sort_are_told_in_the_side_bar(visit: Visit) -> None:
    """Also those about dates and actors, each in words, with a link to what it is about."""
    client = as_reviewer(visit())
    one = statements(client)[0]
    actor = one["actor"]["id"]  # type: ignore[index] # rows are JSON
    client.post("/decide", data={"act": "rename", "actor": actor, "name": "J. Ostermoor"})
    client.post("/flag", data={"statement": str(one["id"])})
    client.post("/date", data={"article": client.get("/corpus.json").json()[1]["id"], "date": "2021-03-08"})
    page = page_of(client, str(one["id"]))
    told = ("flagged for a second reader: <a", f'actor renamed: <a href="/a/{actor}">', 'date set: <a href="/d/')
    assert [words in page for words in told] == [True, True, True]


def test_a_date_that_is_taken_back_is_counted_from_no_more(visit: Visit) -> None:
    """Undo and redo of a date read the article again, like the form that sets it: „am Freitag“ is the one before it, or unknown."""
    client = as_reviewer(visit())
    client.post("/date", data={"article": client.get("/corpus.json").json()[1]["id"], "date": "2021-03-08"})
    seen = [friday(client)]
    for path in ("/undo", "/redo"):
        assert client.post(path).status_code == 303
        seen.append(friday(client))
    assert seen == ["2021-03-05", None, "2021-03-05"]


def friday(client: TestClient) -> str | None:
    """When the second article's statement was said."""
    number = next(place for place, one in enumerate(client.get("/corpus.json").json()) if "b.txt" in str(one["source"]))
    said = statements(client, number)[0]["said"]
    return said["start"] if isinstance(said, dict) else None


def test_a_rejection_says_why_where_somebody_wants(visit: Visit) -> None:
    """The page after it asks, with six grounds; the ground is kept as the note, and told in the language of the reader."""
    client = as_reviewer(visit())
    first, second = (str(one["id"]) for one in statements(client))
    assert "Why was" not in page_of(client, second)
    client.post("/judge", data={"statement": first, "verdict": "reject"})
    page = page_of(client, second)
    assert "Why was “Der Damm hält” rejected?" in page
    assert len(re.findall(r'name="note" value="[^"]+" data-key="[1-6]"', page)) == len(Ground) == 6
    client.post("/judge", data={"statement": first, "verdict": "reject", "note": Ground.WRONG_SPEAKER.value})
    assert statements(client)[0]["judgement"]["note"] == "wrong speaker"  # type: ignore[index] # rows are JSON
    page = page_of(client, first)
    assert "Why was" not in page
    client.post("/choose", data={"language": "de"})
    assert "falscher Sprecher" in page_of(client, first)


def test_whoever_comes_back_goes_on_where_they_left_off(visit: Visit) -> None:
    """The place that was read last, in its queue or in its article, as long as it waits for this reviewer; then what comes after it."""
    client = as_reviewer(visit())
    first, second = statements(client)
    places = [f"/d/{one['article']}?s={one['id']}" for one in (first, second)]
    client.get(places[0])
    assert client.get("/review").headers["location"] == f"{places[0]}#{first['id']}"
    client.post("/judge", data={"statement": str(first["id"]), "verdict": "accept"})
    assert client.get("/review").headers["location"] == f"{places[1]}#{second['id']}"
    client.get(places[1])
    client.post("/judge", data={"statement": str(second["id"]), "verdict": "accept"})
    assert client.get("/review").headers["location"].endswith(f"#{statements(client, 1)[0]['id']}")
    client.post("/undo")
    for queued in ("/review?skip=1", "/review?skip=0"):
        there = client.get(queued).headers["location"]
        client.get(there)
        assert client.get("/review").headers["location"] == there


def test_a_place_that_is_none_starts_the_queue(visit: Visit) -> None:
    """A cookie of another ledger, or a broken one, leads nowhere."""
    client = as_reviewer(visit())
    start = client.get("/review?skip=0").headers["location"]
    for cookie in ("s=s-0000000000000000", "x", "s=&skip=x", "%ff"):
        client.cookies.set("place", cookie)
        assert client.get("/review").headers["location"].partition("?")[0] == start.partition("?")[0]


def test_the_flagged_are_a_queue_for_a_second_reader(visit: Visit) -> None:
    """Of everybody's flags, whatever was decided before; who flagged goes past their own, others decide and it is done."""
    client = as_reviewer(visit(), "Mira")
    first, second = (str(one["id"]) for one in statements(client))
    assert "No flagged statement waits" in client.get("/review?flagged=1").text
    client.post("/judge", data={"statement": first, "verdict": "reject"})
    for one in (first, second):
        client.post("/flag", data={"statement": one})
    assert "2 statements wait for a second reader" in client.get("/").text
    own = client.get(client.get("/review?flagged=1").headers["location"]).text
    assert 'action="/judge?next=/review%3Fflagged%3D1%26skip%3D1"' in own
    as_reviewer(client, "Jonas")
    for _ in range(2):
        page = client.get(client.get("/review?flagged=1").headers["location"]).text
        action, key = re.search(r'action="(/judge[^"]*)"', page), re.search(r'name="statement" value="([^"]+)"', page)
        assert action
        assert key
        assert client.post(unescape(action[1]), data={"statement": key[1], "verdict": "accept"}).headers["location"] == "/review?flagged=1&skip=0"
    assert "No flagged statement waits" in client.get("/review?flagged=1").text
    assert "second reader" not in client.get("/").text


def test_the_articles_beside_one_are_one_press_away(visit: Visit) -> None:
    """In the order of the corpus."""
    client = visit()
    first, second = (one["id"] for one in client.get("/corpus.json").json())
    assert [f'href="/d/{second}" data-key="J"' in client.get(f"/d/{first}").text, 'data-key="K"' in client.get(f"/d/{first}").text] == [True, False]
    assert f'href="/d/{first}" data-key="K"' in client.get(f"/d/{second}").text


@pytest.mark.parametrize("data", [{"verdict": "maybe"}, {"verdict": "accept", "statement": "s-0000000000000000"}, {}])
def test_a_broken_form_is_refused_in_words(visit: Visit, data: dict[str, str]) -> None:
    """Neither a verdict nor a statement that does not exist is guessed."""
    answer = as_reviewer(visit()).post("/judge", data=data)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize("enum", [Kind, How, Hand, ModalityClass, Verdict, ActorKind, Reason, SpeechAct, Part, Ground, Field, ActorAct])
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
