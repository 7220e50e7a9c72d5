"""XML that is well formed whatever the labels hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_LINES = "lines"


def storable(text: str) -> str:
    """The text with U+FFFD for the signs that no XML file can hold (control signs, halves of characters)."""
    return _NO_XML.sub("\ufffd", text)


def root(tag: str, namespaces: dict[str | None, str], **attributes: str) -> Element:
    """The root of a document in the namespace without a prefix."""
    from lxml import etree

    return etree.Element(f"{{{namespaces[None]}}}{tag}", {name: storable(value) for name, value in attributes.items()}, nsmap=namespaces)


def inside(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A new last child; `prefix:tag` takes the namespace of the prefix, and an underscore behind a name is left out (`for_`)."""
    from lxml import etree

    prefix, _, name = tag.rpartition(":")
    child = etree.SubElement(parent, f"{{{parent.nsmap[prefix or None]}}}{name}")
    for key, value in attributes.items():
        child.set(key.rstrip("_"), storable(value))
    if text:
        child.text = storable(text)
    return child


def lines_here(parent: Element) -> None:
    """Mark the place, once in a document, where `serialized` puts its lines."""
    from lxml import etree

    parent.append(etree.Comment(_LINES))


def serialized(document: Element, lines: Iterable[str] = ()) -> bytes:
    """The document in UTF-8; `lines` are elements as text, for which there are too many to be built (millions of edges)."""
    from lxml import etree

    data = etree.tostring(document, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    before, _, behind = data.partition(f"<!--{_LINES}-->".encode())
    return b"".join((before, "\n".join(lines).encode(), behind))
