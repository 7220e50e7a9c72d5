"""The events that networks count are kept, brought up to date with what was decided since, and always those one would read anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from tests.ledger_factory import PRODUCERS, Said, reading, run
from tests.store import test_shown
from tests.store.test_shown import QUOTED, READINGS

from wortlaut.errors import LedgerError
from wortlaut.records import Actor, Codebook, Concept, Identity, Include, Producer, Query, Suggestion, Verdict, Voiced
from wortlaut.store import briefly, events, kept_events
from wortlaut.store.put import stretch_of
from wortlaut.store.sqlite import SqliteLedger

CONCEPTS = tuple(Concept(name, (("de", f"Der {name} hält"),)) for name in ("Damm", "Deich"))
MERLE, OTHER = Codebook.of("Merle", CONCEPTS), Codebook.of("Merle", CONCEPTS, (0, 1, 2))
MACHINE = Producer("concepts", "1")

statement, someone = st.integers(0, len(QUOTED) - 1), st.sampled_from(("Kim", "Robin"))
concept = st.sampled_from(("Damm", "Deich", None))
coding = st.one_of(
    st.tuples(st.just("code"), statement, concept, st.sampled_from((0, 1, None)), someone),
    st.tuples(st.just("code"), statement, concept, st.sampled_from((0, 1, None)), someone),
    st.tuples(st.just("drop"), statement, concept, someone),
    st.tuples(st.just("suggest"), statement, st.sampled_from(("Damm", "Deich"))),
    st.tuples(st.just("adopt"), st.sampled_from((MERLE, OTHER))),
)


def take(ledger: SqliteLedger, step: tuple, at: str) -> None:
    """Take one step; what cannot be decided leaves everything as it is."""
    try:
        match step:
            case ("code", number, name, agreement, by):
                ledger.code(QUOTED[number], name, agreement if name else None, by, at)
            case ("drop", number, name, by):
                ledger.drop(QUOTED[number], name, by, at)
            case ("suggest", number, name):
                ledger.suggest([Suggestion(QUOTED[number], name, 1, 0.5, (), MACHINE)], at)
            case ("adopt", codebook):
                ledger.adopt(codebook, "Kim", at)
            case _:
                test_shown.take(ledger, step, at)
    except LedgerError:
        pass


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(coding, test_shown.steps), min_size=2, max_size=10))
def test_kept_events_are_those_one_would_read_anew(sequence: Sequence[tuple]) -> None:
    """After any readings, decisions, codings and undos, by this process or by another one, every answer is that of a ledger just opened."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "merle.wortlaut"
        with SqliteLedger.open(path, create=True) as ledger, SqliteLedger.open(path) as elsewhere:
            ledger.begin(run())
            ledger.put(run().id, READINGS, PRODUCERS)
            ledger.adopt(MERLE, "Kim", "t")
            for number, step in enumerate(sequence):
                take(elsewhere if number % 3 == 0 else ledger, step, f"t{number}")
                for include in Include:
                    with elsewhere._read() as connection:
                        assert ledger.events(Query(include=include)) == events.events(connection, Query(include=include))
                rows = list(elsewhere.statements(Query()))
                middle = sum(ledger.codebook().scale) / len(ledger.codebook().scale)
                voices = [Voiced.of(row, codings, middle) for row, codings in zip(rows, elsewhere.coded(rows), strict=True)]
                assert ledger.voices(Query()) == voices
                assert [one for one in ledger.voices(Query(), coded=True) if one.stances] == [one for one in voices if one.stances]
                assert {one[:2] for one in ledger.speaking()} == {(row.article.id, row.actor.id) for row in rows if row.actor}
                for name in ("Damm", "Deich"):
                    coded = [row.statement.id for row in ledger.statements(Query(concept=name))]
                    assert coded == [row.statement.id for row in elsewhere.statements(Query(concept=name))]
                    assert ledger.count(Query(concept=name)) == ledger.coded_counts().get(name, 0) == len(coded)


@settings(max_examples=25, deadline=None)
@given(st.lists(test_shown.steps, min_size=1, max_size=8))
def test_a_statement_in_brief_is_the_statement(sequence: Sequence[tuple]) -> None:
    """Whatever was decided, what is read in brief is what the whole statement says."""
    with TemporaryDirectory() as folder, SqliteLedger.open(Path(folder) / "merle.wortlaut", create=True) as ledger:
        ledger.begin(run())
        ledger.put(run().id, READINGS, PRODUCERS)
        for number, step in enumerate(sequence):
            test_shown.take(ledger, step, f"t{number}")
        whole = list(ledger.statements(Query(with_rejected=True)))
        with ledger._read() as connection:
            keys = {row.id: row.key for row in connection.exec_driver_sql("SELECT id, key FROM statements ORDER BY key")}
            brief = list(briefly.statements(connection, [keys[row.statement.id] for row in whole]))

    def identity(actor: Actor | None) -> Identity | None:
        return Identity(actor.id, actor.name, actor.kind) if actor is not None else None

    for row, one in zip(whole, brief, strict=True):
        article = row.article
        heading = (article.id, article.digest, row.title or "", "; ".join(article.authors), article.outlet or "", article.published)
        assert tuple(one.article) == heading
        assert (one.statement, one.stretch, one.words) == (row.statement.id, stretch_of(row.anchor), row.quotation.quote)
        assert (one.actor, one.behalf) == (identity(row.actor), identity(row.on_behalf_of))
        assert one.addressee == (row.addressee.id if row.addressee else None)
        assert (one.how, one.said, one.hands) == (row.statement.actor_how, row.statement.said, row.statement.chain)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    """Two articles; one statement of each is coded."""
    with SqliteLedger.open(tmp_path / "merle.wortlaut", create=True) as ledger:
        ledger.begin(run())
        ledger.put(run().id, READINGS, PRODUCERS)
        ledger.adopt(MERLE, "Kim", "t")
        ledger.code(QUOTED[0], "Damm", 1, "Kim", "t")
        ledger.code(QUOTED[3], "Damm", 1, "Kim", "t")
        yield ledger


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Collection[str] | None]:
    """Which texts were read, each time any were; None: all."""
    texts: list[Collection[str] | None] = []
    real = events.own

    def own(connection: Connection, query: Query, digests: Collection[str] | None = None) -> Iterator[events.Own]:
        texts.append(digests)
        return real(connection, query, digests)

    monkeypatch.setattr(events, "own", own)
    return texts


def test_nothing_is_read_while_nothing_changes(ledger: SqliteLedger, read: list[object]) -> None:
    """Events are read once, whichever codings are asked for, and given again as the same object."""
    first = ledger.events(Query(include=Include.JUDGED))
    ledger.events(Query(include=Include.ALL))
    assert ledger.events(Query(include=Include.JUDGED)) is first
    assert read == [None]


def test_a_judgement_reads_the_events_of_its_own_text(ledger: SqliteLedger, read: list[object]) -> None:
    """An acceptance changes no event, and the answer stays the same object; a rejection takes its own events out."""
    first = ledger.events(Query(include=Include.JUDGED))
    ledger.judge(QUOTED[0], Verdict.ACCEPT, "Kim", "t1")
    assert ledger.events(Query(include=Include.JUDGED)) is first
    ledger.judge(QUOTED[0], Verdict.REJECT, "Kim", "t2")
    assert [event.statement for event in ledger.events(Query(include=Include.JUDGED)).rows] == [QUOTED[3]]
    digest = READINGS[0].article.digest
    assert read == [None, {digest}, {digest}]


def test_a_new_reading_reads_its_own_text(ledger: SqliteLedger, read: list[object]) -> None:
    """While texts come in, only these are read."""
    ledger.events(Query())
    new = reading("Neues", Said("Ute Feld", "Der Damm hält"), source="m/new")
    ledger.put(run().id, [new], PRODUCERS)
    ledger.events(Query())
    assert read == [None, {new.article.digest}]


@pytest.mark.parametrize("decide", ["merge", "adopt", "redact"])
def test_what_concerns_all_texts_reads_all_of_them(ledger: SqliteLedger, read: list[object], decide: str) -> None:
    """A merge of actors, another codebook, a redaction."""
    ledger.events(Query())
    match decide:
        case "merge":
            ledger.merge("Ute Feld", "Konrad Welling", "Kim", "t1")
        case "adopt":
            ledger.adopt(OTHER, "Kim", "t1")
        case "redact":
            ledger.redact("Ute Feld", "Kim", "t1", "asked for it")
    ledger.events(Query())
    assert read == [None, None]


def test_the_collector_leaves_alone_what_is_kept(ledger: SqliteLedger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many events, when all of them are read; not of few, and not at every decision."""
    settled: list[int] = []
    monkeypatch.setattr(kept_events, "_settle", lambda: settled.append(1))
    ledger.events(Query())
    assert settled == []
    monkeypatch.setattr(kept_events, "MANY", 1)
    ledger.merge("Ute Feld", "Konrad Welling", "Kim", "t1")
    ledger.events(Query())
    ledger.judge(QUOTED[0], Verdict.REJECT, "Kim", "t2")
    ledger.events(Query())
    assert settled == [1]


def test_more_events_than_the_bound_are_answered_but_not_kept(ledger: SqliteLedger, read: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded; the answer is not."""
    monkeypatch.setattr(kept_events, "MOST", 1)
    assert len(ledger.events(Query()).rows) == 2
    assert len(ledger.events(Query()).rows) == 2
    assert ledger._events._own == {}
    assert read == [None, None]


def test_statements_of_a_concept_do_not_read_all_events(ledger: SqliteLedger, read: list[object]) -> None:
    """One question alone asks the tables; what is kept answers it where it is there."""
    statements = list(ledger.statements(Query(concept="Damm")))
    assert read == []
    ledger.events(Query())
    assert list(ledger.statements(Query(concept="Damm"))) == statements
    assert list(ledger.statements(Query(concept="Damm", limit=1, offset=1))) == statements[1:]
    assert read == [None]


def test_a_question_with_filters_is_not_answered_from_what_is_kept(ledger: SqliteLedger) -> None:
    """Filters apply."""
    assert len(ledger.events(Query()).rows) == 2
    assert len(ledger.events(Query(article=READINGS[0].article.id)).rows) == 1
