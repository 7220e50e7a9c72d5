"""How what the ledger holds leaves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from wortlaut.seams.store import Ledger
from wortlaut.seams.voice import ENGLISH, Voice

if TYPE_CHECKING:
    from wortlaut.records import (
        Counted,
        NamedFile,
        NetworkType,
        Query,
        Written,
    )


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What to write: the table (empty where the format takes the whole ledger), which statements, of which type where the format asks for one.

    `password` is called at most once, by formats whose readers must log in, and only if they need one. What is made for readers speaks with the
    `voice`, has the `title`, and cites in the `style`.
    """

    query: Query
    password: Callable[[], str]
    table: str = ""
    statement_type: str = "DNA Statement"
    voice: Voice = ENGLISH
    title: str = ""
    style: str = "chicago"


@runtime_checkable
class Writer(Protocol):
    """Writes the ledger to files of one format; entry-point group `wortlaut.writers`.

    `suffixes` choose it, none: only its name does. `tables` are those it can write, the usual one first; a format that takes
    the whole ledger has none.
    """

    name: str
    suffixes: tuple[str, ...]
    tables: tuple[str, ...]

    def write(self, ledger: Ledger, path: Path, options: WriteOptions) -> Written:
        """Write a new file at the path; the same ledger gives the same rows. Raises WriteError for what the format cannot take."""
        ...


@runtime_checkable
class NetworkWriter(Protocol):
    """Makes files of one format of what `study` counted; entry-point group `wortlaut.network_writers`.

    `suffixes` choose it, none: only its name does. `holds` are the kinds of networks it can write; a `dynamic` one takes all time
    windows into one file, the others get a file per window. Every format tells what the network rests on: inside the file, or in
    a second one beside it where the format has no place for that.
    """

    name: str
    suffixes: tuple[str, ...]
    holds: frozenset[NetworkType]
    dynamic: bool

    def files(self, found: Counted, name: str) -> tuple[NamedFile, ...]:
        """The file of this name and those beside it; the same network gives the same bytes. Raises WriteError for what the format cannot take."""
        ...
