"""A one-mode network as a drawing: agreement is a solid line, disagreement a dashed one, and those who agree stand close.

Where nodes stand: forces as in Fruchterman and Reingold (1991), from a circle in the order of labels and with a fixed
number of steps, so that the same network is the same picture. Disagreement pulls nobody together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wortlaut.errors import WriteError
from wortlaut.records import Network, QualifierAggregation
from wortlaut.seams import ENGLISH, Voice
from wortlaut.write.canvas import AGREE, DISAGREE, FAINT, FOOT, INK, MARGIN, PAPER, Canvas, number, told
from wortlaut.write.edges import Edge, edges
from wortlaut.write.provenance import provenance_text
from wortlaut.write.xml import inside

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_NODES = 150
STEPS = 300
LABEL = 24
"""Labels are cut to so many signs."""


def drawing(network: Network, voice: Voice = ENGLISH) -> bytes:
    """The picture as SVG; WriteError where it has too many nodes to be read."""
    count = len(network.rows)
    if count > MOST_NODES:
        raise WriteError("too many nodes for a picture", str(count), f"narrow the question to {MOST_NODES}, or write .graphml")
    side = 360 + 40 * count**0.5 * 1.6
    size = (side + 2 * MARGIN + 160, side + FOOT + MARGIN + 40 + 56)
    title = f"{voice.say(network.header.spec.variable1)}, {_kind(network, voice)}"
    canvas = Canvas(*size, title, told(network.header, voice), provenance_text(network.header))
    lines = list(edges(network))
    places = _places(network, lines)
    at = [(MARGIN + 80 + side * x, MARGIN + 40 + side * y) for x, y in places.tolist()]
    strongest = max((abs(line.weight) for line in lines), default=1.0)
    for line in sorted(lines, key=lambda one: abs(one.weight)):
        _line(canvas, network, line, at, abs(line.weight) / strongest)
    most = max((node.statements for node in network.rows), default=1) or 1
    for node, (x, y) in zip(network.rows, at, strict=True):
        radius = 5 + 9 * (node.statements / most) ** 0.5
        canvas.shape("circle", cx=number(x), cy=number(y), r=number(radius), fill=node.color or PAPER, stroke=INK)
        canvas.text(x, y - radius - 4, node.label, most=LABEL, size=11, text_anchor="middle", stroke=PAPER, stroke_width="3", paint_order="stroke")
    _legend(canvas, network, voice, side + MARGIN + 40 + 44)
    return canvas.bytes()


def against(network: Network, weight: float) -> bool:
    """Whether a weight stands for disagreement."""
    return weight < 0 or network.header.spec.qualifier_aggregation is QualifierAggregation.CONFLICT


def _kind(network: Network, voice: Voice) -> str:
    aggregation = network.header.spec.qualifier_aggregation
    return voice.say("same concepts") if aggregation is QualifierAggregation.IGNORE else voice.told(aggregation)


def _line(canvas: Canvas, network: Network, line: Edge, at: list[tuple[float, float]], share: float) -> None:
    (x1, y1), (x2, y2) = at[line.source], at[line.target]
    ends = {"x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)}
    plain = network.header.spec.qualifier_aggregation is QualifierAggregation.IGNORE
    dashed = against(network, line.weight)
    look = {"stroke_dasharray": "6 4"} if dashed else {}
    made = canvas.shape(
        "line", **ends, stroke=FAINT if plain else DISAGREE if dashed else AGREE, stroke_width=number(0.8 + 4 * share), stroke_opacity="0.8", **look
    )
    inside(made, "title", f"{line.weight:.4g}")


def _legend(canvas: Canvas, network: Network, voice: Voice, y: float) -> None:
    plain = network.header.spec.qualifier_aggregation is QualifierAggregation.IGNORE
    say = voice.say
    shown = [(say("statements on the same concepts"), FAINT, "")] if plain else [(say("agree"), AGREE, ""), (say("disagree"), DISAGREE, "6 4")]
    for place, (words, color, dashes) in enumerate(shown):
        x = MARGIN + 120 * place
        look = {"stroke_dasharray": dashes} if dashes else {}
        canvas.shape("line", x1=number(x), y1=number(y - 4), x2=number(x + 30), y2=number(y - 4), stroke=color, stroke_width="2.5", **look)
        canvas.text(x + 36, y, words, size=11)


def _places(network: Network, lines: list[Edge]) -> NDArray[np.float64]:
    """Where nodes stand, from 0 to 1 both ways."""
    import numpy as np

    count = len(network.rows)
    angles = 2 * np.pi * np.arange(count) / max(1, count)
    at = np.column_stack((np.cos(angles), np.sin(angles)))
    pull = np.zeros((count, count))
    for line in lines:
        if not against(network, line.weight):
            pull[line.source, line.target] = pull[line.target, line.source] = abs(line.weight)
    pull /= pull.max(initial=0.0) or 1.0
    ideal = 2.0 / max(1.0, count**0.5)
    for step in range(STEPS):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-3)
        force = ideal**2 / distance**2 - pull * distance / ideal
        np.fill_diagonal(force, 0.0)
        moved = (apart * force[:, :, None]).sum(axis=1) - 0.3 * at
        length = np.maximum(np.sqrt((moved**2).sum(axis=1, keepdims=True)), 1e-9)
        at = at + moved / length * np.minimum(length, 0.1 * (1 - step / STEPS))
    low, high = at.min(axis=0, initial=0.0), at.max(axis=0, initial=0.0)
    return np.asarray((at - low) / np.maximum(high - low, 1e-9), np.float64)
