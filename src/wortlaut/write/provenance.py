"""What a network rests on, as it goes into every file: the version, the question, what was counted and what was left out."""

from __future__ import annotations

import json
import re

from wortlaut import __version__
from wortlaut.records import Header
from wortlaut.shape import Json
from wortlaut.shape import findings as shaped

_HALVES = re.compile("[\ud800-\udfff]")


def provenance(header: Header) -> Json:
    """The header with the version of the program; no time of writing, so that the same network gives the same bytes."""
    return {"wortlaut": __version__, **shaped.header(header)}


def provenance_text(header: Header) -> str:
    """The same as JSON on one line, for formats that hold text."""
    return json.dumps(provenance(header), ensure_ascii=False)


def storable_text(text: str) -> str:
    """The text as UTF-8 can hold it: halves of characters, which come from undecodable file names, become U+FFFD."""
    return _HALVES.sub("\ufffd", text)


def encoded(text: str) -> bytes:
    """The text in UTF-8."""
    return storable_text(text).encode("utf-8")


def as_json(value: object) -> bytes:
    """Readable JSON with every sign as it is."""
    return encoded(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
