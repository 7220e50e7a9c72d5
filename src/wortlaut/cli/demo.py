"""`demo`: the shipped example corpus, read into a ledger here, and what to do next."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from wortlaut import shape
from wortlaut.cli.opening import opened
from wortlaut.cli.output import Form, print_rows, say
from wortlaut.errors import ExitCode, PackError
from wortlaut.records import Query, Run, StatementRow

ROWS = 24
"""How many statements the demo prints; the rest is one command away."""


@click.command()
@click.option("--ledger", envvar="WORTLAUT_LEDGER", metavar="FILE", default="demo.wortlaut", show_default=True, help="Where to write it.")
def demo(ledger: str) -> int:
    """Read the shipped demo corpus (an invented dispute over a dam) and show who said what.

    Offline, under a minute; running it again changes nothing.
    """
    from wortlaut import pipeline
    from wortlaut.cli.read import read_options, reporter
    from wortlaut.cli.review import judge_rows, read_decisions
    from wortlaut.cli.sheets import code_rows
    from wortlaut.engine import SerialEngine
    from wortlaut.stance.codebook import examine

    folder = _folder()
    with opened(ledger, create=True) as book:
        done = pipeline.run([str(folder / "articles")], book, SerialEngine(), read_options(()), report=reporter([]))
        if not any(True for _ in book.judgements()):
            judge_rows(book, read_decisions(folder / "judgements.csv"))
        if book.codebook() is None:
            book.adopt(examine(folder / "codebook.yaml").required(), "", pipeline.now())
            code_rows(book, folder / "codings.csv")
        rows = list(book.statements(Query()))
        problems = list(book.problems())
    _print(rows)
    _count(done, rows)
    for problem in problems:
        say(f"  not read: {Path(problem.source).name}: {problem.reason}" + (f": {problem.remedy}" if problem.remedy else ""))
    _next_steps(ledger, rows)
    return ExitCode.FINDINGS if problems else ExitCode.DONE


def _folder() -> Path:
    from wortlaut.pipeline import languages

    for pack in languages():
        folder = pack.demo_folder()
        if folder is not None and folder.is_dir():
            return folder
    raise PackError("no language pack with a demo corpus is installed", "", "reinstall wortlaut")


def _print(rows: list[StatementRow]) -> None:
    named = sorted(rows, key=lambda row: (row.actor is None, row.article.published.start or "9999", row.article.id, row.quotation.quote[0].start))
    print_rows(map(shape.statement_row, named[:ROWS]), Form.TABLE, shape.STATEMENTS, "no statements were found")
    if len(rows) > ROWS:
        click.echo(f"… and {len(rows) - ROWS} more")


def _count(done: Run, rows: list[StatementRow]) -> None:
    kinds = Counter(row.quotation.kind.value for row in rows)
    spoken = sum(row.actor is not None for row in rows)
    counted = ", ".join(f"{n} {k}" for k, n in kinds.most_common())
    click.echo(f"\n{len({row.article.id for row in rows})} articles with {len(rows)} statements: {counted}")
    judged = sum(row.judgement is not None for row in rows)
    click.echo(f"Who said it is known for {spoken}, left open for {len(rows) - spoken}; {judged} are judged by people.")
    if done.known:
        click.echo(f"{done.known} documents were already in the ledger and were not read again.")


def _next_steps(ledger: str, rows: list[StatementRow]) -> None:
    first = next((row.quotation.id for row in rows if row.actor is not None), "ID")
    steps = {
        f"view --ledger {ledger} --open": "read and review it in the browser",
        f"actors --ledger {ledger}": "who speaks, and how often",
        f"statements --ledger {ledger} --actor Ostermoor": "one person's statements",
        f"show {first[:10]} --ledger {ledger}": "one statement with its evidence",
        f"search Probestau --ledger {ledger}": "find words",
        f"study positions --variable1 person --ledger {ledger}": "where actors stand, and how that changed",
        "run my-articles/ --ledger my.wortlaut": "read your own pages",
    }
    width = max(map(len, steps))
    click.echo("\n".join(["", "What to do next:", *(f"  wortlaut {step:<{width}}    {what}" for step, what in steps.items())]))
