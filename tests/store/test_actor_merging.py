"""Decisions about actors come over from another ledger once, and two ledgers show the same actors unless they disagree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger_factory import PRODUCERS, run
from tests.store.test_actor_decisions import WHOLE, decide, shown, steps

from wortlaut.records import ActorDecision, Query, Taken
from wortlaut.store.sqlite import SqliteLedger


def begun(path: Path) -> SqliteLedger:
    """A ledger that holds the texts."""
    ledger = SqliteLedger.open(path, create=True)
    ledger.begin(run())
    ledger.put(run().id, [WHOLE], PRODUCERS)
    return ledger


@pytest.fixture
def ledgers(tmp_path: Path) -> Iterator[Callable[[str], SqliteLedger]]:
    """Ledgers by name, over the same texts."""
    with ExitStack() as stack:
        yield lambda name: stack.enter_context(begun(tmp_path / f"{name}.wortlaut"))


def said(ledger: SqliteLedger) -> list[ActorDecision]:
    """The log without the ids, which are chained to the ledger."""
    return [replace(one, id="", replaces=None) for one in ledger.actor_decisions()]


def named(ledger: SqliteLedger) -> dict[str, tuple[str, frozenset[str], int]]:
    """Every shown actor with name, other names and number of statements."""
    return {row.actor.id: (row.actor.name, frozenset(row.actor.aliases), row.statements) for row in ledger.actors(Query())}


def test_every_sort_of_decision_comes_over(ledgers: Callable[[str], SqliteLedger]) -> None:
    """Merge, split, rename, alias and undo come over with who and when, hold at once, and the ledger verifies; again adds nothing."""
    mine, theirs = ledgers("mine"), ledgers("theirs")
    theirs.merge("Jana Ostermoor", "Ute Feld", "Lee", "t1")
    theirs.split("Ole Brandt", [WHOLE.quotations[1].id], "Lee", "t2", "Ole Brandt jun.")
    theirs.rename("Jana Ostermoor", "Dr. Jana Ostermoor", "Kim", "t3")
    theirs.alias("Konrad Welling", "Der Alte", "Kim", "t4")
    theirs.rename("Konrad Welling", "K. Welling", "Kim", "t5")
    theirs.undo("Kim", "t6")
    assert mine.take(theirs.entries()) == Taken(new=6)
    assert said(mine) == said(theirs)
    assert shown(mine) == shown(theirs)
    assert named(mine) == named(theirs)
    assert list(mine.verify()) == []
    assert mine.take(theirs.entries()) == Taken(known=6)
    assert theirs.take(mine.entries()) == Taken(known=6)


def test_what_comes_over_can_be_undone(ledgers: Callable[[str], SqliteLedger]) -> None:
    """Whoever decided takes their decision back here, and that goes back to where it was made."""
    mine, theirs = ledgers("mine"), ledgers("theirs")
    before = shown(mine)
    theirs.merge("Jana Ostermoor", "Ute Feld", "Lee", "t1")
    mine.take(theirs.entries())
    mine.undo("Lee", "t2")
    assert shown(mine) == before
    assert theirs.take(mine.entries()) == Taken(new=1, known=1)
    assert shown(theirs) == before


def test_two_undo_the_same_decision_once(ledgers: Callable[[str], SqliteLedger]) -> None:
    """A decision that was undone on both sides at different times is undone, and no log holds that twice."""
    mine, theirs = ledgers("mine"), ledgers("theirs")
    theirs.alias("Ole Brandt", "Der Alte", "Lee", "t1")
    mine.take(theirs.entries())
    mine.undo("Lee", "t2")
    theirs.undo("Lee", "t3")
    assert mine.take(theirs.entries()) == Taken(known=2)
    assert sum(one.retracted for one in mine.actor_decisions()) == 1
    assert list(mine.verify()) == []


@pytest.mark.parametrize(
    ("one", "other", "disputed"),
    [
        (("rename", "Kim", "Ole Brandt", "Ole Brand"), ("rename", "Lee", "Ole Brandt", "O. Brandt"), ("O. Brandt",)),
        (("merge", "Kim", "Ole Brandt", "Ute Feld"), ("merge", "Lee", "Ute Feld", "Ole Brandt"), ("Ole Brandt",)),
        (("split", "Kim", [1]), ("split", "Lee", [1, 5]), ("Ole Brandt (2)",)),
        (("merge", "Kim", "Ole Brandt", "Ute Feld"), ("merge", "Lee", "Konrad Welling", "Jana Ostermoor"), ()),
        (("rename", "Kim", "Ole Brandt", "Ole Brand"), ("alias", "Lee", "Ole Brandt", "Der Alte"), ()),
        (("merge", "Kim", "Ole Brandt", "Ute Feld"), ("rename", "Lee", "Ole Brandt", "Ole Brand"), ()),
    ],
    ids=["names", "which is kept", "whose words", "others", "name and alias", "merge and name"],
)
def test_what_both_decided_differently_is_named(
    ledgers: Callable[[str], SqliteLedger], one: tuple[object, ...], other: tuple[object, ...], disputed: tuple[str, ...]
) -> None:
    """Both decisions are kept, the one taken in holds, and the actor is named; where nothing clashes nobody is."""
    mine, theirs = ledgers("mine"), ledgers("theirs")
    decide(mine, one, "t1")
    decide(theirs, other, "t2")
    assert mine.take(theirs.entries()) == Taken(new=1, disputed=disputed)
    assert len(said(mine)) == 2
    assert mine.take(theirs.entries()) == Taken(known=1)


def test_who_speaks_is_disputed_too(ledgers: Callable[[str], SqliteLedger]) -> None:
    """Words that one side gave to somebody and the other to nobody are told with the name of that somebody."""
    mine, theirs = ledgers("mine"), ledgers("theirs")
    mine.amend_speaker(WHOLE.quotations[1].id, "Ute Feld", "Kim", "t1")
    theirs.amend_speaker(WHOLE.quotations[1].id, None, "Lee", "t2")
    assert mine.take(theirs.entries()) == Taken(new=1, disputed=("Ute Feld",))
    assert WHOLE.quotations[1].id not in shown(mine)
    assert mine.take(theirs.entries()) == Taken(known=1)


def test_a_decision_about_words_that_are_not_here_waits_for_them(tmp_path: Path) -> None:
    """Who is who holds for every text: decided before a text is read, it shows as soon as that is there."""
    with begun(tmp_path / "theirs.wortlaut") as theirs, SqliteLedger.open(tmp_path / "mine.wortlaut", create=True) as mine:
        theirs.merge("Jana Ostermoor", "Ute Feld", "Lee", "t1")
        theirs.split("Ole Brandt", [WHOLE.quotations[1].id], "Lee", "t2")
        assert mine.take(theirs.entries()) == Taken(new=2)
        mine.begin(run())
        mine.put(run().id, [WHOLE], PRODUCERS)
        assert shown(mine) == shown(theirs)
        assert list(mine.verify()) == []


def test_an_undo_without_its_decision_is_refused(ledgers: Callable[[str], SqliteLedger]) -> None:
    """What is undone must come along; alone, its undoing is counted and left."""
    mine, theirs = ledgers("mine"), ledgers("theirs")
    theirs.alias("Ole Brandt", "Der Alte", "Lee", "t1")
    theirs.undo("Lee", "t2")
    assert mine.take(list(theirs.entries())[1:]) == Taken(refused=1)
    assert said(mine) == []


@settings(max_examples=40, deadline=None)
@given(shared=st.lists(steps, max_size=3), script=st.lists(st.tuples(st.booleans(), steps), max_size=10))
def test_any_two_logs_merge(shared: Sequence[tuple], script: Sequence[tuple[bool, tuple]]) -> None:
    """Twice is once; nothing is lost; both verify; and unless somebody is disputed both ledgers show the same actors, whichever took the other in."""
    with TemporaryDirectory() as folder, begun(Path(folder) / "a") as one, begun(Path(folder) / "b") as other:
        for number, step in enumerate(shared):
            decide(one, step, f"s{number}")
        other.take(one.entries())
        for number, (here, step) in enumerate(script):
            # Steps of one second, as when a script decides: the same may be decided twice within it.
            decide(one if here else other, step, f"t{number // 3}")
        for ledger in (one, other):
            ledger.put(run().id, [WHOLE], "producers at the end")
        theirs, mine = list(other.entries()), list(one.entries())
        into_one, into_other = one.take(theirs), other.take(mine)
        assert len(list(one.entries())) == len(mine) + into_one.new
        for ledger, entries in ((one, theirs), (other, mine), (one, list(other.entries())), (other, list(one.entries()))):
            assert replace(ledger.take(entries), known=0) == Taken()
            assert list(ledger.verify()) == []
        if not into_one.disputed and not into_other.disputed:
            assert shown(one) == shown(other)
            assert named(one) == named(other)
