"""`wortlaut amend` changes what the machine found, adds what it missed, and says in one line what cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.ledger_factory import PRODUCERS, Said, reading, run

from wortlaut.errors import ExitCode
from wortlaut.store.sqlite import SqliteLedger

SAID = (Said("Jana Ostermoor", "Der Damm hält"), Said("Ole Brandt", "Die Straße bleibt gesperrt"))
WHOLE = reading("Streit", *SAID)
KEY = WHOLE.quotations[0].id


@pytest.fixture
def merle(tmp_path: Path) -> str:
    """A ledger file with one article in which two people speak."""
    path = tmp_path / "merle.wortlaut"
    with SqliteLedger.open(path, create=True) as ledger:
        ledger.begin(run())
        ledger.put(run().id, [WHOLE], PRODUCERS)
    return str(path)


def shown(wortlaut, merle: str, *filters: str) -> list[dict]:
    """The statements a command lists."""
    rows: list[dict] = json.loads(wortlaut("statements", "--ledger", merle, "--json", *filters).out)["statements"]
    return rows


def test_kind_and_speaker_are_changed_and_undone(wortlaut, merle: str) -> None:
    """Each change is a step of its own."""
    assert wortlaut("amend", KEY, "--kind", "Reported", "--by", "Kim", "--ledger", merle).code == ExitCode.DONE
    assert wortlaut("amend", KEY, "--actor", "unknown", "--by", "Kim", "--ledger", merle).code == ExitCode.DONE
    (row,) = shown(wortlaut, merle, "--kind", "Reported")
    assert (row["id"], row["actor"]) == (KEY, None)
    assert wortlaut("undo", "--by", "Kim", "--ledger", merle).code == ExitCode.DONE
    (row,) = shown(wortlaut, merle, "--kind", "Reported")
    assert row["actor"]["name"] == "Jana Ostermoor"
    assert wortlaut("undo", "--by", "Kim", "--ledger", merle).code == ExitCode.DONE
    assert shown(wortlaut, merle, "--kind", "Reported") == []


def test_the_cue_is_changed_and_a_statement_flagged(wortlaut, merle: str) -> None:
    """Other words, none at all, and a word to a second reader; undone and done again one by one."""
    assert WHOLE.article is not None
    start = WHOLE.article.text.index("angeblich")
    for cue, told in ((f"{start}-{start + 9}", ["angeblich"]), ("none", [])):
        assert wortlaut("amend", KEY, "--cue", cue, "--by", "Kim", "--ledger", merle).code == ExitCode.DONE
        assert [[span["text"] for span in row["cue"]] for row in shown(wortlaut, merle) if row["id"] == KEY] == [told]
    assert wortlaut("amend", KEY, "--flag", "--by", "Kim", "--ledger", merle).code == ExitCode.DONE
    assert "undone: flag of" in wortlaut("undo", "--by", "Kim", "--ledger", merle).err
    assert "undone: cue of" in wortlaut("undo", "--by", "Kim", "--ledger", merle).err
    assert "done again: cue of" in wortlaut("redo", "--by", "Kim", "--ledger", merle).err
    assert "done again: flag of" in wortlaut("redo", "--by", "Kim", "--ledger", merle).err
    refused = wortlaut("redo", "--by", "Kim", "--ledger", merle)
    assert (refused.code, "nothing to redo" in refused.err) == (ExitCode.USAGE, True)


def test_a_missed_statement_is_added(wortlaut, merle: str) -> None:
    """It takes the article, the words, the kind, and who speaks, who may be new."""
    assert WHOLE.article is not None
    start = WHOLE.article.text.index("am Freitag")
    asked = ["--add", "--quote", f"{start}-{start + 10}", "--kind", "Indirect", "--actor", "Rolf Tamm", "--new", "person"]
    assert wortlaut("amend", WHOLE.article.id, *asked, "--by", "Kim", "--ledger", merle).code == ExitCode.DONE
    (row,) = shown(wortlaut, merle, "--actor", "Rolf Tamm")
    assert row["quote"][0]["text"] == "am Freitag"


def test_a_reply_is_deposited_shown_and_undone(wortlaut, merle: str) -> None:
    """With whose it is, or without; the statement is not changed."""
    before = shown(wortlaut, merle)[0]
    assert (
        wortlaut("amend", KEY, "--reply", "Ich sprach vom alten Damm.", "--actor", "Jana Ostermoor", "--by", "Kim", "--ledger", merle).code
        == ExitCode.DONE
    )
    row = shown(wortlaut, merle)[0]
    assert [(one["actor"], one["text"], one["by"]) for one in row["replies"]] == [("Jana Ostermoor", "Ich sprach vom alten Damm.", "Kim")]
    assert {**row, "replies": []} == before
    assert "Jana Ostermoor: Ich sprach vom alten Damm. (deposited by Kim" in wortlaut("show", KEY, "--ledger", merle).out
    assert "undone: reply of" in wortlaut("undo", "--by", "Kim", "--ledger", merle).err
    assert shown(wortlaut, merle)[0] == before


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ([KEY, "--kind", "Direct", "--actor", "unknown"], "several things are to be changed"),
        ([KEY], "nothing is to be changed"),
        ([KEY, "--quote", "hier"], "no places in a text"),
        ([KEY, "--quote", "0-99999"], "no words of the text"),
        ([KEY, "--actor", "Rolf Tamm"], "no such actor"),
        ([KEY, "--reply", "Nein.", "--kind", "Direct"], "a reply changes nothing"),
        ([KEY, "--reply", "Nein.", "--add"], "no reply yet"),
        ([KEY, "--reply", " "], "this is no reply"),
        (["a-0000", "--add", "--quote", "0-3"], "needs its words and its kind"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(wortlaut, merle: str, asked: list[str], told: str) -> None:
    """Nothing is changed, and the line says what to do."""
    done = wortlaut("amend", *asked, "--by", "Kim", "--ledger", merle)
    assert (done.code, len(done.err.splitlines())) == (ExitCode.USAGE, 1)
    assert told in done.err
    with SqliteLedger.open(Path(merle), read_only=True) as ledger:
        assert list(ledger.amendments()) == []
