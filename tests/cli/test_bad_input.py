"""Bad input costs one clear line and nothing else: right exit code, everything else still read, nothing half-written."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
from pathlib import Path

import pytest

GOOD = (
    "Streit um den Probestau an der Merle\n\n"
    "Die Wasserministerin von Nordau, Jana Ostermoor, hat den Probestau an der Merle kritisiert und weitere Messungen verlangt.\n\n"
    "„Wir messen gemeinsam oder gar nicht“, sagte Ostermoor am Freitag in Altfurt. Der Damm sei noch nicht sicher.\n"
)


def good(folder: Path, name: str = "good.txt") -> Path:
    """A page that must be read whatever lies beside it."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(GOOD, encoding="utf-8")
    return path


def html(body: str, title: str = "Probestau an der Merle") -> bytes:
    """A page with this body."""
    return f"<!doctype html><html lang='de'><head><meta charset='utf-8'><title>{title}</title></head><body>{body}</body></html>".encode()


BAD_DOCUMENTS = {
    "empty.txt": b"",
    "blank.txt": b" \n\n \t\n",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "truncated.txt": ("Die Messstellen sind für Südmark zu teuer, sagte Brandis. " * 20 + "Gewässerschützer").encode()[:-12] + b"\xc3",
    "mixed.txt": ("Für die Brücke fehlt das Geld. " * 30).encode("utf-8") + "Für die Brücke fehlt das Geld.".encode("cp1252"),
    "notext.html": html("<nav></nav><img src='damm.jpg'>"),
    "archive.txt": b"PK\x03\x04" + b"\x00" * 500,
}


@pytest.mark.parametrize("name", BAD_DOCUMENTS)
def test_a_bad_document_is_one_line_and_costs_nothing_else(wortlaut, tmp_path: Path, name: str) -> None:
    """The bad document becomes a problem, the good one beside it is read, the ledger is whole."""
    folder = good(tmp_path / "pages").parent
    (folder / name).write_bytes(BAD_DOCUMENTS[name])
    result = wortlaut("run", folder, "--ledger", "m.wortlaut")
    assert result.code == 1, result.err
    lines = [line for line in result.err.splitlines() if name in line]
    assert len(lines) == 1
    assert "Traceback" not in result.err
    assert "read 2 documents: 1 new articles" in result.err
    assert wortlaut("verify", "m.wortlaut").code == 0
    listed = json.loads(wortlaut("problems", "--ledger", "m.wortlaut", "--json").out)["problems"]
    assert [Path(one["source"]).name for one in listed] == [name]


HOSTILE_DOCUMENTS = {
    "divs.html": html("<div>" * 3000 + "<p>„Der Damm hält“, sagte Welling am Montag in Lauben.</p>" + "</div>" * 3000),
    "script.html": html("<h1><script>alert(1)</script>Damm</h1><p>" + GOOD + "</p>", title="<script>alert(1)</script>"),
    "direction.txt": GOOD.replace("Ostermoor", "\u202eOster\u200fmoor\u202c").encode(),
    "marks.txt": ("„ Der Damm hält nicht. » " * 2500 + "\n\n" + GOOD).encode(),
    "surrogates.jsonl": b'{"text": "Der Damm h\\ud800lt, sagte Welling am Montag. Die Mauer sei sicher."}\n',
    "bait.txt": ("am " * 20000 + "\n\n" + "(" * 5000 + "a" * 20000 + "!" * 5000 + "\n\n" + GOOD).encode(),
    "controls.txt": (GOOD + "\x1b[31mrot\x07 \x9b31m Ende der Meldung.\n").encode(),
}


@pytest.mark.parametrize("name", HOSTILE_DOCUMENTS)
def test_hostile_documents_end_in_time_and_lose_nothing(wortlaut, tmp_path: Path, name: str) -> None:
    """A hostile document is read or is a problem; the good one is read, the promise holds, no control sign reaches the terminal."""
    folder = good(tmp_path / "pages").parent
    (folder / name).write_bytes(HOSTILE_DOCUMENTS[name])
    result = wortlaut("run", folder, "--ledger", "m.wortlaut")
    assert result.code in (0, 1), result.err
    assert "defect" not in result.err
    assert wortlaut("verify", "m.wortlaut").code == 0
    shown = wortlaut("statements", "--ledger", "m.wortlaut").out + wortlaut("articles", "--ledger", "m.wortlaut").out
    assert "Ostermoor" in shown
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)


def test_a_missing_source_stops_before_anything_is_written(wortlaut, tmp_path: Path) -> None:
    """A source that is not there at the start is a usage error, and no ledger appears."""
    page = good(tmp_path / "pages")
    result = wortlaut("run", page, "nowhere.txt", "--ledger", "m.wortlaut")
    assert result.code == 2
    assert len(result.err.splitlines()) == 1
    assert "nowhere.txt" in result.err
    assert not (tmp_path / "m.wortlaut").exists()


def test_a_source_that_vanishes_midway_is_a_problem(wortlaut, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that goes away after the check costs its own line and exit 1."""
    folder = good(tmp_path / "pages").parent
    gone = good(folder, "vanishing.txt")
    from wortlaut import capture

    checked = capture.check_sources

    def check_and_lose(sources: object, options: object) -> None:
        checked(sources, options)
        gone.unlink(missing_ok=True)

    monkeypatch.setattr(capture, "check_sources", check_and_lose)
    result = wortlaut("run", folder / "good.txt", gone, "--ledger", "m.wortlaut")
    assert result.code == 1, result.err
    assert len([line for line in result.err.splitlines() if "vanishing.txt" in line]) == 1
    assert "1 new articles" in result.err


def test_a_ledger_below_a_file_is_a_usage_error(wortlaut, tmp_path: Path) -> None:
    """A ledger path that goes through a file is told in one line."""
    page = good(tmp_path / "pages")
    result = wortlaut("run", page, "--ledger", page / "m.wortlaut")
    assert (result.code, len(result.err.splitlines())) == (2, 1)


def test_a_file_that_is_no_ledger_is_left_alone(wortlaut, tmp_path: Path) -> None:
    """A text file named as ledger is refused and stays as it is."""
    page = good(tmp_path / "pages")
    result = wortlaut("run", page, "--ledger", page)
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert page.read_text(encoding="utf-8") == GOOD


def test_a_newer_ledger_is_refused_with_exit_3(wortlaut, tmp_path: Path) -> None:
    """A ledger of a later version of Wortlaut is not touched, and the message says so."""
    wortlaut("run", good(tmp_path / "pages"), "--ledger", "m.wortlaut")
    with sqlite3.connect(tmp_path / "m.wortlaut") as connection:
        connection.execute("update alembic_version set version_num = '9999_from_the_future'")
    connection.close()
    result = wortlaut("statements", "--ledger", "m.wortlaut")
    assert (result.code, len(result.err.splitlines())) == (3, 1)


def test_a_disk_that_fills_up_leaves_a_whole_ledger(wortlaut, wortlaut_process, tmp_path: Path) -> None:
    """When the file may not grow, the run stops with one line, and what was stored before is whole."""
    assert wortlaut_process("run", good(tmp_path / "pages"), "--ledger", "m.wortlaut").code == 0
    size = sum(path.stat().st_size for path in tmp_path.glob("m.wortlaut*"))
    many = tmp_path / "many"
    many.mkdir()
    for number in range(60):
        (many / f"{number}.txt").write_text(GOOD * 20 + str(number), encoding="utf-8")

    def limit() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50_000, size + 50_000))

    result = wortlaut_process("run", many, "--ledger", "m.wortlaut", setup=limit)
    assert result.code == 2, result.err
    assert len(result.err.splitlines()) == 1, result.err
    verified = wortlaut("verify", "m.wortlaut")
    assert verified.code == 0, verified.err
    again = wortlaut("run", many, "--ledger", "m.wortlaut")
    assert again.code == 0, again.err
    assert wortlaut("verify", "m.wortlaut").code == 0


def test_a_table_without_the_named_column_is_a_usage_error(wortlaut, tmp_path: Path) -> None:
    """A column map that does not fit names the columns that are there."""
    (tmp_path / "press.csv").write_text("body,datum\nText,2021-03-08\n", encoding="utf-8")
    result = wortlaut("run", "press.csv", "--map", "text=boddy", "--ledger", "m.wortlaut")
    assert result.code == 2
    assert "boddy" in result.err
    assert "body" in result.err
    assert not (tmp_path / "m.wortlaut").exists()


def test_an_empty_source_name_is_not_the_current_folder(wortlaut, tmp_path: Path) -> None:
    """An unset shell variable as source is a source that is not there; nothing is read in its place."""
    good(tmp_path / "pages")
    result = wortlaut("run", "", "--ledger", "m.wortlaut")
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert not (tmp_path / "m.wortlaut").exists()


def test_a_zero_byte_in_one_cell_costs_its_row(wortlaut, tmp_path: Path) -> None:
    """A zero byte in a table is a problem of its row; the rows around it are read."""
    (tmp_path / "press.csv").write_text(f'text,date\n"{GOOD}",2021-03-08\n"{GOOD}\0",2021-03-08\n"{GOOD} Ende.",2021-03-09\n', encoding="utf-8")
    result = wortlaut("run", "press.csv", "--ledger", "m.wortlaut")
    assert result.code == 1
    assert "read 3 documents: 2 new articles" in result.err
    assert "press.csv#2: holds a zero byte" in result.err


@pytest.mark.parametrize("row", ['{"text": "Der Damm hält.", "outlet": "\\udfff"}', '{"text": "Der Damm hält.", "authors": ["\\ud800"]}'])
def test_half_a_character_beside_the_text_costs_its_row(wortlaut, tmp_path: Path, row: str) -> None:
    """What could not be printed again must not get into the ledger, in any column."""
    (tmp_path / "press.jsonl").write_text(row + "\n" + json.dumps({"text": GOOD}) + "\n", encoding="utf-8")
    assert wortlaut("run", "press.jsonl", "--ledger", "m.wortlaut").code == 1
    listed = wortlaut("articles", "--ledger", "m.wortlaut", "--nl")
    assert (listed.code, len(listed.out.splitlines())) == (0, 1)


def test_two_columns_of_one_name_are_not_guessed_between(wortlaut, tmp_path: Path) -> None:
    """A header that names the text column twice stops before anything is written."""
    (tmp_path / "press.csv").write_text("text,date,text\nEins,2021-03-08,Zwei\n", encoding="utf-8")
    result = wortlaut("run", "press.csv", "--ledger", "m.wortlaut")
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "two columns have the name 'text'" in result.err
    assert not (tmp_path / "m.wortlaut").exists()


def test_a_field_may_be_mapped_once(wortlaut) -> None:
    """`--map text=a,text=b` is refused."""
    result = wortlaut("run", "-", "--map", "text=a,text=b")
    assert (result.code, len(result.err.splitlines())) == (2, 1)


def test_links_in_a_folder_are_told(wortlaut, tmp_path: Path) -> None:
    """A link to nowhere and a link to a folder cost a line each; neither is passed over in silence."""
    folder = good(tmp_path / "pages").parent
    (folder / "nowhere.txt").symlink_to("gone.txt")
    (folder / "loop").symlink_to(".")
    result = wortlaut("run", folder, "--ledger", "m.wortlaut")
    assert result.code == 1
    assert "read 3 documents: 1 new articles" in result.err
    assert "nowhere.txt: is a link to something that is not there" in result.err
    assert "loop: is a link to a folder" in result.err


def test_control_signs_of_a_file_name_do_not_reach_the_terminal(wortlaut, tmp_path: Path) -> None:
    """The line about a bad document shows its name without the signs that steer a terminal."""
    folder = good(tmp_path / "pages").parent
    (folder / "rot\x1b[31m.txt").write_bytes(b"")
    assert "\x1b" not in wortlaut("run", folder, "--ledger", "m.wortlaut").err


def test_closed_streams_are_no_defect(wortlaut_process, tmp_path: Path) -> None:
    """Without standard input, output or error Wortlaut works or says in an exit code why not."""
    page = good(tmp_path / "pages")
    assert wortlaut_process("run", page, "--ledger", "m.wortlaut", setup=lambda: os.close(2)).code == 0
    assert wortlaut_process("statements", "--ledger", "m.wortlaut", setup=lambda: os.close(1)).code == 0
    assert wortlaut_process("quote", "-", setup=lambda: os.close(0)).code == 1


def test_a_locale_without_umlauts_gets_utf_8(wortlaut_process, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data in a pipe is UTF-8 in every locale."""
    assert wortlaut_process("run", good(tmp_path / "pages"), "--ledger", "m.wortlaut").code == 0
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    for form in ("--csv", "--json", "--limit=9"):
        result = wortlaut_process("statements", "--ledger", "m.wortlaut", form)
        assert result.code == 0, result.err
        assert "„Wir" in result.out


def test_a_full_disk_behind_the_output_is_told(tmp_path: Path) -> None:
    """Output that cannot be written costs one line that says so."""
    import subprocess
    import sys

    command = f'"{sys.executable}" -c "from wortlaut.cli import main; main()" quote {good(tmp_path / "pages")} > /dev/full'
    done = subprocess.run(command, shell=True, capture_output=True, cwd=tmp_path, check=False)  # noqa: S602 - a shell redirection is the subject
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[0].startswith("wortlaut: the system refused (No space left on device): the output: ")


def test_a_wrong_outlet_does_not_leave_the_date_set(wortlaut, tmp_path: Path) -> None:
    """`articles set` with two values sets both or neither."""
    wortlaut("run", good(tmp_path / "pages"), "--ledger", "m.wortlaut")
    (article,) = json.loads(wortlaut("articles", "--ledger", "m.wortlaut", "--json").out)["articles"]
    for values in (("--date", "2021-03-08", "--outlet", " "), ("--date", "gestern", "--outlet", "Uferblatt")):
        assert wortlaut("articles", "set", article["id"], *values, "--by", "Kim", "--ledger", "m.wortlaut").code == 2
        (after,) = json.loads(wortlaut("articles", "--ledger", "m.wortlaut", "--json").out)["articles"]
        assert (after["published"], after["outlet"]) == (article["published"], article["outlet"])


def test_decisions_without_a_verdict_column_name_the_columns(wortlaut, tmp_path: Path) -> None:
    """A table of decisions with another separator is answered with the columns that were found."""
    wortlaut("run", good(tmp_path / "pages"), "--ledger", "m.wortlaut")
    (tmp_path / "d.csv").write_text("id;verdict\ns-1;accept\n", encoding="utf-8")
    result = wortlaut("judge", "--from", "d.csv", "--by", "Kim", "--ledger", "m.wortlaut")
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "id;verdict" in result.err


def test_a_broken_installation_is_not_blamed_on_the_pages(wortlaut, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extractor cannot be loaded, the command stops and says so, and `doctor` names it; no page becomes a problem."""
    import sys

    (tmp_path / "page.html").write_bytes(html("<p>" + GOOD + "</p>"))
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    result = wortlaut("run", "page.html", "--ledger", "m.wortlaut")
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "reinstall wortlaut" in result.err
    doctor = wortlaut("doctor")
    assert doctor.code == 1
    assert "not in order: HTML pages" in doctor.err


def test_a_limit_beyond_all_numbers_is_a_usage_error(wortlaut) -> None:
    """A limit that no database understands is refused as what it is."""
    result = wortlaut("statements", "--limit", "9" * 30)
    assert result.code == 2
    assert "--limit" in result.err


def test_a_ledger_whose_making_was_cut_off_says_so(wortlaut, tmp_path: Path) -> None:
    """A file that a killed first run left is not called a foreign database, and the next run fills it."""
    connection = sqlite3.connect(tmp_path / "m.wortlaut")
    connection.execute("pragma journal_mode = wal")
    connection.close()
    assert "cut off" in wortlaut("statements", "--ledger", "m.wortlaut").err
    assert wortlaut("run", good(tmp_path / "pages"), "--ledger", "m.wortlaut").code == 0


def test_a_ledger_that_lost_a_record_is_called_damaged(wortlaut, tmp_path: Path) -> None:
    """Reading a ledger whose texts are gone names the damage and is no defect of ours."""
    wortlaut("run", good(tmp_path / "pages"), "--ledger", "m.wortlaut")
    connection = sqlite3.connect(tmp_path / "m.wortlaut")
    for (trigger,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        connection.execute(f'drop trigger "{trigger}"')
    connection.execute("delete from texts")
    connection.commit()
    connection.close()
    result = wortlaut("statements", "--ledger", "m.wortlaut")
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "damaged" in result.err
    assert wortlaut("verify", "m.wortlaut").code == 1


def test_an_unknown_map_name_is_a_usage_error(wortlaut, tmp_path: Path) -> None:
    """A column map may only name fields that a row has."""
    (tmp_path / "press.csv").write_text("body\nText\n", encoding="utf-8")
    result = wortlaut("run", "press.csv", "--map", "texxt=body")
    assert (result.code, len(result.err.splitlines())) == (2, 1)


@pytest.mark.slow
def test_a_cell_of_ten_megabytes_is_read(wortlaut, tmp_path: Path) -> None:
    """A long cell is read like any other, and the rows around it too."""
    with (tmp_path / "press.csv").open("w", encoding="utf-8") as file:
        file.write("text,date\n")
        file.write(f'"{GOOD}",2021-03-08\n')
        file.write('"' + "Die Mauer steht am Fluss und hält. " * 300_000 + '",2021-03-09\n')
        file.write(f'"{GOOD} Ende.",2021-03-10\n')
    result = wortlaut("run", "press.csv", "--ledger", "m.wortlaut")
    assert result.code == 0, result.err
    assert "3 new articles" in result.err


def test_an_unknown_command_suggests_the_nearest(wortlaut) -> None:
    """A slip of the finger is answered with the command that was meant."""
    result = wortlaut("statments")
    assert result.code == 2
    assert "did you mean 'statements'?" in result.err


def test_no_ledger_here_says_how_to_make_one(wortlaut) -> None:
    """A reading command without a ledger says what to do."""
    result = wortlaut("statements")
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "wortlaut run" in result.err


@pytest.mark.slow
def test_a_line_of_fifty_megabytes_is_read_in_bounded_memory(wortlaut_process, tmp_path: Path) -> None:
    """One line of 50 MB ends as an article or a problem, within 3 GB and five minutes, and the good page is read."""
    folder = good(tmp_path / "pages").parent
    (folder / "long.txt").write_text("Der Damm hält, sagte Welling. „Ja „ " * 1_400_000, encoding="utf-8")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))

    result = wortlaut_process("run", folder, "--ledger", "m.wortlaut", setup=limit)
    assert result.code in (0, 1), result.err
    assert "defect" not in result.err
    listed = wortlaut_process("articles", "--ledger", "m.wortlaut", "--json")
    assert "good.txt" in {Path(one["source"]).name for one in json.loads(listed.out)["articles"]}


@pytest.mark.slow
def test_ten_thousand_tiny_files_are_all_accounted_for(wortlaut, tmp_path: Path) -> None:
    """Captures are articles plus problems, to the last file."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    for number in range(10_000):
        (folder / f"{number:05}.txt").write_text("" if number % 100 == 0 else f"Pegel {number} der Merle ist gestiegen.\n", encoding="utf-8")
    result = wortlaut("run", folder, "--ledger", "m.wortlaut", "--json")
    summary = json.loads(result.out)
    assert result.code == 1
    assert (summary["captures"], summary["articles"], summary["problems"]) == (10_000, 9_900, 100)
    assert wortlaut("verify", "m.wortlaut").code == 0


def test_a_closed_pipe_is_no_failure(tmp_path: Path) -> None:
    """`wortlaut … | head` ends silently."""
    import subprocess
    import sys

    page = good(tmp_path / "pages")
    command = f'"{sys.executable}" -c "from wortlaut.cli import main; main()" quote {page} {page} {page} --nl | head -c 10'
    done = subprocess.run(command, shell=True, capture_output=True, cwd=tmp_path, check=False, env=os.environ)  # noqa: S602 - a shell pipe is the subject
    assert (done.returncode, done.stderr) == (0, b"")
