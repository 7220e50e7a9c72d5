"""Reads saved HTML pages. Not for finding the article in the page: that is `wortlaut.clean`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wortlaut.capture.document import capture_document, read_bytes
from wortlaut.records import Capture, MediaType, Problem
from wortlaut.seams import ReadOptions


class PageReader:
    """One HTML file is one document."""

    name = "page"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def read(self, path: Path, source: str, options: ReadOptions) -> Iterator[Capture | Problem]:
        """Yield the page, or the problem with it."""
        data = read_bytes(path, source, options)
        yield data if isinstance(data, Problem) else capture_document(source, data, MediaType.HTML, options)
