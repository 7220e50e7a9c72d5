"""HTML pages to blocks of text and metadata, through trafilatura and htmldate, offline and bounded. Not for labels: see `labels`."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wortlaut.clean.stated import stated_days
from wortlaut.clean.units import Hint
from wortlaut.errors import ArticleError, PackError

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

# Saved pages carry their images inside; those are no text and do not count.
_DATA_ADDRESS = re.compile(r"data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=\s]{100,}")
_LARGEST = 10_000_000
_MOST_TAGS = 100_000
# A tag with thousands of attributes is an attack: the parser takes quadratic time over them.
_LONG_TAG = re.compile(r"<[a-z][^<>]{10000,}", re.IGNORECASE)
_MOST_ATTRIBUTES = 2_000
_DEEPEST = 250
_BLOCKS = frozenset({"p", "head", "item", "quote", "cell", "row", "list", "table", "code", "ab", "div", "del", "graphic", "fw"})
_MARKUP = re.compile(r"<script\b.{0,5000}?</script>|</?[a-z][^<>]{0,300}>", re.IGNORECASE | re.DOTALL)
_BREAKS = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_UNUSABLE = "".join(map(chr, (*range(9), 0xB, 0xC, *range(0xE, 0x20), 0x7F)))
_NO_CONTROLS = str.maketrans("", "", _UNUSABLE)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading of the page: one line of text and what the markup said."""

    text: str
    hint: Hint


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page yields: its blocks without the headline, and its metadata as the page states it (ISO days)."""

    headline: str | None
    blocks: tuple[Block, ...]
    site: str | None
    host: str | None
    url: str | None
    authors: tuple[str, ...]
    published: str | None
    modified: str | None
    description: str | None


def read_page(html: str, source: str) -> PageText:
    """Extract the article of a page; raises ArticleError where there is none, or the page is beyond the bounds.

    Raises PackError where the extractor is not installed as it should be.
    """
    html = _DATA_ADDRESS.sub("data:,", html.translate(_NO_CONTROLS))
    if len(html) > _LARGEST or html.count("<") > _MOST_TAGS:
        size = f"{len(html):,} characters, {html.count('<'):,} tags"
        raise ArticleError(f"the page is too large to extract ({size})", source, "save the article alone, as text")
    if any(tag[0].count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(html)):
        raise ArticleError("a tag of the page has too many attributes", source, "save the article alone, as text")
    try:
        return _extract(html, source)
    except ArticleError:
        raise
    except ImportError as error:
        # Not the page's fault: every page would be blamed for a broken installation.
        raise PackError("the extractor of HTML pages cannot be loaded", " ".join(str(error).split())[:200], "reinstall wortlaut") from error
    except Exception as error:
        # The extractor meets any markup the web has; one page must not end a run.
        raise ArticleError(f"the page could not be extracted ({type(error).__name__})", source, "save the article as text") from error


def _extract(html: str, source: str) -> PageText:
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    tree = _parse(html, source)
    _clean_titles(tree)
    published, modified = stated_days(tree)
    found = bare_extraction(
        tree,
        fast=True,
        include_comments=False,
        deduplicate=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise ArticleError("the page holds no article text", source, "check that it is an article, not an index or a login page")
    headline = _headline(found.title, found.sitename)
    blocks = tuple(block for block in _blocks(found.body) if block.text.casefold() != (headline or "").casefold())
    return PageText(
        headline,
        blocks,
        _stated_site(found.sitename, found.hostname),
        found.hostname,
        found.url,
        tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
        published or _in_address(found.date, found.url),
        modified,
        _one_line(found.description or "") or None,
    )


def _parse(html: str, source: str) -> HtmlElement:
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    # Bytes, not a string: lxml refuses strings that carry an encoding declaration.
    parser = HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(html.encode("utf-8", errors="replace"), parser=parser)
    except ParserError as error:
        raise ArticleError("the page holds no text", source, "save the page again") from error
    if _depth(tree) > _DEEPEST:
        raise ArticleError("the page is nested too deeply to extract", source, "save the article as text")
    return tree


def _clean_titles(tree: HtmlElement) -> None:
    """Take markup out of titles, where the parser rightly sees text."""
    for script in tree.xpath("//title//script | //h1//script | //h2//script"):
        script.drop_tree()
    for title in tree.iter("title"):
        title.text = _MARKUP.sub(" ", title.text or "")
    for meta in tree.xpath("//meta[contains(@content, '<')][@property='og:title' or @name='title' or @name='twitter:title']"):
        meta.set("content", _MARKUP.sub(" ", meta.get("content") or ""))


def _depth(tree: _Element) -> int:
    from lxml.etree import iterwalk

    deepest = depth = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _in_address(day: str | None, url: str | None) -> str | None:
    """The day that htmldate found, if the page's address says the same; its other finds are guesses."""
    return day if day and url and (day in url or day.replace("-", "/") in url or day.replace("-", "") in url) else None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _headline(title: str | None, site: str | None) -> str | None:
    """The title without markup and without the site's name behind it."""
    title = _one_line(_MARKUP.sub(" ", title or ""))
    if site:
        for sign in (" | ", " - ", " – ", " — ", ": "):
            title = title.removesuffix(f"{sign}{site}").removeprefix(f"{site}{sign}") if sign == ": " else title.removesuffix(f"{sign}{site}")
    return title or None


def _stated_site(site: str | None, host: str | None) -> str | None:
    """The site's name if the page states one; the extractor puts the host there where it does not."""
    site = _one_line(site or "")
    if not site or (host and site.casefold().removeprefix("www.") in (host.casefold(), host.casefold().removeprefix("www."))):
        return None
    return site


def _blocks(body: _Element) -> Iterator[Block]:
    """The lines of the extracted body in order; a line break inside a paragraph starts a new line."""
    from lxml.etree import iterwalk

    buffer: list[str] = []
    hint = Hint.PARAGRAPH
    for event, element in iterwalk(body, events=("start", "end")):
        tag = element.tag
        if tag == "lb" and event == "start":
            buffer.append("\n")
        elif tag in _BLOCKS:
            yield from _flush(buffer, hint)
            hint = _hint(element if event == "start" else element.getparent())
        buffer.append((element.text if event == "start" else element.tail if element is not body else None) or "")
    yield from _flush(buffer, hint)


def _hint(element: _Element | None) -> Hint:
    if element is not None and element.tag == "head":
        return Hint.HEADING
    return Hint.NONE if element is not None and element.tag in ("item", "cell", "row", "list", "table") else Hint.PARAGRAPH


def _flush(buffer: list[str], hint: Hint) -> Iterator[Block]:
    for line in _BREAKS.split("".join(buffer)):
        text = _one_line(line)
        if text:
            yield Block(text, hint)
    buffer.clear()
