"""The reading commands: articles, statements, problems, runs, search; filters and forms are the same for all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from wortlaut import shape
from wortlaut.cli.opening import ledger_option, opened, reviewer_option
from wortlaut.cli.output import Form, form_options, print_rows, say
from wortlaut.errors import ConfigError, ExitCode
from wortlaut.question import query_of
from wortlaut.records import Field, Include, Kind

Command = TypeVar("Command", bound=Callable[..., Any])

MOST_ROWS = 1_000_000_000
"""What --limit may be at most: a number that every database understands."""


def filter_options(command: Command) -> Command:
    """Give a command the filters; it receives them as keyword arguments for `query_of`."""
    for option in (
        click.option("--limit", type=click.IntRange(1, MOST_ROWS), help="Print at most so many."),
        click.option("--include", type=click.Choice([one.value for one in Include]), default="all", show_default=True, help="By review status."),
        click.option("--kind", type=click.Choice([one.value for one in Kind], case_sensitive=False), help="Only this kind of quotation."),
        click.option("--outlet", metavar="NAME", help="Only this outlet."),
        click.option("--until", metavar="DATE", help="Said or published on or before (2014, 2014-10 or 2014-10-14)."),
        click.option("--since", metavar="DATE", help="Said or published on or after."),
        click.option("--concept", metavar="ID", help="Only what people coded with this concept (wortlaut concepts list)."),
        click.option("--actor", metavar="NAME", help="Only this actor: a name, an alias or an id."),
    ):
        command = option(command)
    return command


AS_READ = "  its source was taken out with somebody's words, so times in it still count from the date it was read with: see wortlaut redact --list"


@click.command()
@ledger_option
@filter_options
@form_options
def statements(ledger: str | None, form: Form | None, **filters: Any) -> int:  # noqa: ANN401 - exactly the keywords of query_of
    """Show who said what.

    \b
    Examples:
      wortlaut statements --actor Ostermoor --since 2022
      wortlaut statements --kind Direct --csv > direct.csv
    A question mark after a name: inferred by the machine from a pronoun, a role or an earlier sentence.
    Next: wortlaut show ID
    """
    with opened(ledger) as book:
        rows = map(shape.statement_row, book.statements(query_of(**filters)))
        print_rows(rows, form, shape.STATEMENTS, nothing("statements", filters))
    return ExitCode.DONE


@click.command()
@click.argument("text")
@ledger_option
@filter_options
@form_options
def search(text: str, ledger: str | None, form: Form | None, **filters: Any) -> int:  # noqa: ANN401 - exactly the keywords of query_of
    """Find statements by their words: plain words, "a phrase", a beginning with *, every form with ~, -without, one OR the other, one NEAR the other.

    \b
    Examples:
      wortlaut search 'Probestau Gutachten'
      wortlaut search '"gemeinsam oder gar nicht"' --actor Ostermoor
      wortlaut search 'Messstell*' --json
      wortlaut search '~Vertrag'                          Vertrags and Verträge, too
      wortlaut search 'Probestau OR Vertrag -Fischtreppe'
      wortlaut search 'Gutachten NEAR/5 Mess*'            at most five words between them; NEAR alone: ten
    """
    with opened(ledger) as book:
        rows = map(shape.statement_row, book.statements(query_of(text=text, **filters)))
        print_rows(rows, form, shape.STATEMENTS, f"nothing found for {text!r}" + _hint(filters))
    return ExitCode.DONE


@click.group(invoke_without_command=True)
@ledger_option
@click.option("--outlet", metavar="NAME", help="Only this outlet.")
@click.option("--until", metavar="DATE", help="Published on or before (2014, 2014-10 or 2014-10-14).")
@click.option("--since", metavar="DATE", help="Published on or after.")
@click.option("--limit", type=click.IntRange(1, MOST_ROWS), help="Print at most so many.")
@form_options
@click.pass_context
def articles(ctx: click.Context, /, ledger: str | None, form: Form | None, **filters: Any) -> int:  # noqa: ANN401 - keywords of query_of
    """Show the articles with date, reason of the date, outlet, agencies and counts.

    \b
    Examples:
      wortlaut articles
      wortlaut articles set a-3f9a --date 2015-12-04 --by Kim
    """
    if ctx.invoked_subcommand is not None:
        ctx.obj = ledger
        return ExitCode.DONE
    with opened(ledger) as book:
        rows = map(shape.article_row, book.articles(query_of(**filters)))
        print_rows(rows, form, shape.ARTICLES, nothing("articles", filters))
    return ExitCode.DONE


@articles.command("set")
@click.argument("article")
@click.option("--date", metavar="DATE", help="When it was published: 2014-10-14, 2014-10, 2014 or 2014-10-01..2014-10-14.")
@click.option("--outlet", metavar="NAME", help="Where it was published.")
@reviewer_option
@ledger_option
@click.pass_context
def set_article(ctx: click.Context, article: str, date: str | None, outlet: str | None, by: str, ledger: str | None) -> int:
    """Set the date or the outlet of an article; what the machine read is kept, and wortlaut undo takes it back."""
    from wortlaut import pipeline
    from wortlaut.store.dates import interval_of

    if not date and not outlet:
        raise ConfigError("nothing to set", article, "give --date or --outlet")
    with opened(ledger or ctx.obj, write=True) as book:
        if date:
            interval_of(date)  # a wrong date must stop the command before the outlet is set
        for field, value in ((Field.OUTLET, outlet), (Field.DATE, date)):
            if value:
                done = book.correct(article, field, value, by, pipeline.now())
                say(f"set {field.value} of {article} to {done.value} (by {by}; undo with wortlaut undo --by {by})")
        if date and not pipeline.reread(book, article):
            say(AS_READ)
    return ExitCode.DONE


@click.command()
@ledger_option
@form_options
def problems(ledger: str | None, form: Form | None) -> int:
    """Show what could not be read, and why."""
    with opened(ledger) as book:
        rows = map(shape.problem, book.problems())
        print_rows(rows, form, shape.PROBLEMS, "no problems")
    return ExitCode.DONE


@click.command()
@ledger_option
@form_options
def runs(ledger: str | None, form: Form | None) -> int:
    """Show the runs: when, what they read, what came out."""
    with opened(ledger) as book:
        rows = map(shape.run_row, book.runs())
        print_rows(rows, form, shape.RUNS, "no runs")
    return ExitCode.DONE


def nothing(noun: str, filters: dict[str, Any]) -> str:
    """What to say where nothing passed the filters."""
    return f"no {noun}" + _hint(filters)


def _hint(filters: dict[str, Any]) -> str:
    """Which filters could be dropped to see more."""
    used = [f"--{name}" for name, value in filters.items() if value and (name, value) != ("include", "all")]
    return f": without {' '.join(used)} there may be more" if used else ""
