"""How sources of one kind are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from wortlaut.records import (
        Capture,
        Problem,
    )


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read sources: column map for tables (`our name -> their column`), the retrieval time, the size limits in bytes.

    `names` are pairs (path, name) of files that are to be called otherwise than by their path.
    """

    columns: tuple[tuple[str, str], ...] = ()
    retrieved_at: str = ""
    max_document: int = 20_000_000
    names: tuple[tuple[str, str], ...] = ()


@runtime_checkable
class Reader(Protocol):
    """Reads one kind of source file into captures and problems; entry-point group `wortlaut.readers`."""

    name: str
    suffixes: tuple[str, ...]

    def read(self, path: Path, source: str, options: ReadOptions) -> Iterator[Capture | Problem]:
        """Yield every document of the file, or a problem for each that cannot be read; raises CaptureError only if nothing can."""
        ...
