"""Learning curve of concept suggestion on parliamentary proceedings: 28 subject areas as concepts, beside two baselines.

    .venv/bin/python recipes/de/stance/proceedings.py ../shared/data/raw/dip21-proceedings.jsonl.zst

Only proceedings of exactly one area count. They are put in the order of a hash of their place in the file: the first
2,000 are the held part, the first 5, 20 and 100 of each area behind them are the decisions learnt from.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import zstandard

from wortlaut.records import Codebook, Concept, Kind
from wortlaut.stance.cuewords import CueWords
from wortlaut.stance.passage import Passage
from wortlaut.stance.suggest import Decided, Suggester

HELD = 2_000
BACKGROUND = 2_000
SIZES = (5, 20, 100)


@dataclass(frozen=True, slots=True)
class Proceeding:
    """The text of a proceeding (title and abstract) and its area."""

    text: str
    area: str


def read(path: Path) -> list[Proceeding]:
    """All proceedings of one area, in the fixed order."""
    found = []
    with path.open("rb") as file:
        lines = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(file), encoding="utf-8")
        for number, line in enumerate(lines):
            row = json.loads(line)
            if len(row.get("sg") or ()) == 1:
                text = row["titel"].split(" (G-SIG")[0] + ". " + (row.get("abs") or "")
                found.append((hashlib.sha256(str(number).encode()).hexdigest(), Proceeding(text.strip(), row["sg"][0])))
    return [proceeding for _, proceeding in sorted(found, key=lambda one: one[0])]


def codebook(areas: Sequence[str]) -> Codebook:
    """The areas as concepts: the label, and its words as cues."""
    small = {"und", "soziale", "neue"}
    concepts = []
    for number, area in enumerate(areas):
        words = [word.strip(",/-") for word in area.replace("/", " ").split()]
        cues = tuple(word for word in words if len(word) > 3 and word.lower() not in small)
        concepts.append(Concept(f"a{number}", (("de", area),), cues=cues))
    return Codebook.of("proceedings", tuple(concepts))


def passages(proceedings: Sequence[Proceeding]) -> Iterator[Passage]:
    """Each proceeding as the only statement of an article."""
    for number, one in enumerate(proceedings):
        yield Passage(f"s{number}", f"a{number}", one.text, one.text, "", "", Kind.DIRECT)


def hits(ranked: Sequence[Sequence[str]], wanted: Sequence[str]) -> str:
    """Share of the held part whose area stands first and among the first three, and the latter as a mean over areas."""
    first = sum(bool(row) and row[0] == area for row, area in zip(ranked, wanted, strict=True)) / len(wanted)
    three: Counter[str] = Counter(area for row, area in zip(ranked, wanted, strict=True) if area in row[:3])
    every = Counter(wanted)
    return f"{first:.3f} | {sum(three.values()) / len(wanted):.3f} | {sum(three[area] / every[area] for area in every) / len(every):.3f}"


def main() -> None:
    """Print the table."""
    proceedings = read(Path(sys.argv[1]))
    held, rest = proceedings[:HELD], proceedings[HELD:]
    areas = sorted({one.area for one in proceedings})
    book = codebook(areas)
    labels = {concept.id: concept.label() for concept in book.concepts}
    wanted = [one.area for one in held]
    print(f"{len(proceedings)} proceedings of one area, {len(areas)} areas, {len(held)} held\n")
    print("| learnt from | hit@1 | hit@3 | hit@3, mean of areas |\n|---|---|---|---|")
    common = [area for area, _ in Counter(one.area for one in rest).most_common(3)]
    print(f"| majority | {hits([common] * len(held), wanted)} |")
    cues = [(concept.label(), CueWords(concept.cues)) for concept in book.concepts]
    cued = []
    for one in held:
        found = sorted(((-len(words.found(one.text)), label) for label, words in cues), key=lambda pair: pair[0])
        cued.append([label for count, label in found if count][:3])
    print(f"| cues alone | {hits(cued, wanted)} |", flush=True)
    background = list(passages(rest[-BACKGROUND:]))
    by_area: dict[str, list[tuple[Passage, str]]] = {area: [] for area in areas}
    for passage, one in zip(passages(rest), rest, strict=True):
        by_area[one.area].append((passage, one.area))
    ids = {label: key for key, label in labels.items()}
    for size in (0, *SIZES):
        suggester = Suggester(book, background)
        suggester.learn(Decided(passage, frozenset({ids[area]})) for area in areas for passage, area in by_area[area][:size])
        ranked = [[labels[one.concept] for one in suggester.suggest([passage])[0]] for passage in passages(held)]
        print(f"| {size} decisions per area | {hits(ranked, wanted)} |", flush=True)


if __name__ == "__main__":
    main()
