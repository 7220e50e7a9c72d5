"""Reads tables of texts, CSV and JSON lines, row by row: a row is a document with what its columns say about it.

Not for finding out which column is what (see `columns`), and not for spreadsheets in office formats.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, TextIO

from wortlaut.capture.charset import SAMPLE, Unreadable, decide
from wortlaut.capture.columns import Columns, find_columns
from wortlaut.capture.document import open_bytes, problem, retrieved_at, too_large
from wortlaut.errors import CaptureError
from wortlaut.records import Capture, Given, MediaType, Problem
from wortlaut.seams import ReadOptions

_PEEK = 50
_CELL_LIMIT = 2**31 - 1  # csv keeps it in a C long, which has 32 bits on some systems
_DELIMITERS = (",", ";", "\t")
_ZEROS_AT_MOST = 1_000  # a zero byte in so many bytes is an accident of one row; more of them are no text
_JSON_KINDS = {int: "a number", float: "a number", bool: "true or false", list: "a list", dict: "an object"}


class CsvReader:
    """A CSV or TSV file with a header row; delimiter `,`, `;` or tab."""

    name = "csv"
    suffixes: tuple[str, ...] = (".csv", ".tsv")

    def read(self, path: Path, source: str, options: ReadOptions) -> Iterator[Capture | Problem]:
        """Yield every row as a capture or a problem; raises CaptureError if the table cannot be understood."""
        csv.field_size_limit(_CELL_LIMIT)
        with _open(path, source) as stream:
            yield from self._rows(stream, source, options)

    def columns(self, path: Path, source: str, options: ReadOptions) -> Columns:
        """Match the header against the map; raises CaptureError if they do not fit."""
        with _open(path, source) as stream:
            header, _ = _header(stream, source)
        return find_columns(source, header, options.columns)

    def first(self, path: Path, source: str, count: int) -> tuple[list[str], list[list[object]]]:
        """The header and the first rows as they stand; raises CaptureError if the table cannot be understood."""
        csv.field_size_limit(_CELL_LIMIT)
        with _open(path, source) as stream:
            header, delimiter = _header(stream, source)
            try:
                filled = (row for row in csv.reader(stream, delimiter=delimiter) if any(cell.strip() for cell in row))
                return header, [list(row) for row in islice(filled, count)]
            except (csv.Error, UnicodeDecodeError):
                return header, []  # the row is told as a problem when it is read

    def count(self, path: Path) -> int:
        """How many rows there are, as far as they can be told apart."""
        rows = 0
        with suppress(CaptureError, csv.Error, UnicodeDecodeError), _open(path, "") as stream:
            _, delimiter = _header(stream, "")
            for row in csv.reader(stream, delimiter=delimiter):
                rows += any(cell.strip() for cell in row)
        return rows

    def _rows(self, stream: TextIO, source: str, options: ReadOptions) -> Iterator[Capture | Problem]:
        header, delimiter = _header(stream, source)
        columns = find_columns(source, header, options.columns)
        rows = csv.reader(stream, delimiter=delimiter)
        number = 0
        while True:
            number += 1
            name = f"{source}#{number}"
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield problem(name, f"is not valid CSV ({error})", "check the quotation marks of this row")
                continue
            if not any(cell.strip() for cell in cells):
                number -= 1
                continue
            if len(cells) > len(header) or (len(cells) < len(header) and "\n" in cells[-1]):
                reason = f"has {len(cells)} cells where the header has {len(header)}"
                yield problem(name, reason, "check quotation marks and delimiters of this row")
                continue
            yield _document(name, number, dict(zip(header, cells, strict=False)), columns, options)


class JsonLinesReader:
    """A file with one JSON object a line."""

    name = "jsonl"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson")

    def read(self, path: Path, source: str, options: ReadOptions) -> Iterator[Capture | Problem]:
        """Yield every line as a capture or a problem; raises CaptureError if the first lines hold no text column."""
        with open_bytes(path, source) as stream:
            rows = _objects(stream, source, options)
            first = list(islice(rows, _PEEK))
            columns = _peeked(first, source, options)
            if columns is None:
                yield from (row for _, row in first if isinstance(row, Problem))
                return
            for number, row in chain(first, rows):
                yield row if isinstance(row, Problem) else _document(f"{source}#{number}", number, row, columns, options)

    def first(self, path: Path, source: str, count: int) -> tuple[list[str], list[list[object]]]:
        """The keys of the first lines, and the values of the very first ones; raises CaptureError if the table is empty."""
        with open_bytes(path, source) as stream:
            found = [row for _, row in islice(_objects(stream, source, ReadOptions()), _PEEK) if not isinstance(row, Problem)]
        if not found:
            raise CaptureError("no line of the table can be read", source, "one JSON object a line")
        names = list(dict.fromkeys(name for row in found for name in row))
        return names, [[row.get(name) for name in names] for row in found[:count]]

    def count(self, path: Path) -> int:
        """How many lines hold something."""
        with open_bytes(path, "") as stream:
            return sum(1 for line in stream if line.strip())

    def columns(self, path: Path, source: str, options: ReadOptions) -> Columns | None:
        """Match the keys of the first lines against the map; raises CaptureError if they do not fit."""
        with open_bytes(path, source) as stream:
            return _peeked(list(islice(_objects(stream, source, options), _PEEK)), source, options)


def _document(name: str, number: int, row: Mapping[str, object], columns: Columns, options: ReadOptions) -> Capture | Problem:
    for field, media_type in (("text", MediaType.TEXT), ("html", MediaType.HTML)):
        column = columns.column(field)
        cell = row.get(column) if column is not None else None
        if cell is not None and not isinstance(cell, str):
            kind = _JSON_KINDS.get(type(cell), "something else")
            return problem(name, f"holds no text in column {column!r} but {kind}", "map another column with --map text=COLUMN")
        if cell and cell.strip():
            return _captured(name, cell.removeprefix("\ufeff"), media_type, number, row, columns, options)
    return problem(name, "the row has no text", "fill its text column, or leave the row out")


def _captured(
    name: str, text: str, media_type: MediaType, number: int, row: Mapping[str, object], columns: Columns, options: ReadOptions
) -> Capture | Problem:
    try:
        data = text.encode()
        given = columns.given(row, number)
        _stated(given).encode()
    except UnicodeEncodeError as error:
        return problem(name, f"holds a character that is no text (at character {error.start})", "the table mixes charsets: save it as UTF-8")
    if len(data) > options.max_document:
        return too_large(name, len(data), options)
    if "\x00" in text:
        return problem(name, f"holds a zero byte at character {text.index(chr(0))}", "remove it: it is no text")
    return Capture.of(name, data, media_type, "utf-8", "table", retrieved_at(options), given)


def _stated(given: Given) -> str:
    """Everything a row says beside its text, in one string."""
    return "\n".join(filter(None, (given.key, given.title, given.outlet, given.published, given.url, given.language, *given.authors)))


# --- CSV -----------------------------------------------------------------------------------------------------


def _open(path: Path, source: str) -> TextIO:
    """Open a table as text; bytes that its charset does not explain become lone surrogates, found again row by row."""
    with open_bytes(path, source) as stream:
        charset = _table_charset(stream, source)
    return path.open(encoding=charset, errors="surrogateescape" if charset.startswith("utf-8") else "strict", newline="")


def _table_charset(stream: BinaryIO, source: str) -> str:
    sample = stream.read(SAMPLE)
    if not sample.strip():
        raise CaptureError("the table is empty", source, "nothing to read; remove it or export it again")
    # Cut where no character can be cut: behind a line break, or a multiple of four bytes where zero bytes tell of UTF-16.
    whole = sample[: len(sample) // 4 * 4] if b"\x00" in sample and len(sample) == SAMPLE else sample[: sample.rfind(b"\n") + 1] or sample
    found = decide(sample if len(sample) < SAMPLE else whole)
    if isinstance(found, Unreadable):
        if found.reason.startswith("is not valid") or _few_zeros(sample):
            return "utf-8-sig"
        raise CaptureError(f"the table {found.reason}", source, found.remedy)
    if found.charset != "utf-8":
        # UTF-16 with its mark: the plain codec name makes Python skip the mark.
        return found.charset[:6] if found.reason == "byte-order mark" else found.charset
    return _after_sample(sample, stream)


def _few_zeros(sample: bytes) -> bool:
    """True if zero bytes are so rare that they spoil a row, not the table: the rows that hold them become problems."""
    rest = sample.replace(b"\x00", b"")
    return 0 < (len(sample) - len(rest)) * _ZEROS_AT_MOST <= len(sample) + _ZEROS_AT_MOST and not isinstance(decide(rest), Unreadable)


def _after_sample(sample: bytes, stream: BinaryIO) -> str:
    """A sample without any foreign letter says nothing: look on until one comes, a bounded piece at a time."""
    while sample.isascii():
        sample = stream.read(SAMPLE * 16)
        if not sample:
            return "utf-8-sig"
        found = decide(sample[sample.find(b"\n") + 1 : sample.rfind(b"\n") + 1])
        if not sample.isascii() and not isinstance(found, Unreadable):
            return "utf-8-sig" if found.charset == "utf-8" else found.charset
    return "utf-8-sig"


def _header(stream: TextIO, source: str) -> tuple[list[str], str]:
    """The column names and the delimiter; the stream stands at the first row afterwards."""
    line = ""
    with suppress(UnicodeDecodeError):
        line = next((line for line in iter(lambda: stream.readline(1_000_000), "") if line.strip()), "")
    delimiter = max(_DELIMITERS, key=lambda sign: _outside_quotes(line, sign))
    names = [name.strip() for name in next(csv.reader(io.StringIO(line), delimiter=delimiter), [])]
    if not any(names):
        raise CaptureError("the table has no header row", source, "put the column names into the first line")
    return names, delimiter


def _outside_quotes(line: str, sign: str) -> int:
    return sum(part.count(sign) for part in line.split('"')[::2])


# --- JSON lines ----------------------------------------------------------------------------------------------


def _objects(stream: BinaryIO, source: str, options: ReadOptions) -> Iterator[tuple[int, dict[str, object] | Problem]]:
    """Number and object of every non-blank line; a problem for a line that is none. Memory: one line."""
    number = 0
    # An escaped character takes up to six bytes, so a text within the limit can need a line of six times that.
    limit = options.max_document * 6 + 1_000_000
    while line := stream.readline(limit + 1):
        number += 1
        name = f"{source}#{number}"
        if len(line) > limit:
            yield number, too_large(name, len(line) + _skip_line(stream), options)
        elif (line := line.removeprefix(b"\xef\xbb\xbf")).strip():
            yield number, _object(line, name)


def _skip_line(stream: BinaryIO) -> int:
    skipped = 0
    while piece := stream.readline(1_000_000):
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def _object(line: bytes, name: str) -> dict[str, object] | Problem:
    found = decide(line)
    if isinstance(found, Unreadable):
        return problem(name, found.reason, found.remedy)
    try:
        value = json.loads(found.data.decode(found.charset))
    except json.JSONDecodeError as error:
        return problem(name, f"is not valid JSON ({error.msg} at character {error.pos})", "one JSON object a line")
    except (ValueError, RecursionError) as error:
        return problem(name, f"is not readable JSON ({str(error)[:80]})", "one flat JSON object a line")
    return value if isinstance(value, dict) else problem(name, "is no JSON object", "one JSON object a line")


def _peeked(first: list[tuple[int, dict[str, object] | Problem]], source: str, options: ReadOptions) -> Columns | None:
    keys: dict[str, None] = {}
    for _, row in first:
        if not isinstance(row, Problem):
            keys.update(dict.fromkeys(row))
    if not keys:
        if not first:
            raise CaptureError("the table is empty", source, "nothing to read; remove it or export it again")
        return None
    return find_columns(source, list(keys), options.columns)
