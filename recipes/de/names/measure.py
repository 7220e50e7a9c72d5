"""Scores `resolve` on gold quotations and gold speaker spans: right, wrong and abstained, by source, way and rule.

Usage: python recipes/de/names/measure.py GOLD.jsonl [NUMBER]. Right is what the scorer of the project calls the same actor; "near" are answers
of the rest that only word or complete the same name differently (every word of one name begins a word of the other); NUMBER prints that
many of the wrong ones.
"""

from __future__ import annotations

import json
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from wortlaut.evaluate import same_actor
from wortlaut.parse import parse
from wortlaut.records import (
    UNKNOWN_INTERVAL,
    Article,
    Interval,
    Kind,
    Label,
    Line,
    Producer,
    Quotation,
    Reason,
    SourceKind,
    Span,
    Spans,
    digest_text,
)
from wortlaut.resolve import resolve
from wortlaut_de import German

_SMALL = frozenset(["der", "die", "das", "des", "dem", "den", "von", "vom", "für", "im", "in", "und", "anonym", "ein", "eine", "zu", "zur", "am"])


def article_of(row: dict) -> Article:
    """A gold row as an article whose every line is body."""
    text, lines, at = row["text"], [], 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            lines.append(Line(start, start + len(line.strip()), Label.BODY, "gold"))
        at += len(line) + 1
    published = Interval.day(row["date"], Reason.METADATA) if row.get("date") else UNKNOWN_INTERVAL
    return Article(row["id"], row["id"], row["id"], SourceKind.ROW, text, digest_text(text), tuple(lines), published=published)


def spans_of(text: str, pairs: list[list[int]]) -> Spans:
    """Gold offsets as spans in text order."""
    return tuple(sorted(Span.of(text, start, end) for start, end in pairs))


def quotations_of(row: dict, article: Article) -> tuple[Quotation, ...]:
    """The gold quotations of a row."""
    text = row["text"]
    ids = {one["id"]: Quotation.id_of(article.id, spans_of(text, one["quote"])) for one in row["quotations"]}
    roles = ("quote", "cue", "frame", "speaker", "addressee")
    return tuple(
        Quotation(
            ids[one["id"]],
            article.id,
            Kind(one["kind"]),
            *(spans_of(text, one[role]) for role in roles),
            ids.get(one["nested_in"]),
            (),
            1.0,
            "gold",
            Producer("gold", "1"),
        )
        for one in row["quotations"]
    )


def stems(name: str) -> set[str]:
    """The beginnings of the words of a name, folded."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return {word[:5] for word in re.findall(r"[a-z0-9]+", folded) if word not in _SMALL}


def near(names: tuple[str, ...], gold: str) -> bool:
    """Whether one name only says more or less than the other, or says the same in other forms."""
    head, whole = stems(gold.split("(")[0]), stems(gold)
    return any(mine and ((head and head <= mine) or mine <= whole) for mine in map(stems, names))


def line(name: str, counts: Counter[str]) -> str:
    """One row of figures."""
    total = sum(counts[key] for key in ("right", "near", "wrong", "abstained"))
    shares = " ".join(f"{key} {100 * counts[key] / max(total, 1):5.1f}" for key in ("right", "near", "wrong", "abstained"))
    return f"{name:24} n={total:5} {shares} | no gold actor: {counts['nobody right'] + counts['nobody wrong']}, abstained {counts['nobody right']}"


def main(gold: Path, show: int) -> None:
    """Score one gold file."""
    language, counts, wrong = German(), defaultdict(Counter), []
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        article = article_of(row)
        made = quotations_of(row, article)
        result = resolve(article, parse(article, language), made, language.name_words())
        actors = {actor.id: (actor.name, *actor.aliases) for actor in result.actors}
        for one, quotation, statement in zip(row["quotations"], made, result.statements, strict=True):
            names, wanted = actors.get(statement.actor_id or ""), one["actor"]
            if not wanted:
                outcome = "nobody wrong" if names else "nobody right"
            elif not names:
                outcome = "abstained"
            else:
                outcome = "right" if same_actor(names, wanted) else "near" if near(names, wanted) else "wrong"
            for key in ("all", row["source"], f"how: {statement.actor_how}"):
                counts[key][outcome] += 1
            if outcome == "wrong":
                wrong.append((row["id"], " ".join(span.text for span in quotation.speaker), names, wanted))
    for key in sorted(counts):
        print(line(key, counts[key]))
    for entry in random.Random(1).sample(wrong, min(show, len(wrong))):  # noqa: S311 - a sample to read, no secret
        print(*entry, sep=" | ")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
