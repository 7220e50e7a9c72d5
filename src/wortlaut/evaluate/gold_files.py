"""Reads gold data in both formats and turns character spans into tokens.

Formats: JSON lines with `text`, `quotations` whose roles are lists of `[start, end]`, and where they are known `source` and `mentions`; and a
folder of `*.pretty.json` files that bring their own tokens. Whatever is not as it should be raises GoldError with file and line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from wortlaut.errors import GoldError
from wortlaut.evaluate.gold import ROLES, Found, GoldDocument, GoldQuotation, Role, Stretches
from wortlaut.parse.tokens import TOKEN
from wortlaut.records import Kind, MentionKind

_PRETTY = "*.pretty.json"


def load_gold(path: Path) -> tuple[GoldDocument, ...]:
    """Read a JSON lines file, one `*.pretty.json` file, or a folder of them; raises GoldError for anything else."""
    if path.is_dir():
        files = sorted(path.glob(_PRETTY))
        if not files:
            raise GoldError("the folder holds no gold files", str(path), f"give a folder with {_PRETTY} files or a .jsonl file")
        documents = [_pretty(file) for file in files]
    elif path.match(_PRETTY):
        documents = [_pretty(path)]
    else:
        documents = list(_rows(path))
    if not documents:
        raise GoldError("the gold file holds no documents", str(path), "give a file with one JSON object per line")
    _refuse_twins(documents, path)
    return tuple(documents)


def _refuse_twins(documents: Sequence[GoldDocument], path: Path) -> None:
    seen: set[str] = set()
    for document in documents:
        if document.id in seen:
            raise GoldError("two gold documents have the same id", f"{path}: {document.id}", "make ids unique")
        seen.add(document.id)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise GoldError("the gold file is not UTF-8", str(path), "save it as UTF-8") from error
    except OSError as error:
        raise GoldError("the gold file cannot be read", f"{path} ({error.strerror})", "check the path") from error


# --- JSON lines ----------------------------------------------------------------------------------------------


def _rows(path: Path) -> Iterator[GoldDocument]:
    for number, line in enumerate(_read(path).split("\n"), 1):
        if line.strip():
            place = f"{path}:{number}"
            yield _row(_Piece(_parse(line, place), place))


def _parse(text: str, place: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise GoldError("the gold is not JSON", place, "repair or remove it") from error


@dataclass(frozen=True, slots=True)
class _Piece:
    """A value of a gold file and where it stands, for messages."""

    value: object
    place: str

    def wrong(self, what: str) -> GoldError:
        return GoldError("the gold is not what it should be", self.place, what)

    def get(self, key: str) -> object:
        if not isinstance(self.value, Mapping):
            raise self.wrong("an object is expected")
        return self.value.get(key)

    def text(self, key: str) -> str:
        value = self.get(key)
        if not isinstance(value, str):
            raise self.wrong(f"{key} must be text")
        return value

    def items(self, key: str) -> list[_Piece]:
        value = self.get(key)
        if not isinstance(value, list):
            raise self.wrong(f"{key} must be a list")
        return [_Piece(item, f"{self.place}, {key}[{at}]") for at, item in enumerate(value)]

    def kind(self, key: str) -> Kind:
        """The kind; without one it counts as Indirect, as in the reference scorer."""
        value = self.get(key) or Kind.INDIRECT
        try:
            return Kind(str(value))
        except ValueError as error:
            raise self.wrong(f"{key} {value!r} is none of {', '.join(Kind)}") from error


def _row(row: _Piece) -> GoldDocument:
    name = row.get("id")
    if not isinstance(name, (str, int)):
        raise row.wrong("id must be text")
    text = row.text("text")
    tokens = tuple(match.span() for match in TOKEN.finditer(text))
    bare = GoldDocument(str(name), text, tokens, ())
    quotations = (_row_quotation(bare, piece) for piece in row.items("quotations"))
    source = row.get("source")
    if source is not None and not isinstance(source, str):
        raise row.wrong("source must be text")
    return GoldDocument(
        str(name), text, tokens, tuple(found for found in quotations if found.role(Role.QUOTE)), source or None, _row_mentions(row, len(text))
    )


def _row_mentions(row: _Piece, length: int) -> tuple[Found, ...] | None:
    """The mentions of a row, None where it carries none."""
    if row.get("mentions") is None:
        return None
    found: list[Found] = []
    for piece in row.items("mentions"):
        start, end, kind = (piece.get(key) for key in ("start", "end", "kind"))
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= length:
            raise piece.wrong(f"start and end inside the text of {length} characters are expected")
        if kind not in tuple(MentionKind):
            raise piece.wrong(f"kind {kind!r} is none of {', '.join(MentionKind)}")
        found.append(Found(start, end, MentionKind(str(kind))))
    return tuple(found)


def _row_quotation(document: GoldDocument, piece: _Piece) -> GoldQuotation:
    stretches = tuple(_stretches(piece, role, len(document.text)) for role in ROLES)
    actor = piece.get("actor")
    if actor is not None and not isinstance(actor, str):
        raise piece.wrong("actor must be text or null")
    return GoldQuotation(piece.kind("kind"), tuple(document.covered(part) for part in stretches), stretches, actor or None)


def _stretches(piece: _Piece, role: Role, length: int) -> Stretches:
    """The stretches of a role; a role that is missing or null has none."""
    if piece.get(role) is None:
        return ()
    found: list[tuple[int, int]] = []
    for item in piece.items(role):
        match item.value:
            case [int(start), int(end)] if 0 <= start < end <= length:
                found.append((start, end))
            case _:
                raise item.wrong(f"a stretch [start, end] that is not empty inside the text of {length} characters is expected")
    return tuple(found)


# --- files with tokens of their own --------------------------------------------------------------------------


def _pretty(path: Path) -> GoldDocument:
    whole = _Piece(_parse(_read(path), str(path)), str(path))
    text = whole.text("originalText")
    tokens = tuple(_token(piece, len(text)) for piece in whole.items("tokens"))
    if any(end > start for (_, end), (start, _) in pairwise(tokens)):
        raise whole.wrong("tokens must be in text order and not overlap")
    quotations = tuple(_annotation(piece, tokens) for piece in whole.items("annotations"))
    return GoldDocument(whole.text("documentName"), text, tokens, quotations)


def _token(piece: _Piece, length: int) -> tuple[int, int]:
    start, end = piece.get("charBegin"), piece.get("charEnd")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= length:
        raise piece.wrong(f"charBegin and charEnd inside the text of {length} characters are expected")
    return start, end


def _annotation(piece: _Piece, tokens: Sequence[tuple[int, int]]) -> GoldQuotation:
    numbers = tuple(_numbers(piece, role, len(tokens)) for role in ROLES)
    return GoldQuotation(piece.kind("type"), numbers, tuple(_runs(part, tokens) for part in numbers))


def _numbers(piece: _Piece, role: Role, count: int) -> frozenset[int]:
    """The token numbers of a role; a role that is missing or null has none."""
    part = piece.get(role)
    if not isinstance(part, Mapping):
        return frozenset()
    numbers = part.get("tokenIds") or []
    if not isinstance(numbers, list) or not all(isinstance(number, int) and 0 <= number < count for number in numbers):
        raise piece.wrong(f"{role}.tokenIds must be token numbers below {count}")
    return frozenset(numbers)


def _runs(numbers: frozenset[int], tokens: Sequence[tuple[int, int]]) -> Stretches:
    """Character stretches of runs of neighbouring tokens."""
    runs: list[tuple[int, int]] = []
    before = -2
    for number in sorted(numbers):
        start, end = tokens[number]
        if number == before + 1:
            start = runs.pop()[0]
        runs.append((start, end))
        before = number
    return tuple(runs)
