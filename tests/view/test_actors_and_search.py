"""Actors and search: every question is an address, every list leads to the words."""

from __future__ import annotations

from tests.view.conftest import Visit


def test_actors_are_listed_with_what_they_said(visit: Visit) -> None:
    """Most statements first, each with a page of its own."""
    client = visit()
    rows = client.get("/actors.json").json()
    assert [(row["name"], row["statements"], row["articles"]) for row in rows] == [("Jana Ostermoor", 2, 2), ("Konrad Welling", 1, 1)]
    page = client.get(f"/a/{rows[0]['id']}").text
    assert "Der Damm hält" in page
    assert "Wir warten ab" in page
    assert "Niemand hat gemessen" not in page


def test_an_unknown_actor_is_not_found(visit: Visit) -> None:
    """No page is made up for a name nobody has."""
    assert visit().get("/a/p-0000000000000000").status_code == 404


def test_a_search_finds_words_of_an_actor(visit: Visit) -> None:
    """Words, actor and outlet narrow the answer; the twin has the same rows."""
    client = visit()
    assert [row["actor"]["name"] for row in client.get("/search.json?q=Damm").json()] == ["Jana Ostermoor"]
    assert client.get("/search.json?q=Damm&actor=Konrad Welling").json() == []
    assert len(client.get("/search.json?outlet=Landfunk").json()) == 1
    assert "Der Damm hält" in client.get("/search?q=damm").text


def test_an_empty_answer_says_what_to_do(visit: Visit) -> None:
    """No empty page without a way on."""
    assert "Take a filter out" in visit().get("/search?q=Staudammsprengung").text


def test_a_question_that_makes_no_sense_is_answered_in_words(visit: Visit) -> None:
    """A date that is none is named, and the page still shows the form."""
    answer = visit().get("/search?since=gestern")
    assert answer.status_code == 200
    assert "not a date: gestern" in answer.text
    assert 'value="gestern"' in answer.text


def test_odd_signs_in_a_question_do_no_harm(visit: Visit) -> None:
    """Quotation marks, operators and NUL are words to look for, not syntax."""
    client = visit()
    for odd in ('"', "* OR NEAR(", "a\x00b", "'; DROP TABLE statements; --", "%", "😊"):
        assert client.get("/search", params={"q": odd}).status_code == 200
