"""The pipeline: nothing disappears, nothing is read twice, a killed run resumes, judgements outlive the machine that found their words."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wortlaut import pipeline
from wortlaut.engine import SerialEngine
from wortlaut.errors import PackError
from wortlaut.records import Article, Draft, Field, Kind, Parse, Producer, Query, Run, Verdict
from wortlaut.seams import ReadOptions
from wortlaut.store.sqlite import SqliteLedger

TEXT = "„Der Damm hält“, sagte Tarik Welling am Montag in Altfurt. Jana Ostermoor forderte mehr Messstellen an der Merle.\n"
OPTIONS = ReadOptions(retrieved_at="2026-01-01T00:00:00+00:00")


def write(folder: Path, count: int) -> Path:
    """A folder with so many pages, no two alike."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"Streit an der Merle, Teil {number}\n\n{TEXT}", encoding="utf-8")
    return folder


def run(ledger: SqliteLedger, *sources: Path, annotator: str = "") -> Run:
    """Read sources in this process."""
    return pipeline.run([str(source) for source in sources], ledger, SerialEngine(), OPTIONS, pipeline.Settings(annotator=annotator))


@pytest.fixture
def ledger(tmp_path: Path):
    """An empty ledger."""
    with SqliteLedger.open(tmp_path / "m.wortlaut", create=True) as book:
        yield book


documents = st.lists(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))), min_size=1, max_size=6
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(contents=documents)
def test_captures_are_articles_plus_problems(tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]) -> None:
    """Whatever lies in a folder, every document is an article or a problem, and the ledger verifies."""
    folder = tmp_path_factory.mktemp("any")
    pages = folder / "pages"
    pages.mkdir()
    for number, content in enumerate(contents):
        (pages / f"{number}.txt").write_bytes(content)
    with SqliteLedger.open(folder / "m.wortlaut", create=True) as book:
        done = run(book, pages)
        captures, articles, problems, _ = book.counts()
        assert captures == articles + problems
        assert done.captures == len(contents)
        assert done.captures == done.articles + done.problems + done.known
        assert list(book.verify()) == []


def test_a_defect_in_one_document_costs_only_that_document(ledger: SqliteLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stage that raises on one article makes a problem that names the stage; the others are read."""
    import wortlaut.parse

    parse = wortlaut.parse.parse

    def fragile(article: Article, language: object) -> Parse:
        if "Teil 1\n" in article.text:
            raise IndexError("planted")
        return parse(article, language)

    monkeypatch.setattr(wortlaut.parse, "parse", fragile)
    done = run(ledger, write(tmp_path / "pages", 3))
    assert (done.articles, done.problems) == (2, 1)
    assert [(problem.stage.value, "IndexError: planted" in problem.reason) for problem in ledger.problems()] == [("parse", True)]


def test_a_broken_pack_stops_the_run(ledger: SqliteLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing table is no fault of the documents: the run ends with its name."""
    monkeypatch.setattr(pipeline, "languages", lambda: (_ for _ in ()).throw(PackError("a table is missing", "cues", "reinstall")))
    with pytest.raises(PackError, match="a table is missing"):
        run(ledger, write(tmp_path / "pages", 1))


def test_a_second_run_reads_only_what_is_new(ledger: SqliteLedger, tmp_path: Path) -> None:
    """What is in the ledger is known, by content: moved files and other folders too."""
    pages = write(tmp_path / "pages", 3)
    run(ledger, pages)
    pages.rename(tmp_path / "moved")
    (tmp_path / "moved" / "new.txt").write_text(TEXT + "Neu.\n", encoding="utf-8")
    again = run(ledger, tmp_path / "moved")
    assert (again.captures, again.known, again.articles) == (4, 3, 1)


def test_a_killed_run_resumes_where_it_stopped(tmp_path: Path) -> None:
    """A run that is killed leaves a whole ledger; the next run reads the rest, and the result is that of one run."""
    pages = write(tmp_path / "pages", 400)
    code = "import sys; from wortlaut.cli import main; main()"
    command = [sys.executable, "-c", code, "run", str(pages), "--ledger", str(tmp_path / "killed.wortlaut"), "--annotator", "de-rules"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    stored = 0
    while time.monotonic() < deadline and process.poll() is None and not stored:
        time.sleep(0.02)
        if (tmp_path / "killed.wortlaut").exists():
            try:
                with SqliteLedger.open(tmp_path / "killed.wortlaut", read_only=True) as book:
                    stored = book.counts()[1]
            except Exception:  # noqa: BLE001 - the file is being made at this moment
                stored = 0
    process.send_signal(signal.SIGKILL)
    process.wait()
    with SqliteLedger.open(tmp_path / "killed.wortlaut") as book:
        survived = book.counts()[1]
        assert 0 < survived < 400
        assert list(book.verify()) == []
        resumed = run(book, pages, annotator="de-rules")
        assert (resumed.known, resumed.articles) == (survived, 400 - survived)
        found = {row.quotation.id for row in book.statements(Query())}
    with SqliteLedger.open(tmp_path / "whole.wortlaut", create=True) as book:
        run(book, pages, annotator="de-rules")
        assert found == {row.quotation.id for row in book.statements(Query())}


class Shifted:
    """Another annotator: it finds the same quotations but the first of each article, which it finds one word shorter."""

    name = "shifted"
    language = "de"

    def __init__(self) -> None:
        self.rules = pipeline.annotators()[0]

    def producer(self) -> Producer:
        """Its own name, so that everything is read again."""
        return Producer("shifted", "1")

    def annotate(self, article: Article, parse: Parse) -> tuple[Draft, ...]:
        """The rules' drafts, the first cut short."""
        first, *rest = self.rules.annotate(article, parse)
        span = first.quote[0]
        cut = article.span(span.start, span.end - 6)
        return (replace(first, quote=(cut,)), *rest)


def test_judgements_outlive_the_machine_that_found_their_words(ledger: SqliteLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After re-extraction by another annotator a judged span that is found again keeps its judgement; the other goes to the orphans."""
    pages = write(tmp_path / "pages", 1)
    run(ledger, pages)
    direct, reported = sorted(ledger.statements(Query()), key=lambda row: row.quotation.quote[0].start)
    assert (direct.quotation.kind, reported.quotation.kind) == (Kind.DIRECT, Kind.REPORTED)
    for row in (direct, reported):
        ledger.judge(row.quotation.id, Verdict.ACCEPT, "Kim", "2026-01-02T00:00:00+00:00")
    shifted = Shifted()
    monkeypatch.setattr(pipeline, "annotators", lambda: (shifted,))
    again = run(ledger, pages)
    assert again.known == 0
    rows = {row.quotation.id: row for row in ledger.statements(Query())}
    assert rows[reported.quotation.id].judgement is not None
    assert rows[reported.quotation.id].quotation.producer.name == "shifted"
    assert direct.quotation.id not in rows
    assert [(one.decision.subject, one.excerpt) for one in ledger.orphans()] == [(direct.quotation.id, "„Der Damm hält“")]
    monkeypatch.undo()
    run(ledger, pages)
    assert list(ledger.orphans()) == []


def test_judgements_on_what_the_rules_found_outlive_the_tagger(ledger: SqliteLedger, tmp_path: Path) -> None:
    """A ledger made by the rules is read again by the tagger: every judged span it finds too keeps its judgement, the others are orphans."""
    pages = write(tmp_path / "pages", 2)
    run(ledger, pages, annotator="de-rules")
    before = {row.quotation.id: row.quotation.producer.name for row in ledger.statements(Query())}
    assert set(before.values()) == {"de-rules"}
    for quotation in before:
        ledger.judge(quotation, Verdict.ACCEPT, "Kim", "2026-01-02T00:00:00+00:00")
    again = run(ledger, pages)
    assert again.known == 0
    rows = {row.quotation.id: row for row in ledger.statements(Query())}
    assert {row.quotation.producer.name for row in rows.values()} == {"de-tagger"}
    kept = before.keys() & rows.keys()
    assert len(kept) == len(before) == 4
    assert all(rows[quotation].judgement is not None for quotation in kept)
    assert list(ledger.orphans()) == []


def test_a_corrected_article_is_read_again_by_the_annotator_that_read_it(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Whoever chose the rules keeps them when a date is set by hand."""
    run(ledger, write(tmp_path / "pages", 1), annotator="de-rules")
    (row,) = ledger.articles(Query())
    pipeline.reread(ledger, row.article.id)
    assert {row.quotation.producer.name for row in ledger.statements(Query())} == {"de-rules"}


def test_an_annotator_that_is_not_installed_is_refused() -> None:
    """A wrong name stops with the names there are."""
    with pytest.raises(PackError, match="de-rules, de-tagger"):
        pipeline.check_annotator("de-tager")


def test_stages_and_settings_decide_what_is_read_again() -> None:
    """Reading plain or not, and who finds the quotations, are part of what a stored reading depends on."""
    assert pipeline.fingerprint(pipeline.Settings()) != pipeline.fingerprint(pipeline.Settings(annotator="de-rules"))
    assert pipeline.fingerprint(pipeline.Settings()) != pipeline.fingerprint(pipeline.Settings(plain=True))


def test_every_machine_record_names_its_producer(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Quotations and statements say what made them, with the pack and a digest of its tables."""
    run(ledger, write(tmp_path / "pages", 1))
    for row in ledger.statements(Query()):
        assert row.quotation.producer.pack
        assert row.quotation.producer.weights
        assert row.statement.producer.name


def test_the_run_is_on_record(ledger: SqliteLedger, tmp_path: Path) -> None:
    """A run keeps its sources, settings, version and counts."""
    pages = write(tmp_path / "pages", 2)
    run(ledger, pages)
    (kept,) = ledger.runs()
    assert (kept.sources, kept.articles, kept.captures, kept.version) == ((str(pages),), 2, 2, pipeline.__version__)
    assert kept.finished_at is not None
    assert "plain=False" in kept.config


def test_a_date_set_by_a_person_outlives_an_upgrade(ledger: SqliteLedger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When everything is read again, times in a text still count from the date a person set for it."""
    pages = write(tmp_path / "pages", 1)
    run(ledger, pages)
    article = next(ledger.articles(Query())).article
    ledger.correct(article.id, Field.DATE, "2021-03-10", "Kim", "2026-01-02T00:00:00+00:00")
    monkeypatch.setattr(pipeline, "__version__", "9.9.9")
    assert run(ledger, pages).known == 0
    said = {row.statement.said for row in ledger.statements(Query())} - {None}
    assert {interval.best for interval in said} == {"2021-03-08"}
