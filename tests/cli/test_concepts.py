"""Codebook, coding, comparing, merging and redacting, command by command."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tests.dna_factory import write_dna

from wortlaut.cli.lists import AS_READ

PAGE = """Talzeitung

Streit um den Probestau

12. März 2021

Altfurt (fpa) - „Der Probestau muss bald beginnen“, sagte Energieminister Tarik Welling. „Die Mauer hält nicht“, sagte Ute Feld aus Untermerle.
"""
BOOK = """\
name: Merle
concepts:
  - {id: probestau, labels: {de: Der Probestau soll stattfinden}, cues: [Probestau, beginnen], examples: [Der Probestau soll bald beginnen.]}
  - {id: mauer, labels: {de: Die Mauer ist sicher}, cues: [Mauer, hält], examples: [Die Mauer hält.]}
"""


@pytest.fixture
def ledger(wortlaut, tmp_path: Path) -> str:
    """A ledger with two statements and a codebook."""
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "book.yaml").write_text(BOOK, encoding="utf-8")
    assert wortlaut("run", "page.txt", "--ledger", "kim.wortlaut", "--annotator", "de-rules").code == 0
    assert wortlaut("concepts", "import", "book.yaml", "--ledger", "kim.wortlaut").code == 0
    return "kim.wortlaut"


def suggested(wortlaut, ledger: str) -> dict[str, tuple[str, str, int | None]]:
    """Words of every statement nobody has coded: its id and its best suggestion."""
    rows = json.loads(wortlaut("concepts", "suggest", "--json", "--ledger", ledger).out)["statements"]
    return {row["wording"]: (row["id"], row["suggestions"][0]["concept"], row["suggestions"][0]["agreement"]) for row in rows}


def test_a_codebook_is_begun_checked_and_taken_in(wortlaut, ledger: str, tmp_path: Path) -> None:
    """`init` writes what `check` accepts; `import` shows changes; the codebook of a ledger can be written out again."""
    assert wortlaut("concepts", "init").code == 0
    assert wortlaut("concepts", "check", "codebook.yaml").code == 0
    assert wortlaut("concepts", "init").code == 2
    changed = wortlaut("concepts", "check", "codebook.yaml", "--ledger", ledger)
    assert changed.out.splitlines() == [
        "changed codebook, name: Merle -> my study",
        "added trial-filling: The trial filling should take place",
        "added wall-safe: The wall of the dam is safe",
        "removed probestau: Der Probestau soll stattfinden",
        "removed mauer: Die Mauer ist sicher",
    ]
    assert wortlaut("concepts", "init", "again.yaml", "--ledger", ledger).code == 0
    assert "in force already" in wortlaut("concepts", "import", "again.yaml", "--ledger", ledger).err


def test_a_broken_codebook_leaves_the_ledger_alone(wortlaut, ledger: str, tmp_path: Path) -> None:
    """`check` lists every flaw and ends with 1, `import` tells the first and ends with 2; nothing changes."""
    (tmp_path / "bad.yaml").write_text(BOOK.replace("mauer", "probestau").replace("cues: [Probestau, beginnen],", "parent: damm,"), encoding="utf-8")
    checked = wortlaut("concepts", "check", "bad.yaml")
    assert (checked.code, checked.err.splitlines()[-1]) == (1, "2 flaws")
    before = Path(ledger).read_bytes()
    done = wortlaut("concepts", "import", "bad.yaml", "--ledger", ledger)
    assert (done.code, done.err) == (2, "wortlaut: two concepts have the same id: bad.yaml:4: probestau: the first stands on line 3\n")
    assert Path(ledger).read_bytes() == before
    assert wortlaut("concepts", "check", "gone.yaml").code == 2


def test_suggestions_are_coded_and_counted(wortlaut, ledger: str) -> None:
    """Suggestions stand for what nobody coded; a coding counts in the list and in networks, and undo takes it back."""
    found = suggested(wortlaut, ledger)
    assert [(concept, level) for _, concept, level in found.values()] == [("probestau", 1), ("mauer", -1)]
    key = found["„Die Mauer hält nicht“"][0]
    assert wortlaut("concepts", "code", key, "mauer", "--agreement", "-1", "--by", "Kim", "--ledger", ledger).code == 0
    assert list(suggested(wortlaut, ledger)) == ["„Der Probestau muss bald beginnen“"]
    counts = {row["id"]: row["statements"] for row in json.loads(wortlaut("concepts", "list", "--json", "--ledger", ledger).out)["concepts"]}
    assert counts == {"probestau": 0, "mauer": 1}
    assert "undone: mauer on " in wortlaut("undo", "--by", "Kim", "--ledger", ledger).err
    assert len(suggested(wortlaut, ledger)) == 2


def test_kept_suggestions_count_only_on_request(wortlaut, ledger: str) -> None:
    """`--keep` keeps those that are good enough for `--include machine`; the default network stays empty."""
    assert "1 suggestions kept" in wortlaut("concepts", "suggest", "--keep", "--ledger", ledger).err
    assert "0 suggestions kept" in wortlaut("concepts", "suggest", "--keep", "--ledger", ledger).err
    ask = ("study", "network", "--type", "twomode", "--variable1", "person", "--json", "--ledger", ledger)
    assert json.loads(wortlaut(*ask).out)["rows"] == []
    assert json.loads(wortlaut(*ask, "--include", "machine").out)["rows"] == ["Tarik Welling"]


def test_a_blind_sheet_shows_nothing_and_comes_back(wortlaut, ledger: str, tmp_path: Path) -> None:
    """A blind sheet has neither suggestions nor others' codings; what is filled in is coded, and marked as blind."""
    key = suggested(wortlaut, ledger)["„Die Mauer hält nicht“"][0]
    wortlaut("concepts", "code", key, "mauer", "--agreement", "-1", "--by", "Kim", "--ledger", ledger)
    assert wortlaut("concepts", "code", "--sheet", "open.csv", "--by", "Lee", "--ledger", ledger).code == 0
    assert "Kim: mauer -1" in (tmp_path / "open.csv").read_text(encoding="utf-8")
    assert wortlaut("concepts", "code", "--sheet", "blind.csv", "--blind", "--by", "Lee", "--ledger", ledger).code == 0
    with (tmp_path / "blind.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert not {"suggested", "coded by others"} & rows[0].keys()
    rows[0] |= {"concept": "-"}
    with (tmp_path / "lee.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert wortlaut("concepts", "code", "--from", "lee.csv", "--by", "Lee", "--ledger", ledger).err.splitlines() == ["1 codings"]
    assert wortlaut("concepts", "code", "--sheet", "rest.csv", "--blind", "--by", "Lee", "--ledger", ledger).err.startswith("1 statements to code")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("s-1,damm,,Kim", "the codebook has no such concept: sheet.csv:2: damm"),
        ("s-1,mauer,7,Kim", "this is no level of the scale: sheet.csv:2: 7: one of -1, 0, 1, or leave it empty"),
        ("s-1,mauer,1,", "a coding needs a name: sheet.csv:2"),
        (",mauer,1,Kim", "a coding names no statement: sheet.csv:2"),
    ],
)
def test_a_wrong_sheet_codes_nothing(wortlaut, ledger: str, tmp_path: Path, row: str, told: str) -> None:
    """The line that is wrong is named, and no line is coded."""
    (tmp_path / "sheet.csv").write_text(f"id,concept,agreement,by\n{row}\n", encoding="utf-8")
    done = wortlaut("concepts", "code", "--from", "sheet.csv", "--ledger", ledger)
    assert done.code == 2
    assert told in done.err


def test_two_coders_are_merged_and_compared(wortlaut, ledger: str, tmp_path: Path) -> None:
    """Another coder's ledger comes in once, and the coders' agreement is told by every measure."""
    (tmp_path / "lee.wortlaut").write_bytes((tmp_path / ledger).read_bytes())
    keys = [key for key, _, _ in suggested(wortlaut, ledger).values()]
    for book, by, concepts in ((ledger, "Kim", ("probestau", "mauer")), ("lee.wortlaut", "Lee", ("probestau", "-"))):
        for key, concept in zip(keys, concepts, strict=True):
            assert wortlaut("concepts", "code", key, concept, "--by", by, "--ledger", book).code == 0
    merged = wortlaut("merge", "lee.wortlaut", "--ledger", ledger)
    assert merged.err.startswith("2 decisions taken in, 0 were here; 1 statements on which both decided differently")
    assert wortlaut("merge", "lee.wortlaut", "--ledger", ledger).err.startswith("0 decisions taken in, 2 were here")
    figures = json.loads(wortlaut("concepts", "agree", "--json", "--ledger", ledger).out)["agreement"]
    told = {(one["what"], one["measure"]): (one["value"], one["units"]) for one in figures}
    assert told["concept", "percent"] == (0.5, 2)
    assert told["concept", "kappa"][1] == 2
    assert {measure for _, measure in told} == {"percent", "kappa", "alpha", "alpha_u"}
    assert wortlaut("concepts", "agree", "--coder", "Ida", "--ledger", ledger).code == 2
    assert wortlaut("merge", ledger, "--ledger", ledger).code == 2


def test_redaction_asks_and_leaves_a_tombstone(wortlaut, ledger: str) -> None:
    """Words go only with a name, a reason and a yes; then they are in no output, and the tombstone is."""
    assert wortlaut("redact", "Ute Feld", "--by", "Kim", "--ledger", ledger).code == 2
    done = wortlaut("redact", "Ute Feld", "--by", "Kim", "--reason", "asked for", "--yes", "--ledger", ledger)
    assert done.err.startswith("1 passages in 1 texts taken out")
    printed = wortlaut("statements", "--json", "--ledger", ledger).out + wortlaut("articles", "--json", "--ledger", ledger).out
    assert "hält" not in printed
    (stone,) = json.loads(wortlaut("redact", "--list", "--json", "--ledger", ledger).out)["redactions"]
    assert (stone["actor"], stone["by"], stone["reason"], stone["places"]) == ("Ute Feld", "Kim", "asked for", 1)
    assert wortlaut("verify", "--ledger", ledger).code == 0
    assert wortlaut("run", "page.txt", "--ledger", ledger).code == 0
    assert "hält" not in wortlaut("statements", "--json", "--ledger", ledger).out


def test_the_date_of_a_redacted_article_is_set_and_taken_back(wortlaut, ledger: str) -> None:
    """The date is kept and shown; that times in the text cannot be counted anew is said, and undoing it is as clean."""
    (article,) = json.loads(wortlaut("articles", "--json", "--ledger", ledger).out)["articles"]
    wortlaut("redact", "Ute Feld", "--by", "Kim", "--reason", "asked for", "--yes", "--ledger", ledger)
    done = wortlaut("articles", "set", article["id"], "--date", "2021-03-14", "--by", "Kim", "--ledger", ledger)
    assert (done.code, done.err.splitlines()[1]) == (0, AS_READ)
    (later,) = json.loads(wortlaut("articles", "--json", "--ledger", ledger).out)["articles"]
    assert (later["published"]["best"], later["published"]["reason"]) == ("2021-03-14", "user")
    undone = wortlaut("undo", "--by", "Kim", "--ledger", ledger)
    assert (undone.code, undone.err.splitlines()[1]) == (0, AS_READ)
    assert json.loads(wortlaut("articles", "--json", "--ledger", ledger).out)["articles"][0]["published"] == article["published"]
    assert wortlaut("verify", "--ledger", ledger).code == 0


def test_who_is_who_and_dna_files_come_over(wortlaut, ledger: str, tmp_path: Path) -> None:
    """`merge` tells the files it took in and the actors on whom both decided differently; again there is nothing to tell."""
    (tmp_path / "lee.wortlaut").write_bytes((tmp_path / ledger).read_bytes())
    write_dna(tmp_path / "merle.dna")
    assert wortlaut("capture", "merle.dna", "--ledger", "lee.wortlaut").code == 0
    for book, name, by in ((ledger, "Dr. Feld", "Kim"), ("lee.wortlaut", "U. Feld", "Lee")):
        assert wortlaut("actors", "rename", "Ute Feld", name, "--by", by, "--ledger", book).code == 0
    told = wortlaut("merge", "lee.wortlaut", "--ledger", ledger).err.splitlines()
    assert told[0].startswith("took in merle.dna: d-")
    assert told[-1] == "  both decided differently who is who: U. Feld; the decisions taken in now hold, wortlaut actors decisions shows both"
    assert "U. Feld" in wortlaut("actors", "--csv", "--ledger", ledger).out
    again = wortlaut("merge", "lee.wortlaut", "--ledger", ledger).err.splitlines()
    assert (len(again), again[0].startswith("0 decisions taken in")) == (1, True)
