"""The ledger and the files of other programs: what comes in whole, and what goes out.

The only place that puts readers of such files, the ledger and writers together. For pages, texts and tables that are to be
read by Wortlaut itself, see `wortlaut.pipeline`.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from wortlaut import __version__
from wortlaut.errors import LedgerError, WriteError
from wortlaut.records import Query, Run, digest_text, dna

if TYPE_CHECKING:
    from wortlaut.capture.coded import Returned
    from wortlaut.capture.dna import DnaSource
    from wortlaut.records import Counted, NamedFile, NetworkType, Written
    from wortlaut.seams import Ledger, NetworkWriter, WriteOptions, Writer


@dataclass(frozen=True, slots=True)
class Captured:
    """What came of a file: its import, what of it nobody keeps, and whether the ledger held it already.

    `earlier` are imports of a file of the same name that still stand beside it.
    """

    imported: dna.Import
    left_out: tuple[str, ...]
    known: bool
    earlier: tuple[str, ...] = ()


def capture_dna(found: DnaSource, source: str, ledger: Ledger, replaces: str = "") -> Captured:
    """Take a `.dna` file that was read into the ledger, all or nothing; `replaces` is the id (or its beginning) of the import it stands in for.

    Raises LedgerError for an import that cannot be replaced.
    """
    from wortlaut.pipeline import now

    standing = tuple(ledger.imports())
    old = _replaced(standing, replaces)
    import_id = dna.Import.id_of(found.file)
    if ledger.imported(import_id):
        held = next((one for one in standing if one.id == import_id), None)
        if held is None:
            raise LedgerError("this content was in the ledger and has been replaced", f"{source} ({import_id})", "capture what replaced it")
        return Captured(held, found.left_out, known=True)
    return _captured(found, source, now(), ledger, standing, old)


def bring_imports(theirs: Ledger, ledger: Ledger) -> tuple[Captured, ...]:
    """Take the files that came into another ledger into this one, as they came and with their time; those that are here already are known.

    A file stands in for the one it replaced there, where that one is here.
    """
    from wortlaut.capture.dna import DnaSource

    found: list[Captured] = []
    for one in theirs.imports():
        if ledger.imported(one.id):
            found.append(Captured(one, (), known=True))
            continue
        standing = tuple(ledger.imports())
        old = next((here for here in standing if here.id == one.replaces), None)
        found.append(_captured(DnaSource(one.file), one.source, one.at, ledger, standing, old))
    return tuple(found)


def _captured(found: DnaSource, source: str, at: str, ledger: Ledger, standing: tuple[dna.Import, ...], old: dna.Import | None) -> Captured:
    """Put a file that is not here beside the imports that stand, in the place of the `old` one."""
    from wortlaut.capture.coded import take
    from wortlaut.pipeline import new_run_id, now

    rest = tuple(one for one in standing if one is not old)
    taken = take(found.file, source, at, rest, old, dict(_returned(found.file, ledger)))
    run = Run(new_run_id(source), now(), None, (source,), f"capture {taken.imported.id}", __version__)
    ledger.begin(run)
    ledger.put_import(run.id, taken.imported, taken.readings, [one.id for one in standing])
    articles = sum(reading.article is not None for reading in taken.readings)
    problems = len(taken.readings) - articles
    statements = sum(len(reading.quotations) for reading in taken.readings)
    ledger.finish(replace(run, finished_at=now(), captures=len(taken.readings), articles=articles, statements=statements, problems=problems))
    same_name = tuple(one.id for one in rest if one.source == source)
    return Captured(taken.imported, found.left_out, known=False, earlier=same_name)


_WRITTEN = re.compile(r"^article (a-[0-9a-f]{16}) ", re.MULTILINE)


def _returned(file: dna.File, ledger: Ledger) -> Iterator[tuple[int, Returned]]:
    """Documents that an export of this ledger made of its articles, as their notes tell, with their words unchanged."""
    from wortlaut.capture.coded import Returned

    for document in file.documents:
        told = _WRITTEN.search(document.notes)
        row = next(iter(ledger.articles(Query(article=told[1], limit=1))), None) if told else None
        if row is not None and row.article.digest == digest_text(document.text):
            statements = frozenset(one.statement.id for one in ledger.statements(Query(article=row.article.id)))
            yield document.id, Returned(row.article, statements)


def _replaced(standing: tuple[dna.Import, ...], wanted: str) -> dna.Import | None:
    if not wanted:
        return None
    found = [one for one in standing if one.id.startswith(wanted)]
    if len(found) != 1:
        known = ", ".join(f"{one.id} ({one.source})" for one in standing) or "none"
        raise LedgerError(f"{'no' if not found else 'more than one'} import has this id", wanted, f"imports in the ledger: {known}")
    return found[0]


# --- out -----------------------------------------------------------------------------------------------------

USUAL_TABLE = "statements"
"""What is written where no table is named."""


@cache
def writers() -> tuple[Writer, ...]:
    """The installed writers, by entry-point name."""
    return tuple(entry.load()() for entry in sorted(entry_points(group="wortlaut.writers"), key=lambda one: one.name))


def writer_for(path: Path, table: str = "", name: str = "") -> tuple[Writer, str]:
    """The writer and the table meant by a file name, a table and the name of a format; WriteError where there is none."""
    found: Sequence[Writer] = [one for one in writers() if (one.name == name if name else path.suffix.lower() in one.suffixes)]
    if not found:
        known = ", ".join(sorted({suffix for one in writers() for suffix in one.suffixes}))
        names = ", ".join(one.name for one in writers())
        raise WriteError("no writer is known for", name or path.name, f"suffixes: {known}; formats for --to: {names}")
    if not table:
        table = found[0].tables[0] if name and found[0].tables else USUAL_TABLE
    chosen = next((one for one in found if not one.tables or table in one.tables), None)
    if chosen is None:
        tables = ", ".join(sorted({name for one in found for name in one.tables}))
        raise WriteError("this format does not hold the table", table, f"choose one of {tables} with --table")
    return chosen, table if chosen.tables else ""


def write_ledger(ledger: Ledger, writer: Writer, path: Path, options: WriteOptions, *, over: bool = False) -> Written:
    """Write a file that is whole or not there; a file that is there already is left alone unless `over` is set."""
    with _place(path, over=over) as part:
        return writer.write(ledger, part, options)


@cache
def network_writers() -> tuple[NetworkWriter, ...]:
    """The installed writers of networks, by entry-point name."""
    return tuple(entry.load()() for entry in sorted(entry_points(group="wortlaut.network_writers"), key=lambda one: one.name))


def network_writer_for(path: Path, kind: NetworkType, name: str = "") -> NetworkWriter:
    """The writer meant by a file name or the name of a format; WriteError where there is none, or it holds no such network."""
    every = network_writers()
    found = next((one for one in every if (one.name == name if name else path.suffix.lower() in one.suffixes)), None)
    if found is None:
        known = ", ".join(sorted({suffix for one in every for suffix in one.suffixes}))
        names = ", ".join(one.name for one in every)
        raise WriteError("no network is written in this format", name or path.name, f"suffixes: {known}; formats for --to: {names}")
    if kind not in found.holds:
        fit = ", ".join(one.name for one in every if kind in one.holds)
        raise WriteError(f"this format holds no {kind}", found.name, f"choose one of {fit}")
    return found


def network_files(found: Counted, writer: NetworkWriter, name: str) -> tuple[NamedFile, ...]:
    """The files of what was counted; time windows that the format cannot hold together are numbered: `x-001.csv`, `x-002.csv` ..."""
    if not isinstance(found, tuple) or writer.dynamic:
        return writer.files(found, name)
    stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
    return tuple(file for number, one in enumerate(found, 1) for file in writer.files(one, f"{stem}-{number:03d}{dot}{suffix}"))


def put_files(files: Sequence[NamedFile], folder: Path, *, over: bool = False) -> None:
    """Write files into a folder, each whole or not there; if one of them is there already, none is written, unless `over` is set."""
    for file in files:
        _check_place(folder / file.name, over=over)
    for file in files:
        with _place(folder / file.name, over=over) as part:
            part.write_bytes(file.data)


@contextmanager
def _place(path: Path, *, over: bool) -> Iterator[Path]:
    """A new file beside the one asked for, which takes its place once it is whole."""
    _check_place(path, over=over)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _check_place(path: Path, *, over: bool) -> None:
    if not path.parent.is_dir():
        raise WriteError("the folder does not exist", str(path.parent), "make it or name another path")
    if path.is_dir() or (path.exists() and not over):
        raise WriteError("the file exists", str(path), "name another file, or write over it with --force")


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now
