"""Positions over time as a picture: a lane for every actor and concept, agreement above its middle and disagreement below.

A filled circle agrees, an open square disagrees, a diamond is undecided. A question mark stands where the sign changes: a
candidate for a change of position, for a person to read and decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from wortlaut.errors import WriteError
from wortlaut.records import NamedFile, Position, Positions
from wortlaut.seams import ENGLISH, Voice
from wortlaut.shape import findings as shaped
from wortlaut.shape import tables
from wortlaut.write.canvas import AGREE, DISAGREE, FAINT, FOOT, GRID, INK, MARGIN, PAPER, RULE, SIGN, Canvas, number, table_name, told
from wortlaut.write.csv_lines import csv_bytes
from wortlaut.write.png import png
from wortlaut.write.provenance import as_json, provenance_text
from wortlaut.write.xml import inside

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LANE = 46
REACH = 11
"""How far full agreement stands above the middle of its lane, in pixels."""
WIDTH = 640
MOST_LANES = 100
LONGEST = 48
TICKS = 8
APART = 72
"""Two dates on the axis stand at least so many pixels apart."""


def position_files(found: Positions, name: str, suffix: str) -> tuple[NamedFile, ...]:
    """Positions in the format of a suffix: .svg and .png (with the table beside), .csv, .json; WriteError for others."""
    makers: dict[str, Callable[[], tuple[NamedFile, ...]]] = {
        ".csv": lambda: (_table(found, name),),
        ".json": lambda: (NamedFile(name, as_json(shaped.positions(found))),),
        ".png": lambda: (NamedFile(name, png(timeline(found), provenance_text(found.header))), _table(found, table_name(name))),
        ".svg": lambda: (NamedFile(name, timeline(found)), _table(found, table_name(name))),
    }
    if suffix not in makers:
        raise WriteError("positions are not written in this format", name, f"choose one of {', '.join(makers)}")
    return makers[suffix]()


def timeline(found: Positions, voice: Voice = ENGLISH) -> bytes:
    """The picture as SVG; WriteError where there are too many lanes to be read. A lone actor is named once, in the title."""
    lanes = [(key, list(points)) for key, points in groupby(found.points, key=lambda point: (point.actor, point.concept))]
    if len(lanes) > MOST_LANES:
        raise WriteError("too many positions for a picture", f"{len(lanes)} actors and concepts", "choose with --actor or --concept")
    alone = len({actor for (actor, _), _ in lanes}) == 1
    longest = max((len(concept) if alone else max(len(actor), len(concept)) for (actor, concept), _ in lanes), default=1)
    left = MARGIN + min(LONGEST, longest) * SIGN + 16
    height = MARGIN + 24 + LANE * len(lanes) + 40 + FOOT
    title = voice.say("Positions over time") + (f": {lanes[0][0][0]}" if alone else "")
    canvas = Canvas(left + WIDTH + 2 * MARGIN, height, title, told(found.header, voice), provenance_text(found.header))
    scale = _scale([point.start for point in found.points], left)
    top, bottom = MARGIN + 20, MARGIN + 24 + LANE * len(lanes)
    _ticks(canvas, sorted({point.start for point in found.points}), scale, (top, bottom), voice)
    changed = {(one.actor, one.concept, one.after.start) for one in found.candidates}
    for place, ((actor, concept), points) in enumerate(lanes):
        middle = top + LANE * (place + 0.5)
        if alone:
            canvas.text(left - 12, middle + 4, concept, most=LONGEST, text_anchor="end")
        else:
            canvas.text(left - 12, middle - 3, actor, most=LONGEST, text_anchor="end")
            canvas.text(left - 12, middle + 12, concept, most=LONGEST, size=10, text_anchor="end", fill=FAINT)
        canvas.shape("line", x1=number(left), x2=number(left + WIDTH), y1=number(middle), y2=number(middle), stroke=RULE)
        _lane(canvas, points, scale, middle, {start for who, what, start in changed if (who, what) == (actor, concept)}, voice)
    _legend(canvas, bottom + 36, voice)
    return canvas.bytes()


def _scale(starts: Sequence[str], left: float) -> Callable[[str], float]:
    days = [date.fromisoformat(start).toordinal() for start in starts] or [0]
    first, reach = min(days), (max(days) - min(days)) or 1
    return lambda start: left + 12 + (WIDTH - 24) * (date.fromisoformat(start).toordinal() - first) / reach


def _ticks(canvas: Canvas, starts: Sequence[str], scale: Callable[[str], float], reach: tuple[float, float], voice: Voice) -> None:
    """The days on the axis, as many as stand apart."""
    last = -float(APART)
    for start in starts[:: max(1, -(-len(starts) // TICKS))]:
        at = scale(start)
        canvas.shape("line", x1=number(at), x2=number(at), y1=number(reach[0]), y2=number(reach[1]), stroke=GRID)
        if at - last >= APART:
            canvas.text(at, reach[1] + 14, voice.day(start), size=9, text_anchor="middle", fill=FAINT)
            last = at


def _lane(canvas: Canvas, points: Sequence[Position], scale: Callable[[str], float], middle: float, changes: set[str], voice: Voice) -> None:
    at = [(scale(point.start), middle - point.mean * REACH) for point in points]
    canvas.shape("polyline", points=" ".join(f"{number(x)},{number(y)}" for x, y in at), fill="none", stroke=FAINT)
    for point, (x, y) in zip(points, at, strict=True):
        made = _mark(canvas, x, y, point.mean)
        inside(made, "title", f"{voice.day(point.start)}: {point.mean:+.2f}, n = {len(point.events)}".replace(": -", ": −"))
        if point.start in changes:
            canvas.text(x + 7, y - 5, "?", size=11)


def _mark(canvas: Canvas, x: float, y: float, mean: float) -> Element:
    if mean > 0:
        return canvas.shape("circle", cx=number(x), cy=number(y), r="4.5", fill=AGREE, stroke=INK)
    if mean < 0:
        return canvas.shape("rect", x=number(x - 4), y=number(y - 4), width="8", height="8", fill=PAPER, stroke=DISAGREE, stroke_width="2")
    around = f"M{number(x)} {number(y - 5)} l5 5 l-5 5 l-5 -5 z"
    return canvas.shape("path", d=around, fill=PAPER, stroke=INK)


def _legend(canvas: Canvas, y: float, voice: Voice) -> None:
    for place, (mean, words) in enumerate(((1, voice.say("agrees")), (0, voice.say("undecided")), (-1, voice.say("disagrees")))):
        _mark(canvas, MARGIN + 6 + 110 * place, y - 4, mean)
        canvas.text(MARGIN + 18 + 110 * place, y, words, size=11)
    canvas.text(MARGIN + 342, y, "?  " + voice.say("candidate for a change, for a person to decide"), size=11)


def _table(found: Positions, name: str) -> NamedFile:
    columns = tables.POSITIONS.csv
    lines = ([column.cell(row) for column in columns] for row in tables.position_rows(found))
    return NamedFile(name, csv_bytes([[column.name for column in columns], *lines]))
