"""The codebook in a .dna file of Discourse Network Analyzer 3: the entities of the variable `concept`.

The file was read and checked before (`wortlaut.capture.dna`); the whole of it comes in with `wortlaut capture FILE.dna`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from wortlaut.records import AGREEMENT, Concept, dna
from wortlaut.stance.codebook import Draft, Entry

VARIABLE = "concept"
NOTES = "Notes"
"""The attribute whose value describes an entity."""

LANGUAGE = "mul"
"""The code of labels that may be of any language: the file does not tell."""


def draft_of(file: dna.File, name: str) -> Draft:
    """The concepts of a .dna file with ids made of their labels; those of several statement types that are called the same are one."""
    variables = {one.id for one in file.variables if one.name == VARIABLE}
    entities = [one for one in file.entities if one.variable in variables and one.value]
    named = _ids(dict.fromkeys(one.value for one in entities))
    labels = {one.id: one.value for one in entities}
    notes = _notes(file)
    entries: dict[str, Entry] = {}
    for one in entities:
        parent = named.get(labels.get(one.child_of or 0, ""))
        concept = Concept(named[one.value], ((LANGUAGE, one.value),), notes.get(one.id, ""), parent=parent)
        entries.setdefault(concept.id, Entry(len(entries) + 1, concept))
    return Draft(name, AGREEMENT, tuple(entries.values()))


def _notes(file: dna.File) -> dict[int, str]:
    attributes = {one.id for one in file.attribute_variables if one.name == NOTES}
    return {one.entity: " ".join(one.value.split()) for one in file.attribute_values if one.attribute in attributes}


def _ids(labels: Iterable[str]) -> dict[str, str]:
    """A short name for every label, told apart by a number where two would be the same."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    found: dict[str, str] = {}
    for label in labels:
        plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-") or "concept"
        name = stem
        while name in taken:
            numbers[stem] = numbers.get(stem, 1) + 1
            name = f"{stem}-{numbers[stem]}"
        taken.add(name)
        found[label] = name
    return found
