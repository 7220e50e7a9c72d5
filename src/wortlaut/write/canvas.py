"""A page of SVG: text that is cut to its place and escaped, lines and shapes, and what the picture rests on below and inside it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from wortlaut import __version__
from wortlaut.records import Header
from wortlaut.seams import ENGLISH, Voice
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
AGREE, DISAGREE, INK, FAINT = "#1f5fa8", "#b5541c", "#1a1a1a", "#6b6b6b"
"""Blue and orange are told apart by nearly everybody; pictures never rest on colour alone."""
PAPER, RULE, GRID = "#ffffff", "#dddddd", "#eeeeee"
"""What lies behind. A file keeps these colours; where a picture stands in a page, the sheet of the page gives each its dark twin."""


class Canvas:
    """A white page of a size in pixels with a title; `foot` tells below what it rests on, `metadata` inside. Coordinates count from above left."""

    def __init__(self, width: float, height: float, title: str, foot: str, metadata: str) -> None:
        size = {"width": number(width), "height": number(height), "viewBox": f"0 0 {number(width)} {number(height)}"}
        self.page = root("svg", SVG, version="1.1", role="img", **size)
        inside(self.page, "title", title)
        inside(self.page, "desc", foot)
        inside(self.page, "metadata", metadata)
        self.shape("rect", x="0", y="0", width=number(width), height=number(height), fill=PAPER)
        self.text(MARGIN, MARGIN, title, most=fitting(width), size=SIZE + 2)
        for line, words in enumerate(textwrap.wrap(foot, fitting(width) * SIZE // 9, max_lines=FOOT_LINES, placeholder=" …")):
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


def told(header: Header, voice: Voice = ENGLISH) -> str:
    """What a picture rests on, in one line."""
    say, spec = voice.say, header.spec
    parts = [say("%s statements") % header.statements]
    if header.share_reviewed is not None:
        parts.append(say("%s%% reviewed") % f"{100 * header.share_reviewed:.0f}")
        parts.append(say("%s to %s") % (_moment(header.start, voice), _moment(header.stop, voice)))
    parts.append(
        say("%s of %s, normalization %s") % (spec.qualifier_aggregation.value, spec.qualifier or say("no qualifier"), spec.normalization.value)
    )
    parts.append(say("computed as DNA does") if spec.dna_compat else say("corrected measures"))
    parts += [say("left out: %s") % f"{one.count} {voice.told(one.reason)}" for one in header.left_out]
    return "; ".join([*parts, f"Wortlaut {__version__}"])


def _moment(moment: str | None, voice: Voice) -> str:
    """A day as the language writes it; a time of day stays as it is."""
    day = (moment or "").removesuffix("T00:00:00")
    return voice.day(day) if len(day) == len("2021-03-09") else day or voice.say("undated")


def table_name(picture: str) -> str:
    """The name of the table beside a picture."""
    stem = picture.rpartition(".")[0] or picture
    return f"{stem}.csv" if f"{stem}.csv" != picture else f"{stem}-table.csv"
