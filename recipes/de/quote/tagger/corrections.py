"""Corrections of the annotation by its own guide, as an overlay without a word of text: `corrections.py CORPUS` prints what may need one.

corrections.jsonl holds an object a line: the `id` of the article, an `action`, the `kind` and `quote` of the quotation it means. `set` gives
a `role` (or `quote` itself) new offsets in `to`; `drop` takes the quotation out. Not for: borderline cases, which the guide leaves open.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

OVERLAY = Path(__file__).with_name("corrections.jsonl")
ACTIONS = ("set", "drop")
OPENING, CLOSING = '„“"»«‚', '“”"«»‘'

Row = dict
Correction = Mapping[str, object]


def overlay(path: Path = OVERLAY) -> dict[str, list[Correction]]:
    """The corrections by article."""
    out: dict[str, list[Correction]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        if one["action"] not in ACTIONS:
            raise SystemExit(f"{path.name}: unknown action {one['action']!r} for {one['id']}: write one of {', '.join(ACTIONS)}")
        out[one["id"]].append(one)
    return dict(out)


def corrected(row: Row, corrections: Mapping[str, Sequence[Correction]]) -> Row:
    """The row with its corrections made; a correction that fits no quotation of it is an error, since the corpus has changed."""
    quotations = [dict(one) for one in row["quotations"]]
    for correction in corrections.get(row["id"], ()):
        meant = [one for one in quotations if one["kind"] == correction["kind"] and one["quote"] == correction["quote"]]
        if len(meant) != 1:
            raise SystemExit(f"corrections: {row['id']} has {len(meant)} quotations {correction['kind']} {correction['quote']}: mend the overlay")
        if correction["action"] == "drop":
            quotations.remove(meant[0])
        else:
            meant[0][str(correction["role"])] = correction["to"]
    return {**row, "quotations": quotations}


def suspects(row: Row) -> Iterator[Correction]:
    """Corrections that the guide asks for without a doubt, in words of the overlay.

    A frame takes the comma or colon that borders it; a direct quotation takes its marks; one that goes on behind the other by the same
    speaker is one quotation.
    """
    text = row["text"]
    for one in row["quotations"]:
        name = {"id": row["id"], "action": "set", "kind": one["kind"], "quote": one["quote"]}
        for number, (a, b) in enumerate(one["frame"]):
            wider = [a, b]
            for x, y in one["quote"]:
                if y <= a and text[y:a].strip() in {",", ":"}:
                    wider[0] = y + text[y:a].index(text[y:a].strip())
                if b <= x and text[b:x].strip() in {",", ":"}:
                    wider[1] = b + text[b:x].index(text[b:x].strip()) + 1
            if wider != [a, b]:
                yield {**name, "role": "frame", "to": [*one["frame"][:number], wider, *one["frame"][number + 1 :]]}
        if one["kind"] == "Direct":
            yield from _marks(text, one, name)
    yield from _joined(row)


def _marks(text: str, one: Row, name: Correction) -> Iterator[Correction]:
    whole = [[a - (a > 0 and text[a - 1] in OPENING and text[a] not in OPENING + "”"), b] for a, b in one["quote"]]
    whole = [[a, b + (b < len(text) and text[b] in CLOSING and text[b - 1] not in CLOSING + "'")] for a, b in whole]
    if whole != one["quote"]:
        yield {**name, "role": "quote", "to": whole}


def _joined(row: Row) -> Iterator[Correction]:
    text = row["text"]
    outer = sorted((one for one in row["quotations"] if one["kind"] == "Direct" and one["nested_in"] is None), key=lambda one: one["quote"][0][0])
    for one, other in pairwise(outer):
        gap = text[one["quote"][-1][1] : other["quote"][0][0]]
        if not gap.strip() and "\n" not in gap and one["speaker"] == other["speaker"] != []:
            yield {"id": row["id"], "action": "drop", "kind": "Direct", "quote": other["quote"]}
            yield {"id": row["id"], "action": "set", "kind": "Direct", "quote": one["quote"], "role": "quote", "to": one["quote"] + other["quote"]}


def main(corpus: Path) -> None:
    """Print what the training part of the corpus asks for."""
    for name in ("train", "train-remainders"):
        for line in (corpus / f"{name}.jsonl").open(encoding="utf-8"):
            for one in suspects(json.loads(line)):
                print(json.dumps(one))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
