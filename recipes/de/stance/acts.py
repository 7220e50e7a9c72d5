"""Accuracy of speech acts on eighty invented sentences, written before the words of the acts were looked at.

    .venv/bin/python recipes/de/stance/acts.py

In `acts.csv` the quoted words stand in square brackets, the words of the cue in braces. Quotation, cue and frame (the rest of the
sentence) are taken from these marks, so what is measured is the telling of acts alone, not the finding of quotations.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wortlaut.records import Kind, Producer, Quotation, Span, SpeechAct
from wortlaut.stance.acts import acts_of
from wortlaut_de.stance import load_stance_words

GOLD = Path(__file__).with_name("acts.csv")
_MARK = re.compile(r"[\[\]{}]")
_CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the act it was written for and the one that is told."""

    sentence: str
    act: SpeechAct
    told: SpeechAct


def told() -> Iterator[Told]:
    """Every sentence of the gold."""
    words = load_stance_words()
    with GOLD.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file)):
            quotation = quotation_of(f"s-{number}", Kind(row["kind"]), row["sentence"])
            yield Told(row["sentence"], SpeechAct(row["act"]), acts_of([quotation], words)[quotation.id])


def quotation_of(key: str, kind: Kind, sentence: str) -> Quotation:
    """The quotation that the marks of a sentence show."""
    text = _MARK.sub("", sentence)
    spans: dict[str, list[Span]] = {"[": [], "{": []}
    start = 0
    for before, match in enumerate(_MARK.finditer(sentence)):
        place = match.start() - before
        if match[0] in _CLOSING:
            start = place
        else:
            opened = next(sign for sign, closing in _CLOSING.items() if closing == match[0])
            spans[opened].append(Span.of(text, start, place))
    quote = tuple(spans["["])
    borders = ((0, quote[0].start), (quote[-1].end, len(text)))
    frame = tuple(Span.of(text, first, last) for first, last in borders if text[first:last].strip(" .,:"))
    return Quotation(key, "a", kind, quote, tuple(spans["{"]), frame, (), (), None, (), 1.0, "gold", Producer("gold", "1"))


def main() -> None:
    """Print accuracy beside the most frequent act, every act's share, and what was told wrongly."""
    found = list(told())
    right = sum(one.act is one.told for one in found)
    print(f"always assert      {sum(one.act is SpeechAct.ASSERT for one in found) / len(found):.3f}")
    print(f"told               {right / len(found):.3f}  ({right} of {len(found)})")
    of_act, hits = Counter(one.act for one in found), Counter(one.act for one in found if one.act is one.told)
    print("  " + ", ".join(f"{act.value} {hits[act]}/{of_act[act]}" for act in SpeechAct))
    for one in found:
        if one.act is not one.told:
            print(f"  {one.act.value} told as {one.told.value}: {one.sentence}")


if __name__ == "__main__":
    main()
