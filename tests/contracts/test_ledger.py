"""What every ledger promises, whatever it is stored in; add an implementation to LEDGERS and it has to keep all of it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st
from tests.ledger_factory import FRIDAY, PRODUCERS, Said, failed, lost, reading, run, without

from wortlaut.errors import LedgerError
from wortlaut.records import (
    ActorAct,
    ActorDecision,
    ActorKind,
    Article,
    ArticleRow,
    Correction,
    Field,
    Given,
    Include,
    Interval,
    Judgement,
    Kind,
    Problem,
    Producer,
    Query,
    Reading,
    Reason,
    Registered,
    Role,
    Span,
    Stage,
    StatementRow,
    Verdict,
)
from wortlaut.seams import Ledger
from wortlaut.store.sqlite import SqliteLedger

OSTERMOOR = Said("Jana Ostermoor", "Der Damm hält", aliases=("Ostermoor",))
BRANDT = Said("Ole Brandt", "Die Straße bleibt gesperrt", Kind.INDIRECT)
FELD = Said("Ute Feld", "Niemand hat die Bauern gefragt")

EVERYTHING = Query()

Open = Callable[[], Ledger]
"""Opens the store, as often as one likes."""


@cache
def _empty_file() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.wortlaut"
        SqliteLedger.open(path, create=True).close()
        return path.read_bytes()


def sqlite(folder: Path) -> Open:
    """A SQLite file; copied from an empty one, because its migrations take longer than most of these tests."""
    path = folder / "merle.wortlaut"
    path.write_bytes(_empty_file())
    return lambda: SqliteLedger.open(path)


LEDGERS: dict[str, Callable[[Path], Open]] = {"sqlite": sqlite}


@pytest.fixture(params=LEDGERS.values(), ids=LEDGERS.keys())
def make(request: pytest.FixtureRequest) -> Callable[[Path], Open]:
    """One implementation after the other."""
    return request.param


@pytest.fixture
def ledger(make: Callable[[Path], Open], tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger in which a run has begun."""
    with begun(make(tmp_path)) as ledger:
        yield ledger


@contextmanager
def begun(open_: Open) -> Iterator[Ledger]:
    """The ledger, open, with run 1 in it."""
    with closing(open_()) as ledger:
        ledger.begin(run())
        yield ledger


def put(ledger: Ledger, *readings: Reading, producers: str = PRODUCERS, number: int = 1) -> None:
    """Store readings and expect that none is refused."""
    assert ledger.put(run(number).id, readings, producers) == ()


def words(ledger: Ledger, query: Query = EVERYTHING) -> list[str]:
    """The quoted words of the statements that a query finds, in its order."""
    return [row.quotation.quote[0].text for row in ledger.statements(query)]


def articles(ledger: Ledger, query: Query = EVERYTHING) -> list[str | None]:
    """The titles of the articles that a query finds, in its order."""
    return [row.title for row in ledger.articles(query)]


def ids(ledger: Ledger) -> dict[str, str]:
    """Ids of all statements by their words."""
    return {row.quotation.quote[0].text: row.quotation.id for row in ledger.statements(Query())}


class TestStoring:
    def test_what_is_put_comes_back(self, ledger: Ledger) -> None:
        """An article and its statements come back exactly as they were put."""
        whole = reading("Streit", OSTERMOOR, BRANDT)
        put(ledger, whole)
        rows = list(ledger.statements(Query()))
        assert whole.resolution is not None
        assert tuple(row.quotation for row in rows) == whole.quotations
        assert tuple(row.statement for row in rows) == whole.resolution.statements
        assert tuple(row.actor for row in rows) == whole.resolution.actors
        assert [row.article for row in rows] == [whole.article, whole.article]
        assert [row.title for row in rows] == ["Streit", "Streit"]
        assert [row.judgement for row in rows] == [None, None]

    def test_an_article_can_be_read_again_from_the_ledger(self, ledger: Ledger) -> None:
        """The capture comes back with its bytes and everything that was given with it."""
        whole = reading(given=Given(row=17, key="17", title="Dammstreit", outlet="Uferblatt", authors=("J. Kern",)), source="press.csv#17")
        put(ledger, whole)
        assert whole.article is not None
        assert ledger.capture(whole.article.id) == whole.capture
        assert articles(ledger) == ["Dammstreit"]

    def test_file_names_and_texts_that_no_database_takes_come_back(self, ledger: Ledger) -> None:
        """Undecodable file names and NUL in a text survive unchanged."""
        whole = reading("Streit\x00um den Damm", OSTERMOOR, source="merle/\udce4\ufdd0.txt")
        put(ledger, whole)
        (row,) = ledger.articles(Query())
        assert row.article == whole.article
        assert list(ledger.verify()) == []

    def test_an_article_without_quotations_is_kept(self, ledger: Ledger) -> None:
        """An article in which nobody is quoted is an article all the same."""
        whole = reading("Wetter am Stausee", OSTERMOOR)
        put(ledger, replace(whole, quotations=(), resolution=None))
        assert ledger.counts() == (1, 1, 0, 0)
        assert articles(ledger) == ["Wetter am Stausee"]

    def test_captures_are_articles_and_problems(self, ledger: Ledger) -> None:
        """Whatever is put or tried, captures = articles + problems."""
        put(ledger, reading("Eins", OSTERMOOR), reading("Zwei", BRANDT, source="merle/b.txt"), failed())
        ledger.put_problem(run().id, lost())
        ledger.put_problem(run().id, lost())
        assert ledger.counts() == (4, 2, 2, 2)
        assert [problem.source for problem in ledger.problems()] == ["merle/leer.txt", "merle/kaputt.bin"]

    def test_the_same_reading_adds_nothing(self, ledger: Ledger) -> None:
        """A capture seen again, in one call, another call or under another path, adds nothing and keeps its first path."""
        put(ledger, reading("Eins", OSTERMOOR), reading("Eins", OSTERMOOR, source="copy/a.txt"))
        put(ledger, reading("Eins", OSTERMOOR, source="elsewhere/a.txt"))
        assert ledger.counts() == (1, 1, 0, 1)
        assert [row.article.source for row in ledger.articles(Query())] == ["merle/a.txt"]

    def test_the_same_bytes_with_other_given_values_are_two_documents(self, ledger: Ledger) -> None:
        """Two rows of a table with the same text stay two captures."""
        put(ledger, reading("Eins", OSTERMOOR, given=Given(key="1")), reading("Eins", OSTERMOOR, given=Given(key="2")))
        assert ledger.counts() == (2, 2, 0, 2)
        assert list(ledger.verify()) == []

    def test_known_are_captures_read_by_the_same_producers(self, ledger: Ledger) -> None:
        """Only what the same producers read last is known, problems included."""
        whole, empty = reading(), failed()
        put(ledger, whole, empty)
        asked = [whole.capture.id, empty.capture.id, "c-0000000000000000"]
        assert ledger.known(asked, PRODUCERS) == {whole.capture.id, empty.capture.id}
        assert ledger.known(asked, "others") == frozenset()
        put(ledger, whole, producers="others")
        assert ledger.known(asked, PRODUCERS) == {empty.capture.id}

    def test_many_ids_are_asked_at_once(self, ledger: Ledger) -> None:
        """More ids than a database takes parameters are no problem."""
        whole = reading()
        put(ledger, whole)
        assert ledger.known([f"c-{n:016x}" for n in range(40_000)] + [whole.capture.id], PRODUCERS) == {whole.capture.id}

    def test_a_run_must_have_begun(self, ledger: Ledger) -> None:
        """Readings, problems and ends of a run that never began are refused."""
        for write in (
            lambda: ledger.put("r-none", [reading()], PRODUCERS),
            lambda: ledger.put_problem("r-none", lost()),
            lambda: ledger.finish(run(2)),
        ):
            with pytest.raises(LedgerError, match="the run has not begun"):
                write()
        assert ledger.counts() == (0, 0, 0, 0)

    def test_runs_come_newest_first_with_their_counts(self, ledger: Ledger) -> None:
        """A run shows zeros until it ends, and its counts afterwards."""
        ledger.begin(run(2))
        done = replace(run(), finished_at="2026-03-01T09:00:00+00:00", captures=3, known=1, articles=1, statements=2, problems=1)
        ledger.finish(done)
        assert list(ledger.runs()) == [run(2), done]


class TestRefusing:
    @pytest.mark.parametrize(
        ("broken", "reason"),
        [
            (lambda r: replace(r, quotations=(replace(r.quotations[0], cue=(Span(0, 3, "xyz"),)),)), "cue [0, 3) is not what stands in the text"),
            (lambda r: replace(r, article=replace(r.article, digest="0" * 64)), "the text has another digest"),
            (lambda r: replace(r, article=replace(r.article, headline=Span(1, 3, "zz"))), "headline [1, 3) is not what stands in the text"),
            (lambda r: replace(r, article=replace(r.article, capture_id="c-1")), "the article was made from another capture, c-1"),
            (lambda r: replace(r, quotations=r.quotations * 2), "two quotations have the same id"),
            (lambda r: replace(r, resolution=None), "quotations and statements do not pair up"),
            (lambda r: replace(r, resolution=replace(r.resolution, actors=(), links=())), "does not exist"),
            (lambda r: replace(r, quotations=(replace(r.quotations[0], nested_in="s-1"),)), "the enclosing quotation s-1 does not exist"),
            (lambda r: replace(r, problem=lost()), "the reading has neither an article nor a problem, or both"),
            (lambda r: Reading(r.capture), "the reading has neither an article nor a problem, or both"),
        ],
    )
    def test_a_reading_that_breaks_the_promise_becomes_a_problem(self, ledger: Ledger, broken: Callable[[Reading], Reading], reason: str) -> None:
        """It never gets in: a problem of the store stage stands in its place, the readings beside it are kept."""
        bad = broken(reading("Eins", OSTERMOOR))
        (problem,) = ledger.put(run().id, [bad, reading("Zwei", BRANDT, source="merle/b.txt")], PRODUCERS)
        assert (problem.source, problem.stage, problem.capture_id) == ("merle/a.txt", Stage.STORE, bad.capture.id)
        assert reason in problem.reason
        assert list(ledger.problems()) == [problem]
        assert ledger.counts() == (2, 1, 1, 1)
        assert list(ledger.verify()) == []


class TestSuperseding:
    def test_the_newest_extraction_counts(self, ledger: Ledger) -> None:
        """A capture read again by other producers shows what they made, and only that, in lists, counts and search."""
        whole = reading("Streit", OSTERMOOR, BRANDT)
        put(ledger, whole)
        put(ledger, without(whole, 0), producers="newer")
        assert words(ledger) == ["Die Straße bleibt gesperrt"]
        assert words(ledger, Query(text="Damm hält")) == []
        assert words(ledger, Query(text="gesperrt")) == ["Die Straße bleibt gesperrt"]
        assert ledger.counts() == (1, 1, 0, 1)
        assert [row.statements for row in ledger.actors(Query())] == [1]
        assert list(ledger.verify()) == []

    def test_a_failed_extraction_supersedes_too(self, ledger: Ledger) -> None:
        """An article whose newest extraction failed is a problem, until a later one succeeds."""
        whole = reading()
        put(ledger, whole)
        problem = Problem(whole.capture.source, Stage.QUOTE, "it took too long", "", whole.capture.id)
        put(ledger, Reading(whole.capture, problem=problem), producers="newer")
        assert ledger.counts() == (1, 0, 1, 0)
        assert list(ledger.problems()) == [problem]
        put(ledger, whole, producers="newest")
        assert ledger.counts() == (1, 1, 0, 1)
        assert list(ledger.problems()) == []

    def test_every_row_names_who_made_it(self, ledger: Ledger) -> None:
        """The producer of a quotation is that of its own extraction."""
        newer = Producer("tagger", "2", "w31ghts", "de 2")
        put(ledger, reading("Streit", OSTERMOOR))
        put(ledger, reading("Streit", OSTERMOOR, quoter=newer), producers="newer")
        (row,) = ledger.statements(Query())
        assert row.quotation.producer == newer

    def test_an_id_of_an_earlier_extraction_is_said_to_be_one(self, ledger: Ledger) -> None:
        """Asking for a superseded statement says so instead of pretending it never was."""
        whole = reading("Streit", OSTERMOOR, BRANDT)
        put(ledger, whole)
        put(ledger, without(whole, 0), producers="newer")
        with pytest.raises(LedgerError, match="belongs to an earlier extraction"):
            ledger.find(whole.quotations[0].id)


class TestLostSources:
    def test_a_source_that_is_read_later_is_no_problem_any_more(self, ledger: Ledger) -> None:
        """The problem of a file goes once a later run reads the file."""
        ledger.put_problem(run().id, lost("merle/a.txt"))
        ledger.begin(run(2, "other/"))
        put(ledger, reading(source="merle/a.txt"), number=2)
        assert ledger.counts() == (1, 1, 0, 1)
        assert list(ledger.problems()) == []

    def test_a_finished_run_over_the_same_sources_takes_over(self, ledger: Ledger) -> None:
        """The problems of a run go once a later run over at least the same sources came to its end without them."""
        ledger.put_problem(run().id, lost("press.csv#4"))
        ledger.begin(run(2, "merle/", "more/"))
        assert ledger.counts() == (1, 0, 1, 0)
        ledger.finish(run(2, "merle/", "more/"))
        assert ledger.counts() == (0, 0, 0, 0)

    def test_a_run_over_other_sources_changes_nothing(self, ledger: Ledger) -> None:
        """A run over something else does not settle the problems of another."""
        ledger.put_problem(run().id, lost())
        ledger.begin(run(2, "other/"))
        ledger.finish(run(2, "other/"))
        assert list(ledger.problems()) == [lost()]

    def test_a_source_that_fails_again_counts_once(self, ledger: Ledger) -> None:
        """The same source, failing in every run, is one problem: the newest."""
        ledger.put_problem(run().id, lost())
        ledger.begin(run(2, "other/"))
        newer = replace(lost(), reason="the file is empty")
        ledger.put_problem(run(2).id, newer)
        assert list(ledger.problems()) == [newer]
        assert ledger.counts() == (1, 0, 1, 0)

    def test_a_source_may_give_a_document_and_a_problem_at_once(self, ledger: Ledger) -> None:
        """What one run read and what it could not read of the same source both stay."""
        put(ledger, reading(source="press.csv"))
        ledger.put_problem(run().id, lost("press.csv"))
        assert ledger.counts() == (2, 1, 1, 1)

    def test_a_file_that_vanishes_keeps_its_article(self, ledger: Ledger) -> None:
        """An article stays when its file cannot be read any more, and the failure is a problem beside it."""
        put(ledger, reading(source="merle/a.txt"))
        ledger.begin(run(2, "merle/"))
        ledger.put_problem(run(2).id, lost("merle/a.txt"))
        assert ledger.counts() == (2, 1, 1, 1)


@pytest.fixture
def three(ledger: Ledger) -> Ledger:
    """Three articles: 13 February 2026 (Uferblatt), October 2014 (Talbote), unknown date (unknown outlet)."""
    october = Interval("2014-10-01", "2014-10-31", None, Reason.MONTH)
    monday = Interval.day("2014-10-06", Reason.WEEKDAY)
    put(
        ledger,
        reading("Neu", OSTERMOOR, BRANDT, source="merle/neu.txt"),
        reading("Alt", replace(FELD, said=monday), OSTERMOOR, source="merle/alt.txt", outlet="Talbote", published=october),
        reading("Undatiert", Said("Ole Brandt", "Der Stausee ist leer"), source="merle/undatiert.txt", outlet=None, published=Interval()),
    )
    return ledger


class TestAsking:
    def test_articles_come_by_date_unknown_dates_last(self, three: Ledger) -> None:
        """Articles are ordered by publication, and those without a date come last."""
        assert articles(three) == ["Alt", "Neu", "Undatiert"]

    def test_statements_come_by_article_and_position(self, three: Ledger) -> None:
        """Statements follow their articles and the text."""
        assert words(three) == [
            "Niemand hat die Bauern gefragt",
            "Der Damm hält",
            "Der Damm hält",
            "Die Straße bleibt gesperrt",
            "Der Stausee ist leer",
        ]

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            (Query(actor="ole brandt"), ["Die Straße bleibt gesperrt", "Der Stausee ist leer"]),
            (Query(actor="OSTERMOOR"), ["Der Damm hält", "Der Damm hält"]),
            (Query(actor="Feld"), ["Niemand hat die Bauern gefragt"]),
            (Query(actor="Jana"), []),
            (Query(outlet="talbote"), ["Niemand hat die Bauern gefragt", "Der Damm hält"]),
            (Query(kind=Kind.INDIRECT), ["Die Straße bleibt gesperrt"]),
            (Query(since="2026-02-13"), ["Der Damm hält", "Die Straße bleibt gesperrt"]),
            (Query(until="2014-10-06"), ["Niemand hat die Bauern gefragt", "Der Damm hält"]),
            (Query(since="2014-10-07", until="2014-10-31"), ["Der Damm hält"]),
            (Query(since="2014", until="2014"), ["Niemand hat die Bauern gefragt", "Der Damm hält"]),
            (Query(since="2014-11", until="2026-02-12"), []),
            (Query(limit=2), ["Niemand hat die Bauern gefragt", "Der Damm hält"]),
            (Query(limit=0), []),
            (Query(actor="Jana Ostermoor", outlet="Uferblatt", kind=Kind.DIRECT, since="2026"), ["Der Damm hält"]),
        ],
    )
    def test_filters_combine(self, three: Ledger, query: Query, expected: list[str]) -> None:
        """A statement has to pass every filter; what was said is dated by its own date if known, else by the article's."""
        assert words(three, query) == expected

    def test_an_actor_is_asked_for_by_id(self, three: Ledger) -> None:
        """The id of an actor finds exactly the statements of this actor."""
        brandt = next(row.actor for row in three.actors(Query(actor="Ole Brandt")))
        assert words(three, Query(actor=brandt.id)) == ["Die Straße bleibt gesperrt", "Der Stausee ist leer"]

    def test_an_article_is_asked_for_by_prefix(self, three: Ledger) -> None:
        """A prefix of an article's id finds its statements."""
        key = next(row.article.id for row in three.articles(Query(outlet="Talbote")))
        assert words(three, Query(article=key[:12])) == ["Niemand hat die Bauern gefragt", "Der Damm hält"]

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            (Query(since="2014-10-31"), ["Alt", "Neu"]),
            (Query(until="2020"), ["Alt"]),
            (Query(outlet="UFERBLATT"), ["Neu"]),
            (Query(actor="Ole Brandt"), ["Neu", "Undatiert"]),
            (Query(actor="Ole Brandt", kind=Kind.DIRECT), ["Undatiert"]),
            (Query(text="Damm"), ["Alt", "Neu"]),
            (Query(limit=1), ["Alt"]),
        ],
    )
    def test_articles_are_filtered(self, three: Ledger, query: Query, expected: list[str]) -> None:
        """Filters on statements keep the articles that hold one statement which passes all of them."""
        assert articles(three, query) == expected

    def test_articles_count_their_statements(self, three: Ledger) -> None:
        """Every article tells how many statements it has and how many of them are judged."""
        three.judge(ids(three)["Die Straße bleibt gesperrt"], Verdict.REJECT, "Kim", "t1")
        assert [(row.title, row.statements, row.judged) for row in three.articles(Query())] == [("Alt", 2, 0), ("Neu", 2, 1), ("Undatiert", 1, 0)]

    def test_actors_come_by_number_of_statements(self, three: Ledger) -> None:
        """Actors are counted over all articles, with every name they have anywhere; ties go by name."""
        rows = [(row.actor.name, row.actor.aliases, row.statements, row.articles) for row in three.actors(Query())]
        assert rows == [("Jana Ostermoor", ("Ostermoor",), 2, 2), ("Ole Brandt", (), 2, 2), ("Ute Feld", (), 1, 1)]
        assert [(row.actor.name, row.statements) for row in three.actors(Query(outlet="Talbote", limit=1))] == [("Jana Ostermoor", 1)]

    def test_a_wrong_date_is_refused_with_the_way_out(self, three: Ledger) -> None:
        """A filter that is no date says what a date looks like."""
        with pytest.raises(LedgerError, match=r"this is no date: 'gestern': write a day 2014-10-09"):
            list(three.statements(Query(since="gestern")))

    def test_more_rows_than_one_batch_come_in_order(self, ledger: Ledger) -> None:
        """Fetching in batches loses, repeats and reorders nothing."""
        many = [reading(f"Streit {n:03d}", *(Said("Jana Ostermoor", f"Satz {n:03d} {k}") for k in range(3)), source=f"m/{n}") for n in range(150)]
        put(ledger, *many)
        found = words(ledger)
        assert sorted(found) == [f"Satz {n:03d} {k}" for n in range(150) for k in range(3)]
        assert all(found[k] < found[k + 1] < found[k + 2] for k in range(0, 450, 3))


class TestSearching:
    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("damm", ["Der Damm hält"] * 2),
            ("DAMM hält", ["Der Damm hält"] * 2),
            ("strasse", ["Die Straße bleibt gesperrt"]),
            ("Stau*", ["Der Stausee ist leer"]),
            ('"die bauern"', ["Niemand hat die Bauern gefragt"]),
            ('"bauern die"', []),
            ('"die bauern" feld', ["Niemand hat die Bauern gefragt"]),
            ("Feld sagte", ["Niemand hat die Bauern gefragt"]),
            ("Damm Stausee", []),
            ("halt", ["Der Damm hält"] * 2),
            ("ha\u0308lt", ["Der Damm hält"] * 2),
            ("ge\u00adsperrt", ["Die Straße bleibt gesperrt"]),
            ("", []),
            ("!?", []),
            ('"', []),
            ("words: damm", []),
            ("NOT damm", []),
            ("(damm)", ["Der Damm hält"] * 2),
        ],
    )
    def test_words_phrases_and_a_trailing_star(self, three: Ledger, typed: str, expected: list[str]) -> None:
        """All words and phrases must stand in the quotation or its sentence; case, accents and invisible signs do not count."""
        assert words(three, Query(text=typed)) == expected

    def test_the_quotation_ranks_before_its_surroundings(self, ledger: Ledger) -> None:
        """A word that somebody said counts more than the same word around the quotation."""
        put(
            ledger,
            reading("Eins", Said("Frau Damm vom Bauamt am Damm", "Wir warten ab und sehen weiter"), source="m/1"),
            reading("Zwei", Said("Herr Brandt vom Bauamt am See", "Das ist ein Damm aus Fels"), source="m/2"),
        )
        assert words(ledger, Query(text="damm")) == ["Das ist ein Damm aus Fels", "Wir warten ab und sehen weiter"]

    def test_a_search_combines_with_filters(self, three: Ledger) -> None:
        """Filters narrow a search."""
        assert words(three, Query(text="damm", outlet="Talbote")) == ["Der Damm hält"]
        assert words(three, Query(text="damm", since="2026")) == ["Der Damm hält"]
        assert [row.actor.name for row in three.actors(Query(text="stausee"))] == ["Ole Brandt"]


class TestStatements:
    def test_on_whose_behalf_where_and_as_what_act_come_back(self, ledger: Ledger) -> None:
        """A statement keeps for whom it was made, the place and the speech act; the actor beside them stays who spoke."""
        made = reading("Streit", Said("Jana Ostermoor", "Der Damm hält"), Said("Konrad Welling", "Wir prüfen"))
        assert made.resolution is not None
        first, second = made.resolution.statements
        place = made.article.headline if made.article else None
        told = replace(first, on_behalf_of_id=second.actor_id, place=place, speech_act="promise")
        put(ledger, replace(made, resolution=replace(made.resolution, statements=(told, second))))
        rows = {row.quotation.id: row for row in ledger.statements(Query())}
        row, other = rows[first.id], rows[second.id]
        assert row.statement == told
        assert (row.actor.name, row.on_behalf_of.name) == ("Jana Ostermoor", "Konrad Welling")
        assert (other.on_behalf_of, other.statement.place, other.statement.speech_act) == (None, None, None)


class TestFinding:
    def test_a_unique_prefix_finds(self, three: Ledger) -> None:
        """A statement or article is found by as much of its id as makes it unique."""
        key = ids(three)["Der Stausee ist leer"]
        found = three.find(key[:14])
        assert isinstance(found, StatementRow)
        assert found.quotation.id == key
        article = three.find(found.article.id[:14])
        assert isinstance(article, ArticleRow)
        assert article.title == "Undatiert"

    @pytest.mark.parametrize(
        ("prefix", "reason"),
        [
            ("s-", "several ids start like this"),
            ("", "several ids start like this"),
            ("s-zzz", "no statement or article has this id"),
            ("%", "no statement or article has this id"),
        ],
    )
    def test_anything_else_is_refused(self, three: Ledger, prefix: str, reason: str) -> None:
        """An id that fits none or several says so and what to do."""
        with pytest.raises(LedgerError, match=reason):
            three.find(prefix)

    def test_judging_and_correcting_know_their_kind(self, three: Ledger) -> None:
        """An article cannot be judged and a statement cannot be corrected."""
        row = next(three.statements(Query()))
        with pytest.raises(LedgerError, match="no statement has this id"):
            three.judge(row.article.id, Verdict.ACCEPT, "Kim", "t1")
        with pytest.raises(LedgerError, match="no article has this id"):
            three.correct(row.quotation.id, Field.OUTLET, "Talbote", "Kim", "t1")
        with pytest.raises(LedgerError, match="no article has this id"):
            three.capture("a-zzz")


class TestJudging:
    def test_a_judgement_shows_at_its_statement(self, three: Ledger) -> None:
        """A judgement is bound to the digest of the text and the quote spans, and shown with the statement."""
        key = ids(three)["Der Stausee ist leer"]
        made = three.judge(key[:14], Verdict.ACCEPT, " Kim  Lohse ", "2026-03-02T10:00:00+00:00", "steht so da")
        row = three.find(key)
        assert isinstance(row, StatementRow)
        assert row.judgement == made
        span = row.quotation.quote[0]
        assert made == Judgement(
            made.id, key, row.article.digest, ((span.start, span.end),), Verdict.ACCEPT, "Kim Lohse", "2026-03-02T10:00:00+00:00", "steht so da"
        )

    def test_include_follows_the_newest_judgement(self, three: Ledger) -> None:
        """judged = accepted, machine = never judged, all = everything that is not rejected."""
        by_words = ids(three)
        three.judge(by_words["Der Stausee ist leer"], Verdict.ACCEPT, "Kim", "t1")
        three.judge(by_words["Die Straße bleibt gesperrt"], Verdict.REJECT, "Kim", "t2")
        three.judge(by_words["Niemand hat die Bauern gefragt"], Verdict.UNSURE, "Kim", "t3")
        assert words(three, Query(include=Include.JUDGED)) == ["Der Stausee ist leer"]
        assert words(three, Query(include=Include.MACHINE)) == ["Der Damm hält", "Der Damm hält"]
        assert words(three) == ["Niemand hat die Bauern gefragt", "Der Damm hält", "Der Damm hält", "Der Stausee ist leer"]
        assert articles(three, Query(include=Include.JUDGED)) == ["Undatiert"]

    def test_reviewers_may_disagree_and_the_newest_shows(self, three: Ledger) -> None:
        """Both judgements are kept; the newest in the log is shown, whatever the clocks say."""
        key = ids(three)["Der Stausee ist leer"]
        first = three.judge(key, Verdict.ACCEPT, "Kim", "2026-03-02")
        second = three.judge(key, Verdict.REJECT, "Noor", "2026-03-01")
        assert list(three.judgements(key)) == [first, second]
        row = three.find(key)
        assert isinstance(row, StatementRow)
        assert row.judgement == second

    def test_a_second_judgement_names_the_first(self, three: Ledger) -> None:
        """A reviewer's new judgement names the one it replaces."""
        key = ids(three)["Der Stausee ist leer"]
        first = three.judge(key, Verdict.ACCEPT, "Kim", "t1")
        second = three.judge(key, Verdict.UNSURE, "Kim", "t2")
        assert (first.replaces, second.replaces) == (None, first.id)

    def test_undo_takes_back_the_newest_and_uncovers_what_was_before(self, three: Ledger) -> None:
        """Undoing twice takes back two decisions, newest first; a third time there is nothing left."""
        key = ids(three)["Der Stausee ist leer"]
        first = three.judge(key, Verdict.ACCEPT, "Kim", "t1")
        second = three.judge(key, Verdict.REJECT, "Kim", "t2")
        gone = three.undo("Kim", "t3")
        assert isinstance(gone, Judgement)
        assert (gone.replaces, gone.retracted, gone.verdict) == (second.id, True, Verdict.REJECT)
        assert words(three, Query(include=Include.JUDGED)) == ["Der Stausee ist leer"]
        again = three.undo("Kim", "t4")
        assert again.replaces == first.id
        assert words(three, Query(include=Include.JUDGED)) == []
        with pytest.raises(LedgerError, match="there is nothing to undo: decisions by Kim"):
            three.undo("Kim", "t5")
        assert list(three.judgements()) == [first, second, gone, again]

    def test_undo_is_personal(self, three: Ledger) -> None:
        """Nobody undoes the decision of another."""
        three.judge(ids(three)["Der Stausee ist leer"], Verdict.ACCEPT, "Kim", "t1")
        with pytest.raises(LedgerError, match="there is nothing to undo: decisions by Noor"):
            three.undo("Noor", "t2")

    def test_the_same_judgement_again_adds_nothing(self, three: Ledger) -> None:
        """A decision said again returns the one that stands and appends nothing; after an undo it counts again."""
        key = ids(three)["Der Stausee ist leer"]
        first = three.judge(key, Verdict.ACCEPT, "Kim", "t1", "gut")
        assert three.judge(key, Verdict.ACCEPT, "Kim", "t1", "gut") == first
        assert three.judge(key, Verdict.ACCEPT, "Kim", "t2", "gut") == first
        assert list(three.judgements()) == [first]
        three.undo("Kim", "t1")
        third = three.judge(key, Verdict.ACCEPT, "Kim", "t1", "gut")
        assert third.id != first.id
        assert words(three, Query(include=Include.JUDGED)) == ["Der Stausee ist leer"]

    def test_a_repetition_counts_where_it_overrules_somebody(self, three: Ledger) -> None:
        """Who repeats a judgement after another reviewer said otherwise is heard again."""
        key = ids(three)["Der Stausee ist leer"]
        three.judge(key, Verdict.ACCEPT, "Kim", "t1")
        three.judge(key, Verdict.REJECT, "Noor", "t2")
        third = three.judge(key, Verdict.ACCEPT, "Kim", "t3")
        assert [row.judgement for row in three.statements(Query(include=Include.JUDGED))] == [third]

    def test_judgements_survive_a_new_extraction(self, ledger: Ledger) -> None:
        """The same digest and quote spans keep their judgement, whoever finds them."""
        whole = reading("Streit", OSTERMOOR, BRANDT)
        put(ledger, whole)
        made = ledger.judge(whole.quotations[0].id, Verdict.ACCEPT, "Kim", "t1")
        put(ledger, reading("Streit", OSTERMOOR, BRANDT, quoter=Producer("tagger", "2")), producers="newer")
        assert [row.judgement for row in ledger.statements(Query())] == [made, None]
        assert list(ledger.orphans()) == []

    def test_a_judgement_without_its_words_is_an_orphan_until_they_return(self, ledger: Ledger) -> None:
        """It is never lost and never moved: not even to a stretch that is one word shorter."""
        whole = reading("Streit", OSTERMOOR, BRANDT)
        put(ledger, whole)
        made = ledger.judge(whole.quotations[0].id, Verdict.ACCEPT, "Kim", "t1")
        assert whole.article is not None
        start = whole.quotations[0].quote[0].start
        shorter = replace(whole.quotations[0], id="s-00000000000000aa", quote=(whole.article.span(start, start + 8),))
        assert whole.resolution is not None
        statements = (replace(whole.resolution.statements[0], id=shorter.id), whole.resolution.statements[1])
        put(
            ledger,
            replace(whole, quotations=(shorter, whole.quotations[1]), resolution=replace(whole.resolution, statements=statements)),
            producers="b",
        )
        (orphan,) = ledger.orphans()
        assert (orphan.decision, orphan.excerpt, orphan.reason) == (made, "Der Damm hält", "no current statement quotes exactly these words")
        assert words(ledger, Query(include=Include.JUDGED)) == []
        assert list(ledger.judgements(made.subject)) == [made]
        put(ledger, whole, producers="c")
        assert list(ledger.orphans()) == []
        assert words(ledger, Query(include=Include.JUDGED)) == ["Der Damm hält"]

    def test_a_judgement_on_a_text_that_is_gone_is_an_orphan(self, ledger: Ledger) -> None:
        """If the capture is now read into another text, the judgements of the old text wait."""
        whole = reading("Streit", OSTERMOOR)
        put(ledger, whole)
        ledger.judge(whole.quotations[0].id, Verdict.ACCEPT, "Kim", "t1")
        put(ledger, Reading(whole.capture, problem=replace(lost(), capture_id=whole.capture.id)), producers="newer")
        assert [orphan.reason for orphan in ledger.orphans()] == ["no current article has this text"]

    def test_a_decision_needs_a_name(self, three: Ledger) -> None:
        """Nobody decides anonymously."""
        with pytest.raises(LedgerError, match="a decision needs a name"):
            three.judge(ids(three)["Der Stausee ist leer"], Verdict.ACCEPT, "  ", "t1")


def speakers(ledger: Ledger, query: Query = EVERYTHING) -> dict[str, str | None]:
    """Who is shown to have said what."""
    return {row.quotation.quote[0].text: row.actor.name if row.actor else None for row in ledger.statements(query)}


def counted(ledger: Ledger) -> dict[str, int]:
    """Actors and the number of their statements."""
    return {row.actor.name: row.statements for row in ledger.actors(Query())}


@pytest.fixture
def quarrel(ledger: Ledger) -> Ledger:
    """One article in which three people say one thing each."""
    put(ledger, reading("Streit", OSTERMOOR, BRANDT, FELD))
    return ledger


class TestDecidingOnActors:
    def test_merged_actors_are_one_everywhere(self, quarrel: Ledger) -> None:
        """A merge shows in statements, actors, search, filters by either name or id, and `find`; the first name is kept."""
        (feld,) = (row.actor for row in quarrel.actors(Query(actor="Ute Feld")))
        done = quarrel.merge("Ole Brandt", feld.id, "Kim", "t1")
        assert (done.act, done.actor.name, done.other.name if done.other else None) == (ActorAct.MERGE, "Ole Brandt", "Ute Feld")
        assert counted(quarrel) == {"Ole Brandt": 2, "Jana Ostermoor": 1}
        both = {"Die Straße bleibt gesperrt": "Ole Brandt", "Niemand hat die Bauern gefragt": "Ole Brandt"}
        for wanted in ("Ole Brandt", "Ute Feld", "feld", feld.id, done.actor.id):
            assert speakers(quarrel, Query(actor=wanted)) == both
        (found,) = quarrel.statements(Query(text="Bauern"))
        assert found.actor is not None
        assert (found.actor.name, found.actor.id, found.statement.actor_id) == ("Ole Brandt", done.actor.id, done.actor.id)
        assert "Ute Feld" in found.actor.aliases
        assert quarrel.find(found.quotation.id) == found
        assert list(quarrel.verify()) == []

    def test_statements_are_split_off(self, quarrel: Ledger) -> None:
        """Statements that are somebody else's get an actor of their own, by the name given or by a number behind the old name."""
        quarrel.merge("Ole Brandt", "Ute Feld", "Kim", "t1")
        key = ids(quarrel)["Niemand hat die Bauern gefragt"]
        quarrel.split("Ole Brandt", [key], "Kim", "t2")
        assert speakers(quarrel)["Niemand hat die Bauern gefragt"] == "Ole Brandt (2)"
        assert speakers(quarrel, Query(actor="Ole Brandt")) == {"Die Straße bleibt gesperrt": "Ole Brandt"}
        assert speakers(quarrel, Query(actor="Ole Brandt (2)")) == {"Niemand hat die Bauern gefragt": "Ole Brandt (2)"}
        quarrel.undo("Kim", "t3")
        quarrel.split("Ole Brandt", [key[:10]], "Kim", "t4", "Ute Feld-Moll")
        assert counted(quarrel) == {"Jana Ostermoor": 1, "Ole Brandt": 1, "Ute Feld-Moll": 1}
        assert list(quarrel.verify()) == []

    def test_a_renamed_actor_is_found_by_every_name(self, quarrel: Ledger) -> None:
        """The new name is shown, the old one and aliases still find the actor."""
        quarrel.rename("Ole Brandt", "Ole Brandt-Feld", "Kim", "t1")
        quarrel.alias("Ole Brandt-Feld", "Оле Брандт", "Kim", "t2")
        for wanted in ("Ole Brandt-Feld", "Ole Brandt", "оле брандт"):
            assert speakers(quarrel, Query(actor=wanted)) == {"Die Straße bleibt gesperrt": "Ole Brandt-Feld"}
        (row,) = quarrel.actors(Query(actor="Ole Brandt"))
        assert {"Ole Brandt", "Оле Брандт"} <= set(row.actor.aliases)

    def test_undo_takes_decisions_back_in_the_order_of_the_log(self, quarrel: Ledger) -> None:
        """One log holds judgements and decisions about actors: undo walks back through both, and the tables follow."""
        before = counted(quarrel)
        quarrel.merge("Ole Brandt", "Ute Feld", "Kim", "t1")
        quarrel.judge(ids(quarrel)["Der Damm hält"], Verdict.ACCEPT, "Kim", "t2")
        quarrel.rename("Ole Brandt", "Familie Brandt", "Kim", "t3")
        done = [quarrel.undo("Kim", f"t{n}") for n in (4, 5, 6)]
        assert [type(one) for one in done] == [ActorDecision, Judgement, ActorDecision]
        assert counted(quarrel) == before
        with pytest.raises(LedgerError, match="there is nothing to undo"):
            quarrel.undo("Kim", "t7")
        assert [one.retracted for one in quarrel.actor_decisions()] == [False, False, True, True]
        assert list(quarrel.verify()) == []

    def test_undo_of_one_leaves_what_others_decided(self, quarrel: Ledger) -> None:
        """A merge that was undone from under another one leaves that one in force."""
        quarrel.merge("Ole Brandt", "Ute Feld", "Kim", "t1")
        quarrel.merge("Jana Ostermoor", "Ole Brandt", "Robin", "t2")
        assert counted(quarrel) == {"Jana Ostermoor": 3}
        quarrel.undo("Kim", "t3")
        assert counted(quarrel) == {"Jana Ostermoor": 2, "Ute Feld": 1}

    def test_decisions_survive_a_new_extraction(self, ledger: Ledger) -> None:
        """Merges and splits hold for what another producer finds in the same texts."""
        whole = reading("Streit", OSTERMOOR, BRANDT, FELD)
        put(ledger, whole)
        ledger.merge("Ole Brandt", "Ute Feld", "Kim", "t1")
        ledger.split("Jana Ostermoor", [whole.quotations[0].id], "Kim", "t2", "Jana Ostermoor-Voss")
        shown = speakers(ledger)
        put(ledger, replace(whole, quotations=tuple(replace(one, producer=Producer("tagger", "2")) for one in whole.quotations)), producers="others")
        assert speakers(ledger) == shown
        assert {row.quotation.producer.name for row in ledger.statements(Query())} == {"tagger"}

    def test_the_same_decision_again_adds_nothing(self, quarrel: Ledger) -> None:
        """A repetition is the same entry."""
        assert quarrel.rename("Ole Brandt", "O. Brandt", "Kim", "t1") == quarrel.rename("Ole Brandt", "O. Brandt", "Kim", "t2")
        assert len(list(quarrel.actor_decisions())) == 1

    @pytest.mark.parametrize(
        ("decide", "reason"),
        [
            (lambda book: book.merge("Ole Brandt", "Ole Brandt", "Kim", "t"), "they are one actor already"),
            (lambda book: book.merge("Ole Brandt", "Niemand", "Kim", "t"), "there is no such actor: 'Niemand'"),
            (lambda book: book.merge("w-", "Ole Brandt", "Kim", "t"), "there is no such actor"),
            (lambda book: book.merge("p-", "Ole Brandt", "Kim", "t"), "there is no such actor"),
            (lambda book: book.rename("Ole Brandt", "  ", "Kim", "t"), "this is no name of an actor"),
            (lambda book: book.alias("Ole Brandt", "a\x1bb", "Kim", "t"), "this is no name of an actor"),
            (lambda book: book.alias("Ole Brandt", "b", " ", "t"), "a decision needs a name"),
            (lambda book: book.split("Ole Brandt", [], "Kim", "t"), "only statements of the actor can be split off"),
            (lambda book: book.split("Ole Brandt", [ids(book)["Der Damm hält"]], "Kim", "t"), "only statements of the actor can be split off"),
            (lambda book: book.split("Ole Brandt", ["s-none"], "Kim", "t"), "no statement has this id"),
        ],
    )
    def test_what_cannot_be_decided_is_refused(self, quarrel: Ledger, decide: Callable[[Ledger], object], reason: str) -> None:
        """An actor that is not there, or is meant by several, stops the decision, and nothing is written."""
        with pytest.raises(LedgerError, match=re.escape(reason)):
            decide(quarrel)
        assert list(quarrel.actor_decisions()) == []

    def test_a_name_of_several_needs_an_id(self, ledger: Ledger) -> None:
        """Two people of one surname are not told apart by it; the message lists them with their ids."""
        put(ledger, reading("Streit", Said("Ole Brandt", "Die Straße bleibt gesperrt"), Said("Ute Brandt", "Niemand hat gefragt")))
        with pytest.raises(LedgerError, match=r"several actors are called so: 'Brandt' \((Ole|Ute) Brandt p-\w+, "):
            ledger.rename("Brandt", "Brandt sen.", "Kim", "t1")


class TestRegistering:
    def test_later_entries_replace_older_ones_of_their_name(self, ledger: Ledger) -> None:
        """What counts is the newest entry of every name; saying the same again adds nothing, and nothing is lost."""
        first = Registered("Jana Ostermoor", ActorKind.PERSON, roles=(Role("Wasserministerin", "Nordau", "2020-01-01"),))
        council = Registered("Flussrat", ActorKind.ORGANISATION, acronyms=("FR",), external_ids=(("wikidata", "Q1"),))
        assert ledger.registry() is None
        assert ledger.register([first, council], "Kim", "t1") == (2, 0)
        before = ledger.registry()
        assert ledger.register([first, council], "Kim", "t2") == (0, 0)
        assert ledger.registry() == before
        later = replace(first, aliases=("J. Ostermoor",))
        assert ledger.register([later], "Robin", "t3") == (0, 1)
        assert list(ledger.registered()) == [council, later]
        assert ledger.registry() != before
        assert list(ledger.verify()) == []


class TestCorrecting:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("2014-10-09", Interval("2014-10-09", "2014-10-09", "2014-10-09", Reason.USER)),
            ("2012-02", Interval("2012-02-01", "2012-02-29", None, Reason.USER)),
            ("2014-12", Interval("2014-12-01", "2014-12-31", None, Reason.USER)),
            ("2014", Interval("2014-01-01", "2014-12-31", None, Reason.USER)),
            ("2014-10-01..2014-10-31", Interval("2014-10-01", "2014-10-31", None, Reason.USER)),
            ("2014-10 .. 2014-11", Interval("2014-10-01", "2014-11-30", None, Reason.USER)),
            ("unknown", Interval(None, None, None, Reason.USER)),
        ],
    )
    def test_a_date_is_set(self, three: Ledger, value: str, expected: Interval) -> None:
        """A day, month, year or interval replaces the machine's date wherever the article is shown."""
        key = next(row.article.id for row in three.articles(Query(outlet="Uferblatt")))
        made = three.correct(key, Field.DATE, value, "Kim", "t1")
        row = three.find(key)
        assert isinstance(row, ArticleRow)
        assert row.article.published == expected
        assert row.corrections == (made,)
        assert all(found.article.published == expected for found in three.statements(Query(outlet="Uferblatt")))

    @pytest.mark.parametrize(
        "value", ["", "gestern", "2014-13", "2014-02-30", "14-10-09", "2014-10-31..2014-10-01", "2014..", "20141009", "0000", "２０１４"]
    )
    def test_what_is_no_date_is_refused(self, three: Ledger, value: str) -> None:
        """A wrong date changes nothing and says what a date looks like."""
        key = next(row.article.id for row in three.articles(Query(outlet="Uferblatt")))
        with pytest.raises(LedgerError, match="write a day 2014-10-09, a month 2014-10, a year 2014"):
            three.correct(key, Field.DATE, value, "Kim", "t1")
        (row,) = three.articles(Query(outlet="Uferblatt"))
        assert row.article.published == FRIDAY

    def test_the_same_value_again_adds_nothing(self, three: Ledger) -> None:
        """Setting a date that already stands appends nothing, so one undo takes it back."""
        key = next(row.article.id for row in three.articles(Query(outlet="Uferblatt")))
        first = three.correct(key, Field.DATE, "2014-10", "Kim", "t1")
        assert three.correct(key, Field.DATE, "2014-10", "Kim", "t2") == first
        three.undo("Kim", "t3")
        (row,) = three.articles(Query(outlet="Uferblatt"))
        assert row.article.published == FRIDAY

    def test_dates_set_by_people_are_known_by_text(self, three: Ledger) -> None:
        """The dates that stand, by digest of the text they date; one that was taken back is gone, and an outlet is none."""
        article = next(three.articles(Query())).article
        three.correct(article.id, Field.DATE, "2014-10", "Kim", "t1")
        three.correct(article.id, Field.OUTLET, "Talbote", "Kim", "t2")
        assert three.dates() == ((article.digest, Interval("2014-10-01", "2014-10-31", None, Reason.USER)),)
        three.undo("Kim", "t3")
        three.undo("Kim", "t4")
        assert three.dates() == ()

    def test_filters_and_order_follow_corrections(self, three: Ledger) -> None:
        """A corrected date and outlet are what filters and order go by."""
        key = next(row.article.id for row in three.articles(Query()) if row.title == "Undatiert")
        three.correct(key, Field.DATE, "2010", "Kim", "t1")
        three.correct(key, Field.OUTLET, "  Merle   Kurier ", "Kim", "t2")
        assert articles(three) == ["Undatiert", "Alt", "Neu"]
        assert articles(three, Query(outlet="merle kurier", until="2010-06-01")) == ["Undatiert"]
        assert words(three, Query(until="2010")) == ["Der Stausee ist leer"]
        row = next(three.articles(Query()))
        assert (row.article.outlet, row.article.outlet_reason) == ("Merle Kurier", "set by Kim")

    def test_an_unknown_date_leaves_date_filters(self, three: Ledger) -> None:
        """Who says that a date is unknown takes the article out of every date filter."""
        key = next(row.article.id for row in three.articles(Query(outlet="Uferblatt")))
        three.correct(key, Field.DATE, "unknown", "Kim", "t1")
        assert articles(three, Query(since="2000")) == ["Alt"]

    def test_an_outlet_needs_a_name(self, three: Ledger) -> None:
        """An empty or endless name is refused."""
        key = next(row.article.id for row in three.articles(Query()))
        for value in (" ", "x" * 201):
            with pytest.raises(LedgerError, match="this is no name of an outlet"):
                three.correct(key, Field.OUTLET, value, "Kim", "t1")

    def test_undo_goes_back_over_judgements_and_corrections(self, three: Ledger) -> None:
        """A person's judgements and corrections are one sequence of decisions."""
        key = next(row.article.id for row in three.articles(Query(outlet="Uferblatt")))
        first = three.correct(key, Field.OUTLET, "Talbote", "Kim", "t1")
        second = three.judge(ids(three)["Der Stausee ist leer"], Verdict.ACCEPT, "Kim", "t2")
        third = three.correct(key, Field.OUTLET, "Merlebote", "Kim", "t3")
        assert third.replaces == first.id
        undone = [three.undo("Kim", f"t{n}") for n in range(4, 7)]
        assert [one.replaces for one in undone] == [third.id, second.id, first.id]
        assert [type(one) for one in undone] == [Correction, Judgement, Correction]
        row = three.find(key)
        assert isinstance(row, ArticleRow)
        assert (row.article.outlet, row.corrections) == ("Uferblatt", ())

    def test_corrections_survive_a_new_extraction(self, ledger: Ledger) -> None:
        """A correction is bound to the text, not to who read it."""
        whole = reading("Streit", OSTERMOOR)
        put(ledger, whole)
        assert isinstance(whole.article, Article)
        ledger.correct(whole.article.id, Field.DATE, "2014-10", "Kim", "t1")
        put(ledger, whole, producers="newer")
        (row,) = ledger.articles(Query())
        assert row.article.published.start == "2014-10-01"


# --- properties ----------------------------------------------------------------------------------------------

SAID = (OSTERMOOR, BRANDT)
REVIEWERS = ("Kim", "Noor")

judging = st.tuples(st.just("judge"), st.sampled_from(REVIEWERS), st.integers(0, 1), st.sampled_from(Verdict))
undoing = st.tuples(st.just("undo"), st.sampled_from(REVIEWERS))
extracting = st.tuples(st.just("extract"), st.sets(st.integers(0, 1)))


class Model:
    """The log as a plain list: what should stand after any sequence of steps."""

    def __init__(self) -> None:
        self.made: list[tuple[str, int, Verdict]] = []
        self.lost: set[int] = set()

    def judge(self, by: str, statement: int, verdict: Verdict) -> bool:
        """Append a decision; False where the statement is not current."""
        if statement in self.lost:
            return False
        newest = next((one for one in reversed(self.made) if one[1] == statement), None)
        if newest != (by, statement, verdict):
            self.made.append((by, statement, verdict))
        return True

    def undo(self, by: str) -> bool:
        """Take back the newest decision of a person; False where there is none."""
        for index in reversed(range(len(self.made))):
            if self.made[index][0] == by:
                del self.made[index]
                return True
        return False

    def shown(self) -> dict[int, Verdict]:
        """The newest verdict on every current statement."""
        return {statement: verdict for _, statement, verdict in self.made if statement not in self.lost}

    def orphans(self) -> set[tuple[str, int, Verdict]]:
        """The newest verdict of every person on every statement that is gone."""
        newest = {(by, statement): verdict for by, statement, verdict in self.made if statement in self.lost}
        return {(by, statement, verdict) for (by, statement), verdict in newest.items()}


@pytest.mark.parametrize("make", LEDGERS.values(), ids=LEDGERS.keys())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@examples(steps=st.lists(st.one_of(judging, judging, undoing, extracting), min_size=3, max_size=14))
def test_replaying_the_log_gives_what_stands(make: Callable[[Path], Open], steps: Sequence[tuple]) -> None:
    """After any sequence of judgements, undos and new extractions the ledger shows what a plain list of decisions says."""
    whole = reading("Streit", *SAID)
    index = {quotation.id: n for n, quotation in enumerate(whole.quotations)}
    model = Model()
    with TemporaryDirectory() as folder, begun(make(Path(folder))) as ledger:
        put(ledger, whole)
        for number, step in enumerate(steps):
            if step[0] == "extract":
                model.lost = set(step[1])
                put(ledger, without(whole, *step[1]), producers=f"producers-{number}")
                continue
            try:
                if step[0] == "judge":
                    ledger.judge(whole.quotations[step[2]].id, step[3], step[1], f"t{number}")
                else:
                    ledger.undo(step[1], f"t{number}")
                done = True
            except LedgerError:
                done = False
            assert done == (model.judge(*step[1:]) if step[0] == "judge" else model.undo(step[1]))
        for _ in range(2):  # reading changes nothing
            shown = {index[row.quotation.id]: row.judgement.verdict for row in ledger.statements(Query(include=Include.ALL)) if row.judgement}
            assert shown == {n: verdict for n, verdict in model.shown().items() if verdict is not Verdict.REJECT}
            accepted = {index[row.quotation.id] for row in ledger.statements(Query(include=Include.JUDGED))}
            assert accepted == {n for n, verdict in model.shown().items() if verdict is Verdict.ACCEPT}
            orphans = {
                (one.decision.by, index[one.decision.subject], one.decision.verdict)
                for one in ledger.orphans()
                if isinstance(one.decision, Judgement)
            }
            assert orphans == model.orphans()
        assert list(ledger.verify()) == []


POOL = [reading(f"Streit {n}", SAID[n % 2], source=f"merle/{n}.txt") for n in range(5)] + [failed(f"merle/leer{n}.txt", " " * n) for n in range(2)]


@pytest.mark.parametrize("make", LEDGERS.values(), ids=LEDGERS.keys())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@examples(batches=st.lists(st.lists(st.sampled_from(POOL), max_size=4), max_size=6), cut=st.integers(0, 6))
def test_a_run_that_was_cut_off_resumes(make: Callable[[Path], Open], batches: list[list[Reading]], cut: int) -> None:
    """However a run is cut into batches, interrupted, closed and begun anew, the ledger ends with every capture once."""
    with TemporaryDirectory() as folder:
        open_ = make(Path(folder))
        with begun(open_) as ledger:
            for batch in batches[:cut]:
                put(ledger, *batch)
        with begun(open_) as ledger:
            everything = {one.capture.id: one for batch in batches for one in batch}
            known = ledger.known(list(everything), PRODUCERS)
            assert known == {one.capture.id for batch in batches[:cut] for one in batch}
            put(ledger, *(one for key, one in everything.items() if key not in known))
            articles = sum(one.article is not None for one in everything.values())
            assert ledger.counts() == (len(everything), articles, len(everything) - articles, articles)
            assert list(ledger.verify()) == []


@pytest.mark.parametrize("name", sorted(name for name in vars(Ledger) if not name.startswith("_")))
def test_the_protocol_is_kept(ledger: Ledger, name: str) -> None:
    """Every method of the protocol is there, with the same parameters under the same names."""
    promised = inspect.signature(getattr(Ledger, name)).parameters
    assert list(inspect.signature(getattr(type(ledger), name)).parameters) == list(promised)
