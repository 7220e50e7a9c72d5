"""Where actors stood first and where they stand last, issue by issue: a line for everybody who spoke in two periods, a mark for the others.

Every end stands at its time; the names stand beside the panel, from those who agree to those who disagree last.

Full agreement is at the top of a panel, full disagreement at its foot. A line whose sign differs at its ends is dashed and has a question
mark: a candidate for a change of position, for a person to read and decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from wortlaut.errors import WriteError
from wortlaut.records import Position, Positions
from wortlaut.seams import ENGLISH, Voice
from wortlaut.write.canvas import AGREE, DISAGREE, FAINT, FOOT, INK, MARGIN, RULE, Canvas, number, told
from wortlaut.write.provenance import provenance_text
from wortlaut.write.xml import inside

WIDTH, HEIGHT, GAP, ACROSS = 380, 230, 24, 3
"""A panel, what is between two, and how many stand side by side."""
LEFT, RIGHT, TOP, BOTTOM = 78, 190, 44, 26
"""What the axes leave at each side of a panel: words of the scale, names, the issue, and the periods."""
NAME, APART = 20, 12
"""Signs of a name, and pixels between two of them."""
MOST_PANELS, MOST_ACTORS = 30, 13


@dataclass(frozen=True, slots=True)
class Slope:
    """An actor's first and last position on an issue."""

    actor: str
    first: Position
    last: Position

    @property
    def turned(self) -> bool:
        """Whether the sign differs at its ends."""
        return self.first.mean * self.last.mean < 0


def slopes(found: Positions, concepts: Sequence[str], voice: Voice = ENGLISH) -> bytes:
    """The picture of these issues as SVG, those actors of each that have most statements; WriteError where there are too many issues."""
    if len(concepts) > MOST_PANELS:
        raise WriteError("too many issues for a picture", str(len(concepts)), f"narrow the question to {MOST_PANELS}")
    lanes = {name: _of(found, name) for name in concepts}
    drawn = {name: lines for name, lines in lanes.items() if lines}
    across = min(ACROSS, max(1, len(drawn)))
    size = (2 * MARGIN + across * WIDTH + (across - 1) * GAP, MARGIN + 20 + -(-len(drawn) // across) * (HEIGHT + GAP) + 24 + FOOT)
    canvas = Canvas(*size, voice.say("Positions: first and last period"), told(found.header, voice), provenance_text(found.header))
    days = sorted({point.start for point in found.points})
    for place, (name, lines) in enumerate(drawn.items()):
        x, y = MARGIN + place % across * (WIDTH + GAP), MARGIN + 20 + place // across * (HEIGHT + GAP)
        _panel(canvas, (x, y), name, lines, (days[0], days[-1]), voice)
    canvas.text(MARGIN, size[1] - FOOT - 4, "?  " + voice.say("candidate for a change, for a person to decide"), size=11)
    return canvas.bytes()


def _of(found: Positions, concept: str) -> list[Slope]:
    """The slopes of an issue, of the actors with most statements."""
    points = sorted((one for one in found.points if one.concept == concept), key=lambda one: (one.actor, one.start))
    every = [(actor, list(those)) for actor, those in groupby(points, key=lambda one: one.actor)]
    largest = sorted(every, key=lambda one: (-sum(len(point.events) for point in one[1]), one[0]))[:MOST_ACTORS]
    return [Slope(actor, those[0], those[-1]) for actor, those in largest]


def _panel(canvas: Canvas, at: tuple[float, float], concept: str, lines: Sequence[Slope], days: tuple[str, str], voice: Voice) -> None:
    x, y = at
    left, right, top, bottom = x + LEFT, x + WIDTH - RIGHT, y + TOP, y + HEIGHT - BOTTOM
    canvas.text(x, y + 16, concept, most=48, size=12)
    for mean, words in ((1, voice.say("agrees")), (0, voice.say("undecided")), (-1, voice.say("disagrees"))):
        height = _height(mean, top, bottom)
        canvas.shape("line", x1=number(left), x2=number(right), y1=number(height), y2=number(height), stroke=RULE)
        canvas.text(left - 6, height + 3, words, most=14, size=8, text_anchor="end", fill=FAINT)
    for place, day in ((left, days[0]), (right, days[1])):
        canvas.shape("line", x1=number(place), x2=number(place), y1=number(top), y2=number(bottom), stroke=RULE)
        canvas.text(place, bottom + 14, voice.day(day), size=8, text_anchor="middle", fill=FAINT)
    for one in lines:
        _line(canvas, one, (left, right, top, bottom), days, voice)
    for one, height in _spread([(one, _height(one.last.mean, top, bottom)) for one in lines], top, bottom):
        canvas.text(right + 8, height + 3, one.actor + (" ?" if one.turned else ""), most=NAME, size=9)


def _line(canvas: Canvas, one: Slope, box: tuple[float, float, float, float], days: tuple[str, str], voice: Voice) -> None:
    left, right, top, bottom = box
    colour = AGREE if one.last.mean > 0 else DISAGREE if one.last.mean < 0 else INK
    ends = [(_place(point.start, days, left, right), _height(point.mean, top, bottom), point) for point in dict.fromkeys((one.first, one.last))]
    if len(ends) == 2:
        (x1, y1, _), (x2, y2, _) = ends
        where = {"x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)}
        look = {"stroke_dasharray": "5 3"} if one.turned else {}
        made = canvas.shape("line", **where, stroke=colour, stroke_width="1.6", stroke_opacity="0.8", **look)
        inside(made, "title", f"{one.actor}: {_at(one.first, voice)}, {_at(one.last, voice)}")
    for x, y, point in ends:
        made = canvas.shape("circle", cx=number(x), cy=number(y), r="3", fill=colour)
        inside(made, "title", f"{one.actor}: {_at(point, voice)}")


def _place(day: str, days: tuple[str, str], left: float, right: float) -> float:
    """Where a day stands between the first and the last; in the middle where there is but one."""
    first, last, at = (date.fromisoformat(one).toordinal() for one in (*days, day))
    return left + (right - left) * ((at - first) / (last - first) if last > first else 0.5)


def _at(point: Position, voice: Voice) -> str:
    return f"{voice.day(point.start)} {point.mean:+.2f} (n = {len(point.events)})".replace(" -", " −")


def _height(mean: float, top: float, bottom: float) -> float:
    return top + (1 - mean) / 2 * (bottom - top)


def _spread(lines: Sequence[tuple[Slope, float]], top: float, bottom: float) -> list[tuple[Slope, float]]:
    """The names beside their ends, as near as they can stand to them without standing on each other or outside the panel."""
    ordered = sorted(lines, key=lambda line: (line[1], not line[0].turned, line[0].actor))
    heights: list[float] = []
    for _, height in ordered:
        heights.append(max(height, heights[-1] + APART if heights else top))
    room = bottom
    for place in range(len(heights) - 1, -1, -1):
        heights[place] = min(heights[place], room)
        room = heights[place] - APART
    return [(one, height) for (one, _), height in zip(ordered, heights, strict=True)]
