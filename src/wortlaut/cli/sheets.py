"""Sheets: statements as a CSV file to code in, and codings from such a file; several rows of one statement are several concepts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wortlaut.cli.output import say, visible
from wortlaut.errors import ConfigError, ExitCode, LedgerError
from wortlaut.records import Codebook, Query, StatementRow

if TYPE_CHECKING:
    from wortlaut.coding import Suggested
    from wortlaut.seams import Ledger

COLUMNS = ("id", "wording", "context", "actor", "concept", "agreement", "note", "blind")
SEEING = ("suggested", "coded by others")
NONE_FITS = "-"
AROUND = 200
"""Characters of context before and behind the words."""


def wording(row: StatementRow) -> str:
    """The quoted words of a statement."""
    return " … ".join(span.text for span in row.quotation.quote)


def named(concept: str | None, agreement: int | None) -> str:
    """A coding in one cell: `wall-safe 1`, `-` where no concept fits."""
    return f"{concept or NONE_FITS} {'' if agreement is None else agreement}".strip()


# --- out -----------------------------------------------------------------------------------------------------


def write(book: Ledger, target: Path, by: str, *, blind: bool) -> int:
    """Write every statement this coder has not coded; blind sheets show neither suggestions nor what others coded."""
    from wortlaut.coding import codebook_of, suggestions

    codebook_of(book)
    rows: Iterable[Suggested] = ((row, ()) for row in book.statements(Query())) if blind else suggestions(book, Query())
    count = 0
    try:
        with target.open("x", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS if blind else (*COLUMNS, *SEEING))
            for cells in _cells(book, rows, by, blind=blind):
                writer.writerow([_inert(cell) for cell in cells])
                count += 1
    except FileExistsError:
        raise ConfigError("the sheet is there already", str(target), "name another file, so that no coding is lost") from None
    say(f"{count} statements to code in {target}; then: wortlaut concepts code --from {target} --by NAME")
    return ExitCode.DONE


def _cells(book: Ledger, rows: Iterable[Suggested], by: str, *, blind: bool) -> Iterator[list[str]]:
    for row, found in rows:
        people = book.coded([row])[0].people
        if any(one.by == by for one in people):
            continue
        cells = [row.quotation.id, wording(row), _context(row), row.actor.name if row.actor else "", "", "", "", "yes" if blind else ""]
        if not blind:
            cells.append("; ".join(named(one.concept, one.agreement) for one in found))
            cells.append("; ".join(f"{one.by}: {named(one.concept, one.agreement)}" for one in people))
        yield cells


def _context(row: StatementRow) -> str:
    quote = row.quotation.quote
    return visible(row.article.text[max(0, quote[0].start - AROUND) : quote[-1].end + AROUND])


def _inert(cell: str) -> str:
    """The cell so that no spreadsheet takes words of a text for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "@"} else cell


# --- in ------------------------------------------------------------------------------------------------------


def take(book: Ledger, source: Path, by: str | None) -> int:
    """Code what a sheet says and tell what came of it."""
    done, missed = code_rows(book, source, by)
    say(f"{done} codings")
    for line in missed:
        say(f"  {source.name}:{line}: no such statement in the ledger")
    return ExitCode.FINDINGS if missed else ExitCode.DONE


def code_rows(book: Ledger, source: Path, by: str | None = None) -> tuple[int, list[int]]:
    """Code every row that names a concept; how many, and the lines that name no statement of the ledger.

    ConfigError names the line that is wrong, and then none of them is coded.
    """
    from wortlaut.coding import codebook_of
    from wortlaut.pipeline import now

    rows = _read(source, codebook_of(book), by)
    places = _by_words(book) if any(not row.subject for row in rows) else {}
    missed: list[int] = []
    for row in rows:
        subject = row.subject or places.get((Path(row.file).name, row.quote), "")
        try:
            if not subject:
                raise LedgerError("no such statement")
            book.code(subject, row.concept, row.agreement, row.by, now(), row.note, blind=row.blind)
        except LedgerError:
            missed.append(row.line)
    return len(rows) - len(missed), missed


@dataclass(frozen=True, slots=True)
class _Row:
    """One coding of a sheet: a statement by id, or by the file it stands in and its words."""

    line: int
    subject: str
    file: str
    quote: str
    concept: str | None
    agreement: int | None
    by: str
    note: str
    blind: bool


def _read(source: Path, codebook: Codebook, by: str | None) -> list[_Row]:
    try:
        with source.open(encoding="utf-8-sig", newline="") as file:
            return list(_rows(csv.DictReader(file), source.name, codebook, by))
    except OSError as error:
        raise ConfigError("the sheet cannot be read", str(source), error.strerror or str(error)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError("the sheet is not CSV in UTF-8", str(source), str(error)) from error


def _rows(rows: csv.DictReader[str], name: str, codebook: Codebook, by: str | None) -> Iterator[_Row]:
    if "concept" not in (rows.fieldnames or ()):
        raise ConfigError("the sheet has no column 'concept'", name, "separate cells with commas; write a sheet with --sheet")
    for row in rows:
        cells = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str) and not isinstance(value, list)}
        where, concept = f"{name}:{rows.line_num}", cells["concept"]
        if not concept:
            continue  # not coded yet
        if concept != NONE_FITS and codebook.concept(concept) is None:
            raise ConfigError("the codebook has no such concept", f"{where}: {concept[:60]}", "list them with wortlaut concepts list; `-`: none fits")
        who = cells.get("by") or by or ""
        if not who:
            raise ConfigError("a coding needs a name", where, "fill the column 'by' or give --by NAME")
        subject, file, quote = cells.get("id", ""), cells.get("file", ""), " ".join(cells.get("quote", "").split())
        if not subject and not (file and quote):
            raise ConfigError("a coding names no statement", where, "fill the column 'id', or 'file' and 'quote'")
        level = _level(cells.get("agreement", ""), codebook, where)
        fits = None if concept == NONE_FITS else concept
        yield _Row(rows.line_num, subject, file, quote, fits, level if fits else None, who, cells.get("note", ""), bool(cells.get("blind")))


def _level(cell: str, codebook: Codebook, where: str) -> int | None:
    if not cell:
        return None
    levels = {str(level): level for level in codebook.scale}
    if cell.removeprefix("+") not in levels:
        raise ConfigError("this is no level of the scale", f"{where}: {cell[:20]}", f"one of {', '.join(levels)}, or leave it empty")
    return levels[cell.removeprefix("+")]


def _by_words(book: Ledger) -> dict[tuple[str, str], str]:
    """Statements by file name and words, for sheets that know no ids."""
    found: dict[tuple[str, str], str] = {}
    for row in book.statements(Query()):
        words = " ".join(" ".join(one.text for one in row.quotation.quote).split())
        found[(Path(row.article.source).name, words)] = row.quotation.id
    return found
