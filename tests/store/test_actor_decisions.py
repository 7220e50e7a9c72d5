"""Whatever people decide about actors, and in whatever order they take it back, every statement belongs to exactly one actor."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger_factory import PRODUCERS, Said, reading, run, without

from wortlaut.errors import LedgerError
from wortlaut.records import ActorAct, ActorDecision, ActorKind, Identity, Query, QuotedWords, Registered
from wortlaut.store.identities import standing
from wortlaut.store.sqlite import SqliteLedger

NAMES = ("Jana Ostermoor", "Ole Brandt", "Ute Feld", "Konrad Welling")
WHOLE = reading("Streit", *(Said(name, f"Der Damm hält nicht, Fall {n}") for n, name in enumerate(NAMES * 2)))

people = st.sampled_from(NAMES)
reviewers = st.sampled_from(("Kim", "Robin"))
steps = st.one_of(
    st.tuples(st.just("merge"), reviewers, people, people),
    st.tuples(st.just("split"), reviewers, st.lists(st.integers(0, 7), min_size=1, max_size=3)),
    st.tuples(st.just("rename"), reviewers, people, st.sampled_from((*NAMES, "Dr. Moll"))),
    st.tuples(st.just("alias"), reviewers, people, st.sampled_from(("Moll", "Der Alte"))),
    st.tuples(st.just("undo"), reviewers),
    st.tuples(st.just("extract"), st.sets(st.integers(0, 7), max_size=3)),
)


def decide(ledger: SqliteLedger, step: tuple, at: str) -> None:
    """Take one step; what cannot be decided leaves everything as it is."""
    quotations = [quotation.id for quotation in WHOLE.quotations]
    try:
        match step:
            case ("merge", by, actor, other):
                ledger.merge(actor, other, by, at)
            case ("split", by, numbers):
                (first, *_) = (row for row in ledger.statements(Query()) if row.quotation.id == quotations[numbers[0]])
                assert first.actor is not None
                ledger.split(first.actor.id, [quotations[number] for number in numbers], by, at)
            case ("rename", by, actor, name):
                ledger.rename(actor, name, by, at)
            case ("alias", by, actor, name):
                ledger.alias(actor, name, by, at)
            case ("undo", by):
                ledger.undo(by, at)
            case ("extract", lost):
                ledger.put(run().id, [without(WHOLE, *lost)], f"producers {at}")
    except LedgerError:
        pass
    except ValueError:
        pass  # the statement to be split off is not in the current extraction


def shown(ledger: SqliteLedger) -> dict[str, tuple[str, str]]:
    """Id and name of the actor of every statement."""
    return {row.quotation.id: (row.actor.id, row.actor.name) for row in ledger.statements(Query()) if row.actor}


@settings(max_examples=60, deadline=None)
@given(st.lists(steps, min_size=2, max_size=12))
def test_any_sequence_leaves_a_partition(sequence: Sequence[tuple]) -> None:
    """After any merges, splits, renames, undos and re-readings every statement has one actor, counts and filters agree, and verify finds nothing."""
    with TemporaryDirectory() as folder, SqliteLedger.open(Path(folder) / "m.wortlaut", create=True) as ledger:
        ledger.begin(run())
        ledger.put(run().id, [WHOLE], PRODUCERS)
        before = shown(ledger)
        for number, step in enumerate(sequence):
            decide(ledger, step, f"t{number}")
        after = shown(ledger)
        total = ledger.counts()[3]
        assert len(after) == total
        counts = Counter(after.values())
        assert {(row.actor.id, row.actor.name): row.statements for row in ledger.actors(Query())} == counts
        for actor, name in counts:
            found = [row.quotation.id for row in ledger.statements(Query(actor=actor if "-" in actor[:3] else name))]
            assert sorted(found) == sorted(key for key, value in after.items() if value[0] == actor)
        assert list(ledger.verify()) == []
        ledger.put(run().id, [WHOLE], "producers again")
        for by in ("Kim", "Robin"):
            for number in range(len(sequence)):
                decide(ledger, ("undo", by), f"u{number}")
        assert shown(ledger) == before
        assert list(ledger.verify()) == []


ids = st.sampled_from([Identity(f"w-{n}", f"Moll {n}", ActorKind.PERSON) for n in range(5)])
words = st.lists(st.builds(QuotedWords, st.sampled_from("ab"), st.just(((1, 2),))), min_size=1, max_size=2).map(tuple)
decisions = st.one_of(
    st.builds(ActorDecision, st.just("d"), st.just(ActorAct.MERGE), ids, ids, st.just(""), st.just(()), st.just("Kim"), st.just("t")),
    st.builds(ActorDecision, st.just("d"), st.just(ActorAct.SPLIT), ids, ids, st.just(""), words, st.just("Kim"), st.just("t")),
    st.builds(
        ActorDecision, st.just("d"), st.just(ActorAct.RENAME), ids, st.none(), st.sampled_from(("A", "B")), st.just(()), st.just("Kim"), st.just("t")
    ),
)


@given(st.lists(decisions, max_size=12))
def test_every_actor_stands_for_one_that_stands_for_itself(log: Sequence[ActorDecision]) -> None:
    """Whatever the log says, even that A is B and B is A, no chain and no circle is left, and moved words lie with a shown actor."""
    found = standing(log)
    assert all(found.stands_for[shown.id] == shown for shown in found.stands_for.values())
    roots = {shown.id for shown in found.stands_for.values()}
    assert set(found.moved.values()) <= roots
    assert set(found.names) == roots
    assert not any(shown.name in found.names[shown.id] for shown in found.stands_for.values())


@pytest.fixture
def decided(tmp_path: Path) -> Path:
    """A closed ledger with a merge, a split, a rename, one undo and two registry entries."""
    path = tmp_path / "m.wortlaut"
    with SqliteLedger.open(path, create=True) as ledger:
        ledger.begin(run())
        ledger.put(run().id, [WHOLE], PRODUCERS)
        ledger.merge("Jana Ostermoor", "Ute Feld", "Kim", "t1")
        ledger.split("Ole Brandt", [WHOLE.quotations[1].id], "Kim", "t2", "Ole Brandt jun.")
        ledger.rename("Ole Brandt", "Ole Brandt sen.", "Kim", "t3")
        ledger.undo("Kim", "t4")
        ledger.register([Registered("Flussrat", ActorKind.ORGANISATION), Registered("Nordau", ActorKind.STATE)], "Kim", "t5")
        assert list(ledger.verify()) == []
    return path


MADE = "the decision is not the one that was made, or one before it is gone"
AMOUNTS = "who stands for whom is not what the log of decisions says"
LISTED = "the entry of the registry is not the one that was made, or one before it is gone"


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        ("UPDATE decisions SET value = replace(value, 'Ute Feld', 'Ute Wald') WHERE key = 1", MADE),
        ("UPDATE decisions SET by = 'Robin' WHERE key = 2", MADE),
        ("UPDATE decisions SET act = 'alias' WHERE key = 3", MADE),
        ("DELETE FROM decisions WHERE key = 1", MADE),
        ("DELETE FROM decisions WHERE key = 2", MADE),
        ("DELETE FROM decisions WHERE key = 3", "the decision it replaces does not exist"),
        ("DELETE FROM decisions WHERE key = 4", AMOUNTS),
        ("UPDATE decisions SET value = 'none' WHERE key = 1", "the decision cannot be read"),
        ("UPDATE decisions SET act = 'marry' WHERE key = 1", "the decision cannot be read"),
        ("DELETE FROM identities", AMOUNTS),
        ("UPDATE moved_statements SET stretch = '1-2'", AMOUNTS),
        ("DELETE FROM identity_names WHERE name = 'Ute Feld'", AMOUNTS),
        ("UPDATE registry_entries SET record = replace(record, 'state', 'group')", LISTED),
        ("DELETE FROM registry_entries WHERE key = 1", LISTED),
        ("UPDATE registry_names SET folded = 'moll' WHERE key = 1", "the names it is found by are not those of the entry"),
    ],
)
def test_damage_to_decisions_is_found_and_named(decided: Path, damage: str, reason: str) -> None:
    """What was changed behind the ledger's back is found, deleted decisions included."""
    with closing(sqlite3.connect(decided)) as connection:
        connection.execute(damage)
        connection.commit()
    with SqliteLedger.open(decided) as ledger:
        assert reason in {one.reason for one in ledger.verify()}
