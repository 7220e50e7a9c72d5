"""Builds the arrays that train_gpu.py reads, with Wortlaut's own parse and rules: `prepare.py DATA OUT` after `raw.py DATA OUT`.

OUT/types.npz: pieces, word features, MLM targets and the name flag of every word type. OUT/docs.npz and docs.json: the annotated
documents as type ids, place features, sentences and quotations in token numbers, a second time with straight marks, and auxiliary
documents. Not for: raw text (raw.py).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import lzma
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
from corrections import corrected, overlay
from documents import parsed, rows

from wortlaut.errors import PackError
from wortlaut.records import Kind
from wortlaut_de.rules import GermanRules
from wortlaut_de.rules.lexicon import lexicon
from wortlaut_de.tagger import features, spans

OUTPUTS = 32768
ROLES = ("quote", "cue", "frame", "speaker", "addressee")
STRAIGHT = str.maketrans(dict.fromkeys("„“”«»‟", '"') | dict.fromkeys("‚‘’‹›", "'"))
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:-\w+)*|[^\w\s]")


class Types:
    """Word types with their numbers; grows with the words of the documents."""

    def __init__(self, ranked: list[str]) -> None:
        self.words = ranked
        self.number = {word: i for i, word in enumerate(ranked)}

    def of(self, word: str) -> int:
        """The number of a word."""
        found = self.number.get(word)
        if found is None:
            found = self.number[word] = len(self.words)
            self.words.append(word)
        return found


class Docs:
    """Everything of docs.npz and docs.json while it grows."""

    def __init__(self) -> None:
        self.ids: list[np.ndarray] = []
        self.places: list[np.ndarray] = []
        self.sentence: list[np.ndarray] = []
        self.labels: list[np.ndarray] = []
        self.items: list[dict] = []
        self.at = 0

    def add(self, ids: np.ndarray, places: np.ndarray, sentence: np.ndarray, labels: np.ndarray | None, item: dict) -> None:
        """Append a document."""
        self.ids.append(ids.astype(np.uint32))
        self.places.append(places.astype(np.uint8))
        self.sentence.append(sentence.astype(np.uint16))
        self.labels.append(np.zeros((len(ids), 6), np.uint8) if labels is None else labels)
        self.items.append({**item, "at": self.at, "n": len(ids)})
        self.at += len(ids)


def quote_json(q: features.TokenQuotation) -> dict:
    """A quotation for docs.json."""
    return {"kind": q.kind, "parts": q.parts, "cue": q.cue, "frame": q.frame, "speaker": q.speaker, "addressee": q.addressee, "name": q.name}


def document(row: dict, types: Types, docs: Docs, split: str, *, straight: bool) -> None:
    """Add one annotated article; `straight` with all its marks replaced by straight ones."""
    text = row["text"].translate(STRAIGHT) if straight else row["text"]
    article, parse = parsed(text)
    if not parse.tokens or article.text != text:
        print("skipped", row["id"])
        return
    starts, ends = [t.start for t in parse.tokens], [t.end for t in parse.tokens]
    rules = features.from_drafts(GermanRules().annotate(article, parse), parse)
    gold = []
    for q in row["quotations"]:
        one = features.token_quotation(Kind(q["kind"]), {r: [tuple(s) for s in q[r]] for r in ROLES}, starts, ends)
        if one:
            gold.append(one)
    normal = parse.normalise_marks(text)
    reader = features.WordReader((), lexicon())
    found = features.features(parse, normal, rules, reader)
    ids = np.array([types.of(normal[a:b]) for a, b in zip(starts, ends, strict=True)])
    layer = spans.layers([q.parts for q in gold])
    item = {
        "id": row["id"],
        "split": split,
        "source": row.get("source", "demo"),
        "straight": straight,
        "gold": [{**quote_json(q), "layer": depth} for q, depth in zip(gold, layer, strict=True)],
        "rules": [quote_json(q) for q in rules],
    }
    docs.add(ids, found.places, found.sentence, None, item)


def fold(name: str) -> int:
    """Which of six folds an article belongs to, by its name."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 6


def demo_rows() -> Iterator[dict]:
    """The text articles of the demo corpus as rows."""
    from wortlaut_de.demo_gold import load_gold, place_gold

    for article in load_gold():
        if article.path.suffix != ".txt":
            continue
        try:
            text = article.path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            text = article.path.read_text(encoding="cp1252")
        try:
            placed = place_gold(article, text)
        except PackError as error:  # the page of a table or another encoding: its words stand elsewhere
            print("demo left out:", article.file, error)
            continue
        quotations = [{"kind": p.gold.kind, **{r: [(s.start, s.end) for s in getattr(p, r)] for r in ROLES}} for p in placed]
        yield {"id": "demo-" + article.path.stem, "text": text, "quotations": quotations, "source": "demo"}


def speeches(folder: Path, types: Types, docs: Docs) -> None:
    """SpkAtt: per token which of Cue, PTC, Source, Message, Addr, Topic it belongs to."""
    names = ("Cue", "PTC", "Source", "Message", "Addr", "Topic")
    for path in sorted((folder / "task1").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        marked: dict[tuple[int, int], set[int]] = {}
        for one in data["Annotations"]:
            for bit, name in enumerate(names):
                for place in one[name]:
                    a, b = place.split(":")
                    marked.setdefault((int(a), int(b)), set()).add(bit)
        ids, places, sentence, labels = [], [], [], []
        for s, one in enumerate(data["Sentences"]):
            first = len(ids)
            for t, word in enumerate(one["Tokens"]):
                for piece in TOKEN.findall(word):
                    ids.append(types.of(piece))
                    labels.append([bit in marked.get((one["SentenceId"], t), ()) for bit in range(6)])
                    places.append([0] * 6)
                    sentence.append(s)
            if len(ids) > first:
                places[first][2] |= 1
                places[-1][2] |= 2
        docs.add(
            np.array(ids), np.array(places), np.array(sentence), np.array(labels, np.uint8), {"id": path.stem, "split": "spkatt", "source": "spkatt"}
        )


def names_corpus(path: Path, types: Types, docs: Docs) -> None:
    """GermEval 2014: label 1 + 2 * class (begins) or 2 + 2 * class (goes on) in the first label column."""
    classes = {"PER": 0, "ORG": 1, "LOC": 2, "OTH": 3}
    ids, places, sentence, labels = [], [], [], []
    number = 0

    def close() -> None:
        nonlocal ids, places, sentence, labels, number
        if ids:
            docs.add(
                np.array(ids),
                np.array(places),
                np.array(sentence),
                np.array(labels, np.uint8),
                {"id": f"ner{number}", "split": "ner", "source": "ner"},
            )
        ids, places, sentence, labels = [], [], [], []

    first = 0
    for line in path.open(encoding="utf-8"):
        parts = line.rstrip("\n").split("\t")
        if len(parts) < 3 or line.startswith("#"):
            if len(ids) > first:
                places[first][2] |= 1
                places[-1][2] |= 2
                number += 1
                if len(ids) > 600:
                    close()
            first = len(ids)
            continue
        tag = parts[2]
        name = tag[2:5] if len(tag) > 2 else ""
        begins = tag.startswith("B-")
        for piece in TOKEN.findall(parts[1]):
            label = 0 if name not in classes else 1 + 2 * classes[name] + (0 if begins else 1)
            begins = False
            ids.append(types.of(piece))
            labels.append([label, 0, 0, 0, 0, 0])
            places.append([0] * 6)
            sentence.append(number)
    close()


def name_like(word: str) -> bool:
    """A capitalised word that is no listed noun or verb: probably a name."""
    low = word.lower()
    return (
        word[:1].isupper()
        and word.isalpha()
        and len(word) > 2
        and word[1:].islower()
        and low not in lexicon().codes
        and not lexicon().gender(word)
        and low not in lexicon().openers
    )


def commonest(ranked: list[str]) -> list[str]:
    """The words that have a row of their own in the piece table: the commonest of raw text, lower case."""
    words = dict.fromkeys(word.lower() for word in ranked[1:] if "~" not in word)
    return list(words)[: features.WORDS - 1]


def shipped_vocabulary() -> list[str]:
    """The words of the shipped piece table, which fine-tuning of the shipped encoder has to keep."""
    packed = files("wortlaut_de").joinpath("weights", "quote", "vocabulary.txt.gz").read_bytes()
    return gzip.decompress(packed).decode("utf-8").split("\n")


def main(data: Path, out: Path) -> None:
    """Build and write all arrays; without the types of raw.py those of the documents alone, for fine-tuning the shipped encoder."""
    ranked = lzma.decompress((out / "types.txt.xz").read_bytes()).decode().split("\x00") if (out / "types.txt.xz").exists() else ["\n"]
    vocabulary = commonest(ranked) if len(ranked) > 1 else shipped_vocabulary()
    (out / "vocabulary.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    types, docs = Types(list(ranked)), Docs()
    quotes, mended = data / "quotes/wortlaut-de", overlay()
    for name in ("train", "train-remainders", "dev"):
        for read in rows(quotes / f"{name}.jsonl"):
            row = corrected(read, mended)
            split = "dev" if name == "dev" else f"fold{fold(row.get('continues') or row['id'])}"
            for straight in (False, True):
                document(row, types, docs, split, straight=straight)
    for row in demo_rows():
        document(row, types, docs, "demo", straight=False)
    speeches(data / "spkatt/train", types, docs)
    names_corpus(data / "ner/germeval2014-test.tsv", types, docs)
    reader = features.WordReader(vocabulary, lexicon())
    pieces = np.zeros((len(types.words), features.PIECES), np.uint16)
    feats = np.zeros((len(types.words), len(features.TYPE_SIZES)), np.uint8)
    for i, word in enumerate(types.words):
        if word == "\n":
            pieces[i, 0] = features.WORDS  # the sign between paragraphs: one hashed row of its own
            continue
        if "~" in word and len(word) > 1:
            capital, ending = word[0] == "X", word[2:]
            pieces[i, 0] = features._hashed("=rare")
            ends = [features._hashed(ending[-n:] + ">") for n in (2, 3, 4) if len(ending) >= n]
            pieces[i, 1 : 1 + len(ends)] = ends
            feats[i] = (6 if capital else 3, 0, 0)
            continue
        pieces[i], feats[i] = reader.read(word)
    target = np.zeros(len(types.words), np.uint16)
    known = [i for i in range(1, len(ranked)) if "~" not in ranked[i]][: OUTPUTS - 1]
    target[known] = np.arange(1, len(known) + 1)
    names = np.array([name_like(w) for w in types.words])
    np.savez_compressed(out / "types.npz", pieces=pieces, feats=feats, target=target, names=names, ranked=len(ranked))
    np.savez_compressed(
        out / "docs.npz",
        ids=np.concatenate(docs.ids),
        places=np.concatenate(docs.places),
        sentence=np.concatenate(docs.sentence),
        labels=np.concatenate(docs.labels),
    )
    meta = {
        "buckets": features.WORDS + features.HASHED,
        "pieces": features.PIECES,
        "type_sizes": features.TYPE_SIZES,
        "token_sizes": features.TOKEN_SIZES,
        "docs": docs.items,
    }
    (out / "docs.json").write_text(json.dumps(meta, separators=(",", ":")), encoding="utf-8")
    print(len(docs.items), "documents", docs.at, "tokens", len(types.words), "types", int(names.sum()), "names")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
