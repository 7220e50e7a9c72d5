"""How many of the relations that a reader finds in the demo corpus are found: precision and recall per kind.

    python recipes/de/relations/demo.py

The gold is tests/cases/relations.toml, written by reading the texts before any relation was computed. It lists the tensions that stand out
and no complete list of them, so tensions have no precision.
"""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wortlaut import relating
from wortlaut.records import Include, Query, Relation, RelationKind, Told
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.study.relations.same import same_agency

GOLD = tomllib.loads((Path(__file__).resolve().parents[3] / "tests" / "cases" / "relations.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Figure:
    """How many were found, how many of these are right, how many a reader finds and how many of those were found."""

    found: int
    right: int
    gold: int
    recalled: int


def read_demo(folder: Path) -> Path:
    """A ledger with the demo corpus and its codings."""
    from wortlaut.cli.demo import demo

    path = folder / "demo.wortlaut"
    demo.main(["--ledger", str(path)], standalone_mode=False)
    return path


def figures(ledger: SqliteLedger) -> dict[str, Figure]:
    """The figures by kind."""
    files = {row.article.id: Path(row.article.source).stem for row in ledger.articles(Query())}
    stories = relating.stories(ledger)
    relations = [relation for story in stories for relation in story.relations]
    candidates = list(relating.candidates(ledger, Query(include=Include.JUDGED)))

    def named(articles: Iterable[str]) -> list[str]:
        return sorted(files[article] for article in articles)

    def articles_of(kind: RelationKind) -> list[list[str]]:
        return [named(one.articles) for one in relations if one.kind is kind]

    def is_statement(one: Relation, gold: dict[str, Any]) -> bool:
        sides = [(files[passage.article], passage.span.text) for passage in one.evidence]
        return all(any(file == where and words in text for where, text in sides) for file, words in (gold["one"], gold["other"]))

    def is_tension(one: relating.Candidate, gold: dict[str, Any]) -> bool:
        sides = (one.one, one.other)
        names = {side.actor.name for side in sides if side.actor}
        there = {files[side.article.id] for side in sides}
        return one.relation.concept == gold["concept"] and names == set(gold["actors"]) and there <= set(gold["articles"])

    def is_change(one: relating.Candidate, gold: dict[str, Any]) -> bool:
        return one.one.actor is not None and (one.relation.concept, one.one.actor.name) == (gold["concept"], gold["actor"])

    def same(one: list[str], gold: list[str]) -> bool:
        return one == sorted(gold)

    def of(kind: RelationKind) -> list[relating.Candidate]:
        return [one for one in candidates if one.relation.kind is kind]

    told = [Told.of(row) for row in ledger.articles(Query())]
    statements = [one for one in relations if one.kind is RelationKind.SAME_STATEMENT]
    return {
        "literal copies": figure(articles_of(RelationKind.LITERAL_COPY), GOLD["copies"], same),
        "same agency": figure([named(pair) for pair in same_agency(told)], GOLD["same_agency"], same),
        "same events": figure(articles_of(RelationKind.SAME_EVENT), GOLD["same_event"], same),
        "same statements": figure(statements, GOLD["same_statement"], is_statement),
        "stories": figure([named(story.articles) for story in stories], GOLD["stories"], same),
        "tensions": figure(of(RelationKind.TENSION), GOLD["tension"], is_tension),
        "changes of position": figure(of(RelationKind.POSITION_CHANGE), GOLD["position_change"], is_change),
    }


def figure(found: list[Any], gold: list[Any], is_one: Callable[[Any, Any], bool]) -> Figure:
    """What of the found stands in the gold, and what of the gold was found."""
    right = sum(any(is_one(one, wanted) for wanted in gold) for one in found)
    recalled = sum(any(is_one(one, wanted) for one in found) for wanted in gold)
    return Figure(len(found), right, len(gold), recalled)


def main() -> None:
    """Read the demo corpus and print the figures."""
    with tempfile.TemporaryDirectory() as folder, SqliteLedger.open(read_demo(Path(folder)), read_only=True) as ledger:
        print(f"\n{'':20} {'right / found':>14} {'recalled / gold':>16}")
        for name, one in figures(ledger).items():
            print(f"{name:20} {one.right:6} / {one.found:5} {one.recalled:8} / {one.gold:5}")


if __name__ == "__main__":
    main()
