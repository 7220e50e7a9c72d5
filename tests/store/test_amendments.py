"""Verification finds every amendment that was changed behind the ledger's back, and whatever no longer is what the log says."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.ledger_factory import PRODUCERS, Said, reading, run

from wortlaut.records import ActorKind, Kind
from wortlaut.store.sqlite import SqliteLedger

SAID = (Said("Jana Ostermoor", "Der Damm hält"), Said("Ole Brandt", "Die Straße bleibt gesperrt"))


@pytest.fixture
def amended(tmp_path: Path) -> Path:
    """A ledger with a changed kind (1), a moved quote (2), a new speaker (3), an addition (4 to 5) and an undone change (6 to 7)."""
    path = tmp_path / "merle.wortlaut"
    whole = reading("Streit", *SAID)
    assert whole.article is not None
    start = whole.article.text.index("am Freitag")
    with SqliteLedger.open(path, create=True) as ledger:
        ledger.begin(run())
        ledger.put(run().id, [whole], PRODUCERS)
        first, second = (one.id for one in whole.quotations)
        ledger.amend_kind(first, Kind.REPORTED, "Kim", "t1")
        ledger.amend_quote(first, ((whole.quotations[0].quote[0].start, whole.quotations[0].quote[0].end - 5),), "Kim", "t2")
        ledger.amend_speaker(first, "Rolf Tamm", "Kim", "t3", ActorKind.PERSON)
        ledger.add(whole.article.id, ((start, start + 10),), Kind.INDIRECT, "Kim", "t4")
        ledger.amend_kind(second, Kind.DIRECT, "Noor", "t5")
        ledger.undo("Noor", "t6")
        assert list(ledger.verify()) == []
    return path


MADE = "the amendment is not the one that was made"
UNREADABLE = "an amendment cannot be read"
KINDS = "the kinds that are searched are not those decided"
ADDED = "the added statements are not those of the log"


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("UPDATE decisions SET value = replace(value, 'Reported', 'Direct') WHERE key = 1", MADE),
        ("UPDATE decisions SET by = 'Robin' WHERE key = 2", MADE),
        ("UPDATE decisions SET value = replace(value, 'Tamm', 'Wald') WHERE key = 3", MADE),
        ("UPDATE decisions SET batch = NULL WHERE key = 4", MADE),
        ("UPDATE decisions SET batch = NULL WHERE key = 5", "the decision is not the one that was made"),
        ("UPDATE decisions SET part = 'quote' WHERE key = 1", MADE),
        ("UPDATE decisions SET part = 'poem' WHERE key = 1", UNREADABLE),
        ("UPDATE decisions SET value = 'none' WHERE key = 3", UNREADABLE),
        ("DELETE FROM decisions WHERE key = 6", "the decision it replaces does not exist"),
        ("DELETE FROM decisions WHERE key = 7", KINDS),
        ("DELETE FROM amended_kinds", KINDS),
        ("UPDATE amended_kinds SET kind = 'Direct'", KINDS),
        ("DELETE FROM decisions WHERE part = 'added'", ADDED),
        ("DELETE FROM moved_statements", "who stands for whom is not what the log of decisions says"),
    ],
)
def test_damage_to_amendments_is_found_and_named(amended: Path, damage: str, reason: str) -> None:
    """What was changed or taken out is told, with the reason."""
    with closing(sqlite3.connect(amended)) as connection:
        connection.execute(damage)
        connection.commit()
    with SqliteLedger.open(amended) as ledger:
        assert reason in {one.reason for one in ledger.verify()}
