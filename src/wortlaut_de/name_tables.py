"""Reads the name tables of the pack: names.toml and the compiled tables of recipes/de/names, each once.

It hands out typed pieces and knows nothing of their meaning.
"""

from __future__ import annotations

import gzip
import hashlib
import unicodedata
from functools import cache
from pathlib import Path

from wortlaut.errors import PackError
from wortlaut.seams import Gender
from wortlaut_de.tomlfile import read_table

_TABLES = Path(__file__).parent / "tables"
FILE = "names.toml"
TRUST = "speaker_trust.toml"
LETTER = {"m": Gender.MALE, "f": Gender.FEMALE, "n": Gender.NEUTER}


def rows(name: str) -> list[str]:
    """The rows of a compiled table; raises PackError if it is missing or broken."""
    try:
        return gzip.decompress((_TABLES / name).read_bytes()).decode().splitlines()
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise PackError("a table of the German pack cannot be read", f"{name} ({error})", "reinstall wortlaut") from error


@cache
def digest() -> str:
    """The sha256 over names.toml, speaker_trust.toml and all compiled name tables, so that a record tells what it was read with."""
    found = hashlib.sha256()
    for path in (_TABLES.parent / FILE, _TABLES.parent / TRUST, *sorted(_TABLES.glob("names_*.gz")), *sorted(_TABLES.glob("states_*.gz"))):
        found.update(path.read_bytes())
    return found.hexdigest()


@cache
def pairs(name: str) -> dict[str, str]:
    """A compiled table of two columns."""
    return dict(row.split("\t", 1) for row in rows(name))


@cache
def entries(name: str) -> frozenset[str]:
    """A compiled table of one column."""
    return frozenset(rows(name))


@cache
def first_names() -> dict[str, str]:
    """First name -> m, f or both: the compiled table and the list of names.toml."""
    listed: dict[str, str] = {}
    for code, key in (("m", "male"), ("f", "female")):
        for name in words("first_names", key):
            for form in {name, without_accents(name)}:
                listed[form] = listed.get(form, "") + code
    return listed | pairs("names_first.tsv.gz")


def nouns() -> dict[str, str]:
    """Noun form -> code: m, f, n for the genders of its singular, p for plural, * for people."""
    return pairs("names_nouns.tsv.gz")


def common_words() -> frozenset[str]:
    """Words in small letters."""
    return entries("names_lower.txt.gz")


def surname(word: str) -> bool:
    """Whether a word is a listed surname; longer words in capitals are read as one case."""
    return (word.capitalize() if word.isupper() and len(word) > 3 else word) in entries("names_surnames.txt.gz")


@cache
def trust_weights() -> dict[str, float]:
    """Evidence for an answer of `resolve` -> weight; raises PackError if the table is broken."""
    value = read_table(TRUST).get("weights")
    if not isinstance(value, dict) or not all(isinstance(weight, float) for weight in value.values()):
        raise PackError("a table of the German pack is broken", f"{TRUST}: weights does not map evidence to numbers", "reinstall wortlaut")
    return {str(key): float(weight) for key, weight in value.items()}


def trust_bound() -> float:
    """Answers of `resolve` that are less probably right are withheld; raises PackError if the table is broken."""
    value = read_table(TRUST).get("bound")
    if not isinstance(value, float):
        raise PackError("a table of the German pack is broken", f"{TRUST}: bound is no number", "reinstall wortlaut")
    return value


def without_accents(word: str) -> str:
    """The word with the signs over and under its letters taken off, but German umlauts kept: "Štefan" is Stefan."""
    if word.isascii():
        return word
    return "".join(letter if letter in "äöüÄÖÜß" else unicodedata.normalize("NFD", letter)[0] for letter in word)


def section(name: str) -> dict[str, object]:
    """A section of names.toml; raises PackError if it is missing."""
    value = read_table(FILE).get(name)
    if not isinstance(value, dict):
        raise PackError("a table of the German pack is broken", f"{FILE}: no section {name}", "reinstall wortlaut")
    return value


def words(part: str, key: str) -> tuple[str, ...]:
    """A list of words in a section of names.toml; raises PackError if it is missing."""
    value = section(part).get(key)
    if not isinstance(value, list):
        raise PackError("a table of the German pack is broken", f"{FILE}: {part}.{key} is not a list of words", "reinstall wortlaut")
    return tuple(str(word) for word in value)


def mapping(part: str, key: str) -> dict[str, str]:
    """A map of words in a section of names.toml, empty if it is missing."""
    value = section(part).get(key)
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}


def named_lists(part: str) -> dict[str, tuple[str, ...]]:
    """A section of names.toml that maps names to lists of further forms."""
    return {str(name): tuple(str(form) for form in forms) for name, forms in section(part).items() if isinstance(forms, list)}
