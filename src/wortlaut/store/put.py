"""Writing: runs, readings and problems, each call inside one transaction of the caller.

Everything is inserted, nothing changed. The last thing made of a capture is its current extraction. A reading that breaks
the promise (`wortlaut.store.promise`) never gets in: a problem is stored in its place and handed back.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, Table, func, insert, select

from wortlaut.errors import LedgerError
from wortlaut.records import Actor, ActorKind, Article, Capture, Interval, Problem, Producer, Quotation, Reading, Run, Stage, Statement
from wortlaut.store import search, shown
from wortlaut.store.codec import to_json
from wortlaut.store.promise import broken
from wortlaut.store.tables import (
    ACTOR_NAMES,
    ACTORS,
    ARTICLES,
    CAPTURES,
    CONTENTS,
    CURRENT,
    EXTRACTIONS,
    PROBLEMS,
    PRODUCERS,
    REDACTIONS,
    RUN_ENDS,
    RUNS,
    SEARCH_TEXTS,
    STATEMENTS,
    TEXTS,
)

CHUNK = 500
"""Ids in one question to the database; some builds of SQLite allow no more than 999 parameters."""

REMOVED = b""
"""Stands for the bytes of a source that was taken out; no compressed bytes are empty."""

T = TypeVar("T")
Row = dict[str, object]


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Cut items into lists of bounded size."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def begin(connection: Connection, run: Run) -> None:
    """Record a run; the same run again adds nothing."""
    if connection.scalar(select(RUNS.c.key).where(RUNS.c.id == run.id)) is None:
        row = {"id": run.id, "started_at": run.started_at, "sources": to_json(run.sources), "config": run.config, "version": run.version}
        connection.execute(insert(RUNS), row)


def finish(connection: Connection, run: Run) -> None:
    """Record the end of a run."""
    _require_run(connection, run.id)
    names = ("finished_at", "captures", "known", "articles", "statements", "problems")
    connection.execute(insert(RUN_ENDS), {"run_id": run.id, **{name: getattr(run, name) for name in names}})


def problem(connection: Connection, run_id: str, found: Problem) -> None:
    """Record a source that gave no capture; the same problem in the same run adds nothing."""
    _require_run(connection, run_id)
    row = _problem_row(found) | {"run_id": run_id}
    same = [PROBLEMS.c[name] == row[name] for name in ("run_id", "source", "stage", "reason")]
    if connection.scalar(select(PROBLEMS.c.key).where(PROBLEMS.c.extraction_key.is_(None), *same)) is None:
        connection.execute(insert(PROBLEMS), row)


def readings(connection: Connection, run_id: str, given: Sequence[Reading], producers: str) -> tuple[Problem, ...]:
    """Record readings; returns the problems that took the place of readings that break the promise."""
    _require_run(connection, run_id)
    given, barred = _without_redacted(connection, run_id, given)
    made = [_Made.of(reading) for reading in {reading.capture.id: reading for reading in reversed(given)}.values()][::-1]
    keys = _captures(connection, [one.reading.capture for one in made])
    current = _current(connection, list(keys.values()))
    fresh = [one for one in made if current.get(keys[one.reading.capture.id], (0, "", ""))[1:] != (producers, one.digest)]
    if fresh:
        superseded = [current[keys[one.reading.capture.id]][0] for one in fresh if keys[one.reading.capture.id] in current]
        for old in chunks(superseded):
            search.forget(connection, old)
        new = _extractions(connection, run_id, producers, fresh, keys)
        for some in chunks([*superseded, *new]):
            shown.remake(connection, some)
    return (*barred, *(one.refused for one in made if one.refused is not None))


def _without_redacted(connection: Connection, run_id: str, given: Sequence[Reading]) -> tuple[list[Reading], list[Problem]]:
    """The readings of texts from which nothing was taken out; such a text never comes in again, not even from another source."""
    digests = [reading.article.digest for reading in given if reading.article is not None]
    redacted = set(digests) - _missing(connection, REDACTIONS, "article_digest", digests)
    barred = [reading for reading in given if reading.article is not None and reading.article.digest in redacted]
    new = _missing(connection, CAPTURES, "id", [reading.capture.id for reading in barred])
    problems = []
    for reading in barred:
        if reading.capture.id in new:
            reason, remedy = "somebody's words were taken out of this text", "leave it out"
            problems.append(Problem(reading.capture.source, Stage.STORE, reason, remedy, reading.capture.id))
            problem(connection, run_id, problems[-1])
    return [reading for reading in given if reading not in barred] if barred else list(given), problems


# --- what a reading becomes ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Made:
    """A reading that keeps the promise (or the problem in its place), the problem if it was refused, and a digest of its content."""

    reading: Reading
    refused: Problem | None
    digest: str

    @classmethod
    def of(cls, reading: Reading) -> _Made:
        refused = _refusal(reading)
        if refused is not None:
            reading = Reading(reading.capture, problem=refused)
        elif reading.article is None and reading.problem is not None and reading.problem.capture_id is None:
            reading = replace(reading, problem=replace(reading.problem, capture_id=reading.capture.id))
        # The path is no part of what was made: the same bytes under another name are the same reading.
        article = replace(reading.article, source="", text="") if reading.article is not None else None
        what = replace(reading.problem, source="") if reading.problem is not None else None
        content = hashlib.sha256(repr((article, reading.quotations, reading.resolution, what)).encode("utf-8", "surrogatepass"))
        return cls(reading, refused, content.hexdigest())


def _refusal(reading: Reading) -> Problem | None:
    capture = reading.capture
    if (reading.article is None) == (reading.problem is None):
        reason = "the reading has neither an article nor a problem, or both"
    elif reading.article is None:
        return None
    elif reading.article.capture_id != capture.id:
        reason = f"the article was made from another capture, {reading.article.capture_id}"
    else:
        first = next(broken(reading.article, reading.quotations, reading.resolution), None)
        if first is None:
            return None
        reason = f"{first[0]}: {first[1]}"
    return Problem(capture.source, Stage.STORE, f"a defect of Wortlaut: {reason}", "please report it with the document", capture.id)


# --- rows ----------------------------------------------------------------------------------------------------


def _require_run(connection: Connection, run_id: str) -> None:
    if connection.scalar(select(RUNS.c.key).where(RUNS.c.id == run_id)) is None:
        raise LedgerError("the run has not begun", run_id, "call `begin` first")


def _captures(connection: Connection, given: Sequence[Capture]) -> dict[str, int]:
    """Store captures that are not there yet; the key of every one by its id."""
    missing = _missing(connection, CAPTURES, "id", [capture.id for capture in given])
    new = [capture for capture in given if capture.id in missing]
    data = {capture.digest: capture.data for capture in new}
    lacking = _missing(connection, CONTENTS, "digest", list(data))
    _insert(connection, CONTENTS, [{"digest": key, "size": len(data[key]), "data": zlib.compress(data[key])} for key in data if key in lacking])
    names = ("id", "source", "digest", "media_type", "charset", "charset_reason", "retrieved_at")
    _insert(connection, CAPTURES, [{**{name: getattr(one, name) for name in names}, "given": to_json(one.given)} for one in new])
    found: dict[str, int] = {}
    for ids in chunks(capture.id for capture in given):
        found.update((row.id, row.key) for row in connection.execute(select(CAPTURES.c.id, CAPTURES.c.key).where(CAPTURES.c.id.in_(ids))))
    return found


def _current(connection: Connection, capture_keys: Sequence[int]) -> dict[int, tuple[int, str, str]]:
    """Key, producers and content digest of the current extraction, by key of the capture."""
    found: dict[int, tuple[int, str, str]] = {}
    for keys in chunks(capture_keys):
        for row in connection.execute(select(CURRENT).where(CURRENT.c.capture_key.in_(keys))):
            found[row.capture_key] = (row.key, row.producers, row.digest)
    return found


def _extractions(connection: Connection, run_id: str, producers: str, made: Sequence[_Made], captures: dict[str, int]) -> list[int]:
    """Store one generation of each of these; the keys of those that gave an article."""
    rows = [
        {
            "capture_key": captures[one.reading.capture.id],
            "run_id": run_id,
            "producers": producers,
            "digest": one.digest,
            "source": one.reading.capture.source,
        }
        for one in made
    ]
    _insert(connection, EXTRACTIONS, rows)
    current = _current(connection, [captures[one.reading.capture.id] for one in made])
    keyed = [(current[captures[one.reading.capture.id]][0], one.reading) for one in made]
    _insert(connection, PROBLEMS, [_problem_row(r.problem) | {"run_id": run_id, "extraction_key": key} for key, r in keyed if r.problem])
    read = [(key, reading, reading.article) for key, reading in keyed if reading.article is not None]
    texts = {article.digest: article.text for _, _, article in read}
    lacking = _missing(connection, TEXTS, "digest", list(texts))
    _insert(connection, TEXTS, [{"digest": digest, "text": text} for digest, text in texts.items() if digest in lacking])
    _insert(connection, ARTICLES, [_article_row(key, reading, article) for key, reading, article in read])
    _statements(connection, [(key, reading) for key, reading, _ in read])
    return [key for key, _, _ in read]


def _statements(connection: Connection, read: Sequence[tuple[int, Reading]]) -> None:
    wanted = {quotation.producer for _, reading in read for quotation in reading.quotations}
    wanted |= {statement.producer for _, reading in read if reading.resolution for statement in reading.resolution.statements}
    makers = producer_keys(connection, wanted)
    rows: list[Row] = []
    actors: list[Row] = []
    names: list[Row] = []
    texts: dict[tuple[int, str], tuple[str, str]] = {}
    for key, reading in read:
        if reading.resolution is None or reading.article is None:
            continue
        by_id = {statement.id: statement for statement in reading.resolution.statements}
        for quotation in reading.quotations:
            rows.append(statement_row(key, quotation, by_id[quotation.id], makers))
            texts[key, quotation.id] = search.texts_of(reading.article, reading.parse, quotation)
        for actor in reading.resolution.actors:
            actors.append(_actor_row(key, actor))
            folds = {search.folded(name) for name in _called(actor)}
            names.extend({"extraction_key": key, "actor_id": actor.id, "folded": fold} for fold in sorted(folds))
    _insert(connection, STATEMENTS, rows)
    _insert(connection, ACTORS, actors)
    _insert(connection, ACTOR_NAMES, names)
    for keys in chunks(key for key, _ in read):
        stored = connection.execute(
            select(STATEMENTS.c.key, STATEMENTS.c.extraction_key, STATEMENTS.c.id).where(STATEMENTS.c.extraction_key.in_(keys))
        )
        found = [(row.key, *texts[row.extraction_key, row.id]) for row in stored]
        _insert(connection, SEARCH_TEXTS, [{"statement_key": key, "words": words, "context": context} for key, words, context in found])
        search.remember(connection, keys)


def _called(actor: Actor) -> tuple[str, ...]:
    """What an actor can be asked for by: name, aliases, and a person's last name also where no text uses it alone."""
    last = actor.name.rpartition(" ")[2]
    return (actor.name, *actor.aliases, last) if actor.kind is ActorKind.PERSON else (actor.name, *actor.aliases)


def producer_keys(connection: Connection, wanted: set[Producer]) -> dict[Producer, int]:
    """The keys of all producers, those wanted among them; what is not there yet is stored."""

    def stored() -> dict[Producer, int]:
        return {Producer(row.name, row.version, row.weights, row.pack): row.key for row in connection.execute(select(PRODUCERS))}

    found = stored()
    new = sorted(wanted - found.keys(), key=repr)
    _insert(connection, PRODUCERS, [{"name": p.name, "version": p.version, "weights": p.weights, "pack": p.pack} for p in new])
    return stored() if new else found


def _interval_row(name: str, interval: Interval | None) -> Row:
    if interval is None:
        return {f"{name}_{part}": None for part in ("start", "end", "best", "reason", "span")}
    span = to_json(interval.span) if interval.span is not None else None
    return {
        f"{name}_start": interval.start,
        f"{name}_end": interval.end,
        f"{name}_best": interval.best,
        f"{name}_reason": interval.reason,
        f"{name}_span": span,
    }


def _article_row(key: int, reading: Reading, article: Article) -> Row:
    given = reading.capture.given
    heading = article.headline.text if article.headline is not None else None
    title = " ".join((given.title or heading or "").split()) or None
    return {
        "extraction_key": key,
        "id": article.id,
        "text_digest": article.digest,
        "source": article.source,
        "source_kind": article.source_kind,
        "title": title,
        "headline": to_json(article.headline) if article.headline is not None else None,
        "outlet": article.outlet,
        "outlet_folded": search.folded(article.outlet) if article.outlet is not None else None,
        "outlet_reason": article.outlet_reason,
        "host": article.host,
        "url": article.url,
        "agencies": to_json(article.agencies),
        "authors": to_json(article.authors),
        "place": to_json(article.place) if article.place is not None else None,
        "modified": to_json(article.modified) if article.modified is not None else None,
        "language": article.language,
        "lines": to_json(article.lines),
        "links": to_json(reading.resolution.links) if reading.resolution is not None else "[]",
        **_interval_row("published", article.published),
    }


def _problem_row(found: Problem) -> Row:
    return {name: getattr(found, name) for name in ("source", "stage", "reason", "remedy", "capture_id")}


def statement_row(key: int, quotation: Quotation, statement: Statement, makers: dict[Producer, int]) -> Row:
    """The row of a statement of this extraction."""
    return {
        "extraction_key": key,
        "id": quotation.id,
        "kind": quotation.kind,
        "start": quotation.quote[0].start,
        "end": quotation.quote[-1].end,
        "stretch": stretch_of(tuple((span.start, span.end) for span in quotation.quote)),
        "quote": to_json(quotation.quote),
        "cue": to_json(quotation.cue),
        "frame": to_json(quotation.frame),
        "speaker": to_json(quotation.speaker),
        "addressee": to_json(quotation.addressee),
        "nested_in": quotation.nested_in,
        "modality": to_json(quotation.modality),
        "confidence": quotation.confidence,
        "rule": quotation.rule,
        "speaker_reason": quotation.speaker_reason,
        "quote_producer": makers[quotation.producer],
        "actor_id": statement.actor_id,
        "actor_how": statement.actor_how,
        "actor_reason": statement.actor_reason,
        "addressee_id": statement.addressee_id,
        "on_behalf_of_id": statement.on_behalf_of_id,
        "place": to_json(statement.place) if statement.place is not None else None,
        "speech_act": statement.speech_act,
        "chain": to_json(statement.chain),
        "resolve_producer": makers[statement.producer],
        **_interval_row("said", statement.said),
    }


def _actor_row(key: int, actor: Actor) -> Row:
    return {
        "extraction_key": key,
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": to_json(actor.aliases),
        "roles": to_json(actor.roles),
    }


def stretch_of(quote: tuple[tuple[int, int], ...]) -> str:
    """Quote spans as text, the key that judgements and statements share: `12-40,50-61`."""
    return ",".join(f"{start}-{end}" for start, end in quote)


def _missing(connection: Connection, table: Table, name: str, values: Sequence[str]) -> set[str]:
    missing = set(values)
    for chunk in chunks(values):
        missing -= set(connection.scalars(select(table.c[name]).where(table.c[name].in_(chunk))))
    return missing


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))


def known(connection: Connection, capture_ids: Sequence[str], producers: str) -> frozenset[str]:
    """Captures whose current extraction was made by these producers, and those whose source was taken out."""
    found: set[str] = set()
    for ids in chunks(capture_ids):
        question = (
            select(CAPTURES.c.id)
            .join(CURRENT, CURRENT.c.capture_key == CAPTURES.c.key)
            .where(CAPTURES.c.id.in_(ids), CURRENT.c.producers == producers)
        )
        found.update(connection.scalars(question))
        removed = select(CAPTURES.c.id).join(CONTENTS, CONTENTS.c.digest == CAPTURES.c.digest)
        found.update(connection.scalars(removed.where(CAPTURES.c.id.in_(ids), CONTENTS.c.data == REMOVED)))
    return frozenset(found)


def count(connection: Connection, table: Table) -> int:
    """Rows of a table."""
    return connection.scalar(select(func.count()).select_from(table)) or 0
