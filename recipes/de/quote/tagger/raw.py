"""Raw text to compact arrays of word types, for pretraining on a machine that has only numpy and torch.

Writes raw/stream.xz (uint16 ids, 65535 escapes to raw/rare.xz), raw/news.xz (texts of news style) and types.txt.xz (the words by rank).
Rare words become pseudo words that keep capitals and ending. Not for: labels (prepare.py).
"""

from __future__ import annotations

import array
import collections
import gzip
import json
import lzma
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:-\w+)*|[^\w\s]")
PARAGRAPH = "\n"
RARE = 3
MOST = 40_000_000
FILTER = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 1 << 26, "lc": 3, "lp": 1, "pb": 1}]


def pseudo(word: str) -> str:
    """What a rare word keeps: its case and last letters."""
    low = word.lower()
    if low[:1].isdigit():
        return re.sub(r"\d", "0", low)[:8]
    start = "X" if word[:1].isupper() else "x"
    return f"{start}~{low[-4:]}"


def news_texts(data: Path) -> Iterator[str]:
    """Texts of news style: training articles, named-entity corpora, treebanks."""
    for name in ("train", "train-remainders"):
        for line in (data / f"quotes/wortlaut-de/{name}.jsonl").open(encoding="utf-8"):
            yield json.loads(line)["text"]
    sentence: list[str] = []
    for line in (data / "ner/germeval2014-test.tsv").open(encoding="utf-8"):
        parts = line.rstrip("\n").split("\t")
        if len(parts) < 3 or line.startswith("#"):
            if sentence:
                yield " ".join(sentence)
            sentence = []
        else:
            sentence.append(parts[1])
    for name in ("train", "test"):
        text = gzip.decompress((data / f"ner/smartdata-v1-{name}.json.gz").read_bytes()).decode("utf-8")
        decoder, at = json.JSONDecoder(), 0
        while True:
            while at < len(text) and text[at] in " \r\n\t,[]":
                at += 1
            if at >= len(text):
                break
            item, at = decoder.raw_decode(text, at)
            yield re.sub(r"<[^>]*>", "", item.get("raw") or item.get("text") or "").replace("\r", "")
    for path in sorted((data / "ud").glob("*.conllu")):
        for line in path.open(encoding="utf-8"):
            if line.startswith("# text = "):
                yield line[9:]


def main(data: Path, out: Path, most: int) -> None:
    """Read, count, pack."""
    (out / "raw").mkdir(parents=True, exist_ok=True)
    ids: dict[str, int] = {PARAGRAPH: 0}

    def read(lines: Iterable[str]) -> array.array:
        stream = array.array("I")
        find, setdefault = TOKEN.findall, ids.setdefault
        for line in lines:
            stream.extend([setdefault(w, len(ids)) for w in find(line)])
            stream.append(0)
        return stream

    news = np.array(read(line for text in news_texts(data) for line in text.split("\n") if line.strip()), dtype=np.uint32)
    print("news", len(news), len(ids), flush=True)
    parts = []
    for name in ("bundestag-2017-2026", "bundestag-2009-2015"):
        with lzma.open(data / f"raw/{name}.txt.xz", "rt", encoding="utf-8") as file:
            one = np.frombuffer(read(file), dtype=np.uint32)
        print(name, len(one), len(ids), flush=True)
        parts.append(one)
    total = sum(map(len, parts))
    if total > most:  # keep slices evenly spread over the years
        kept = []
        for one in parts:
            slices = np.array_split(one, 200)
            keep = most / total
            kept += [s[: int(len(s) * keep)] for s in slices]
        raw = np.concatenate(kept)
    else:
        raw = np.concatenate(parts)
    frequency = np.bincount(raw, minlength=len(ids)) + 5 * np.bincount(news, minlength=len(ids))
    words = list(ids)
    weight: collections.Counter[str] = collections.Counter()
    goal = []
    for word, n in zip(words, frequency, strict=True):
        name = word if n >= RARE or word == PARAGRAPH else pseudo(word)
        goal.append(name)
        weight[name] += int(n)
    ranked = [PARAGRAPH] + [w for w, n in weight.most_common() if w != PARAGRAPH and n > 0]
    final = {w: i for i, w in enumerate(ranked)}
    table = np.array([final.get(name, 1) for name in goal], dtype=np.uint32)
    print("types", len(ranked), "tokens", len(raw), flush=True)
    for name, stream in (("stream", table[raw]), ("news", table[news])):
        rare = stream[stream >= 65535].astype(np.uint32)
        small = np.where(stream >= 65535, 65535, stream).astype(np.uint16)
        (out / f"raw/{name}.xz").write_bytes(lzma.compress(small.tobytes(), format=lzma.FORMAT_XZ, filters=FILTER))
        (out / f"raw/{name}-rare.xz").write_bytes(lzma.compress(rare.tobytes(), format=lzma.FORMAT_XZ, filters=FILTER))
    (out / "types.txt.xz").write_bytes(lzma.compress("\x00".join(ranked).encode("utf-8", errors="replace")))
    np.save(out / "frequency.npy", np.array([weight[w] for w in ranked], dtype=np.int64))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else MOST)
