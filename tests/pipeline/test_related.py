"""Stories and candidates are kept, found anew when what they rest on changed, and always those one would find anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger_factory import PRODUCERS, Said, reading, run
from tests.store import test_shown
from tests.store.test_kept_events import MERLE, coding, take
from tests.store.test_shown import QUOTED, READINGS

from wortlaut import relating
from wortlaut.records import Include, Query, RelationKind, Verdict
from wortlaut.relating import Related
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.study import relations


def candidates(related: Related, ledger: SqliteLedger, include: Include) -> list[relating.Candidate]:
    """The candidates, whole."""
    return list(relating.whole(ledger, relating.opposed(related, ledger, Query(include=include))))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(coding, test_shown.steps), min_size=2, max_size=10))
def test_what_is_kept_is_what_one_would_find_anew(sequence: Sequence[tuple]) -> None:
    """After any readings, decisions, codings and undos, by this process or by another one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "merle.wortlaut"
        with SqliteLedger.open(path, create=True) as ledger, SqliteLedger.open(path) as elsewhere:
            ledger.begin(run())
            ledger.put(run().id, READINGS, PRODUCERS)
            ledger.adopt(MERLE, "Kim", "t")
            related = Related(ledger)
            for number, step in enumerate(sequence):
                take(elsewhere if number % 3 == 0 else ledger, step, f"t{number}")
                assert tuple(related.whole(related.stories())) == relating.stories(elsewhere)
                for include in Include:
                    assert candidates(related, ledger, include) == list(relating.candidates(elsewhere, Query(include=include)))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    """Two articles of one story; two of its people take other sides on the dam, and two on the dike."""
    with SqliteLedger.open(tmp_path / "merle.wortlaut", create=True) as ledger:
        ledger.begin(run())
        ledger.put(run().id, READINGS, PRODUCERS)
        ledger.adopt(MERLE, "Kim", "t")
        for number, (concept, side) in enumerate((("Damm", 1), ("Damm", -1), ("Deich", 1), ("Deich", -1))):
            ledger.code(QUOTED[number], concept, side, "Kim", "t")
        yield ledger


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was looked for, in order: copies, stories, and candidates on which concept."""
    looked: list[str] = []
    copies, stories, opposed = relations.literal_copies, relations.stories, relations.opposed
    monkeypatch.setattr(relations, "literal_copies", lambda *given: (looked.append("copies"), copies(*given))[1])
    monkeypatch.setattr(relations, "stories", lambda *given: (looked.append("stories"), stories(*given))[1])
    monkeypatch.setattr(relations, "opposed", lambda concept, said: (looked.append(concept), opposed(concept, said))[1])
    return looked


def test_a_judgement_makes_nobody_compare_texts_again(ledger: SqliteLedger, found: list[str]) -> None:
    """An acceptance changes no story; a rejection does where somebody is silent in an article after it, and the copies stay."""
    related = Related(ledger)
    assert len(related.stories()) == 1
    ledger.judge(QUOTED[0], Verdict.ACCEPT, "Kim", "t1")
    related.stories()
    assert found == ["copies", "stories"]
    ledger.judge(QUOTED[0], Verdict.REJECT, "Kim", "t2")
    related.stories()
    assert found == ["copies", "stories", "stories"]


def test_a_rejected_statement_is_told_nowhere_else(tmp_path: Path) -> None:
    """Also where who speaks does not change: its relations go, the story stays."""
    twice = (Said("Jana Ostermoor", "Der Damm hält bis zum Herbst"), Said("Jana Ostermoor", "Niemand fragt die Bauern"))
    told = [reading(f"Streit {n}", *twice, Said("Ute Feld", f"Fall {n}"), source=f"m/{n}") for n in range(2)]
    with SqliteLedger.open(tmp_path / "merle.wortlaut", create=True) as ledger:
        ledger.begin(run())
        ledger.put(run().id, told, PRODUCERS)
        related = Related(ledger)
        (before,) = related.whole(related.stories())
        ledger.judge(told[0].quotations[0].id, Verdict.REJECT, "Kim", "t1")
        (after,) = related.whole(related.stories())
        (anew,) = relating.stories(ledger)
    gone = [one for one in before.relations if told[0].quotations[0].id in (one.one, one.other)]
    assert [one.kind for one in gone] == [RelationKind.SAME_STATEMENT]
    assert set(before.relations) - set(after.relations) == set(gone)
    assert after == anew


def test_a_coding_looks_for_candidates_on_its_own_concept(ledger: SqliteLedger, found: list[str]) -> None:
    """Candidates on other concepts are those of before."""
    related = Related(ledger)
    assert len(candidates(related, ledger, Include.JUDGED)) == 2
    ledger.code(QUOTED[4], "Deich", 1, "Kim", "t1")
    candidates(related, ledger, Include.JUDGED)
    assert found == ["Damm", "Deich", "Deich"]


@pytest.mark.parametrize("bound", ["MOST_ARTICLES", "MOST_RELATIONS", "MOST_OPPOSED"])
def test_what_is_more_than_the_bound_is_found_each_time(ledger: SqliteLedger, found: list[str], monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    """Memory is bounded; the answers are not."""
    monkeypatch.setattr(relating, bound, 0)
    related = Related(ledger)
    for _ in range(2):
        assert tuple(related.whole(related.stories())) == relating.stories(ledger)
        assert len(candidates(related, ledger, Include.JUDGED)) == 2
    assert (related._texts.told == {}) is (bound == "MOST_ARTICLES")
    assert (related._inside == {}) is (bound == "MOST_RELATIONS")
    assert (related._sides == {}) is (bound == "MOST_OPPOSED")


def test_statements_of_candidates_are_read_many_at_a_time(ledger: SqliteLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page asks the ledger once for both sides of all of them."""
    asked: list[int] = []
    real = SqliteLedger.found
    monkeypatch.setattr(SqliteLedger, "found", lambda self, ids: (asked.append(1), real(self, ids))[1])
    assert len(candidates(Related(ledger), ledger, Include.JUDGED)) == 2
    assert asked == [1]
