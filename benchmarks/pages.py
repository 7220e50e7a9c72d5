"""Measures `clean` on saved pages with gold: body words, publication day, title. Usage: python benchmarks/pages.py FOLDER

The folder holds NAME.html.gz and NAME.json (`title`, `publishing_date`, `paragraphs`). Prints macro averages only,
never a page: the pages are for evaluation, not for writing rules.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wortlaut.capture.document import capture_document
from wortlaut.clean import clean
from wortlaut.clean.page import read_page
from wortlaut.errors import ArticleError
from wortlaut.records import READ_LABELS, Article, MediaType, Problem
from wortlaut.seams import Language, ReadOptions
from wortlaut_de import German

WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Scores:
    """Sums over the pages."""

    pages: int = 0
    failed: int = 0
    seconds: float = 0.0
    extraction_seconds: float = 0.0
    bodies: int = 0
    precision: float = 0.0
    recall: float = 0.0
    f1: float = 0.0
    dates: int = 0
    exact: int = 0
    wrong: int = 0
    titles: int = 0
    titles_exact: int = 0


def words(texts: Iterable[str]) -> Counter[str]:
    """The bag of words of several texts."""
    return Counter(word for text in texts for word in WORD.findall(text.casefold()))


def score_page(scores: Scores, page: Path, languages: tuple[Language, ...]) -> None:
    """Clean one page and add what it scores."""
    gold = json.loads(page.with_name(page.name.removesuffix(".html.gz") + ".json").read_text())
    capture = capture_document(page.name, gzip.decompress(page.read_bytes()), MediaType.HTML, ReadOptions(retrieved_at="-"))
    scores.pages += 1
    article: Article | None = None
    if not isinstance(capture, Problem):
        started = time.perf_counter()
        try:
            article = clean(capture, languages)
        except ArticleError:
            scores.failed += 1
        scores.seconds += time.perf_counter() - started
        started = time.perf_counter()
        if article:
            read_page(capture.text, page.name)
        scores.extraction_seconds += time.perf_counter() - started
    else:
        scores.failed += 1
    _score_body(scores, article, gold.get("paragraphs") or [])
    _score_date(scores, article, gold.get("publishing_date"))
    if gold.get("title"):
        scores.titles += 1
        scores.titles_exact += bool(article and article.headline and article.headline.text == " ".join(gold["title"].split()))


def _score_body(scores: Scores, article: Article | None, paragraphs: list[str]) -> None:
    gold = words(paragraphs)
    if not gold:
        return
    scores.bodies += 1
    read = [article.text[line.start : line.end] for line in article.lines if line.label in READ_LABELS or line.rule == "dateline"] if article else []
    found = words(read)
    shared = sum((gold & found).values())
    precision, recall = shared / max(sum(found.values()), 1), shared / sum(gold.values())
    scores.precision += precision
    scores.recall += recall
    scores.f1 += 2 * precision * recall / (precision + recall) if shared else 0.0


def _score_date(scores: Scores, article: Article | None, gold: str | None) -> None:
    if not gold:
        return
    scores.dates += 1
    best = article.published.best if article else None
    scores.exact += best == datetime.fromisoformat(gold).date().isoformat()
    scores.wrong += best is not None and best != datetime.fromisoformat(gold).date().isoformat()


def main(folder: str) -> None:
    """Score every page of the folder and print the averages."""
    scores = Scores()
    for page in sorted(Path(folder).glob("*.html.gz")):
        score_page(scores, page, (German(),))
    bodies, dates = max(scores.bodies, 1), max(scores.dates, 1)
    print(f"pages {scores.pages}, failed {scores.failed}, with body {scores.bodies}, with date {scores.dates}")
    print(f"body word P {scores.precision / bodies:.3f}  R {scores.recall / bodies:.3f}  F1 {scores.f1 / bodies:.3f}")
    unknown = dates - scores.exact - scores.wrong
    print(f"date day-exact {scores.exact / dates:.1%}, wrong {scores.wrong / dates:.1%} ({scores.wrong}), unknown {unknown}")
    print(f"title exact {scores.titles_exact} of {scores.titles}")
    print(f"clean {scores.pages / scores.seconds:.1f} pages/s, of which extraction {scores.extraction_seconds / scores.seconds:.0%}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/pages.py FOLDER")
    main(sys.argv[1])
