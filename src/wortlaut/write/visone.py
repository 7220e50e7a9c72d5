"""Networks as GraphML in the dialect of visone, which draws nodes and lines as the file says."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from wortlaut.records import Counted, NamedFile, Network, NetworkType, Node, QualifierAggregation
from wortlaut.write.edges import attributes_of, edges, nodes, one_network
from wortlaut.write.graphml import GRAPHML
from wortlaut.write.provenance import provenance_text
from wortlaut.write.xml import inside, lines_here, root, serialized

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACES: dict[str | None, str] = {
    None: GRAPHML,
    "visone": "http://visone.info/xmlns",
    "y": "http://www.yworks.com/xml/graphml",
}
GREEN, RED, BLUE, BLACK = "#00ff00", "#ff0000", "#0000ff", "#000000"

COLORS: Mapping[QualifierAggregation, Callable[[float], str]] = {
    QualifierAggregation.COMBINE: lambda weight: {1.0: GREEN, 2.0: RED, 3.0: BLUE}.get(weight, BLACK),
    QualifierAggregation.SUBTRACT: lambda weight: RED if weight < 0 else GREEN if weight > 0 else BLACK,
    QualifierAggregation.CONFLICT: lambda weight: RED,
    QualifierAggregation.CONGRUENCE: lambda weight: GREEN,
    QualifierAggregation.IGNORE: lambda weight: BLACK,
}
"""The colour of a line by its weight, as DNA chooses it."""

_NODE = ("id", "name", "variable", "frequency")
_RADIUS = 40.0


class VisoneWriter:
    """An undirected graph with colours by sign and nodes on a circle; for visone only, as others refuse the dialect."""

    name = "visone"
    suffixes: tuple[str, ...] = ()
    holds = frozenset({NetworkType.ONEMODE, NetworkType.TWOMODE})
    dynamic = False

    def files(self, found: Counted, name: str) -> tuple[NamedFile, ...]:
        """One file with everything."""
        network = one_network(found, self.name)
        document = root("graphml", NAMESPACES)
        keys = _keys(document, attributes_of(network, frozenset(_NODE)))
        graph = inside(document, "graph", id="wortlaut", edgedefault="undirected")
        inside(graph, "data", provenance_text(network.header), key="provenance")
        _add_nodes(graph, nodes(network), keys)
        lines_here(graph)
        return (NamedFile(name, serialized(document, _lines(network))),)


def _keys(document: Element, attributes: Mapping[str, str]) -> Mapping[str, str]:
    """Declare what nodes and edges tell; the key of every attribute by its own name."""
    inside(document, "key", id="d0", for_="node", **{"yfiles.type": "nodegraphics"})
    inside(document, "key", id="e0", for_="edge", **{"yfiles.type": "edgegraphics"})
    inside(document, "key", id="prop", for_="graph", **{"visone.type": "properties"})
    inside(document, "key", id="provenance", for_="graph", **{"attr.name": "provenance", "attr.type": "string"})
    for own in _NODE:
        inside(document, "key", id=own, for_="node", **{"attr.name": own, "attr.type": "int" if own == "frequency" else "string"})
    inside(document, "key", id="weight", for_="edge", **{"attr.name": "weight", "attr.type": "double"})
    keys = {own: f"a{number}" for number, own in enumerate(attributes)}
    for own, key in keys.items():
        inside(document, "key", id=key, for_="node", **{"attr.name": attributes[own], "attr.type": "string"})
    return keys


def _add_nodes(graph: Element, every: Sequence[Node], keys: Mapping[str, str]) -> None:
    for number, node in enumerate(every):
        made = inside(graph, "node", id=str(number))
        told = {"id": str(number), "name": node.label, "variable": node.variable, "frequency": str(node.statements)}
        for key, value in (*told.items(), *((keys[own], value) for own, value in node.attributes)):
            inside(made, "data", value, key=key)
        _draw_node(inside(made, "data", key="d0"), node, number, len(every))


def _lines(network: Network) -> Iterator[str]:
    """The edges; numbers and colours need no escaping."""
    color = COLORS[network.header.spec.qualifier_aggregation]
    strongest = float(abs(network.matrix).max(initial=0.0))
    for number, edge in enumerate(edges(network)):
        style = f'color="{color(edge.weight)}" type="line" width="{1 + 4 * abs(edge.weight) / strongest:.2f}"'
        drawn = f"<visone:polyLineEdge><y:PolyLineEdge><y:LineStyle {style}/></y:PolyLineEdge></visone:polyLineEdge>"
        told = f'<data key="weight">{edge.weight:.17g}</data><data key="e0">{drawn}</data>'
        yield f'<edge id="e{number}" source="{edge.source}" target="{edge.target}">{told}</edge>'


def _draw_node(parent: Element, node: Node, number: int, count: int) -> None:
    angle, radius = 2 * math.pi * number / count, _RADIUS * max(3, count)
    shape = inside(inside(parent, "visone:shapeNode"), "y:ShapeNode")
    x, y = radius * math.cos(angle) / math.pi, radius * math.sin(angle) / math.pi
    inside(shape, "y:Geometry", x=f"{x:.2f}", y=f"{y:.2f}", width="20.0", height="20.0")
    inside(shape, "y:Fill", color=node.color or "#ffffff", transparent="false")
    inside(shape, "y:BorderStyle", color=BLACK, type="line", width="1.0")
    inside(shape, "y:NodeLabel", node.label)
    inside(shape, "y:Shape", type="ellipse")
