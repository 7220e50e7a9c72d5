"""The ledger and the files of other programs: what comes in whole, and what goes out.

The only place that puts readers of such files, the ledger and writers together. For pages, texts and tables that are to be
read by Wortlaut itself, see `wortlaut.pipeline`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from wortlaut import __version__
from wortlaut.errors import LedgerError
from wortlaut.records import Run, dna
from wortlaut.seams import ReadOptions

if TYPE_CHECKING:
    from wortlaut.seams import Ledger


@dataclass(frozen=True, slots=True)
class Captured:
    """What came of a file: its import, what of it nobody keeps, and whether the ledger held it already.

    `earlier` are imports of a file of the same name that still stand beside it.
    """

    imported: dna.Import
    left_out: tuple[str, ...]
    known: bool
    earlier: tuple[str, ...] = ()


def capture_dna(path: Path, source: str, ledger: Ledger, replaces: str = "") -> Captured:
    """Take a `.dna` file into the ledger, all or nothing; `replaces` is the id (or its beginning) of the import it stands in for.

    Raises CaptureError for a file that is not sound and LedgerError for an import that cannot be replaced.
    """
    from wortlaut.capture.coded import take
    from wortlaut.capture.dna import read_dna
    from wortlaut.pipeline import new_run_id, now

    found = read_dna(path, source, ReadOptions())
    standing = tuple(ledger.imports())
    old = _replaced(standing, replaces)
    import_id = dna.Import.id_of(found.file)
    if ledger.imported(import_id):
        held = next((one for one in standing if one.id == import_id), None)
        if held is None:
            raise LedgerError("this content was in the ledger and has been replaced", f"{source} ({import_id})", "capture what replaced it")
        return Captured(held, found.left_out, known=True)
    rest = tuple(one for one in standing if one is not old)
    taken = take(found.file, source, now(), rest, old)
    run = Run(new_run_id(source), now(), None, (source,), f"capture {import_id}", __version__)
    ledger.begin(run)
    ledger.put_import(run.id, taken.imported, taken.readings)
    articles = sum(reading.article is not None for reading in taken.readings)
    problems = len(taken.readings) - articles
    statements = sum(len(reading.quotations) for reading in taken.readings)
    ledger.finish(replace(run, finished_at=now(), captures=len(taken.readings), articles=articles, statements=statements, problems=problems))
    same_name = tuple(one.id for one in rest if one.source == source)
    return Captured(taken.imported, found.left_out, known=False, earlier=same_name)


def _replaced(standing: tuple[dna.Import, ...], wanted: str) -> dna.Import | None:
    if not wanted:
        return None
    found = [one for one in standing if one.id.startswith(wanted)]
    if len(found) != 1:
        known = ", ".join(f"{one.id} ({one.source})" for one in standing) or "none"
        raise LedgerError(f"{'no' if not found else 'more than one'} import has this id", wanted, f"imports in the ledger: {known}")
    return found[0]
