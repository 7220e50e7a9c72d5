"""Stories and candidates: what belongs together, and what only a person can decide, both texts side by side."""

from __future__ import annotations

import re

from tests.ledger_factory import Said, reading
from tests.view.conftest import Visit
from tests.view.merle_coded import coded, day
from tests.view.test_review import as_reviewer

TWO = (
    reading("Flussrat tagt", Said("Jana Ostermoor", "Wir messen gemeinsam"), Said("Ole Harksen", "Der Pegel sinkt"), published=day("2021-03-08")),
    reading(
        "Streit im Flussrat",
        Said("Jana Ostermoor", "Das Gutachten fehlt"),
        Said("Ole Harksen", "Die Fische leiden"),
        source="b.txt",
        outlet="Landfunk",
        published=day("2021-03-09"),
    ),
)


def test_a_story_has_its_articles_and_tells_a_shared_agency(visit: Visit) -> None:
    """The same speakers within days; both name one agency, so they may have one origin."""
    client = visit(*TWO)
    (story,) = client.get("/t.json").json()
    assert [one["title"] for one in story["articles"]] == ["Flussrat tagt", "Streit im Flussrat"]
    page = client.get("/t").text
    assert "same agency: dpa" in page
    assert "independent of" not in page


def test_candidates_stand_side_by_side_and_say_nothing_by_themselves(visit: Visit) -> None:
    """Ostermoor against and later for: possible, until somebody reads both."""
    client = coded(visit)
    page = client.get("/t/candidates?kind=position_change").text
    assert "Nicht ohne Gutachten" in page
    assert "Nun doch" in page
    assert "possible change of position (suggested)" in page


def test_a_person_decides_and_can_take_it_back(visit: Visit) -> None:
    """A tension may be confirmed as a contradiction; the page says who did."""
    client = as_reviewer(coded(visit))
    one = client.get("/t/candidates.json?kind=tension").json()[0]
    answer = client.post("/relate?next=/t/candidates", data={"candidate": one["id"], "decision": "contradiction"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/t/candidates")
    assert re.search(r"✓ contradiction: accepted,\s+Mira", client.get("/t/candidates?kind=tension").text)
    client.post("/undo")
    assert "Mira" not in re.sub(r'<form class="choices".*?</form>', "", client.get("/t/candidates?kind=tension").text, flags=re.DOTALL)


def test_what_a_candidate_cannot_be_is_refused(visit: Visit) -> None:
    """A change of position is no contradiction, and nobody decides anonymously."""
    client = coded(visit)
    one = client.get("/t/candidates.json?kind=position_change").json()[0]
    data = {"candidate": one["id"], "decision": "contradiction"}
    assert client.post("/relate", data=data).status_code == 403
    assert as_reviewer(client).post("/relate", data=data).status_code == 409
    assert client.post("/relate", data={"candidate": "l-nowhere", "decision": "reject"}).status_code == 409


def test_where_nothing_belongs_together_the_page_says_what_to_do(visit: Visit) -> None:
    """No empty page without a way on."""
    client = visit()
    assert 'href="/i"' in client.get("/t/candidates").text
    assert client.get("/t/candidates?since=gestern").status_code == 200
