"""Views kept under a name, in a file beside the ledger, and the feed of a search."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient
from tests.ledger_factory import Said, reading
from tests.view.conftest import HOSTILE, Visit, ledger_of

from wortlaut.capture import read_sources
from wortlaut.records import UNKNOWN_INTERVAL, Interval, Reason
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
    kept = client.post("/keep", data={"name": "Damm  heute", "address": "/search?q=Damm&outlet=Uferblatt&page=3"})
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
        client.post("/keep", data={"name": "Fluss", "address": f"/search?{query}"})
    page = client.get("/search").text
    assert page.count(">Fluss</a>") == 1
    assert 'href="/search?q=Pegel"' in page


def test_what_cannot_be_kept_is_refused_in_words(client: TestClient, tmp_path: Path) -> None:
    """No name, a name without end, too many questions."""
    assert client.post("/keep", data={"name": " ", "address": "/search?q=Damm"}).status_code == 409
    assert client.post("/keep", data={"name": "x" * 81, "address": "/search?q=Damm"}).status_code == 409
    assert client.post("/keep", data={"name": "lang", "address": "/search?q=" + "x" * 3000}).status_code == 409
    questions = Questions.beside(tmp_path / "merle.wortlaut")
    for number in range(MOST):
        questions.keep(Question(str(number), "q=Damm", "", ""))
    assert "too many" in client.post("/keep", data={"name": "neu", "address": "/search?q=Damm"}).text


def test_a_hostile_name_is_shown_letter_by_letter(client: TestClient) -> None:
    """And a query leads nowhere but to the search."""
    client.post("/keep", data={"name": HOSTILE, "address": '/search?q="><script>alert(1)</script>'})
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
    assert client.post("/keep", data={"name": "Damm", "address": "/search?q=Damm"}).status_code == 404


def test_the_file_is_no_source(tmp_path: Path) -> None:
    """A folder that is read does not count it as a document."""
    (tmp_path / "merle.wortlaut-questions").write_text("[]")
    (tmp_path / "a.txt").write_text("Pegel\n\nDer Fluss steigt.\n")
    assert [one.source for one in read_sources([str(tmp_path)], ReadOptions())] == [str(tmp_path / "a.txt")]


# --- any view ------------------------------------------------------------------------------------------------


def test_every_page_can_be_kept_under_a_name(client: TestClient) -> None:
    """The link at its end leads to the form, the name is a short address, and where in the view somebody was is left out."""
    page = client.get("/m?look=heat&since=2021&page=2").text
    link = unescape(re.search(r'href="(/kept\?of=[^"]+)"', page)[1])
    form = client.get(link).text
    assert '<input type="hidden" name="address" value="/m?look=heat&amp;since=2021">' in form
    kept = client.post("/keep", data={"name": "Wärme & Damm", "address": "/m?look=heat&since=2021&page=2"})
    assert kept.headers["location"] == "/m?look=heat&since=2021"
    assert "<code>/v/W%C3%A4rme%20%26%20Damm</code>" in client.get("/kept").text
    (row,) = client.get("/kept.json").json()
    assert (row["name"], row["address"]) == ("Wärme & Damm", "/m?look=heat&since=2021")
    assert client.get("/kept.csv").text.startswith("name,address,by,at\nWärme & Damm,/m?look=heat&since=2021,,")
    assert client.get("/v/Wärme & Damm").headers["location"] == "/m?look=heat&since=2021"
    assert client.get("/v/Nichts").status_code == 404
    assert client.post("/drop-question", data={"name": "Wärme & Damm"}).headers["location"] == "/kept"
    assert "No view is kept yet." in client.get("/kept").text


@pytest.mark.parametrize("address", ["https://example.org", "//example.org/x", "/\\example.org", "javascript:alert(1)", "", "search"])
def test_what_is_no_view_of_ours_is_not_kept(client: TestClient, address: str) -> None:
    """A name never leads anywhere else."""
    assert client.post("/keep", data={"name": "weg", "address": address}).status_code == 409
    assert 'name="address"' not in client.get("/kept", params={"of": address}).text
    assert client.get("/v/weg").status_code == 404


def test_questions_kept_before_there_were_views_are_searches(client: TestClient, tmp_path: Path) -> None:
    """A file of an older version holds no path."""
    (tmp_path / "merle.wortlaut-questions").write_text('[{"name": "alt", "query": "q=Damm", "by": "", "at": "2026-01-01T00:00:00+00:00"}]')
    assert client.get("/v/alt").headers["location"] == "/search?q=Damm"


# --- the feed of a search ------------------------------------------------------------------------------------

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_search_has_a_feed_of_its_newest_statements(visit: Visit) -> None:
    """Each with its permanent address and the day of its article, newest first; the search links it."""
    days = ("2021-03-08", "2023-01-20", "2022-03-01")
    client = visit(
        *(reading(f"Pegel {day}", source=f"merle/{day}.txt", published=Interval.day(day, Reason.METADATA)) for day in days),
        reading(HOSTILE, Said(HOSTILE, "Der Damm hält"), source="merle/x.txt", published=UNKNOWN_INTERVAL),
    )
    assert 'href="/search.atom?q=Damm"' in client.get("/search?q=Damm").text
    for address in ("/search.atom?q=Damm", "/search.atom"):
        answer = client.get(address)
        assert answer.headers["content-type"] == "application/atom+xml"
        feed = ET.fromstring(answer.content)  # noqa: S314 - our own output
        assert [one.findtext(f"{ATOM}updated")[:10] for one in feed.iter(f"{ATOM}entry")] == ["2023-01-20", "2022-03-01", "2021-03-08", "1970-01-01"]
        links = [one.find(f"{ATOM}link").get("href") for one in feed.iter(f"{ATOM}entry")]
        assert all(client.get(link).headers["location"].startswith("/d/") for link in links)
    assert client.get("/search.atom?since=gestern").status_code == 400


def test_a_long_feed_is_cut_to_the_newest(visit: Visit) -> None:
    """Fifty entries, also where no words are sought."""
    client = visit(
        *(
            reading(f"Pegel {day}", source=f"m/{day}.txt", published=Interval.day(f"2021-{day // 28 + 1:02}-{day % 28 + 1:02}", Reason.METADATA))
            for day in range(70)
        )
    )
    for address in ("/search.atom", "/search.atom?q=Damm"):
        feed = ET.fromstring(client.get(address).content)  # noqa: S314 - our own output
        moments = [one.findtext(f"{ATOM}updated") for one in feed.iter(f"{ATOM}entry")]
        assert len(moments) == 50
        assert moments == sorted(moments, reverse=True)
        assert moments[0].startswith("2021-03-14")
