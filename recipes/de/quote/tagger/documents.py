"""Annotated articles as the recipe reads them: rows of JSON lines, their parse, gold and rules in token numbers.

Not for: arrays (prepare.py) and training (train.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from wortlaut.parse import parse
from wortlaut.pipeline import make_article
from wortlaut.records import Article, Capture, MediaType, Parse
from wortlaut_de import German
from wortlaut_de.tagger.combine import Surface
from wortlaut_de.tagger.reading import surface

KIND_NAMES = ("Direct", "Indirect", "Reported", "IndirectFreeIndirect", "FreeIndirect")
ROLES = ("quote", "cue", "frame", "speaker", "addressee")


def rows(path: Path) -> Iterator[dict]:
    """The rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def parsed(text: str) -> tuple[Article, Parse]:
    """A text as an article whose every line is body, and its parse."""
    capture = Capture.of("text", text.encode(), MediaType.TEXT, "utf-8", "text at hand", "")
    article = make_article(capture, plain=True)
    return article, parse(article, German())


def surface_of(text: str) -> Surface:
    """What borders are moved by in this text."""
    article, made = parsed(text)
    return surface(made, made.normalise_marks(article.text))
