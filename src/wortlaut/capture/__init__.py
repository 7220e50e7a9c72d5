"""capture: sources to captures. Bytes, media type, charset, digest, and what the user said about each document.

Not for reading what the bytes say: that is `wortlaut.clean`. Nothing here raises for a bad document; every document
is a `Capture` or a `Problem`.
"""

from __future__ import annotations

from wortlaut.capture.sources import check_sources, read_sources

__all__ = ["check_sources", "read_sources"]
