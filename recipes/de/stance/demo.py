"""Figures of suggestions on the gold codings of the demo corpus: hit@3 by leaving one article out, and agreement.

    .venv/bin/python recipes/de/stance/demo.py

Developed on the articles at even places of the sorted file names (`developed on`); the others were only counted.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wortlaut.capture import read_sources
from wortlaut.pipeline import make_article
from wortlaut.records import Capture, Codebook, Concept, Producer, Quotation
from wortlaut.seams import ReadOptions
from wortlaut.stance.agreement import Sides
from wortlaut.stance.codebook import examine
from wortlaut.stance.passage import Passage, passage_of
from wortlaut.stance.suggest import Decided, Suggester
from wortlaut_de.demo_gold import DEMO, load_gold, place_gold
from wortlaut_de.stance import load_stance_words

LEVELS = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Coded:
    """A gold quotation with its concepts and, where it can be told, the agreement with each."""

    passage: Passage
    concepts: Mapping[str, int | None]


Corpus = dict[str, list[Coded]]


def corpus() -> Corpus:
    """The gold quotations of every article in text order, with their gold codings."""
    gold: dict[tuple[str, str], dict[str, int | None]] = {}
    with (DEMO / "codings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            coded = gold.setdefault((row["file"], row["quote"]), {})
            if row["concept"] != "-":
                coded[row["concept"]] = int(row["agreement"]) if row["agreement"] else None
    captures = [one for one in read_sources([str(DEMO / "articles")], ReadOptions()) if isinstance(one, Capture)]
    articles = {"articles/" + one.source.rpartition("/")[2]: make_article(one) for one in captures}
    found: Corpus = {}
    for article in load_gold():
        text = articles[article.file]
        rows = []
        for one in sorted(place_gold(article, text.text), key=lambda placed: (placed.quote[0].start, -placed.quote[-1].end)):
            key = Quotation.id_of(text.id, one.quote)
            roles = (one.quote, one.cue, one.frame, one.speaker, one.addressee)
            quotation = Quotation(key, text.id, one.gold.kind, *roles, None, (), 1.0, "gold", Producer("gold", "1"))
            words = " ".join(" ".join(span.text for span in one.quote).split())
            rows.append(Coded(passage_of(text, quotation), gold[article.file, words]))
        found[article.file] = rows
    return found


def bare(codebook: Codebook) -> Codebook:
    """The codebook with nothing but labels, as a study starts."""
    return Codebook.of(codebook.name, tuple(Concept(one.id, one.labels) for one in codebook.concepts), codebook.scale)


def hits(everything: Corpus, files: Sequence[str], codebook: Codebook, *, learn: bool = True) -> tuple[int, int, int]:
    """How many statements with a concept there are, and for how many a right one stands first, and among the first three."""
    background = [one.passage for rows in everything.values() for one in rows]
    count = first = three = 0
    for file in files:
        suggester = Suggester(codebook, background)
        if learn:
            others = (one for other, rows in everything.items() if other != file for one in rows)
            suggester.learn(Decided(one.passage, frozenset(one.concepts)) for one in others)
        for one, ranked in zip(everything[file], suggester.suggest([row.passage for row in everything[file]]), strict=True):
            if one.concepts:
                count += 1
                first += ranked[0].concept in one.concepts
                three += any(suggestion.concept in one.concepts for suggestion in ranked)
    return count, first, three


def sides(everything: Corpus, files: Sequence[str], codebook: Codebook) -> list[tuple[int, int]]:
    """Gold and proposed agreement of every coding that has one."""
    proposing = Sides(load_stance_words())
    pairs = []
    for file in files:
        for one in everything[file]:
            for concept_id, level in one.concepts.items():
                concept = codebook.concept(concept_id)
                if level is not None and concept is not None:
                    pairs.append((level, proposing.of(one.passage, concept, codebook.scale)))
    return pairs


def figures(pairs: Sequence[tuple[int, int]]) -> dict[str, float]:
    """Accuracy, macro-F1 over the three levels, and the recall of -1."""
    scores = []
    for level in LEVELS:
        both = sum(gold == made == level for gold, made in pairs)
        each = sum(gold == level for gold, _ in pairs) + sum(made == level for _, made in pairs)
        scores.append(2 * both / each if each else 0.0)
    against = [made for gold, made in pairs if gold == -1]
    accuracy = sum(gold == made for gold, made in pairs) / len(pairs)
    return {"accuracy": accuracy, "macro-F1": sum(scores) / len(scores), "recall of -1": against.count(-1) / len(against)}


def main() -> None:
    """Print both tables."""
    everything = corpus()
    codebook = examine(DEMO / "codebook.yaml").required()
    files = sorted(everything)
    parts = {"all": files, "developed on": files[::2], "held": files[1::2]}
    counts: dict[str, int] = {}
    for rows in everything.values():
        for one in rows:
            for concept in one.concepts:
                counts[concept] = counts.get(concept, 0) + 1
    common = sorted(counts, key=lambda concept: -counts[concept])[:3]
    print("| suggestion | part | statements | hit@1 | hit@3 |\n|---|---|---|---|---|")
    for part, chosen in parts.items():
        rows = [one for file in chosen for one in everything[file] if one.concepts]
        first, three = (sum(any(concept in one.concepts for concept in common[:most]) for one in rows) / len(rows) for most in (1, 3))
        print(f"| majority | {part} | {len(rows)} | {first:.3f} | {three:.3f} |")
    for name, book, learn in (
        ("codebook alone", codebook, False),
        ("codebook and other articles", codebook, True),
        ("labels alone", bare(codebook), False),
        ("labels and other articles", bare(codebook), True),
    ):
        for part, chosen in parts.items():
            count, first, three = hits(everything, chosen, book, learn=learn)
            print(f"| {name} | {part} | {count} | {first / count:.3f} | {three / count:.3f} |")
    print("\n| agreement | codings | accuracy | macro-F1 | recall of -1 |\n|---|---|---|---|---|")
    for part, chosen in parts.items():
        pairs = sides(everything, chosen, codebook)
        for name, scored in (("always 1", [(gold, 1) for gold, _ in pairs]), ("proposed", pairs)):
            row = figures(scored)
            print(f"| {name}, {part} | {len(pairs)} | {row['accuracy']:.3f} | {row['macro-F1']:.3f} | {row['recall of -1']:.3f} |")


if __name__ == "__main__":
    main()
