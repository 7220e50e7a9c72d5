"""`clean` and `quote`: what Wortlaut makes of documents, printed; no ledger is read or written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from wortlaut import shape
from wortlaut.cli.output import Form, first_lines, print_json, print_line, say, visible
from wortlaut.cli.read import columns_of, read_options
from wortlaut.errors import ExitCode, WortlautError
from wortlaut.records import Capture, Problem, Reading

if TYPE_CHECKING:
    from wortlaut.shape import Json

Command = TypeVar("Command", bound=Callable[..., Any])

EXCERPT_LINES = 400
"""How many rows the readable view prints per document before it says that there are more."""


def _source_options(command: Command) -> Command:
    for option in (
        click.option("--map", "columns", metavar="OURS=THEIRS,...", help="Column names of a table: text=body,date=published,outlet=source."),
        click.option("--plain", is_flag=True, help="Take every line as body text."),
        click.option("--nl", "form", flag_value=Form.LINES, type=Form, help="Print one JSON object per line."),
        click.option("--json", "form", flag_value=Form.JSON, type=Form, help="Print JSON: an object for one file, an array for more."),
        click.argument("sources", nargs=-1, required=True, metavar="SOURCE..."),
    ):
        command = option(command)
    return command


@click.command()
@_source_options
def clean(sources: tuple[str, ...], form: Form | None, plain: bool, columns: str | None) -> int:
    """Show the article in each source: headline, outlet, date, and every line with its label.

    \b
    Examples:
      wortlaut clean page.html
      wortlaut clean page.txt --json
      cat page.txt | wortlaut clean -
    Next: wortlaut quote page.txt
    """
    from wortlaut.pipeline import make_article

    def article(capture: Capture) -> Json:
        try:
            made = make_article(capture, plain=plain)
        except WortlautError as error:
            return _failed(capture.source, str(error))
        return {"source": capture.source} | shape.article(made)

    return _print(sources, form, columns, article, _show_article)


@click.command()
@_source_options
@click.option("--annotator", default="", metavar="NAME", help="Who finds the quotations (wortlaut plugins); default: the one the language prefers.")
def quote(sources: tuple[str, ...], form: Form | None, plain: bool, columns: str | None, annotator: str) -> int:
    """Show who said what in each source, with cue, frame, speaker and addressee as spans of the text.

    \b
    Examples:
      wortlaut quote page.txt
      wortlaut quote articles/ --nl > quotations.jsonl
      wortlaut quote press.csv --map text=body,date=published --nl
    Next: wortlaut run articles/ --ledger my.wortlaut
    """
    from wortlaut.pipeline import Settings, check_annotator, read_capture

    check_annotator(annotator)

    def quotations(capture: Capture) -> Json:
        reading: Reading = read_capture(capture, Settings(plain=plain, annotator=annotator))
        return shape.reading(reading)

    return _print(sources, form, columns, quotations, _show_quotations)


def _failed(source: str, reason: str) -> Json:
    return {"source": source, "problem": reason}


def _print(sources: tuple[str, ...], form: Form | None, columns: str | None, work: Callable[[Capture], Json], show: Callable[[Json], None]) -> int:
    """Read, work and print document by document; exit 1 if one failed."""
    failed = 0

    def results() -> Iterator[Json]:
        nonlocal failed
        for item in _captures(sources, columns):
            result = shape.problem(item) if isinstance(item, Problem) else work(item)
            if "problem" in result:
                failed += 1
                say(item.line() if isinstance(item, Problem) else f"{result['source']}: {result['problem']}")
            yield result

    _emit(results(), form, show, single=_is_single(sources))
    return ExitCode.FINDINGS if failed else ExitCode.DONE


def _emit(results: Iterable[Json], form: Form | None, show: Callable[[Json], None], *, single: bool) -> None:
    if form is Form.JSON:
        listed = list(results)
        print_json(listed[0] if single and len(listed) == 1 else listed)
        return
    for result in results:
        if form is Form.LINES:
            print_line(result)
        elif "problem" not in result:
            show(result)


def _captures(sources: tuple[str, ...], columns: str | None) -> Iterator[Capture | Problem]:
    from wortlaut.capture import check_sources, read_sources

    options = read_options(columns_of(columns))
    check_sources(sources, options)
    return read_sources(sources, options)


def _is_single(sources: tuple[str, ...]) -> bool:
    """True where the arguments name one document: the shape of the output must not depend on what lies in a folder."""
    from pathlib import Path

    return len(sources) == 1 and not Path(sources[0]).is_dir()


def _show_article(result: Json) -> None:
    _head(result)
    lines = result["lines"]
    if isinstance(lines, list):
        for line in first_lines(lines, EXCERPT_LINES):
            click.echo(f"  {line['label']:<9} {visible(line['text'])}   [{line['rule']}]")
    click.echo()


def _show_quotations(result: Json) -> None:
    from wortlaut.shape import who, words

    article = result["article"]
    if isinstance(article, dict):
        _head({"source": result["source"]} | article)
        if article["language"] is None:
            say(f"{visible(str(result['source']))}: no installed language pack fits this text, so it was not searched for quotations")
    quotations = result["quotations"]
    if isinstance(quotations, list):
        for one in first_lines(quotations, EXCERPT_LINES):
            click.echo(f"  {visible(who(one))} ({one['kind']}): {visible(words('quote')(one))}")
            if one["frame"]:
                click.echo(f"      frame: {visible(words('frame')(one))}")
    click.echo()


def _head(article: Json) -> None:
    from wortlaut.shape import when

    outlet = article["outlet"] or f"outlet unknown ({article['outlet_reason']})"
    click.echo(visible(str(article["headline"] or "(no headline)")))
    click.echo(f"  {article['source']} · {outlet} · {when(article)}")
