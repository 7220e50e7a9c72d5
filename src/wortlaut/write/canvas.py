"""A page of SVG: text that is cut to its place and escaped, lines and shapes, and what the picture rests on below and inside it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from wortlaut import __version__
from wortlaut.records import Header
from wortlaut.write.provenance import provenance_text
from wortlaut.write.xml import inside, root, serialized, storable

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SVG: dict[str | None, str] = {None: "http://www.w3.org/2000/svg"}
FONT = "DejaVu Sans, Verdana, Arial, sans-serif"
SIZE = 12
"""The size of text in pixels; a sign is taken for 0.62 of it wide."""
SIGN = 0.62 * SIZE
MARGIN = 24
FOOT, FOOT_LINES = 64, 3
AGREE, DISAGREE, INK, FAINT = "#1f5fa8", "#b5541c", "#1a1a1a", "#8a8a8a"
"""Blue and orange are told apart by nearly everybody; pictures never rest on colour alone."""


class Canvas:
    """A white page of a size in pixels with a title; coordinates count from the upper left corner."""

    def __init__(self, width: float, height: float, title: str, header: Header) -> None:
        size = {"width": number(width), "height": number(height), "viewBox": f"0 0 {number(width)} {number(height)}"}
        self.page = root("svg", SVG, version="1.1", role="img", **size)
        inside(self.page, "title", title)
        inside(self.page, "desc", told(header))
        inside(self.page, "metadata", provenance_text(header))
        self.shape("rect", x="0", y="0", width=number(width), height=number(height), fill="#ffffff")
        self.text(MARGIN, MARGIN, title, most=fitting(width), size=SIZE + 2)
        for line, words in enumerate(textwrap.wrap(told(header), fitting(width) * SIZE // 9, max_lines=FOOT_LINES, placeholder=" …")):
            self.text(MARGIN, height - FOOT + 20 + 12 * line, words, size=9, fill=FAINT)

    def shape(self, tag: str, **attributes: str) -> Element:
        """A shape; an underscore in the name of an attribute is a hyphen."""
        return inside(self.page, tag, **{name.replace("_", "-"): value for name, value in attributes.items()})

    def text(self, x: float, y: float, words: str, *, most: int | None = None, size: int = SIZE, **attributes: str) -> Element:
        """Words on one line, cut to at most so many signs; whoever points at cut ones sees them whole."""
        line = " ".join(words.split())
        short = line if most is None or len(line) <= most else line[: max(1, most - 1)] + "…"
        look = {"fill": INK, **attributes}
        made = self.shape("text", x=number(x), y=number(y), font_family=FONT, font_size=str(size), **look)
        made.text = storable(short)
        if short != line:
            inside(made, "title", line)
        return made

    def bytes(self) -> bytes:
        """The picture as a file."""
        return serialized(self.page)


def number(value: float) -> str:
    """A coordinate with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def fitting(width: float) -> int:
    """How many signs fit between the margins of a page."""
    return max(10, int((width - 2 * MARGIN) / SIGN))


def told(header: Header) -> str:
    """What a picture rests on, in one line."""
    parts = [f"{header.statements} statements"]
    if header.share_reviewed is not None:
        parts.append(f"{header.share_reviewed:.0%} reviewed")
        parts.append(f"{_day(header.start)} to {_day(header.stop)}")
    spec = header.spec
    parts.append(f"{spec.qualifier_aggregation.value} of {spec.qualifier or 'no qualifier'}, normalization {spec.normalization.value}")
    parts.append("computed as DNA does" if spec.dna_compat else "corrected measures")
    parts += [f"left out: {one.count} {one.reason.value}" for one in header.left_out]
    return "; ".join([*parts, f"Wortlaut {__version__}"])


def _day(moment: str | None) -> str:
    return (moment or "undated").removesuffix("T00:00:00")


def table_name(picture: str) -> str:
    """The name of the table beside a picture."""
    stem = picture.rpartition(".")[0] or picture
    return f"{stem}.csv" if f"{stem}.csv" != picture else f"{stem}-table.csv"
