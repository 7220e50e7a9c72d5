"""What the tables say about a statement: no sure name where it is inferred, no order that the text does not tell, room for the words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

PAGE = (
    "Streit um den Probestau an der Merle\n\n"
    "Die Wasserministerin von Nordau, Jana Ostermoor, hat den Probestau an der Merle kritisiert und weitere Messungen verlangt.\n\n"
    "Am Montag war der Streit noch ruhig, doch nun klingt es anders: „Wir messen gemeinsam oder gar nicht“, sagte Ostermoor. "
    "Der Damm sei noch nicht sicher. „Er hält nicht.“\n\n"
    "kk/dpa/AFP\n"
)


@pytest.fixture
def rows(wortlaut, tmp_path: Path) -> list[dict[str, object]]:
    """The statements of one page, in the order of the text."""
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    result = wortlaut("quote", "page.txt", "--json")
    found = json.loads(result.out)["quotations"]
    assert isinstance(found, list)
    return found


def _by_words(rows: list[dict[str, object]], words: str) -> dict[str, object]:
    (row,) = [one for one in rows if words in json.dumps(one["quote"], ensure_ascii=False)]
    return row


def test_a_speaker_of_an_earlier_sentence_carries_a_mark(wortlaut, rows) -> None:
    """A name beside the words stands plain; carried on from another sentence it has a question mark."""
    assert _by_words(rows, "Wir messen")["speaker_carried"] is False
    assert _by_words(rows, "noch nicht sicher")["speaker_carried"] is True
    shown = wortlaut("quote", "page.txt").out
    assert "Jana Ostermoor (Direct): „Wir messen" in shown
    assert "Jana Ostermoor ? (IndirectFreeIndirect): Der Damm" in shown


def test_a_time_of_another_clause_is_not_when_it_was_said(rows) -> None:
    """ "On Monday all was still quiet, but now …" does not date the words that follow."""
    assert _by_words(rows, "Wir messen")["said"] is None


def test_agencies_of_one_byline_stand_side_by_side(wortlaut, tmp_path: Path) -> None:
    """Two agencies of a sign-off are not said to have copied from each other."""
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    wortlaut("run", "page.txt", "--ledger", "m.wortlaut")
    (first, *_) = json.loads(wortlaut("statements", "--ledger", "m.wortlaut", "--json").out)["statements"]
    assert [step["name"] for step in first["chain"]] == ["dpa", "AFP"]
    assert "dpa, AFP" in wortlaut("statements", "--ledger", "m.wortlaut").out
    assert "dpa, AFP (agency)" in wortlaut("show", first["id"], "--ledger", "m.wortlaut").out
    assert "dpa; AFP" in wortlaut("articles", "--ledger", "m.wortlaut").out


def test_a_narrow_window_gets_fewer_columns_and_is_told(wortlaut, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 80 signs the wording keeps its room, and what is left out is named."""
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    wortlaut("run", "page.txt", "--ledger", "m.wortlaut")
    monkeypatch.setenv("COLUMNS", "80")
    result = wortlaut("statements", "--ledger", "m.wortlaut")
    assert "„Wir messen gemeinsam oder gar" in result.out
    assert "status" not in result.out
    assert "left out in this narrow window: outlet, kind, reported by, status" in result.err


def test_the_bare_command_prints_its_help_as_a_page(wortlaut) -> None:
    """`wortlaut` without a command is a usage error that shows the help page, line by line."""
    result = wortlaut()
    assert result.code == 2
    assert "  wortlaut demo " in result.err
    assert len(result.err.splitlines()) > 20


def test_a_usage_error_names_the_help_page(wortlaut) -> None:
    """One line says what is wrong and where the options are listed."""
    result = wortlaut("run", "--workers", "0", "x")
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "see wortlaut run --help" in result.err


def test_settings_are_named_like_the_options(wortlaut, tmp_path: Path) -> None:
    """A settings file says `map` and `json`, as the command line does, and `config` repeats it."""
    (tmp_path / "press.csv").write_text(f'body\n"{PAGE}"\n', encoding="utf-8")
    (tmp_path / "wortlaut.toml").write_text(
        'ledger = "m.wortlaut"\n[run]\nmap = "text=body"\n[statements]\njson = true\n[articles]\ncsv = false\n', encoding="utf-8"
    )
    result = wortlaut("run", "press.csv")
    assert result.code == 0, result.err
    assert "statements" in json.loads(wortlaut("statements").out)
    assert wortlaut("articles").out.startswith("id ")
    assert "run.map = 'text=body'" in wortlaut("config").out


def test_a_json_line_is_one_line_for_everybody(wortlaut, tmp_path: Path) -> None:
    """Unicode line separators of a page do not cut a JSON line in two, and come back as they were."""
    text = PAGE.replace("\n\n", "\u2028\u2028").replace("Mauer", "\x85")
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    (line,) = wortlaut("quote", "page.txt", "--nl", "--plain").out.splitlines()
    assert json.loads(line)["article"]["text"] == text
