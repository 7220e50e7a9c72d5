"""Many decisions at once: what the list shows is what one button decides and one undo takes back."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient
from tests.view.conftest import Visit
from tests.view.test_review import as_reviewer, statements


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


def test_only_so_many_as_one_can_look_through(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first ones are listed; when they are decided, the next come."""
    from wortlaut.view.pages import several

    client = as_reviewer(visit())
    monkeypatch.setattr(several, "MOST", 2)
    page = client.get("/several").text
    assert len(listed(page)) == 2
    assert "when they are decided, the next come" in page
    client.post("/several", data={"statement": listed(page), "verdict": "accept"})
    assert len(listed(client.get("/several").text)) == 1
    assert client.get("/several.csv").text.count("\n") == 2
