"""`run`: reads sources into a ledger, resumable, with a line per problem at the end."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from wortlaut.cli.opening import ledger_option, opened
from wortlaut.cli.output import say
from wortlaut.errors import ConfigError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from wortlaut.pipeline import Progress
    from wortlaut.records import Problem, Run
    from wortlaut.seams import ReadOptions

FIELDS = ("id", "text", "html", "title", "date", "outlet", "url", "authors", "language")
"""What a column of a table can be; `--map` names the user's columns for these."""

MOST_PROBLEM_LINES = 50
"""How many problems are printed; all of them are in the ledger (`wortlaut problems`)."""


def columns_of(text: str | None) -> tuple[tuple[str, str], ...]:
    """Read `text=body,date=published` into pairs (our name, their column); ConfigError for an unknown name."""
    pairs: list[tuple[str, str]] = []
    for part in (text or "").split(","):
        if not part.strip():
            continue
        ours, equals, theirs = (piece.strip() for piece in part.partition("="))
        if not equals or not theirs or ours not in FIELDS:
            raise ConfigError("the column map is wrong", part.strip(), f"write OURS=THEIRS with OURS one of {', '.join(FIELDS)}")
        if ours in dict(pairs):
            raise ConfigError("the column map names a field twice", part.strip(), "keep one of the two")
        pairs.append((ours, theirs))
    return tuple(pairs)


def read_options(columns: tuple[tuple[str, str], ...]) -> ReadOptions:
    """The options of one reading, stamped with the current time."""
    from wortlaut.pipeline import now
    from wortlaut.seams import ReadOptions

    return ReadOptions(columns=columns, retrieved_at=now())


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@ledger_option
@click.option("--map", "columns", metavar="OURS=THEIRS,...", help="Column names of a table: text=body,date=published,outlet=source.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, help="How many processes read.")
@click.option("--plain", is_flag=True, help="Take every line as body text.")
@click.option("--annotator", default="", metavar="NAME", help="Who finds the quotations (wortlaut plugins); default: the one the language prefers.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def run(sources: tuple[str, ...], ledger: str | None, columns: str | None, workers: int, plain: bool, annotator: str, as_json: bool) -> int:
    """Read sources into the ledger: files, folders, tables (CSV, JSONL) or - for standard input.

    \b
    Examples:
      wortlaut run articles/ --ledger my.wortlaut
      wortlaut run press.csv --map text=body,date=published,outlet=source
      wortlaut run big/ --workers 4
    What the ledger already holds is skipped, so an interrupted run goes on where it stopped.
    Next: wortlaut statements
    """
    from wortlaut import pipeline
    from wortlaut.capture import check_sources
    from wortlaut.engine import engine_for

    options = read_options(columns_of(columns))
    check_sources(sources, options)
    pipeline.check_annotator(annotator)
    problems: list[Problem] = []
    with opened(ledger, create=True) as book:
        settings = pipeline.Settings(plain=plain, annotator=annotator)
        done = pipeline.run(sources, book, engine_for(workers), options, settings, reporter(problems))
    summarise(done, problems, as_json=as_json)
    return ExitCode.FINDINGS if done.problems else ExitCode.DONE


def reporter(problems: list[Problem]) -> Callable[[Progress, Problem | None], None]:
    """Collects problems, and shows progress where standard error is a terminal, at most ten times a second."""
    import time

    last = 0.0

    def report(progress: Progress, problem: Problem | None) -> None:
        nonlocal last
        if problem is not None and len(problems) < MOST_PROBLEM_LINES:
            problems.append(problem)
        if sys.stderr.isatty() and time.monotonic() - last > 0.1:
            last = time.monotonic()
            click.echo(f"\r{progress.captures} read, {progress.statements} statements, {progress.problems} problems ", nl=False, err=True)

    return report


def summarise(done: Run, problems: list[Problem], *, as_json: bool) -> None:
    """Say what a run did, then a line for each problem."""
    if sys.stderr.isatty():
        click.echo("\r", nl=False, err=True)
    if as_json:
        from wortlaut.cli.output import print_json
        from wortlaut.shape import run_row

        print_json(run_row(done))
    say(
        f"read {done.captures} documents: {done.articles} new articles with {done.statements} statements, "
        f"{done.known} already known, {done.problems} problems"
    )
    for problem in problems:
        say(f"  {problem.line()}")
    if done.problems > len(problems):
        say(f"  and {done.problems - len(problems)} more: wortlaut problems")
