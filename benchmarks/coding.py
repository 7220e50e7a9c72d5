"""Time and memory of coded statements: events for networks, learning from codings, suggestions, beside a named floor in the same run.

    python benchmarks/coding.py

A ledger of invented articles of 40 statements each, every fifth statement coded by one of four people with one of 50 concepts, runs at
three sizes; at the largest 100,000 statements have 20,000 codings. The floor of `events` is SQLite reading the coded rows
with their texts, without a record made of them. CPU seconds; the ratios count, the absolute numbers belong to the machine named in the
first line. Every measurement runs in a process of its own, so that its memory can be told.
"""

from __future__ import annotations

import os
import platform
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from wortlaut.coding import suggestions, taught
from wortlaut.pipeline import now
from wortlaut.records import (
    Actor,
    ActorKind,
    Article,
    Capture,
    Codebook,
    Coding,
    CodingStatus,
    Concept,
    Given,
    How,
    Interval,
    Kind,
    Label,
    Line,
    MediaType,
    Producer,
    Query,
    Quotation,
    Reading,
    Reason,
    Resolution,
    Run,
    SourceKind,
    Span,
    Statement,
    content_id,
    digest_text,
)
from wortlaut.store.codings import coding_id
from wortlaut.store.sqlite import SqliteLedger

SIZES = (6_250, 25_000, 100_000)
PER_ARTICLE, CODED, CONCEPTS, CODERS = 40, 5, 50, ("Ida", "Kim", "Lee", "Robin")
SUGGESTED = 1_000
"""Statements that are suggested for: enough to tell how many a second."""

MAKER = Producer("benchmark", "1")
DAY = Interval.day("2026-02-13", Reason.DATE_LINE)
T = TypeVar("T")


def main() -> None:
    """Print all figures, or with arguments what one measurement of one file says."""
    if len(sys.argv) > 1:
        {"events": events, "learning": learning}[sys.argv[1]](Path(sys.argv[2]))
        return
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, one used")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder, f"{size}.wortlaut")
            _, took = timed(lambda path=path, size=size: make(path, size))
            print(f"\n{size:,} statements, {size // CODED:,} codings, {CONCEPTS} concepts; made in {took:.0f} s", flush=True)
            for what in ("events", "learning"):
                subprocess.run([sys.executable, __file__, what, str(path)], check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})


def events(path: Path) -> None:
    """The coded statements as networks count them."""
    with closing(sqlite3.connect(path)) as bare:
        _, floor = timed(lambda: bare.execute(_FLOOR).fetchall())
    base = peak()
    with SqliteLedger.open(path, read_only=True) as ledger:
        found, took = timed(lambda: ledger.events(Query()))
    tell(f"events: {len(found.rows):,}", took, f"{took / floor:5.1f} x floor of {floor:.2f} s; {peak() - base:4.0f} MB more than before")


_FLOOR = """
SELECT s.*, c.*, t.text FROM codings c JOIN articles a ON a.text_digest = c.article_digest
JOIN statements s ON s.extraction_key = a.extraction_key AND s.stretch = c.stretch JOIN texts t ON t.digest = a.text_digest
"""


def learning(path: Path) -> None:
    """What was coded is learnt, and concepts are suggested for statements nobody coded."""
    base = peak()
    with SqliteLedger.open(path, read_only=True) as ledger:
        suggester, took = timed(lambda: taught(ledger))
        tell("read what was coded", took)
        found, first = timed(lambda: next(suggestions(ledger, Query(), 3, suggester)))
        tell("learn, and the first article", first)
        given, took = timed(lambda: list(islice(suggestions(ledger, Query(), 3, suggester), SUGGESTED)))
        tell("suggest", took, f"{len(given) / took:5.0f} statements a second; {peak() - base:4.0f} MB more than before")
        assert found in given


# --- the corpus ----------------------------------------------------------------------------------------------


def make(path: Path, size: int) -> None:
    """A ledger of this many statements, a fifth of them coded."""
    draw = random.Random(size)  # noqa: S311 - the same corpus every time
    words = [content_id("", number)[1:8].translate(_LETTERS) for number in range(20_000)]
    themes = [draw.sample(words, 60) for _ in range(CONCEPTS)]
    with SqliteLedger.open(path, create=True) as ledger:
        run = Run(content_id("r", size), now(), None, ("merle/",), "", "1")
        ledger.begin(run)
        book = Codebook.of("Merle", tuple(Concept(f"c{n}", (("de", " ".join(theme[:3])),), cues=tuple(theme[:4])) for n, theme in enumerate(themes)))
        ledger.adopt(book, "Kim", now())
        coded: list[tuple[str, int]] = []
        for start in range(0, size // PER_ARTICLE, 100):
            made = [article(number, themes, words, draw) for number in range(start, min(start + 100, size // PER_ARTICLE))]
            ledger.put(run.id, [reading for reading, _ in made], "benchmark")
            coded += [pair for _, pairs in made for pair in pairs]
        code(ledger, coded)


def code(ledger: SqliteLedger, coded: list[tuple[str, int]]) -> None:
    """Everything is coded in one transaction, as a merge does."""
    version = ledger.codebook().version  # type: ignore[union-attr] # it was adopted
    wanted = dict(coded)

    def every() -> Iterator[Coding]:
        for number, row in enumerate(row for row in ledger.statements(Query()) if row.quotation.id in wanted):
            places = tuple((span.start, span.end) for span in row.quotation.quote)
            bare = Coding("", row.quotation.id, row.article.digest, places, f"c{wanted[row.quotation.id]}", number % 3 - 1, CodingStatus.CODED,
                          CODERS[number % len(CODERS)], None, version, now())  # fmt: skip
            yield replace(bare, id=coding_id(bare, 0))

    ledger.take(list(every()))


_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def article(number: int, themes: list[list[str]], words: list[str], draw: random.Random) -> tuple[Reading, list[tuple[str, int]]]:
    """An article of sentences with one statement each; the words of a coded one are mostly those of its concept."""
    text, quotes, meant = "", [], []
    for place in range(PER_ARTICLE):
        theme = draw.randrange(CONCEPTS)
        said = " ".join(draw.choice(themes[theme]) if draw.random() < 0.4 else draw.choice(words) for _ in range(14))
        quotes.append((len(text) + 1, len(text) + 1 + len(said)))
        meant.append(theme if (number * PER_ARTICLE + place) % CODED == 0 else None)
        text += f"„{said}“, sagte Jana Ostermoor.\n"
    capture = Capture.of(f"merle/{number}.txt", text.encode(), MediaType.TEXT, "utf-8", "benchmark", now(), Given())
    digest = digest_text(text)
    starts = [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")][:-1]
    lines = tuple(Line(start, text.index("\n", start), Label.BODY, "benchmark") for start in starts)
    made = Article(Article.id_of(capture.id, digest), capture.id, capture.source, SourceKind.TEXT, text, digest, lines, published=DAY, language="de")
    actor = Actor(content_id("w", number % 2000), f"Actor {number % 2000}", ActorKind.PERSON)
    quotations, statements, pairs = [], [], []
    for (start, end), theme in zip(quotes, meant, strict=True):
        quote = (Span.of(text, start, end),)
        key = Quotation.id_of(made.id, quote)
        quotations.append(Quotation(key, made.id, Kind.DIRECT, quote, (), (), (), (), None, (), 1.0, "benchmark", MAKER))
        statements.append(Statement(key, made.id, actor.id, How.NAMED, "", None, None, (), MAKER))
        if theme is not None:
            pairs.append((key, theme))
    return Reading(capture, made, None, tuple(quotations), Resolution(made.id, (actor,), (), tuple(statements))), pairs


# --- telling -------------------------------------------------------------------------------------------------


def tell(what: str, took: float, rest: str = "") -> None:
    """One line."""
    print(f"{what:<30} {took:7.2f} s   {rest}", flush=True)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """The result and the CPU seconds."""
    start = time.process_time()
    made = work()
    return made, time.process_time() - start


def peak() -> float:
    """The most memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
