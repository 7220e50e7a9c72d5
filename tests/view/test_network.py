"""Networks in rDNA's words: table and drawing of the same weights, windows, files, and refusals."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

import pytest
from tests.view.conftest import Visit
from tests.view.merle_coded import coded

from wortlaut import __version__
from wortlaut.interchange import network_writers
from wortlaut.records import NetworkType


def test_the_table_has_every_weight_with_the_statements_behind_it(visit: Visit) -> None:
    """Feld and Welling disagree; Ostermoor once agrees and once disagrees with each, which is no weight when one is taken from the other."""
    client = coded(visit)
    rows = client.get("/n.json").json()
    assert [(row["row"], row["column"], row["weight"], row["statements"]) for row in rows] == [("Konrad Welling", "Ute Feld", -1.0, 2)]
    assert "disagree more" in client.get("/n").text


def test_a_weight_leads_to_its_sentences(visit: Visit) -> None:
    """Those of both sides."""
    client = coded(visit)
    link = re.search(r'href="(/n/sentences\?[^"]+)"', client.get("/n?qualifier_aggregation=conflict&sort=row").text)
    assert link is not None
    page = client.get(unescape(link[1])).text
    assert "The number is 1." in page
    assert "It rests on 2 statements." in page


@pytest.mark.parametrize("path", ["/n", "/m"])
def test_the_choices_of_a_question_are_told_in_the_language_of_the_visitor(visit: Visit, path: str) -> None:
    """The address keeps the words of rDNA, whatever the language."""
    options = dict(re.findall(r'<option value="(\w+)"[^>]*>([^<]*)</option>', coded(visit, language="de").get(path).text))
    assert options["organization"] == "Organisation"
    assert options["acrossrange"] == "ganzer Zeitraum"
    assert {value for value, told in options.items() if value == told} <= {"jaccard"}


def test_the_words_of_rdna_are_the_address(visit: Visit) -> None:
    """Two-mode, normalised, without dates outside."""
    rows = coded(visit).get("/n.json?network_type=twomode&qualifier_aggregation=subtract&until=2021-04").json()
    assert {(row["row"], row["column"]): row["weight"] for row in rows} == {
        ("Jana Ostermoor", "Probestau"): -1.0,
        ("Konrad Welling", "Probestau"): 1.0,
    }


def test_the_header_tells_what_the_network_rests_on(visit: Visit) -> None:
    """How many statements, how many reviewed, from when to when, what was left out."""
    page = coded(visit).get("/n?include=all").text
    assert "6 statements counted, 5 of them reviewed" in page
    assert "second-hand accounts not counted" in page


def test_windows_are_walked_one_by_one(visit: Visit) -> None:
    """Each is an address; the last one stands for every number behind it."""
    client = coded(visit)
    asked = "/n?network_type=twomode&qualifier_aggregation=subtract&time_window=months&window_size=1"
    first, last = client.get(f"{asked}&window=1").text, client.get(f"{asked}&window=99999").text
    assert "Window 1 of" in first
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in last


def test_the_drawing_is_an_image_of_the_same_question(visit: Visit) -> None:
    """It works without scripts; the button to move in is hidden until a script shows it."""
    client = coded(visit)
    page = client.get("/n?qualifier_aggregation=congruence").text
    assert 'src="/n.svg?qualifier_aggregation=congruence"' in page
    assert '<button type="button" hidden>' in page
    picture = client.get("/n.svg?qualifier_aggregation=congruence")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "Ostermoor" in picture.text


@pytest.mark.parametrize("name", [one.name for one in network_writers() if NetworkType.ONEMODE in one.holds and one.name != "png"])
def test_every_format_comes_as_a_file(visit: Visit, name: str) -> None:
    """Several files come as one archive."""
    answer = coded(visit).get(f"/n/file?to={name}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    if answer.headers["content-disposition"].endswith('.zip"'):
        assert len(zipfile.ZipFile(io.BytesIO(answer.content)).namelist()) > 1


def test_camps_are_refused_among_few_actors(visit: Visit) -> None:
    """Any few actors fall into groups somehow."""
    assert "too few actors" in coded(visit).get("/n?measures=1").text


def test_what_has_no_meaning_is_answered_in_words(visit: Visit) -> None:
    """The page shows the form and why; files say it in one line."""
    client = coded(visit)
    page = client.get("/n?normalization=activity")
    assert page.status_code == 200
    assert "has no meaning in a onemode network" in page.text
    assert client.get("/n.svg?normalization=activity").status_code == 409
    assert client.get("/n/file?to=vhs").status_code == 409
    assert client.get("/n/sentences?row=Nobody&column=Else").status_code == 409


def test_weights_on_few_statements_are_hidden_and_counted(visit: Visit) -> None:
    """Nothing disappears silently."""
    page = coded(visit).get("/n?minimum=5").text
    assert "1 weight on fewer statements is not in the table" in page


def test_a_network_is_cited_with_question_version_and_address(visit: Visit) -> None:
    """What was counted and how, in the language of the visitor, and the address that shows it again."""
    page = coded(visit, language="de").get("/n?qualifier_aggregation=congruence").text
    cited = page[page.index("Zitat dieser Ansicht") :]
    cited = cited[: cited.index("</details>")]
    assert "Merle: Netz. 5 Aussagen; 100 % geprüft" in cited
    assert "congruence über agreement" in cited
    assert __version__ in cited
    assert "<code>/n?qualifier_aggregation=congruence</code>" in cited


def test_what_is_left_out_leaves_the_network_and_its_files(visit: Visit) -> None:
    """The filter goes along to the picture, the files and the twin."""
    client = coded(visit)
    page = client.get("/n?qualifier_aggregation=congruence&exclude_values=person%3DUte Feld").text
    assert {
        name
        for row in client.get("/n.json?qualifier_aggregation=congruence&exclude_values=person%3DUte Feld").json()
        for name in (row["row"], row["column"])
    } == {
        "Jana Ostermoor",
        "Konrad Welling",
    }
    assert "/n.svg?qualifier_aggregation=congruence&amp;exclude_values=person%3DUte+Feld" in page
    assert "exclude_values=person%3DUte+Feld&amp;to=graphml" in page
