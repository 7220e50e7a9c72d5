"""Who is who, as a user decides it: suggestions, merges, splits, names, a registry from a file, and all of it taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

FIRST = """12. März 2021

Streit um den Merle-Damm

„Wir messen gemeinsam oder gar nicht“, sagte Wasserministerin Jana Ostermoor am Freitag. „Das Wasser steigt“, sagte Boris Lemkow.
"""
SECOND = """13. März 2021

Der Damm und seine Gegner

„Die Mauer ist sicher“, sagte der Gutachter Boris Lemkov am Samstag. „Niemand hat uns gefragt“, sagte Nordaus Wasserministerin.
"""
ACTORS = """- name: Jana Ostermoor
  kind: person
  roles:
    - {title: Wasserministerin, organisation: Nordau, since: 2020, until: 2023-06}
- name: Boris Lemkow
  kind: person
  aliases: [Boris Lemkov, Борис Лемков]
  ids: {wikidata: Q1}
- name: Nordau
  kind: state
"""


@pytest.fixture
def ledger(wortlaut, tmp_path: Path) -> Path:
    """A ledger with two articles, the only one here."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    assert wortlaut("run", "pages", "--ledger", "m.wortlaut", "--annotator", "de-rules").code == 0
    return tmp_path / "m.wortlaut"


def who(wortlaut) -> dict[str, str]:
    """Who said what, as `statements` shows it."""
    rows = json.loads(wortlaut("statements", "--json").out)["statements"]
    return {row["quote"][0]["text"].strip("„“"): row["actor"]["name"] for row in rows if row["actor"]}


def counted(wortlaut, *args: str) -> dict[str, int]:
    """Actors and the numbers of their statements."""
    return {row["name"]: row["statements"] for row in json.loads(wortlaut("actors", "--json", *args).out)["actors"]}


def test_suggestions_say_why_and_merge_nothing(wortlaut, ledger) -> None:
    """Two spellings of a name are suggested, with the reason, and stay two actors until somebody decides."""
    before = counted(wortlaut)
    (found,) = json.loads(wortlaut("actors", "--suggest-merges", "--json").out)["suggestions"]
    assert (found["first"]["name"], found["second"]["name"]) == ("Boris Lemkov", "Boris Lemkow")
    assert found["reason"] == "the names sound alike: Boris Lemkov, Boris Lemkow"
    assert counted(wortlaut) == before


def test_a_merge_shows_everywhere_until_it_is_undone(wortlaut, ledger) -> None:
    """Statements, actors, search, show and filters follow a merge, a new run too; `undo` takes it back; the log keeps both."""
    before = who(wortlaut)
    done = wortlaut("actors", "merge", "Boris Lemkow", "Boris Lemkov", "--by", "Kim")
    assert (done.code, done.err.strip()) == (0, "Boris Lemkow is Boris Lemkov, too (by Kim; undo with wortlaut undo --by Kim)")
    merged = who(wortlaut)
    assert (merged["Die Mauer ist sicher"], merged["Das Wasser steigt"]) == ("Boris Lemkow", "Boris Lemkow")
    assert counted(wortlaut, "--actor", "Boris Lemkov") == {"Boris Lemkow": 2}
    (row,) = json.loads(wortlaut("search", "Mauer", "--json").out)["statements"]
    assert row["actor"]["name"] == "Boris Lemkow"
    assert "decided     Boris Lemkow is Boris Lemkov, too (by Kim at 2" in wortlaut("show", row["id"]).out
    assert wortlaut("actors", "--suggest-merges").err.strip() == "no two actors look like one"
    assert wortlaut("run", "pages", "--plain", "--annotator", "de-rules").code == 0  # another reading of the same texts
    assert counted(wortlaut, "--actor", "Boris Lemkov") == {"Boris Lemkow": 2}
    assert "undone: merge of Boris Lemkow" in wortlaut("undo", "--by", "Kim").err
    assert who(wortlaut) == before
    assert [row["state"] for row in json.loads(wortlaut("actors", "decisions", "--json").out)["decisions"]] == ["undone", "undo"]
    assert wortlaut("verify").code == 0


def test_statements_are_split_off_and_not_suggested_again(wortlaut, ledger) -> None:
    """Split statements belong to an actor of their own, and nobody suggests to merge what a person split."""
    wortlaut("actors", "merge", "Boris Lemkow", "Boris Lemkov", "--by", "Kim")
    (row,) = json.loads(wortlaut("search", "Mauer", "--json").out)["statements"]
    assert wortlaut("actors", "split", "Boris Lemkow", row["id"], "--by", "Robin").code == 0
    assert who(wortlaut)["Die Mauer ist sicher"] == "Boris Lemkow (2)"
    assert "no two actors look like one" in wortlaut("actors", "--suggest-merges").err
    assert wortlaut("actors", "rename", "Boris Lemkow (2)", "Boris Lemkov, Gutachter", "--by", "Robin").code == 0
    assert who(wortlaut)["Die Mauer ist sicher"] == "Boris Lemkov, Gutachter"
    assert wortlaut("actors", "alias", "Boris Lemkov, Gutachter", "Lemkov jun.", "--by", "Robin").code == 0
    assert counted(wortlaut, "--actor", "lemkov JUN.") == {"Boris Lemkov, Gutachter": 1}


def test_a_registry_resolves_what_articles_leave_open(wortlaut, ledger, tmp_path: Path) -> None:
    """After an import the next run reads the articles again: spellings are one actor, and a role has a holder at that date."""
    (tmp_path / "actors.yaml").write_text(ACTORS, encoding="utf-8")
    assert wortlaut("actors", "check", "actors.yaml").err.strip() == "3 actors, 0 errors, 0 names of several"
    assert "3 actors added, 0 replaced, 0 as before" in wortlaut("actors", "import", "actors.yaml", "--by", "Kim").err
    assert "0 new articles" not in wortlaut("run", "pages", "--annotator", "de-rules").err
    assert who(wortlaut) == {
        "Wir messen gemeinsam oder gar nicht": "Jana Ostermoor",
        "Das Wasser steigt": "Boris Lemkow",
        "Die Mauer ist sicher": "Boris Lemkow",
        "Niemand hat uns gefragt": "Jana Ostermoor",
    }
    assert counted(wortlaut, "--actor", "Борис Лемков") == {"Boris Lemkow": 2}
    (row,) = json.loads(wortlaut("actors", "--actor", "Jana Ostermoor", "--json").out)["actors"]
    role = {"title": "Wasserministerin", "organisation": "Nordau", "since": "2020-01-01", "until": "2023-06-30"}
    assert row["registered"] == {"roles": [role], "member_of": [], "speaks_for": [], "ids": {}}
    assert "2 already known" in wortlaut("run", "pages", "--annotator", "de-rules").err


def test_workers_resolve_with_the_registry_as_one_process_does(wortlaut, ledger, tmp_path: Path) -> None:
    """Several processes open the registry by themselves and find the same."""
    (tmp_path / "actors.yaml").write_text(ACTORS, encoding="utf-8")
    wortlaut("actors", "import", "actors.yaml", "--by", "Kim")
    wortlaut("run", "pages", "--annotator", "de-rules", "--workers", "2")
    assert who(wortlaut)["Niemand hat uns gefragt"] == "Jana Ostermoor"


def test_what_is_exported_is_imported_as_it_was(wortlaut, ledger, tmp_path: Path) -> None:
    """The exported list, imported again, adds nothing; an entry that changed replaces the one of its name."""
    (tmp_path / "actors.yaml").write_text(ACTORS, encoding="utf-8")
    wortlaut("actors", "import", "actors.yaml", "--by", "Kim")
    exported = wortlaut("actors", "export").out
    (tmp_path / "again.yaml").write_text(exported, encoding="utf-8")
    assert "0 actors added, 0 replaced, 3 as before" in wortlaut("actors", "import", "again.yaml", "--by", "Kim").err
    (tmp_path / "again.yaml").write_text(exported.replace("Q1", "Q2"), encoding="utf-8")
    assert "0 actors added, 1 replaced, 2 as before" in wortlaut("actors", "import", "again.yaml", "--by", "Robin").err
    assert "Q2" in wortlaut("actors", "export").out


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        (("merge", "Boris Lemkow", "Niemand", "--by", "Kim"), "there is no such actor: 'Niemand': list them with `wortlaut actors`"),
        (("merge", "Boris Lemkow", "Boris Lemkow", "--by", "Kim"), "they are one actor already"),
        (("split", "Boris Lemkow", "s-none", "--by", "Kim"), "no statement has this id"),
        (("rename", "Boris Lemkow", " ", "--by", "Kim"), "this is no name of an actor"),
        (("import", "none.yaml", "--by", "Kim"), "the list of actors cannot be read: none.yaml"),
        (("check", "."), "the list of actors cannot be read"),
    ],
)
def test_mistakes_are_told_in_one_line(wortlaut, ledger, command: tuple[str, ...], complaint: str) -> None:
    """What cannot be done is said in one line, with exit code 2, and nothing is written."""
    done = wortlaut("actors", *command)
    assert (done.code, complaint in done.err, len(done.err.strip().splitlines())) == (2, True, 1)
    assert "nobody decided anything" in wortlaut("actors", "decisions").err
