"""What was coded in DNA becomes articles and judged statements of the ledger, and everything else of the file stays beside them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.dna_factory import HOLDS, MISSING, ROWS, SECOND, STAND, TEXT, damaged, units, write_dna

from wortlaut.capture import coded
from wortlaut.capture.dna import read_dna
from wortlaut.errors import LedgerBusyError, LedgerError
from wortlaut.interchange import capture_dna
from wortlaut.pipeline import reread
from wortlaut.records import ActorKind, Field, Include, Query, Verdict
from wortlaut.seams import ReadOptions
from wortlaut.store.imported_events import events
from wortlaut.store.sqlite import SqliteLedger

NOW = "2026-03-01T08:00:00+00:00"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    """An empty ledger that keeps its promises to the end of the test."""
    with SqliteLedger.open(tmp_path / "merle.wortlaut", create=True) as opened:
        yield opened
        assert list(opened.verify()) == []


def take(ledger: SqliteLedger, path: Path, replaces: str = "") -> str:
    """Capture a file and return the id of its import."""
    return capture_dna(read_dna(path, path.name, ReadOptions()), path.name, ledger, replaces).imported.id


def counted(ledger: SqliteLedger) -> list[tuple[object, ...]]:
    """The values of all imported events."""
    with ledger._read() as connection:
        return [event.values for event in events(connection).rows]


def test_documents_become_articles(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Source is the outlet, Author an author, the date one day; the text is the text, every line body; no text is a problem."""
    take(ledger, write_dna(tmp_path / "merle.dna"))
    old, new = [row.article for row in ledger.articles(Query())]
    assert (old.text, new.text) == (SECOND, TEXT)
    assert (new.outlet, new.authors, new.published.start, new.published.end, new.published.best) == (
        "Uferblatt",
        ("Rosa Timm",),
        "2026-02-13",
        "2026-02-13",
        "2026-02-13",
    )
    assert old.published.best == "1969-12-31"
    assert {line.label.value for line in new.lines} == {"body"}
    assert [problem.source for problem in ledger.problems()] == ["merle.dna#4"]
    assert ledger.counts() == (3, 2, 1, 5)


def test_statements_stand_on_their_words(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Person is the actor, organization on whose behalf; alone it is the actor; where nobody is named there is none, with a reason."""
    take(ledger, write_dna(tmp_path / "merle.dna"))
    rows = {row.quotation.quote[0].text: row for row in ledger.statements(Query())}
    named = {words: (row.actor and row.actor.name, row.on_behalf_of and row.on_behalf_of.name) for words, row in rows.items()}
    assert named == {
        HOLDS: ("Jana Ostermoor", "Flussrat"),
        STAND: ("Konrad Welling", None),
        MISSING: ("Konrad Welling", "Flussrat"),
        "Der Flussrat will messen.": ("Flussrat", None),
        "Die Stadt Altfurt zahlt.": (None, None),
    }
    assert rows["Der Flussrat will messen."].actor.kind is ActorKind.ORGANISATION
    assert rows["Die Stadt Altfurt zahlt."].statement.actor_reason == "the coding names nobody"
    assert rows[HOLDS].statement.actor_reason == "coded on the same words for others too"


def test_what_was_coded_counts_as_judged(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Every coder has accepted what they coded; two coders on the same words are two judgements of one statement."""
    take(ledger, write_dna(tmp_path / "merle.dna"))
    judged = list(ledger.statements(Query(include=Include.JUDGED)))
    assert len(judged) == 5
    assert list(ledger.statements(Query(include=Include.MACHINE))) == []
    holds = next(row for row in judged if row.quotation.quote[0].text == HOLDS)
    assert [one.by for one in ledger.judgements(holds.statement.id)] == ["Ilse Brandt", "Mehmet Aslan"]


def test_all_rows_come_back(ledger: SqliteLedger, tmp_path: Path) -> None:
    """The ledger gives back the file as it was read."""
    path = write_dna(tmp_path / "merle.dna")
    take(ledger, path)
    (kept,) = ledger.imports()
    assert kept.file == read_dna(path, "merle.dna", ReadOptions()).file
    assert len(kept.articles) == 2
    assert len(kept.statements) == 6


def test_the_same_content_again_adds_nothing(ledger: SqliteLedger, tmp_path: Path) -> None:
    """A copy under another name is known."""
    first = take(ledger, write_dna(tmp_path / "merle.dna"))
    found = capture_dna(read_dna(write_dna(tmp_path / "copy.dna"), "copy.dna", ReadOptions()), "copy.dna", ledger)
    assert (found.known, found.imported.id) == (True, first)
    assert len(list(ledger.imports())) == 1
    assert len(list(ledger.runs())) == 1


def test_two_coders_with_a_copy_each_share_their_articles(ledger: SqliteLedger, tmp_path: Path) -> None:
    """The same documents in two files are one article each, with the statements of both; the same coding counts once."""
    take(ledger, write_dna(tmp_path / "ilse.dna"))
    more = ("INSERT INTO STATEMENTS VALUES (11, 1, 1, ?, ?, 5)", units(TEXT, "Konrad Welling widersprach"))
    take(ledger, damaged(tmp_path / "mehmet.dna", more))
    assert ledger.counts() == (3, 2, 1, 6)
    assert len(counted(ledger)) == 8
    assert counted(ledger).count(("", "", "", False, 0, None)) == 1


def test_a_project_coded_further_takes_the_place_of_the_older(ledger: SqliteLedger, tmp_path: Path) -> None:
    """What was taken out of the project is no statement any more, and what was said of it waits as an orphan."""
    old = take(ledger, write_dna(tmp_path / "merle.dna"))
    path = damaged(
        tmp_path / "further.dna",
        "DELETE FROM DATABOOLEAN WHERE StatementId = 7",
        "DELETE FROM DATAINTEGER WHERE StatementId = 7",
        "DELETE FROM DATASHORTTEXT WHERE StatementId = 7",
        "DELETE FROM STATEMENTS WHERE ID = 7",
    )
    new = take(ledger, path, replaces=old[:6])
    assert [one.id for one in ledger.imports()] == [new]
    assert MISSING not in {row.quotation.quote[0].text for row in ledger.statements(Query())}
    assert [orphan.excerpt for orphan in ledger.orphans()] == [MISSING]
    with pytest.raises(LedgerError, match="has been replaced"):
        take(ledger, write_dna(tmp_path / "again.dna"))
    with pytest.raises(LedgerError, match=f"no import has this id: d-99: imports in the ledger: {new}"):
        take(ledger, damaged(tmp_path / "more.dna", "DELETE FROM REGEXES"), replaces="d-99")


def test_two_captures_at_once_do_not_lose_each_other(ledger: SqliteLedger, tmp_path: Path) -> None:
    """A file whose readings were made before another one came in is refused, and goes in when it is captured again."""
    one, two = write_dna(tmp_path / "one.dna"), damaged(tmp_path / "two.dna", "DELETE FROM REGEXES")
    late = read_dna(two, "two.dna", ReadOptions()).file
    made_before = coded.take(late, "two.dna", NOW)
    take(ledger, one)
    run = next(iter(ledger.runs())).id
    with pytest.raises(LedgerBusyError, match=r"another file came in at the same time: two\.dna: capture it again"):
        ledger.put_import(run, made_before.imported, made_before.readings, [])
    assert len(list(ledger.imports())) == 1
    take(ledger, two)
    assert len(list(ledger.imports())) == 2


def test_events_carry_every_variable(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Integers, booleans and long texts of all types stand in the events, with the fields of documents and the attributes of entities."""
    take(ledger, write_dna(tmp_path / "merle.dna"))
    with ledger._read() as connection:
        found = events(connection)
    assert [variable.name for variable in found.variables] == ["person", "organization", "concept", "agreement", "intensity", "note"]
    by_number = {event.id.rpartition("#")[2]: event for event in found.rows}
    assert by_number["2"].values == ("Jana Ostermoor", "", 'Messen; "sofort"', False, -2, None)
    assert by_number["9"].values == (None, None, None, None, None, 'ein Vermerk;\n"in zwei Zeilen"')
    assert (by_number["2"].when, by_number["2"].statement_type, by_number["2"].reviewed) == ("2026-02-13T13:30:00", "DNA Statement", True)
    assert {(one.source, one.section, one.type) for one in found.documents} == {
        ("Uferblatt", "Politik", "Bericht"),
        ("Landfunk", "", ""),
        ("", "", ""),
    }
    council = next(one for one in found.entities if one.value == "Flussrat")
    assert (council.variable, council.attributes, council.color) == ("organization", (("Type", "Gremium"),), "#000000")


def test_a_name_of_two_kinds_is_two_variables(ledger: SqliteLedger, tmp_path: Path) -> None:
    """A second variable of the same name with values of another kind says its kind."""
    take(ledger, damaged(tmp_path / "merle.dna", "UPDATE VARIABLES SET Variable = 'concept' WHERE ID = 6"))
    with ledger._read() as connection:
        assert "concept (long text)" in [variable.name for variable in events(connection).variables]


def test_a_rejected_statement_does_not_count(ledger: SqliteLedger, tmp_path: Path) -> None:
    """A reviewer who rejects the words takes every coding of them out of the events; its rows stay."""
    take(ledger, write_dna(tmp_path / "merle.dna"))
    holds = next(row for row in ledger.statements(Query()) if row.quotation.quote[0].text == HOLDS)
    ledger.judge(holds.statement.id, Verdict.REJECT, "Prüferin", NOW)
    assert len(counted(ledger)) == 5
    (kept,) = ledger.imports()
    assert len(kept.file.statements) == 7


def test_a_corrected_date_reads_nothing_anew(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Setting a date for an imported article leaves the coded statements where they are."""
    take(ledger, write_dna(tmp_path / "merle.dna"))
    article = next(row.article for row in ledger.articles(Query()) if row.article.text == TEXT)
    ledger.correct(article.id, Field.DATE, "2026-02-14", "Prüferin", NOW)
    reread(ledger, article.id)
    assert ledger.counts() == (3, 2, 1, 5)
    assert len(list(ledger.runs())) == 1


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("UPDATE imported_rows SET row = replace(row, 'Flussrat', 'Stadtrat')", "the imported rows are not those that came in"),
        ("DELETE FROM imported_rows WHERE key = 9", "the imported rows are not those that came in"),
        ("UPDATE imported_rows SET row = '{}' WHERE key = 9", "a stored record is damaged"),
        (
            "UPDATE imported_statements SET statement_id = 's-0000000000000000' WHERE key = 1",
            "an imported row became this record, which does not exist",
        ),
        ("UPDATE imported_documents SET article_id = 'a-0000000000000000' WHERE key = 1", "an imported row became this record, which does not exist"),
    ],
)
def test_verify_sees_what_was_changed_behind_its_back(tmp_path: Path, command: str, said: str) -> None:
    """Imported rows are as append-only as everything else."""
    with SqliteLedger.open(tmp_path / "merle.wortlaut", create=True) as ledger:
        take(ledger, write_dna(tmp_path / "merle.dna"))
        with ledger._write() as connection:
            connection.exec_driver_sql(command)
        assert said in "\n".join(one.reason for one in ledger.verify())


def test_the_factory_has_what_the_tests_speak_of() -> None:
    """The invented file holds a person named nowhere, overlapping words, and words coded twice."""
    places = [(row[3], row[4]) for row in ROWS["STATEMENTS"] if row[2] == 1]
    assert len(set(places)) == len(places) - 1
    assert places[2][0] < places[0][1] < places[2][1]
