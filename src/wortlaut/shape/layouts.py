"""What tables and CSV files show of statements, articles, actors, problems and runs, column by column."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from wortlaut.shape.columns import Column, Layout, path, words
from wortlaut.shape.rows import Json


def when(row: Json) -> str:
    """The publication date as people write it: a day, a month, a year, a range, or `undated`."""
    value = row.get("published")
    if not isinstance(value, dict):
        return "undated"
    start, end = value.get("start"), value.get("end")
    if value.get("best"):
        return str(value["best"])
    if start and end:
        if str(start)[:4] == str(end)[:4] and str(start)[5:] == "01-01" and str(end)[5:] == "12-31":
            return str(start)[:4]
        return str(start)[:7] if str(start)[:7] == str(end)[:7] else f"{start} – {end}"
    return "undated" if not (start or end) else f"{start or ''} – {end or ''}"


def who(row: Json) -> str:
    """The actor, with a mark where it is inferred; else the speaker's words in brackets; else a dash."""
    actor = row.get("actor")
    if isinstance(actor, dict):
        sure = actor.get("how") in {"named", "surname", "title", "acronym"} and not row.get("speaker_carried")
        mark = "" if sure else " ?"
        return f"{actor['name']}{mark}"
    speaker = words("speaker")(row)
    return f"[{speaker}]" if speaker else "–"


def via(row: Json) -> str:
    """The reporting chain behind the outlet, outermost first; agencies stand side by side, since nothing tells which one used which."""
    chain = row.get("chain")
    steps = [step for step in chain if isinstance(step, dict) and step.get("hand") != "outlet"] if isinstance(chain, list) else []
    hands = [[str(step["name"]) for step in group] for group in _same_hand(steps)]
    return " ← ".join(", ".join(names) for names in hands)


def _same_hand(steps: list[Json]) -> Iterator[list[Json]]:
    """Cut a chain into groups: agencies that follow each other are one."""
    for is_agency, group in groupby(steps, key=lambda step: step.get("hand") == "agency"):
        listed = list(group)
        yield from [listed] if is_agency else [[step] for step in listed]


def _status(row: Json) -> str:
    judged = row.get("judgement")
    return str(judged["verdict"]) if isinstance(judged, dict) else "machine"


def _edge(which: str, last: bool) -> Column:
    def cell(row: Json) -> str:
        quote = row.get("quote")
        return str(quote[-1 if last else 0][which]) if isinstance(quote, list) and quote else ""

    return Column(which, cell)


def _modality(row: Json) -> str:
    value = row.get("modality")
    return "; ".join(f"{one['class']}: {one['span']['text']}" for one in value) if isinstance(value, list) else ""


STATEMENTS = Layout(
    "statements",
    table=(
        Column("id", lambda row: str(row["id"])[:8], 8),
        Column("date", when, 12),
        Column("outlet", path("outlet"), 14, wide=True),
        Column("who", who, 28),
        Column("kind", path("kind"), 12, wide=True),
        Column("wording", words("quote")),
        Column("reported by", via, 18, wide=True),
        Column("status", _status, 8, wide=True),
    ),
    csv=(
        Column("id", path("id")),
        Column("article", path("article")),
        Column("source", path("source")),
        Column("outlet", path("outlet")),
        Column("title", path("title")),
        Column("published_start", path("published", "start")),
        Column("published_end", path("published", "end")),
        Column("published_reason", path("published", "reason")),
        Column("said_start", path("said", "start")),
        Column("said_end", path("said", "end")),
        Column("place", path("place", "text")),
        Column("kind", path("kind")),
        Column("actor", path("actor", "name")),
        Column("actor_id", path("actor", "id")),
        Column("actor_kind", path("actor", "kind")),
        Column("actor_how", path("actor", "how")),
        Column("actor_reason", path("actor_reason")),
        Column("on_behalf_of", path("on_behalf_of", "name")),
        Column("speech_act", path("speech_act")),
        Column("quote", words("quote")),
        _edge("start", last=False),
        _edge("end", last=True),
        Column("cue", words("cue")),
        Column("frame", words("frame")),
        Column("speaker", words("speaker")),
        Column("addressee", words("addressee")),
        Column("nested_in", path("nested_in")),
        Column("modality", _modality),
        Column("chain", via),
        Column("confidence", path("confidence")),
        Column("rule", path("rule")),
        Column("producer", lambda row: f"{path('producer', 'name')(row)}@{path('producer', 'version')(row)}"),
        Column("status", _status),
        Column("reviewer", path("judgement", "by")),
    ),
)

ARTICLES = Layout(
    "articles",
    table=(
        Column("id", lambda row: str(row["id"])[:8], 8),
        Column("date", when, 23),
        Column("why", path("published", "reason"), 10, wide=True),
        Column("outlet", lambda row: path("outlet")(row) or f"– ({path('outlet_reason')(row)})", 26),
        Column("agencies", words("agencies"), 14, wide=True),
        Column("title", path("title")),
        Column("statements", path("statements"), 10),
        Column("judged", path("judged"), 6, wide=True),
    ),
    csv=(
        *(Column(name, path(name)) for name in ("id", "source", "digest", "title", "outlet", "outlet_reason", "host", "url", "language")),
        Column("published_start", path("published", "start")),
        Column("published_end", path("published", "end")),
        Column("published_reason", path("published", "reason")),
        Column("agencies", words("agencies")),
        Column("authors", words("authors")),
        Column("statements", path("statements")),
        Column("judged", path("judged")),
    ),
)

ACTORS = Layout(
    "actors",
    table=(
        Column("id", lambda row: str(row["id"])[:8], 8),
        Column("name", path("name"), 40),
        Column("kind", path("kind"), 12),
        Column("statements", path("statements"), 10),
        Column("articles", path("articles"), 8),
        Column("also called", words("aliases")),
    ),
    csv=(
        *(Column(name, path(name)) for name in ("id", "name", "kind", "statements", "articles")),
        Column("aliases", words("aliases")),
        Column("roles", words("roles")),
    ),
)

PROBLEMS = Layout(
    "problems",
    table=(
        Column("source", path("source"), 40),
        Column("stage", path("stage"), 8),
        Column("what", path("problem")),
        Column("remedy", path("remedy")),
    ),
    csv=tuple(Column(name, path(name)) for name in ("source", "stage", "problem", "remedy")),
)

_RUN = ("id", "started_at", "finished_at", "captures", "known", "articles", "statements", "problems")
RUNS = Layout(
    "runs",
    table=tuple(Column(name, path(name), 25, wide=name in {"started_at", "finished_at"}) for name in _RUN),
    csv=tuple(Column(name, path(name)) for name in (*_RUN, "version", "config")),
)
