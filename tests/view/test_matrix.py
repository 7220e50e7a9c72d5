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


def test_periods_are_chosen_in_words_of_the_visitor(visit: Visit) -> None:
    """Half-years are one of them: against and for in the same half-year are one period without a side."""
    client = coded(visit, language="de")
    page = client.get("/m?period=half-years").text
    assert '<option value="half-years" selected>Halbjahre</option>' in page
    jana = next(row for row in client.get("/m.json?period=half-years").json() if row["actor"] == "Jana Ostermoor")
    assert jana["course"] == "±"
    assert next(row for row in client.get("/m.json?period=quarters").json() if row["actor"] == "Jana Ostermoor")["course"] == "− +"


def test_what_is_left_out_is_in_the_address_as_on_the_command_line(visit: Visit) -> None:
    """By value and by field of the document, several of each, or only these; the commands say it, too."""
    client = coded(visit)
    actors = lambda query: {row["actor"] for row in client.get(f"/m.json?{query}").json()}  # noqa: E731 - a short name for a long address
    assert actors("exclude_values=person%3DKonrad Welling&exclude_values=person%3DUte Feld") == {"Jana Ostermoor"}
    assert actors("exclude_values=person%3DUte Feld&invert_values=1") == {"Ute Feld"}
    assert actors("exclude_sources=Uferblatt") == {"Jana Ostermoor", "Ute Feld"}
    page = unescape(client.get("/m?exclude_values=person%3DUte Feld&exclude_values=concept%3DWasservertrag&exclude_sources=Landfunk").text)
    assert "--exclude-values 'person=Ute Feld' --exclude-values 'concept=Wasservertrag' --exclude-sources Landfunk" in page
    assert 'excludeValues = list("person" = c("Ute Feld"), "concept" = c("Wasservertrag"))' in page
    assert 'excludeSources = c("Landfunk")' in page
    assert page.count('name="exclude_values" value=') == 2
    assert "exclude_values=person%3DUte+Feld&exclude_values=concept%3DWasservertrag" in page
    assert "not a value to exclude: Feld" in client.get("/m?exclude_values=Feld").text


def test_slopes_go_from_the_first_to_the_last_period(visit: Visit) -> None:
    """In the page in its language, with the table below; as a file with the question inside. A turn is dashed and only possible."""
    client = coded(visit, language="de")
    page = client.get("/m?look=slope").text
    drawn = page[page.index("<svg") : page.index("</svg>")]
    assert "Positionen: erster und letzter Zeitabschnitt" in drawn
    assert "Jana Ostermoor: 01.03.2021 −1.00 (n = 1), 01.05.2021 +1.00 (n = 1)" in drawn
    assert drawn.count('stroke-dasharray="5 3"') == 1
    assert "Jana Ostermoor ?" in drawn
    assert "mögliche Entwicklung, ein Mensch entscheidet" in drawn
    assert '<table class="matrix">' in page
    assert '"qualifier": "agreement"' in client.get("/m/slope.svg").text
