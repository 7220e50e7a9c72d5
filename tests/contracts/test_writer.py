"""What every writer has to keep: whole files from any ledger, the same rows every time, nothing left behind after an error."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from tests import ledger_factory as factory
from tests.dna_factory import write_dna
from tests.ledger_factory import Said

from wortlaut.capture.dna import read_dna
from wortlaut.errors import WriteError
from wortlaut.interchange import capture_dna, write_ledger, writer_for, writers
from wortlaut.records import Codebook, Concept, Include, Query, Verdict, Written
from wortlaut.seams import ReadOptions, WriteOptions, Writer
from wortlaut.store.sqlite import SqliteLedger

NOW = "2026-03-01T08:00:00+00:00"
TABLES = [(writer, table) for writer in writers() for table in writer.tables or ("",)]
each_table = pytest.mark.parametrize(("writer", "table"), TABLES, ids=lambda one: one if isinstance(one, str) else one.name)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    """Two articles with characters of two code units, nested marks and line breaks, one judged and coded, a page that failed, and a captured project with overlapping statements."""
    with SqliteLedger.open(tmp_path / "merle.wortlaut", create=True) as opened:
        opened.begin(factory.run())
        first = factory.reading("🌊 Streit um den Damm", Said("Jana Ostermoor", "Der Damm 🏗 ‚hält‘"), Said("Konrad Welling", 'Er hält; "nicht"'))
        opened.put(factory.run().id, [first, factory.reading("Ohne Datum\r\n", outlet=None, source="merle/b.txt")], factory.PRODUCERS)
        opened.put(factory.run().id, [factory.failed()], factory.PRODUCERS)
        opened.adopt(Codebook.of("Merle", (Concept("damm", (("de", "Der Damm hält 🏗"),)),)), "Ilse Brandt", NOW)
        opened.code(first.quotations[0].id, "damm", 1, "Ilse Brandt", NOW)
        opened.judge(first.quotations[0].id, Verdict.ACCEPT, "Ilse Brandt", NOW)
        path = write_dna(tmp_path / "merle.dna")
        capture_dna(read_dna(path, path.name, ReadOptions()), path.name, opened)
        yield opened


def write(ledger: SqliteLedger, writer: Writer, path: Path, table: str, include: Include = Include.ALL) -> Written:
    """Write a table with a writer."""
    return write_ledger(ledger, writer, path, WriteOptions(Query(include=include), lambda: "geheim", table))


def test_every_writer_is_registered() -> None:
    """The writers are those of the entry points, each with a name of its own."""
    names = [writer.name for writer in writers()]
    assert names == [entry.name for entry in sorted(entry_points(group="wortlaut.writers"), key=lambda one: one.name)]
    assert all(isinstance(writer, Writer) for writer in writers())


@each_table
def test_a_file_is_written_and_counted(ledger: SqliteLedger, tmp_path: Path, writer: Writer, table: str) -> None:
    """The file is there, not empty, and the record counts its rows."""
    path = tmp_path / f"out{(writer.suffixes or ('.out',))[0]}"
    done = write(ledger, writer, path, table)
    assert path.stat().st_size > 0
    assert sum(count for _, count in done.rows) > 0
    assert all(len(note.splitlines()) == 1 for note in done.notes)


@each_table
def test_the_ledger_is_only_read(ledger: SqliteLedger, tmp_path: Path, writer: Writer, table: str) -> None:
    """Writing works on a ledger that is open for reading only, and tells the same rows twice."""
    ledger.close()
    with SqliteLedger.open(tmp_path / "merle.wortlaut", read_only=True) as reading:
        first, second = (write(reading, writer, tmp_path / f"{number}.out", table) for number in (1, 2))
    assert (first.rows, first.notes) == (second.rows, second.notes)


@each_table
def test_a_ledger_without_anything_is_no_error(tmp_path: Path, writer: Writer, table: str) -> None:
    """An empty ledger gives a file without rows of content, not a failure."""
    with SqliteLedger.open(tmp_path / "leer.wortlaut", create=True) as empty:
        write(empty, writer, tmp_path / "leer.out", table)
    assert (tmp_path / "leer.out").is_file()


@each_table
def test_a_file_that_is_there_is_left_alone(ledger: SqliteLedger, tmp_path: Path, writer: Writer, table: str) -> None:
    """Without leave nothing is written over, and no piece of a file stays behind."""
    path = tmp_path / "out.file"
    path.write_text("anderes")
    with pytest.raises(WriteError, match="the file exists"):
        write(ledger, writer, path, table)
    assert path.read_text() == "anderes"
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".part")] == []


@pytest.mark.parametrize(
    ("name", "table", "to", "said"),
    [
        ("out.xyz", "", "", "no writer is known for: out.xyz: suffixes: .csv, "),
        ("out.dna", "", "nothing", "no writer is known for: nothing"),
        ("out.csv", "weather", "", "this format does not hold the table: weather: choose one of "),
    ],
)
def test_what_cannot_be_written_is_told_with_what_can(name: str, table: str, to: str, said: str) -> None:
    """An unknown suffix, format or table is answered with those there are."""
    with pytest.raises(WriteError) as refused:
        writer_for(Path(name), table, to)
    assert said in str(refused.value)
