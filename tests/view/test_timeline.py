"""The timeline: a selection in order of time, who tells each statement and who does not, and what takes other sides."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # a reader that is not the writer's

from starlette.testclient import TestClient
from tests.ledger_factory import Said, reading
from tests.view.conftest import HOSTILE, Visit
from tests.view.merle_coded import coded, day, ledger_behind
from tests.view.test_review import as_reviewer

from wortlaut.records import Query

SAID = "Der Probestau beginne erst nach dem Gutachten der Prüfer"
READINGS = (
    reading("Uferblatt meldet", Said("Jana Ostermoor", SAID), Said("Ole Harksen", "Der Pegel sinkt"), published=day("2021-03-08")),
    reading("Landfunk meldet", Said("Jana Ostermoor", SAID), source="b.txt", outlet="Landfunk", published=day("2021-03-09")),
    reading("Südwelle meldet", Said("Ole Harksen", "Die Fische leiden"), source="c.txt", outlet="Südwelle", published=day("2021-03-10")),
)


def articles(client: TestClient) -> str:
    """The ids of all articles, as an address names them."""
    return ",".join(row.article.id for row in ledger_behind(client).articles(Query()))


def test_one_statement_in_two_texts_is_told_once_with_both(visit: Visit) -> None:
    """Number, wording and the agency they share; the texts side by side are a link away."""
    client = visit(*READINGS)
    address = f"/t/line?articles={articles(client)}"
    told = [row for row in client.get(address.replace("line?", "line.json?")).json() if row["words"] == SAID]
    assert [(row["number"], row["outlet"], row["wording"], row["missing"]) for row in told] == [
        (1, "Uferblatt", "same words", ["Südwelle"]),
        (1, "Landfunk", "same words", ["Südwelle"]),
    ]
    page = client.get(address).text
    assert "═ same words" in page
    assert "same agency: dpa" in page
    assert "/t/pair?one=" in page


def test_a_gap_is_told_of_these_texts_and_no_more(visit: Visit) -> None:
    """Who wrote then and does not have a statement that several have; never that texts are independent, never silence as a position."""
    client = visit(*READINGS, language="de")
    page = client.get(f"/t/line?articles={articles(client)}").text
    assert "Lücke: Südwelle berichtet Aussage 1 nicht." in page
    assert "Lücke: Landfunk" not in page
    assert "warum sie etwas hat oder nicht, ist hier nicht bekannt" in page
    assert "unabhängig" not in page


def test_filters_are_in_the_address(visit: Visit) -> None:
    """One outlet, one actor, a time; without any there is a form and nothing is read."""
    client = visit(*READINGS)
    number = lambda query: len(client.get(f"/t/line.json?{query}").json())  # noqa: E731 - a short name for a long address
    assert (number("actor=Harksen"), number("outlet=Landfunk"), number("since=2021-03-10"), number("actor=Nemo")) == (2, 1, 1, 0)
    empty = client.get("/t/line").text
    assert "Choose an issue, an actor, an outlet or a time" in empty
    assert "not a date: never" in client.get("/t/line?since=never").text


def test_a_tension_is_a_suggestion_until_a_person_says_so(visit: Visit) -> None:
    """⚡ alone, then ⚡✓ with the name; the link leads to both texts and the buttons."""
    client = as_reviewer(coded(visit))
    page = client.get("/t/line?concept=probestau&only=clashes").text
    assert "⚡ tension <small>(suggested)</small>" in page
    assert "⚡✓ tension, Mira" not in page
    one = client.get("/t/candidates.json?kind=tension").json()[0]
    assert f"/t/candidates?id={one['id']}&amp;include=judged" in page
    assert [row["id"] for row in client.get(f"/t/candidates.json?id={one['id']}").json()] == [one["id"]]
    client.post("/relate", data={"candidate": one["id"], "decision": "tension"})
    assert "⚡✓ tension, Mira" in client.get("/t/line?concept=probestau").text


def test_only_what_takes_other_sides(visit: Visit) -> None:
    """The other statements of the selection are left out."""
    client = coded(visit)
    words = lambda query: {row["words"] for row in client.get(f"/t/line.json?{query}").json()}  # noqa: E731 - a short name for a long address
    assert words("until=2021&only=clashes") == {"Nicht ohne Gutachten", "Wir stauen", "Nun doch", "Lieber nicht"}
    assert words("until=2021") > words("until=2021&only=clashes")


def test_the_picture_is_text_in_the_language_of_the_visitor(visit: Visit) -> None:
    """An XML reader finds the same statements as in the table, the legend, the question and the version."""
    client = visit(*READINGS, language="de")
    answer = client.get("/t/line.svg?actor=Ostermoor")
    assert answer.headers["content-type"] == "image/svg+xml"
    document = ET.fromstring(answer.content)  # noqa: S314 - our own file
    shown = [text.text for text in document.iter("{http://www.w3.org/2000/svg}text")]
    assert f"1 Jana Ostermoor: {SAID}" in shown
    assert "═ gleicher Wortlaut; dieselbe Agentur: dpa" in shown
    assert "08.03.2021" in shown
    assert '"question": {"actor": "Ostermoor"' in (document.findtext("{http://www.w3.org/2000/svg}metadata") or "")
    assert client.get("/t/line.svg").status_code == 404


def test_two_texts_stand_side_by_side_with_what_they_share(visit: Visit) -> None:
    """Words of both are marked, by article or by statement; markup in them stays words."""
    long = "Nordau und Südmark haben sich im Streit um das Wasser der Merle in Altfurt nicht auf einen Termin geeinigt"
    client = visit(
        reading(HOSTILE, Said("Jana Ostermoor", long)), reading("Zwei", Said("Ole Harksen", long), source="b.txt"), reading("Drei", source="c.txt")
    )
    first, second, third = articles(client).split(",")
    pages = [client.get(f"/t/pair?one={one}&other={other}").text for one, other in ((first, second), (first, third), (second, third))]
    assert sum(page.count("<mark>") for page in pages) == 2
    assert sum("No literal copy found." in page for page in pages) == 2
    assert "<script>alert" not in "".join(pages)
    assert client.get(f"/t/pair?one={first}&other=nobody").status_code == 404


def test_a_story_leads_to_its_timeline(visit: Visit) -> None:
    """With the articles in the address, so that the link says the same tomorrow."""
    client = coded(visit)
    story = client.get("/t.json").json()
    page = client.get("/t").text
    for one in story:
        assert f"/t/line?articles={','.join(article['id'] for article in one['articles'])}" in page
