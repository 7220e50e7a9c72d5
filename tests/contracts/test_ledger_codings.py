"""What every ledger promises of codebooks, codings, events, other ledgers' decisions and redactions; run by all implementations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contracts.test_ledger import LEDGERS, Open, begun, put
from tests.ledger_factory import PRODUCERS, Said, reading, run, without

from wortlaut.errors import LedgerError
from wortlaut.records import (
    Codebook,
    Coding,
    CodingStatus,
    Concept,
    Given,
    Include,
    Judgement,
    Producer,
    Query,
    Suggestion,
    Taken,
    Verdict,
)
from wortlaut.seams import Ledger

OSTERMOOR = Said("Jana Ostermoor", "Der Damm hält", aliases=("Ostermoor",))
FELD = Said("Ute Feld", "Niemand hat die Bauern gefragt")
CONCEPTS = (Concept("mauer", (("de", "Die Mauer hält"),)), Concept("bauern", (("de", "Die Bauern werden gehört"),)))
MERLE = Codebook.of("Merle", CONCEPTS)
MACHINE = Producer("concepts", "1")


@pytest.fixture(params=LEDGERS.values(), ids=LEDGERS.keys())
def make(request: pytest.FixtureRequest) -> Callable[[Path], Open]:
    """One implementation after the other."""
    return request.param


@pytest.fixture
def ledgers(make: Callable[[Path], Open], tmp_path: Path) -> Iterator[Callable[[str], Ledger]]:
    """Ledgers by name, each with two statements of one article and the codebook in force."""
    with ExitStack() as stack:
        opened: dict[str, Ledger] = {}

        def named(name: str) -> Ledger:
            if name not in opened:
                folder = tmp_path / name
                folder.mkdir()
                opened[name] = stack.enter_context(begun(make(folder)))
                put(opened[name], reading("Streit", OSTERMOOR, FELD))
                opened[name].adopt(MERLE, "Kim", at(0))
            return opened[name]

        yield named


@pytest.fixture
def ledger(ledgers: Callable[[str], Ledger]) -> Ledger:
    """One of them."""
    return ledgers("kim")


def at(second: int) -> str:
    """A moment."""
    return f"2026-03-02T08:00:{second:02d}+00:00"


def statements(ledger: Ledger) -> list[str]:
    """The ids of all statements, in the order of the text."""
    return [row.quotation.id for row in ledger.statements(Query())]


def coded(ledger: Ledger) -> list[list[tuple[str | None, str | None, int | None]]]:
    """Who coded each statement with what, as it stands."""
    rows = list(ledger.statements(Query()))
    return [[(one.by, one.concept, one.agreement) for one in standing.people] for standing in ledger.coded(rows)]


def events(ledger: Ledger, include: Include = Include.JUDGED) -> list[tuple[object, ...]]:
    """Person, organization, concept, agreement and review of every event."""
    return [(*event.values, event.reviewed) for event in ledger.events(Query(include=include)).rows]


class TestCodebooks:
    def test_the_last_one_taken_in_is_in_force(self, ledger: Ledger) -> None:
        """Versions are appended, the newest is in force, an older one can come back, and the same again adds nothing."""
        other = Codebook.of("Merle", CONCEPTS[:1])
        assert ledger.codebook() == MERLE
        assert not ledger.adopt(MERLE, "Lee", at(1))
        assert ledger.adopt(other, "Lee", at(2))
        assert ledger.codebook() == other
        assert ledger.adopt(MERLE, "", at(3))
        assert [(one.codebook, one.by, one.at) for one in ledger.adoptions()] == [(MERLE, "", at(3)), (other, "Lee", at(2)), (MERLE, "Kim", at(0))]
        assert list(ledger.verify()) == []

    def test_without_one_nothing_can_be_coded(self, make: Callable[[Path], Open], tmp_path: Path) -> None:
        """A ledger without a codebook has none and says how to get one."""
        with begun(make(tmp_path)) as bare:
            put(bare, reading("Streit", OSTERMOOR))
            assert bare.codebook() is None
            with pytest.raises(LedgerError, match="has no codebook"):
                bare.code(statements(bare)[0], "mauer", 1, "Kim", at(1))


class TestCodings:
    def test_what_is_coded_comes_back(self, ledger: Ledger) -> None:
        """A coding knows statement, words, concept, agreement, coder, codebook, time, note and whether it was made blind."""
        first, _ = statements(ledger)
        made = ledger.code(first[:8], "mauer", 1, " Kim ", at(1), "eindeutig", blind=True)
        (row,) = (row for row in ledger.statements(Query()) if row.quotation.id == first)
        places = tuple((span.start, span.end) for span in row.quotation.quote)
        kept = Coding(
            made.id, first, row.article.digest, places, "mauer", 1, CodingStatus.CODED, "Kim", None, MERLE.version, at(1), "eindeutig", blind=True
        )  # fmt: skip
        assert made == kept
        assert list(ledger.codings(first)) == list(ledger.codings()) == [made]
        assert ledger.coded([row])[0].people == (made,)

    def test_several_concepts_and_several_coders_stand_side_by_side(self, ledger: Ledger) -> None:
        """A coder can give a statement several concepts, and another coder others."""
        first, _ = statements(ledger)
        for second, (concept, level, by) in enumerate((("mauer", 1, "Kim"), ("bauern", -1, "Kim"), ("mauer", 0, "Lee"))):
            ledger.code(first, concept, level, by, at(second))
        assert coded(ledger) == [[("Kim", "mauer", 1), ("Kim", "bauern", -1), ("Lee", "mauer", 0)], []]

    def test_a_later_coding_of_the_same_concept_counts(self, ledger: Ledger) -> None:
        """Changing one's mind appends; saying the same again does not."""
        first, _ = statements(ledger)
        old = ledger.code(first, "mauer", 1, "Kim", at(1))
        assert ledger.code(first, "mauer", 1, "Kim", at(2)) == old
        new = ledger.code(first, "mauer", None, "Kim", at(3))
        assert new.replaces == old.id
        assert coded(ledger) == [[("Kim", "mauer", None)], []]

    def test_no_concept_and_a_concept_take_each_others_place(self, ledger: Ledger) -> None:
        """`None fits` counts instead of one's earlier concepts, and a concept instead of it; undoing uncovers them again."""
        first, _ = statements(ledger)
        ledger.code(first, "mauer", 1, "Kim", at(1))
        ledger.code(first, None, None, "Kim", at(2))
        assert coded(ledger)[0] == [("Kim", None, None)]
        ledger.code(first, "bauern", 0, "Kim", at(3))
        assert coded(ledger)[0] == [("Kim", "bauern", 0)]
        ledger.undo("Kim", at(4))
        ledger.undo("Kim", at(5))
        assert coded(ledger)[0] == [("Kim", "mauer", 1)]

    def test_a_coder_takes_back_any_own_coding(self, ledger: Ledger) -> None:
        """Dropping takes back one's own coding only, even if others came later."""
        first, _ = statements(ledger)
        ledger.code(first, "mauer", 1, "Kim", at(1))
        ledger.code(first, "bauern", 1, "Kim", at(2))
        gone = ledger.drop(first, "mauer", "Kim", at(3))
        assert (gone.retracted, gone.concept) == (True, "mauer")
        assert coded(ledger)[0] == [("Kim", "bauern", 1)]
        for concept, by in (("mauer", "Kim"), ("bauern", "Lee"), (None, "Kim")):
            with pytest.raises(LedgerError, match="there is no such coding"):
                ledger.drop(first, concept, by, at(4))

    @pytest.mark.parametrize(
        ("concept", "level", "by", "told"),
        [
            ("damm", 1, "Kim", "the codebook has no such concept: 'damm'"),
            ("mauer", 2, "Kim", "this is no agreement: 2 on mauer: one of -1, 0, 1"),
            (None, 1, "Kim", "this is no agreement: 1 on no concept"),
            ("mauer", 1, "  ", "a decision needs a name"),
        ],
    )
    def test_what_the_codebook_does_not_have_is_refused(self, ledger: Ledger, concept: str | None, level: int, by: str, told: str) -> None:
        """Unknown concepts, levels that are not on the scale and nameless coders change nothing."""
        with pytest.raises(LedgerError, match=told):
            ledger.code(statements(ledger)[0], concept, level, by, at(1))
        assert list(ledger.codings()) == []

    def test_undo_goes_back_through_judgements_and_codings_in_order(self, ledger: Ledger) -> None:
        """One person's decisions are undone newest first, whatever they are; times do not matter."""
        first, second = statements(ledger)
        ledger.code(first, "mauer", 1, "Kim", at(9))
        ledger.judge(first, Verdict.ACCEPT, "Kim", at(1))
        ledger.code(second, "bauern", -1, "Kim", at(1))
        ledger.code(second, "bauern", -1, "Lee", at(2))
        undone = [ledger.undo("Kim", at(10 + n)) for n in range(3)]
        assert [(type(one), one.retracted) for one in undone] == [(Coding, True), (Judgement, True), (Coding, True)]
        assert coded(ledger) == [[], [("Lee", "bauern", -1)]]
        with pytest.raises(LedgerError, match="nothing to undo"):
            ledger.undo("Kim", at(20))
        assert list(ledger.verify()) == []

    def test_codings_survive_re_extraction(self, ledger: Ledger) -> None:
        """A statement that is gone and found again has its codings again."""
        whole = reading("Streit", OSTERMOOR, FELD)
        ledger.code(statements(ledger)[1], "bauern", -1, "Kim", at(1))
        assert list(ledger.orphaned_codings()) == []
        put(ledger, without(whole, 1), producers="two")
        assert coded(ledger) == [[]]
        assert [(one.by, one.concept) for one in ledger.orphaned_codings()] == [("Kim", "bauern")]
        put(ledger, whole, producers="three")
        assert coded(ledger) == [[], [("Kim", "bauern", -1)]]
        assert list(ledger.orphaned_codings()) == []

    def test_statements_are_found_by_concept(self, ledger: Ledger) -> None:
        """The filter finds what a person coded with the concept as long as that stands; suggestions are not found."""
        first, second = statements(ledger)
        ledger.suggest([suggestion(second, "mauer")], at(1))
        ledger.code(first, "mauer", 1, "Kim", at(2))
        by_concept = Query(concept="mauer")
        assert [row.quotation.id for row in ledger.statements(by_concept)] == [first]
        assert [row.actor.name for row in ledger.actors(by_concept)] == ["Jana Ostermoor"]
        assert [row.title for row in ledger.articles(by_concept)] == ["Streit"]
        ledger.undo("Kim", at(3))
        assert list(ledger.statements(by_concept)) == list(ledger.articles(by_concept)) == []


def suggestion(statement: str, concept: str, score: float = 0.5) -> Suggestion:
    """What a machine proposes."""
    return Suggestion(statement, concept, 1, score, ("says 'Damm'",), MACHINE)


class TestSuggestions:
    def test_suggestions_are_never_codings(self, ledger: Ledger) -> None:
        """They stand beside what people coded, are not reviewed, and count in no default question."""
        first, second = statements(ledger)
        assert ledger.suggest([suggestion(first, "mauer"), suggestion(second, "bauern")], at(1)) == 2
        assert coded(ledger) == [[], []]
        assert events(ledger) == []
        assert events(ledger, Include.MACHINE) == [
            ("Jana Ostermoor", None, "Die Mauer hält", True, False),
            ("Ute Feld", None, "Die Bauern werden gehört", True, False),
        ]
        ledger.code(first, "bauern", -1, "Kim", at(2))
        assert events(ledger) == [("Jana Ostermoor", None, "Die Bauern werden gehört", False, True)]
        assert events(ledger, Include.MACHINE) == [("Ute Feld", None, "Die Bauern werden gehört", True, False)]
        assert [row[-1] for row in events(ledger, Include.ALL)] == [True, False]

    def test_newer_suggestions_take_the_place_of_older_ones(self, ledger: Ledger) -> None:
        """The same again adds nothing; others replace those of the same statement, and nobody can undo them."""
        first, _ = statements(ledger)
        ledger.suggest([suggestion(first, "mauer"), suggestion(first, "bauern", 0.2)], at(1))
        assert ledger.suggest([suggestion(first, "mauer"), suggestion(first, "bauern", 0.2)], at(2)) == 0
        assert ledger.suggest([suggestion(first, "bauern")], at(3)) == 1
        rows = list(ledger.statements(Query()))
        assert [(one.concept, one.status, one.by, one.producer) for one in ledger.coded(rows)[0].machine] == [
            ("bauern", CodingStatus.SUGGESTED, None, MACHINE)
        ]
        assert len(list(ledger.codings())) == 3
        assert list(ledger.verify()) == []


class TestEvents:
    def test_a_rejected_statement_is_no_event(self, ledger: Ledger) -> None:
        """What a reviewer rejected does not count, however it was coded."""
        first, _ = statements(ledger)
        ledger.code(first, "mauer", 1, "Kim", at(1))
        ledger.judge(first, Verdict.REJECT, "Lee", at(2))
        assert events(ledger) == []

    def test_one_statement_and_concept_is_one_event(self, ledger: Ledger) -> None:
        """Where two coded the same concept the newer coding counts, once; where no concept fits there is no event."""
        first, second = statements(ledger)
        ledger.code(first, "mauer", 1, "Kim", at(1))
        ledger.code(first, "mauer", -1, "Lee", at(2))
        ledger.code(second, None, None, "Kim", at(3))
        assert events(ledger) == [("Jana Ostermoor", None, "Die Mauer hält", False, True)]

    def test_agreement_is_above_or_below_the_middle(self, ledger: Ledger) -> None:
        """The upper half of a scale agrees, the lower disagrees, the middle and an open one are neither."""
        first, _ = statements(ledger)
        ledger.adopt(Codebook.of("Merle", CONCEPTS, (1, 2, 3, 4, 5)), "Kim", at(1))
        told = []
        for second, level in enumerate((1, 2, 3, 4, 5, None)):
            ledger.code(first, "mauer", level, "Kim", at(second + 2))
            told.append(events(ledger)[0][3])
        assert told == [False, False, None, True, True, None]

    def test_events_tell_where_and_when(self, ledger: Ledger) -> None:
        """An event names its statement and document, and the day it was published where nothing says when it was said."""
        first, _ = statements(ledger)
        made = ledger.code(first, "mauer", 1, "Kim", at(1))
        found = ledger.events(Query())
        (event,) = found.rows
        assert (event.id, event.statement, event.when, event.exact, event.second_hand) == (made.id, first, "2026-02-13", True, False)
        assert [(one.id, one.title, one.source) for one in found.documents] == [(event.document, "Streit", "Uferblatt")]


class TestMerging:
    def test_another_coders_decisions_come_in(self, ledgers: Callable[[str], Ledger]) -> None:
        """They keep ids, names and times; the same again adds nothing, and the ledger still verifies."""
        mine, theirs = ledgers("kim"), ledgers("lee")
        first, second = statements(mine)
        mine.code(first, "mauer", 1, "Kim", at(1))
        theirs.code(first, "mauer", -1, "Lee", at(2))
        theirs.judge(second, Verdict.ACCEPT, "Lee", at(3))
        theirs.code(second, "bauern", 1, "Lee", at(4))
        theirs.undo("Lee", at(5))
        assert mine.take(theirs.entries()) == Taken(new=4, conflicts=1)
        assert coded(mine) == [[("Kim", "mauer", 1), ("Lee", "mauer", -1)], []]
        assert [one for one in mine.codings() if one.by == "Lee"] == list(theirs.codings())
        assert list(mine.judgements()) == list(theirs.judgements())
        assert mine.take(theirs.entries()) == Taken(known=4)
        assert list(mine.verify()) == []

    def test_decisions_on_other_texts_stay_away(self, ledgers: Callable[[str], Ledger]) -> None:
        """What is decided on a text this ledger does not have is counted and left; suggestions never travel."""
        mine, theirs = ledgers("kim"), ledgers("lee")
        put(theirs, reading("Anderswo", Said("Ole Brandt", "Die Straße bleibt gesperrt")))
        other = next(row.quotation.id for row in theirs.statements(Query()) if row.title == "Anderswo")
        theirs.code(other, "mauer", 1, "Lee", at(1))
        theirs.suggest([suggestion(statements(mine)[0], "mauer")], at(2))
        assert mine.take(theirs.entries()) == Taken(elsewhere=1)
        assert list(mine.codings()) == []

    def test_the_same_decision_undone_on_both_sides_is_undone_once(self, ledgers: Callable[[str], Ledger]) -> None:
        """Two ledgers that took the same decision back at different times merge into a log that verifies."""
        mine, theirs = ledgers("kim"), ledgers("lee")
        first, _ = statements(mine)
        mine.code(first, "mauer", 1, "Kim", at(1))
        mine.judge(first, Verdict.ACCEPT, "Kim", at(1))
        theirs.take(mine.entries())
        for ledger, second in ((mine, 2), (theirs, 3)):
            ledger.undo("Kim", at(second))
            ledger.undo("Kim", at(second))
        mine.take(theirs.entries())
        assert list(mine.verify()) == []
        assert coded(mine) == [[], []]

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
    @given(
        script=st.lists(
            st.tuples(
                st.booleans(), st.integers(0, 1), st.sampled_from(["mauer", "bauern", None, "undo", "accept"]), st.sampled_from(["Kim", "Lee"])
            ),
            max_size=10,
        )
    )
    def test_any_two_logs_merge(
        self, make: Callable[[Path], Open], tmp_path_factory: pytest.TempPathFactory, script: list[tuple[bool, int, str | None, str]]
    ) -> None:
        """Whatever two ledgers decided, taking one into the other is idempotent, loses no entry and verifies."""
        with begun(make(tmp_path_factory.mktemp("a"))) as mine, begun(make(tmp_path_factory.mktemp("b"))) as theirs:
            for ledger in (mine, theirs):
                put(ledger, reading("Streit", OSTERMOOR, FELD))
                ledger.adopt(MERLE, "", at(0))
            for second, (here, place, what, by) in enumerate(script):
                act(mine if here else theirs, statements(mine)[place], what, by, at(second))
            before = {one.id for one in mine.entries()}
            taken = mine.take(theirs.entries())
            after = {one.id for one in mine.entries()}
            assert before <= after
            assert len(after) == len(before) + taken.new
            assert replace(mine.take(theirs.entries()), known=0) == Taken()
            assert list(mine.verify()) == []


def act(ledger: Ledger, statement: str, what: str | None, by: str, when: str) -> None:
    """One step of a script; undoing nothing is no step."""
    if what == "accept":
        ledger.judge(statement, Verdict.ACCEPT, by, when)
    elif what == "undo":
        try:
            ledger.undo(by, when)
        except LedgerError as error:
            assert "nothing to undo" in str(error)  # noqa: PT017 - any other error is a failure
    else:
        ledger.code(statement, what, None, by, when)


class TestRedaction:
    def test_the_words_go_and_everything_else_stays(self, ledger: Ledger) -> None:
        """Text and excerpts are masked at the same offsets; other words, decisions and counts stay; the ledger verifies."""
        first, second = statements(ledger)
        ledger.judge(first, Verdict.ACCEPT, "Kim", at(1))
        ledger.code(first, "mauer", 1, "Kim", at(2))
        counts, before = ledger.counts(), list(ledger.statements(Query()))
        (made,) = ledger.redact("Ostermoor", "Lee", at(3), "asked for")
        rows = list(ledger.statements(Query()))
        assert [row.quotation.quote[0].text for row in rows] == ["█" * len("Der Damm hält"), FELD.words]
        assert [(row.quotation.id, row.quotation.quote[0].start, row.actor) for row in rows] == [
            (row.quotation.id, row.quotation.quote[0].start, row.actor) for row in before
        ]
        assert rows[0].article.text == before[0].article.text.replace("Der Damm hält", "█" * len("Der Damm hält"))
        assert rows[0].judgement is not None
        assert coded(ledger)[0] == [("Kim", "mauer", 1)]
        assert (made.actor, made.by, made.at, made.reason, made.article_digest) == (
            "Jana Ostermoor",
            "Lee",
            at(3),
            "asked for",
            before[0].article.digest,
        )
        assert made.places == ((before[0].quotation.quote[0].start, before[0].quotation.quote[0].end),)
        assert list(ledger.redactions()) == [made]
        assert ledger.counts() == counts
        assert list(ledger.verify()) == []
        assert list(ledger.statements(Query(text="Damm hält"))) == []
        assert [row.quotation.id for row in ledger.statements(Query(text="Bauern"))] == [second]

    def test_the_source_is_gone(self, ledger: Ledger) -> None:
        """The bytes that hold the words are taken out too, and asking for them says so."""
        (article,) = ledger.articles(Query())
        ledger.redact("Jana Ostermoor", "Lee", at(1), "asked for")
        with pytest.raises(LedgerError, match="the source was taken out"):
            ledger.capture(article.article.id)

    def test_the_text_never_comes_in_again(self, ledger: Ledger) -> None:
        """The same source is known and skipped; the same text from another one is a problem, and its bytes are not kept."""
        whole = reading("Streit", OSTERMOOR, FELD)
        ledger.redact("Jana Ostermoor", "Lee", at(1), "asked for")
        assert ledger.known([whole.capture.id], "any") == {whole.capture.id}
        put(ledger, whole, producers="again")
        again = reading("Streit", OSTERMOOR, FELD, given=Given(key="2"))
        (problem,) = ledger.put(run().id, [again], PRODUCERS)
        assert problem.reason == "somebody's words were taken out of this text"
        captures, articles, problems, _ = ledger.counts()
        assert (captures, articles, problems) == (2, 1, 1)
        assert list(ledger.verify()) == []

    def test_every_generation_is_masked(self, ledger: Ledger) -> None:
        """Words that only an older extraction found go as well, and both people's words can go one after the other."""
        put(ledger, without(reading("Streit", OSTERMOOR, FELD), 0), producers="two")
        ledger.redact("Ute Feld", "Lee", at(1), "asked for")
        ledger.redact("Jana Ostermoor", "Lee", at(2), "asked for")
        (article,) = ledger.articles(Query())
        assert OSTERMOOR.words not in article.article.text
        assert FELD.words not in article.article.text
        assert [one.actor for one in ledger.redactions()] == ["Ute Feld", "Jana Ostermoor"]
        assert list(ledger.verify()) == []

    @pytest.mark.parametrize(
        ("actor", "by", "reason", "told"),
        [
            ("Konrad Welling", "Lee", "why", "there is no such actor"),
            ("Jana Ostermoor", "", "why", "a decision needs a name"),
            ("Jana Ostermoor", "Lee", " ", "a redaction needs a reason"),
        ],
    )
    def test_without_actor_name_or_reason_nothing_is_touched(self, ledger: Ledger, actor: str, by: str, reason: str, told: str) -> None:
        """A redaction that cannot be accounted for is refused."""
        with pytest.raises(LedgerError, match=told):
            ledger.redact(actor, by, at(1), reason)
        assert next(ledger.statements(Query())).quotation.quote[0].text == OSTERMOOR.words

    def test_words_are_taken_out_once(self, ledger: Ledger) -> None:
        """A second redaction of the same actor finds nothing left."""
        ledger.redact("Jana Ostermoor", "Lee", at(1), "asked for")
        with pytest.raises(LedgerError, match="no words of this actor are left"):
            ledger.redact("Jana Ostermoor", "Lee", at(2), "again")
