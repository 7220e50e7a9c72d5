"""An export that comes back from DNA joins the articles it was made of: nothing counts twice, and only what people coded counts."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests import ledger_factory as factory
from tests.dna_factory import rows_of
from tests.ledger_factory import Said

from wortlaut.capture.dna import read_dna
from wortlaut.interchange import capture_dna, write_ledger, writer_for
from wortlaut.records import Codebook, Concept, Include, Kind, Producer, Query, Suggestion
from wortlaut.seams import ReadOptions, WriteOptions
from wortlaut.store.sqlite import SqliteLedger

NOW = "2026-03-01T08:00:00+00:00"
HOLDS = Concept("damm", (("de", "Der Damm ist sicher."),))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    """Two statements: one coded by a person, one that only the machine has a suggestion for."""
    with SqliteLedger.open(tmp_path / "merle.wortlaut", create=True) as opened:
        opened.begin(factory.run())
        reading = factory.reading("🌊 Streit um den Damm", Said("Jana Ostermoor", "Der Damm hält"), Said("Konrad Welling", "Der Damm hält nicht"))
        opened.put(factory.run().id, [reading], factory.PRODUCERS)
        opened.adopt(Codebook.of("Merle", (HOLDS,)), "Ilse Brandt", NOW)
        first, second = [row.statement.id for row in opened.statements(Query())]
        opened.code(first, "damm", 1, "Ilse Brandt", NOW)
        opened.suggest([Suggestion(second, "damm", -1, 0.7, ("hält nicht",), Producer("suggest", "1"))], NOW)
        yield opened
        assert list(opened.verify()) == []


def export(ledger: SqliteLedger, path: Path, word: str = "geheim") -> Path:
    """Write the ledger; without a word for a password none may be asked for."""
    writer, _ = writer_for(path)
    write_ledger(ledger, writer, path, WriteOptions(Query(), lambda: word or pytest.fail("asked for a password")))
    return path


def take(ledger: SqliteLedger, path: Path, replaces: str = "") -> str:
    """Capture a file and return the id of its import."""
    return capture_dna(read_dna(path, path.name, ReadOptions()), path.name, ledger, replaces).imported.id


def in_dna(path: Path, *commands: str) -> Path:
    """What somebody does to the file in DNA."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for command in commands:
            connection.execute(command)
    return path


def coded(ledger: SqliteLedger, include: Include = Include.ALL) -> list[tuple[object, ...]]:
    """Person, agreement and whether a person reviewed it, of everything that counts as a statement of DNA."""
    return [
        (one.values[0], one.values[3], one.reviewed) for one in ledger.events(Query(include=include)).rows if one.statement_type == "DNA Statement"
    ]


def test_nothing_counts_twice(ledger: SqliteLedger, tmp_path: Path) -> None:
    """The export comes back unchanged: no new article or statement, the same events, and the machine's are still nobody's."""
    before, events, judged = ledger.counts(), coded(ledger), coded(ledger, Include.JUDGED)
    take(ledger, export(ledger, tmp_path / "out.dna"))
    assert ledger.counts() == before
    assert coded(ledger) == events == [("Jana Ostermoor", True, True), ("Konrad Welling", False, False)]
    assert coded(ledger, Include.JUDGED) == judged == [("Jana Ostermoor", True, True)]
    machine = list(ledger.statements(Query(include=Include.MACHINE)))
    assert [row.actor.name for row in machine if row.actor] == ["Konrad Welling"]


def test_it_is_written_once(ledger: SqliteLedger, tmp_path: Path) -> None:
    """The next export is the one that came back, row for row, and needs no password."""
    take(ledger, export(ledger, tmp_path / "out.dna"))
    assert rows_of(export(ledger, tmp_path / "again.dna", word="")) == rows_of(tmp_path / "out.dna")


def test_what_was_coded_in_dna_counts(ledger: SqliteLedger, tmp_path: Path) -> None:
    """A machine's row that a person took over in DNA, and words coded there that Wortlaut had not found, are events of the same article."""
    path = in_dna(
        export(ledger, tmp_path / "out.dna"),
        "UPDATE STATEMENTS SET Coder = (SELECT ID FROM CODERS WHERE Name = 'Ilse Brandt') WHERE ID = 4",
        "INSERT INTO STATEMENTS SELECT 9, 1, 1, 3, 9, ID FROM CODERS WHERE Name = 'Admin'",
        "INSERT INTO DATABOOLEAN VALUES (9, 9, 4, 1)",
    )
    take(ledger, path)
    assert ledger.counts() == (1, 1, 0, 2)
    assert coded(ledger, Include.JUDGED) == [("Jana Ostermoor", True, True), ("Konrad Welling", False, True), ("", True, True)]
    assert coded(ledger) == coded(ledger, Include.JUDGED)  # the machine's suggestion is answered
    article = next(iter(ledger.articles(Query()))).article
    assert {one.document for one in ledger.events(Query()).rows} == {article.id}


def test_another_ledger_learns_who_spoke_and_how(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Captured elsewhere, the export gives the same words to the same speakers, of the same kind; the machine's are still nobody's."""
    path = export(ledger, tmp_path / "out.dna")
    with SqliteLedger.open(tmp_path / "other.wortlaut", create=True) as other:
        take(other, path)
        rows = [
            (one.quotation.quote[0].text, one.quotation.kind, one.actor and one.actor.name, one.judgement is not None)
            for one in other.statements(Query())
        ]
        assert list(other.verify()) == []
    assert rows == [("Der Damm hält", Kind.DIRECT, "Jana Ostermoor", True), ("Der Damm hält nicht", Kind.DIRECT, "Konrad Welling", False)]


def test_a_changed_text_is_another_article(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Words that were changed in DNA are not those of the ledger."""
    path = in_dna(export(ledger, tmp_path / "out.dna"), "UPDATE DOCUMENTS SET Text = Text || 'Nachtrag.'")
    take(ledger, path)
    assert ledger.counts()[:2] == (2, 2)


def test_a_later_export_takes_the_place_of_an_earlier_one(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Coded further in DNA and captured again, the project still stands on the articles of the ledger."""
    old = take(ledger, export(ledger, tmp_path / "out.dna"))
    path = in_dna(tmp_path / "out.dna", "UPDATE REGEXES SET Red = 1", "INSERT INTO REGEXES VALUES ('Damm', 1, 2, 3)")
    take(ledger, path, replaces=old)
    assert ledger.counts() == (1, 1, 0, 2)
    assert len(list(ledger.imports())) == 1
