"""What every ledger promises about replies: each of them stands beside its statement, with who and when, and none is ever overwritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.contracts.test_ledger import BRANDT, OSTERMOOR, Open, begun, ids, ledger, make, put
from tests.contracts.test_ledger_amendments import row, two, whole
from tests.ledger_factory import without

from wortlaut.errors import LedgerError
from wortlaut.records import Amendment, Part, Reading
from wortlaut.seams import Ledger

__all__ = ["ledger", "make", "two", "whole"]

DAMM, SPERRE = OSTERMOOR.words, BRANDT.words


def replies(book: Ledger, words: str = DAMM) -> list[tuple[str | None, str, str, str]]:
    """Whose reply, its text, who deposited it, when."""
    return [(one.actor.name if one.actor else None, one.note, one.by, one.at) for one in row(book, words).replies]


def test_every_reply_stands_with_who_and_when(two: Ledger) -> None:
    """One of the speaker, one of somebody who is not in the ledger; the statement stays as it was."""
    before = row(two, DAMM)
    two.reply(ids(two)[DAMM], "  Ich sagte: noch.  ", "Kim", "t1", OSTERMOOR.speaker)
    two.reply(ids(two)[DAMM], "Das betrifft mein Haus. Ute Feld", "Kim", "t2")
    assert replies(two) == [(OSTERMOOR.speaker, "Ich sagte: noch.", "Kim", "t1"), (None, "Das betrifft mein Haus. Ute Feld", "Kim", "t2")]
    assert replies(two, SPERRE) == []
    after = row(two, DAMM)
    assert (after.quotation, after.statement, after.actor, after.judgement, after.amendments) == (
        before.quotation,
        before.statement,
        before.actor,
        before.judgement,
        before.amendments,
    )
    assert list(two.verify()) == []


def test_the_same_reply_again_adds_nothing(two: Ledger) -> None:
    """Whoever presses twice deposits once; other words are another reply."""
    for at, said in (("t1", "Nein."), ("t2", "Nein."), ("t3", "Doch nicht.")):
        two.reply(ids(two)[DAMM], said, "Kim", at)
    assert [said for _, said, _, _ in replies(two)] == ["Nein.", "Doch nicht."]


def test_a_reply_is_taken_back_and_deposited_again(two: Ledger) -> None:
    """Undo uncovers what stood before; the log keeps everything."""
    two.reply(ids(two)[DAMM], "Nein.", "Kim", "t1")
    two.reply(ids(two)[DAMM], "Doch nicht.", "Kim", "t2")
    gone = two.undo("Kim", "t3")
    assert isinstance(gone, Amendment)
    assert (gone.part, gone.retracted) == (Part.REPLY, True)
    assert [said for _, said, _, _ in replies(two)] == ["Nein."]
    two.redo("Kim", "t4")
    assert [said for _, said, _, _ in replies(two)] == ["Nein.", "Doch nicht."]
    assert [(one.note, one.retracted) for one in two.amendments(ids(two)[DAMM])] == [
        ("Nein.", False),
        ("Doch nicht.", False),
        ("Doch nicht.", True),
        ("Doch nicht.", False),
    ]
    assert list(two.verify()) == []


def test_a_reply_travels_to_another_ledger(two: Ledger, whole: Reading, make: Callable[[Path], Open], tmp_path: Path) -> None:
    """With who and when, once."""
    two.reply(ids(two)[DAMM], "Nein.", "Kim", "t1", OSTERMOOR.speaker)
    given = list(two.entries())
    (tmp_path / "other").mkdir()
    with begun(make(tmp_path / "other")) as other:
        put(other, whole)
        other.take(given)
        other.take(given)
        assert replies(other) == replies(two) == [(OSTERMOOR.speaker, "Nein.", "Kim", "t1")]
        assert list(other.verify()) == []


def test_a_reply_outlives_its_statement_in_the_queue_of_orphans(two: Ledger, whole: Reading) -> None:
    """What the extraction no longer finds keeps its reply; nothing is lost, nothing moved."""
    two.reply(ids(two)[DAMM], "Nein.", "Kim", "t1")
    put(two, without(whole, 0), producers="two", number=1)
    assert [(one.decision.note, one.excerpt) for one in two.orphans()] == [("Nein.", DAMM)]


@pytest.mark.parametrize("said", ["", "   ", "x" * 5_001])
def test_what_is_no_reply_is_refused(two: Ledger, said: str) -> None:
    """Nothing, or a book; and nobody replies who is unknown."""
    with pytest.raises(LedgerError, match="this is no reply"):
        two.reply(ids(two)[DAMM], said, "Kim", "t1")
    with pytest.raises(LedgerError, match="there is no such actor"):
        two.reply(ids(two)[DAMM], "Nein.", "Kim", "t1", "Niemand")
    assert replies(two) == []
