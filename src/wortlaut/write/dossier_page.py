"""A dossier as one HTML file: every text escaped, style inside, no script, nothing loaded from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from wortlaut.shape import original
from wortlaut.write.citation import cite
from wortlaut.write.provenance import encoded

if TYPE_CHECKING:
    from jinja2 import Template

    from wortlaut.seams import Voice
    from wortlaut.shape import Json
    from wortlaut.write.dossier import Dossier

STYLE = files("wortlaut.write").joinpath("templates", "dossier.css").read_text("utf-8")
POLICY = f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'; base-uri 'none'"
"""What a browser may load for the page: its own style, nothing else. Stands in the page, and in the head of an answer that shows it."""


def page(made: Dossier, voice: Voice) -> bytes:
    """The page in the language of the voice."""
    listed = [
        (row, piece, cite(made.choices.style, row.article, row.title, voice), original(row.article, row.quotation.quote))
        for row, piece in zip(made.rows, made.pieces, strict=True)
    ]
    html = _template().render(made=made, listed=listed, voice=voice, _=voice.say, pieces_of=pieces_of, style=STYLE, policy=POLICY)
    return encoded(html)


def pieces_of(piece: Json) -> Iterator[tuple[str, bool]]:
    """The excerpt in pieces, each with whether it is quoted."""
    excerpt, quote = piece["excerpt"], piece["quote"]
    if not isinstance(excerpt, dict) or not isinstance(quote, list):
        raise TypeError("a piece of evidence without an excerpt")
    at, text, begin = excerpt["start"], str(excerpt["text"]), excerpt["start"]
    for one in quote:
        yield text[at - begin : one["start"] - begin], False
        yield str(one["text"]), True
        at = one["end"]
    yield text[at - begin :], False


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("wortlaut.write")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).get_template("dossier.html")
