"""What every ledger promises about what people change on statements: applied wherever it is read, appended, undone, kept with the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st
from tests.contracts.test_ledger import BRANDT, EVERYTHING, LEDGERS, OSTERMOOR, Open, begun, ids, ledger, make, put, words
from tests.ledger_factory import Said, reading, without

from wortlaut.errors import LedgerBusyError, LedgerError
from wortlaut.records import ActorKind, Amendment, Article, Given, Identity, Include, Judgement, Kind, Part, Query, Reading, StatementRow, Verdict
from wortlaut.seams import Ledger

__all__ = ["ledger", "make"]

DAMM, SPERRE = OSTERMOOR.words, BRANDT.words


@pytest.fixture
def whole() -> Reading:
    """An article in which Jana Ostermoor and Ole Brandt speak."""
    return reading("Streit", OSTERMOOR, BRANDT)


@pytest.fixture
def two(ledger: Ledger, whole: Reading) -> Ledger:
    """A ledger with that article."""
    put(ledger, whole)
    return ledger


def row(ledger: Ledger, said: str) -> StatementRow:
    """The statement with these words."""
    found = ledger.find(ids(ledger)[said])
    assert isinstance(found, StatementRow)
    return found


def place(whole: Reading, said: str) -> tuple[tuple[int, int], ...]:
    """Where words stand in the article."""
    assert isinstance(whole.article, Article)
    start = whole.article.text.index(said)
    return ((start, start + len(said)),)


class TestKind:
    def test_a_changed_kind_is_shown_and_found(self, two: Ledger) -> None:
        """Filters by kind go by what people said, not by what the machine found."""
        two.amend_kind(ids(two)[DAMM], Kind.REPORTED, "Kim", "t1")
        assert row(two, DAMM).quotation.kind is Kind.REPORTED
        assert words(two, Query(kind=Kind.REPORTED)) == [DAMM]
        assert words(two, Query(kind=Kind.DIRECT)) == []
        assert [one.statements for one in two.articles(Query(kind=Kind.REPORTED))] == [2]
        assert [one.actor.name for one in two.actors(Query(kind=Kind.REPORTED))] == ["Jana Ostermoor"]

    def test_who_changed_it_and_when_is_told(self, two: Ledger) -> None:
        """The statement carries the changes that count; the log has them all."""
        made = two.amend_kind(ids(two)[DAMM], Kind.REPORTED, "Kim", "t1")
        later = two.amend_kind(ids(two)[DAMM], Kind.INDIRECT, "Noor", "t2")
        assert row(two, DAMM).amendments == (later,)
        assert list(two.amendments()) == list(two.amendments(ids(two)[DAMM])) == [made, later]

    def test_the_same_change_again_adds_nothing(self, two: Ledger) -> None:
        """What a person said last on a part, said again, is no new entry."""
        made = two.amend_kind(ids(two)[DAMM], Kind.REPORTED, "Kim", "t1")
        assert two.amend_kind(ids(two)[DAMM], Kind.REPORTED, "Kim", "t2") == made

    def test_a_change_is_undone(self, two: Ledger) -> None:
        """Undo uncovers what stood before, one step at a time."""
        key = ids(two)[DAMM]
        two.amend_kind(key, Kind.REPORTED, "Kim", "t1")
        two.amend_kind(key, Kind.INDIRECT, "Kim", "t2")
        assert isinstance(two.undo("Kim", "t3"), Amendment)
        assert row(two, DAMM).quotation.kind is Kind.REPORTED
        two.undo("Kim", "t4")
        assert (row(two, DAMM).quotation.kind, row(two, DAMM).amendments) == (Kind.DIRECT, ())
        assert words(two, Query(kind=Kind.DIRECT)) == [DAMM]
        assert list(two.verify()) == []


class TestQuote:
    def test_a_moved_quote_keeps_the_id_and_the_judgement(self, two: Ledger, whole: Reading) -> None:
        """The address of a statement and what was decided on it stay when its words change."""
        key = ids(two)[DAMM]
        two.judge(key, Verdict.ACCEPT, "Kim", "t1")
        two.amend_quote(key, place(whole, "Der Damm"), "Kim", "t2")
        found = two.find(key)
        assert isinstance(found, StatementRow)
        assert [span.text for span in found.quotation.quote] == ["Der Damm"]
        assert found.anchor == place(whole, DAMM)
        assert found.judgement is not None
        assert found.quotation.id == key
        two.judge(key, Verdict.UNSURE, "Noor", "t3")
        assert [one.verdict for one in two.judgements(key)] == [Verdict.ACCEPT, Verdict.UNSURE]
        assert (list(two.orphans()), list(two.verify())) == ([], [])

    @pytest.mark.parametrize("places", [(), ((3, 3),), ((5, 2),), ((0, 100_000),), ((-3, 4),), ((4, 9), (7, 12)), ((6, 8),)])
    def test_only_words_of_the_text_can_be_quoted(self, two: Ledger, places: tuple[tuple[int, int], ...]) -> None:
        """Stretches that are empty, inverted, outside the text, overlapping or blank are refused."""
        with pytest.raises(LedgerError, match="no words of the text"):
            two.amend_quote(ids(two)[DAMM], places, "Kim", "t1")
        assert list(two.amendments()) == []


class TestSpeaker:
    def test_a_statement_is_given_to_another_actor(self, two: Ledger) -> None:
        """Counts and filters by actor go by what people said."""
        two.amend_speaker(ids(two)[DAMM], "Ole Brandt", "Kim", "t1")
        assert words(two, Query(actor="Ole Brandt")) == [DAMM, SPERRE]
        assert words(two, Query(actor="Jana Ostermoor")) == []
        assert [(one.actor.name, one.statements) for one in two.actors(EVERYTHING)] == [("Ole Brandt", 2)]
        shown = row(two, DAMM)
        assert shown.actor is not None
        assert shown.actor.id == shown.statement.actor_id
        assert (shown.actor.name, shown.statement.actor_reason) == ("Ole Brandt", "set by Kim")

    def test_a_new_actor_is_made_by_name(self, two: Ledger) -> None:
        """Whom nobody has named yet comes into being with a kind, and is found by name from then on."""
        with pytest.raises(LedgerError, match="no such actor"):
            two.amend_speaker(ids(two)[DAMM], "Ute Feld", "Kim", "t1")
        two.amend_speaker(ids(two)[DAMM], "Ute Feld", "Kim", "t1", ActorKind.PERSON)
        assert words(two, Query(actor="Ute Feld")) == [DAMM]
        two.amend_speaker(ids(two)[SPERRE], "Ute Feld", "Noor", "t2")
        assert [(one.actor.name, one.statements) for one in two.actors(EVERYTHING)] == [("Ute Feld", 2)]
        two.rename("Ute Feld", "Ute Feldmann", "Noor", "t3")
        assert [row(two, said).actor.name for said in (DAMM, SPERRE)] == ["Ute Feldmann"] * 2  # type: ignore[union-attr] # or the test fails
        assert list(two.verify()) == []

    def test_a_speaker_can_be_unknown(self, two: Ledger) -> None:
        """A person may say that nobody knows who speaks; the statement then counts for no actor."""
        two.amend_speaker(ids(two)[DAMM], None, "Kim", "t1")
        shown = row(two, DAMM)
        assert (shown.actor, shown.statement.actor_id, shown.statement.actor_how) == (None, None, None)
        assert [one.actor.name for one in two.actors(EVERYTHING)] == ["Ole Brandt"]
        assert words(two, Query(actor="Jana Ostermoor")) == []
        two.undo("Kim", "t2")
        assert words(two, Query(actor="Jana Ostermoor")) == [DAMM]
        assert list(two.verify()) == []

    def test_merged_actors_take_what_was_given_to_them(self, two: Ledger) -> None:
        """A statement given to an actor that becomes part of another goes along."""
        two.amend_speaker(ids(two)[DAMM], "Ute Feld", "Kim", "t1", ActorKind.PERSON)
        two.merge("Ole Brandt", "Ute Feld", "Kim", "t2")
        assert [(one.actor.name, one.statements) for one in two.actors(EVERYTHING)] == [("Ole Brandt", 2)]

    def test_an_addressee_is_set(self, two: Ledger) -> None:
        """Whom the words are said to is shown as people said, too."""
        two.amend_addressee(ids(two)[DAMM], "Ole Brandt", "Kim", "t1")
        shown = row(two, DAMM)
        assert shown.addressee is not None
        assert shown.addressee.id == shown.statement.addressee_id
        assert shown.addressee.name == "Ole Brandt"
        two.amend_addressee(ids(two)[DAMM], None, "Kim", "t2")
        assert (row(two, DAMM).addressee, row(two, DAMM).statement.addressee_id) == (None, None)


class TestAdded:
    def test_a_missed_statement_is_added(self, two: Ledger, whole: Reading) -> None:
        """It is shown, counted and found like those of the machine, and accepted by who added it."""
        assert isinstance(whole.article, Article)
        made = two.add(whole.article.id, place(whole, "am Freitag"), Kind.INDIRECT, "Kim", "t1", "Ole Brandt")
        assert made.part is Part.ADDED
        assert words(two, Query(text="Freitag", include=Include.JUDGED)) == ["am Freitag"]
        assert words(two, Query(actor="Ole Brandt")) == ["am Freitag", SPERRE]
        assert two.counts() == (1, 1, 0, 3)
        shown = row(two, "am Freitag")
        assert (shown.quotation.id, shown.quotation.kind) == (made.subject, Kind.INDIRECT)
        assert isinstance(shown.judgement, Judgement)
        assert shown.judgement.by == "Kim"
        assert list(two.verify()) == []

    def test_undo_takes_all_of_it(self, two: Ledger, whole: Reading) -> None:
        """The addition, its speaker and its acceptance are one step."""
        assert isinstance(whole.article, Article)
        two.judge(ids(two)[DAMM], Verdict.UNSURE, "Kim", "t0")
        two.add(whole.article.id, place(whole, "am Freitag"), Kind.INDIRECT, "Kim", "t1", "Ute Feld", ActorKind.PERSON)
        two.undo("Kim", "t2")
        assert words(two) == [DAMM, SPERRE]
        assert words(two, Query(text="Freitag")) == words(two, EVERYTHING)  # the sentences around them have the word
        assert row(two, DAMM).judgement is not None
        assert (list(two.orphans()), list(two.verify())) == ([], [])
        again = two.add(whole.article.id, place(whole, "am Freitag"), Kind.INDIRECT, "Kim", "t1")
        assert again.id not in {one.id for one in two.amendments() if one is not again and one.retracted}
        assert words(two, Query(include=Include.JUDGED)) == ["am Freitag"]
        assert list(two.verify()) == []

    def test_what_others_decided_on_it_waits_as_orphan(self, two: Ledger, whole: Reading) -> None:
        """When an addition is undone, judgements of others on it are kept without a statement."""
        assert isinstance(whole.article, Article)
        made = two.add(whole.article.id, place(whole, "am Freitag"), Kind.INDIRECT, "Kim", "t1")
        theirs = two.judge(made.subject, Verdict.REJECT, "Noor", "t2")
        two.undo("Kim", "t3")
        assert [one.decision for one in two.orphans()] == [theirs]

    def test_words_that_are_a_statement_are_not_added(self, two: Ledger, whole: Reading) -> None:
        """The same words are one statement; its kind and speaker can be changed."""
        assert isinstance(whole.article, Article)
        with pytest.raises(LedgerError, match="a statement already"):
            two.add(whole.article.id, place(whole, DAMM), Kind.DIRECT, "Kim", "t1")


class TestSurviving:
    def test_changes_survive_a_new_extraction(self, two: Ledger, whole: Reading) -> None:
        """Changes are bound to the text and its words, not to who read it; an added statement stands beside what is found anew."""
        assert isinstance(whole.article, Article)
        two.amend_kind(ids(two)[DAMM], Kind.REPORTED, "Kim", "t1")
        two.amend_speaker(ids(two)[DAMM], "Ole Brandt", "Kim", "t2")
        two.add(whole.article.id, place(whole, "am Freitag"), Kind.INDIRECT, "Kim", "t3")
        put(two, whole, producers="newer")
        shown = row(two, DAMM)
        assert shown.actor is not None
        assert (shown.quotation.kind, shown.actor.name) == (Kind.REPORTED, "Ole Brandt")
        assert sorted(words(two, Query(text="Freitag"))) == sorted([DAMM, SPERRE, "am Freitag"])
        assert (list(two.orphans()), list(two.verify())) == ([], [])

    def test_a_change_without_its_words_is_an_orphan(self, two: Ledger, whole: Reading) -> None:
        """What is no longer quoted keeps its changes in the queue of orphans; they count again when it is."""
        made = two.amend_kind(ids(two)[DAMM], Kind.REPORTED, "Kim", "t1")
        put(two, without(whole, 0), producers="newer")
        assert [(one.decision, one.excerpt) for one in two.orphans()] == [(made, DAMM)]
        put(two, whole, producers="newest")
        assert list(two.orphans()) == []
        assert row(two, DAMM).quotation.kind is Kind.REPORTED

    def test_an_addition_the_machine_finds_too_is_one_statement(self, two: Ledger, whole: Reading) -> None:
        """Words that a person added and a later reading finds stand there once, and stay when the addition is undone."""
        assert isinstance(whole.article, Article)
        put(two, without(whole, 0), producers="newer")
        two.add(whole.article.id, place(whole, DAMM), Kind.REPORTED, "Kim", "t1")
        put(two, whole, producers="newest")
        assert words(two) == [DAMM, SPERRE]
        assert row(two, DAMM).quotation.kind is Kind.REPORTED
        two.undo("Kim", "t2")
        assert words(two) == [DAMM, SPERRE]
        assert list(two.verify()) == []

    def test_another_ledger_takes_changes_in(self, two: Ledger, whole: Reading, make: Callable[[Path], Open], tmp_path: Path) -> None:
        """Changes travel with judgements, under their own ids, once."""
        assert isinstance(whole.article, Article)
        two.add(whole.article.id, place(whole, "am Freitag"), Kind.INDIRECT, "Kim", "t1", "Ute Feld", ActorKind.PERSON)
        two.amend_kind(ids(two)[DAMM], Kind.REPORTED, "Kim", "t2")
        (tmp_path / "other").mkdir()
        with begun(make(tmp_path / "other")) as mine:
            put(mine, whole)
            assert mine.take(two.entries()).new == 4
            assert mine.take(two.entries()).new == 0
            assert words(mine, Query(actor="Ute Feld")) == ["am Freitag"]
            assert words(mine, Query(kind=Kind.REPORTED)) == [DAMM]
            assert list(mine.amendments()) == list(two.amendments())
            assert list(mine.verify()) == []

    def test_redaction_takes_the_words_people_widened(self, two: Ledger, whole: Reading) -> None:
        """Where a person widened a quote, all of it is taken out with the speaker's words."""
        two.amend_quote(ids(two)[DAMM], place(whole, f"{DAMM}“, sagte"), "Kim", "t1")
        two.redact("Jana Ostermoor", "Kim", "t2", "asked for it")
        assert isinstance(whole.article, Article)
        (text,) = (one.article.text for one in two.articles(EVERYTHING))
        assert DAMM not in text
        assert text.count("sagte") == whole.article.text.count("sagte") - 1
        assert list(two.verify()) == []


class TestBatches:
    def test_many_are_judged_and_undone_at_once(self, two: Ledger) -> None:
        """A bulk judgement is one step; what stood before comes back."""
        two.judge(ids(two)[DAMM], Verdict.REJECT, "Kim", "t1")
        assert two.judge_all(tuple(ids(two).values()), Verdict.ACCEPT, "Kim", "t2", "all sure ones") == 1
        both = [one.quotation.id for one in two.statements(Query(with_rejected=True))]
        assert two.judge_all(both, Verdict.UNSURE, "Kim", "t3") == 2
        assert {one.judgement.verdict for one in two.statements(EVERYTHING) if one.judgement} == {Verdict.UNSURE}
        two.undo("Kim", "t4")
        assert [one.judgement.verdict for one in two.statements(Query(with_rejected=True)) if one.judgement] == [Verdict.REJECT, Verdict.ACCEPT]
        two.undo("Kim", "t5")
        assert words(two, Query(include=Include.MACHINE)) == [SPERRE]
        assert list(two.verify()) == []

    def test_the_same_words_in_two_captures_are_judged_once(self, ledger: Ledger) -> None:
        """A text that was captured twice has its statements twice; a judgement is bound to the text, and counts for both."""
        put(ledger, reading("Streit", OSTERMOOR), reading("Streit", OSTERMOOR, given=Given(outlet="Landfunk")))
        both = [one.quotation.id for one in ledger.statements(EVERYTHING)]
        assert len(both) == 2
        ledger.judge_all(both, Verdict.ACCEPT, "Kim", "t1")
        assert len(list(ledger.judgements())) == 1
        assert [one.judgement is not None for one in ledger.statements(EVERYTHING)] == [True, True]
        assert list(ledger.verify()) == []


# --- properties ----------------------------------------------------------------------------------------------

ALL = (OSTERMOOR, BRANDT, Said("Ute Feld", "Niemand hat die Bauern gefragt"))
REVIEWERS = ("Kim", "Noor")
NAMES = (None, "Ole Brandt", "Rolf Tamm")

who = st.sampled_from(REVIEWERS)
which = st.integers(0, 2)
deciding = st.one_of(
    st.tuples(st.just("judge"), who, which, st.sampled_from(Verdict)),
    st.tuples(st.just("kind"), who, which, st.sampled_from((Kind.REPORTED, Kind.INDIRECT))),
    st.tuples(st.just("speaker"), who, which, st.sampled_from(NAMES)),
    st.tuples(st.just("quote"), who, which, st.integers(1, 5)),
    st.tuples(st.just("add"), who, st.sampled_from(("Streit", "angeblich")), st.sampled_from(NAMES)),
    st.tuples(st.just("undo"), who),
    st.tuples(st.just("extract"), st.sets(which)),
)

State = dict[str, tuple[object, ...]]


def state(ledger: Ledger) -> State:
    """Everything a reader sees of the statements, by id."""
    return {
        one.quotation.id: (one.quotation.kind, one.quotation.quote, one.actor and one.actor.name, one.judgement and one.judgement.verdict)
        for one in ledger.statements(Query(with_rejected=True))
    }


def decide(ledger: Ledger, whole: Reading, step: tuple[Any, ...], at: str) -> None:
    """One step of a person or of the machine; what cannot be done is not done."""
    assert isinstance(whole.article, Article)
    match step:
        case ("judge", by, index, verdict):
            ledger.judge(whole.quotations[index].id, verdict, by, at)
        case ("kind", by, index, kind):
            ledger.amend_kind(whole.quotations[index].id, kind, by, at)
        case ("speaker", by, index, name):
            ledger.amend_speaker(whole.quotations[index].id, name, by, at, ActorKind.PERSON)
        case ("quote", by, index, longer):
            span = whole.quotations[index].quote[0]
            ledger.amend_quote(whole.quotations[index].id, ((span.start, span.end + longer),), by, at)
        case ("add", by, said, name):
            ledger.add(whole.article.id, place(whole, said), Kind.INDIRECT, by, at, name, ActorKind.PERSON)
        case ("undo", by):
            ledger.undo(by, at)


@pytest.mark.parametrize("make", LEDGERS.values(), ids=LEDGERS.keys())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@examples(steps=st.lists(deciding, min_size=3, max_size=14))
def test_replaying_the_log_gives_the_same_state(make: Callable[[Path], Open], steps: Sequence[tuple[Any, ...]]) -> None:
    """After any decisions, undos and new readings, a fresh ledger that takes the log in shows the same, and nothing is broken."""
    whole = reading("Streit", *ALL)
    with TemporaryDirectory() as folder, TemporaryDirectory() as other, begun(make(Path(folder))) as ledger:
        put(ledger, whole)
        last = whole
        for number, step in enumerate(steps):
            if step[0] == "extract":
                last = without(whole, *step[1])
                put(ledger, last, producers=f"producers-{number}")
                continue
            before = state(ledger)
            try:
                decide(ledger, whole, step, f"t{number}")
            except LedgerError:
                assert state(ledger) == before
        with begun(make(Path(other))) as fresh:
            put(fresh, last)
            fresh.take(ledger.entries())
            assert state(fresh) == state(ledger)
            assert list(fresh.verify()) == list(ledger.verify()) == []


def insisting(decide: Callable[[], object]) -> None:
    """Decide, and try again as the error says as long as others hold the ledger."""
    for _ in range(20):
        with suppress(LedgerBusyError):
            decide()
            return
    raise AssertionError("the ledger was never free")


def test_twenty_threads_lose_nothing(make: Callable[[Path], Open], tmp_path: Path) -> None:
    """Twenty people who judge and change at once find everything they did in the log, once."""
    open_ = make(tmp_path)
    whole = reading("Streit", *ALL)
    with begun(open_) as ledger:
        put(ledger, whole)

    def work(number: int) -> None:
        with closing(open_()) as own:
            for step in range(3):
                key, by, at = whole.quotations[step].id, f"reviewer {number}", f"t{step}"
                insisting(partial(own.judge, key, Verdict.ACCEPT, by, at))
                insisting(partial(own.amend_kind, key, Kind.REPORTED, by, at))

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(work, range(20)))
    with closing(open_()) as ledger:
        assert sorted((one.by, one.at) for one in ledger.judgements()) == sorted(
            (f"reviewer {n}", f"t{step}") for n in range(20) for step in range(3)
        )
        assert len({(one.by, one.subject) for one in ledger.amendments()}) == len(list(ledger.amendments())) == 60
        assert list(ledger.verify()) == []


def test_an_identity_is_told_with_the_change(two: Ledger) -> None:
    """The log says who was meant, by id, name and kind."""
    made = two.amend_speaker(ids(two)[DAMM], "Ute Feld", "Kim", "t1", ActorKind.PERSON)
    assert isinstance(made.actor, Identity)
    assert (made.actor.name, made.actor.kind) == ("Ute Feld", ActorKind.PERSON)
