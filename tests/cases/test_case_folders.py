"""Golden cases: a page as a user has it, and what has to come out of it, one test per field.

A case is a folder with `page.txt` or `page.html` and `expected.json`. Statements are `[kind, quote, actor, how]` in text
order; a person has read each of them against the page.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from wortlaut import pipeline
from wortlaut.capture import read_sources
from wortlaut.records import Article, Capture, Reading
from wortlaut.seams import ReadOptions

FOLDER = Path(__file__).parent
CASES = sorted(path.parent.name for path in FOLDER.glob("*/expected.json"))
each_case = pytest.mark.parametrize("case", CASES)


@cache
def expected(case: str) -> dict:
    """What has to come out."""
    return json.loads((FOLDER / case / "expected.json").read_text(encoding="utf-8"))


@cache
def reading(case: str) -> Reading:
    """What does come out."""
    (page,) = (FOLDER / case).glob("page.*")
    (capture,) = read_sources([str(page)], ReadOptions(retrieved_at="2026-01-01T00:00:00+00:00"))
    assert isinstance(capture, Capture)
    return pipeline.read_capture(capture)


def article(case: str) -> Article:
    """The article of a case."""
    made = reading(case).article
    assert made is not None
    return made


@each_case
def test_the_headline(case: str) -> None:
    """The headline, without its kicker."""
    headline = article(case).headline
    assert (headline.text if headline else None) == expected(case)["headline"]


@each_case
def test_where_it_was_published(case: str) -> None:
    """Outlet and agencies, unknown allowed."""
    assert [article(case).outlet, sorted(article(case).agencies)] == [expected(case)["outlet"], expected(case)["agencies"]]


@each_case
def test_when_it_was_published(case: str) -> None:
    """The interval and the reason for it."""
    found = article(case).published
    assert [found.start, found.end, found.reason.value] == expected(case)["published"]


@each_case
def test_who_said_what(case: str) -> None:
    """Every statement with its kind, words and actor, and none beside them."""
    read = reading(case)
    assert read.resolution is not None
    actors = {actor.id: actor.name for actor in read.resolution.actors}
    by_id = {one.id: one for one in read.resolution.statements}
    found = []
    for one in read.quotations:
        statement = by_id[one.id]
        how = statement.actor_how.value if statement.actor_how else None
        found.append([one.kind.value, " … ".join(span.text for span in one.quote), actors.get(statement.actor_id or ""), how])
    assert found == expected(case)["statements"]


@each_case
def test_through_whose_hands(case: str) -> None:
    """The chain of each statement, by the first words of its quote."""
    read = reading(case)
    assert read.resolution is not None
    by_id = {one.id: one for one in read.resolution.statements}
    chains = {" ".join(one.quote[0].text.split()[:3]): [step.name for step in by_id[one.id].chain] for one in read.quotations}
    assert {words: chains.get(words) for words in expected(case)["chains"]} == expected(case)["chains"]


@each_case
def test_every_span_stands_in_the_text(case: str) -> None:
    """The promise, for every span of every quotation."""
    text = article(case).text
    for one in reading(case).quotations:
        for span in (*one.quote, *one.cue, *one.frame, *one.speaker, *one.addressee, *(mark.span for mark in one.modality)):
            assert text[span.start : span.end] == span.text


def test_there_are_cases() -> None:
    """The folder is not empty."""
    assert len(CASES) >= 4
