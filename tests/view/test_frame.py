"""Language, theme and twins: what all pages share."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.ledger_factory import Said, reading
from tests.view.conftest import HOSTILE, Visit

from wortlaut.records import Interval
from wortlaut.view.language import words

LOCALE = Path(__file__).resolve().parents[2] / "src" / "wortlaut" / "view" / "locale"


def test_the_browser_chooses_the_language_and_a_form_changes_it(visit: Visit) -> None:
    """The first language of the browser that we have, until the visitor says otherwise."""
    client = visit(language="en-GB,de;q=0.8")
    assert '<html lang="en">' in client.get("/").text
    client.post("/choose", data={"language": "de"})
    page = client.get("/").text
    assert '<html lang="de">' in page
    assert "Nichts verlässt diesen Rechner." in page


def test_a_language_we_lack_gets_the_first_catalogue(visit: Visit) -> None:
    """Visitors with other languages are not met by an error."""
    assert '<html lang="de">' in visit(language="fi").get("/").text


def test_the_theme_is_kept(visit: Visit) -> None:
    """A chosen theme stands in the page itself, so no script has to set it."""
    client = visit()
    assert "data-theme" not in client.get("/").text
    client.post("/choose", data={"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/").text


def test_the_german_catalogue_is_complete_and_compiled(tmp_path: Path) -> None:
    """Every text of code and templates has a German form, and the compiled catalogue is that of the source."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    command = [
        Path(sys.executable).parent / "pybabel",
        "-q",
        "extract",
        "-F",
        "src/wortlaut/view/babel.cfg",
        "-k",
        "say",
        "-k",
        "mark",
        "-k",
        "count:1,2",
    ]
    subprocess.run(
        [*command, "-o", tmp_path / "found.pot", "src/wortlaut/view", "src/wortlaut/write"], cwd=LOCALE.parents[3], capture_output=True, check=True
    )
    with (tmp_path / "found.pot").open("rb") as file:
        wanted = {message.id for message in read_po(file) if message.id}
    assert len(wanted) > 100
    with (LOCALE / "de" / "wortlaut.po").open("rb") as file:
        source = read_po(file)
    said = {message.id: message.string for message in source if message.id and not message.fuzzy}
    assert {text for text in wanted if not all(_forms(said.get(text)))} == set()
    compiled = io.BytesIO()
    write_mo(compiled, source)
    assert compiled.getvalue() == (LOCALE / "de" / "wortlaut.mo").read_bytes(), "run make translations"


def _forms(translated: object) -> list[object]:
    return list(translated) if isinstance(translated, tuple) else [translated]


def test_what_an_article_says_never_becomes_markup(visit: Visit) -> None:
    """A hostile headline, outlet, actor and quotation are shown letter by letter on every page."""
    client = visit(reading(HOSTILE, Said(HOSTILE, HOSTILE), outlet=HOSTILE))
    key = client.get("/corpus.json").json()[0]["id"]
    for path in ("/", f"/d/{key}"):
        page = client.get(path).text
        assert HOSTILE not in page
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_without_the_bundle_every_page_works_and_says_so_once(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout without node has all pages and forms; none asks for a script that is not there."""
    from wortlaut.view import app
    from wortlaut.view.pages import routes

    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "style.css").touch()
    monkeypatch.setattr(app, "HERE", tmp_path)
    client = visit()
    client.post("/choose", data={"reviewer": "Mira"})
    known = {"article": client.get("/corpus.json").json()[0]["id"], "actor": client.get("/actors.json").json()[0]["id"]}
    for route in routes():
        path = re.sub(r"\{(\w+)\}", lambda found: known.get(found[1], "x"), getattr(route, "path", ""))
        answer = client.get(path)
        if answer.headers.get("content-type", "").startswith("text/html") and answer.status_code != 405 and "<footer" in answer.text:
            assert "<script" not in answer.text, path
            assert answer.text.count("The scripts are not built here") == 1, path
    assert client.get("/static/built/islands.js").status_code == 404
    assert client.get("/").status_code == 200


def test_an_unknown_address_is_a_page_of_its_own(visit: Visit) -> None:
    """Nothing there is said in the visitor's language, with a way back."""
    for path in ("/nowhere", "/d/a-0000000000000000", "/s/s-0000000000000000"):
        answer = visit().get(path)
        assert answer.status_code == 404
        assert "Nothing is here" in answer.text


@pytest.mark.parametrize(
    ("start", "end", "english", "german"),
    [
        ("2022-03-08", "2022-03-08", "8 March 2022", "08.03.2022"),
        ("2022-03-01", "2022-03-31", "March 2022", "März 2022"),
        ("2022-01-01", "2022-12-31", "2022", "2022"),
        ("2022-03-01", "2022-04-30", "1 March 2022 – 30 April 2022", "01.03.2022 – 30.04.2022"),
        ("2022-03-02", "2022-03-31", "2 March 2022 – 31 March 2022", "02.03.2022 – 31.03.2022"),
        ("9999-12-01", "9999-12-31", "December 9999", "Dezember 9999"),
        ("2022-03-08", None, "since 8 March 2022", "seit 08.03.2022"),
        (None, "2022-03-08", "until 8 March 2022", "bis 08.03.2022"),
        (None, None, "unknown", "unbekannt"),
    ],
)
def test_a_time_is_told_as_sure_as_it_is_known(start: str | None, end: str | None, english: str, german: str) -> None:
    """A whole month or year by its name, a stretch by both ends, an open end in words."""
    interval = Interval(start, end)
    assert (words("en").interval(interval), words("de").interval(interval)) == (english, german)


def test_what_is_no_day_is_shown_as_it_stands() -> None:
    """A ledger with another form of date is still read."""
    assert words("de").day("gestern") == "gestern"
