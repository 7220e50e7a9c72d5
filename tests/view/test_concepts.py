"""Issues: the codebook, what people coded, and suggestions that count for nothing until a person codes."""

from __future__ import annotations

from tests.view.conftest import Visit
from tests.view.merle_coded import coded, said
from tests.view.test_review import as_reviewer


def test_the_codebook_is_listed_with_what_was_coded(visit: Visit) -> None:
    """In the visitor's language, where the codebook has it."""
    rows = coded(visit).get("/i.json").json()
    assert [(row["id"], row["label"], row["statements"]) for row in rows] == [("probestau", "Trial filling", 4), ("vertrag", "Wasservertrag", 1)]


def test_an_issue_has_its_statements_with_who_coded_which_side(visit: Visit) -> None:
    """Sign, word, coder."""
    page = coded(visit).get("/i/probestau").text
    assert "Er soll stattfinden" in page
    assert "Nicht ohne Gutachten" in page
    assert "− against <small>Kim" in page
    assert "Ein Vertrag muss her" not in page


def test_a_suggestion_is_coded_by_a_form_and_waits_no_longer(visit: Visit) -> None:
    """It counts from then on, under the name of whoever coded; undo brings it back."""
    client = as_reviewer(coded(visit))
    address = "/i/probestau/suggested"
    assert "Mal sehen" in client.get(address).text
    answer = client.post(f"/code?next={address}", data={"statement": said(client)["Mal sehen"], "concept": "probestau", "agreement": "0"})
    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert client.get(f"{address}.json").json() == []
    assert "± takes no side <small>Mira" in client.get("/i/probestau").text
    client.post("/undo")
    assert len(client.get(f"{address}.json").json()) == 1


def test_no_issue_fits_is_a_coding_too(visit: Visit) -> None:
    """The suggestion is answered and counts nowhere."""
    client = as_reviewer(coded(visit))
    client.post("/code", data={"statement": said(client)["Mal sehen"], "concept": ""})
    assert client.get("/i/probestau/suggested.json").json() == []
    assert client.get("/i.json").json()[0]["statements"] == 4


def test_coding_asks_for_a_name_and_refuses_what_is_not_in_the_codebook(visit: Visit) -> None:
    """Nobody codes anonymously, and nothing is made up."""
    client = coded(visit)
    given = {"statement": said(client)["Mal sehen"], "concept": "mondflug", "agreement": "1"}
    assert client.post("/code", data=given).status_code == 403
    assert as_reviewer(client).post("/code", data=given).status_code == 409


def test_without_a_codebook_the_page_says_how_to_get_one(visit: Visit) -> None:
    """No empty page without a way on; an issue that is none is not found."""
    client = visit()
    assert "wortlaut concepts init" in client.get("/i").text
    assert client.get("/i/probestau").status_code == 404
    assert coded(visit).get("/i/mondflug").status_code == 404
