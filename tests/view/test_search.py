"""Search: facets that lead to what they count, help where nothing is found, pages that hold everything once."""

from __future__ import annotations

import re
from html import unescape

from tests.ledger_factory import Said, reading
from tests.view.conftest import Visit
from tests.view.merle_coded import coded

from wortlaut.records import Kind

READINGS = (
    reading("Streit um den Damm", Said("Jana Ostermoor", "Der Damm hält"), Said("Konrad Welling", "Niemand hat gemessen", Kind.INDIRECT)),
    reading("Flussrat vertagt", Said("Jana Ostermoor", "Wir warten ab"), source="merle/b.txt", outlet="Landfunk"),
)


def choices(page: str) -> list[tuple[str, str, int]]:
    """The facets of a page: where they lead, what they are called, what they count."""
    nav = page.partition('<nav class="facets"')[2].partition("</nav>")[0]
    return [(unescape(to), label, int(number)) for to, label, number in re.findall(r'<li><a href="([^"]+)">([^<]+)</a> (\d+)</li>', nav)]


def test_every_facet_finds_what_it_counts(visit: Visit) -> None:
    """Kind, outlet and actor of everything, then of a narrower question."""
    client = visit(*READINGS)
    for address in ("/search", "/search?actor=Jana Ostermoor", "/search?q=Damm hält"):
        found = choices(client.get(address).text)
        for to, label, number in found:
            assert len(client.get(to.replace("/search?", "/search.json?")).json()) == number, label
    labels = {label for _, label, _ in choices(client.get("/search").text)}
    assert {"direct", "indirect", "Uferblatt", "Landfunk", "Jana Ostermoor", "Konrad Welling"} <= labels


def test_a_facet_that_leaves_nothing_out_is_not_shown(visit: Visit) -> None:
    """All statements are of one year and unreviewed: no choice there."""
    labels = {label for _, label, _ in choices(visit(*READINGS).get("/search").text)}
    assert labels.isdisjoint({"2026", "not decided"})


def test_a_misspelt_actor_is_answered_with_the_nearest(visit: Visit) -> None:
    """By surname or whole name; a known one is not doubted, and nonsense has no neighbour."""
    client = visit(*READINGS)
    for typed in ("Ostermohr", "Jana Ostermor", "OSTERMOR"):
        page = client.get("/search", params={"actor": typed}).text
        assert f"Nobody here is called “{typed}”" in page
        assert '<a href="/search?actor=Jana+Ostermoor">Jana Ostermoor</a> (2)' in page
    for typed in ("Jana Ostermoor", "Xqzw"):
        assert "Nobody here is called" not in client.get("/search", params={"actor": typed, "q": "Sprengung"}).text


def test_a_misspelt_word_is_answered_with_those_that_are_like_it(visit: Visit) -> None:
    """As a statement writes it, where it answers the whole question, two at once as well; words that occur are not doubted."""
    client = visit(*READINGS)
    page = client.get("/search", params={"q": "Dammm Ostermohr"}).text
    assert '“Ostermohr”. Did you mean: <a href="/search?q=Damm+Ostermoor">Ostermoor</a> (1)' in page
    page = client.get("/search", params={"q": "Ostermohr"}).text
    assert "No statement has the word “Ostermohr”" in page
    assert '<a href="/search?q=Ostermoor">Ostermoor</a> (2)' in page
    assert '<a href="/search?q=h%C3%A4lt">hält</a> (1)' in client.get("/search", params={"q": "haelt"}).text
    for typed in ("Ostermoor", "Xqzw", '"Ostermohr"', "Ostermohr*", "-Ostermohr"):
        assert "No statement has the word" not in client.get("/search", params={"q": typed, "outlet": "Talzeitung"}).text


def test_an_empty_answer_counts_what_a_filter_costs(visit: Visit) -> None:
    """The question without one of its filters, in words, where that finds something."""
    client = visit(*READINGS)
    page = client.get("/search?q=Damm&outlet=Landfunk").text
    assert '<a href="/search?q=Damm">Take “Landfunk” out</a> (+1)' in page
    assert '<a href="/search?outlet=Landfunk">Take “Damm” out</a> (+1)' in page
    page = client.get("/search?include=judged&since=2019-01-01").text
    assert '<a href="/search?since=2019-01-01">Take “accepted” out</a> (+3)' in page
    assert "Take “direct” out</a> (+1)" in client.get("/search?kind=direct&q=gemessen").text


def test_pages_hold_every_statement_once(visit: Visit) -> None:
    """The pages of a question joined are its answer; a page behind the last one leads back."""
    client = visit(*(reading(f"Pegel {number}", source=f"merle/{number}.txt") for number in range(120)))
    seen = [row["id"] for number in (1, 2, 3) for row in client.get(f"/search.json?q=Damm&page={number}").json()]
    assert len(seen) == len(set(seen)) == 120
    assert "Page 2 of 3" in client.get("/search?q=Damm&page=2").text
    assert "There is no such page." in client.get("/search?q=Damm&page=9").text


def test_operators_are_told_and_work(visit: Visit) -> None:
    """Phrases, a star at the end, a minus in front, OR and NEAR, as the page says."""
    client = visit(*READINGS)
    page = client.get("/search").text
    assert all(
        told in page
        for told in ("How to search for words", "A star at the end", "A tilde in front", "A minus in front", "OR in capitals", "NEAR in capitals")
    )

    def found(typed: str) -> list[str]:
        return sorted(row["quote"][0]["text"] for row in client.get("/search.json", params={"q": typed}).json())

    assert found('"Damm hält"') == ["Der Damm hält"]
    assert found("„Damm hält“") == ["Der Damm hält"]
    assert found('"hält Damm"') == []
    assert found("gem*") == ["Niemand hat gemessen"]
    assert found("~Dämme") == ["Der Damm hält"]
    assert found("Freitag -Ostermoor") == ["Niemand hat gemessen"]
    assert found('Ostermoor -"Damm hält"') == ["Wir warten ab"]
    assert found("hält OR warten") == ["Der Damm hält", "Wir warten ab"]
    assert found("Damm NEAR/3 Ostermoor") == ["Der Damm hält"]
    assert found("Damm NEAR/2 Ostermoor") == []
    assert found("-Damm") == []


def test_an_issue_finds_what_people_coded(visit: Visit) -> None:
    """Whatever the words are; the dossier and the decision on several are about the same statements."""
    client = coded(visit, language="de")
    page = client.get("/search?concept=probestau&outlet=Landfunk").text
    assert '<option value="probestau" selected>Probestau</option>' in page
    found = [row["quote"][0]["text"] for row in client.get("/search.json?concept=probestau&outlet=Landfunk").json()]
    assert sorted(found) == ["Lieber nicht", "Nun doch"]
    assert "„Probestau“ entfernen</a> (+1)" in client.get("/search?concept=probestau&q=sehen").text
    assert client.get("/export/dossier.html?concept=probestau&unreviewed=1").text.count("<section") == 4
    for words in ("Ein Vertrag muss her", "Mal sehen"):
        assert words not in client.get("/several?concept=probestau").text


def test_the_words_are_shown_in_their_sentence(visit: Visit) -> None:
    """As much as a dossier would show, the words themselves marked."""
    page = visit(*READINGS).get("/search?q=hält").text
    assert '<blockquote lang="de">„<mark>Der Damm hält</mark>“, sagte Jana Ostermoor angeblich am Freitag.</blockquote>' in page


def test_a_search_leads_to_its_dossier(visit: Visit) -> None:
    """The selection of the dossier is the question."""
    assert 'href="/export?q=Damm&amp;unreviewed=1"' in visit(*READINGS).get("/search?q=Damm").text
    page = visit(*READINGS).get("/export?q=Damm&unreviewed=1").text
    assert "1 statement goes in" in page
