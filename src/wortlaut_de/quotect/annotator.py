"""The annotator `de-quotect`: our tokens and sentences go in, groups of token spans come out and become drafts.

Without the package or the model the rules serve in its place and are named as the producer. The model tells no confidence, so every draft
has the same one, and it says nothing.
"""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wortlaut.errors import ArticleError
from wortlaut.records import Article, Draft, Kind, Parse, Producer, Spans
from wortlaut_de.quotect import model
from wortlaut_de.rules import GermanRules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

VERSION = "1"
RULE = "quotect"
CONFIDENCE = 0.5
NO_SPEAKER = "the model names no speaker"

LONGEST = 20_000
"""Tokens; the library aligns its answers in time that grows with the square of a segment, so longer texts are left to the rules."""


class QuotectAnnotator:
    """Quotation attribution for German by a generative model of the package `quotect`."""

    name = "de-quotect"
    language = "de"

    def __init__(self) -> None:
        self._rules = GermanRules()

    def missing(self) -> str:
        """What keeps it from working here; empty if nothing does."""
        return model.missing()

    def producer(self) -> Producer:
        """The model with the digest of its weights; the rules where there is none."""
        place = self._place()
        rules = self._rules.producer()
        return rules if place is None else Producer(self.name, VERSION, model.digest(place), rules.pack)

    def annotate(self, article: Article, parse: Parse) -> tuple[Draft, ...]:
        """All quotations of the article in text order; ArticleError where the library fails on the text."""
        place = self._place()
        if place is None or not 0 < len(parse.tokens) <= LONGEST:
            return self._rules.annotate(article, parse)
        try:
            groups = _ask(article, parse, place)
        except Exception as error:  # the library gives no promise; the document must not be lost without a word
            raise ArticleError(f"quotect fails on it ({type(error).__name__})", article.source, "read it with --annotator de-tagger") from error
        return _nested(sorted((_draft(article, group) for group in groups), key=_place_in_text))

    def _place(self) -> Path | None:
        return None if model.missing() else model.folder()


def _ask(article: Article, parse: Parse, place: Path) -> list[dict[str, Any]]:
    """The library's answer: per quotation `type`, and per role the spans of its words."""
    quotect = model.load(place)
    from quotect import QuoteInput
    from quotect import Span as Stretch
    from quotect import Token as Word

    sentences = [one for one in parse.sentences if one.first < one.last]
    words = [Word(token.start, token.end, number, token.text) for number, one in enumerate(sentences) for token in parse.tokens[one.first : one.last]]
    lengths = [one.last - one.first for one in sentences]
    starts = [sum(lengths[:number]) for number in range(len(lengths))]
    stretches = [
        Stretch(start, start + length, article.text[one.start : one.end]) for one, start, length in zip(sentences, starts, lengths, strict=True)
    ]
    with redirect_stdout(sys.stderr):
        answer = quotect.predict([QuoteInput(1, words, stretches, article.text)])
    groups: list[dict[str, Any]] = answer[0]["annotations"]
    return groups


def _draft(article: Article, group: dict[str, Any]) -> Draft:
    quote, cue, frame, speaker, addressee = (
        _spans(article, group.get(role, {}).get("spans", ())) for role in ("quote", "cue", "frame", "speaker", "addressee")
    )
    return Draft(Kind(group["type"]), quote, cue, frame, speaker, addressee, None, CONFIDENCE, RULE, "" if speaker else NO_SPEAKER)


def _spans(article: Article, found: Iterable[dict[str, int]]) -> Spans:
    """Spans in text order; those that overlap become one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((one["charBegin"], one["charEnd"]) for one in found):
        if start >= end:
            continue
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(article.span(start, end) for start, end in merged)


def _place_in_text(draft: Draft) -> tuple[int, int]:
    """Outer quotations before those that start with them."""
    return draft.quote[0].start, -draft.quote[-1].end


def _nested(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts, each within the nearest earlier one that has a span around all of it."""
    out: list[Draft] = []
    around: list[int] = []
    for number, draft in enumerate(drafts):
        start, end = draft.quote[0].start, draft.quote[-1].end
        around = [place for place in around if drafts[place].quote[-1].end > start]
        covering = [place for place in around if any(span.start <= start and end <= span.end for span in drafts[place].quote)]
        out.append(replace(draft, within=covering[-1] if covering else None))
        around.append(number)
    return tuple(out)
