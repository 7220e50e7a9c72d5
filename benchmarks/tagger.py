"""The trained tagger on one core: how long it takes to load, words per second of the whole quote stage, growth, memory.

    python benchmarks/tagger.py [ARTICLES.jsonl]

Without a file with a `text` per line the text pages of the demo corpus are read ten times over. The limits the package keeps
stand behind each figure; the absolute numbers belong to the machine named in the first line.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from wortlaut import pipeline
from wortlaut.capture import read_sources
from wortlaut.parse import parse
from wortlaut.quote import attribute
from wortlaut.records import Article, Capture, MediaType, Parse
from wortlaut.seams import ReadOptions

Parsed = tuple[Article, Parse]


def main() -> None:
    """Print all figures."""
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, one used")
    language = pipeline.languages()[0]
    texts = rows(Path(sys.argv[1])) if len(sys.argv) > 1 else demo_texts()
    articles = [parsed(text) for text in texts]
    small, large = parsed("\n\n".join(texts[:4])), parsed("\n\n".join(texts[:4] * 10))
    for name in ("de-rules", "de-tagger"):
        annotator = pipeline.annotator_for(language.code, name)
        start = time.process_time()
        annotator.annotate(*articles[0])
        print(f"\n{name}: first article {time.process_time() - start:.2f} s (at most 1.5)")
        words = sum(len(article.text.split()) for article, _ in articles)
        spent, found = stage(articles, name)
        print(f"{len(articles)} articles, {words} words, {found} quotations: {words / spent:.0f} words/s (at least 2500)")
        print(f"ten times the text: {stage([large], name)[0] / stage([small], name)[0]:.1f} times the time")
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (at most 700)")


def rows(path: Path) -> list[str]:
    """The texts of a file of JSON lines, the first sixty."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line)["text"] for line, _ in zip(file, range(60), strict=False)]


def demo_texts() -> list[str]:
    """The text pages of the demo corpus, ten times."""
    folder = pipeline.languages()[0].demo_folder()
    assert folder is not None
    found = [item for item in read_sources([str(folder / "articles")], ReadOptions()) if isinstance(item, Capture)]
    return [item.text for item in found if item.media_type is MediaType.TEXT] * 10


def parsed(text: str) -> Parsed:
    """An article whose every line is body, and its parse."""
    article = pipeline.make_article(Capture.of("text", text.encode(), MediaType.TEXT, "utf-8", "benchmark", ""), plain=True)
    return article, parse(article, pipeline.languages()[0])


def stage(articles: Sequence[Parsed], name: str) -> tuple[float, int]:
    """CPU seconds of the whole quote stage, the faster of two rounds, and the quotations found."""
    language = pipeline.languages()[0]
    annotator = pipeline.annotator_for(language.code, name)
    best, found = float("inf"), 0
    for _ in range(2):
        start = time.process_time()
        found = sum(len(attribute(article, parse, annotator, language)) for article, parse in articles)
        best = min(best, time.process_time() - start)
    return best, found


if __name__ == "__main__":
    main()
