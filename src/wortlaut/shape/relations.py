"""Relations, stories and candidates as JSON objects and as the rows of tables: what `study stories` and `study tensions` print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from wortlaut.records import Relation, RelationDecision, RelationKind, StatementRow, Story, Timeline
from wortlaut.shape.columns import Column, Layout, path, words
from wortlaut.shape.rows import Json, statement_row

NO_COPY = "no literal copy found"
"""Never more than that: whether texts are independent, nobody can tell from them."""


def relation(of: Relation, status: str, decision: RelationDecision | None = None) -> Json:
    """A relation with its words, its reasons and what a person decided about it."""
    return {
        "id": of.id,
        "kind": (decision.kind if decision is not None else of.kind).value,
        "status": status,
        "one": of.one,
        "other": of.other,
        "concept": of.concept,
        "share": of.share,
        "reasons": list(of.reasons),
        "evidence": [{"article": one.article, "span": asdict(one.span)} for one in of.evidence],
        "decision": {"verdict": decision.verdict.value, "by": decision.by, "at": decision.at, "note": decision.note or None} if decision else None,
    }


def story(of: Story, titles: dict[str, str]) -> Json:
    """A story with its articles and the relations between them; `copies` says so where no literal copy was found."""
    copies = sum(one.kind is RelationKind.LITERAL_COPY for one in of.relations)
    return {
        "id": of.id,
        "start": of.start,
        "end": of.end,
        "actors": list(of.actors),
        "articles": [{"id": article, "title": titles.get(article)} for article in of.articles],
        "origins": of.origins,
        "copies": f"{copies} literal {'copy' if copies == 1 else 'copies'}" if copies else NO_COPY,
        "relations": [relation(one, "asserted" if one.asserted else "candidate") for one in of.relations],
    }


def candidate(of: Relation, one: StatementRow, other: StatementRow, status: str, decision: RelationDecision | None) -> Json:
    """A candidate with both statements whole, to be read side by side."""
    sides = {"statement_one": statement_row(one), "statement_other": statement_row(other)}
    return relation(of, status, decision) | sides


def telling_rows(of: Timeline) -> Iterator[Json]:
    """One row per text that tells a statement: in which words, who else does not, and the numbers of the statements it clashes with."""
    for one in of.accounts:
        against = [clash.other if clash.one == one.number else clash.one for clash in of.clashes if one.number in (clash.one, clash.other)]
        for telling in one.tellings:
            row = telling.row
            yield {
                "number": one.number,
                "start": telling.when.start,
                "end": telling.when.end,
                "actor": row.actor.name if row.actor is not None else None,
                "words": telling.words,
                "outlet": row.article.outlet,
                "agencies": list(row.article.agencies),
                "second_hand": telling.second_hand,
                "wording": one.wording.value if one.wording is not None else None,
                "missing": list(one.missing),
                "against": sorted(set(against)),
                "statement": row.statement.id,
                "article": row.article.id,
            }


def _side(which: str) -> str:
    return f"statement_{which}"


def _who(which: str) -> Column:
    return Column(f"actor_{which}", lambda row: path(_side(which), "actor", "name")(row))


def _said(which: str) -> Column:
    def cell(row: Json) -> str:
        side = row[_side(which)]
        return words("quote")(side) if isinstance(side, dict) else ""

    return Column(f"wording_{which}", cell)


def _titles(row: Json) -> str:
    articles = row["articles"]
    return "; ".join(str(one["title"] or one["id"]) for one in articles if isinstance(one, dict)) if isinstance(articles, list) else ""


def _count(key: str, name: str) -> Column:
    def cell(row: Json) -> str:
        found = row[key]
        return str(len(found)) if isinstance(found, list) else ""

    return Column(name, cell, 9)


STORIES = Layout(
    "stories",
    table=(
        Column("from", path("start"), 10),
        Column("to", path("end"), 10),
        Column("articles", _titles),
        Column("actors", words("actors"), 40, wide=True),
        Column("origins", path("origins"), 7),
        Column("copies", path("copies"), 21),
    ),
    csv=(
        *(Column(name, path(name)) for name in ("id", "start", "end")),
        Column("articles", _titles),
        Column("actors", words("actors")),
        *(Column(name, path(name)) for name in ("origins", "copies")),
        _count("relations", "relations"),
    ),
)

RELATIONS = Layout(
    "relations",
    table=(
        Column("kind", path("kind"), 14),
        Column("status", path("status"), 9),
        Column("one", path("one"), 18),
        Column("other", path("other"), 18),
        Column("why", words("reasons")),
    ),
    csv=(
        *(Column(name, path(name)) for name in ("id", "kind", "status", "one", "other", "share")),
        Column("reasons", words("reasons")),
    ),
)

TENSIONS = Layout(
    "candidates",
    table=(
        Column("id", lambda row: str(row["id"])[:8], 8),
        Column("kind", path("kind"), 15),
        Column("status", path("status"), 9),
        Column("one", lambda row: f"{_who('one').cell(row)}: {_said('one').cell(row)}"),
        Column("other", lambda row: f"{_who('other').cell(row)}: {_said('other').cell(row)}"),
        Column("why", words("reasons"), 30, wide=True),
    ),
    csv=(
        *(Column(name, path(name)) for name in ("id", "kind", "status", "concept", "one", "other")),
        _who("one"),
        _said("one"),
        _who("other"),
        _said("other"),
        Column("reasons", words("reasons")),
        Column("decided_by", path("decision", "by")),
    ),
)

_TELLING = (
    *(Column(name, path(name)) for name in ("number", "start", "end", "actor", "words", "outlet")),
    Column("agencies", words("agencies")),
    *(Column(name, path(name)) for name in ("second_hand", "wording")),
    Column("missing", words("missing")),
    Column("against", words("against")),
    *(Column(name, path(name)) for name in ("statement", "article")),
)
TELLINGS = Layout("tellings", _TELLING, _TELLING)
