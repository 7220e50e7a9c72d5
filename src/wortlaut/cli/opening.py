"""Opens the ledger a command was asked for, and the options that commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from wortlaut.cli.entry import ledger_path

if TYPE_CHECKING:
    from wortlaut.seams import Ledger

Command = TypeVar("Command", bound=Callable[..., Any])


def ledger_option(command: Command) -> Command:
    """Give a command the option --ledger."""
    return click.option("--ledger", envvar="WORTLAUT_LEDGER", metavar="FILE", help="The ledger; default: the only *.wortlaut file here.")(command)


@contextmanager
def opened(given: str | None, *, create: bool = False, write: bool = False) -> Iterator[Ledger]:
    """The ledger, open; closed again whatever happens."""
    from wortlaut.store.sqlite import SqliteLedger

    path = ledger_path(given, must_exist=not create)
    ledger = SqliteLedger.open(path, create=create, read_only=not (create or write))
    try:
        yield ledger
    finally:
        ledger.close()


def reviewer_option(command: Command) -> Command:
    """Give a command the option --by, required: every decision has a name."""
    return click.option("--by", required=True, metavar="NAME", help="Who decides.")(command)
