"""A two-mode network as a matrix of shaded cells, each with its number; cells of disagreement are hatched as well."""

from __future__ import annotations

from wortlaut.errors import WriteError
from wortlaut.records import Network, QualifierAggregation
from wortlaut.seams import ENGLISH, Voice
from wortlaut.write.canvas import AGREE, DISAGREE, FOOT, INK, MARGIN, PAPER, RULE, SIGN, Canvas, number, told
from wortlaut.write.provenance import provenance_text
from wortlaut.write.xml import inside

CELL = 34
MOST_CELLS = 10_000
LONGEST = 40
"""Labels are cut to so many signs."""
COMBINED = {1.0: "+", 2.0: "−", 3.0: "±"}
"""Agreement alone, disagreement alone, both."""


def heat_map(network: Network, voice: Voice = ENGLISH) -> bytes:
    """The picture as SVG; WriteError where it has too many cells to be read."""
    if network.matrix.size > MOST_CELLS:
        raise WriteError("too many cells for a picture", f"{network.matrix.size:,}", f"narrow the question to {MOST_CELLS:,}, or write .csv")
    left = MARGIN + _length(tuple(node.label for node in network.rows)) * SIGN + 8
    top = MARGIN + 16 + _length(tuple(node.label for node in network.columns)) * SIGN + 8
    width = max(left + CELL * len(network.columns) + MARGIN, 420)
    spec = network.header.spec
    title = voice.say("%s by %s") % (voice.say(spec.variable1), voice.say(spec.variable2))
    canvas = Canvas(width, top + CELL * len(network.rows) + FOOT + MARGIN, title, told(network.header, voice), provenance_text(network.header))
    _hatching(canvas)
    for place, node in enumerate(network.columns):
        x = left + CELL * (place + 0.5) + 4
        canvas.text(x, top - 6, node.label, most=LONGEST, transform=f"rotate(-90 {number(x)} {number(top - 6)})")
    strongest = max((abs(weight) for weights in network.matrix.tolist() for weight in weights), default=0.0) or 1.0
    for line, (node, weights) in enumerate(zip(network.rows, network.matrix.tolist(), strict=True)):
        y = top + CELL * line
        canvas.text(left - 6, y + CELL / 2 + 4, node.label, most=LONGEST, text_anchor="end")
        for place, weight in enumerate(weights):
            _cell(canvas, network, left + CELL * place, y, weight, strongest)
    return canvas.bytes()


def _length(labels: tuple[str, ...]) -> int:
    return min(LONGEST, max((len(label) for label in labels), default=1))


def _hatching(canvas: Canvas) -> None:
    pattern = inside(canvas.shape("defs"), "pattern", id="against", width="6", height="6", patternUnits="userSpaceOnUse")
    inside(pattern, "path", d="M0 6 L6 0", stroke=INK, **{"stroke-width": "0.8", "stroke-opacity": "0.55"})


def _cell(canvas: Canvas, network: Network, x: float, y: float, weight: float, strongest: float) -> None:
    combined = network.header.spec.qualifier_aggregation is QualifierAggregation.COMBINE
    against = weight == 2.0 if combined else weight < 0
    shade = (0.5 if combined else 0.15 + 0.6 * abs(weight) / strongest) if weight else 0.0
    place = {"x": number(x), "y": number(y), "width": str(CELL), "height": str(CELL)}
    canvas.shape("rect", **place, fill=DISAGREE if against else AGREE, fill_opacity=f"{shade:.3f}", stroke=RULE)
    if against or (combined and weight == 3.0):
        canvas.shape("rect", **place, fill="url(#against)")
    if weight:
        words = COMBINED.get(weight, f"{weight:.3g}") if combined else f"{weight:.3g}".replace("-", "−")
        canvas.text(x + CELL / 2, y + CELL / 2 + 4, words, size=11, text_anchor="middle", stroke=PAPER, stroke_width="3", paint_order="stroke")
