"""Reads the notation of the quotation tests: a sentence in which tags show what must be found.

`<quote>„Der Vertrag liegt vor“</quote>, <frame>...</frame>` is one quotation; where a text holds several, a digit tells
them apart: `<quote2>`, `<speaker2>`. Tags may nest. A role given twice is discontinuous. Blanks at the edges of a
tagged stretch do not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wortlaut.parse import parse
from wortlaut.quote import attribute
from wortlaut.records import Article, Label, Line, Quotation, SourceKind, Spans, digest_text
from wortlaut_de import German
from wortlaut_de.rules import GermanRules

ROLES = ("quote", "cue", "frame", "speaker", "addressee")
TAG = re.compile(r"<(/?)(quote|cue|frame|speaker|addressee)(\d?)>")

LANGUAGE = German()
RULES = GermanRules()


@dataclass(frozen=True)
class Marked:
    """A text without its tags, and for each quotation role -> the stretches that must be found."""

    text: str
    quotations: tuple[dict[str, tuple[str, ...]], ...]


def read_marked(source: str) -> Marked:
    """Split a tagged text into the plain text and what its tags say."""
    text, position, opened = "", 0, {}
    found: dict[str, dict[str, list[str]]] = {}
    for tag in TAG.finditer(source):
        text += source[position : tag.start()]
        position = tag.end()
        key = (tag[2], tag[3] or "1")
        if tag[1]:
            found.setdefault(key[1], {role: [] for role in ROLES})[key[0]].append(text[opened.pop(key) :])
        else:
            opened[key] = len(text)
    assert not opened, f"tags left open: {opened}"
    return Marked(
        text + source[position:],
        tuple({role: tuple(stretch.strip() for stretch in stretches) for role, stretches in found[number].items()} for number in sorted(found)),
    )


def article_of(text: str) -> Article:
    """An article of which every line that is not blank is body."""
    lines, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = position + len(line) - len(line.lstrip())
            lines.append(Line(start, position + len(line.rstrip()), Label.BODY, "test"))
        position += len(line) + 1
    digest = digest_text(text)
    return Article(Article.id_of("c-test", digest), "c-test", "test", SourceKind.TEXT, text, digest, tuple(lines))


def quotations_in(text: str) -> tuple[Quotation, ...]:
    """What the German rules find in a text."""
    article = article_of(text)
    return attribute(article, parse(article, LANGUAGE), RULES, LANGUAGE)


def words(spans: Spans) -> tuple[str, ...]:
    """The words of spans."""
    return tuple(span.text for span in spans)


def roles_of(quotation: Quotation) -> dict[str, tuple[str, ...]]:
    """Role -> words of a quotation, in the shape of `Marked.quotations`."""
    return {role: words(getattr(quotation, role)) for role in ROLES}
