"""Questions kept under a name, in a file beside the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.ledger_factory import reading
from tests.view.conftest import HOSTILE, Visit, ledger_of

from wortlaut.capture import read_sources
from wortlaut.seams import ReadOptions
from wortlaut.view import application
from wortlaut.view.app import Options
from wortlaut.view.saved import MOST, Question, Questions


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """The app over a small ledger with a place for questions."""
    path = tmp_path / "merle.wortlaut"
    with ledger_of(path, reading()) as ledger:
        app = application(ledger, "merle", Options(questions=Questions.beside(path)))
        yield TestClient(app, "http://127.0.0.1:8765", headers={"accept-language": "en"}, follow_redirects=False)


def test_a_question_is_kept_found_and_dropped(client: TestClient, tmp_path: Path) -> None:
    """By name, with who kept it; the file lies beside the ledger and nothing else of the address is in it."""
    client.cookies.set("reviewer", "Kim")
    kept = client.post("/keep", data={"name": "Damm  heute", "query": "q=Damm&outlet=Uferblatt&page=3&other=1"})
    assert kept.headers["location"] == "/search?q=Damm&outlet=Uferblatt"
    page = client.get("/search").text
    assert '<a href="/search?q=Damm&amp;outlet=Uferblatt">Damm heute</a> <small>(Kim)</small>' in page
    (row,) = json.loads((tmp_path / "merle.wortlaut-questions").read_text())
    assert (row["name"], row["query"], row["by"]) == ("Damm heute", "q=Damm&outlet=Uferblatt", "Kim")
    client.post("/drop-question", data={"name": "Damm heute"})
    assert "None yet." in client.get("/search").text


def test_the_same_name_is_kept_once(client: TestClient) -> None:
    """The newest question has the name."""
    for query in ("q=Damm", "q=Pegel"):
        client.post("/keep", data={"name": "Fluss", "query": query})
    page = client.get("/search").text
    assert page.count(">Fluss</a>") == 1
    assert 'href="/search?q=Pegel"' in page


def test_what_cannot_be_kept_is_refused_in_words(client: TestClient, tmp_path: Path) -> None:
    """No name, a name without end, too many questions."""
    assert client.post("/keep", data={"name": " ", "query": "q=Damm"}).status_code == 409
    assert client.post("/keep", data={"name": "x" * 81, "query": "q=Damm"}).status_code == 409
    assert client.post("/keep", data={"name": "lang", "query": "q=" + "x" * 3000}).status_code == 409
    questions = Questions.beside(tmp_path / "merle.wortlaut")
    for number in range(MOST):
        questions.keep(Question(str(number), "q=Damm", "", ""))
    assert "too many" in client.post("/keep", data={"name": "neu", "query": "q=Damm"}).text


def test_a_hostile_name_is_shown_letter_by_letter(client: TestClient) -> None:
    """And a query leads nowhere but to the search."""
    client.post("/keep", data={"name": HOSTILE, "query": 'q="><script>alert(1)</script>'})
    page = client.get("/search").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("content", ["kein JSON", "[" * 100_000, "[1]", '{"name": 1}', "\udcff"])
def test_a_damaged_file_is_told(client: TestClient, tmp_path: Path, content: str) -> None:
    """In one line, with what to do."""
    (tmp_path / "merle.wortlaut-questions").write_text(content, "utf-8", "surrogateescape")
    answer = client.get("/search")
    assert answer.status_code == 409
    assert "mend or remove the file" in answer.text


def test_without_a_place_there_is_no_button(visit: Visit) -> None:
    """An app that keeps no questions offers none, and refuses them."""
    client = visit()
    assert "Kept questions" not in client.get("/search").text
    assert client.post("/keep", data={"name": "Damm", "query": "q=Damm"}).status_code == 404


def test_the_file_is_no_source(tmp_path: Path) -> None:
    """A folder that is read does not count it as a document."""
    (tmp_path / "merle.wortlaut-questions").write_text("[]")
    (tmp_path / "a.txt").write_text("Pegel\n\nDer Fluss steigt.\n")
    assert [one.source for one in read_sources([str(tmp_path)], ReadOptions())] == [str(tmp_path / "a.txt")]
