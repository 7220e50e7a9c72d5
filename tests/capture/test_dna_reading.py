"""A .dna file comes in whole and checked, or not at all: one line says what is wrong, whatever the file holds."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dna_factory import HOLDS, MISSING, ROWS, STAND, TABLES, damaged, write_dna
from tests.hang import ends

from wortlaut.capture.dna import read_dna
from wortlaut.errors import CaptureError
from wortlaut.records import dna
from wortlaut.seams import ReadOptions

OPTIONS = ReadOptions()


def read(path: Path, options: ReadOptions = OPTIONS) -> dna.File:
    """The rows of a file that is sound."""
    return read_dna(path, path.name, options).file


def test_every_row_of_every_table_is_read(tmp_path: Path) -> None:
    """All sixteen tables come in, row by row, in the order of their keys."""
    file = read(write_dna(tmp_path / "merle.dna"))
    assert {name: len(ROWS[name]) for name in TABLES} == {
        "SETTINGS": len(file.settings),
        "CODERS": len(file.coders),
        "CODERRELATIONS": len(file.coder_relations),
        "DOCUMENTS": len(file.documents),
        "STATEMENTTYPES": len(file.statement_types),
        "VARIABLES": len(file.variables),
        "VARIABLELINKS": len(file.variable_links),
        "REGEXES": len(file.regexes),
        "STATEMENTS": len(file.statements),
        "DATABOOLEAN": len(file.booleans),
        "DATAINTEGER": len(file.integers),
        "ENTITIES": len(file.entities),
        "DATASHORTTEXT": len(file.short_texts),
        "DATALONGTEXT": len(file.long_texts),
        "ATTRIBUTEVARIABLES": len(file.attribute_variables),
        "ATTRIBUTEVALUES": len(file.attribute_values),
    }
    assert file.version == "3.0.11"
    assert file.coders[1].popup_width is None
    assert file.entities[4] == dna.Entity(5, 2, "Flussrat", 0, 0, 0, 9)
    assert file.documents[0].notes == "am Rand: 'Titel'; DROP TABLE DOCUMENTS"


def test_offsets_become_code_points(tmp_path: Path) -> None:
    """Spans cut the coded words, with characters of two code units before, inside and behind them."""
    file = read(write_dna(tmp_path / "merle.dna"))
    text = file.documents[0].text
    cut = {one.id: text[one.start : one.stop] for one in file.statements if one.document == 1}
    assert cut == {1: HOLDS, 2: HOLDS, 4: STAND, 7: MISSING, 9: "🌧 danach"}


def test_values_are_told_by_the_names_of_variables(tmp_path: Path) -> None:
    """What a statement says has the kind of its variable; an empty entity is the empty text."""
    values = read(write_dna(tmp_path / "merle.dna")).values()
    assert values[2] == {"person": "Jana Ostermoor", "organization": "", "concept": 'Messen; "sofort"', "agreement": False, "intensity": -2}
    assert values[9] == {"note": 'ein Vermerk;\n"in zwei Zeilen"'}


@given(st.text(alphabet="a🌊ö\r\n", max_size=40))
def test_positions_invert(text: str) -> None:
    """Every code point has its code unit and back; a unit inside a character has no code point."""
    places = dna.Utf16(text)
    starts = [len(text[:point].encode("utf-16-le")) // 2 for point in range(len(text) + 1)]
    assert [places.units(point) for point in range(len(text) + 1)] == starts
    assert [places.point(unit) for unit in range(starts[-1] + 1)] == [
        starts.index(unit) if unit in starts else None for unit in range(starts[-1] + 1)
    ]


BROKEN: dict[str, tuple[str, tuple[str | tuple[str, tuple[object, ...]], ...]]] = {
    "version 2": ("made by version 2.0-beta.25 of DNA", ("UPDATE SETTINGS SET Value = '2.0-beta.25' WHERE Property = 'version'",)),
    "permissions of version 2": ("make a new data base in DNA 3", ("CREATE TABLE CODERPERMISSIONS(ID INTEGER)",)),
    "version 4": ("Wortlaut reads 3.x", ("UPDATE SETTINGS SET Value = '4.0' WHERE Property = 'version'",)),
    "no version": ("names '' as its version", ("DELETE FROM SETTINGS",)),
    "no settings": ("no table SETTINGS", ("DROP TABLE SETTINGS",)),
    "missing table": ("lacks the table REGEXES", ("DROP TABLE REGEXES",)),
    "missing column": ("lacks the column Section of table DOCUMENTS", ("ALTER TABLE DOCUMENTS DROP COLUMN Section",)),
    "view in place of a table": (
        "lacks the table REGEXES",
        ("DROP TABLE REGEXES", "CREATE VIEW REGEXES AS SELECT Title AS Label, 1 AS Red, 1 AS Green, 1 AS Blue FROM DOCUMENTS"),
    ),
    "virtual table": (
        "lacks the table REGEXES",
        ("DROP TABLE REGEXES", "CREATE VIRTUAL TABLE REGEXES USING fts5(Label, Red, Green, Blue)"),
    ),
    "statement of no document": ("DocumentId 77 is not in DOCUMENTS", ("UPDATE STATEMENTS SET DocumentId = 77 WHERE ID = 4",)),
    "statement of no type": ("StatementTypeId 77 is not in STATEMENTTYPES", ("UPDATE STATEMENTS SET StatementTypeId = 77 WHERE ID = 4",)),
    "document of nobody": ("Coder is missing", ("UPDATE DOCUMENTS SET Coder = NULL WHERE ID = 1",)),
    "value of no entity": ("Entity 99 is not in ENTITIES", ("UPDATE DATASHORTTEXT SET Entity = 99 WHERE ID = 1",)),
    "entity of another variable": ("entity 2 belongs to another variable", ("UPDATE DATASHORTTEXT SET Entity = 2 WHERE ID = 2",)),
    "variable of another type": ("variable 6 belongs to another statement type", ("UPDATE DATALONGTEXT SET StatementId = 1",)),
    "value of another kind": ("variable 5 holds integer", ("DELETE FROM DATAINTEGER", "UPDATE DATABOOLEAN SET VariableId = 5 WHERE ID = 1")),
    "unknown kind of variable": ("DataType is none of", ("UPDATE VARIABLES SET DataType = 'blob' WHERE ID = 5",)),
    "beyond the text": ("statement beyond the end of its text (statement 4, document 1)", ("UPDATE STATEMENTS SET Stop = 9999 WHERE ID = 4",)),
    "half a character": ("cuts a character in two (statement 4", ("UPDATE STATEMENTS SET Start = 1 WHERE ID = 4",)),
    "backwards": ("row 4: it is empty or ends before it starts", ("UPDATE STATEMENTS SET Stop = Start WHERE ID = 4",)),
    "negative": ("Start is below 0", ("UPDATE STATEMENTS SET Start = -4 WHERE ID = 4",)),
    "circle of groups": ("ChildOf leads back to itself", ("UPDATE ENTITIES SET ChildOf = 5 WHERE ID = 9",)),
    "its own group": ("ChildOf leads back to itself", ("UPDATE ENTITIES SET ChildOf = 9 WHERE ID = 9",)),
    "group of nothing": ("ChildOf 99 is not in ENTITIES", ("UPDATE ENTITIES SET ChildOf = 99 WHERE ID = 9",)),
    "long label": ("Title is longer than 190 characters", (("UPDATE DOCUMENTS SET Title = ? WHERE ID = 1", ("ä" * 191,)),)),
    "text for a number": ("Red is not a number", ("UPDATE CODERS SET Red = 'rot' WHERE ID = 1",)),
    "bytes for a text": ("Text is not text", ("UPDATE DOCUMENTS SET Text = x'ff00' WHERE ID = 1",)),
    "colour out of range": ("Red is above 255", ("UPDATE CODERS SET Red = 256 WHERE ID = 1",)),
    "coder beside himself": ("Coder and OtherCoder are the same", ("UPDATE CODERRELATIONS SET OtherCoder = 1 WHERE ID = 1",)),
    "no date": ("Date is no date", ("UPDATE DOCUMENTS SET Date = 99999999999999999 WHERE ID = 1",)),
    "undecodable": ("damaged .dna file", (("UPDATE DOCUMENTS SET Title = CAST(? AS TEXT) WHERE ID = 1", (b"\xff\xfe\xff",)),)),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_file_that_is_not_sound_is_refused_in_one_line(tmp_path: Path, case: str) -> None:
    """The error names the file and, where there is one, table and row."""
    said, commands = BROKEN[case]
    path = damaged(tmp_path / "bad.dna", *commands)
    with pytest.raises(CaptureError) as refused:
        read(path)
    assert said in str(refused.value)
    assert "bad.dna" in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_the_same_key_twice_is_refused(tmp_path: Path) -> None:
    """A table without its keys may hold a value of a statement twice; reading says so."""
    path = damaged(
        tmp_path / "bad.dna",
        "CREATE TABLE copy AS SELECT * FROM DATABOOLEAN",
        "DROP TABLE DATABOOLEAN",
        "ALTER TABLE copy RENAME TO DATABOOLEAN",
        "INSERT INTO DATABOOLEAN SELECT ID + 100, StatementId, VariableId, Value FROM DATABOOLEAN",
    )
    with pytest.raises(CaptureError, match="row 101: the same StatementId and VariableId stand in another row"):
        read(path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no .dna file of DNA 3"),
        ("Der Damm hält.".encode(), "no .dna file of DNA 3"),
        (b"<?xml version='1.0'?><discourse/>", "files of DNA 1 and 2 come in through DNA 3"),
        (b"SQLite format 3\x00" + b"\xff" * 5_000, "damaged .dna file"),
        (b"SQLite format 3\x00", "damaged .dna file"),
    ],
)
def test_what_is_no_data_base_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    """Text, XML, noise and nothing are told from a file of DNA 3."""
    path = tmp_path / "bad.dna"
    path.write_bytes(data)
    with pytest.raises(CaptureError, match=said):
        read(path)


def test_a_file_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    """A file that lacks its end gives an error, never a part of its rows."""
    whole = write_dna(tmp_path / "whole.dna").read_bytes()
    for size in range(4_096, len(whole), 4_096):
        path = tmp_path / "cut.dna"
        path.write_bytes(whole[:size])
        with pytest.raises(CaptureError):
            read(path)


def test_damaged_bytes_never_get_past_the_checks(tmp_path: Path) -> None:
    """Whatever byte is changed, the file is read as sound rows or refused."""
    whole = write_dna(tmp_path / "whole.dna").read_bytes()
    path = tmp_path / "noise.dna"
    said: list[str] = []
    with ends():
        for place in range(16, len(whole), 509):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
            try:
                read(path)
            except CaptureError as error:
                said.append(str(error))
    assert said
    assert [line for line in said if len(line.splitlines()) != 1] == []


def test_a_huge_text_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    """A text above the limit costs an error, not memory."""
    path = damaged(tmp_path / "huge.dna", "UPDATE DOCUMENTS SET Text = printf('%.*c', 3000000, 'x') WHERE ID = 3")
    with pytest.raises(CaptureError, match="holds a text of more than 1,000,000 bytes"):
        read(path, ReadOptions(max_document=1_000_000))
    assert len(read(path).documents[1].text) == 3_000_000


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    """A file of more than 256 MB is told by its size."""
    path = write_dna(tmp_path / "huge.dna")
    os.truncate(path, 1_000_000_000)
    with pytest.raises(CaptureError, match="is too large: 1,000,000,000 bytes"):
        read(path)


def test_more_rows_than_memory_should_hold_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small rows can fill a file that is not large; their number is limited too."""
    path = write_dna(tmp_path / "merle.dna")
    monkeypatch.setattr("wortlaut.capture.dna.MAX_ROWS", 30)
    with pytest.raises(CaptureError, match="has more than 30 rows"):
        read(path)


def test_nothing_in_the_file_runs(tmp_path: Path) -> None:
    """Triggers, views and generated columns are left alone, and reading leaves the file as it is."""
    path = damaged(
        tmp_path / "busy.dna",
        "CREATE TRIGGER t AFTER INSERT ON DOCUMENTS BEGIN DELETE FROM STATEMENTS; END",
        "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "ALTER TABLE DOCUMENTS ADD COLUMN extra TEXT GENERATED ALWAYS AS (hex(zeroblob(1000))) VIRTUAL",
    )
    before = path.read_bytes()
    with ends():
        found = read_dna(path, "busy.dna", OPTIONS)
    assert len(found.file.statements) == 7
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["busy.dna"]
    assert found.left_out == ("T", "ENDLESS")


def test_what_nobody_keeps_is_told(tmp_path: Path) -> None:
    """Tables and columns that DNA 3 does not have are named."""
    path = damaged(tmp_path / "more.dna", "CREATE TABLE mine(a)", "ALTER TABLE DOCUMENTS ADD COLUMN mood TEXT")
    assert set(read_dna(path, "more.dna", OPTIONS).left_out) == {"MINE", "DOCUMENTS.MOOD"}


def test_a_file_that_is_open_elsewhere_is_refused(tmp_path: Path) -> None:
    """What another program is writing may be half done."""
    path = write_dna(tmp_path / "merle.dna")
    with closing(sqlite3.connect(path, isolation_level=None)) as writing:
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("UPDATE DOCUMENTS SET Title = 'anders'")
        with pytest.raises(CaptureError, match="is in use"):
            read(path)
        writing.execute("ROLLBACK")
    assert read(path).documents[0].title == "Streit um den Damm"


def test_sql_in_labels_is_text(tmp_path: Path) -> None:
    """A label that looks like SQL comes in as the label it is."""
    label = "'); DROP TABLE ENTITIES; --"
    path = damaged(tmp_path / "sql.dna", ("UPDATE ENTITIES SET Value = ? WHERE ID = 3", (label,)))
    assert read(path).entities[2].value == label


def test_the_sample_of_dna_is_sound(shared: Path) -> None:
    """DNA's own sample data base comes in with the counts that are known of it."""
    file = read(shared / "data" / "sample.dna")
    counts = (len(file.documents), len(file.statements), len(file.coders), len(file.entities), len(file.short_texts), len(file.attribute_values))
    assert counts == (7, 41, 4, 23, 120, 69)
