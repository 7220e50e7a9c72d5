"""The home page: how far the review is, filters, columns, and undated articles that somebody dates."""

from __future__ import annotations

from starlette.testclient import TestClient
from tests.ledger_factory import reading
from tests.view.conftest import Visit

from wortlaut.records import UNKNOWN_INTERVAL


def undated(visit: Visit) -> tuple[TestClient, str]:
    """A corpus with one dated and one undated article, and the id of the latter."""
    client = visit(reading("Pegel steigt"), reading("Flussrat vertagt", source="merle/b.txt", published=UNKNOWN_INTERVAL))
    (row,) = client.get("/corpus.json?undated=1").json()
    return client, row["id"]


def test_the_home_page_says_how_far_the_review_is(visit: Visit) -> None:
    """Reviewed out of all, with the way on; once all are reviewed there is none."""
    client = visit(reading())
    page = client.get("/").text
    assert "0 of 1 statements reviewed" in page
    assert 'href="/review" data-key="c"' in page
    statement = client.get("/search.json").json()[0]["id"]
    client.cookies.set("reviewer", "Kim")
    client.post("/judge", data={"statement": statement, "verdict": "reject"})
    page = client.get("/").text
    assert "1 of 1 statements reviewed" in page
    assert 'href="/review" data-key="c"' not in page


def test_an_undated_article_gets_a_date_by_a_form(visit: Visit) -> None:
    """The date is appended under the reviewer's name, shown with it, and taken back by undo."""
    client, key = undated(visit)
    client.cookies.set("reviewer", "Kim")
    assert 'action="/date?next=' in client.get("/?undated=1").text
    assert client.post("/date?next=/?undated=1", data={"article": key, "date": "2021-03-08"}).headers["location"] == "/?undated=1"
    row = next(row for row in client.get("/corpus.json").json() if row["id"] == key)
    assert row["published"]["best"] == "2021-03-08"
    assert [(one["field"], one["by"]) for one in row["corrections"]] == [("date", "Kim")]
    assert "(set by Kim)" in client.get("/").text
    assert client.get("/corpus.json?undated=1").json() == []


def test_missing_dates_are_warned_of(visit: Visit) -> None:
    """On the first page, with the way to them; not where none is missing, and not where they are listed already."""
    client, _ = undated(visit)
    assert 'class="warning">⚠ Some articles have no date' in client.get("/").text
    assert "Some articles have no date" not in client.get("/?undated=1").text
    assert "Some articles have no date" not in visit().get("/").text


def test_a_date_needs_a_name_and_sense(visit: Visit) -> None:
    """Nobody sets a date unnamed, and what is no date changes nothing and says how to write one."""
    client, key = undated(visit)
    assert client.post("/date", data={"article": key, "date": "2021"}).status_code == 403
    client.cookies.set("reviewer", "Kim")
    refused = client.post("/date", data={"article": key, "date": "gestern"})
    assert refused.status_code == 409
    assert "2014-10-09" in refused.text
    assert client.post("/date", data={"article": "a-0000000000000000", "date": "2021"}).status_code == 409
    assert len(client.get("/corpus.json?undated=1").json()) == 1


def test_filters_and_columns_stand_in_the_address(visit: Visit) -> None:
    """Outlet and time narrow the list, further columns are shown when ticked, and nonsense is answered in words."""
    client = visit()
    assert [row["outlet"] for row in client.get("/corpus.json?outlet=landfunk").json()] == ["Landfunk"]
    assert client.get("/corpus.json?until=2020").json() == []
    assert "Take one out" in client.get("/?until=2020").text
    assert '<th scope="col">Source</th>' in client.get("/?source=1").text
    assert '<th scope="col">Source</th>' not in client.get("/").text
    assert "not a date: gestern" in client.get("/?since=gestern").text


def test_an_empty_corpus_says_what_to_do(tmp_path) -> None:
    """Nothing read yet leads to the import."""
    from wortlaut.store.sqlite import SqliteLedger
    from wortlaut.view import application

    with SqliteLedger.open(tmp_path / "leer.wortlaut", create=True) as ledger:
        page = TestClient(application(ledger, "leer"), "http://127.0.0.1:8765", headers={"accept-language": "en"}).get("/").text
    assert 'href="/import"' in page
    assert "Nothing is read yet." in page
