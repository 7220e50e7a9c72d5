"""Tables of texts: columns, delimiters, quoting, bad rows, and what the user's map does."""

from __future__ import annotations

import json

import pytest

from wortlaut.capture import read_sources
from wortlaut.capture.preview import CELL, MOST_COLUMNS, documents, preview
from wortlaut.errors import CaptureError
from wortlaut.records import Capture, Given, MediaType, Problem
from wortlaut.seams import ReadOptions


def read(path, *columns, **options):
    """Everything that the table yields under this column map."""
    return list(read_sources([str(path)], ReadOptions(columns=tuple(columns), **options)))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", "id,titel,text,datum\n7,Damm,Er hält.,8.3.2021\n"),
        ("a.csv", "id;Titel;Text;Datum\n7;Damm;Er hält.;8.3.2021\n"),
        ("a.tsv", "id\ttitle\tbody\tdate\n7\tDamm\tEr hält.\t8.3.2021\n"),
        ("a.csv", '"id","headline","content","published"\n"7","Damm","Er hält.","8.3.2021"\n'),
        ("a.jsonl", '{"id": 7, "title": "Damm", "text": "Er hält.", "date": "8.3.2021"}\n'),
        ("a.ndjson", '\n{"doc_id": "7", "headline": "Damm", "maintext": "Er hält.", "date_publish": "8.3.2021"}\n'),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig"])
def test_obvious_columns(tmp_path, name, data, charset):
    """Without a map, columns with obvious names are found, with any delimiter; values stay as given."""
    path = tmp_path / name
    path.write_text(data, encoding=charset)
    (found,) = read(path)

    assert isinstance(found, Capture)
    assert (found.text, found.media_type, found.charset) == ("Er hält.", MediaType.TEXT, "utf-8")
    assert (found.given.key, found.given.title, found.given.published) == ("7", "Damm", "8.3.2021")


def test_a_field_can_be_said_to_have_no_column(tmp_path):
    """An empty name in the map keeps a column with an obvious name from being taken; a table without any text is refused as ever."""
    path = tmp_path / "a.csv"
    path.write_text("text,source,datum\nEr hält.,Archiv 7,8.3.2021\n", "utf-8")
    (found,) = read(path, ("outlet", ""), ("date", ""))

    assert (found.text, found.given.outlet, found.given.published) == ("Er hält.", None, None)
    with pytest.raises(CaptureError, match="no column holds the text"):
        read(path, ("text", ""))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", "Kopf;text;\n\nPegel;Er steigt.;3\n;;\nDamm;Er hält.;4\n"),
        ("a.jsonl", '{"Kopf": "Pegel", "text": "Er steigt."}\n\n{"Kopf": "Damm", "text": "Er hält.", "": 4}\nkaputt\n'),
    ],
)
def test_a_look_at_a_table_shows_its_first_rows(tmp_path, name, data):
    """Its columns in order with what their names tell, cells as they can be shown, and how many rows there seem to be."""
    path = tmp_path / name
    path.write_text(data, "utf-8")
    look = preview(path, name)

    assert look.columns == ("Kopf", "text", "")
    assert look.told == (("text", "text"),)
    assert [row[:2] for row in look.rows] == [("Pegel", "Er steigt."), ("Damm", "Er hält.")]
    assert documents(path) == (2 if name == "a.csv" else 3)


@pytest.mark.parametrize("data", [b"", b"\n\n", b";;\n1;2;3\n", b"%PDF-1.7\n"])
def test_what_is_no_table_cannot_be_looked_at(tmp_path, data):
    """It is told in words, as when it is read; counting it never fails."""
    for name in ("a.csv", "a.jsonl"):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(CaptureError):
            preview(path, name)
        assert documents(path) >= 0
    (tmp_path / "a.txt").write_bytes(data)
    assert documents(tmp_path / "a.txt") == 1


def test_cells_are_shown_as_they_can_be(tmp_path):
    """Long ones are cut, signs that do not print and bytes that are no text do no harm."""
    path = tmp_path / "a.csv"
    path.write_bytes("text;Größe\n".encode() + b"x" * 500 + b";a\tb\x07\xff\n")
    (row,) = preview(path, "a.csv").rows

    assert row == ("x" * CELL + " …", "a b??")


def test_a_look_at_a_very_wide_table_shows_its_first_columns(tmp_path):
    """A page with ten thousand choices for each column would serve nobody."""
    path = tmp_path / "a.csv"
    path.write_text(";".join(["text", *map(str, range(10_000))]) + "\n" + ";".join(["Er steigt."] * 10_001) + "\n", "utf-8")
    look = preview(path, "a.csv")

    assert look.columns[:2] == ("text", "0")
    assert len(look.columns) == len(look.names) == len(look.rows[0]) == MOST_COLUMNS
    assert look.told == (("text", "text"),)


@pytest.mark.parametrize("charset", ["cp1252", "utf-16", "utf-8"])
def test_table_charset(tmp_path, charset):
    """A table in another charset is decoded before its rows are read."""
    path = tmp_path / "a.csv"
    path.write_text("text;outlet\nGröße der Mauer;Südwelle\n", encoding=charset)
    (found,) = read(path)

    assert (found.text, found.given.outlet) == ("Größe der Mauer", "Südwelle")


def test_foreign_letters_far_down(tmp_path):
    """A charset that shows only behind the first sample is still found."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"text;id\n" + b"Pegel gefallen;1\n" * 10_000 + "Größe;2\n".encode("cp1252"))

    assert read(path)[-1].text == "Größe"


def test_column_map(tmp_path):
    """The map says which column is what; names are matched in any case, and the rest by obvious names."""
    path = tmp_path / "press.csv"
    path.write_text("Body,source,when,Autor,lang\n'Nein'.,Uferblatt,März 2021,Jana Reets; Paul Korn,de\n")
    (found,) = read(path, ("text", "body"), ("outlet", "source"), ("date", "when"))

    assert found.source == f"{path}#1"
    assert found.given == Given(
        row=1, key=None, title=None, outlet="Uferblatt", published="März 2021", url=None, authors=("Jana Reets", "Paul Korn"), language="de"
    )


def test_unknown_column(tmp_path):
    """A map to a column that is not there stops the command and names the nearest one and all present."""
    path = tmp_path / "press.csv"
    path.write_text("body,date\nx,y\n")

    with pytest.raises(CaptureError, match=r"no column 'bdy'.*did you mean 'body'\? columns: body, date"):
        read(path, ("text", "bdy"))


def test_unknown_field(tmp_path):
    """A map from a field that Wortlaut does not know stops the command."""
    path = tmp_path / "press.csv"
    path.write_text("body,date\nx,y\n")

    with pytest.raises(CaptureError, match="unknown field 'txt'"):
        read(path, ("txt", "body"))


def test_no_text_column(tmp_path):
    """A single table without a text column stops the command; in a folder it is a problem and the rest is read."""
    path = tmp_path / "a.csv"
    path.write_text("foo,bar\n1,2\n")
    (tmp_path / "b.txt").write_text("Der Damm hält.")

    with pytest.raises(CaptureError, match=r"no column holds the text.*--map.*foo, bar"):
        read(path)
    bad, good = read(tmp_path)
    assert isinstance(bad, Problem)
    assert isinstance(good, Capture)


def test_bad_rows(tmp_path):
    """A bad row is a problem with its number, and the rows after it are read."""
    path = tmp_path / "a.csv"
    path.write_text('id,text\n1,"Zeile\neins"\n2,\n\n3,zu,viel\n4,Ende\n')
    found = read(path)

    assert [type(item).__name__ for item in found] == ["Capture", "Problem", "Problem", "Capture"]
    assert [item.source.rpartition("#")[2] for item in found] == ["1", "2", "3", "4"]
    assert found[0].text == "Zeile\neins"


def test_unclosed_quote(tmp_path):
    """A quotation mark that swallows the rest of the table is told, not read as a text."""
    path = tmp_path / "a.csv"
    path.write_text('text,id\nEins,1\n"Zwei,2\nDrei,3\n')
    first, rest = read(path)

    assert first.text == "Eins"
    assert isinstance(rest, Problem)
    assert "quotation marks" in rest.remedy


def test_bad_json_lines(tmp_path):
    """A line that is no object, or no JSON, or has no text, is a problem of its own."""
    path = tmp_path / "a.jsonl"
    lines = ['{"text": "Eins."}', "[1]", "{kaputt", '{"text": 5}', '{"text": " "}', '{"text": "\\ud800"}', "[" * 100_000, '{"text": "Ende."}']
    path.write_text("\n".join(lines))
    found = read(path)

    assert [type(item).__name__ for item in found] == ["Capture", *["Problem"] * 6, "Capture"]
    assert found[-1].source.endswith("#8")


def test_broken_bytes_in_a_row(tmp_path):
    """A row with bytes that are no UTF-8 in a UTF-8 table is a problem; its neighbours are read."""
    path = tmp_path / "a.csv"
    path.write_bytes("text,id\nGröße,1\n".encode() + b"Gr\xf6\xdfe,2\n" + "Maß,3\n".encode())
    found = read(path)

    assert [type(item).__name__ for item in found] == ["Capture", "Problem", "Capture"]


def test_large_cells(tmp_path):
    """A cell of ten megabytes is read; one above the limit is a problem."""
    path = tmp_path / "a.csv"
    path.write_text(f"text,id\n{'x' * 10_000_000},1\n{'y' * 20},2\n")
    first, second = read(path)

    assert len(first.text) == 10_000_000
    assert second.text == "y" * 20
    assert isinstance(read(path, max_document=1_000)[0], Problem)


def test_html_column(tmp_path):
    """A column of pages gives HTML captures."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"html": "<p>Der Damm hält.</p>", "url": "https://uferblatt.example/damm"}))
    (found,) = read(path)

    assert found.media_type is MediaType.HTML
    assert found.given.url == "https://uferblatt.example/damm"
