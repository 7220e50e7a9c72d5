"""The columns that statements are counted by are kept, brought up to date with what was decided since, and always those one would read anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger_factory import PRODUCERS, run
from tests.store.test_shown import QUOTED, READINGS, steps, take

from wortlaut.records import Include, Kind, Query, Verdict
from wortlaut.store import filters, kept_columns
from wortlaut.store.sqlite import SqliteLedger

QUESTIONS = (
    Query(),
    Query(text="damm"),
    Query(text="fall 1"),
    Query(text="nirgends"),
    Query(text='"'),
    Query(text="damm", include=Include.JUDGED),
    Query(text="damm", include=Include.MACHINE),
    Query(text="damm", with_rejected=True),
    Query(text="damm", kind=Kind.DIRECT),
    Query(text="damm", since="2026"),
    Query(outlet="Uferblatt"),
    Query(with_rejected=True),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(steps, min_size=2, max_size=10))
def test_every_count_and_order_is_that_of_the_tables(sequence: Sequence[tuple]) -> None:
    """After any readings, decisions and undos, by this process or by another one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "merle.wortlaut"
        with SqliteLedger.open(path, create=True) as ledger, SqliteLedger.open(path) as elsewhere:
            ledger.begin(run())
            ledger.put(run().id, READINGS, PRODUCERS)
            for number, step in enumerate(sequence):
                take(elsewhere if number % 3 == 0 else ledger, step, f"t{number}")
                for query in QUESTIONS:
                    found, rows = ledger.facets(query), list(elsewhere.statements(query))
                    assert list(ledger.statements(query)) == rows
                    assert ledger.count(query) == found.total == len(rows)
                    assert dict(found.kinds) == Counter(row.quotation.kind for row in rows)
                    assert {actor.id: count for actor, count in found.actors} == Counter(row.actor.id for row in rows if row.actor)
                    assert dict(found.outlets) == Counter(row.article.outlet for row in rows if row.article.outlet)
                    judged = Counter(row.judgement.verdict if row.judgement else None for row in rows)
                    told = {Include.JUDGED: judged[Verdict.ACCEPT], Include.MACHINE: judged[None]}
                    assert dict(found.reviews) == {one: count for one, count in told.items() if count}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    """Two articles with six statements."""
    with SqliteLedger.open(tmp_path / "merle.wortlaut", create=True) as ledger:
        ledger.begin(run())
        ledger.put(run().id, READINGS, PRODUCERS)
        yield ledger


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was read anew: searches, and columns."""
    done: list[str] = []
    ranked, read, renewed = filters.ranked, kept_columns._read, kept_columns._renewed
    monkeypatch.setattr(filters, "ranked", lambda typed: (done.append(typed), ranked(typed))[1])
    monkeypatch.setattr(kept_columns, "_read", lambda *given: (done.append("all"), read(*given))[1])
    monkeypatch.setattr(kept_columns, "_renewed", lambda *given: (done.append("some"), renewed(*given))[1])
    return done


def test_a_search_is_ranked_once(ledger: SqliteLedger, asked: list[str]) -> None:
    """Its counts, its pages and its narrower questions by review rank nothing again; a judgement reads one text and no search, a reading both."""
    ledger.facets(Query(text="damm"))
    list(ledger.statements(Query(text="damm", limit=2, offset=2)))
    ledger.count(Query(text="damm", include=Include.MACHINE))
    assert asked == ["all", "damm"]
    ledger.judge(QUOTED[0], Verdict.REJECT, "Kim", "t1")
    assert ledger.facets(Query(text="damm")).total == 5
    assert asked == ["all", "damm", "some"]
    ledger.put(run().id, READINGS[:1], "others")
    ledger.facets(Query(text="damm"))
    assert asked == ["all", "damm", "some", "some", "damm"]


def test_who_has_nothing_but_rejected_statements_is_counted_where_these_are(ledger: SqliteLedger) -> None:
    """Such an actor is in no list, and has a name all the same."""
    ledger.judge(QUOTED[2], Verdict.REJECT, "Kim", "t1")
    ledger.judge(QUOTED[5], Verdict.REJECT, "Kim", "t1")
    assert [actor.name for actor, _ in ledger.facets(Query(with_rejected=True)).actors] == ["Jana Ostermoor", "Konrad Welling", "Ute Feld"]
    assert [actor.name for actor, _ in ledger.facets(Query()).actors] == ["Jana Ostermoor", "Konrad Welling"]


def test_new_words_are_searched_again(ledger: SqliteLedger, asked: list[str]) -> None:
    """What was ranked before they came is not the answer any more."""
    ledger.facets(Query(text="damm"))
    ledger.add(READINGS[0].article.id, ((0, 6),), Kind.REPORTED, "Kim", "t1")
    assert ledger.facets(Query(text="streit")).total == 1
    ledger.facets(Query(text="damm"))
    assert asked == ["all", "damm", "some", "streit", "damm"]


def test_a_search_alone_reads_no_columns(ledger: SqliteLedger, asked: list[str]) -> None:
    """The command line asks once and has no use for what is kept."""
    assert len(list(ledger.statements(Query(text="damm")))) == 6
    assert asked == []


def test_what_is_kept_is_bounded(ledger: SqliteLedger, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """By the number of statements, of searches, and of their hits; the answers stay the same."""
    monkeypatch.setattr(kept_columns, "MOST_SEARCHES", 2)
    for typed in ("damm", "fall", "sagt", "damm"):
        assert ledger.facets(Query(text=typed)).total == 6
    assert asked == ["all", "damm", "fall", "sagt", "damm"]
    monkeypatch.setattr(kept_columns, "MOST_HITS", 5)
    assert ledger.facets(Query(text="damm")).total == 6
    assert len(ledger._columns._hits) == 0
    monkeypatch.setattr(kept_columns, "MOST_STATEMENTS", 5)
    assert ledger.facets(Query(text="damm")).total == 6
    assert ledger._columns._columns is None
