"""What is special to the SQLite file: deleted words leave no trace in it, and changed codings are found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.ledger_factory import PRODUCERS, Said, reading, run

from wortlaut.errors import LedgerBusyError
from wortlaut.records import Codebook, Concept, Query
from wortlaut.store.sqlite import SqliteLedger

MERLE = Codebook.of("Merle", (Concept("mauer", (("de", "Die Mauer hält"),)),))
WORDS = "Merkwürdigerweise rostet der Schieber"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with one coded statement."""
    path = tmp_path / "merle.wortlaut"
    with SqliteLedger.open(path, create=True) as ledger:
        ledger.begin(run())
        ledger.put(run().id, [reading("Streit", Said("Jana Ostermoor", WORDS), Said("Ute Feld", "Niemand fragt"))], PRODUCERS)
        ledger.adopt(MERLE, "Kim", "2026-03-02")
        ledger.code(next(ledger.statements(Query())).quotation.id, "mauer", -1, "Kim", "2026-03-02")
    return path


def test_redacted_words_are_in_no_byte_of_the_file(path: Path) -> None:
    """Neither the text, nor its folded copy, nor a piece of the index is left in the file or beside it."""
    assert b"rostet" in path.read_bytes()
    with SqliteLedger.open(path) as ledger:
        ledger.redact("Jana Ostermoor", "Kim", "2026-03-03", "asked for")
        left = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    left |= {one.name: one.read_bytes() for one in path.parent.iterdir()}
    for words in ("rostet", "Schieber", "schieber", "erkwürdigerweise"):
        assert [name for name, data in left.items() if words.encode() in data] == []


def test_another_reader_keeps_older_pages_alive(path: Path) -> None:
    """Where another process still reads the old state, the words are taken out and the person is told what remains."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM texts").fetchone()
        with SqliteLedger.open(path) as ledger, pytest.raises(LedgerBusyError):
            ledger.redact("Jana Ostermoor", "Kim", "2026-03-03", "asked for")
    with SqliteLedger.open(path) as ledger:
        assert WORDS not in next(ledger.articles(Query())).article.text


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE codings SET agreement = 1", "the coding is not the one that was made"),
        ("UPDATE codings SET by = 'Lee'", "the coding is not the one that was made"),
        ("UPDATE codings SET replaces = 'o-0000000000000000'", "the coding it replaces does not exist"),
        ("UPDATE codebooks SET codebook = replace(codebook, 'hält', 'steht')", "the codebook is not the one that was taken in"),
        ("UPDATE codebooks SET codebook = '{}'", "a stored record is damaged"),
    ],
)
def test_changed_codings_and_codebooks_are_found(path: Path, change: str, told: str) -> None:
    """Whoever edits the file behind the ledger's back is found by verify."""
    with closing(sqlite3.connect(path)) as file:
        file.execute(change)
        file.commit()
    with SqliteLedger.open(path) as ledger:
        assert any(told in one.reason for one in ledger.verify())


def test_a_changed_tombstone_is_found(path: Path) -> None:
    """A tombstone cannot be rewritten, and a text that is not the masked one is told."""
    with SqliteLedger.open(path) as ledger:
        ledger.redact("Jana Ostermoor", "Kim", "2026-03-03", "asked for")
        assert list(ledger.verify()) == []
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE redactions SET reason = 'none'")
        file.execute("UPDATE texts SET text = replace(text, 'Ute', 'Eva')")
        file.commit()
    with SqliteLedger.open(path) as ledger:
        told = [one.reason for one in ledger.verify()]
    assert "the tombstone is not the one that was set" in told
    assert "the text has another digest" in told
