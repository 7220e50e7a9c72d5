"""What every ledger promises about taking back and doing again: one's own decisions, of every sort, in order; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st
from tests.contracts.test_ledger import BRANDT, LEDGERS, OSTERMOOR, Open, begun, ids, ledger, make, put, words
from tests.contracts.test_ledger_amendments import ALL, decide, deciding, place, row, state, two, who, whole
from tests.ledger_factory import run, without

from wortlaut.errors import LedgerError
from wortlaut.records import ActorKind, Amendment, Codebook, Concept, Correction, Field, Include, Judgement, Kind, Part, Query, Reading, Verdict
from wortlaut.seams import Ledger

__all__ = ["ledger", "make", "two", "whole"]

DAMM, SPERRE = OSTERMOOR.words, BRANDT.words


def verdicts(ledger: Ledger) -> list[Verdict | None]:
    """The verdict of every statement, in order."""
    return [one.judgement.verdict if one.judgement else None for one in ledger.statements(Query(with_rejected=True))]


def log(ledger: Ledger) -> list[str]:
    """The ids of all entries."""
    return [one.id for one in ledger.entries()]


class TestRedo:
    def test_what_was_undone_is_done_again(self, two: Ledger) -> None:
        """The log only grows, and what is done again can be undone again."""
        two.judge(ids(two)[DAMM], Verdict.REJECT, "Kim", "t1", "kein Zitat")
        before = log(two)
        assert not two.can_redo("Kim")
        two.undo("Kim", "t2")
        assert two.can_redo("Kim")
        done = two.redo("Kim", "t3")
        assert isinstance(done, Judgement)
        assert (done.verdict, done.note, done.by, done.at) == (Verdict.REJECT, "kein Zitat", "Kim", "t3")
        assert verdicts(two) == [Verdict.REJECT, None]
        assert log(two)[: len(before)] == before
        two.undo("Kim", "t4")
        assert verdicts(two) == [None, None]
        assert list(two.verify()) == []

    def test_several_are_done_again_in_the_order_in_which_they_were_done(self, two: Ledger) -> None:
        """Undo and redo walk the same way back and forth, as often as one likes."""
        first, second = ids(two)[DAMM], ids(two)[SPERRE]
        two.judge(first, Verdict.ACCEPT, "Kim", "t1")
        two.judge(second, Verdict.REJECT, "Kim", "t2")
        for round_ in range(2):
            two.undo("Kim", f"u{round_}")
            two.undo("Kim", f"v{round_}")
            assert verdicts(two) == [None, None]
            two.redo("Kim", f"w{round_}")
            assert verdicts(two) == [Verdict.ACCEPT, None]
            two.redo("Kim", f"x{round_}")
            assert verdicts(two) == [Verdict.ACCEPT, Verdict.REJECT]
            with pytest.raises(LedgerError, match="nothing to redo"):
                two.redo("Kim", "y")
        assert list(two.verify()) == []

    def test_a_new_decision_leaves_nothing_to_redo(self, two: Ledger) -> None:
        """Whoever undid and then decided otherwise went another way."""
        two.judge(ids(two)[DAMM], Verdict.ACCEPT, "Kim", "t1")
        two.undo("Kim", "t2")
        two.amend_kind(ids(two)[SPERRE], Kind.REPORTED, "Kim", "t3")
        assert not two.can_redo("Kim")
        with pytest.raises(LedgerError, match="nothing to redo"):
            two.redo("Kim", "t4")
        two.undo("Kim", "t5")
        two.redo("Kim", "t6")
        assert row(two, SPERRE).quotation.kind is Kind.REPORTED
        with pytest.raises(LedgerError, match="nothing to redo"):
            two.redo("Kim", "t7")

    def test_nobody_redoes_what_somebody_else_undid(self, two: Ledger) -> None:
        """Two people at once do not undo, redo or lose each other's work."""
        first, second = ids(two)[DAMM], ids(two)[SPERRE]
        two.judge(first, Verdict.ACCEPT, "Kim", "t1")
        two.judge(second, Verdict.REJECT, "Noor", "t2")
        two.undo("Kim", "t3")
        with pytest.raises(LedgerError, match="nothing to redo: decisions by Noor"):
            two.redo("Noor", "t4")
        two.judge(second, Verdict.ACCEPT, "Noor", "t5")
        two.redo("Kim", "t6")
        assert verdicts(two) == [Verdict.ACCEPT, Verdict.ACCEPT]
        assert two.undo("Noor", "t7").by == "Noor"
        assert verdicts(two) == [Verdict.ACCEPT, Verdict.REJECT]

    def test_a_batch_is_redone_as_one(self, two: Ledger) -> None:
        """It is one step again: one undo takes all of it back."""
        two.judge_all(tuple(one.quotation.id for one in two.statements(Query(with_rejected=True))), Verdict.ACCEPT, "Kim", "t1")
        two.undo("Kim", "t2")
        two.redo("Kim", "t3")
        assert verdicts(two) == [Verdict.ACCEPT, Verdict.ACCEPT]
        two.undo("Kim", "t4")
        assert verdicts(two) == [None, None]
        assert list(two.verify()) == []

    def test_a_redone_batch_does_not_overrule_what_was_decided_after_it(self, two: Ledger) -> None:
        """Of a batch taken back from the middle, what the person decided otherwise since stays so."""
        batch = two.judge_all(tuple(one.quotation.id for one in two.statements(Query(with_rejected=True))), Verdict.ACCEPT, "Kim", "t1")
        assert batch == 2
        mine = two.recent("Kim", 1)[0]
        two.judge(ids(two)[SPERRE], Verdict.REJECT, "Kim", "t2")
        two.undo("Kim", "t3", mine.entry.id)
        assert verdicts(two) == [None, Verdict.REJECT]
        two.redo("Kim", "t4")
        assert verdicts(two) == [Verdict.ACCEPT, Verdict.REJECT]
        assert list(two.verify()) == []

    def test_an_addition_is_redone_with_its_speaker(self, two: Ledger, whole: Reading) -> None:
        """The row comes back, with who speaks and the acceptance."""
        assert whole.article
        two.add(whole.article.id, place(whole, "angeblich am"), Kind.INDIRECT, "Kim", "t1", "Rolf Tamm", ActorKind.PERSON)
        before = state(two)
        two.undo("Kim", "t2")
        two.redo("Kim", "t3")
        assert state(two) == before
        assert list(two.verify()) == []

    def test_every_sort_of_decision_is_redone(self, two: Ledger, whole: Reading) -> None:
        """Changes, corrections, actors and codings go back and forth like judgements."""
        key = ids(two)[DAMM]
        assert whole.article
        two.adopt(Codebook.of("Merle", (Concept("damm", (("de", "Der Damm bleibt"),)),)), "Kim", "t0")
        steps: tuple[Callable[[], object], ...] = (
            lambda: two.amend_kind(key, Kind.REPORTED, "Kim", "t1"),
            lambda: two.amend_speaker(key, "Ole Brandt", "Kim", "t2"),
            lambda: two.amend_cue(key, (), "Kim", "t3"),
            lambda: two.flag(key, "Kim", "t4"),
            lambda: two.correct(whole.article.id, Field.DATE, "2021-03-08", "Kim", "t5"),  # type: ignore[union-attr] # it has one
            lambda: two.rename("Ole Brandt", "Ole F. Brandt", "Kim", "t6"),
            lambda: two.code(key, "damm", 1, "Kim", "t7"),
        )
        for step in steps:
            step()
        whole_state = told(two)
        for number in range(len(steps)):
            two.undo("Kim", f"u{number}")
        for number in range(len(steps)):
            two.redo("Kim", f"w{number}")
        assert told(two) == whole_state
        assert list(two.verify()) == []

    def test_another_ledger_takes_it_over(self, two: Ledger, whole: Reading, make: Callable[[Path], Open], tmp_path: Path) -> None:
        """Undone and redone is done there, too."""
        two.judge(ids(two)[DAMM], Verdict.ACCEPT, "Kim", "t1")
        two.rename("Ole Brandt", "Ole F. Brandt", "Kim", "t2")
        for at in ("t3", "t4"):
            two.undo("Kim", at)
        for at in ("t5", "t6"):
            two.redo("Kim", at)
        (tmp_path / "other").mkdir()
        with begun(make(tmp_path / "other")) as other:
            put(other, whole)
            assert other.take(two.entries()).refused == 0
            assert state(other) == state(two)
            assert list(other.verify()) == []


def told(ledger: Ledger) -> tuple[object, ...]:
    """What a reader sees of the statements, the article and the codings."""
    rows = list(ledger.statements(Query(with_rejected=True)))
    cues = [(one.quotation.cue, tuple(sorted(change.part for change in one.amendments))) for one in rows]
    coded = [[(coding.concept, coding.agreement) for coding in one.people] for one in ledger.coded(rows)]
    return state(ledger), cues, [one.article.published for one in ledger.articles(Query())], coded


class TestOne:
    def test_one_of_several_is_taken_back(self, two: Ledger) -> None:
        """By its id, whatever was decided since; what was decided since stays."""
        first = two.judge(ids(two)[DAMM], Verdict.ACCEPT, "Kim", "t1")
        two.judge(ids(two)[SPERRE], Verdict.REJECT, "Kim", "t2")
        two.undo("Kim", "t3", first.id)
        assert verdicts(two) == [None, Verdict.REJECT]
        assert [one.entry.at for one in two.recent("Kim", 10)] == ["t2"]

    @pytest.mark.parametrize("by", ["Noor", "Kim"])
    def test_only_what_is_ones_own_and_stands(self, two: Ledger, by: str) -> None:
        """Neither what somebody else decided nor what is taken back already."""
        made = two.judge(ids(two)[DAMM], Verdict.ACCEPT, "Kim", "t1")
        if by == "Kim":
            two.undo("Kim", "t2")
        before = log(two)
        with pytest.raises(LedgerError, match="cannot be undone"):
            two.undo(by, "t3", made.id)
        assert log(two) == before


class TestRecent:
    def test_the_newest_of_every_sort_come_first(self, two: Ledger, whole: Reading) -> None:
        """Each with what it is about, in the words that are quoted; a batch is one of them; what is taken back is none."""
        key, other = ids(two)[DAMM], ids(two)[SPERRE]
        assert whole.article
        two.adopt(Codebook.of("Merle", (Concept("damm", (("de", "Der Damm bleibt"),)),)), "Kim", "t0")
        two.judge(key, Verdict.ACCEPT, "Kim", "t1")
        two.code(key, "damm", 1, "Kim", "t2")
        two.rename("Ole Brandt", "Ole F. Brandt", "Kim", "t3")
        two.judge_all((key, other), Verdict.UNSURE, "Kim", "t4")
        two.judge(other, Verdict.REJECT, "Noor", "t5")
        two.correct(whole.article.id, Field.DATE, "2021-03-08", "Kim", "t6")
        two.judge(other, Verdict.REJECT, "Kim", "t7")
        two.undo("Kim", "t8")
        found = two.recent("Kim", 10)
        assert [(one.entry.at, one.subjects) for one in found] == [("t6", 1), ("t4", 2), ("t3", 1), ("t2", 1), ("t1", 1)]
        assert [one.excerpt for one in found] == ["2021-03-08", SPERRE, "Ole Brandt", DAMM, DAMM]
        assert isinstance(found[0].entry, Correction)
        assert (found[0].subject, found[3].subject, found[4].subject) == (whole.article.id, key, key)
        assert [one.entry.at for one in two.recent("Kim", 2)] == ["t6", "t4"]
        assert two.recent("Nobody", 10) == two.recent("", 10) == ()

    def test_an_addition_is_told_as_one(self, two: Ledger, whole: Reading) -> None:
        """Not as the acceptance that comes with it; its id takes all of it back."""
        assert whole.article
        before = state(two)
        two.add(whole.article.id, place(whole, "angeblich am"), Kind.INDIRECT, "Kim", "t1", "Rolf Tamm", ActorKind.PERSON)
        (found,) = two.recent("Kim", 10)
        assert isinstance(found.entry, Amendment)
        assert (found.entry.part, found.excerpt, found.subjects) == (Part.ADDED, "angeblich am", 1)
        two.undo("Kim", "t2", found.entry.id)
        assert state(two) == before


class TestCue:
    def test_the_cue_is_other_words_or_none(self, two: Ledger, whole: Reading) -> None:
        """The machine's cue comes back with undo."""
        machine = row(two, DAMM).quotation.cue
        two.amend_cue(ids(two)[DAMM], place(whole, "angeblich"), "Kim", "t1")
        assert [span.text for span in row(two, DAMM).quotation.cue] == ["angeblich"]
        two.amend_cue(ids(two)[DAMM], (), "Kim", "t2")
        assert row(two, DAMM).quotation.cue == ()
        for at in ("t3", "t4"):
            two.undo("Kim", at)
        assert row(two, DAMM).quotation.cue == machine
        assert list(two.verify()) == []

    def test_only_words_of_the_text(self, two: Ledger) -> None:
        """A cue is a stretch of the text."""
        with pytest.raises(LedgerError, match="no words of the text"):
            two.amend_cue(ids(two)[DAMM], ((5, 100_000),), "Kim", "t1")


class TestFlags:
    def test_a_flag_is_told_and_sought(self, two: Ledger) -> None:
        """Who wants a second reader, and when; nothing else changes."""
        before = state(two)
        two.flag(ids(two)[SPERRE], "Kim", "t1")
        (flag,) = row(two, SPERRE).amendments
        assert (flag.part, flag.by, flag.at) == (Part.FLAG, "Kim", "t1")
        assert words(two, Query(flagged=True)) == [SPERRE]
        assert state(two) == before

    def test_it_waits_until_somebody_else_judges(self, two: Ledger) -> None:
        """What was judged before counts for nothing, nor does what is taken back."""
        key = ids(two)[DAMM]
        two.judge(key, Verdict.ACCEPT, "Noor", "t1")
        two.flag(key, "Kim", "t2")
        two.judge(key, Verdict.UNSURE, "Kim", "t3")
        assert words(two, Query(flagged=True)) == [DAMM]
        two.judge(key, Verdict.ACCEPT, "Noor", "t4")
        assert words(two, Query(flagged=True)) == []
        two.undo("Noor", "t5")
        assert words(two, Query(flagged=True)) == [DAMM]
        two.undo("Kim", "t6")
        two.undo("Kim", "t7")
        assert words(two, Query(flagged=True)) == []
        assert list(two.verify()) == []

    def test_a_flag_is_no_judgement(self, two: Ledger) -> None:
        """A flagged statement waits for a decision like any other, and is judged like any other."""
        key = ids(two)[DAMM]
        two.flag(key, "Kim", "t1")
        assert DAMM in words(two, Query(include=Include.MACHINE))
        two.judge_all((key,), Verdict.ACCEPT, "Kim", "t2")
        two.judge(key, Verdict.REJECT, "Kim", "t3")
        assert verdicts(two)[0] is Verdict.REJECT
        assert list(two.verify()) == []


class TestNarrowing:
    def test_by_rule_and_by_how_sure_the_machine_is(self, two: Ledger) -> None:
        """A list for many decisions at once: of one rule, and at least so sure."""
        one = row(two, DAMM).quotation
        assert words(two, Query(rule=one.rule)) == [DAMM, SPERRE]
        assert words(two, Query(rule="no such rule")) == []
        assert words(two, Query(least=one.confidence)) == [DAMM, SPERRE]
        assert words(two, Query(least=one.confidence + 0.01)) == []

    def test_by_the_run_that_read_them(self, two: Ledger, whole: Reading) -> None:
        """A newer run that reads the same otherwise takes its statements over."""
        first = next(iter(two.runs())).id
        assert words(two, Query(run=first)) == [DAMM, SPERRE]
        two.begin(run(2))
        two.put(run(2).id, [without(whole, 1)], "producers-two")
        assert (words(two, Query(run=first)), words(two, Query(run=run(2).id))) == ([], [DAMM])

    def test_the_names_that_are_heard_most(self, two: Ledger) -> None:
        """By number of statements, as the actors are called now."""
        two.rename("Ole Brandt", "Ole F. Brandt", "Kim", "t1")
        assert two.names(5) == tuple(one.actor.name for one in two.actors(Query()))
        assert len(two.names(1)) == 1

    def test_the_articles_beside_one(self, ledger: Ledger) -> None:
        """In the order of the corpus; at the ends there is none."""
        from tests.ledger_factory import reading

        from wortlaut.records import Interval, Reason

        days = ("2021-03-12", "2021-03-08", "2022-03-01")
        put(ledger, *(reading(day, source=f"{day}.txt", published=Interval.day(day, Reason.DATE_LINE)) for day in days))
        order = [one.article.id for one in ledger.articles(Query())]
        assert [ledger.beside(key) for key in order] == [(None, order[1]), (order[0], order[2]), (order[1], None)]


# --- properties ----------------------------------------------------------------------------------------------

stepping = st.one_of(deciding, st.tuples(st.just("undo"), who), st.tuples(st.just("redo"), who))


@pytest.mark.parametrize("make", LEDGERS.values(), ids=LEDGERS.keys())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@examples(steps=st.lists(stepping, min_size=3, max_size=14))
def test_undo_and_redo_only_append_and_cancel_out(make: Callable[[Path], Open], steps: Sequence[tuple[Any, ...]]) -> None:
    """Whatever two people do, nothing in the log changes; undo and redo at once show what was there before; a fresh ledger shows the same."""
    whole = reading_of()
    with TemporaryDirectory() as folder, TemporaryDirectory() as other, begun(make(Path(folder))) as ledger:
        put(ledger, whole)
        for number, step in enumerate(steps):
            before = log(ledger)
            try:
                take(ledger, whole, step, f"t{number}")
            except LedgerError:
                assert log(ledger) == before
            assert log(ledger)[: len(before)] == before
        for by in ("Kim", "Noor"):
            newest = [one.entry for one in ledger.recent(by, 1)]
            if newest and alone(ledger, by):
                shown = state(ledger)
                ledger.undo(by, "u")
                ledger.redo(by, "v")
                assert state(ledger) == shown
        with begun(make(Path(other))) as fresh:
            put(fresh, whole)
            assert fresh.take(ledger.entries()).refused == 0
            assert state(fresh) == state(ledger)
            assert list(fresh.verify()) == list(ledger.verify()) == []


def alone(ledger: Ledger, by: str) -> bool:
    """Whether nobody else decided anything: else what is done again counts as the newest, and may show instead of the other's."""
    return {one.by for one in ledger.entries()} <= {by}


def reading_of() -> Reading:
    """An article with three statements."""
    from tests.ledger_factory import reading

    return reading("Streit", *ALL)


def take(ledger: Ledger, whole: Reading, step: tuple[Any, ...], at: str) -> None:
    """One step, redo among them; no new readings."""
    if step[0] == "redo":
        ledger.redo(step[1], at)
    elif step[0] != "extract":
        decide(ledger, whole, step, at)
