"""Networks as GraphML: plain, with typed attributes, for Gephi, igraph and networkx. The dialect of visone: `wortlaut.write.visone`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wortlaut.records import Counted, NamedFile, Network, NetworkType, Node
from wortlaut.write.edges import attributes_of, edges, measures_of, nodes, one_network
from wortlaut.write.provenance import provenance_text
from wortlaut.write.xml import inside, lines_here, root, serialized

GRAPHML = "http://graphml.graphdrawing.org/xmlns"

_NODE = (("label", "string"), ("variable", "string"), ("bipartite", "int"), ("statements", "int"), ("color", "string"))
_TAKEN = frozenset(name for name, _ in _NODE)


class GraphmlWriter:
    """An undirected graph; nodes n0, n1 ... tell label, variable, side (`bipartite` 0 rows, 1 columns), statements, colour, attributes.

    Edges tell weight, and where they are known the bounds of it and the number of statements behind it. The graph tells what it
    rests on.
    """

    name = "graphml"
    suffixes: tuple[str, ...] = (".graphml",)
    holds = frozenset({NetworkType.ONEMODE, NetworkType.TWOMODE})
    dynamic = False

    def files(self, found: Counted, name: str) -> tuple[NamedFile, ...]:
        """One file with everything."""
        network = one_network(found, self.name)
        attributes = attributes_of(network, _TAKEN)
        document = root("graphml", {None: GRAPHML})
        keys = [("graph", "provenance", "string"), *(("node", *one) for one in _NODE)]
        keys += [("node", own, "string") for own in attributes.values()]
        keys += [("edge", one, "int" if one == "statements" else "double") for one in ("weight", *measures_of(network))]
        ids = {(owner, key): f"k{number}" for number, (owner, key, _) in enumerate(keys)}
        for owner, key, kind in keys:
            inside(document, "key", id=ids[owner, key], for_=owner, **{"attr.name": key, "attr.type": kind})
        graph = inside(document, "graph", edgedefault="undirected")
        inside(graph, "data", provenance_text(network.header), key=ids["graph", "provenance"])
        for number, node in enumerate(nodes(network)):
            made = inside(graph, "node", id=f"n{number}")
            for key, value in _told(node, number >= len(network.rows), attributes):
                inside(made, "data", value, key=ids["node", key])
        lines_here(graph)
        return (NamedFile(name, serialized(document, _lines(network, ids))),)


def _lines(network: Network, ids: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The edges; ids and numbers need no escaping."""
    for edge in edges(network):
        told = "".join(f'<data key="{ids["edge", key]}">{amount:.17g}</data>' for key, amount in (("weight", edge.weight), *edge.measures))
        yield f'<edge source="n{edge.source}" target="n{edge.target}">{told}</edge>'


def _told(node: Node, column: bool, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from (("label", node.label), ("variable", node.variable), ("bipartite", str(int(column))), ("statements", str(node.statements)))
    if node.color:
        yield "color", node.color
    yield from ((attributes[name], value) for name, value in node.attributes)
