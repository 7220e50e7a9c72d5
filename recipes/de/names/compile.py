"""Compiles the name tables of the German pack from lists with open licences; sources and licences: src/wortlaut_de/NOTICE.

Usage: python recipes/de/names/compile.py DATA TABLES, where DATA holds lexicon/, gazetteers/ and raw/ and TABLES is src/wortlaut_de/tables.
It writes names_nouns, names_lower, names_first, names_surnames and states_forms (tab-separated text, gzip with a fixed time stamp, so the
same input gives the same bytes) and prints their sizes. Nothing here is needed at run time.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import lzma
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
MIN_NOUN, MIN_LOWER = 2, 15


def write(path: Path, lines: Iterable[str]) -> None:
    """Write sorted lines as a reproducible gzip file."""
    rows = sorted(set(lines))
    data = "".join(row + "\n" for row in rows).encode()
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        out.write(data)
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size} bytes")


def frequencies(data: Path) -> Counter[str]:
    """How often each word form stands in the plenary debates of 2017 to 2026."""
    counts: Counter[str] = Counter()
    with lzma.open(data / "raw" / "bundestag-2017-2026.txt.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.update(WORD.findall(line))
    return counts


def forms(data: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Every (form, lemma, tag parts) of the morphological lexicon."""
    raw = subprocess.run(["zstd", "-dc", str(data / "lexicon" / "german_forms.tsv.zst")], capture_output=True, check=True).stdout
    for line in io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"):
        form, lemma, tag = line.rstrip("\n").split("\t")
        yield form, lemma, tag.split(":")


def person_lemmas(gender: dict[str, set[str]]) -> set[str]:
    """Nouns for people: a masculine noun with a feminine counterpart in -in, and that counterpart."""
    fold = str.maketrans("äöüÄÖÜ", "aouAOU")
    masculine = {lemma.translate(fold).removesuffix("e").lower(): lemma for lemma, genders in gender.items() if "MAS" in genders}
    found = set()
    for lemma, genders in gender.items():
        base = masculine.get(lemma.translate(fold).lower().removesuffix("in")) if lemma.endswith("in") and "FEM" in genders else None
        if base and len(base) > 3:
            found |= {lemma, base}
    return found


def nouns(entries: list[tuple[str, str, list[str]]], counts: Counter[str]) -> dict[str, str]:
    """Noun form -> code: genders of its singular (m, f, n), p for plural, * for people; dative plurals and genitives included."""
    gender: dict[str, set[str]] = defaultdict(set)
    codes: dict[str, set[str]] = defaultdict(set)
    lemma_of: dict[str, str] = {}
    lemma_count: Counter[str] = Counter()
    for form, lemma, tag in entries:
        if tag[0] != "SUB" or len(form) < 3 or not form[0].isupper() or not form.isalpha():
            continue
        if form not in lemma_of or form == lemma:
            lemma_of[form] = lemma
        if tag[1] == "NOM" and tag[2] == "SIN":
            gender[lemma].add(tag[3])
        codes[form].add("p" if tag[2] == "PLU" else {"MAS": "m", "FEM": "f", "NEU": "n"}.get(tag[3], "n"))
    for form, lemma in lemma_of.items():
        lemma_count[lemma] += counts[form]
    people = person_lemmas(gender)
    kept = {}
    for form, code in codes.items():
        lemma = lemma_of[form]
        if counts[form] >= MIN_NOUN or (lemma in people and lemma_count[lemma] >= 2):
            kept[form] = "".join(sorted(code)) + ("*" if lemma in people else "")
    return kept


def first_names(entries: list[tuple[str, str, list[str]]], data: Path) -> dict[str, str]:
    """First name -> m, f or mf."""
    seen: dict[str, set[str]] = defaultdict(set)
    for _, lemma, tag in entries:
        if tag[0] == "EIG" and tag[-1] == "VOR":
            seen[lemma].update({"MAS": "m", "FEM": "f"}.get(tag[3], ""))
    for line in (data / "lexicon" / "EIG.txt").read_text(encoding="utf-8").splitlines():
        _, lemma, tag_text = line.split("\t")
        if tag_text.endswith("VOR"):
            seen[lemma].update({"MAS": "m", "FEM": "f"}.get(tag_text.split(":")[3], ""))
    with (data / "gazetteers" / "bundestag-members.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            letter = {"männlich": "m", "weiblich": "f"}.get(row["GESCHLECHT"])
            for name in re.findall(r"[^\W\d_][^\W\d_-]{2,}(?:-[^\W\d_]+)?", row["VORNAME"]):
                if letter and name[0].isupper():
                    seen[name].add(letter)
    return {name: "".join(sorted(code)) for name, code in seen.items() if code and len(name) > 2}


def named_people(data: Path) -> set[str]:
    """First words of people's names of two words or more in the annotated corpora GermEval 2014 and SmartData; their gender is not told."""
    found: Counter[str] = Counter()
    name: list[str] = []
    for line in [*(data / "ner" / "germeval2014-test.tsv").read_text(encoding="utf-8").splitlines(), "0\t\tO\tO"]:
        parts = line.split("\t")
        tag = parts[2] if len(parts) > 3 else "O"
        if tag == "I-PER" and name:
            name.append(parts[1])
            continue
        found.update(name[:1] if len(name) > 1 else [])
        name = [parts[1]] if tag == "B-PER" else []
    for part in ("train", "test"):
        text = gzip.decompress((data / "ner" / f"smartdata-v1-{part}.json.gz").read_bytes()).decode()
        at, decoder = 0, json.JSONDecoder()
        while match := re.compile(r"\S").search(text, at):
            document, at = decoder.raw_decode(text, match.start())
            for mention in (document.get("conceptMentions") or {}).get("array", []):
                words = document["text"]["string"][mention["span"]["start"] : mention["span"]["end"]].split()
                found.update(words[:1] if mention["type"] == "person" and len(words) > 1 else [])
    return {word for word in found if re.fullmatch(r"[^\W\d_]{3,}(?:-[^\W\d_]{3,})?", word) and word[0].isupper() and not word.isupper()}


def surnames(data: Path, known: dict[str, str], lower: set[str], counts: Counter[str]) -> set[str]:
    """Surnames heard in the debates, and those that look like a noun, a compound of nouns or a common word: no other table may hide them."""
    names = {line.strip() for line in (data / "gazetteers" / "personennamen.list").read_text(encoding="utf-8").splitlines()}
    with (data / "gazetteers" / "bundestag-members.csv").open(encoding="utf-8") as file:
        names |= {row["NACHNAME"] for row in csv.DictReader(file)}

    def hidden(name: str) -> bool:
        return name in known or name.lower() in lower or any(name[k:].capitalize() in known for k in range(3, len(name) - 3))

    return {name for name in names if name[:1].isupper() and name.isalpha() and len(name) > 2 and (counts[name] > 1 or hidden(name))}


def places(data: Path, firsts: dict[str, str], known: dict[str, str], lower: set[str]) -> set[str]:
    """Towns: those of the lexicon and the birthplaces of members of the Bundestag, without names that are common words or first names."""
    found = set()
    for line in (data / "lexicon" / "EIG.txt").read_text(encoding="utf-8").splitlines():
        _, lemma, tag = line.split("\t")
        if tag.endswith("STD"):
            found.add(lemma)
    with (data / "gazetteers" / "bundestag-members.csv").open(encoding="utf-8") as file:
        found |= {re.split(r"[,/(]| bei | am | an | im | in ", row["GEBURTSORT"])[0].strip() for row in csv.DictReader(file)}
    return {
        name
        for name in found
        if re.fullmatch(r"[A-ZÄÖÜ][a-zäöüß]{2,}(?:[- ][A-ZÄÖÜ][a-zäöüß]+)*", name) and name not in firsts | known and name.lower() not in lower
    }


def state_forms(data: Path) -> Iterator[str]:
    """Rows `form, canonical name, kind` with kind name, adjective, inhabitant or capital; official long names join by the short name."""
    official = [line.strip() for line in (data / "gazetteers" / "laendernamen.list").read_text(encoding="utf-8").splitlines() if line.strip()]
    long_name = {official[i]: official[i + 1] for i in range(0, len(official) - 1, 2)}
    territories = json.loads((data / "gazetteers/cldr-de/cldr-localenames-full/main/de/territories.json").read_text(encoding="utf-8"))
    cldr = territories["main"]["de"]["localeDisplayNames"]["territories"]
    for line in (HERE / "states.csv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, name, adjective, inhabitant, capital, further = (cell.split("|") for cell in line.split(";"))
        canonical = name[0]
        names = {canonical, *further, cldr.get(code[0], canonical), long_name.get(canonical, canonical)} - {""}
        yield from (f"{form}\t{canonical}\tname" for form in names)
        yield from (f"{form}\t{canonical}\tcapital" for form in capital if form)
        yield from (f"{form}\t{canonical}\tadjective" for form in adjective if form)
        yield from (f"{form}\t{canonical}\tinhabitant" for form in inhabitant if form)


def main(data: Path, tables: Path) -> None:
    """Compile all tables."""
    tables.mkdir(parents=True, exist_ok=True)
    counts = frequencies(data)
    entries = list(forms(data))
    known = nouns(entries, counts)
    lower = {word for word, n in counts.items() if n >= MIN_LOWER and word.islower() and word.isalpha()}
    write(tables / "names_nouns.tsv.gz", (f"{form}\t{code}" for form, code in known.items()))
    write(tables / "names_lower.txt.gz", lower)
    firsts = first_names(entries, data)
    firsts = {name: "fm" for name in named_people(data) if name not in known and name.lower() not in lower} | firsts
    write(tables / "names_first.tsv.gz", (f"{name}\t{code}" for name, code in firsts.items()))
    write(tables / "names_places.txt.gz", places(data, firsts, known, lower))
    write(tables / "names_surnames.txt.gz", surnames(data, known, lower, counts))
    write(tables / "states_forms.tsv.gz", state_forms(data))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
