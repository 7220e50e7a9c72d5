"""Scores the mentions of the package: `evaluate.py GOLD [--lists] [--rules] [--show KIND] [--unseen-first-names DATA] [--json FILE]`.

GOLD is WORK/held.jsonl (or compare.jsonl), or a text file with tags such as `<person>...</person>`. A mention is right if borders and kind are
those of the gold. F1 with 95 % intervals from a bootstrap over texts. `all` leaves roles out: SmartData annotates some of them, the rest none.
`--rules` prints how often each rule is right. `--unseen-first-names` takes from the table the first names of both genders that only the
held-back part of the corpora in DATA has: the table was compiled from all of it.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from corpora import germeval, smartdata
from prepare import HELD, article_of

from wortlaut.parse import parse
from wortlaut.records import MentionKind
from wortlaut_de import German
from wortlaut_de.mentions.finder import listed_as_mentions
from wortlaut_de.mentions.lists import listed_mentions

ROUNDS = 1000
TAG = re.compile(r"<(/?)(\w+)>")
Counts = tuple[int, int, int]
"""Right, found, gold."""


def tagged(line: str) -> dict:
    """A line with tags as a gold row."""
    text, at, opened, mentions = "", 0, 0, []
    for tag in TAG.finditer(line):
        text += line[at : tag.start()]
        at = tag.end()
        if tag[1]:
            mentions.append({"start": opened, "end": len(text), "kind": tag[2]})
        opened = len(text)
    return {"source": "invented", "text": text + line[at:], "mentions": mentions}


def rows_of(path: Path) -> list[dict]:
    """The gold rows of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) if path.suffix == ".jsonl" else tagged(line) for line in lines]


def answers(text: str, *, lists: bool) -> dict[tuple[int, int, str], str]:
    """What the package finds in a text, or its lists alone, with the rule that found it."""
    made = parse(article_of(text), German())
    found = listed_as_mentions(text, made.tokens, listed_mentions().find(text, made.sentences, made.tokens)) if lists else made.mentions
    return {(one.span.start, one.span.end, one.kind.value): one.rule for one in found}


def f1(count: np.ndarray) -> float:
    """From right, found and gold."""
    return 200 * float(count[0]) / max(float(count[1] + count[2]), 1)


def score(rows: list[dict], *, lists: bool = False, rules: bool = False, show: str = "") -> dict[tuple[str, str], list[Counts]]:
    """Counts of every text by kind and corpus."""
    out: dict[tuple[str, str], list[Counts]] = defaultdict(list)
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        mine, text = answers(row["text"], lists=lists), row["text"]
        gold = {(one["start"], one["end"], one["kind"]) for one in row["mentions"]}
        for one, rule in mine.items():
            by_rule[f"{rule} {one[2]}"].append(one in gold)
        for kind in (*MentionKind, "all"):
            a, b = ({one for one in some if one[2] == kind or (kind == "all" and one[2] != MentionKind.ROLE)} for some in (set(mine), gold))
            for corpus in ("all", row["source"]):
                out[str(kind), corpus].append((len(a & b), len(a), len(b)))
            for start, end, _ in sorted(a ^ b) if kind == show else ():
                words = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}".replace("\n", " / ")
                print("too much" if (start, end, kind) in a else "missed", row["source"], words, sep=" | ")
    for rule, right in sorted(by_rule.items()) if rules else ():
        print(f"{rule:30} right {100 * sum(right) / len(right):5.1f} of {len(right)}")
    return out


def table(counts: dict[tuple[str, str], list[Counts]]) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Kind, corpus and figures."""
    random = np.random.default_rng(1)
    for (kind, corpus), texts in sorted(counts.items()):
        values = np.array(texts)
        right, found, gold = (int(one) for one in values.sum(0))
        rounds = sorted(f1(values[random.integers(0, len(values), len(values))].sum(0)) for _ in range(ROUNDS))
        figures = {"f1": f1(values.sum(0)), "low": rounds[ROUNDS // 40], "high": rounds[-ROUNDS // 40]}
        figures |= {"precision": 100 * right / max(found, 1), "recall": 100 * right / max(gold, 1), "gold": gold}
        yield kind, corpus, {name: round(value, 1) for name, value in figures.items()}


def hide_first_names(data: Path) -> None:
    """Take from the table what it can only know from the held-back part."""
    from wortlaut_de.name_tables import pairs

    seen: dict[bool, set[str]] = {True: set(), False: set()}
    for text in (*germeval(data), *smartdata(data)):
        people = (text.text[start:end].split() for start, end, kind in text.gold if kind == "person")
        seen[text.fold == HELD] |= {words[0] for words in people if len(words) > 1}
    names = pairs("names_first.tsv.gz")
    hidden = [name for name in seen[True] - seen[False] if names.get(name) == "fm"]
    for name in hidden:
        del names[name]
    print(f"{len(hidden)} first names hidden")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    for flag in ("--lists", "--rules"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--show", default="")
    for path in ("--json", "--unseen-first-names"):
        parser.add_argument(path, type=Path)
    options = parser.parse_args()
    if options.unseen_first_names:
        hide_first_names(options.unseen_first_names)
    figures: dict[str, dict] = defaultdict(dict)
    for kind, corpus, one in table(score(rows_of(options.gold), lists=options.lists, rules=options.rules, show=options.show)):
        figures[corpus][kind] = one
        if one["gold"]:
            print(
                f"{kind:13} {corpus:16} F1 {one['f1']:5} ({one['low']}-{one['high']}) P {one['precision']:5} R {one['recall']:5} gold {one['gold']}"
            )
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
