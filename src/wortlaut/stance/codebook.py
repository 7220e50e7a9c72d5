"""Reads codebooks from YAML and CSV files and says, with the line, what is wrong in them.

A file becomes entries (`Entry`: a concept with the line it came from); the rules that every codebook keeps are checked
on those, whatever the file was: a .dna file, read elsewhere, becomes them in `wortlaut.stance.dna`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wortlaut.errors import CodebookError
from wortlaut.records import AGREEMENT, Codebook, Concept
from wortlaut.stance.tree import MOST_BYTES

LONGEST_LABEL = 190
"""Characters of a label; the files of the field hold no longer ones."""

LONGEST_TEXT = 4_000
MOST_CONCEPTS = 5_000
MOST_LEVELS = 101

_ID = re.compile(r"\w[\w.-]{0,63}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept and the line of the file it stands on."""

    line: int
    concept: Concept


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file says before it is checked as a whole."""

    name: str
    scale: tuple[int, ...]
    entries: tuple[Entry, ...]
    scale_line: int = 1


@dataclass(frozen=True, slots=True)
class Examined:
    """A codebook, or everything that is wrong with it in the order of its lines."""

    codebook: Codebook | None
    flaws: tuple[CodebookError, ...] = ()

    def required(self) -> Codebook:
        """The codebook; raises the first flaw."""
        if self.codebook is None:
            raise self.flaws[0]
        return self.codebook


def examine(path: Path) -> Examined:
    """Read and check a .yaml or .csv file."""
    try:
        draft, flaws = _draft(path)
    except CodebookError as error:
        return Examined(None, (error,))
    return checked(draft, path.name, flaws)


def checked(draft: Draft, name: str, flaws: Sequence[CodebookError] = ()) -> Examined:
    """What becomes of a draft from the file of this name; `flaws` were found while it was made."""
    every = (*flaws, *_broken(draft, name))
    if every:
        return Examined(None, every)
    return Examined(Codebook.of(draft.name, tuple(entry.concept for entry in draft.entries), draft.scale))


def _draft(path: Path) -> tuple[Draft, list[CodebookError]]:
    suffix = path.suffix.lower()
    if suffix == ".csv":
        from wortlaut.stance.table import draft_of_table

        return draft_of_table(_text(path), path), []
    if suffix in {".yaml", ".yml"}:
        from wortlaut.stance.yamlfile import draft_of_yaml

        return draft_of_yaml(_text(path), path)
    raise CodebookError("this is no file of a codebook", path.name, "give a .yaml, .csv or .dna file")


def _text(path: Path) -> str:
    """The file's text; a file that is too large is not read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CodebookError("the codebook is too large", path.name, f"at most {MOST_BYTES:,} bytes; split the study")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        return data[: MOST_BYTES + 1].decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise CodebookError(f"the codebook cannot be read ({reason})", path.name, "check the file; save it as UTF-8") from error


def _broken(draft: Draft, name: str) -> Iterator[CodebookError]:
    """The rules every codebook keeps."""
    if not draft.name.strip():
        yield CodebookError("the codebook has no name", name, "add `name: ...`")
    if not 2 <= len(draft.scale) <= MOST_LEVELS or list(draft.scale) != sorted(set(draft.scale)):
        yield CodebookError("the scale is not a row of rising whole numbers", f"{name}:{draft.scale_line}", f"write for example {list(AGREEMENT)}")
    if not draft.entries:
        yield CodebookError("the codebook has no concepts", name, "add at least one")
    if len(draft.entries) > MOST_CONCEPTS:
        yield CodebookError("the codebook has too many concepts", name, f"at most {MOST_CONCEPTS:,}")
    yield from _alone(draft.entries, name)
    yield from _together(draft.entries, name)


def _alone(entries: Sequence[Entry], name: str) -> Iterator[CodebookError]:
    for entry in entries:
        concept, where = entry.concept, f"{name}:{entry.line}"
        if not _ID.fullmatch(concept.id):
            yield CodebookError("this is no id of a concept", f"{where}: {concept.id[:40]!r}", "use letters, digits, - and _, at most 64")
        if not concept.labels:
            yield CodebookError("the concept has no label", f"{where}: {concept.id}", "add `labels: {de: ...}`")
        for language, label in concept.labels:
            if not _LANGUAGE.fullmatch(language):
                yield CodebookError("this is no code of a language", f"{where}: {language[:40]!r}", "write labels as `de: ...`, `en: ...`")
            if not label or len(label) > LONGEST_LABEL:
                yield CodebookError("a label is empty or too long", f"{where}: {label[:40]!r}", f"at most {LONGEST_LABEL} characters")
        texts = (concept.description, *concept.examples, *concept.cues, *_sides(concept))
        if any(len(text) > LONGEST_TEXT for text in texts):
            yield CodebookError("a text of the concept is too long", f"{where}: {concept.id}", f"at most {LONGEST_TEXT:,} characters")


def _sides(concept: Concept) -> Iterator[str]:
    for pole in (concept.agree, concept.disagree):
        yield pole.wording
        yield from pole.cues


def _together(entries: Sequence[Entry], name: str) -> Iterator[CodebookError]:
    first: dict[str, Entry] = {}
    labelled: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        before = first.setdefault(entry.concept.id, entry)
        if before is not entry:
            yield CodebookError(
                "two concepts have the same id", f"{name}:{entry.line}: {entry.concept.id}", f"the first stands on line {before.line}"
            )
        for key in entry.concept.labels:
            same = labelled.setdefault(key, entry)
            if same is not entry:
                yield CodebookError("two concepts have the same label", f"{name}:{entry.line}: {key[1][:40]}", f"the first is {same.concept.id}")
    parents = {entry.concept.id: entry.concept.parent for entry in first.values()}
    for entry in first.values():
        parent = entry.concept.parent
        if parent is not None and parent not in parents:
            yield CodebookError("the parent is no concept", f"{name}:{entry.line}: {parent[:40]}", "name the id of another concept")
        elif entry.concept.id in _above(entry.concept.id, parents):
            yield CodebookError("the parents go round in a circle", f"{name}:{entry.line}: {entry.concept.id}", "take one parent out")


def _above(concept_id: str, parents: dict[str, str | None]) -> set[str]:
    """The ids above a concept; its own among them where they go round."""
    seen: set[str] = set()
    current = parents.get(concept_id)
    while current is not None and current not in seen:
        seen.add(current)
        current = parents.get(current)
    return seen
