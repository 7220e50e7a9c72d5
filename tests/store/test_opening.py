"""Opening a ledger: what is made, what is refused, and that nothing foreign is touched."""

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.ledger_factory import PRODUCERS, reading, run

from wortlaut.errors import ExitCode, LedgerBusyError, LedgerError
from wortlaut.records import Field, Query, Verdict
from wortlaut.store import connection, schema
from wortlaut.store.sqlite import SqliteLedger


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A ledger file with one article, closed."""
    path = tmp_path / "merle.wortlaut"
    with SqliteLedger.open(path, create=True) as ledger:
        ledger.begin(run())
        ledger.put(run().id, [reading()], PRODUCERS)
    return path


def test_a_ledger_is_one_file(filled: Path) -> None:
    """After closing, the ledger is exactly the file that was named."""
    assert sorted(path.name for path in filled.parent.iterdir()) == ["merle.wortlaut"]


@pytest.mark.parametrize("name", ["mit leerzeichen.wortlaut", "100%.wortlaut", "was?#&=.wortlaut", "dämme.wortlaut", "\udce4.wortlaut"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    """Blanks, percent and question marks, umlauts and undecodable bytes in a name are just names."""
    with SqliteLedger.open(tmp_path / name, create=True) as ledger:
        ledger.begin(run())
    assert [path.name for path in tmp_path.iterdir()] == [name]


def _foreign(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name)")
    other.commit()
    other.close()


def _foreign_with_log(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("CREATE TABLE recipes (name)")
    other.commit()
    other.close()


def _migrated_by_others(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE alembic_version (version_num)")
    other.execute("INSERT INTO alembic_version VALUES ('0001')")
    other.commit()
    other.close()


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize(
    ("prepare", "name", "message"),
    [
        (lambda path: path.mkdir(), "x", "the ledger is a folder"),
        (lambda path: path.write_text("Der Damm hält."), "x", "the file is not a ledger"),
        (lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096), "x", "the ledger"),
        (lambda path: path.write_text("x"), "x/y.wortlaut", "the ledger cannot lie there: its folder is a file, not a folder"),
        (lambda path: path.write_text("x"), "x/y/z.wortlaut", "the ledger cannot lie there: its folder is a file, not a folder"),
        (lambda _: None, "none/y.wortlaut", "the ledger cannot lie there: its folder does not exist"),
        (lambda path: os.mkfifo(path), "x", "the ledger is not a plain file"),
        (lambda _: None, "x" * 300, "the ledger cannot be read (File name too long)"),
        (lambda _: None, "a\x00b", "the ledger cannot be read (not a file name)"),
        (_foreign, "x", "the file is a SQLite database, but not a ledger"),
        (_foreign_with_log, "x", "the file is a SQLite database, but not a ledger"),
        (_migrated_by_others, "x", "the file is a SQLite database, but not a ledger"),
    ],
)
def test_what_cannot_be_a_ledger_is_refused(tmp_path: Path, prepare: Callable[[Path], object], name: str, message: str, create: bool) -> None:
    """One line says what is wrong with which path, the exit code is 2, and nothing is made or changed."""
    prepare(tmp_path / "x")
    before = _contents(tmp_path)
    with pytest.raises(LedgerError) as caught:
        SqliteLedger.open(tmp_path / name, create=create)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
    assert caught.value.exit_code == ExitCode.USAGE
    assert _contents(tmp_path) == before


def _contents(folder: Path) -> dict[str, bytes | None]:
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize("read_only", [False, True])
def test_a_missing_ledger_names_the_remedy(tmp_path: Path, read_only: bool) -> None:
    """Without `create` a missing file is not made, and the message says how to make one."""
    with pytest.raises(LedgerError, match=r"there is no ledger: .*merle.wortlaut: make one with `wortlaut run SOURCE... --ledger FILE`"):
        SqliteLedger.open(tmp_path / "merle.wortlaut", create=read_only, read_only=read_only)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_ledger_only_on_request(tmp_path: Path) -> None:
    """An empty file, as a killed creation leaves it, is refused for reading and filled for writing."""
    path = tmp_path / "merle.wortlaut"
    path.touch()
    with pytest.raises(LedgerError, match="the file is empty, not a ledger"):
        SqliteLedger.open(path)
    with SqliteLedger.open(path, create=True) as ledger:
        assert ledger.counts() == (0, 0, 0, 0)


def test_a_creation_killed_before_its_tables_is_taken_up(tmp_path: Path) -> None:
    """A database without any table, as a creation killed in its first moments leaves it, is filled."""
    path = tmp_path / "merle.wortlaut"
    half = sqlite3.connect(path)
    half.execute("PRAGMA journal_mode = WAL")
    half.close()
    assert path.stat().st_size > 0
    with SqliteLedger.open(path, create=True) as ledger:
        assert list(ledger.verify()) == []


def test_a_newer_schema_exits_with_3(filled: Path) -> None:
    """A ledger of a version to come is refused with exit code 3 and left as it is."""
    newer = sqlite3.connect(filled)
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.commit()
    newer.close()
    before = filled.read_bytes()
    with pytest.raises(LedgerBusyError, match=r"made by a newer version of Wortlaut: .*: upgrade") as caught:
        SqliteLedger.open(filled, create=True)
    assert caught.value.exit_code == ExitCode.LEDGER
    assert filled.read_bytes() == before


def test_an_older_schema_is_not_upgraded_while_reading(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening for reading never changes the file: an older schema is refused with the way out."""
    monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "0002"))
    with pytest.raises(LedgerError, match="has the schema of an older version"):
        SqliteLedger.open(filled, read_only=True)


def test_a_locked_ledger_exits_with_3(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that waited in vain for another one says so with exit code 3; readers are not disturbed."""
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with SqliteLedger.open(filled) as ledger:
        assert ledger.counts() == (1, 1, 0, 1)
        with pytest.raises(LedgerBusyError, match=r"the ledger is in use by another process: .*: wait until it is done") as caught:
            ledger.begin(run(2))
        assert caught.value.exit_code == ExitCode.LEDGER
        other.execute("ROLLBACK")
        ledger.begin(run(2))
    other.close()


def test_reading_only_changes_nothing(filled: Path) -> None:
    """A ledger opened for reading answers and verifies, refuses every write, and its bytes stay the same."""
    before = filled.read_bytes()
    with SqliteLedger.open(filled, read_only=True) as ledger:
        row = next(ledger.statements(Query(text="Damm")))
        assert list(ledger.verify()) == []
        for write in (
            lambda: ledger.begin(run(2)),
            lambda: ledger.put(run().id, [], PRODUCERS),
            lambda: ledger.judge(row.quotation.id, Verdict.ACCEPT, "Kim", "t1"),
            lambda: ledger.correct(row.article.id, Field.DATE, "2014", "Kim", "t1"),
            lambda: ledger.undo("Kim", "t1"),
        ):
            with pytest.raises(LedgerError, match="the ledger is open for reading only"):
                write()
    assert filled.read_bytes() == before
    assert [path.name for path in filled.parent.iterdir()] == ["merle.wortlaut"]


def test_a_file_nobody_may_write_is_still_read(filled: Path) -> None:
    """A ledger without write permission, in a folder without it, opens for reading."""
    filled.chmod(stat.S_IRUSR)
    filled.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with SqliteLedger.open(filled, read_only=True) as ledger:
            assert ledger.counts() == (1, 1, 0, 1)
    finally:
        filled.parent.chmod(stat.S_IRWXU)


def test_a_read_only_folder_is_addressed_as_unchanging(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where SQLite could not make its side files, the file is opened as one that nobody changes."""
    assert connection.reading_address(filled).endswith("?mode=rw")
    monkeypatch.setattr(os, "access", lambda path, _: path != filled)
    assert connection.reading_address(filled).endswith("?mode=ro")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert connection.reading_address(filled).endswith("?mode=ro&immutable=1")
    with SqliteLedger.open(filled, read_only=True) as ledger:
        assert ledger.counts() == (1, 1, 0, 1)


def test_a_closed_ledger_says_so(filled: Path) -> None:
    """Nothing can be asked of a ledger after it was closed."""
    ledger = SqliteLedger.open(filled)
    ledger.close()
    with pytest.raises(LedgerError, match="the ledger is closed"):
        ledger.counts()
