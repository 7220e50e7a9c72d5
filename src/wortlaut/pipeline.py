"""The only place that knows the order of the stages: captures go in, readings come out, the ledger keeps them.

`read_capture` is pure and runs in any process; `run` does the reading and writing around it. A document that fails
becomes a stored problem and costs nothing else.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, TypeVar

from wortlaut import __version__
from wortlaut.errors import ArticleError, PackError
from wortlaut.records import Capture, Interval, Problem, Query, Reading, Reason, Run, Stage, content_id, dna

if TYPE_CHECKING:
    from wortlaut.records import Article, RegistryState
    from wortlaut.seams import Annotator, Engine, Language, Ledger, ReadOptions, Registry

T = TypeVar("T")

STAGES: tuple[Stage, ...] = tuple(Stage)
"""The order of the flow; the rooms in the source tree are exactly these."""

PLAIN_RULE = "plain"
"""The rule on every line of an article that was read with --plain."""

BATCH_DOCUMENTS = 64
BATCH_BYTES = 16_000_000
"""Readings are stored in transactions of at most so many documents or source bytes: what a crash can cost."""


# --- packs ---------------------------------------------------------------------------------------------------


@cache
def languages() -> tuple[Language, ...]:
    """The installed language packs, by code."""
    return tuple(_load("wortlaut.languages"))


@cache
def annotators() -> tuple[Annotator, ...]:
    """The installed quotation annotators, by entry-point name."""
    return tuple(_load("wortlaut.annotators"))


def _load(group: str) -> Iterator[Any]:
    for entry in sorted(entry_points(group=group), key=lambda found: found.name):
        try:
            yield entry.load()()
        except Exception as error:
            raise PackError("a plug-in cannot be loaded", f"{entry.name} ({group})", f"reinstall or remove it: {error}") from error


def language_of(article: Article) -> Language | None:
    """The pack for this article's language, None if no installed pack has it."""
    return next((pack for pack in languages() if pack.code == article.language), None)


def annotator_for(code: str, name: str = "") -> Annotator:
    """The quotation annotator of a language: that of this name, else the one its pack prefers; PackError if none is installed."""
    found = [annotator for annotator in annotators() if annotator.language == code]
    if not found:
        raise PackError("no annotator is installed for the language", code, "install a language pack")
    preferred = next((pack.annotator for pack in languages() if pack.code == code), "")
    for wanted in (name, preferred):
        for annotator in found:
            if annotator.name == wanted:
                return annotator
    return found[0]


def check_annotator(name: str) -> None:
    """PackError if no annotator of this name is installed or it cannot work here; the empty name leaves the choice to the packs."""
    if not name:
        return
    found = next((annotator for annotator in annotators() if annotator.name == name), None)
    if found is None:
        raise PackError("no annotator of this name is installed", name, f"choose one of {', '.join(one.name for one in annotators())}")
    if found.missing():
        raise PackError("this annotator cannot work here", name, found.missing())


def fingerprint(settings: Settings) -> str:
    """What decides whether a capture must be read again: version of Wortlaut, packs, the annotators used and their tables, settings."""
    parts = [
        __version__,
        f"plain {settings.plain}",
        f"registry {settings.registry.digest if settings.registry is not None else None}",
        *(
            f"{pack.code} {pack.version} {pack.name_words().digest} {pack.mention_finder().producer()} {pack.stance_words().digest}"
            for pack in languages()
        ),
        *(str(annotator_for(code, settings.annotator).producer()) for code in sorted({one.language for one in annotators()})),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


# --- one document --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settings:
    """What a reading depends on beside the capture.

    `dates` are publication dates set by people, by digest of the article's text; `annotator` is the name of the annotator
    to use where the language has it, empty: the one its pack prefers; `registry` tells who is who beyond one article.
    """

    plain: bool = False
    dates: tuple[tuple[str, Interval], ...] = ()
    annotator: str = ""
    registry: RegistryState | None = None


@lru_cache(maxsize=2)
def registry_at(state: RegistryState) -> Registry:
    """The registry, opened once per process: workers get its address, not a million names."""
    from wortlaut.store.registry import LedgerRegistry

    return LedgerRegistry.open(state)


def read_capture(capture: Capture, settings: Settings = Settings()) -> Reading:
    """Take one capture through all stages; whatever goes wrong becomes the reading's problem."""
    stage = Stage.CLEAN
    try:
        article = make_article(capture, plain=settings.plain)
        language = language_of(article)
        if language is None:
            return _not_our_language(capture, article)
        from wortlaut.parse import parse
        from wortlaut.quote import attribute
        from wortlaut.resolve import resolve
        from wortlaut.stance.acts import with_acts

        stage = Stage.PARSE
        parsed = parse(_dated(article, settings), language)
        stage = Stage.QUOTE
        quotations = attribute(article, parsed, annotator_for(language.code, settings.annotator), language)
        stage = Stage.RESOLVE
        registry = registry_at(settings.registry) if settings.registry is not None else None
        resolution = resolve(_dated(article, settings), parsed, quotations, language.name_words(), registry)
        stage = Stage.STANCE
        resolution = with_acts(quotations, resolution, language.stance_words())
    except ArticleError as error:
        return Reading(capture, problem=Problem(capture.source, stage, error.what, error.remedy, capture.id))
    except PackError:
        raise  # a broken installation is no fault of the document: stop before every document is blamed
    except Exception as error:  # noqa: BLE001 - one document must never cost the others; the defect is reported by name
        reason = f"a defect of Wortlaut in stage {stage}: {type(error).__name__}: {str(error)[:200]}"
        return Reading(capture, problem=Problem(capture.source, stage, reason, "please report it with the document", capture.id))
    return Reading(capture, article, parsed, quotations, resolution)


def make_article(capture: Capture, *, plain: bool = False) -> Article:
    """Clean one capture into an article; ArticleError if there is none in it."""
    from wortlaut.clean import clean

    return clean(capture, languages(), plain=plain)


def _dated(article: Article, settings: Settings) -> Article:
    """The article with the date a person set for it, to count times from; the stored article keeps what the machine read."""
    for digest, interval in settings.dates:
        if digest == article.digest:
            return replace(article, published=interval)
    return article


def _not_our_language(capture: Capture, article: Article) -> Reading:
    """An article in a language without a pack is kept and searchable, with no quotations."""
    from wortlaut.records import Parse

    return Reading(capture, article, Parse(article.id, (), (), ()))


def lost_capture(capture: Capture) -> Reading:
    """The reading of a capture whose worker process died on it."""
    reason = "the worker process died while reading it (out of memory?)"
    return Reading(capture, problem=Problem(capture.source, Stage.CLEAN, reason, "read it alone with --workers 1", capture.id))


# --- many documents ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: documents seen, already known, articles stored, statements found, problems met."""

    captures: int = 0
    known: int = 0
    articles: int = 0
    statements: int = 0
    problems: int = 0


def now() -> str:
    """The current time in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def new_run_id(*sources: str) -> str:
    """An id no other run has: two runs over the same sources may start within one second."""
    return content_id("r", time.time_ns(), os.getpid(), *sources)


def run(
    sources: Sequence[str],
    ledger: Ledger,
    engine: Engine,
    options: ReadOptions,
    settings: Settings = Settings(),
    report: Callable[[Progress, Problem | None], None] = lambda _progress, _problem: None,
) -> Run:
    """Read sources into the ledger; what it already holds from the same producers is skipped, so a killed run resumes.

    A source that is not there is a problem here; `wortlaut.capture.check_sources` tells before anything is written.
    """
    from wortlaut.capture import read_sources

    started, names = now(), dict(options.names)
    this = Run(new_run_id(*sources), started, None, tuple(names.get(one, one) for one in sources), repr(settings), __version__)
    ledger.begin(this)
    tally = _Tally(report)
    settings = replace(settings, registry=ledger.registry())
    producers = fingerprint(settings)
    fresh = _fresh(read_sources(sources, options), ledger, producers, this.id, tally)
    dated = replace(settings, dates=ledger.dates())
    readings = engine.map(partial(read_capture, settings=dated), fresh, lost_capture)
    for batch in _batches(readings):
        broken = {problem.capture_id: problem for problem in ledger.put(this.id, batch, producers)}
        for reading in batch:
            tally.add(reading, broken.get(reading.capture.id))
    counted = tally.progress
    done = replace(
        this,
        finished_at=now(),
        captures=counted.captures,
        known=counted.known,
        articles=counted.articles,
        statements=counted.statements,
        problems=counted.problems,
    )
    ledger.finish(done)
    return done


class _Tally:
    """Keeps the running counts of one run and reports every step."""

    def __init__(self, report: Callable[[Progress, Problem | None], None]) -> None:
        self.progress = Progress()
        self._report = report

    def see(self, *, known: bool) -> None:
        """Count and report one document that came in."""
        self.progress = replace(self.progress, captures=self.progress.captures + 1, known=self.progress.known + known)
        self._report(self.progress, None)

    def fail(self, problem: Problem) -> None:
        """Count and report a problem."""
        self.progress = replace(self.progress, problems=self.progress.problems + 1)
        self._report(self.progress, problem)

    def add(self, reading: Reading, broken: Problem | None) -> None:
        """Count a stored reading; `broken` is the problem the ledger stored in its place."""
        problem = broken or reading.problem
        if problem is not None:
            self.fail(problem)
            return
        progress = self.progress
        self.progress = replace(progress, articles=progress.articles + 1, statements=progress.statements + len(reading.quotations))
        self._report(self.progress, None)


def _fresh(items: Iterable[Capture | Problem], ledger: Ledger, producers: str, run_id: str, tally: _Tally) -> Iterator[Capture]:
    """The captures that still have to be read; sources that gave none are stored as problems on the way."""
    seen: set[str] = set()
    for batch in _chunks(items):
        captures = [item for item in batch if isinstance(item, Capture)]
        known = ledger.known([capture.id for capture in captures], producers)
        for item in batch:
            if isinstance(item, Problem):
                tally.see(known=False)
                ledger.put_problem(run_id, item)
                tally.fail(item)
                continue
            tally.see(known=item.id in known or item.id in seen)
            if item.id not in known and item.id not in seen:
                seen.add(item.id)
                yield item


def _chunks(items: Iterable[Capture | Problem]) -> Iterator[list[Capture | Problem]]:
    """Cut the incoming stream so that one question to the ledger serves many documents."""
    return _bounded(items, lambda item: len(item.data) if isinstance(item, Capture) else 0)


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Cut the outgoing stream into transactions."""
    return _bounded(readings, lambda reading: len(reading.capture.data))


def _bounded(items: Iterable[T], size_of: Callable[[T], int]) -> Iterator[list[T]]:
    """Lists of at most `BATCH_DOCUMENTS` items, closed early once they hold `BATCH_BYTES`."""
    batch: list[T] = []
    size = 0
    for item in items:
        batch.append(item)
        size += size_of(item)
        if len(batch) >= BATCH_DOCUMENTS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def reread(ledger: Ledger, article_id: str) -> bool:
    """Read one article of the ledger again from its capture, so that times count from the date a person set or took back.

    False where that cannot be, because the source was taken out with somebody's words: then everything stays as it was read.
    """
    row = ledger.find(article_id)
    article = row.article
    if any(one.article_digest == article.digest for one in ledger.redactions()):
        return False
    if any(line.rule == dna.RULE for line in article.lines):
        return True  # people coded it elsewhere; no stage read it, and none may put its own reading in the place of theirs
    dates = ((article.digest, article.published),) if article.published.reason is Reason.USER else ()
    plain = all(line.rule == PLAIN_RULE for line in article.lines)
    settings = Settings(plain, dates, _annotator_of(ledger, article), ledger.registry())
    this = Run(new_run_id(article.id), now(), None, (article.source,), repr(settings), __version__)
    ledger.begin(this)
    reading = read_capture(ledger.capture(article.id), settings)
    ledger.put(this.id, [reading], fingerprint(settings))
    ledger.finish(replace(this, finished_at=now(), captures=1, articles=1, statements=len(reading.quotations)))
    return True


def retry(ledger: Ledger, capture_id: str, *, plain: bool = False) -> Problem | None:
    """Read a capture of the ledger again that became a problem; `plain` takes every line as body. The problem that is left, if any."""
    capture = ledger.tried(capture_id)
    settings = Settings(plain, ledger.dates(), registry=ledger.registry())
    this = Run(new_run_id(capture_id), now(), None, (capture.source,), repr(settings), __version__)
    ledger.begin(this)
    reading = read_capture(capture, settings)
    broken = ledger.put(this.id, [reading], fingerprint(settings))
    left = next(iter(broken), reading.problem)
    came_of_it = replace(this, problems=1) if left is not None else replace(this, articles=1, statements=len(reading.quotations))
    ledger.finish(replace(came_of_it, finished_at=now(), captures=1))
    return left


def _annotator_of(ledger: Ledger, article: Article) -> str:
    """The name of the annotator that found what the ledger shows of an article; empty where it found nothing or is no longer installed."""
    found = next(iter(ledger.statements(Query(article=article.id, limit=1))), None)
    name = found.quotation.producer.name if found is not None else ""
    return name if name in {annotator.name for annotator in annotators()} else ""


# --- text alone ----------------------------------------------------------------------------------------------


def read_text(text: str, *, name: str = "text", plain: bool = True, annotator: str = "") -> Reading:
    """Read a text that is already at hand, without a ledger; `plain` takes every line as body, `annotator` names who finds quotations."""
    from wortlaut.records import MediaType

    capture = Capture.of(name, text.encode("utf-8", errors="replace"), MediaType.TEXT, "utf-8", "text at hand", now())
    return read_capture(capture, Settings(plain=plain, annotator=annotator))
