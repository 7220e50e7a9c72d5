"""Reads text files: text copied from web pages, one article a file. Not for tables of texts: see `table`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wortlaut.capture.document import capture_document, read_bytes
from wortlaut.records import Capture, MediaType, Problem
from wortlaut.seams import ReadOptions


class TextReader:
    """One text file is one document; its text stays as it is, but for a byte-order mark."""

    name = "text"
    suffixes: tuple[str, ...] = (".txt", ".text", ".md", "")

    def read(self, path: Path, source: str, options: ReadOptions) -> Iterator[Capture | Problem]:
        """Yield the text, or the problem with it."""
        data = read_bytes(path, source, options)
        yield data if isinstance(data, Problem) else capture_document(source, data, MediaType.TEXT, options)
