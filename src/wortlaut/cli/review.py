"""`judge`, `undo`, `redo`, `orphans`: people's decisions, one by one or from a CSV file; nothing is ever overwritten."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wortlaut import records
from wortlaut.cli.lists import AS_READ
from wortlaut.cli.opening import ledger_option, opened, reviewer_option
from wortlaut.cli.output import print_json, say, visible
from wortlaut.errors import ConfigError, ExitCode, LedgerError
from wortlaut.records import ActorDecision, Amendment, Coding, Correction, Judgement, Query, RelationDecision, Verdict

if TYPE_CHECKING:
    from wortlaut.seams import Ledger
    from wortlaut.shape import Json

VERDICTS = [one.value for one in Verdict]


@click.command()
@click.argument("id", required=False)
@click.argument("verdict", required=False, type=click.Choice(VERDICTS))
@click.option("--by", metavar="NAME", help="Who decides (required for a single decision).")
@click.option("--note", default="", metavar="TEXT", help="Why.")
@click.option("--from", "table", metavar="FILE", help="Decisions from CSV: verdict, by, note, and either id or file and quote.")
@ledger_option
def judge(id: str | None, verdict: str | None, by: str | None, note: str, table: str | None, ledger: str | None) -> int:  # noqa: A002 - the contract calls the argument ID
    """Accept or reject a statement, or say that it is unclear.

    \b
    Examples:
      wortlaut judge s-3f9a accept --by Kim
      wortlaut judge s-3f9a reject --by Kim --note 'a film title'
      wortlaut judge --from decisions.csv --by Kim
    Next: wortlaut statements --include judged
    """
    from wortlaut.pipeline import now

    with opened(ledger, write=True) as book:
        if table:
            return _judge_table(book, Path(table), by)
        if not id or not verdict or not by:
            raise ConfigError("a decision needs a statement, a verdict and a name", id or "", "write: wortlaut judge ID accept --by NAME")
        done = book.judge(id, Verdict(verdict), by, now(), note)
        say(f"{done.subject}: {done.verdict.value} by {done.by} (undo with wortlaut undo --by {done.by})")
    return ExitCode.DONE


def _judge_table(book: Ledger, path: Path, by: str | None) -> int:
    decided, missed = judge_rows(book, read_decisions(path, by))
    say(f"{decided} statements judged")
    for decision in missed:
        say(f"  {path.name}:{decision.line}: no such statement in the ledger: {visible(decision.quote or decision.subject)[:80]}")
    return ExitCode.FINDINGS if missed else ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a table of decisions: a statement by id, or by the file it stands in and its words."""

    line: int
    subject: str
    file: str
    quote: str
    verdict: Verdict
    by: str
    note: str


def read_decisions(path: Path, by: str | None = None) -> list[Decision]:
    """Read a CSV file of decisions; ConfigError names the line that is wrong, and then none of them is applied."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(_decisions(csv.DictReader(file), path.name, by))
    except OSError as error:
        raise ConfigError("the decisions cannot be read", str(path), error.strerror or str(error)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError("the decisions are not CSV in UTF-8", str(path), str(error)) from error


def _decisions(rows: csv.DictReader[str], name: str, by: str | None) -> Iterator[Decision]:
    columns = list(rows.fieldnames or ())
    if columns and columns.count("verdict") != 1:
        many = "several columns" if "verdict" in columns else "no column"
        raise ConfigError(f"the decisions have {many} 'verdict'", name, f"separate cells with commas; columns: {', '.join(columns)[:200]}")
    for row in rows:
        cells = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str) and not isinstance(value, list)}
        where = f"{name}:{rows.line_num}"
        who = cells.get("by") or by or ""
        if cells.get("verdict") not in VERDICTS:
            raise ConfigError("no such verdict", f"{where}: {cells.get('verdict', '')}", f"write one of {', '.join(VERDICTS)}")
        if not who:
            raise ConfigError("a decision needs a name", where, "fill the column 'by' or give --by NAME")
        subject, file, quote = cells.get("id", ""), cells.get("file", ""), cells.get("quote", "")
        if not subject and not (file and quote):
            raise ConfigError("a decision names no statement", where, "fill the column 'id', or 'file' and 'quote'")
        yield Decision(rows.line_num, subject, file, quote, Verdict(cells["verdict"]), who, cells.get("note", ""))


def judge_rows(book: Ledger, decisions: list[Decision]) -> tuple[int, list[Decision]]:
    """Append all decisions whose statement is in the ledger; return their number and the ones that found none."""
    from wortlaut.pipeline import now

    by_words = _by_words(book) if any(not one.subject for one in decisions) else {}
    missed: list[Decision] = []
    for one in decisions:
        subject = one.subject or by_words.get((Path(one.file).name, " ".join(one.quote.split())), "")
        try:
            if not subject:
                raise LedgerError("no such statement")
            book.judge(subject, one.verdict, one.by, now(), one.note)
        except LedgerError:
            missed.append(one)
    return len(decisions) - len(missed), missed


def _by_words(book: Ledger) -> dict[tuple[str, str], str]:
    """Statements by file name and words, for tables that know no ids."""
    found: dict[tuple[str, str], str] = {}
    for row in book.statements(Query()):
        words = " ".join(" ".join(one.text for one in row.quotation.quote).split())
        found[(Path(row.article.source).name, words)] = row.quotation.id
    return found


@click.command()
@reviewer_option
@ledger_option
def undo(by: str, ledger: str | None) -> int:
    """Take back your newest decision; the log keeps both."""
    from wortlaut.pipeline import now

    with opened(ledger, write=True) as book:
        _told("undone", book, book.undo(by, now()))
    return ExitCode.DONE


@click.command()
@reviewer_option
@ledger_option
def redo(by: str, ledger: str | None) -> int:
    """Do again what you took back last, as long as you decided nothing else since."""
    from wortlaut.pipeline import now

    with opened(ledger, write=True) as book:
        _told("done again", book, book.redo(by, now()))
    return ExitCode.DONE


def _told(what: str, book: Ledger, done: records.Decision) -> None:
    """Say what was taken back or done again; where it was a date, times are counted anew."""
    say(f"{what}: {_words(done)}")
    if not isinstance(done, Correction):
        return
    from wortlaut.pipeline import reread

    for row in book.articles(Query()):
        if row.article.digest == done.article_digest and not reread(book, row.article.id):
            say(AS_READ)


def _words(done: records.Decision) -> str:
    match done:
        case Judgement():
            return f"{done.verdict.value} on {done.subject}"
        case ActorDecision():
            return f"{done.act.value} of {done.actor.name}"
        case Amendment():
            return f"{done.part.value} of {done.subject}"
        case RelationDecision():
            return f"{done.kind.value} of {done.one} and {done.other}"
        case Coding():
            return f"{done.concept or 'no concept'} on {done.statement}"
        case Correction():
            return f"{done.field.value} {done.value}"


@click.command()
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def orphans(ledger: str | None, as_json: bool) -> int:
    """Show decisions whose words are no longer in the current extraction; they are kept and never moved."""
    with opened(ledger) as book:
        found = list(book.orphans())
        codings = list(book.orphaned_codings())
    if as_json:
        listed: list[Json] = [{"decision": one.decision.id, "by": one.decision.by, "quote": one.excerpt, "reason": one.reason} for one in found]
        print_json([*listed, *({"coding": one.id, "by": one.by, "concept": one.concept, "statement": one.statement} for one in codings)])
        return ExitCode.DONE
    for one in found:
        what = one.decision.verdict.value if isinstance(one.decision, Judgement) else one.decision.part.value
        click.echo(f"{one.decision.id}  {what} by {visible(one.decision.by)}: {visible(one.excerpt)} ({one.reason})")
    for coding in codings:
        click.echo(f"{coding.id}  {coding.concept or 'no concept fits'} by {visible(coding.by or '')}, on {coding.statement}")
    if not found and not codings:
        say("no orphaned decisions")
    return ExitCode.DONE
