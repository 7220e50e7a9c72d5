"""Lines of cells as RFC 4180 has them: every sign comes back as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from wortlaut.write.provenance import encoded


def csv_bytes(lines: Iterable[Iterable[object]]) -> bytes:
    """The lines as a file in UTF-8; None is an empty cell."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(lines)
    return encoded(stream.getvalue())
