"""What is shown is kept beside the log, always equals what records and decisions amount to, and answers every question by an index."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from tests.ledger_factory import PRODUCERS, Said, failed, reading, run, without

from wortlaut.errors import LedgerError
from wortlaut.records import Field, Include, Kind, Order, Query, Verdict
from wortlaut.store.sqlite import SqliteLedger

PEOPLE = ("Jana Ostermoor", "Konrad Welling", "Ute Feld")
READINGS = tuple(reading(f"Streit {n}", *(Said(name, f"Der Damm hält, sagt Fall {n}") for name in PEOPLE), source=f"m/{n}") for n in range(2))
QUOTED = [quotation.id for one in READINGS for quotation in one.quotations]
ARTICLES = [one.article.id for one in READINGS if one.article is not None]

someone = st.sampled_from(("Kim", "Robin"))
name = st.sampled_from(PEOPLE)
statement = st.integers(0, len(QUOTED) - 1)
steps = st.one_of(
    st.tuples(st.just("judge"), statement, st.sampled_from(Verdict), someone),
    st.tuples(st.just("judge_all"), st.lists(statement, min_size=1, max_size=4), st.sampled_from(Verdict), someone),
    st.tuples(
        st.just("correct"),
        st.integers(0, 1),
        st.sampled_from(((Field.DATE, "2014-10"), (Field.DATE, "unknown"), (Field.OUTLET, "Landfunk"))),
        someone,
    ),
    st.tuples(st.just("merge"), name, name, someone),
    st.tuples(st.just("split"), name, statement, someone),
    st.tuples(st.just("rename"), name, st.sampled_from((*PEOPLE, "Dr. Moll")), someone),
    st.tuples(st.just("kind"), statement, st.sampled_from(Kind), someone),
    st.tuples(st.just("speaker"), statement, st.sampled_from((*PEOPLE, None)), someone),
    st.tuples(st.just("add"), st.integers(0, 1), someone),
    st.tuples(st.just("undo"), someone),
    st.tuples(st.just("undo"), someone),
    st.tuples(st.just("read"), st.integers(0, 1), st.sets(st.integers(0, 2), max_size=2)),
    st.tuples(st.just("fail"), st.integers(0, 1)),
)


def take(ledger: SqliteLedger, step: tuple, at: str) -> None:
    """Take one step; what cannot be decided leaves everything as it is."""
    try:
        match step:
            case ("judge", number, verdict, by):
                ledger.judge(QUOTED[number], verdict, by, at)
            case ("judge_all", numbers, verdict, by):
                ledger.judge_all([QUOTED[number] for number in numbers], verdict, by, at)
            case ("correct", number, (field, value), by):
                ledger.correct(ARTICLES[number], field, value, by, at)
            case ("merge", one, other, by):
                ledger.merge(one, other, by, at)
            case ("split", one, number, by):
                ledger.split(one, [QUOTED[number]], by, at)
            case ("rename", one, new, by):
                ledger.rename(one, new, by, at)
            case ("kind", number, kind, by):
                ledger.amend_kind(QUOTED[number], kind, by, at)
            case ("speaker", number, who, by):
                ledger.amend_speaker(QUOTED[number], who, by, at)
            case ("add", number, by):
                ledger.add(ARTICLES[number], ((0, 6),), Kind.REPORTED, by, at, "Ute Feld")
            case ("undo", by):
                ledger.undo(by, at)
            case ("read", number, lost):
                ledger.put(run().id, [without(READINGS[number], *lost)], f"producers {at}")
            case ("fail", number):
                ledger.put(run().id, [failed(f"m/{number}", f"{number}")], f"producers {at}")
    except LedgerError:
        pass


def rows(path: Path) -> dict[str, set[tuple]]:
    """All rows of the three tables."""
    with closing(sqlite3.connect(path)) as raw:
        return {table: set(raw.execute(f"SELECT * FROM {table}")) for table in ("shown_articles", "shown_statements", "shown_actors")}  # noqa: S608


@settings(max_examples=60, deadline=None)
@given(st.lists(steps, min_size=2, max_size=12))
def test_what_is_shown_is_what_the_log_amounts_to(sequence: Sequence[tuple]) -> None:
    """After any readings, decisions and undos the kept tables are those one would make of records and log alone, and questions agree with them."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "merle.wortlaut"
        with SqliteLedger.open(path, create=True) as ledger:
            ledger.begin(run())
            ledger.put(run().id, READINGS, PRODUCERS)
            for number, step in enumerate(sequence):
                take(ledger, step, f"t{number}")
            assert list(ledger.verify()) == []
            shown = list(ledger.statements(Query(with_rejected=True)))
            counts = {row.article.id: (row.statements, row.judged) for row in ledger.articles(Query())}
            people = {row.actor.id: (row.statements, row.articles) for row in ledger.actors(Query())}
        kept = rows(path)
        older_schema(path)
        SqliteLedger.open(path).close()
        assert rows(path) == kept
    of_article = {key: [row for row in shown if row.article.id == key] for key in counts}
    assert counts == {key: (len(of), sum(row.judgement is not None for row in of)) for key, of in of_article.items()}
    told = [row for row in shown if row.actor and (row.judgement is None or row.judgement.verdict is not Verdict.REJECT)]
    spoken = {row.actor.id: [one for one in told if one.actor and one.actor.id == row.actor.id] for row in told if row.actor}
    assert people == {key: (len(of), len({row.article.id for row in of})) for key, of in spoken.items()}


def older_schema(path: Path) -> None:
    """Take a ledger back to the schema before these tables."""
    with closing(sqlite3.connect(path)) as raw:
        for table in ("shown_articles", "shown_statements", "shown_actors"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("DROP INDEX ix_codings_concept")
        raw.execute("DROP INDEX ix_actors_id_name")
        raw.execute("CREATE INDEX ix_actors_id ON actors (id)")
        raw.execute("CREATE INDEX ix_statements_place ON statements (extraction_key, start)")
        raw.execute("CREATE INDEX ix_statements_actor_id_extraction_key ON statements (actor_id, extraction_key)")
        raw.execute("UPDATE alembic_version SET version_num = '0007'")
        raw.commit()


@pytest.fixture
def ledger(tmp_path: Path) -> SqliteLedger:
    """Two articles with six statements, one of them rejected."""
    ledger = SqliteLedger.open(tmp_path / "merle.wortlaut", create=True)
    ledger.begin(run())
    ledger.put(run().id, READINGS, PRODUCERS)
    ledger.judge(QUOTED[0], Verdict.REJECT, "Kim", "t1")
    return ledger


QUESTIONS = {
    "articles by date": lambda ledger: list(ledger.articles(Query(limit=50, offset=50))),
    "articles of an outlet": lambda ledger: list(ledger.articles(Query(outlet="Uferblatt", limit=50))),
    "statements by place": lambda ledger: list(ledger.statements(Query(limit=50))),
    "statements of an article": lambda ledger: list(ledger.statements(Query(article=ARTICLES[0], with_rejected=True))),
    "the least sure": lambda ledger: list(ledger.statements(Query(include=Include.MACHINE, order=Order.UNSURE_FIRST, limit=1, offset=3))),
    "statements of an actor": lambda ledger: list(ledger.statements(Query(actor=READINGS[0].resolution.actors[0].id, limit=50))),
    "statements by name": lambda ledger: list(ledger.statements(Query(actor="Ute Feld", limit=50))),
    "statements of an outlet": lambda ledger: list(ledger.statements(Query(outlet="Uferblatt", limit=50))),
    "accepted statements": lambda ledger: list(ledger.statements(Query(include=Include.JUDGED, limit=50))),
    "a search": lambda ledger: list(ledger.statements(Query(text="damm hält", limit=50))),
    "actors": lambda ledger: list(ledger.actors(Query(limit=50, offset=50))),
    "one actor": lambda ledger: list(ledger.actors(Query(actor=READINGS[0].resolution.actors[0].id))),
    "one statement": lambda ledger: ledger.find(QUOTED[1]),
    "one article": lambda ledger: ledger.find(ARTICLES[1]),
    "a judgement": lambda ledger: ledger.judge(QUOTED[1], Verdict.ACCEPT, "Kim", "t2"),
    "a merge": lambda ledger: ledger.merge("Ute Feld", "Konrad Welling", "Kim", "t2"),
    "a reading": lambda ledger: ledger.put(run().id, [without(READINGS[0], 1)], "others"),
}


IN_ORDER = ("articles by date", "articles of an outlet", "statements by place", "the least sure", "statements of an actor", "statements of an outlet")
"""Questions that an index answers in the order asked for, so that a page costs what it holds."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_reads_all_statements(ledger: SqliteLedger, name: str) -> None:
    """Whatever a page asks, tables of statements and actors are searched or walked along an index, never read through or sorted as a whole."""
    plans: list[str] = []
    pages: list[str] = []

    def explain(connection, cursor, statement, parameters, context, many) -> None:
        if statement.startswith(("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")) and not many:
            plan = [row[3] for row in cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            plans.extend(plan)
            pages.extend(plan if "LIMIT" in statement and "FROM shown_" in statement else [])

    event.listen(ledger._engine, "before_cursor_execute", explain)
    QUESTIONS[name](ledger)
    ledger.close()
    assert plans
    assert name not in IN_ORDER or (pages and "USE TEMP B-TREE FOR ORDER BY" not in pages)
    large = ("statements", "shown_statements", "actors", "shown_actors", "actor_names", "search_texts")
    assert [line for line in plans if line.startswith("SCAN ") and line.split()[1] in large and "USING" not in line] == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE shown_statements SET verdict = 'accept' WHERE verdict IS NULL",
        "UPDATE shown_statements SET day = '2014-01-01'",
        "UPDATE shown_articles SET judged = judged + 1",
        "UPDATE shown_actors SET statements = statements - 1",
        "DELETE FROM shown_statements WHERE statement_key = 1",
        "INSERT INTO shown_actors VALUES ('p-gone', 'Moll', 1, 1)",
    ],
)
def test_a_changed_row_is_found(ledger: SqliteLedger, damage: str) -> None:
    """Verify names what is shown otherwise than records and decisions say."""
    ledger.close()
    with closing(sqlite3.connect(ledger.path)) as raw:
        raw.execute(damage)
        raw.commit()
    with SqliteLedger.open(ledger.path) as again:
        assert {one.reason for one in again.verify()} == {"what is shown is not what the records and the decisions about them say"}
