"""Addresses of what a statement rests on: the original on the web, with the place of the words in it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from wortlaut.records import Article, Span

WHOLE = 12
"""Words up to which a quotation stands whole in the address; of a longer one the first and the last words do."""

EDGE = 5


def original(article: Article, quotation: Sequence[Span] = ()) -> str | None:
    """The address of the original, pointing at the words of a quotation by a text fragment; None where there is none that a browser may follow.

    `https://example.org/a` and „Der Damm hält“ give `https://example.org/a#:~:text=Der%20Damm%20h%C3%A4lt`.
    """
    if not article.url or not _followed(article.url):
        return None
    words = quotation[0].text.split() if quotation else []
    if not words:
        return article.url
    parts = [words] if len(words) <= WHOLE else [words[:EDGE], words[-EDGE:]]
    fragment = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in parts)
    return f"{article.url}{'' if '#' in article.url else '#'}:~:text={fragment}"


def _followed(url: str) -> bool:
    try:
        found = urlsplit(url)
    except ValueError:
        return False
    return found.scheme in ("http", "https") and bool(found.netloc)
