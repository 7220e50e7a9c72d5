"""The event list has a line per coded statement: RFC 4180 gives every sign back, the dialect of DNA loses what DNA loses."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import ledger_factory as factory
from tests.dna_factory import HOLDS, MISSING, STAND, TEXT, units, write_dna

from wortlaut.capture.dna import read_dna
from wortlaut.errors import WriteError
from wortlaut.interchange import capture_dna, write_ledger, writer_for
from wortlaut.records import Codebook, Concept, Query, Written
from wortlaut.seams import ReadOptions, WriteOptions
from wortlaut.store.sqlite import SqliteLedger

NOW = "2026-03-01T08:00:00+00:00"
HEADER = [
    *("statement_id", "time", "person", "organization", "concept", "agreement", "intensity", "start_position", "stop_position", "text"),
    *("coder", "document_id", "document_title", "document_author", "document_source", "document_section", "document_type"),
]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    """A ledger with one captured file."""
    path = write_dna(tmp_path / "merle.dna")
    with SqliteLedger.open(tmp_path / "merle.wortlaut", create=True) as opened:
        capture_dna(read_dna(path, path.name, ReadOptions()), path.name, opened)
        yield opened


def write(ledger: SqliteLedger, path: Path, name: str, statement_type: str = "DNA Statement") -> Written:
    """Write the event list in a dialect; nobody may ask for a password."""
    writer, table = writer_for(path, name=name)
    options = WriteOptions(Query(), lambda: pytest.fail("asked for a password"), table, statement_type)
    return write_ledger(ledger, writer, path, options)


def read(path: Path, delimiter: str) -> list[dict[str, str]]:
    """The lines by column, as Python's csv module reads them."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


def test_every_sign_comes_back(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Quotation marks, line breaks, semicolons and characters of two code units are what they were."""
    done = write(ledger, tmp_path / "out.csv", "eventlist")
    rows = {row["statement_id"]: row for row in read(tmp_path / "out.csv", ",")}
    assert (done.rows, done.notes) == ((("events", 6),), ())
    assert [rows[key]["text"] for key in ("1", "4", "7")] == [HOLDS, STAND, MISSING]
    assert rows["2"] == {
        "statement_id": "2",
        "time": "2026-02-13 13:30:00",
        "person": "Jana Ostermoor",
        "organization": "",
        "concept": 'Messen; "sofort"',
        "agreement": "0",
        "intensity": "-2",
        "start_position": str(units(TEXT, HOLDS)[0]),
        "stop_position": str(units(TEXT, HOLDS)[1]),
        "text": HOLDS,
        "coder": "Mehmet Aslan",
        "document_id": "1",
        "document_title": "Streit um den Damm",
        "document_author": "Rosa Timm",
        "document_source": "Uferblatt",
        "document_section": "Politik",
        "document_type": "Bericht",
    }


@pytest.mark.parametrize(("name", "delimiter"), [("eventlist", ","), ("dna-csv", ";")])
def test_columns_and_order_are_those_of_dna(ledger: SqliteLedger, tmp_path: Path, name: str, delimiter: str) -> None:
    """The variables stand between time and positions; lines go by date, then by number."""
    write(ledger, tmp_path / "out.csv", name)
    rows = read(tmp_path / "out.csv", delimiter)
    assert list(rows[0]) == HEADER
    assert [row["statement_id"] for row in rows] == ["8", "10", "1", "2", "4", "7"]


def test_the_dialect_of_dna_is_lossy_and_says_so(ledger: SqliteLedger, tmp_path: Path) -> None:
    """A semicolon becomes a comma and a quotation mark an apostrophe, nothing else changes, and the record counts the cells."""
    done = write(ledger, tmp_path / "out.csv", "dna-csv")
    rows = {row["statement_id"]: row for row in read(tmp_path / "out.csv", ";")}
    assert {row["concept"] for row in rows.values()} == {"Der Damm hält.", "Messen, 'sofort'"}
    assert rows["7"]["text"] == MISSING
    assert done.notes == ("in 3 cells ; became , or a quotation mark became ', as in DNA",)
    first = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith('"statement_id";"time";"person"')


def test_another_type_has_its_own_variables(ledger: SqliteLedger, tmp_path: Path) -> None:
    """The list of annotations has their note and no agreement."""
    write(ledger, tmp_path / "out.csv", "eventlist", "Annotation")
    (row,) = read(tmp_path / "out.csv", ",")
    assert (row["note"], row["text"], "agreement" in row) == ('ein Vermerk;\n"in zwei Zeilen"', "🌧 danach", False)


def test_codings_of_the_ledger_are_lines_too(tmp_path: Path) -> None:
    """What people coded here stands in the list, without a captured file and without a password."""
    with SqliteLedger.open(tmp_path / "own.wortlaut", create=True) as own:
        own.begin(factory.run())
        reading = factory.reading()
        own.put(factory.run().id, [reading], factory.PRODUCERS)
        own.adopt(Codebook.of("Merle", (Concept("damm", (("de", "Der Damm hält."),)),)), "Ilse Brandt", NOW)
        own.code(reading.quotations[0].id, "damm", -1, "Ilse Brandt", NOW)
        write(own, tmp_path / "out.csv", "eventlist")
    (row,) = read(tmp_path / "out.csv", ",")
    assert (row["person"], row["concept"], row["agreement"], row["coder"]) == ("Jana Ostermoor", "Der Damm hält.", "0", "Ilse Brandt")
    assert (row["time"], row["text"]) == ("2026-02-13 00:00:00", "Der Damm hält")


def test_an_unknown_type_is_told_with_those_there_are(ledger: SqliteLedger, tmp_path: Path) -> None:
    """The error names the types; no file is left behind."""
    with pytest.raises(WriteError, match="there is no such statement type: Story: there are DNA Statement, Annotation"):
        write(ledger, tmp_path / "out.csv", "eventlist", "Story")
    assert sorted(one.name for one in tmp_path.iterdir() if "wortlaut" not in one.name) == ["merle.dna"]


def test_the_sample_has_forty_events(tmp_path: Path, shared: Path) -> None:
    """DNA's sample gives its forty statements with the agreements that are known of it: 29 for, 11 against."""
    with SqliteLedger.open(tmp_path / "sample.wortlaut", create=True) as ledger:
        capture_dna(read_dna(shared / "data" / "sample.dna", "sample.dna", ReadOptions()), "sample.dna", ledger)
        write(ledger, tmp_path / "out.csv", "eventlist")
    rows = read(tmp_path / "out.csv", ",")
    assert (len(rows), sum(row["agreement"] == "1" for row in rows)) == (40, 29)
