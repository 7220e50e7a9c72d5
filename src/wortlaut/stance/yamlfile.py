"""The YAML form of a codebook, key by key; unknown keys and values of the wrong kind are told with their line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from wortlaut.errors import CodebookError
from wortlaut.records import AGREEMENT, Concept, Pole
from wortlaut.stance.codebook import Draft, Entry
from wortlaut.stance.tree import Items, Pairs, Text, Tree, parse

_INTEGER = re.compile(r"[+-]?\d{1,6}", re.ASCII)
_BOOK = ("name", "scale", "concepts")
_CONCEPT = ("id", "labels", "description", "examples", "cues", "parent", "agree", "disagree")
_POLE = ("wording", "cues")


def draft_of_yaml(text: str, path: Path) -> tuple[Draft, list[CodebookError]]:
    """What a YAML file says, and what in it is of the wrong kind; CodebookError if it is not YAML at all."""
    return _Book(path).read(parse(text, path.name))


class _Book:
    """Reads one file and collects what is wrong in it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._flaws: list[CodebookError] = []

    def read(self, tree: Tree) -> tuple[Draft, list[CodebookError]]:
        keys = self._keys(tree, _BOOK)
        scale, scale_line = AGREEMENT, 1
        if (given := keys.get("scale")) is not None:
            scale, scale_line = tuple(self._number(one) for one in self._items(given)), given.line
        name = self._text(keys["name"]) if "name" in keys else self._path.stem
        entries = tuple(Entry(one.line, self._concept(one)) for one in self._items(keys["concepts"])) if "concepts" in keys else ()
        return Draft(name, scale, entries, scale_line), self._flaws

    def _concept(self, tree: Tree) -> Concept:
        keys = self._keys(tree, _CONCEPT)
        return Concept(
            id=self._text(keys["id"]) if "id" in keys else "",
            labels=tuple(self._labels(keys["labels"])) if "labels" in keys else (),
            description=self._text(keys["description"]) if "description" in keys else "",
            examples=self._texts(keys.get("examples")),
            cues=self._texts(keys.get("cues")),
            parent=self._text(keys["parent"]) if "parent" in keys else None,
            agree=self._pole(keys.get("agree")),
            disagree=self._pole(keys.get("disagree")),
        )

    def _labels(self, tree: Tree) -> Iterator[tuple[str, str]]:
        if not isinstance(tree, Pairs):
            self._flaw("labels are a map from language to label", tree.line, "write `labels: {de: ...}`")
            return
        for key, value in tree.values:
            yield key.value, self._text(value)

    def _pole(self, tree: Tree | None) -> Pole:
        if tree is None:
            return Pole()
        keys = self._keys(tree, _POLE)
        return Pole(self._text(keys["wording"]) if "wording" in keys else "", self._texts(keys.get("cues")))

    def _keys(self, tree: Tree, known: tuple[str, ...]) -> dict[str, Tree]:
        if not isinstance(tree, Pairs):
            self._flaw("a map is expected here", tree.line, f"with the keys {', '.join(known)}")
            return {}
        found: dict[str, Tree] = {}
        for key, value in tree.values:
            if key.value not in known:
                near = difflib.get_close_matches(key.value[:40], known, n=1)
                self._flaw(f"unknown key {key.value[:40]!r}", key.line, f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}")
            elif key.value in found:
                self._flaw(f"the key {key.value!r} stands twice", key.line, "keep one")
            else:
                found[key.value] = value
        return found

    def _items(self, tree: Tree) -> tuple[Tree, ...]:
        if isinstance(tree, Items):
            return tree.values
        self._flaw("a list is expected here", tree.line, "write `- ...` lines or [ ..., ... ]")
        return ()

    def _texts(self, tree: Tree | None) -> tuple[str, ...]:
        texts = tuple(self._text(one) for one in self._items(tree)) if tree is not None else ()
        return tuple(text for text in texts if text)

    def _text(self, tree: Tree) -> str:
        if isinstance(tree, Text):
            return " ".join(tree.value.split())
        self._flaw("a text is expected here", tree.line, "put it in quotation marks")
        return ""

    def _number(self, tree: Tree) -> int:
        text = self._text(tree)
        if _INTEGER.fullmatch(text):
            return int(text)
        self._flaw(f"{text[:20]!r} is no level of a scale", tree.line, "levels are whole numbers")
        return 0

    def _flaw(self, what: str, line: int, remedy: str) -> None:
        self._flaws.append(CodebookError(what, f"{self._path.name}:{line}", remedy))
