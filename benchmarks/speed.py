"""Speed, memory and growth of every stage on one core, beside what trafilatura alone needs for the same pages.

    python benchmarks/speed.py [FOLDER_OF_HTML_PAGES]

Without a folder the HTML pages of the demo corpus are read. Figures are for comparison within one run: the ratios count,
the absolute numbers belong to the machine named in the first line.
"""

from __future__ import annotations

import gzip
import os
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from wortlaut import pipeline
from wortlaut.engine import SerialEngine
from wortlaut.records import Article, Capture, MediaType, Parse, Quotation
from wortlaut.seams import ReadOptions
from wortlaut.store.sqlite import SqliteLedger

ROUNDS = 3


def main() -> None:
    """Print all figures."""
    pages = html_pages(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    print(f"{platform.python_implementation()} {platform.python_version()}, {cpu()}, {os.cpu_count()} cores, one used")
    warm_up()
    print("\n# HTML pages against the floor: trafilatura alone, same pages")
    floor = best(lambda: [trafilatura_alone(page) for page in pages])
    cleaned = best(lambda: [pipeline.make_article(page) for page in pages])
    everything = best(lambda: [pipeline.read_capture(page) for page in pages])
    for name, seconds in (("trafilatura alone", floor), ("clean", cleaned), ("clean to resolve", everything)):
        print(f"{name:<20} {len(pages) / seconds:8.1f} pages/s   {seconds / floor:5.2f} x floor")

    print("\n# Stages on text pages")
    texts = text_pages(20)
    stages(texts)

    print("\n# Growth: one document, and one ten times as long")
    small, large = joined(text_pages(1)), joined(text_pages(10))
    once, tenfold = best(lambda: read_all([small])), best(lambda: read_all([large]))
    print(f"1x {once * 1000:.0f} ms, 10x {tenfold * 1000:.0f} ms: {tenfold / once:.1f} times the time")

    print("\n# run: everything, into a ledger")
    run_into_ledger(texts)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def cpu() -> str:
    """The processor's name, where the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def best(work: Callable[[], object]) -> float:
    """CPU seconds of the fastest of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def demo_articles() -> Path:
    """The folder of the demo corpus."""
    folder = next(pack.demo_folder() for pack in pipeline.languages())
    assert folder is not None
    return folder / "articles"


def html_pages(folder: Path | None) -> list[Capture]:
    """Captures of all HTML pages of a folder, also gzipped ones."""
    paths = sorted(path for path in (folder or demo_articles()).iterdir() if ".html" in path.suffixes)
    captures = []
    for path in paths:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        text = data.decode("cp1252" if b"windows-1252" in data[:2000] else "utf-8", errors="replace")
        captures.append(Capture.of(path.name, text.encode(), MediaType.HTML, "utf-8", "benchmark", pipeline.now()))
    return captures


def text_pages(times: int) -> list[Capture]:
    """The text pages of the demo corpus, each so many times with a number at its end, so that no two are alike."""
    from wortlaut.capture import read_sources

    found = [item for item in read_sources([str(demo_articles())], ReadOptions(retrieved_at=pipeline.now())) if isinstance(item, Capture)]
    texts = [item for item in found if item.media_type is MediaType.TEXT]
    return [
        Capture.of(f"{number}-{Path(page.source).name}", f"{page.text}\n{number}\n".encode(), MediaType.TEXT, "utf-8", "benchmark", "")
        for number in range(times)
        for page in texts
    ]


def joined(captures: Sequence[Capture]) -> Capture:
    """One document with the text of many."""
    return Capture.of("joined", "\n\n".join(one.text for one in captures).encode(), MediaType.TEXT, "utf-8", "benchmark", "")


def trafilatura_alone(page: Capture) -> str | None:
    """The floor: what the extractor alone does with a page."""
    import trafilatura

    return trafilatura.extract(page.text, fast=True, with_metadata=True, include_comments=False)


def read_all(captures: Sequence[Capture]) -> None:
    """All stages on every capture, every line as body: a text that repeats would else be labelled as repeated."""
    for one in captures:
        assert pipeline.read_capture(one, pipeline.Settings(plain=True)).article is not None


def warm_up() -> None:
    """Load tables and libraries before the clock runs."""
    read_all(text_pages(1)[:1])
    for page in html_pages(None)[:1]:
        trafilatura_alone(page)
        pipeline.make_article(page)


def stages(captures: Sequence[Capture]) -> None:
    """Words per second of each stage, each on the output of the one before; mentions are a part of parse."""
    from wortlaut.parse import parse
    from wortlaut.quote import attribute
    from wortlaut.resolve import resolve

    language = pipeline.languages()[0]
    annotator, names, finder = pipeline.annotator_for(language.code), language.name_words(), language.mention_finder()
    articles: list[Article] = [pipeline.make_article(one) for one in captures]
    parses: list[Parse] = [parse(one, language) for one in articles]
    quoted: list[tuple[Quotation, ...]] = [attribute(a, p, annotator, language) for a, p in zip(articles, parses, strict=True)]
    words = sum(len(one.text.split()) for one in articles)
    quotations = sum(map(len, quoted))
    print(f"{len(articles)} articles, {words} words, {quotations} quotations")
    work: tuple[tuple[str, Callable[[], object]], ...] = (
        ("clean", lambda: [pipeline.make_article(one) for one in captures]),
        ("parse", lambda: [parse(one, language) for one in articles]),
        ("mentions", lambda: [finder.find(a.text, p.sentences, p.tokens) for a, p in zip(articles, parses, strict=True)]),
        ("quote", lambda: [attribute(a, p, annotator, language) for a, p in zip(articles, parses, strict=True)]),
        ("resolve", lambda: [resolve(a, p, q, names) for a, p, q in zip(articles, parses, quoted, strict=True)]),
    )
    spent = {name: best(one) for name, one in work}
    for name, seconds in spent.items():
        print(f"{name:<10} {words / seconds:10.0f} words/s")
    added = spent["mentions"] + spent["resolve"]
    print(
        f"{'all':<10} {words / (sum(spent.values()) - spent['mentions']):10.0f} words/s;  (mentions + resolve) / quote = {added / spent['quote']:.2f}"
    )


def run_into_ledger(captures: Sequence[Capture]) -> None:
    """Write the captures to files, run them, run them again, verify."""
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        for one in captures:
            (pages / one.source).write_text(one.text, encoding="utf-8", newline="")
        ledger = SqliteLedger.open(Path(folder) / "speed.wortlaut", create=True)
        start = time.process_time()
        done = pipeline.run([str(pages)], ledger, SerialEngine(), ReadOptions(retrieved_at=pipeline.now()))
        first = time.process_time() - start
        start = time.process_time()
        pipeline.run([str(pages)], ledger, SerialEngine(), ReadOptions(retrieved_at=pipeline.now()))
        again = time.process_time() - start
        start = time.process_time()
        mismatches = len(list(ledger.verify()))
        verified = time.process_time() - start
        size = (Path(folder) / "speed.wortlaut").stat().st_size
        ledger.close()
    words = sum(len(one.text.split()) for one in captures)
    print(f"{done.articles} articles, {done.statements} statements: {words / first:.0f} words/s, {size / 1e6:.1f} MB")
    print(f"again (all known): {again / first:.2f} of the first run; verify {verified / first:.2f} of it, {mismatches} mismatches")


if __name__ == "__main__":
    main()
