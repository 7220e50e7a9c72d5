"""Compile the German word tables that ship in wortlaut_de/tables from a list of (form, lemma, tag).

For: anyone who wants to remake the tables (`python recipes/de/lexicon/compile.py FORMS OUT`). FORMS is the
tab-separated dump of the LanguageTool dictionary (german_forms.tsv.zst, CC BY-SA 4.0), packed or not; OUT is the
folder `src/wortlaut_de/tables`. Not for: verbs of saying and their patterns, which are written by hand in cues.toml.

Three tables, gzipped text:

verbs.txt.gz   one verb a line: `lemma<TAB>codes form form ...<TAB>codes form ...`; the first line, lemma `*`, lists
               forms that are also other words than verbs. Codes: s p = 3rd person indicative singular, plural;
               e = 1st singular present; j J = Konjunktiv I; k K = Konjunktiv II where it differs from the past;
               q = Konjunktiv II that equals the past; n z g = infinitive, infinitive with zu, past participle;
               x = only at the end of a clause (separable verb).
others.txt.gz  lower-case words that are no nouns and may open a sentence: adverbs, predicative adjectives, participles in -end,
               pronouns, prepositions, conjunctions.
nouns.txt.gz   `m`, `f` or `n`, a blank, nouns of that gender in the nominative singular; `p`, nominative plurals; a noun whose ending is
               itself a listed noun of the same gender is left out, so look up the longest listed ending.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

OTHER_CLASSES = ("ADJ", "ADV", "ART", "KON", "NEG", "PRO", "PRP", "ZUS", "INJ", "ZAL", "PA1")
GENDERS = {"MAS": "m", "FEM": "f", "NEU": "n"}


def rows(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (form, lemma, tag) of every line; a `.zst` file is unpacked by the zstd program."""
    data = subprocess.run(["zstd", "-dc", str(path)], check=True, capture_output=True).stdout if path.suffix == ".zst" else path.read_bytes()
    for line in data.decode("utf-8").splitlines():
        form, lemma, tag = line.split("\t")
        yield form, lemma, tag


def code_of(parts: list[str]) -> str:
    """The raw code of one verb tag, e.g. `3SIN:KJ1`, `INF`; empty for tags no rule needs."""
    if "PA2" in parts:
        return "g"
    if "INF" in parts:
        return "n"
    if "EIZ" in parts:
        return "z"
    person = next((p for p in parts if p in {"1", "3"}), "")
    number = next((p for p in parts if p in {"SIN", "PLU"}), "")
    mood = next((p for p in parts if p in {"PRÄ", "PRT", "KJ1", "KJ2"}), "")
    return f"{person}{number}:{mood}" if person and number and mood else ""


def codes(raw: set[str]) -> str:
    """The letters of the module docstring for the raw codes of one form."""
    out = "".join(c for c in "nzgx" if c in raw)
    singular, plural = {"3SIN:PRÄ", "3SIN:PRT"} & raw, {"3PLU:PRÄ", "3PLU:PRT"} & raw
    out += "s" * bool(singular) + "p" * bool(plural) + "e" * ("1SIN:PRÄ" in raw)
    if "3SIN:KJ1" in raw and not singular:
        out += "j"
    if "3PLU:KJ1" in raw and not plural:
        out += "J"
    if "3SIN:KJ2" in raw:
        out += "q" if singular else "k"
    if "3PLU:KJ2" in raw:
        out += "q" * ("q" not in out) if plural else "K"
    return out


def compile_tables(path: Path) -> tuple[list[str], list[str], list[str]]:
    """The lines of the three tables."""
    verbs: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    other: set[str] = set()
    openers: set[str] = set()
    nouns: dict[str, set[str]] = defaultdict(set)
    for form, lemma, tag in rows(path):
        parts = tag.split(":")
        if " " in form:
            continue
        if parts[0] == "VER" and form[:1].islower():
            code = code_of(parts)
            if code:
                verbs[lemma][form] |= {code, "x"} if "NEB" in parts else {code}
        elif parts[0] in OTHER_CLASSES and form[:1].islower():
            other.add(form)
            if parts[0] not in {"ADJ", "ART", "PA1"} or "PRD" in parts:
                openers.add(form)
        elif parts[0] == "SUB" and "NOM" in parts and "PLU" in parts and "ADJ" not in parts and "-" not in form:
            nouns["p"].add(form.lower())
        elif parts[0] == "SUB" and "NOM" in parts and "SIN" in parts and "ADJ" not in parts and "INF" not in parts and "-" not in form:
            for name, letter in GENDERS.items():
                if name in parts:
                    nouns[letter].add(form.lower())
    return verb_lines(verbs, other), sorted(openers), [f"{g} {' '.join(sorted(shortest(nouns[g], nouns)))}" for g in "fmnp"]


def verb_lines(verbs: dict[str, dict[str, set[str]]], other: set[str]) -> list[str]:
    """One line per verb, ambiguous forms first."""
    known = {form for forms in verbs.values() for form in forms}
    lines = ["*\t- " + " ".join(sorted(other & known))]
    for lemma in sorted(verbs):
        groups: dict[str, list[str]] = defaultdict(list)
        for form, raw in verbs[lemma].items():
            if letters := codes(raw):
                groups[letters].append(form)
        if groups:
            lines.append("\t".join([lemma, *(f"{letters} {' '.join(sorted(forms))}" for letters, forms in sorted(groups.items()))]))
    return lines


def shortest(words: set[str], every: dict[str, set[str]]) -> set[str]:
    """The words that the longest-ending rule cannot derive from a shorter listed word of the same gender."""
    listed = {w: {g for g, forms in every.items() if w in forms} for forms in every.values() for w in forms}
    keep = set()
    for word in words:
        endings = (word[i:] for i in range(1, len(word) - 2))
        ending = next((e for e in endings if e in listed), None)
        if ending is None or listed[ending] != listed[word]:
            keep.add(word)
    return keep


def main() -> None:
    """Write the tables into the folder given as second argument."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    for name, lines in zip(("verbs", "others", "nouns"), compile_tables(source), strict=True):
        packed = gzip.compress("\n".join(lines).encode("utf-8"), mtime=0)
        (target / f"{name}.txt.gz").write_bytes(packed)
        print(f"{name}: {len(lines)} lines, {len(packed)} bytes")


if __name__ == "__main__":
    main()
