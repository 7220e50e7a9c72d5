"""What a network rests on, as it goes into every file: the version, the question, what was counted and what was left out."""

from __future__ import annotations

import json

from wortlaut import __version__
from wortlaut.records import Header
from wortlaut.shape import Json
from wortlaut.shape import findings as shaped


def provenance(header: Header) -> Json:
    """The header with the version of the program; no time of writing, so that the same network gives the same bytes."""
    return {"wortlaut": __version__, **shaped.header(header)}


def provenance_text(header: Header) -> str:
    """The same as JSON on one line, for formats that hold text."""
    return json.dumps(provenance(header), ensure_ascii=False)


def encoded(text: str) -> bytes:
    """UTF-8; halves of characters, which come from undecodable file names, become U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def as_json(value: object) -> bytes:
    """Readable JSON with every sign as it is."""
    return encoded(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
