"""Every way in which a ledger can break its promise is found by verify, and named."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.ledger_factory import PRODUCERS, Said, failed, reading, run

from wortlaut.errors import LedgerError
from wortlaut.records import Field, Query, Verdict
from wortlaut.store.sqlite import SqliteLedger


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A ledger with an article, a problem, a judgement undone, a correction and a superseded extraction, closed."""
    path = tmp_path / "merle.wortlaut"
    whole = reading("Streit", Said("Jana Ostermoor", "Der Damm hält"), Said("Ole Brandt", "Die Straße bleibt gesperrt"))
    with SqliteLedger.open(path, create=True) as ledger:
        ledger.begin(run())
        ledger.put(run().id, [whole, failed()], "older")
        ledger.put(run().id, [whole], PRODUCERS)
        ledger.judge(whole.quotations[0].id, Verdict.ACCEPT, "Kim", "t1")
        ledger.undo("Kim", "t2")
        assert whole.article is not None
        ledger.correct(whole.article.id, Field.DATE, "2014-10", "Kim", "t3")
    return path


def test_a_sound_ledger_has_no_mismatch(filled: Path) -> None:
    """Nothing is found where nothing is wrong, for readers and writers alike."""
    for read_only in (True, False):
        with SqliteLedger.open(filled, read_only=read_only) as ledger:
            assert list(ledger.verify()) == []


DAMAGE = [
    ("UPDATE texts SET text = replace(text, 'Damm hält', 'Damm bricht')", "the text has another digest"),
    ("UPDATE texts SET text = replace(text, 'Damm hält', 'Damm fällt')", "quote [9, 22) is not what stands in the text"),
    ("""UPDATE statements SET cue = '[{"start":0,"end":5,"text":"sagte"}]'""", "cue [0, 5) is not what stands in the text"),
    ("""UPDATE statements SET frame = '[{"start":0,"end":5,"text":"sagte"}]'""", "frame [0, 5) is not what stands in the text"),
    ("""UPDATE statements SET speaker = '[{"start":0,"end":4,"text":"Jana"}]'""", "speaker [0, 4) is not what stands in the text"),
    ("""UPDATE statements SET addressee = '[{"start":0,"end":4,"text":"Jana"}]'""", "addressee [0, 4) is not what stands in the text"),
    ("UPDATE statements SET modality = replace(modality, 'hearsay', 'gossip')", "'gossip' is no ModalityClass"),
    ("""UPDATE statements SET said_reason = 'event', said_span = '{"start":0,"end":2,"text":"Fr"}'""", "said [0, 2) is not what stands"),
    (
        """UPDATE statements SET chain = '[{"hand":"medium","name":"X","span":{"start":0,"end":1,"text":"X"}}]'""",
        "chain [0, 1) is not what stands in the text",
    ),
    ("UPDATE statements SET kind = 'Shouted'", "'Shouted' is not a valid Kind"),
    ("UPDATE statements SET quote = '[]'", "the quotation quotes nothing"),
    ("UPDATE statements SET nested_in = 's-gone'", "the enclosing quotation s-gone does not exist"),
    ("UPDATE statements SET actor_id = 'p-gone'", "the actor p-gone does not exist"),
    ("UPDATE statements SET on_behalf_of_id = 'p-gone'", "the actor p-gone does not exist"),
    ("""UPDATE statements SET place = '{"start":1,"end":3,"text":"St"}'""", "place [1, 3) is not what stands in the text"),
    ("""UPDATE articles SET headline = '{"start":1,"end":3,"text":"St"}'""", "headline [1, 3) is not what stands in the text"),
    ("""UPDATE articles SET place = '{"start":1,"end":3,"text":"St"}'""", "place [1, 3) is not what stands in the text"),
    ("""UPDATE articles SET published_span = '{"start":1,"end":3,"text":"St"}'""", "published [1, 3) is not what stands in the text"),
    ("UPDATE articles SET lines = replace(lines, '\"end\":6', '\"end\":9999')", "line [0, 9999) is empty, outside the text"),
    ("UPDATE articles SET links = replace(links, 'p-', 'q-')", "a link means the actor q-"),
    ("UPDATE articles SET lines = 'none'", "a stored record is not JSON"),
    ("UPDATE captures SET charset = 'latin-1' WHERE source = 'merle/a.txt'", "the text is not the decoded source"),
    ("UPDATE captures SET charset = 'ascii' WHERE source = 'merle/a.txt'", "the capture cannot be decoded"),
    ("UPDATE contents SET data = x'00'", "is damaged"),
    ("UPDATE contents SET data = (SELECT data FROM contents ORDER BY size DESC LIMIT 1)", "the bytes have another digest"),
    ("DELETE FROM problems", "it gave neither an article nor a problem, or both"),
    ("DELETE FROM captures WHERE source = 'merle/a.txt'", "refers to something in captures that does not exist"),
    ("DELETE FROM texts", "refers to something in texts that does not exist"),
    ("DELETE FROM producers", "refers to something in producers that does not exist"),
    ("DELETE FROM decisions WHERE key = 1", "the decision it replaces does not exist"),
    ("UPDATE decisions SET replaces = (SELECT id FROM decisions WHERE key = 1), retracted = 1 WHERE key = 3", "the decision is undone twice"),
    ("UPDATE decisions SET verdict = 'reject' WHERE key = 1", "the decision is not the one that was made"),
    ("UPDATE decisions SET by = 'Robin' WHERE key = 1", "the decision is not the one that was made"),
    ("UPDATE decisions SET note = 'nein' WHERE key = 2", "the decision is not the one that was made"),
    ("UPDATE decisions SET value = '2015' WHERE key = 3", "the decision is not the one that was made"),
    ("UPDATE decisions SET value_start = '2015-01-01' WHERE key = 3", "the dates that are searched are not those decided"),
    ("UPDATE statements SET stretch = '1-2'", "its id or place is not that of the words it quotes"),
    ("UPDATE statements SET id = id || 'x'", "its id or place is not that of the words it quotes"),
    ("UPDATE search_texts SET words = 'etwas anderes'", "the words that are searched are not those quoted"),
    ("UPDATE search_texts SET context = 'etwas anderes'", "the index does not hold the words of the statements"),
    ("INSERT INTO search_index (search_index) VALUES ('delete-all')", "2 current statements are missing in the index, 0 do not belong there"),
]


@pytest.mark.parametrize(("damage", "reason"), DAMAGE, ids=[reason for _, reason in DAMAGE])
def test_damage_is_found_and_named(filled: Path, damage: str, reason: str) -> None:
    """Each kind of damage gives at least one mismatch that says what is wrong, and never an exception."""
    break_(filled, damage)
    with SqliteLedger.open(filled) as ledger:
        found = [f"{one.subject}: {one.reason}" for one in ledger.verify()]
    assert any(reason in line for line in found), found
    assert all("\n" not in line for line in found)


def test_a_damaged_file_is_found(filled: Path) -> None:
    """Bytes overwritten in the file itself are a mismatch of the file, even where nothing behind them can be read."""
    data = bytearray(filled.read_bytes())
    page = data.index(b"Streit\n\n") // 4096
    data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    filled.write_bytes(data)
    with SqliteLedger.open(filled) as ledger:
        assert "file" in {one.subject for one in ledger.verify()}


@pytest.mark.parametrize(
    "ask",
    [
        lambda ledger: list(ledger.statements(Query())),
        lambda ledger: list(ledger.articles(Query())),
        lambda ledger: ledger.find("s-"),
    ],
)
def test_reading_a_damaged_record_points_to_verify(tmp_path: Path, ask: Callable[[SqliteLedger], object]) -> None:
    """Commands that meet a damaged record name it and the way out, in one line."""
    path = tmp_path / "merle.wortlaut"
    with SqliteLedger.open(path, create=True) as ledger:
        ledger.begin(run())
        ledger.put(run().id, [reading()], PRODUCERS)
    break_(path, "UPDATE articles SET lines = '{}'")
    with SqliteLedger.open(path) as ledger, pytest.raises(LedgerError, match=r"a stored record is damaged: a-.*: run `wortlaut verify`"):
        ask(ledger)


def break_(path: Path, damage: str) -> None:
    """Change the file behind the ledger's back."""
    raw = sqlite3.connect(path)
    raw.execute(damage)
    raw.commit()
    raw.close()
