"""A .dna file that came into another ledger comes over with it, once, as it came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.dna_factory import damaged, write_dna

from wortlaut.capture.dna import read_dna
from wortlaut.interchange import bring_imports, capture_dna
from wortlaut.records import Query, Taken, Verdict
from wortlaut.seams import ReadOptions
from wortlaut.store.sqlite import SqliteLedger

FURTHER = ("UPDATE DATABOOLEAN SET Value = 0 WHERE ID = 1",)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[SqliteLedger, SqliteLedger]]:
    """My ledger and another one, both empty; both verify in the end."""
    with (
        SqliteLedger.open(tmp_path / "mine.wortlaut", create=True) as mine,
        SqliteLedger.open(tmp_path / "theirs.wortlaut", create=True) as theirs,
    ):
        yield mine, theirs
        assert list(mine.verify()) == list(theirs.verify()) == []


def take(ledger: SqliteLedger, path: Path, replaces: str = "") -> str:
    """Capture a file and return the id of its import."""
    return capture_dna(read_dna(path, path.name, ReadOptions()), path.name, ledger, replaces).imported.id


def test_a_file_comes_over_with_what_was_decided_on_it(pair: tuple[SqliteLedger, SqliteLedger], tmp_path: Path) -> None:
    """Rows, articles, statements and their coders' judgements are those of the other ledger; nothing is judged twice."""
    mine, theirs = pair
    take(theirs, write_dna(tmp_path / "merle.dna"))
    rejected = next(iter(theirs.statements(Query()))).quotation.id
    theirs.judge(rejected, Verdict.REJECT, "Lee", "2026-03-02T08:00:00+00:00")
    judged = list(theirs.judgements())
    assert [one.known for one in bring_imports(theirs, mine)] == [False]
    assert mine.take(theirs.entries()) == Taken(new=1, known=len(judged) - 1, conflicts=1)
    assert list(mine.imports()) == list(theirs.imports())
    assert list(mine.statements(Query())) == list(theirs.statements(Query()))
    assert list(mine.judgements()) == judged
    assert mine.events(Query()) == theirs.events(Query())
    assert [one.known for one in bring_imports(theirs, mine)] == [True]
    assert mine.take(theirs.entries()) == Taken(known=len(judged))


def test_two_files_of_one_project_stand_side_by_side(pair: tuple[SqliteLedger, SqliteLedger], tmp_path: Path) -> None:
    """Each side has a copy that its coder went on with: both count, and the second merge back brings the first one over."""
    mine, theirs = pair
    take(mine, write_dna(tmp_path / "merle.dna"))
    take(theirs, damaged(tmp_path / "further.dna", *FURTHER))
    bring_imports(theirs, mine)
    bring_imports(mine, theirs)
    assert {one.id for one in mine.imports()} == {one.id for one in theirs.imports()}
    assert len(list(mine.imports())) == 2
    assert len(mine.events(Query()).rows) == len(theirs.events(Query()).rows)


def test_a_file_stands_in_for_the_one_it_replaced(pair: tuple[SqliteLedger, SqliteLedger], tmp_path: Path) -> None:
    """What the other side put in the place of a file takes its place here too."""
    mine, theirs = pair
    old = take(mine, write_dna(tmp_path / "merle.dna"))
    take(theirs, tmp_path / "merle.dna")
    new = take(theirs, damaged(tmp_path / "further.dna", *FURTHER), old)
    bring_imports(theirs, mine)
    assert [(one.id, one.replaces) for one in mine.imports()] == [(new, old)]
    assert [one.id for one in bring_imports(mine, theirs) if not one.known] == []
