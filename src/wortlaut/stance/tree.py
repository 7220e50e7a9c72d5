"""YAML as a tree of texts with line numbers, bounded in size, depth and number of values.

Only what a codebook needs: maps, lists and texts. Numbers and words like `yes` stay the texts they are; anchors, aliases
and tags are refused, so nothing can grow by reference. What the values mean is told in `wortlaut.stance.codebook`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wortlaut.errors import CodebookError

MOST_BYTES = 4_000_000
"""A codebook of 5,000 concepts with examples is smaller."""

MOST_DEPTH = 8
MOST_VALUES = 400_000


@dataclass(frozen=True, slots=True)
class Text:
    """A text and the line it stands on, counted from 1."""

    line: int
    value: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    values: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A map, in the order of the file; a key may stand twice, which the reader reports."""

    line: int
    values: tuple[tuple[Text, Tree], ...]


Tree = Text | Items | Pairs


def parse(text: str, name: str) -> Tree:
    """The tree of a YAML document; CodebookError with the line for anything that is not plain maps, lists and texts."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same grammar; not every build has the quick one
    try:
        reader = _Reader(name)
        for event in yaml.parse(text, Loader=loader):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CodebookError("the codebook is not YAML", f"{name}:{line}", str(error.problem or error.context)) from error
    except (yaml.YAMLError, ValueError) as error:
        raise CodebookError("the codebook is not YAML", name, str(error).split("\n")[0]) from error
    return reader.document()


class _Reader:
    """Builds the tree from events without recursion, so that no depth of nesting can exhaust the stack."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[tuple[int, bool, list[Tree]]] = []
        self._root: Tree | None = None
        self._count = 0
        self._documents = 0

    def take(self, event: object) -> None:
        """Add one event of the parser."""
        kind = type(event).__name__
        line = _line(event)
        if kind == "AliasEvent" or getattr(event, "anchor", None) is not None:
            raise CodebookError("a codebook has no anchors and aliases", f"{self._name}:{line}", "write the value out")
        if getattr(event, "tag", None) is not None and not getattr(event, "implicit", True):
            raise CodebookError("a codebook has no tags", f"{self._name}:{line}", "leave out what starts with !")
        if kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                raise CodebookError("a codebook is one document", f"{self._name}:{line}", "leave out the second ---")
        elif kind in {"MappingStartEvent", "SequenceStartEvent"}:
            if len(self._open) >= MOST_DEPTH:
                raise CodebookError("the codebook is nested too deep", f"{self._name}:{line}", "a concept has lists and maps, nothing below")
            self._open.append((line, kind == "MappingStartEvent", []))
        elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
            self._close()
        elif kind == "ScalarEvent":
            self._add(Text(line, str(getattr(event, "value", ""))))

    def document(self) -> Tree:
        """The whole tree; an empty document is an empty map."""
        return self._root if self._root is not None else Pairs(1, ())

    def _close(self) -> None:
        line, is_map, values = self._open.pop()
        if not is_map:
            self._add(Items(line, tuple(values)))
            return
        self._add(Pairs(line, tuple(self._pairs(values))))

    def _pairs(self, values: list[Tree]) -> Iterator[tuple[Text, Tree]]:
        for key, value in zip(values[::2], values[1::2], strict=True):
            if not isinstance(key, Text):
                raise CodebookError("a key is a word", f"{self._name}:{key.line}", "write `key: value`")
            yield key, value

    def _add(self, value: Tree) -> None:
        self._count += 1
        if self._count > MOST_VALUES:
            raise CodebookError("the codebook has too many values", self._name, f"at most {MOST_VALUES:,}")
        if self._open:
            self._open[-1][2].append(value)
        else:
            self._root = value


def _line(event: object) -> int:
    mark = getattr(event, "start_mark", None)
    return int(mark.line) + 1 if mark is not None else 1
