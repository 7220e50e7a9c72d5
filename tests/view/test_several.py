"""Many decisions at once: what the list shows is what one button decides and one undo takes back."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient
from tests.view.conftest import Visit
from tests.view.test_review import as_reviewer, statements

from wortlaut.view.pages import several


def listed(page: str) -> list[str]:
    """The statements in the list."""
    return re.findall(r'name="statement" value="([^"]+)"', page)


def verdicts(client: TestClient) -> list[str | None]:
    """The verdict of every statement of both articles."""
    rows = [row for number in range(2) for row in statements(client, number)]
    return [row["judgement"]["verdict"] if row["judgement"] else None for row in rows]  # type: ignore[index] # rows are JSON


def test_those_of_an_article_are_accepted_at_once_and_undone_at_once(visit: Visit) -> None:
    """The form leads back to the article; what was decided does not wait any more."""
    client = as_reviewer(visit())
    article = client.get("/corpus.json").json()[0]["id"]
    page = client.get(f"/several?article={article}&least=0&rule=frame+after").text
    assert listed(page) == [row["id"] for row in statements(client)]
    action = re.search(r'action="(/several[^"]*)"', page)
    assert action
    answer = client.post(unescape(action[1]), data={"statement": listed(page), "verdict": "accept"})
    assert answer.headers["location"] == f"/d/{article}"
    assert verdicts(client) == ["accept", "accept", None]
    assert "No statement that waits" in client.get(f"/several?article={article}").text
    client.post("/undo")
    assert verdicts(client) == [None, None, None]
    client.post("/redo")
    assert verdicts(client) == ["accept", "accept", None]


def test_those_of_the_whole_corpus_are_decided_at_once(visit: Visit) -> None:
    """Without an article the list is of all; what is not ticked is not decided; a batch may reject, too."""
    client = as_reviewer(visit())
    every = listed(client.get("/several").text)
    assert len(every) == 3
    client.post("/several?next=/several", data={"statement": every[1:], "verdict": "reject"})
    assert listed(client.get("/several").text) == every[:1]
    assert sorted(filter(None, verdicts(client))) == ["reject", "reject"]
    client.post("/undo")
    assert verdicts(client) == [None, None, None]


def test_those_of_a_search_are_decided_at_once(visit: Visit) -> None:
    """The search leads to the list of what it found and nobody decided on, with the filters kept."""
    client = as_reviewer(visit())
    page = client.get("/search?actor=Jana+Ostermoor").text
    leading = re.search(r'href="(/several[^"]*)"', page)
    assert leading
    found = client.get(unescape(leading[1])).text
    assert len(listed(found)) == 2
    assert '<input type="hidden" name="actor" value="Jana Ostermoor">' in found
    assert "Niemand hat gemessen" not in found
    assert listed(client.get("/several?q=Damm").text) == [statements(client)[0]["id"]]
    assert 'role="alert"' in client.get("/several?since=never").text


def test_the_list_is_narrowed_by_rule_and_by_how_sure_the_machine_is(visit: Visit) -> None:
    """A rule that found nothing leaves nothing; the rules to choose from are those of the list."""
    client = visit()
    page = client.get("/several").text
    assert "<option>frame after</option>" in page
    assert listed(client.get("/several?rule=no+such+rule").text) == []
    assert "frame after</option>" in client.get("/several?rule=no+such+rule").text


def test_more_than_are_shown_are_decided_on_as_one(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first ones are listed and can be decided on; a button of its own decides on all, if they are still those that were counted."""
    client = as_reviewer(visit())
    monkeypatch.setattr(several, "SHOWN", 2)
    page = client.get("/several?least=3").text
    assert len(listed(page)) == 2
    assert "Accept all 3" in page
    assert client.get("/several.csv").text.count("\n") == 3
    action = re.search(r'action="(/several\?least=3[^"]*)"', page)
    assert action
    answer = client.post(unescape(action[1]), data={"every": "2", "verdict": "accept"})
    assert (answer.status_code, "look through it again" in answer.text) == (409, True)
    assert client.post(unescape(action[1]), data={"every": "3", "verdict": "accept"}).headers["location"] == "/several?least=3"
    assert verdicts(client) == ["accept"] * 3
    client.post("/undo")
    assert verdicts(client) == [None] * 3
    monkeypatch.setattr(several, "MOST", 2)
    assert "at most 2 statements at once" in client.get("/several").text


def test_the_outcome_of_a_run_is_rejected_as_one_and_comes_back_as_one(visit: Visit) -> None:
    """What a machine run found and nobody decided on; what somebody decided stays."""
    client = as_reviewer(visit())
    address = f"/several?run={client.get('/tasks.json').json()[0]['id']}"
    client.post("/judge", data={"statement": str(statements(client)[0]["id"]), "verdict": "accept"})
    page = client.get(address).text
    assert "What the run of" in page
    assert len(listed(page)) == 2
    assert listed(client.get("/several?run=r-none").text) == []
    client.post(f"/several?next={address}", data={"statement": listed(page), "verdict": "reject"})
    assert verdicts(client) == ["accept", "reject", "reject"]
    assert client.get("/search.json?q=warten").json() == []
    client.post("/undo")
    assert verdicts(client) == ["accept", None, None]
