"""`capture` and `write` from the command line: one line for what is wrong, the ledger untouched, numbers at the end."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.dna_factory import damaged, rows_of, write_dna
from tests.hang import ends


def test_a_project_goes_in_and_out(wortlaut, tmp_path: Path) -> None:
    """Captured and written, the rows are the same; the second capture says that it is known."""
    write_dna(tmp_path / "merle.dna")
    result = wortlaut("capture", "merle.dna", "--ledger", "m.wortlaut", "--json")
    said = json.loads(result.out)
    assert (result.code, said["documents"], said["articles"], said["coded"], said["statements"]) == (0, 3, 2, 7, 5)
    assert "took in 3 documents with 7 coded statements by 3 coders" in result.err
    assert "1 documents have no text" in result.err
    assert "is in the ledger already" in wortlaut("capture", "merle.dna", "--ledger", "m.wortlaut").err
    assert wortlaut("verify", "m.wortlaut").code == 0
    written = wortlaut("write", "out.dna", "--ledger", "m.wortlaut")
    assert (written.code, written.out) == (0, "")
    assert rows_of(tmp_path / "out.dna") == rows_of(tmp_path / "merle.dna")


def test_judged_is_what_was_coded(wortlaut, tmp_path: Path) -> None:
    """The usual lists show captured statements without any flag of their own."""
    write_dna(tmp_path / "merle.dna")
    wortlaut("capture", "merle.dna")
    rows = json.loads(wortlaut("statements", "--include", "judged", "--json").out)["statements"]
    assert {row["actor"]["name"] for row in rows if row["actor"]} == {"Jana Ostermoor", "Konrad Welling", "Flussrat"}


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        (("UPDATE SETTINGS SET Value = '2.0-beta.25' WHERE Property = 'version'",), "import this one there"),
        (("UPDATE STATEMENTS SET DocumentId = 77 WHERE ID = 4",), "table STATEMENTS, row 4"),
        (("DROP TABLE ENTITIES",), "lacks the table ENTITIES"),
        (("UPDATE DOCUMENTS SET Text = printf('%.*c', 21000000, 'x') WHERE ID = 3",), "holds a text of more than 20,000,000 bytes"),
    ],
)
def test_a_file_that_is_not_sound_leaves_everything_as_it_was(wortlaut, tmp_path: Path, commands: tuple[str, ...], said: str) -> None:
    """One line, exit code 2, and the ledger is neither made nor changed."""
    damaged(tmp_path / "bad.dna", *commands)
    result = wortlaut("capture", "bad.dna", "--ledger", "new.wortlaut")
    assert (result.code, len(result.err.splitlines()), said in result.err) == (2, 1, True), result.err
    assert not (tmp_path / "new.wortlaut").exists()
    write_dna(tmp_path / "merle.dna")
    wortlaut("capture", "merle.dna", "--ledger", "m.wortlaut")
    before = wortlaut("statements", "--ledger", "m.wortlaut", "--json").out
    assert wortlaut("capture", "bad.dna", "--ledger", "m.wortlaut").code == 2
    assert wortlaut("statements", "--ledger", "m.wortlaut", "--json").out == before
    assert len(json.loads(wortlaut("runs", "--ledger", "m.wortlaut", "--json").out)["runs"]) == 1


def test_a_gigabyte_is_refused_at_once(wortlaut, tmp_path: Path) -> None:
    """Size alone is reason enough."""
    os.truncate(write_dna(tmp_path / "huge.dna"), 1_200_000_000)
    with ends(20):
        result = wortlaut("capture", "huge.dna")
    assert (result.code, "is too large" in result.err) == (2, True)


@pytest.mark.parametrize(("name", "said"), [("page.txt", "capture takes .dna files"), ("gone.dna", "there is no such file")])
def test_other_sources_are_sent_to_run(wortlaut, tmp_path: Path, name: str, said: str) -> None:
    """A page is no project, and a file that is not there is told."""
    (tmp_path / "page.txt").write_text("Der Damm hält.")
    result = wortlaut("capture", name)
    assert (result.code, said in result.err) == (2, True)


def test_run_sends_projects_to_capture(wortlaut, tmp_path: Path) -> None:
    """A project among pages is one problem that says which command takes it."""
    write_dna(tmp_path / "merle.dna")
    result = wortlaut("run", "merle.dna", "--ledger", "m.wortlaut")
    assert (result.code, "take it in with `wortlaut capture merle.dna`" in result.err) == (1, True)


def test_a_project_coded_further_is_named(wortlaut, tmp_path: Path) -> None:
    """A second capture of a file of the same name says how it takes the place of the first."""
    write_dna(tmp_path / "merle.dna")
    first = json.loads(wortlaut("capture", "merle.dna", "--json").out)["import"]
    with closing(sqlite3.connect(tmp_path / "merle.dna")) as connection, connection:
        connection.execute("UPDATE ENTITIES SET Value = 'Stadtrat' WHERE ID = 5")
    beside = wortlaut("capture", "merle.dna")
    assert f"--replaces {first}" in beside.err
    nothing = wortlaut("capture", "merle.dna", "--replaces", "d-zzz")
    assert (nothing.code, "no import has this id" in nothing.err) == (2, True)


def test_new_coders_need_a_password(wortlaut, wortlaut_process, tmp_path: Path) -> None:
    """Without a terminal the password comes from standard input; an empty one is refused; no file stays behind."""
    (tmp_path / "a.txt").write_text("„Der Damm hält“, sagte Jana Ostermoor am Freitag in Altfurt.", encoding="utf-8")
    wortlaut("run", "a.txt", "--ledger", "m.wortlaut")
    missing = wortlaut_process("write", "out.dna", "--ledger", "m.wortlaut")
    assert (missing.code, "--password-from-stdin" in missing.err) == (2, True)
    empty = wortlaut_process("write", "out.dna", "--ledger", "m.wortlaut", "--password-from-stdin", stdin=b"\n")
    assert (empty.code, "the password is empty" in empty.err) == (2, True)
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith((".dna", ".part"))] == []
    done = wortlaut_process("write", "out.dna", "--ledger", "m.wortlaut", "--password-from-stdin", stdin=b"geheim\n")
    assert (done.code, "geheim" in done.err + done.out) == (0, False)
    assert (tmp_path / "out.dna").stat().st_size > 0


def test_a_file_that_is_there_needs_leave(wortlaut, tmp_path: Path) -> None:
    """Writing over somebody's project takes --force."""
    write_dna(tmp_path / "merle.dna")
    wortlaut("capture", "merle.dna")
    refused = wortlaut("write", "merle.dna")
    assert (refused.code, "the file exists: merle.dna" in refused.err) == (2, True)
    assert wortlaut("write", "merle.dna", "--force").code == 0


def test_the_event_list_is_chosen_by_table_or_format(wortlaut, tmp_path: Path) -> None:
    """`--table eventlist` keeps every sign, `--to dna-csv` writes as DNA does and says what it changed."""
    write_dna(tmp_path / "merle.dna")
    wortlaut("capture", "merle.dna")
    assert "wrote one.csv: 6 events" in wortlaut("write", "one.csv", "--table", "eventlist").err
    result = wortlaut("write", "two.csv", "--to", "dna-csv", "--json")
    assert json.loads(result.out)["rows"] == {"events": 6}
    assert json.loads(result.out)["notes"] == ["in 3 cells ; became , or a quotation mark became ', as in DNA"]
    unknown = wortlaut("write", "three.csv", "--table", "eventlist", "--statement-type", "Story")
    assert (unknown.code, "there are DNA Statement, Annotation" in unknown.err) == (2, True)
