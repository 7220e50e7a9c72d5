"""From the sources a user names to the documents in them: files, folders, standard input, tables.

Not for decoding or reading one file: a `Reader` does that, found by suffix, else by what the file starts with.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from wortlaut.capture.charset import magic
from wortlaut.capture.document import problem
from wortlaut.capture.table import CsvReader, JsonLinesReader
from wortlaut.errors import CaptureError
from wortlaut.records import Capture, Problem
from wortlaut.seams import Reader, ReadOptions

STDIN = "-"
_SNIFFED = 4_096
# Ledgers and what SQLite and the web app keep beside them are ours, not sources.
_OURS = re.compile(r".*\.wortlaut(?:-wal|-shm|-journal|-questions|-imports)?", re.DOTALL)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def check_sources(sources: Sequence[str], options: ReadOptions | None = None) -> None:
    """Raise CaptureError naming the first source that is not there, or with `options` the first table that does not fit them."""
    for source in sources:
        if source == STDIN:
            continue
        try:
            there = bool(source) and Path(source).exists()
        except (OSError, ValueError):
            there = False
        if not there:
            raise CaptureError("there is no such source", _shown(source) or "''", "check the path")
    if options is not None:
        _check_tables(sources, options)


def may_be_source(name: str) -> bool:
    """Whether a file of a folder is read: neither hidden nor one of ours."""
    return not name.startswith(".") and not _OURS.fullmatch(name)


def read_sources(sources: Sequence[str], options: ReadOptions) -> Iterator[Capture | Problem]:
    """Every document of every source in the order given, folders sorted: a capture or a problem each.

    Raises CaptureError at once, before anything is read, for a named table whose columns do not fit the map
    (and for a single table without a text column).
    """
    _check_tables(sources, options)
    return _read_all(sources, options)


def _check_tables(sources: Sequence[str], options: ReadOptions) -> None:
    if not options.columns and len(sources) != 1:
        return
    for source in sources:
        path = Path(source)
        reader = _readers().get(path.suffix.lower())
        if source != STDIN and isinstance(reader, CsvReader | JsonLinesReader) and path.is_file():
            reader.columns(path, source, options)


def _read_all(sources: Sequence[str], options: ReadOptions) -> Iterator[Capture | Problem]:
    names = dict(options.names)
    for source in sources:
        path = Path(source)
        if source == STDIN:
            yield from _read_stdin(options)
        elif path.is_dir():
            yield from _read_folder(path, options)
        else:
            yield from _read_file(path, _shown(names.get(source, source)), options)


def _shown(path: str) -> str:
    """A path as text that can be stored: bytes that are no UTF-8 are written out."""
    return path.encode("utf-8", errors="surrogateescape").decode("utf-8", errors="backslashreplace")


def _read_folder(folder: Path, options: ReadOptions) -> Iterator[Capture | Problem]:
    failed: list[Problem] = []

    def note(error: OSError) -> None:
        name = _shown(str(error.filename or folder))
        failed.append(problem(name, f"the folder cannot be read ({error.strerror or error})", "check its permissions"))

    found = 0
    for root, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if Path(root, name).is_symlink():
                reason = "is a link to a folder, and links are not followed"
                failed.append(problem(_shown(str(Path(root, name))), reason, "name the folder itself as a source"))
        for name in sorted(files):
            if may_be_source(name):
                found += 1
                path = Path(root, name)
                yield from _read_file(path, _shown(str(path)), options)
    yield from failed
    if not found and not failed:
        yield problem(_shown(str(folder)), "the folder holds no file", "name a folder with articles")


def _read_file(path: Path, source: str, options: ReadOptions) -> Iterator[Capture | Problem]:
    try:
        if path.exists() and not path.is_file():
            yield problem(source, "is not a regular file", "name a file or a folder")
            return
        if path.is_symlink() and not path.exists():
            yield problem(source, "is a link to something that is not there", "mend or remove the link")
            return
        reader = _readers().get(path.suffix.lower()) or _sniffed(path, options)
        if isinstance(reader, str) and path.suffix.lower() == ".dna":
            yield problem(source, f"is {reader}: a project, not a page", f"take it in with `wortlaut capture {source}`")
            return
        if isinstance(reader, str):
            yield problem(source, f"is {reader}: not a format Wortlaut reads", "convert it to text, HTML, CSV or JSON lines")
            return
        yield from reader.read(path, source, options)
    except CaptureError as error:
        yield problem(source, error.what, error.remedy)
    except FileNotFoundError:  # gone between the look at its first bytes and the reading
        yield problem(source, "vanished before it was read", "run again")
    except (OSError, UnicodeDecodeError) as error:
        yield problem(source, f"cannot be read ({error})", "check the file, its charset and its permissions")


def _sniffed(path: Path, options: ReadOptions) -> Reader | str:
    """The reader for a file whose suffix says nothing, by its first bytes; else what kind of file it is."""
    with path.open("rb") as stream:
        start = stream.read(_SNIFFED)
    known = _readers()
    kind = magic(start)
    if kind:
        return kind
    if _PAGE.match(start):
        return known[".html"]
    if _is_json_lines(path):
        return known[".jsonl"]
    if path.suffix.lower() in (".json", ".xml"):
        return f"{path.suffix[1:].upper()} data"
    return known[".txt"]


def _is_json_lines(path: Path) -> bool:
    with path.open("rb") as stream:
        line = stream.readline(10_000_000)
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read_stdin(options: ReadOptions) -> Iterator[Capture | Problem]:
    """Standard input: HTML, JSON lines, a CSV table (only with a column map) or text, by what it starts with."""
    if sys.stdin is None:
        yield problem(STDIN, "is closed", "pipe a document into it")
        return
    with tempfile.TemporaryDirectory(prefix="wortlaut-") as folder:
        path = Path(folder, "stdin")
        with path.open("wb") as stream:
            shutil.copyfileobj(sys.stdin.buffer, stream)
        reader = _sniffed(path, options)
        if isinstance(reader, str):
            yield problem(STDIN, f"is {reader}: not a format Wortlaut reads", "convert it to text, HTML, CSV or JSON lines")
            return
        if options.columns and reader.name == "text":
            reader = _readers()[".csv"]
        try:
            yield from reader.read(path, STDIN, options)
        except CaptureError as error:
            yield problem(STDIN, error.what, error.remedy)


@cache
def _readers() -> dict[str, Reader]:
    """Every installed reader by suffix; names in alphabetical order, so that the choice does not hang on the installation."""
    by_suffix: dict[str, Reader] = {}
    for point in sorted(entry_points(group="wortlaut.readers"), key=lambda point: point.name):
        reader: Reader = point.load()()
        for suffix in reader.suffixes:
            by_suffix.setdefault(suffix, reader)
    return by_suffix
