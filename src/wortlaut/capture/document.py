"""One document's bytes to a capture or a problem: empty, too large, binary and undecodable bytes end here.

Not for tables, whose cells are decoded already; they share `refused` and `too_large`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from wortlaut.capture.charset import Unreadable, decide
from wortlaut.errors import CaptureError
from wortlaut.records import Capture, Given, MediaType, Problem, Stage
from wortlaut.seams import ReadOptions


def problem(source: str, reason: str, remedy: str = "") -> Problem:
    """A problem of this room."""
    return Problem(source, Stage.CAPTURE, reason, remedy)


def too_large(source: str, size: int, options: ReadOptions) -> Problem:
    """The problem of a document above the limit."""
    return problem(source, f"is too large: {size:,} bytes of at most {options.max_document:,}", "split it into smaller documents")


def retrieved_at(options: ReadOptions) -> str:
    """The retrieval time that the caller set, else now (UTC, seconds)."""
    return options.retrieved_at or datetime.now(UTC).isoformat(timespec="seconds")


def open_bytes(path: Path, source: str) -> BinaryIO:
    """Open a file that is read piece by piece; raises CaptureError if it is gone or closed to us."""
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise CaptureError("vanished before it was read", source, "run again") from error
    except OSError as error:
        raise CaptureError(f"cannot be read ({error.strerror or error})", source, "check the path and its permissions") from error


def read_bytes(path: Path, source: str, options: ReadOptions) -> bytes | Problem:
    """All bytes of a file, or the problem that it is gone, closed to us, or above the limit."""
    try:
        with path.open("rb") as stream:
            data = stream.read(options.max_document + 1)
            size = path.stat().st_size
    except FileNotFoundError:
        return problem(source, "vanished before it was read", "run again")
    except OSError as error:
        return problem(source, f"cannot be read ({error.strerror or error})", "check the path and its permissions")
    if len(data) > options.max_document:
        return too_large(source, max(size, len(data)), options)
    return data


def capture_document(source: str, data: bytes, media_type: MediaType, options: ReadOptions, given: Given | None = None) -> Capture | Problem:
    """Decode and name one document; a problem where the bytes are no text."""
    if len(data) > options.max_document:
        return too_large(source, len(data), options)
    if not data.strip():
        return problem(source, "is empty", "nothing to read; remove it or copy the page again")
    found = decide(data, declarations=media_type is MediaType.HTML)
    if isinstance(found, Unreadable):
        return problem(source, found.reason, found.remedy)
    if not found.data.decode(found.charset).strip():
        return problem(source, "is empty", "nothing to read; remove it or copy the page again")
    return Capture.of(source, found.data, media_type, found.charset, found.reason, retrieved_at(options), given or Given())
