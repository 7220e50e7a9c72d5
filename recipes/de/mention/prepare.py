"""Builds the arrays that train.py reads, and the held-back part as gold: `prepare.py DATA WORK`.

WORK/texts.npz: features and labels of all tokens (label -1: unknown); WORK/texts.json: the texts in order, with tokens; WORK/held.jsonl: the
held-back texts as gold for `wortlaut evaluate` (`mentions: [{start, end, kind}]`); WORK/compare.jsonl: those of the next fold, by which settings
are compared. Needs the package's own tables and the shipped word pieces.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from corpora import Gold, Text, courts, germeval, smartdata, speakers, tweets

from wortlaut.parse import parse
from wortlaut.records import Article, Label, Line, Parse, SourceKind, digest_text
from wortlaut.seams import NameSort
from wortlaut_de import German
from wortlaut_de.mentions.features import TAGS, Features
from wortlaut_de.mentions.lists import Found, listed_mentions
from wortlaut_de.mentions.network import word_features
from wortlaut_de.names import load_name_words

UNKNOWN = -1
HELD, COMPARED = 0, 1
NAMES = load_name_words()


def article_of(text: str) -> Article:
    """A text as an article whose every line is body."""
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            lines.append(Line(start, start + len(line.strip()), Label.BODY, "text"))
        at += len(line) + 1
    return Article("text", "text", "text", SourceKind.TEXT, text, digest_text(text), tuple(lines))


def derived(text: str, one: Gold) -> bool:
    """Whether a location is named by an adjective or an inhabitant; those the lists find, the network does not learn."""
    words = text[one[0] : one[1]]
    known = NAMES.known(words)
    return one[2] == "location" and (words[0].islower() or (known is not None and known.sort in (NameSort.ADJECTIVE, NameSort.INHABITANT)))


def kind_of(text: str, one: Gold) -> str:
    """The kind of a gold mention as the package tells it: a location the lists know as a state is one, by its adjective too."""
    known = NAMES.known(text[one[0] : one[1]])
    if one[2] != "location":
        return one[2]
    if known is not None and known.sort is NameSort.ORGANISATION:
        return "organisation"
    if known is not None and known.sort in (NameSort.ADJECTIVE, NameSort.INHABITANT):
        known = NAMES.known(known.name)
    return "state" if known is not None and known.sort is NameSort.STATE else "place"


def left_out(text: Text, made: Parse, listed: list[Found]) -> list[Found]:
    """People by full name whom the annotation leaves out: first name and listed surname, and no gold person there."""
    people = [(start, end) for start, end, kind in text.gold if kind == "person"]
    names = [one for one in listed if one.rule == "first name" and NAMES.surname(made.tokens[one.last - 1].text)]
    return [one for one in names if not any(a < made.tokens[one.last - 1].end and made.tokens[one.first].start < b for a, b in people)]


def labels(text: Text, made: Parse, missing: list[Found]) -> np.ndarray:
    """The tag of every token; the names of people whom the annotation leaves out are unknown, wherever they stand."""
    tags = np.zeros(len(made.tokens), np.int64)
    hidden = {made.tokens[number].text for one in missing for number in range(one.first, one.last)}
    for number, token in enumerate(made.tokens):
        if token.text in hidden or (not text.whole and token.text[0].isupper()):
            tags[number] = UNKNOWN
    for start, end, kind in text.gold:
        inside = [number for number, token in enumerate(made.tokens) if token.start >= start and token.end <= end]
        if kind == "role" or not inside or derived(text.text, (start, end, kind)):
            continue
        tags[inside] = TAGS.index(f"I-{kind}")
        tags[inside[0]] -= 1
    return tags


def main(data: Path, work: Path) -> None:
    """Read the corpora, write the arrays."""
    work.mkdir(parents=True, exist_ok=True)
    language, lists, reader = German(), listed_mentions(), word_features()
    found: list[tuple[Features, np.ndarray, np.ndarray]] = []
    about, counts = [], Counter()
    texts = [*germeval(data), *smartdata(data), *courts(data), *tweets(data), *speakers(data, NAMES.first_name)]
    held = {text.text for text in texts if text.fold == HELD}
    with ExitStack() as files:
        gold = [files.enter_context((work / f"{name}.jsonl").open("w", encoding="utf-8")) for name in ("held", "compare")]
        for text in texts:
            made = parse(article_of(text.text), language)
            if not made.tokens or (text.text in held and text.fold != HELD):
                continue
            listed = lists.find(text.text, made.sentences, made.tokens)
            missing = left_out(text, made, listed) if text.corpus.startswith("smartdata") else []
            features = reader.read(made.tokens, listed)
            sentence = np.repeat(np.arange(len(made.sentences)), [one.last - one.first for one in made.sentences])
            found.append((features, labels(text, made, missing), sentence))
            about.append({"corpus": text.corpus, "id": text.document, "fold": text.fold, "tokens": len(made.tokens), "whole": text.whole})
            counts[text.corpus, text.fold == HELD] += 1
            if text.fold in (HELD, COMPARED):
                mentions = [{"start": a, "end": b, "kind": kind_of(text.text, (a, b, k))} for a, b, k in text.gold]
                row = {"id": text.document, "source": text.corpus, "text": text.text, "quotations": [], "mentions": mentions}
                gold[text.fold].write(json.dumps(row, ensure_ascii=False) + "\n")
    np.savez(
        work / "texts.npz",
        **{name: np.concatenate([getattr(one[0], name)[one[0].words] for one in found]) for name in ("pieces", "types", "facts")},
        listed=np.concatenate([one[0].listed for one in found]),
        labels=np.concatenate([one[1] for one in found]),
        sentence=np.concatenate([one[2] for one in found]),
    )
    (work / "texts.json").write_text(json.dumps(about, ensure_ascii=False))
    for key, number in sorted(counts.items()):
        print(*key, number)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
