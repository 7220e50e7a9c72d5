"""`concepts suggest|code|agree`: what a machine proposes, what people code, one by one or from a sheet, and how far they agree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wortlaut.cli import sheets
from wortlaut.cli.opening import ledger_option, opened
from wortlaut.cli.output import Form, form_options, print_rows, say
from wortlaut.errors import ConfigError, ExitCode
from wortlaut.records import Query, StatementRow
from wortlaut.shape import Column, Json, Layout, path, words

if TYPE_CHECKING:
    from wortlaut.coding import Compared
    from wortlaut.records import Suggestion
    from wortlaut.seams import Ledger

LEAST = 0.4
"""The score below which a suggestion is not kept for networks: half of the demo corpus stays above it, and nine of ten of those are right."""

AT_ONCE = 50
"""Statements of which it is asked at once what stands coded."""


def _best(row: Json) -> str:
    found = row["suggestions"]
    return "; ".join(sheets.named(one["concept"], one["agreement"]) for one in found) if isinstance(found, list) else ""


def _why(row: Json) -> str:
    found = row["suggestions"]
    return ", ".join(map(str, found[0]["why"])) if isinstance(found, list) and found else ""


SUGGESTED = Layout(
    "statements",
    table=(
        Column("id", lambda row: str(row["id"])[:8], 8),
        Column("wording", path("wording")),
        Column("concepts", _best, 40),
        Column("why", _why, 40, wide=True),
    ),
    csv=(Column("id", path("id")), Column("wording", path("wording")), Column("concepts", _best), Column("why", _why)),
)
_FIGURES = ("what", "measure", "value", "units", "reason")
AGREED = Layout(
    "agreement",
    table=(Column("coders", words("coders"), 40), *(Column(name, path(name), 12) for name in _FIGURES[:-1]), Column("reason", path("reason"))),
    csv=(Column("coders", words("coders")), *(Column(name, path(name)) for name in (*_FIGURES, "observed", "expected"))),
)


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--most", type=click.IntRange(1, 20), default=3, show_default=True, help="How many concepts per statement.")
@click.option("--limit", type=click.IntRange(1, 1_000_000), help="Print at most so many statements.")
@click.option("--keep", is_flag=True, help="Keep the best suggestion of every statement nobody has coded, for --include machine.")
@ledger_option
@form_options
def suggest(ids: tuple[str, ...], most: int, limit: int | None, keep: bool, ledger: str | None, form: Form | None) -> int:
    """Rank the concepts of the codebook for statements: those named, else all that nobody has coded.

    It learns from what was coded so far. A suggestion is not a coding: networks leave it out unless asked with --include.

    \b
    Examples:
      wortlaut concepts suggest --limit 20
      wortlaut concepts suggest s-3f9a --json
      wortlaut concepts suggest --keep
    """
    from wortlaut.pipeline import now

    with opened(ledger, write=keep) as book:
        rows: list[Json] = []
        kept: list[Suggestion] = []
        for row, found in _suggested(book, ids, most):
            if keep and found and found[0].score >= LEAST:
                kept.append(found[0])
            if limit is not None and len(rows) == limit and not keep:
                break
            if limit is None or len(rows) < limit:
                rows.append({"id": row.quotation.id, "wording": sheets.wording(row), "suggestions": [_shaped(one) for one in found]})
        print_rows(rows, form, SUGGESTED, "nothing to suggest for: every statement is coded")
        if keep:
            say(f"{book.suggest(kept, now())} suggestions kept; they count as machine's, and not as coded")
    return ExitCode.DONE


def _suggested(book: Ledger, ids: tuple[str, ...], most: int) -> Iterator[tuple[StatementRow, tuple[Suggestion, ...]]]:
    from wortlaut.coding import batches, suggestions, taught

    suggester = taught(book)
    if not ids:
        for batch in batches(suggestions(book, Query(), most, suggester), AT_ONCE):
            for (row, found), standing in zip(batch, book.coded([row for row, _ in batch]), strict=True):
                if not standing.people:
                    yield row, found
        return
    for key in ids:
        named = book.find(key)
        if not isinstance(named, StatementRow):
            raise ConfigError("this is an article, not a statement", key, "list statements with wortlaut statements")
        found_here = suggestions(book, Query(article=named.article.id), most, suggester)
        yield from ((row, found) for row, found in found_here if row.quotation.id == named.quotation.id)


def _shaped(one: Suggestion) -> Json:
    return {"concept": one.concept, "agreement": one.agreement, "score": one.score, "why": list(one.why)}


@click.command()
@click.argument("id", required=False)
@click.argument("concept", required=False)
@click.option(
    "--agreement", type=int, metavar="LEVEL", help="A level of the codebook's scale, such as -1, 0 or 1; leave it out where it cannot be told."
)
@click.option("--by", metavar="NAME", help="Who codes (required, unless a sheet says it).")
@click.option("--note", default="", metavar="TEXT", help="Why.")
@click.option("--drop", is_flag=True, help="Take back your own coding of this statement and concept.")
@click.option("--sheet", metavar="FILE", help="Write a CSV file to code in: every statement that --by has not coded.")
@click.option("--blind", is_flag=True, help="With --sheet: without suggestions and what others coded. With a coding: it was made so.")
@click.option("--from", "table", metavar="FILE", help="Codings from CSV: concept, agreement, by, note, blind, and either id or file and quote.")
@ledger_option
def code(
    id: str | None,  # noqa: A002 - the contract calls the argument ID
    concept: str | None,
    agreement: int | None,
    by: str | None,
    note: str,
    drop: bool,
    sheet: str | None,
    blind: bool,
    table: str | None,
    ledger: str | None,
) -> int:
    """Code what a statement says on a concept; `-` for the concept says that none fits.

    \b
    Examples:
      wortlaut concepts code s-3f9a wall-safe --agreement 1 --by Kim
      wortlaut concepts code s-3f9a - --by Kim
      wortlaut concepts code --sheet kim.csv --blind --by Kim
      wortlaut concepts code --from kim.csv --by Kim
    Next: wortlaut concepts agree
    """
    from wortlaut.pipeline import now

    if sheet:
        with opened(ledger) as book:
            return sheets.write(book, Path(sheet), by or "", blind=blind)
    with opened(ledger, write=True) as book:
        if table:
            return sheets.take(book, Path(table), by)
        if not id or not concept or not by:
            raise ConfigError("a coding needs a statement, a concept and a name", id or "", "write: wortlaut concepts code ID CONCEPT --by NAME")
        wanted = None if concept == "-" else concept
        made = book.drop(id, wanted, by, now()) if drop else book.code(id, wanted, agreement, by, now(), note, blind=blind)
        level = f" {made.agreement}" if made.agreement is not None else ""
        what = f"{made.concept}{level}" if made.concept else "no concept fits"
        say(f"{made.statement}: {'taken back: ' * drop}{what} by {made.by} (undo with wortlaut undo --by {made.by})")
    return ExitCode.DONE


@click.command()
@click.option("--coder", "coders", multiple=True, metavar="NAME", help="Only these coders (give it twice or more); default: all.")
@click.option("--machine", is_flag=True, help="Compare with the machine too, which learns from other articles than those it suggests for.")
@click.option("--blind", is_flag=True, help="Count only codings that were made blind.")
@ledger_option
@form_options
def agree(coders: tuple[str, ...], machine: bool, blind: bool, ledger: str | None, form: Form | None) -> int:
    """Show how far coders agree: percent, Cohen's kappa, Krippendorff's alpha, for concepts, agreement and marked text.

    \b
    Examples:
      wortlaut concepts agree
      wortlaut concepts agree --coder Kim --coder Lee --blind
      wortlaut concepts agree --machine --json
    """
    from wortlaut.coding import compare

    with opened(ledger) as book:
        rows = [row for one in compare(book, coders, machine=machine, blind=blind) for row in _figures(one)]
        print_rows(rows, form, AGREED, "nothing to compare: two coders must have coded (wortlaut merge brings another coder's ledger in)")
    return ExitCode.DONE


def _figures(compared: Compared) -> Iterator[Json]:
    for one in compared.figures:
        yield {
            "coders": list(compared.coders),
            "what": compared.what,
            "measure": one.measure.value,
            "value": None if one.value is None else round(one.value, 4),
            "units": one.units,
            "reason": one.reason or None,
            "observed": one.observed,
            "expected": one.expected,
        }


def coded_pairs(book: Ledger) -> Iterator[tuple[str, str]]:
    """Every concept that people coded a current statement with, and the statement, once."""
    from wortlaut.coding import batches

    for rows in batches(book.statements(Query())):
        for one in book.coded(rows):
            yield from sorted({(coding.concept, one.statement) for coding in one.people if coding.concept is not None})
