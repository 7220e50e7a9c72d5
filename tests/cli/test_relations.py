"""`study stories` and `study tensions`: what is printed, and what people decide."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest


@pytest.fixture
def demo(wortlaut, demo_ledger: Path, tmp_path: Path) -> None:
    """A copy of it in the folder where commands run."""
    shutil.copy(demo_ledger, tmp_path)


def test_stories_in_every_form(wortlaut, demo: None) -> None:
    """The table is for people; JSON has the relations with words and reasons; CSV has a row per story."""
    assert "1 literal copy" in wortlaut("study", "stories").out
    (story,) = json.loads(wortlaut("study", "stories", "--json").out)["stories"]
    assert len(story["articles"]) == 3
    assert story["origins"] == 2
    copy = next(one for one in story["relations"] if one["kind"] == "literal_copy")
    assert copy["status"] == "asserted"
    assert 0.4 < copy["share"] < 0.5
    assert {passage["article"] for passage in copy["evidence"]} == {copy["one"], copy["other"]}
    (row,) = csv.DictReader(wortlaut("study", "stories", "--csv").out.splitlines())
    assert row["copies"] == "1 literal copy"


def test_relations_of_stories_are_listed(wortlaut, demo: None) -> None:
    """What rests on an inferred speaker is a candidate and says so."""
    rows = list(csv.DictReader(wortlaut("study", "stories", "--relations", "--csv").out.splitlines()))
    assert {row["kind"] for row in rows} == {"literal_copy", "same_event", "same_statement"}
    assert {row["status"] for row in rows} == {"asserted", "candidate"}


def test_nothing_is_ever_called_independent(wortlaut, demo: None) -> None:
    """Neither a story nor a reason claims that sources do not depend on each other."""
    stories = wortlaut("study", "stories", "--json").out
    reasons = [one["reasons"] for one in json.loads(wortlaut("study", "tensions", "--json").out)["candidates"]]
    assert "independent" not in stories + json.dumps(reasons)


def test_a_person_decides_and_takes_it_back(wortlaut, demo: None) -> None:
    """Confirm as a contradiction, see it, undo it, reject it; the log keeps all of it."""

    def status() -> tuple[str, str, str]:
        row = next(csv.DictReader(wortlaut("study", "tensions", "--concept", "zusagen", "--csv").out.splitlines()))
        return row["kind"], row["status"], row["decided_by"]

    wanted = next(csv.DictReader(wortlaut("study", "tensions", "--concept", "zusagen", "--csv").out.splitlines()))["id"]
    assert status() == ("tension", "candidate", "")
    assert wortlaut("study", "tensions", "--confirm", wanted, "--as", "contradiction", "--by", "Kim").code == 0
    assert status() == ("contradiction", "confirmed", "Kim")
    assert "undone: contradiction of s-" in wortlaut("undo", "--by", "Kim").err
    assert status() == ("tension", "candidate", "")
    assert wortlaut("study", "tensions", "--reject", wanted[:10], "--by", "Lee", "--note", "nicht dieselbe Zusage").code == 0
    assert status() == ("tension", "rejected", "Lee")
    assert wortlaut("verify").code == 0


def test_candidates_are_narrowed(wortlaut, demo: None) -> None:
    """By kind, concept and either actor; the other side may be anybody."""
    rows = list(csv.DictReader(wortlaut("study", "tensions", "--actor", "Silke Fenn", "--kind", "tension", "--csv").out.splitlines()))
    assert rows
    assert all("Silke Fenn" in (row["actor_one"], row["actor_other"]) for row in rows)
    assert {row["kind"] for row in rows} == {"tension"}


def test_an_empty_list_says_what_would_fill_it(wortlaut, demo: None) -> None:
    """The message names the flag."""
    done = wortlaut("study", "tensions", "--concept", "nichts")
    assert (done.code, done.out) == (0, "")
    assert "--include all" in done.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--confirm", "l-", "--by", "Kim"], "several candidates have an id that starts like this"),
        (["--confirm", "l-0000", "--by", "Kim"], "no candidate has this id"),
        (["--confirm", "", "--by", "Kim"], "several candidates"),
        (["--confirm", "l-1"], "a decision needs a name"),
        (["--confirm", "l-1", "--reject", "l-2", "--by", "Kim"], "a decision is one of two"),
        (["--reject", "l-1", "--as", "contradiction", "--by", "Kim"], "--as says what is confirmed"),
        (["--by", "Kim"], "--as, --by and --note belong to a decision"),
        (["--since", "gestern"], "not a date"),
    ],
)
def test_what_cannot_be_decided_is_refused_in_one_line(wortlaut, demo: None, options: list[str], message: str) -> None:
    """Exit code 2, one line, no decision."""
    done = wortlaut("study", "tensions", *options)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert len(done.err.strip().splitlines()) == 1
