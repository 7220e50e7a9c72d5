"""The relations of the demo corpus against what a reader finds there (relations.toml, written before they were computed)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from wortlaut import relating
from wortlaut.records import Query, Relation, RelationKind, Told
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.study import relations

GOLD = tomllib.loads((Path(__file__).parent / "relations.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Demo:
    """The demo ledger, the file names of its articles, and the candidates in it."""

    ledger: SqliteLedger
    files: dict[str, str]
    candidates: tuple[relating.Candidate, ...]

    def pairs(self, found: Iterator[Relation]) -> list[list[str]]:
        """Pairs of articles by file name."""
        return sorted(sorted(self.files[article] for article in one.articles) for one in found)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo corpus with its codings."""
    from wortlaut.cli.demo import demo as command

    path = tmp_path_factory.mktemp("demo") / "demo.wortlaut"
    command.main(["--ledger", str(path)], standalone_mode=False)
    with SqliteLedger.open(path, read_only=True) as ledger:
        files = {row.article.id: Path(row.article.source).stem for row in ledger.articles(Query())}
        yield Demo(ledger, files, tuple(relating.candidates(ledger, Query(include=relating.Include.JUDGED))))


@pytest.fixture(scope="module")
def found(demo: Demo) -> list[Relation]:
    """What is found between articles of one story."""
    return [relation for story in relating.stories(demo.ledger) for relation in story.relations]


def of(found: list[Relation], kind: RelationKind) -> Iterator[Relation]:
    """Those of one kind."""
    return (one for one in found if one.kind is kind)


def test_literal_copies_and_common_agencies_are_exactly_those_a_reader_finds(demo: Demo, found: list[Relation]) -> None:
    """One shortened agency copy: precision and recall 1 of 1."""
    assert demo.pairs(of(found, RelationKind.LITERAL_COPY)) == sorted(map(sorted, GOLD["copies"]))
    told = [Told.of(row) for row in demo.ledger.articles(Query())]
    from wortlaut.study.relations.same import same_agency

    assert [sorted(demo.files[article] for article in pair) for pair in same_agency(told)] == GOLD["same_agency"]
    assert relations.literal_copies([]) == ()


def test_same_events_are_never_wrong(demo: Demo, found: list[Relation]) -> None:
    """One of two events is found: the other page knows its date only by the month, and one speaker is shared."""
    pairs = demo.pairs(of(found, RelationKind.SAME_EVENT))
    gold = sorted(map(sorted, GOLD["same_event"]))
    assert all(pair in gold for pair in pairs)
    assert len(pairs) == 1 < len(gold)


def is_pair(demo: Demo, relation: Relation, gold: dict[str, Any]) -> bool:
    """Whether both wordings are those of the gold pair."""
    sides = [(demo.files[one.article], one.span.text) for one in relation.evidence]
    wanted = (tuple(gold["one"]), tuple(gold["other"]))
    return all(any(file == where and words in text for where, text in sides) for file, words in wanted)


def test_same_statements_are_never_wrong(demo: Demo, found: list[Relation]) -> None:
    """Every pair stands in the gold, whole or as the fragment in marks inside it; at least 7 of 12 are found (floor)."""
    retold = list(of(found, RelationKind.SAME_STATEMENT))
    assert all(any(is_pair(demo, one, gold) for gold in GOLD["same_statement"]) for one in retold)
    assert sum(any(is_pair(demo, one, gold) for one in retold) for gold in GOLD["same_statement"]) >= 7


def test_stories_hold_what_belongs_together(demo: Demo) -> None:
    """No story mixes articles of two; one of two is found."""
    stories = [sorted(demo.files[article] for article in story.articles) for story in relating.stories(demo.ledger)]
    assert stories == [sorted(GOLD["stories"][0])]


def is_tension(demo: Demo, one: relating.Candidate, gold: dict[str, Any]) -> bool:
    """Whether a candidate is the tension of the gold."""
    sides = (one.one, one.other)
    names = {side.actor.name for side in sides if side.actor}
    return (
        one.relation.concept == gold["concept"]
        and names == set(gold["actors"])
        and {demo.files[side.article.id] for side in sides} <= set(gold["articles"])
    )


def test_tensions_that_a_reader_finds_are_candidates(demo: Demo) -> None:
    """At least 6 of 8 (floor); every one is a candidate and none is asserted."""
    tensions = [one for one in demo.candidates if one.relation.kind is RelationKind.TENSION]
    assert sum(any(is_tension(demo, one, gold) for one in tensions) for gold in GOLD["tension"]) >= 6
    assert {relating.status(one.relation, one.decision) for one in demo.candidates} == {"candidate"}


def test_changes_of_position_that_a_reader_finds_are_candidates(demo: Demo) -> None:
    """At least 1 of 2 (floor)."""
    changes = [one for one in demo.candidates if one.relation.kind is RelationKind.POSITION_CHANGE]
    told = {(one.relation.concept, one.one.actor.name if one.one.actor else "") for one in changes}
    assert sum((gold["concept"], gold["actor"]) in told for gold in GOLD["position_change"]) >= 1
