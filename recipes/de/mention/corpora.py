"""Reads the annotated corpora as texts with mentions; part of prepare.py.

A text is its words, the mentions annotated in it, how much the annotation says (`whole`: what is not marked is no name; otherwise capitalised
words without a mark are unknown), the name of the document, and its fold. Not for: features and arrays.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDS = 6
Gold = tuple[int, int, str]
"""Start and end in the text, and person, organisation, location or role."""

NO_SPACE_BEFORE = frozenset([".", ",", ";", ":", "!", "?", ")", "]", "“", "‘", "…", "%"])
NO_SPACE_AFTER = frozenset(["(", "[", "„", "‚"])
GERMEVAL = {"PER": "person", "ORG": "organisation", "LOC": "location", "LOCderiv": "location"}
SMARTDATA = {
    "person": "person",
    "organization": "organisation",
    "organization-company": "organisation",
    "location": "location",
    "location-city": "location",
    "location-stop": "location",
    "location-street": "location",
    "org-position": "role",
}
COURTS = {
    "PER": "person",
    "RR": "person",
    "ORG": "organisation",
    "UN": "organisation",
    "INN": "organisation",
    "GRT": "organisation",
    "LD": "location",
    "ST": "location",
    "LDS": "location",
}
COURT_SENTENCES, TWEETS = 1500, 600


@dataclass(frozen=True)
class Text:
    """One text of a corpus."""

    corpus: str
    document: str
    text: str
    gold: tuple[Gold, ...]
    whole: bool = True
    fold: int | None = None


TITLES = re.compile(r"(?:(?:Dr|Prof|Dipl|Ing|Mag|Herr|Herrn|Frau)\b\.?(?:-Ing\.)?\s*)+")


def without_title(text: str, one: Gold) -> Gold:
    """A person without titles and forms of address, which are no part of a name; only SmartData marks some of them."""
    found = TITLES.match(text, one[0], one[1])
    return (found.end(), one[1], one[2]) if one[2] == "person" and found and found.end() < one[1] else one


def fold_of(document: str) -> int:
    """The fold of a document by the hash of its name: 0 is held back and never trained on, 1 is left out where settings are compared."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % FOLDS


def joined(words: list[str], tags: list[str], kinds: dict[str, str]) -> tuple[str, tuple[Gold, ...]]:
    """Words and BIO tags as a text with mentions."""
    text, starts = "", []
    for number, word in enumerate(words):
        if number and word not in NO_SPACE_BEFORE and words[number - 1] not in NO_SPACE_AFTER:
            text += " "
        starts.append(len(text))
        text += word
    gold, at = [], 0
    while at < len(tags):
        mark, _, kind = tags[at].partition("-")
        last = at + 1
        if mark == "B":
            while last < len(tags) and tags[last] == f"I-{kind}":
                last += 1
            if kind in kinds:
                gold.append((starts[at], starts[last - 1] + len(words[last - 1]), kinds[kind]))
        at = last
    return text, tuple(gold)


def germeval(data: Path) -> Iterator[Text]:
    """GermEval 2014: single sentences of Wikipedia and news by source; the outer layer. Compounds with a name inside (…part) are no mention."""
    words: list[str] = []
    tags: list[str] = []
    source, number = "", 0
    for line in [*(data / "ner/germeval2014-test.tsv").open(encoding="utf-8"), "\n"]:
        parts = line.rstrip("\n").split("\t")
        if parts[0] == "#":
            source = parts[1]
        elif len(parts) >= 3:
            words.append(parts[1])
            tags.append(parts[2])
        elif words:
            text, gold = joined(words, tags, GERMEVAL)
            yield Text("germeval", f"germeval-{number}", text, gold, fold=fold_of(source))
            words, tags, number = [], [], number + 1


def smartdata(data: Path) -> Iterator[Text]:
    """SmartData: news, tweets and traffic reports of 2015 and 2016."""
    seen = set()
    for name in ("train", "test"):
        raw, decoder, at = gzip.decompress((data / f"ner/smartdata-v1-{name}.json.gz").read_bytes()).decode("utf-8"), json.JSONDecoder(), 0
        while True:
            while at < len(raw) and raw[at] in " \r\n\t,[]":
                at += 1
            if at >= len(raw):
                break
            item, at = decoder.raw_decode(raw, at)
            text = item["text"]["string"]
            document = item["id"].split("@")[0]
            if text in seen:
                continue
            seen.add(text)
            marked = sorted(
                {(m["span"]["start"], m["span"]["end"], SMARTDATA[m["type"]]) for m in item["conceptMentions"]["array"] if m["type"] in SMARTDATA},
                key=lambda one: (one[0], -one[1]),
            )
            gold: list[Gold] = []
            for one in (without_title(text, one) for one in marked):
                if not gold or one[0] >= gold[-1][1]:
                    gold.append(one)
            source = item["refids"]["map"].get("source", "")
            yield Text("smartdata-news" if source == "news" else "smartdata-other", document, text, tuple(gold), fold=fold_of(document))


def courts(data: Path) -> Iterator[Text]:
    """Court decisions (LER): some sentences that name somebody, evenly from all courts."""
    done = subprocess.run(["tar", "--zstd", "-xOf", str(data / "ner/ler-courts-conll.tar.zst")], capture_output=True, check=True)
    found = []
    for number, block in enumerate(re.split(r"\n\s*\n", done.stdout.decode("utf-8"))):
        pairs = [line.rsplit(" ", 1) for line in block.split("\n") if " " in line]
        if pairs and any(tag[2:] in COURTS for _, tag in pairs):
            text, gold = joined([word for word, _ in pairs], [tag for _, tag in pairs], COURTS)
            found.append(Text("courts", f"courts-{number}", text, gold))
    step = max(1, len(found) // COURT_SENTENCES)
    yield from found[::step][:COURT_SENTENCES]


def tweets(data: Path) -> Iterator[Text]:
    """Mobility tweets (MobIE), the training part: some of those that name somebody."""
    with zipfile.ZipFile(data / "ner/mobie-conll.zip") as archive:
        lines = archive.read("train.conll2003").decode("utf-8")
    number = 0
    for document in lines.split("-DOCSTART-")[1:]:
        rows = [line.split("\t") for line in document.split("\n")[1:] if line.count("\t") >= 3]
        text, gold = joined([row[0] for row in rows], [row[-1] for row in rows], SMARTDATA)
        if any(kind in ("person", "organisation") for _, _, kind in gold) and number < TWEETS:
            number += 1
            yield Text("tweets", f"tweets-{number}", text, gold)


def speakers(data: Path, first_name: object) -> Iterator[Text]:
    """Our own training articles: the people who speak there, by full name and surname wherever they stand; other names are unknown."""
    for name in ("train", "train-remainders"):
        for line in (data / f"quotes/wortlaut-de/{name}.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            people = {one["actor"].split("(")[0].strip() for one in row["quotations"] if one["actor"]}
            gold: set[tuple[int, int]] = set()
            for person in people:
                parts = person.split()
                if 2 <= len(parts) <= 5 and parts[-1][:1].isupper() and first_name(parts[0]):  # type: ignore[operator]
                    gold |= {found.span() for found in re.finditer(rf"\b{re.escape(person)}s?\b|\b{re.escape(parts[-1])}s?\b", row["text"])}
            kept = [one for one in gold if not any(other != one and other[0] <= one[0] and one[1] <= other[1] for other in gold)]
            yield Text("speakers", row["id"], row["text"], tuple((a, b, "person") for a, b in sorted(kept)), whole=False)
