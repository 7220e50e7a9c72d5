"""What every ledger promises of counts and facets, of undated articles and of captures that gave no article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.contracts.test_ledger import LEDGERS, Open, articles, begun, put, without
from tests.ledger_factory import Said, failed, reading

from wortlaut.errors import LedgerError
from wortlaut.records import UNKNOWN_INTERVAL, Field, Include, Kind, Query, Verdict
from wortlaut.seams import Ledger

OSTERMOOR = Said("Jana Ostermoor", "Der Damm hält")
WELLING = Said("Konrad Welling", "Niemand hat gemessen", Kind.INDIRECT)
AT = "2026-03-01T09:00:00+00:00"


@pytest.fixture(params=LEDGERS.values(), ids=LEDGERS.keys())
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """Two articles with three statements, one of them undated, and a document that failed."""
    make: Callable[[Path], Open] = request.param
    with begun(make(tmp_path)) as ledger:
        dated = reading("Streit um den Damm", OSTERMOOR, WELLING)
        put(ledger, dated, reading("Flussrat vertagt", OSTERMOOR, source="merle/b.txt", outlet="Landfunk", published=UNKNOWN_INTERVAL), failed())
        yield ledger


def test_a_count_is_what_the_question_finds(ledger: Ledger) -> None:
    """Filters and pages count as they list."""
    for query in (Query(), Query(kind=Kind.INDIRECT), Query(actor="Jana Ostermoor"), Query(text="damm"), Query(limit=1), Query(offset=2)):
        assert ledger.count(query) == len(list(ledger.statements(query)))


def test_every_facet_is_the_count_of_the_narrower_question(ledger: Ledger) -> None:
    """What a facet promises is what one finds by it."""
    first = next(ledger.statements(Query()))
    ledger.judge(first.quotation.id, Verdict.ACCEPT, "Kim", AT)
    for query in (Query(), Query(outlet="Uferblatt"), Query(actor="Jana Ostermoor"), Query(text="damm"), Query(kind=Kind.DIRECT)):
        found = ledger.facets(query)
        assert found.total == ledger.count(query)
        assert all(number == ledger.count(replace(query, kind=kind)) for kind, number in found.kinds)
        assert all(number == ledger.count(replace(query, include=one)) for one, number in found.reviews)
        assert all(number == ledger.count(replace(query, outlet=outlet)) for outlet, number in found.outlets)
        assert all(number == ledger.count(replace(query, actor=actor.id)) for actor, number in found.actors)
    everything = ledger.facets(Query())
    assert everything.kinds == ((Kind.DIRECT, 2), (Kind.INDIRECT, 1))
    assert everything.reviews == ((Include.JUDGED, 1), (Include.MACHINE, 2))
    assert everything.outlets == (("Uferblatt", 2), ("Landfunk", 1))
    assert everything.years == (("2026", 2),)
    assert [(actor.name, number) for actor, number in everything.actors] == [("Jana Ostermoor", 2), ("Konrad Welling", 1)]


def test_facets_follow_corrections(ledger: Ledger) -> None:
    """An outlet and a date that somebody set count in place of the machine's."""
    row = next(ledger.articles(Query(outlet="Landfunk")))
    ledger.correct(row.article.id, Field.OUTLET, "Talzeitung", "Kim", AT)
    ledger.correct(row.article.id, Field.DATE, "2021", "Kim", AT)
    found = ledger.facets(Query())
    assert found.outlets == (("Uferblatt", 2), ("Talzeitung", 1))
    assert found.years == (("2021", 1), ("2026", 2))


def test_undated_articles_can_be_asked_for(ledger: Ledger) -> None:
    """Those without any known day, until somebody sets one."""
    assert articles(ledger, Query(undated=True)) == ["Flussrat vertagt"]
    ledger.correct(next(ledger.articles(Query(undated=True))).article.id, Field.DATE, "2021-03", "Kim", AT)
    assert articles(ledger, Query(undated=True)) == []


def test_a_capture_that_failed_is_kept_with_its_bytes(ledger: Ledger) -> None:
    """What could not be read can be read again."""
    (problem,) = ledger.problems()
    assert problem.capture_id is not None
    assert ledger.tried(problem.capture_id).source == problem.source
    with pytest.raises(LedgerError, match="no such capture"):
        ledger.tried("c-0000000000000000")


def test_words_like_one_that_nobody_uses_are_told(ledger: Ledger) -> None:
    """As the index writes them, with their statements; words that occur, phrases and short words are not doubted."""
    assert [(one.word, one.like) for one in ledger.near_words("Ostermohr Damm")] == [("Ostermohr", (("ostermoor", 2),))]
    assert [one.like for one in ledger.near_words("Haellt")] == [(("halt", 2),)]
    for typed in ("Damm", '"Ostermohr"', "Ostermohr*", "-Ostermohr", "Xq", "Xqzwvut", "", "\x00", "O'OR"):
        assert ledger.near_words(typed) == ()


def test_a_statement_of_an_earlier_reading_has_a_place(ledger: Ledger) -> None:
    """Where its words stand in the article that has the text now; a statement of now has its own, and what never was has none."""
    whole = reading("Streit um den Damm", OSTERMOOR, WELLING)
    put(ledger, without(whole, 1), producers="newer")
    assert whole.article is not None
    for one in whole.quotations:
        assert ledger.earlier(one.id) == (whole.article.id, one.quote[0].start, one.quote[-1].end)
    assert ledger.earlier("s-0000000000000000") is None


def test_actors_called_much_like_somebody_are_told(ledger: Ledger) -> None:
    """By name, last name or another name that an article gives them; nonsense is like nobody."""
    put(ledger, reading("Pegel", Said("Ministerium für Wasser", "Wir prüfen", aliases=("Wasserministerium",)), source="merle/c.txt"))
    for typed in ("Ostermohr", "Jana Ostermor", "OSTERMOR"):
        assert ledger.near_actors(typed) == (("Jana Ostermoor", 2),)
    assert ledger.near_actors("Waserministerium") == (("Ministerium für Wasser", 1),)
    for typed in ("Xqzw", "", " ", "\x00"):
        assert ledger.near_actors(typed) == ()
