"""A .dna file that came in goes out row for row, with the tables, keys and checks that DNA gives them."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.dna_factory import ROWS, TABLES, TEXT, damaged, rows_of, units, write_dna

from wortlaut.capture.dna import read_dna
from wortlaut.interchange import capture_dna, write_ledger, writer_for
from wortlaut.records import Query, Written
from wortlaut.seams import ReadOptions, WriteOptions
from wortlaut.store.sqlite import SqliteLedger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    """An empty ledger."""
    with SqliteLedger.open(tmp_path / "merle.wortlaut", create=True) as opened:
        yield opened


def take(ledger: SqliteLedger, path: Path) -> None:
    """Capture a file."""
    capture_dna(read_dna(path, path.name, ReadOptions()), path.name, ledger)


def no_password() -> str:
    """Fails the test that lets itself be asked."""
    raise AssertionError("asked for a password")


def write(ledger: SqliteLedger, path: Path, password: Callable[[], str] = no_password) -> Written:
    """Write the whole ledger as a .dna file."""
    writer, _ = writer_for(path)
    return write_ledger(ledger, writer, path, WriteOptions(Query(), password))


def test_in_and_out_is_equal_row_for_row(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Ids, colours, permissions, password hashes, groups, offsets and empty documents come back; no password is asked for."""
    take(ledger, write_dna(tmp_path / "merle.dna"))
    done = write(ledger, tmp_path / "out.dna")
    assert rows_of(tmp_path / "out.dna") == {name: sorted(rows, key=lambda row: row[0]) for name, rows in ROWS.items()}
    assert dict(done.rows)["statements"] == 7
    assert (done.notes, done.shortened) == ((), ())


def test_the_sample_of_dna_in_out_and_in_again(ledger: SqliteLedger, tmp_path: Path, shared: Path) -> None:
    """DNA's own sample comes back row for row, and what came back is the same import."""
    sample = shared / "data" / "sample.dna"
    take(ledger, sample)
    write(ledger, tmp_path / "out.dna")
    assert rows_of(tmp_path / "out.dna") == rows_of(sample)
    again = capture_dna(read_dna(tmp_path / "out.dna", "out.dna", ReadOptions()), "out.dna", ledger)
    assert again.known


def structure(path: Path) -> dict[str, object]:
    """Columns, foreign keys and unique keys of every table, as SQLite understands them."""
    found: dict[str, object] = {}
    with closing(sqlite3.connect(path)) as connection:
        for name in TABLES:
            columns = [row[1:] for row in connection.execute(f"PRAGMA table_info({name})")]
            keys = sorted((row[3], row[2], row[4], row[6]) for row in connection.execute(f"PRAGMA foreign_key_list({name})"))
            unique = sorted(
                tuple(column[2] for column in connection.execute(f"PRAGMA index_info({index[1]})"))
                for index in connection.execute(f"PRAGMA index_list({name})")
            )
            found[name] = (columns, keys, unique)
    return found


def test_the_tables_are_those_of_dna(ledger: SqliteLedger, tmp_path: Path, shared: Path) -> None:
    """Columns with types, defaults and NOT NULL, foreign and unique keys are those of a file that DNA made."""
    take(ledger, write_dna(tmp_path / "merle.dna"))
    write(ledger, tmp_path / "out.dna")
    assert structure(tmp_path / "out.dna") == structure(shared / "data" / "sample.dna")


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE STATEMENTS SET Stop = Start",
        "UPDATE STATEMENTS SET Start = -1",
        "UPDATE CODERS SET Red = 256",
        "UPDATE CODERS SET FontSize = 0",
        "UPDATE CODERS SET PopupWidth = 99",
        "UPDATE CODERS SET PermissionEditRegex = 2",
        "UPDATE CODERRELATIONS SET OtherCoder = Coder",
        "UPDATE DOCUMENTS SET Title = printf('%.*c', 191, 'x') WHERE ID = 1",
        "UPDATE VARIABLES SET DataType = 'text'",
        "UPDATE VARIABLELINKS SET TargetVariableId = SourceVariableId",
        "UPDATE ENTITIES SET ChildOf = 0",
        "UPDATE ENTITIES SET Value = 'x'",
        "UPDATE DATASHORTTEXT SET Entity = 77",
        "UPDATE ATTRIBUTEVALUES SET AttributeValue = printf('%.*c', 191, 'x')",
        "DELETE FROM SETTINGS; INSERT INTO SETTINGS VALUES ('version', NULL)",
    ],
)
def test_the_checks_of_dna_are_in_the_file(ledger: SqliteLedger, tmp_path: Path, command: str) -> None:
    """SQLite refuses what DNA's tables refuse."""
    take(ledger, write_dna(tmp_path / "merle.dna"))
    write(ledger, tmp_path / "out.dna")
    with closing(sqlite3.connect(tmp_path / "out.dna")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            connection.executescript(command)


def test_the_file_is_as_dna_makes_it(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Page size, journal, encoding and marks are the usual ones; no index or trigger beyond the keys."""
    take(ledger, write_dna(tmp_path / "merle.dna"))
    write(ledger, tmp_path / "out.dna")
    with closing(sqlite3.connect(tmp_path / "out.dna")) as connection:
        said = [
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_size", "journal_mode", "encoding", "user_version", "application_id")
        ]
        kinds = {kind for (kind,) in connection.execute("SELECT type FROM sqlite_master WHERE name NOT LIKE 'sqlite_autoindex%'")}
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert said == [4096, "delete", "UTF-8", 0, 0]
    assert kinds == {"table"}


def test_writing_twice_gives_the_same_file(ledger: SqliteLedger, tmp_path: Path) -> None:
    """The same ledger gives the same bytes."""
    take(ledger, write_dna(tmp_path / "merle.dna"))
    write(ledger, tmp_path / "one.dna")
    write(ledger, tmp_path / "two.dna")
    assert (tmp_path / "one.dna").read_bytes() == (tmp_path / "two.dna").read_bytes()


def test_a_replaced_project_is_not_written(ledger: SqliteLedger, tmp_path: Path) -> None:
    """A document that the newer project no longer has is gone from the written file too."""
    take(ledger, write_dna(tmp_path / "merle.dna"))
    (old,) = ledger.imports()
    path = damaged(
        tmp_path / "further.dna",
        "DELETE FROM DATABOOLEAN WHERE StatementId IN (8, 10)",
        "DELETE FROM DATAINTEGER WHERE StatementId IN (8, 10)",
        "DELETE FROM DATASHORTTEXT WHERE StatementId IN (8, 10)",
        "DELETE FROM STATEMENTS WHERE DocumentId = 3",
        "DELETE FROM DOCUMENTS WHERE ID = 3",
    )
    capture_dna(read_dna(path, path.name, ReadOptions()), path.name, ledger, old.id)
    write(ledger, tmp_path / "out.dna")
    assert rows_of(tmp_path / "out.dna") == rows_of(path)
    assert list(ledger.verify()) == []


# --- several files -------------------------------------------------------------------------------------------


def test_a_copy_coded_further_is_added_once(ledger: SqliteLedger, tmp_path: Path) -> None:
    """What two files share is written once; the statement only the second has gets a new id."""
    take(ledger, write_dna(tmp_path / "ilse.dna"))
    more = ("INSERT INTO STATEMENTS VALUES (11, 1, 1, ?, ?, 5)", units(TEXT, "Konrad Welling widersprach"))
    take(ledger, damaged(tmp_path / "mehmet.dna", more))
    done = write(ledger, tmp_path / "out.dna")
    rows = rows_of(tmp_path / "out.dna")
    assert rows["STATEMENTS"] == [*ROWS["STATEMENTS"], (11, 1, 1, *units(TEXT, "Konrad Welling widersprach"), 5)]
    assert rows["DATABOOLEAN"][-1][1:] == (11, 4, 0)
    assert [row[3] for row in rows["DATASHORTTEXT"][-3:]] == [1, 4, 10]
    for name in ("CODERS", "CODERRELATIONS", "DOCUMENTS", "VARIABLES", "ENTITIES", "ATTRIBUTEVALUES", "REGEXES"):
        assert rows[name] == sorted(ROWS[name], key=lambda row: row[0]), name
    assert done.notes[1] == "7 of its statements stand in an earlier file already and are written once"


def test_another_project_keeps_what_it_says(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Ids change, meaning does not: values, groups, colours, attributes, coders and their relations are those of the second file."""
    take(ledger, write_dna(tmp_path / "first.dna"))
    other = damaged(
        tmp_path / "second.dna",
        "UPDATE CODERS SET Name = 'Pia Korn', Blue = 77 WHERE ID = 5",
        "UPDATE DOCUMENTS SET Title = 'Anderswo' WHERE ID = 3",
        "UPDATE ENTITIES SET Value = 'Stadtrat' WHERE ID = 5",
        "UPDATE ENTITIES SET Value = 'Stadt', Green = 8, Red = 8, Blue = 8 WHERE ID = 9",
        "UPDATE ATTRIBUTEVALUES SET AttributeValue = 'Rat' WHERE EntityId = 5",
        "UPDATE REGEXES SET Red = 99 WHERE Label = 'mess'",
        "INSERT INTO VARIABLES VALUES (7, 'place', 'short text', 2)",
        "INSERT INTO ENTITIES VALUES (20, 7, '', 0, 0, 0, NULL), (21, 7, 'Altfurt', 0, 0, 0, NULL)",
        "INSERT INTO DATASHORTTEXT VALUES (99, 9, 7, 21)",
    )
    take(ledger, other)
    done = write(ledger, tmp_path / "out.dna")
    merged, second = read_dna(tmp_path / "out.dna", "out.dna", ReadOptions()).file, read_dna(other, "second.dna", ReadOptions()).file
    said = [(type_name(file, row.type), file.values()[row.id]) for file in (merged,) for row in file.statements]
    assert all((type_name(second, row.type), second.values()[row.id]) in said for row in second.statements)
    assert [one.label for one in merged.statement_types] == ["DNA Statement", "Annotation", "Annotation"]
    entities = {(one.variable, one.value): one for one in merged.entities}
    council, town = entities[2, "Stadtrat"], entities[2, "Stadt"]
    assert (council.child_of, town.red) == (town.id, 8)
    assert [one.value for one in merged.attribute_values if one.entity == council.id] == ["Rat"]
    assert {one.name for one in merged.coders} == {"Admin", "Ilse Brandt", "Mehmet Aslan", "Pia Korn"}
    pia = next(one.id for one in merged.coders if one.name == "Pia Korn")
    flags = {(one.coder, one.other_coder): one.edit_statements for one in merged.coder_relations}
    assert len(flags) == 12
    assert (flags[pia, 1], flags[1, pia], flags[pia, 5]) == (0, 0, 1)
    assert [one.title for one in merged.documents] == ["Streit um den Damm", "Wer misst?", "Noch leer", "Anderswo"]
    assert "1 attributes and regexes differ between the files; those of the earlier file stand" in done.notes


def type_name(file, number: int) -> str:
    """The label of a statement type."""
    return next(one.label for one in file.statement_types if one.id == number)
