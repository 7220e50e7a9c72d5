"""The matrix of issues and actors: sign and word in every cell, every number a link to its sentences, the question in the address."""

from __future__ import annotations

import re
from html import unescape

from tests.view.conftest import Visit
from tests.view.merle_coded import coded


def test_every_cell_has_sign_word_number_and_how_many_are_reviewed(visit: Visit) -> None:
    """A real table, in which empty means no statement."""
    page = coded(visit).get("/m").text
    cells = [" ".join(unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)]
    assert cells == [
        "− against ▸ + for n = 2 ✓ 2 reviewed",
        "",
        "− against n = 1 ✓ 1 reviewed",
        "+ for n = 1 ✓ 1 reviewed",
        "+ for n = 1 ✓ 1 reviewed",
        "",
    ]
    assert page.count('<th scope="row">') == 3


def test_the_twin_has_counts_course_and_codings(visit: Visit) -> None:
    """The same cells as rows, with the ids of the codings they rest on."""
    rows = coded(visit).get("/m.json").json()
    jana = next(row for row in rows if row["actor"] == "Jana Ostermoor")
    assert (jana["agree"], jana["disagree"], jana["neutral"], jana["course"]) == (1, 1, 0, "− +")
    assert len(jana["codings"].split(", ")) == 2
    assert coded(visit).get("/m.csv").text.startswith("actor,concept,agree,disagree,neutral,reviewed,course,codings\n")


def test_a_cell_leads_to_its_sentences(visit: Visit) -> None:
    """And the sentences to their places in the text."""
    client = coded(visit)
    link = re.search(r'href="(/m/sentences\?[^"]*Jana[^"]*)"', client.get("/m").text)
    assert link is not None
    page = client.get(unescape(link[1])).text
    assert "Nicht ohne Gutachten" in page
    assert "Nun doch" in page
    assert "Wir stauen" not in page
    assert 'href="/s/' in page


def test_suggestions_of_the_machine_count_only_where_they_are_asked_for(visit: Visit) -> None:
    """And are then told from what people coded."""
    client = coded(visit)
    assert "Ole Harksen" not in client.get("/m").text
    assert "Ole Harksen" in client.get("/m?include=all").text
    assert "⚙ suggested" in client.get("/m/sentences?include=all&row=Ole Harksen&column=Probestau").text


def test_the_question_is_in_the_address(visit: Visit) -> None:
    """Dates, the least number and the look narrow what is shown; what is hidden is counted."""
    client = coded(visit)
    assert "Konrad Welling" not in client.get("/m?since=2021-05").text
    few = client.get("/m?minimum=2&look=heat").text
    assert "3 cells with fewer statements are not shown" in few
    assert 'class="matrix heat"' in few
    assert 'class="open"' in few


def test_what_makes_no_sense_is_answered_in_words(visit: Visit) -> None:
    """The page still shows the form; the sentences say why in one line."""
    client = coded(visit)
    for odd in ("since=gestern", "duplicates=never", "variable1=planet", "include=some", "time_window=seconds"):
        answer = client.get(f"/m?{odd}")
        assert answer.status_code == 200
        assert 'role="alert"' in answer.text
    assert client.get("/m/sentences?variable1=planet").status_code == 409


def test_the_commands_compute_the_same_again(visit: Visit) -> None:
    """The command line's words, and rDNA's."""
    page = unescape(coded(visit).get("/m?since=2021-03-01&duplicates=month").text)
    assert "--variable1 person --duplicates month --since 2021-03-01 --statement-type any" in page
    assert 'start.date = "01.03.2021"' in page
    assert 'duplicates = "month"' in page


def test_a_name_that_tries_to_be_code_stays_a_name(visit: Visit) -> None:
    """What stands in an address is quoted in the commands."""
    page = unescape(coded(visit).get("/m", params={"statement_type": "x'; rm \"y"}).text)
    assert "'x'\\''; rm \"y'" in page
    assert '"x\'; rm \\"y"' in page


def test_nothing_coded_says_what_to_do(visit: Visit) -> None:
    """No empty page without a way on."""
    assert 'href="/i"' in visit().get("/m").text
