"""How long pages and keys take in a browser, over the large ledger: Debian's Chromium on this machine, the server beside it.

    python benchmarks/browser.py [--keep FILE] [--articles 10000] [--statements 21] [--times 20]

Of the main pages, by the browser's own clock since the request: the last byte (responseEnd), the page ready (DOMContentLoaded) and everything
loaded (load). Of the review: from the key `a` until the next statement is painted. Milliseconds, median and 95th percentile, after one visit that
is not counted. Build the scripts first (`make frontend`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from large_ledger import opened
from playwright.sync_api import Page, sync_playwright

from wortlaut.records import Query
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.view import application

TIMING = """() => {
  const one = performance.getEntriesByType("navigation")[0];
  return [one.responseEnd, one.domContentLoadedEventEnd, one.loadEventEnd].map((when) => when - one.requestStart);
}"""
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))"
NAMES = ("response", "ready", "load")


def machine() -> str:
    """The processor and how many of its cores this process may use."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown processor")
    return f"{model}, {len(os.sched_getaffinity(0))} cores"


@contextmanager
def served(ledger: SqliteLedger) -> Iterator[str]:
    """The address of the app over the ledger, as long as it is needed."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(ledger, "benchmark"), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


def told(taken: list[float]) -> str:
    """Median and 95th percentile."""
    return f"{statistics.median(taken):6.0f} (p95 {statistics.quantiles(taken, n=20)[-1]:6.0f})"


def pages(ledger: SqliteLedger) -> Iterator[tuple[str, str]]:
    """What the main pages are called and where they are."""
    article = next(iter(ledger.articles(Query(limit=1, offset=40)))).article.id
    actor = next(iter(ledger.actors(Query(limit=1, offset=40)))).actor.id
    yield "corpus", "/"
    yield "article", f"/d/{article}"
    yield "actors", "/actors"
    yield "actor", f"/a/{actor}"
    yield "actor: positions", f"/a/{actor}/positions"
    yield "issues", "/i"
    yield "matrix", "/m"
    yield "network", "/n"
    yield "stories", "/t"
    yield "candidates", "/t/candidates"
    yield "search, two everyday words", "/search?q=wort3+wort7"
    yield "search, worst case", "/search?q=Pegel+Damm"


def navigation(page: Page, address: str, times: int) -> list[list[float]]:
    """The three moments of so many visits."""
    page.goto(address, timeout=120_000)
    taken = []
    for _ in range(times):
        page.goto(address, wait_until="load")
        taken.append(page.evaluate(TIMING))
    return [[one[place] for one in taken] for place in range(len(NAMES))]


def pressing(page: Page, times: int) -> list[float]:
    """From the key that accepts until the next statement is painted, so many times."""
    taken = []
    for _ in range(times + 1):
        before = page.url
        start = time.perf_counter()
        page.keyboard.press("a")
        page.wait_for_url(lambda address, before=before: address != before, wait_until="domcontentloaded")
        page.wait_for_selector("section.statement")
        page.evaluate(PAINTED)
        taken.append((time.perf_counter() - start) * 1000)
    return taken[1:]


def measure(page: Page, site: str, ledger: SqliteLedger, times: int, say: Callable[[str], None]) -> None:
    """Visit every page, then review."""
    for name, path in pages(ledger):
        moments = navigation(page, site + path, times)
        say(f"{name:<28} " + "   ".join(f"{what} {told(taken)}" for what, taken in zip(NAMES, moments, strict=True)))
    page.goto(site + "/review")
    say(f"{'key a to the next statement':<28} {told(pressing(page, times))}")


def main() -> None:
    """Measure everything once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--statements", type=int, default=21)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    path = given.keep or Path(tempfile.mkdtemp()) / "view.wortlaut"
    with opened(path, given.articles, given.statements) as ledger, served(ledger) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": "reviewer", "value": "Mira", "url": site}])
        print(f"{machine()}; {browser.browser_type.name} {browser.version}")
        measure(context.new_page(), site, ledger, given.times, lambda line: print(line, flush=True))
        browser.close()


if __name__ == "__main__":
    main()
