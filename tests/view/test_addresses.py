"""Addresses that last: a statement has one for ever, as page, JSON and annotation; a stretch of a text is counted in code points."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from starlette.testclient import TestClient
from tests.contracts.test_ledger import put, without
from tests.ledger_factory import Said, reading
from tests.view.conftest import Visit, ledger_of

from wortlaut.records import Query
from wortlaut.view import application

WHOLE = reading("😊 Streit", Said("Jana Ostermoor", "Der Damm hält"), Said("Konrad Welling", "Niemand hat gemessen"))


def test_a_statement_has_a_lasting_address_in_three_forms(visit: Visit) -> None:
    """The page leads into the article, JSON is the row of the command line, JSON-LD an annotation."""
    client = visit(WHOLE)
    row = client.get("/search.json?q=gemessen").json()[0]
    key = row["id"]
    assert client.get(f"/s/{key}").headers["location"] == f"/d/{WHOLE.article.id}?s={key}#{key}"
    assert client.get(f"/s/{key}.json").json() == row
    annotation = client.get(f"/s/{key}.jsonld")
    assert annotation.headers["content-type"] == "application/ld+json"
    assert annotation.json()["target"][0]["selector"][0]["exact"] == "Niemand hat gemessen"
    assert annotation.json()["@context"]
    for form in ("", ".json", ".jsonld"):
        assert client.get(f"/s/s-0000000000000000{form}").status_code == 404


def test_an_address_outlives_the_reading_it_is_of(visit: Visit, tmp_path) -> None:
    """Where a newer reading has the statement no longer, its address leads to the words it had."""
    gone = WHOLE.quotations[1]
    with ledger_of(tmp_path / "neu.wortlaut", WHOLE) as ledger:
        put(ledger, without(WHOLE, 1), producers="newer")
        assert [one.quotation.id for one in ledger.statements(Query())] == [WHOLE.quotations[0].id]
        client = TestClient(application(ledger, "neu"), "http://127.0.0.1:8765", headers={"accept-language": "en"}, follow_redirects=False)
        place = gone.quote[0]
        to = client.get(f"/s/{gone.id}").headers["location"]
        assert to == f"/d/{WHOLE.article.id}?start={place.start}&end={place.end}#place"
        page = client.get(to).text
        assert re.search(r'<p class="body" id="place"[^>]*>„<span class="asked"[^>]*>Niemand hat gemessen</span>', page)


def test_a_stretch_is_counted_in_code_points(visit: Visit) -> None:
    """Behind a sign of two units as before it; marks of statements stay what they are."""
    client = visit(WHOLE)
    text = WHOLE.article.text
    start = text.index("Damm hält")
    page = client.get(f"/d/{WHOLE.article.id}?start={start}&end={start + 4}").text
    assert re.search(r'<span class="quote asked[^"]*"[^>]*>Damm</span>', page)
    assert page.count('id="place"') == 1


@pytest.mark.parametrize("query", ["start=5", "end=5", "start=9&end=3", "start=0&end=99999", "start=-1&end=4", "start=x&end=y"])
def test_what_is_no_stretch_marks_nothing(visit: Visit, query: str) -> None:
    """The article is shown as ever."""
    answer = visit(WHOLE).get(f"/d/{WHOLE.article.id}?{query}")
    assert answer.status_code == 200
    assert "asked" not in answer.text


def test_the_original_is_linked_where_there_is_one(visit: Visit) -> None:
    """With the words of the statement that is looked at; an address that runs something is no link."""
    assert WHOLE.article is not None
    client = visit(replace(WHOLE, article=replace(WHOLE.article, url="https://uferblatt.example/1")))
    assert 'href="https://uferblatt.example/1"' in client.get(f"/d/{WHOLE.article.id}").text
    page = client.get(f"/d/{WHOLE.article.id}?s={WHOLE.quotations[0].id}").text
    assert 'href="https://uferblatt.example/1#:~:text=Der%20Damm%20h%C3%A4lt" rel="noreferrer noopener"' in page
    hostile = visit(replace(WHOLE, article=replace(WHOLE.article, url="javascript:alert(1)")))
    assert "javascript:" not in hostile.get(f"/d/{WHOLE.article.id}").text
