"""Measure every rule of German on annotated articles and write its precision as its confidence.

`python recipes/de/quote/measure.py TRAIN.jsonl src/wortlaut_de/confidence.toml`. TRAIN is wortlaut-de/train.jsonl. A
quotation counts as right where a gold quotation of the same kind shares at least half of the characters of both
together. Confidence = (right + 1) / (found + 2), so that a rule seen rarely is trusted little. Prints a table with the
share of right speakers among the right quotations.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from wortlaut.parse import parse
from wortlaut.records import Article, Draft, Label, Line, SourceKind, Spans, digest_text
from wortlaut_de import German
from wortlaut_de.rules import GermanRules

HEADER = "# Rule -> share of its quotations that are right, measured by recipes/de/quote/measure.py; written by it, not by hand.\n\n[confidence]\n"


def article_of(text: str) -> Article:
    """An article of which every line that is not blank is body."""
    lines, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = position + len(line) - len(line.lstrip())
            lines.append(Line(start, position + len(line.rstrip()), Label.BODY, "plain"))
        position += len(line) + 1
    digest = digest_text(text)
    return Article(Article.id_of("recipe", digest), "recipe", "recipe", SourceKind.TEXT, text, digest, tuple(lines))


def characters(spans: Spans | list[list[int]]) -> set[int]:
    """The positions that spans cover."""
    out: set[int] = set()
    for span in spans:
        start, end = (span.start, span.end) if not isinstance(span, list) else (span[0], span[1])
        out.update(range(start, end))
    return out


def judge(draft: Draft, gold: list[dict[str, list[list[int]]]]) -> tuple[bool, bool]:
    """Whether a draft is right, and whether its speaker is too."""
    quote = characters(draft.quote)
    for entry in gold:
        other = characters(entry["quote"])
        if entry["kind"] == draft.kind and len(quote & other) * 2 >= len(quote | other):
            speaker, wanted = characters(draft.speaker), characters(entry["speaker"])
            return True, bool(speaker & wanted) or not speaker | wanted
    return False, False


def main() -> None:
    """Write the confidence file and print the table."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    language, rules = German(), GermanRules()
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for line in source.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        article = article_of(row["text"])
        for draft in rules.annotate(article, parse(article, language)):
            right, speaker = judge(draft, row["quotations"])
            for place, value in enumerate((1, right, speaker)):
                counts[draft.rule][place] += value
    out = HEADER
    for rule, (found, right, speaker) in sorted(counts.items()):
        out += f'"{rule}" = {(right + 1) / (found + 2):.2f}\n'
        print(f"{rule:32s} found {found:5d}  right {right / found:.2f}  speaker {speaker / max(1, right):.2f}")
    target.write_text(out, encoding="utf-8")


if __name__ == "__main__":
    main()
