"""Prints rows: data to standard output as a table, JSON, JSON lines or CSV; messages to standard error.

The table is for people: long cells are cut to the window, control signs are made visible. JSON and CSV are exact.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, TypeVar

import click

from wortlaut.shape import SCHEMA_VERSION, Json, Layout

R = TypeVar("R")
Command = TypeVar("Command", bound=Callable[..., Any])


PIPE_WIDTH = 160
NARROW = 110
"""Windows of fewer characters get fewer columns, so that the words stay readable."""


_LINE_BREAKS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}


class Form(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    LINES = "nl"
    CSV = "csv"


def form_options(command: Command) -> Command:
    """Give a command the options --json, --nl and --csv; it receives `form`."""
    for form, help_text in ((Form.CSV, "Print CSV."), (Form.LINES, "Print one JSON object per line."), (Form.JSON, "Print one JSON object.")):
        command = click.option(f"--{form.value}", "form", flag_value=form, type=Form, help=help_text)(command)
    return command


def print_rows(rows: Iterable[Json], form: Form | None, layout: Layout, empty: str) -> int:
    """Print all rows in the form asked for and return how many there were; `empty` tells on standard error why there are none."""
    printer = {Form.JSON: _json, Form.LINES: _lines, Form.CSV: _csv}.get(form or Form.TABLE, _table)
    count = printer(rows, layout)
    if count == 0:
        say(empty)
    return count


def say(message: str) -> None:
    """Print a message to standard error, in one go, without control signs that a file name may hold."""
    click.echo("".join("�" if _hidden(sign) and sign != "\n" else sign for sign in message), err=True)


def print_json(value: object) -> None:
    """Print one JSON value."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_line(value: object) -> None:
    """Print one JSON value on one line; signs that some programs take for line breaks are escaped."""
    click.echo(json.dumps(value, ensure_ascii=False).translate(_LINE_BREAKS))


def _json(rows: Iterable[Json], layout: Layout) -> int:
    listed = list(rows)
    print_json({"schema_version": SCHEMA_VERSION, layout.noun: listed})
    return len(listed)


def _lines(rows: Iterable[Json], layout: Layout) -> int:
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the last count is the result
        print_line(row)
    return count


def _csv(rows: Iterable[Json], layout: Layout) -> int:
    return layout.write_csv(sys.stdout, rows)


def _table(rows: Iterable[Json], layout: Layout) -> int:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # Without a terminal there is no window to fit: a pipe gets a width that keeps a sentence readable, or the one asked for.
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    console = Console(width=width, highlight=False, markup=False)
    table = Table(box=None, pad_edge=False, header_style="bold", expand=False)
    columns = [column for column in layout.table if console.width >= NARROW or not column.wide]
    for column in columns:
        table.add_column(column.name, max_width=column.width or None, overflow="fold", ratio=None if column.width else 1)
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the last count is the result
        table.add_row(*(Text(visible(column.cell(row))) for column in columns))
    if count:
        console.print(table)
        if len(columns) < len(layout.table):
            left_out = ", ".join(column.name for column in layout.table if column.wide)
            say(f"left out in this narrow window: {left_out} (a wider one, --csv or --json shows them)")
    return count


def visible(text: str) -> str:
    """The text on one line, with control and direction signs replaced by a visible mark, so that a page cannot play with the terminal."""
    return "".join("�" if _hidden(sign) else sign for sign in " ".join(text.split()))


def _hidden(sign: str) -> bool:
    return not sign.isprintable() and sign != "\u00ad"


def first_lines(rows: Iterable[R], most: int) -> Iterator[R]:
    """The first rows of a long list."""
    for number, row in enumerate(rows):
        if number >= most:
            return
        yield row
