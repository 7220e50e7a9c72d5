"""The dates that a page states about itself in metadata: JSON-LD and meta elements. Not for guessing from its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DAY = re.compile(r"\s*((?:19|20)\d\d-\d\d-\d\d)")
_ARTICLE_TYPES = ("Article", "Report", "BlogPosting", "Review", "Recipe", "Podcast", "Episode", "VideoObject")
_PUBLISHED_NAMES = ("article:published_time", "article:published", "og:article:published_time", "datePublished", "date", "DC.date.issued")
_MODIFIED_NAMES = ("article:modified_time", "og:updated_time", "dateModified", "last-modified")
_LARGEST_SCRIPT = 2_000_000
_DEEPEST = 8


def stated_days(tree: HtmlElement) -> tuple[str | None, str | None]:
    """Publication and modification as ISO days; None where the page states none, or states two for itself."""
    published, modified = _from_scripts(tree)
    if len(published) != 1:
        in_meta = _from_meta(tree, _PUBLISHED_NAMES)
        published = [in_meta] if in_meta and (not published or in_meta in published) else []
    later = modified[0] if len(modified) == 1 else _from_meta(tree, _MODIFIED_NAMES)
    return (published[0] if published else None), later


def _from_meta(tree: HtmlElement, names: tuple[str, ...]) -> str | None:
    for name in names:
        for value in tree.xpath("//meta[@property=$name or @name=$name or @itemprop=$name]/@content | //time[@itemprop=$name]/@datetime", name=name):
            found = _DAY.match(str(value))
            if found:
                return found[1]
    return None


def _from_scripts(tree: HtmlElement) -> tuple[list[str], list[str]]:
    published: dict[str, None] = {}
    modified: dict[str, None] = {}
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().casefold() != "application/ld+json" or not script.text or len(script.text) > _LARGEST_SCRIPT:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _articles(data, 0):
            for key, days in (("datePublished", published), ("dateModified", modified)):
                found = _DAY.match(str(node.get(key) or ""))
                if found:
                    days[found[1]] = None
    return list(published), list(modified)


def _articles(data: object, depth: int) -> Iterator[dict[str, object]]:
    """The article objects of a JSON-LD document, outermost only; lists of other articles are left out."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _articles(item, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        names = [str(kind) for kind in kinds] if isinstance(kinds, list) else [str(kinds)]
        if any(name.endswith(_ARTICLE_TYPES) for name in names):
            yield data
        elif "ItemList" not in names:
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _articles(data.get(key), depth + 1)
