"""The demo corpus against its own gold: what every page tells about itself, and how well its quotations are found."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from wortlaut import pipeline
from wortlaut.capture import read_sources
from wortlaut.evaluate import Answer, evaluate, load_gold
from wortlaut.records import READ_LABELS, Article, Capture, Label, Reading, Span
from wortlaut.seams import ReadOptions
from wortlaut_de.demo_gold import DEMO, GoldArticle, place_gold
from wortlaut_de.demo_gold import load_gold as load_demo_gold

GOLD = load_demo_gold()
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
each_page = pytest.mark.parametrize("gold", GOLD, ids=lambda gold: Path(gold.file).stem)


@cache
def reading(file: str) -> Reading:
    """The page, read through all stages."""
    (capture,) = read_sources([str(DEMO / file)], ReadOptions(retrieved_at="2026-01-01T00:00:00+00:00"))
    assert isinstance(capture, Capture)
    return pipeline.read_capture(capture)


def article(gold: GoldArticle) -> Article:
    """The article of the page."""
    made = reading(gold.file).article
    assert made is not None
    return made


@each_page
def test_the_page_names_its_outlet_or_none(gold: GoldArticle) -> None:
    """The outlet is the one on the page; never one that is not."""
    assert article(gold).outlet == gold.outlet


@each_page
def test_the_page_names_its_agencies(gold: GoldArticle) -> None:
    """The agencies of the sign-off, as a set."""
    assert set(article(gold).agencies) == set(gold.agencies)


@each_page
def test_the_page_tells_its_date_or_does_not(gold: GoldArticle) -> None:
    """The publication interval is what the page supports, with its reason."""
    found, wanted = article(gold).published, gold.published
    assert (found.start, found.end, found.best, found.reason) == (wanted.start, wanted.end, wanted.best, wanted.reason)


@each_page
def test_the_headline_is_the_headline(gold: GoldArticle) -> None:
    """The headline is found, without a kicker glued to it."""
    headline = article(gold).headline
    assert headline is not None
    assert headline.text == gold.headline


@each_page
def test_debris_is_not_read(gold: GoldArticle) -> None:
    """No line of debris is lead, subhead or body."""
    made = article(gold)
    read = {made.text[line.start : line.end].strip() for line in made.lines if line.label in READ_LABELS}
    assert read & {line.strip() for line in gold.junk} == set()


@each_page
def test_every_quoted_word_is_read(gold: GoldArticle) -> None:
    """No gold quotation lies in a line that is not read."""
    made = article(gold)
    dropped = [line for line in made.lines if line.label not in READ_LABELS and line.label is not Label.META]
    lost = [
        span.text
        for placed in place_gold(gold, made.text)
        for span in placed.quote
        if any(line.start < span.end and span.start < line.end for line in dropped)
    ]
    assert lost == []


def test_quotations_are_found_at_least_as_well_as_before(tmp_path: Path) -> None:
    """Official and strict figures on the demo gold stay above their floors (tests/cases/floors.json; raising one is welcome)."""
    rows, answers = [], {}
    for gold in GOLD:
        made, read = article(gold), reading(gold.file)
        rows.append({"id": gold.file, "text": made.text, "quotations": [_row(placed) for placed in place_gold(gold, made.text)]})
        answers[gold.file] = _answers(read)
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    result = evaluate(load_gold(path), answers, bootstrap=0)
    assert result.actors is not None
    actors = result.actors.total
    reached = {
        "joint": result.official.joint.f1,
        "messages": result.official.messages.f1,
        "speaker_strict": result.strict.speaker.f1,
        "actors_right": 100 * actors.right / (actors.right + actors.wrong + actors.abstained),
        "actors_not_wrong": 100 - 100 * actors.wrong / (actors.right + actors.wrong + actors.abstained),
    }
    print(reached)  # noqa: T201 - shown by pytest when a floor is missed
    assert {name: value for name, value in reached.items() if value < FLOORS[name]} == {}


def _row(placed: object) -> dict[str, object]:
    def spans(role: str) -> list[list[int]]:
        found: tuple[Span, ...] = getattr(placed, role)
        return [[span.start, span.end] for span in found]

    gold = placed.gold  # type: ignore[attr-defined]
    roles = {role: spans(role) for role in ("quote", "cue", "frame", "speaker", "addressee")}
    return {"id": gold.number, "kind": gold.kind.value, "nested_in": gold.nested_in, "actor": gold.actor, **roles}


def _answers(read: Reading) -> tuple[Answer, ...]:
    assert read.resolution is not None
    actors = {actor.id: actor for actor in read.resolution.actors}
    statements = {one.id: one for one in read.resolution.statements}
    found = []
    for one in read.quotations:
        actor = actors.get(statements[one.id].actor_id or "")
        found.append(Answer(one, (actor.name, *actor.aliases) if actor else ()))
    return tuple(found)
