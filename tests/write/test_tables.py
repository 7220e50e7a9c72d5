"""Tables come back row for row from CSV, JSON lines and Parquet, and annotations lead back to the words, whatever the text holds."""

import csv
import importlib.util
import json
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pyarrow.parquet
import pytest
from tests import ledger_factory as factory
from tests.dna_factory import HOLDS, STAND, TEXT, write_dna
from tests.ledger_factory import Said

from wortlaut.capture.dna import read_dna
from wortlaut.errors import WriteError
from wortlaut.interchange import capture_dna, write_ledger, writer_for
from wortlaut.records import Codebook, Concept, Include, Query, Verdict
from wortlaut.seams import ReadOptions, WriteOptions
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.write.schema import FieldKind, Table
from wortlaut.write.tables import TABLES, table_named

NOW = "2026-03-01T08:00:00+00:00"
DOCS = Path(__file__).resolve().parents[2] / "docs"
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    """Texts with characters of two code units, CRLF, nested marks and overlapping statements, with decisions on them."""
    with SqliteLedger.open(tmp_path / "merle.wortlaut", create=True) as opened:
        opened.begin(factory.run())
        first = factory.reading("🌊 Streit", Said("Jana Ostermoor", "Der Damm 🏗 ‚hält‘"), Said("Konrad Welling", 'Er hält; "nicht",\u2028=1+1'))
        broken = factory.reading("Ohne Datum", outlet=None, source="merle/\udcff.txt")
        opened.put(factory.run().id, [first, broken, factory.failed()], factory.PRODUCERS)
        opened.adopt(Codebook.of("Merle", (Concept("damm", (("de", "Der Damm hält 🏗"),), examples=("Er hält.",)),)), "Ilse Brandt", NOW)
        opened.code(first.quotations[0].id, "damm", -1, "Ilse Brandt", NOW, 'sagt "nein"')
        opened.judge(first.quotations[0].id, Verdict.ACCEPT, "Ilse Brandt", NOW)
        opened.judge(first.quotations[1].id, Verdict.REJECT, "Ilse Brandt", NOW)
        path = write_dna(tmp_path / "damm.dna")
        capture_dna(read_dna(path, path.name, ReadOptions()), path.name, opened)
        yield opened


def written(ledger: SqliteLedger, path: Path, table: str, include: Include = Include.ALL) -> Path:
    """The path of a written table."""
    writer, chosen = writer_for(path, table)
    write_ledger(ledger, writer, path, WriteOptions(Query(include=include), lambda: pytest.fail("asked for a password"), chosen))
    return path


def told(ledger: SqliteLedger, table: Table) -> list[dict[str, object]]:
    """The rows of a table as the ledger has them, halves of characters replaced."""
    names = [field.name for field in table.fields]
    rows = json.dumps([dict(zip(names, row, strict=True)) for row in table.rows(ledger, Query())])
    return json.loads(re.sub(r"(?<![\\])\\udcff", "\\\\ufffd", rows))


def as_json(kind: FieldKind, cell: str) -> object:
    """A cell of CSV as JSON has it."""
    if cell == "":
        return None
    return cell if kind in (FieldKind.TEXT, FieldKind.DATE, FieldKind.MOMENT) else json.loads(cell)


def plain(value: object) -> object:
    """A value of Parquet as JSON has it."""
    return value.isoformat() if isinstance(value, date | datetime) else value


@each_table
def test_csv_gives_back_every_row(ledger: SqliteLedger, tmp_path: Path, table: Table) -> None:
    """Python's csv module reads what the ledger holds."""
    with written(ledger, tmp_path / "x.csv", table.name).open(encoding="utf-8", newline="") as stream:
        found = [{field.name: as_json(field.kind, row[field.name]) for field in table.fields} for row in csv.DictReader(stream)]
    assert found == told(ledger, table)
    assert found


@each_table
def test_json_lines_give_back_every_row(ledger: SqliteLedger, tmp_path: Path, table: Table) -> None:
    """One object a line, also for programs that break lines at U+2028."""
    lines = written(ledger, tmp_path / "x.jsonl", table.name).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == told(ledger, table)


@each_table
def test_parquet_gives_back_every_row(ledger: SqliteLedger, tmp_path: Path, table: Table) -> None:
    """pyarrow reads typed columns: days, moments in UTC, lists; the metadata tell what a column means."""
    found = pyarrow.parquet.read_table(written(ledger, tmp_path / "x.parquet", table.name))
    assert [{name: plain(value) for name, value in row.items()} for row in found.to_pylist()] == told(ledger, table)
    assert found.schema.field(0).metadata == {b"meaning": table.fields[0].meaning.encode()}
    assert found.schema.metadata[b"table"] == table.name.encode()


def test_offsets_cut_the_words_out_of_the_text(ledger: SqliteLedger) -> None:
    """`text[start:end] == exact` for every row, and the digest is that of the text: also for overlapping statements over CRLF."""
    texts = {row.article.digest: row.article.text for row in ledger.articles(Query())}
    rows = told(ledger, table_named("statements"))
    assert all(texts[row["doc_sha256"]][row["start"] : row["end"]] == row["exact"] for row in rows)
    assert {HOLDS, STAND} <= {row["exact"] for row in rows}
    assert all("".join(texts[row["doc_sha256"]][part["start"] : part["end"]] for part in row["quote_spans"]) == row["quote"] for row in rows)


def test_rejected_statements_stay_in_the_ledger(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Nobody gets rejected words; `--include` chooses among the others, and every row says what was decided."""
    every = [json.loads(line) for line in written(ledger, tmp_path / "a.jsonl", "statements").read_text().splitlines()]
    judged = [json.loads(line) for line in written(ledger, tmp_path / "b.jsonl", "statements", Include.JUDGED).read_text().splitlines()]
    assert {row["status"] for row in every} == {"machine", "accept"}
    assert {row["status"] for row in judged} == {"accept"}
    assert {row["reviewer"] for row in judged} == {"Ilse Brandt", "Mehmet Aslan"}
    assert not [row for row in every if row["quote"].startswith("Er hält;")]


def test_events_have_the_values_that_networks_count(ledger: SqliteLedger) -> None:
    """Codings made here and imported ones stand together; further variables stand in one column."""
    rows = told(ledger, table_named("events"))
    own = [row for row in rows if row["statement_type"] == "DNA Statement" and row["concept"] == "Der Damm hält 🏗"]
    assert [(row["person"], row["agreement"], row["reviewed"], row["other_values"]) for row in own] == [("Jana Ostermoor", False, True, [])]
    assert ("Konrad Welling", ["intensity=900"]) in [(row["person"], row["other_values"]) for row in rows]


def test_annotations_find_their_words_by_position_and_by_context(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Both selectors of every target lead to the same words, counted in code points."""
    page = json.loads(written(ledger, tmp_path / "x.jsonld", "statements").read_text(encoding="utf-8"))
    texts = {row.article.id: row.article.text for row in ledger.articles(Query())}
    assert (page["@context"][0], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert len(page["items"]) == len(told(ledger, table_named("statements")))
    for item in page["items"]:
        for target in item["target"]:
            text = texts[target["source"]["id"].removeprefix("urn:wortlaut:")]
            quote, position = target["selector"]
            assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
            assert text.index(quote["prefix"] + quote["exact"] + quote["suffix"]) + len(quote["prefix"]) == position["start"]
    stand = next(item for item in page["items"] if item["target"][0]["selector"][0]["exact"] == STAND)
    assert stand["target"][0]["selector"][0]["prefix"] == TEXT[: TEXT.index(STAND)][-32:]


def test_an_annotation_tells_who_and_what_was_decided(ledger: SqliteLedger, tmp_path: Path) -> None:
    """The actor is the body, whoever judged the creator; what is unknown is left out."""
    page = json.loads(written(ledger, tmp_path / "x.jsonld", "statements").read_text(encoding="utf-8"))
    item = next(one for one in page["items"] if one["target"][0]["selector"][0]["exact"] == "Der Damm 🏗 ‚hält‘")
    assert (item["body"]["value"], item["body"]["wortlaut:kind"], item["body"]["wortlaut:outlet"]) == ("Jana Ostermoor", "Direct", "Uferblatt")
    assert (item["wortlaut:status"], item["creator"]["name"]) == ("accept", "Ilse Brandt")
    assert None not in item["body"].values()


def test_without_the_extra_parquet_says_what_is_missing(ledger: SqliteLedger, tmp_path: Path, monkeypatch) -> None:
    """The error names the extra, and no file stays behind."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(WriteError, match=r"pip install 'wortlaut\[pyarrow\]'"):
        written(ledger, tmp_path / "x.parquet", "statements")
    assert not [one for one in tmp_path.iterdir() if "parquet" in one.name]


def test_the_reference_shows_every_column() -> None:
    """docs/reference/tables.md is what the tables say now (else: python docs/make_tables.py)."""
    spec = importlib.util.spec_from_file_location("make_tables", DOCS / "make_tables.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (DOCS / "reference" / "tables.md").read_text(encoding="utf-8") == module.page()


def test_names_of_tables_and_columns_are_unique() -> None:
    """No two tables, and no two columns of one, are called the same."""
    assert len({table.name for table in TABLES}) == len(TABLES)
    assert all(len({field.name for field in table.fields}) == len(table.fields) for table in TABLES)
