"""Export: the builder, the dossier as a page and as an archive."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

from starlette.testclient import TestClient
from tests.ledger_factory import Said, reading
from tests.view.conftest import HOSTILE, Visit

from wortlaut.interchange import writers


def accepted(visit: Visit, *readings) -> TestClient:
    """A corpus whose first statement somebody accepted."""
    client = visit(*readings)
    client.cookies.set("reviewer", "Kim")
    client.post("/judge", data={"statement": client.get("/search.json").json()[0]["id"], "verdict": "accept"})
    return client


def test_only_accepted_statements_go_in_unless_others_are_asked_for(visit: Visit) -> None:
    """The builder says what stays out, and the dossier marks what nobody reviewed."""
    client = accepted(visit)
    page = client.get("/export").text
    assert "1 statement goes in; 2 more are not accepted by anybody and stay out." in page
    alone = client.get("/export/dossier.html").text
    assert "Der Damm hält" in alone
    assert "Niemand hat gemessen" not in alone
    assert "not reviewed" not in alone
    whole = client.get("/export/dossier.html?unreviewed=1").text
    assert "Niemand hat gemessen" in whole
    assert whole.count("suggested by the machine, not reviewed") == 2


def test_a_rejected_statement_is_in_no_dossier(visit: Visit) -> None:
    """Whatever is asked for."""
    client = visit()
    client.cookies.set("reviewer", "Kim")
    first = client.get("/search.json").json()[0]
    client.post("/judge", data={"statement": first["id"], "verdict": "reject"})
    assert first["id"] not in client.get("/export/dossier.html?unreviewed=1").text


def test_the_selection_is_the_address(visit: Visit) -> None:
    """Filters of the search choose, and the links to the dossier keep them."""
    client = visit()
    page = client.get("/export?outlet=Landfunk&unreviewed=1").text
    assert 'href="/export/dossier.zip?outlet=Landfunk&amp;unreviewed=1"' in page
    dossier = client.get("/export/dossier.html?outlet=Landfunk&unreviewed=1").text
    assert "Wir warten ab" in dossier
    assert "Der Damm hält" not in dossier


def test_parts_can_be_left_out(visit: Visit) -> None:
    """Table, sentence, chain, method: all there by default, each gone where the form was sent without it."""
    client = visit(reading())
    whole = client.get("/export/dossier.html?unreviewed=1&title=Damm").text
    bare = client.get("/export/dossier.html?unreviewed=1&built=1").text
    for part in ("<table>", "sagte Jana Ostermoor angeblich", "Came by", "Method and limits"):
        assert part in whole
        assert part not in bare
    assert "<h1>Damm</h1>" in whole
    assert "<mark>Der Damm hält</mark>" in bare


def test_an_empty_selection_says_what_to_do(visit: Visit) -> None:
    """Nothing accepted yet, nothing found, nonsense: each with its way on."""
    client = visit()
    assert "review them, or tick that unreviewed ones go in" in client.get("/export").text
    assert "Take a filter out" in client.get("/export?actor=Niemand").text
    assert "not a date: gestern" in client.get("/export?since=gestern").text
    refused = client.get("/export/dossier.zip?since=gestern")
    assert refused.status_code == 409
    assert "not a date" in refused.text


def test_the_dossier_needs_nothing_and_runs_nothing(visit: Visit) -> None:
    """One file with its own style, whose policy allows that style alone; hostile words are letters."""
    client = visit(reading(HOSTILE, Said(HOSTILE, HOSTILE), outlet=HOSTILE))
    answer = client.get("/export/dossier.html", params={"unreviewed": "1", "title": HOSTILE})
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert answer.headers["content-security-policy"].split(";")[1] in answer.text.replace("&#39;", "'")
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_the_archive_is_the_same_bytes_every_time(visit: Visit) -> None:
    """Page, evidence, statements and their checksums, nothing else, with no time in them."""
    client = visit()
    first, second = (client.get("/export/dossier.zip?unreviewed=1") for _ in range(2))
    assert first.content == second.content
    assert first.headers["content-disposition"] == 'attachment; filename="dossier.zip"'
    with zipfile.ZipFile(io.BytesIO(first.content)) as archive:
        assert archive.namelist() == ["dossier.html", "evidence.json", "statements.csv", "SHA256SUMS"]
        rows = list(csv.DictReader(io.StringIO(archive.read("statements.csv").decode())))
        told = json.loads(archive.read("evidence.json"))
    assert [row["quote"] for row in rows] == ["Der Damm hält", "Niemand hat gemessen", "Wir warten ab"]
    assert (told["statements"], told["accepted"]) == (3, 0)


def test_a_dossier_speaks_the_language_of_the_visitor(visit: Visit) -> None:
    """German words around German words."""
    page = visit(language="de").get("/export/dossier.html?unreviewed=1").text
    assert '<html lang="de">' in page
    assert "Belege" in page


def test_a_dossier_cites_and_speaks_as_was_chosen(visit: Visit) -> None:
    """Style and language stand in the address; what is neither is the usual one."""
    client = visit(reading("Streit um den Damm"))
    for address, cited in (
        ("style=chicago", "“Streit um den Damm,” Uferblatt, "),
        ("style=iso690&language=de", "Streit um den Damm. In: Uferblatt, "),
        ("style=apa", "Streit um den Damm ("),
        ("style=oops&language=fr", "“Streit um den Damm,” Uferblatt, "),
    ):
        assert cited in client.get(f"/export/dossier.html?unreviewed=1&{address}").text
    assert '<html lang="de">' in client.get("/export/dossier.html?unreviewed=1&language=de").text
    page = client.get("/export?style=iso690&language=de&unreviewed=1").text
    assert '<option value="iso690" selected>' in page
    assert '<option value="de" selected>' in page


def test_the_selection_leaves_as_files_for_other_programs(visit: Visit) -> None:
    """Just what was selected, in every format with a button; there is no button for anything else."""
    client = visit()
    page = client.get("/export?outlet=Landfunk&unreviewed=1").text
    assert re.findall(r'href="/export/statements\.(\w+)\?outlet=Landfunk&amp;unreviewed=1"', page) == ["csv", "jsonl", "jsonld", "parquet"]
    answer = client.get("/export/statements.csv?outlet=Landfunk&unreviewed=1")
    assert answer.headers["content-disposition"] == 'attachment; filename="statements.csv"'
    assert [row["quote"] for row in csv.DictReader(io.StringIO(answer.text))] == ["Wir warten ab"]
    assert len(client.get("/export/statements.jsonl?unreviewed=1").text.splitlines()) == 3
    assert len(client.get("/export/statements.jsonld?unreviewed=1").json()["items"]) == 3
    assert client.get("/export/statements.parquet").content[:4] == b"PAR1"
    assert client.get("/export/statements.docx").status_code == 404
    assert client.get("/export/statements.csv?since=gestern").status_code == 409


def test_a_project_leaves_with_a_password(visit: Visit) -> None:
    """Whoever reviewed is a coder in it who logs in; without a password it is refused in words."""
    client = accepted(visit)
    assert client.post("/export/project.dna", data={"password": "geheim-Damm-1"}).content[:15] == b"SQLite format 3"
    refused = client.post("/export/project.dna", data={"password": ""})
    assert refused.status_code == 409
    assert "needs a password" in refused.text


def test_the_other_formats_are_listed(visit: Visit) -> None:
    """Every installed writer, with the command that uses it."""
    page = visit().get("/export").text
    assert all(f"<td>{writer.name}</td>" in page for writer in writers())
