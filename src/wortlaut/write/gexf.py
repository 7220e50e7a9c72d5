"""Networks as GEXF 1.3; time windows make one dynamic graph, with spells or with timestamps, never both."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from wortlaut.errors import WriteError
from wortlaut.records import Counted, EventList, NamedFile, Network, NetworkType, Node
from wortlaut.write.edges import Edge, attributes_of, edges, measures_of, nodes
from wortlaut.write.provenance import provenance, provenance_text
from wortlaut.write.xml import inside, root, serialized

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACES: dict[str | None, str] = {None: "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
Moment = dict[str, str]
"""The attributes that say when: start and end, a timestamp, or none in a graph without time."""
NodeKey = tuple[str, str, bool]
"""What makes a node the same in all windows: variable, label, and whether it is a column."""


@dataclass(slots=True)
class _Seen:
    """What a node or an edge is at each moment it is there."""

    moments: list[Moment] = field(default_factory=list)
    values: list[tuple[str, str, Moment]] = field(default_factory=list)

    def add(self, moment: Moment, values: Sequence[tuple[str, str]]) -> None:
        """It is there at a moment, with these values."""
        self.moments.append(moment)
        self.values += [(name, value, moment) for name, value in values]


class GexfWriter:
    """A graph; of time windows a dynamic one, where what a window counts holds from its middle until the next one's."""

    name = "gexf"
    suffixes: tuple[str, ...] = (".gexf",)
    holds = frozenset({NetworkType.ONEMODE, NetworkType.TWOMODE})
    dynamic = True
    representation = "interval"

    def files(self, found: Counted, name: str) -> tuple[NamedFile, ...]:
        """One file with everything."""
        if isinstance(found, EventList):
            raise WriteError("this format holds networks", self.name, "ask for the type onemode or twomode")
        windows = (found,) if isinstance(found, Network) else found
        if not windows:
            raise WriteError("there is no time window to write", name, "choose smaller windows or wider dates")
        moments: list[Moment] = [{}] if isinstance(found, Network) else self._moments(windows)
        return (NamedFile(name, serialized(self._document(windows, moments, dynamic=not isinstance(found, Network)))),)

    def _moments(self, windows: Sequence[Network]) -> list[Moment]:
        """When each window holds; the last one until its end."""
        middles = _middles(windows)
        ends = [after - timedelta(seconds=1) for after in middles[1:]] + [datetime.fromisoformat(windows[-1].header.stop or windows[-1].middle or "")]
        return [{"start": _iso(start), "end": _iso(max(start, end))} for start, end in zip(middles, ends, strict=True)]

    def _document(self, windows: Sequence[Network], moments: Sequence[Moment], *, dynamic: bool) -> Element:
        document = root("gexf", NAMESPACES, version="1.3")
        meta = inside(document, "meta")
        inside(meta, "creator", "Wortlaut")
        inside(meta, "description", provenance_text(windows[0].header) if not dynamic else _windows_text(windows))
        mode = {"mode": "dynamic", "timeformat": "dateTime", "timerepresentation": self.representation} if dynamic else {"mode": "static"}
        graph = inside(document, "graph", defaultedgetype="undirected", **mode)
        names = _attributes(windows)
        _declare(graph, names, measures_of(windows[0]), dynamic=dynamic)
        keys, seen_nodes, seen_edges = _gathered(windows, moments, dynamic=dynamic)
        parent = inside(graph, "nodes")
        for number, (key, node) in enumerate(keys.items()):
            _add_node(parent, number, node, seen_nodes[key], names, column=key[2])
        parent = inside(graph, "edges")
        numbers = {key: number for number, key in enumerate(keys)}
        for number, ((source, target), (edge, seen)) in enumerate(seen_edges.items()):
            made = inside(parent, "edge", id=str(number), source=str(numbers[source]), target=str(numbers[target]))
            if not dynamic:
                made.set("weight", f"{edge.weight:.17g}")
            _add_seen(made, seen)
        return document


class GexfTimestampWriter(GexfWriter):
    """The same with timestamps: what a window counts stands at its middle."""

    name = "gexf-timestamps"
    suffixes: tuple[str, ...] = ()
    representation = "timestamp"

    def _moments(self, windows: Sequence[Network]) -> list[Moment]:
        return [{"timestamp": _iso(middle)} for middle in _middles(windows)]


def _middles(windows: Sequence[Network]) -> list[datetime]:
    middles = [datetime.fromisoformat(one.middle or "") for one in windows]
    if len(set(middles)) < len(middles):
        raise WriteError("several time windows have the same middle", "GEXF", "write numbered files, such as .graphml, or choose a unit of time")
    return middles


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _attributes(windows: Sequence[Network]) -> dict[str, str]:
    """The attributes of all nodes by their own names, with the name each has in the file."""
    taken = frozenset({"variable", "statements", "bipartite"})
    return {own: given for one in windows for own, given in attributes_of(one, taken).items()}


def _declare(graph: Element, names: dict[str, str], measures: Sequence[str], *, dynamic: bool) -> None:
    fixed = inside(graph, "attributes", class_="node", mode="static")
    inside(fixed, "attribute", id="variable", title="variable", type="string")
    inside(fixed, "attribute", id="bipartite", title="bipartite", type="integer")
    for number, given in enumerate(names.values()):
        inside(fixed, "attribute", id=f"a{number}", title=given, type="string")
    mode = "dynamic" if dynamic else "static"
    changing = inside(graph, "attributes", class_="node", mode=mode) if dynamic else fixed
    inside(changing, "attribute", id="statements", title="statements", type="integer")
    of_edges = inside(graph, "attributes", class_="edge", mode=mode)
    for name in (*(("weight",) if dynamic else ()), *measures):
        inside(of_edges, "attribute", id=name, title=name, type="integer" if name == "statements" else "double")


def _windows_text(windows: Sequence[Network]) -> str:
    """The question once, and what each window rests on."""
    told = [provenance(one.header) | {"middle": one.middle} for one in windows]
    same = {name: told[0][name] for name in ("wortlaut", "mode", "question")}
    return json.dumps({**same, "windows": [{name: value for name, value in one.items() if name not in same} for one in told]}, ensure_ascii=False)


def _gathered(
    windows: Sequence[Network], moments: Sequence[Moment], *, dynamic: bool
) -> tuple[dict[NodeKey, Node], dict[NodeKey, _Seen], dict[tuple[NodeKey, NodeKey], tuple[Edge, _Seen]]]:
    """Every node and edge of any window, with what it is when."""
    keys: dict[NodeKey, Node] = {}
    seen_nodes: dict[NodeKey, _Seen] = {}
    seen_edges: dict[tuple[NodeKey, NodeKey], tuple[Edge, _Seen]] = {}
    for window, moment in zip(windows, moments, strict=True):
        here = [(node.variable, node.label, number >= len(window.rows)) for number, node in enumerate(nodes(window))]
        for key, node in zip(here, nodes(window), strict=True):
            keys.setdefault(key, node)
            seen_nodes.setdefault(key, _Seen()).add(moment, [("statements", str(node.statements))])
        for edge in edges(window):
            told = [*([("weight", edge.weight)] if dynamic else []), *edge.measures]
            _, seen = seen_edges.setdefault((here[edge.source], here[edge.target]), (edge, _Seen()))
            seen.add(moment, [(name, f"{amount:.17g}") for name, amount in told])
    return keys, seen_nodes, seen_edges


def _add_node(parent: Element, number: int, node: Node, seen: _Seen, names: dict[str, str], *, column: bool) -> None:
    made = inside(parent, "node", id=str(number), label=node.label)
    places = {own: f"a{place}" for place, own in enumerate(names)}
    fixed = [("variable", node.variable), ("bipartite", str(int(column))), *((places[own], value) for own, value in node.attributes)]
    seen.values[:0] = [(name, value, {}) for name, value in fixed]
    _add_seen(made, seen)
    if node.color:
        red, green, blue = (str(int(node.color[place : place + 2], 16)) for place in (1, 3, 5))
        inside(made, "viz:color", r=red, g=green, b=blue)


def _add_seen(made: Element, seen: _Seen) -> None:
    if seen.values:
        values = inside(made, "attvalues")
        for name, value, moment in seen.values:
            inside(values, "attvalue", for_=name, value=value, **moment)
    if any(seen.moments):
        spells = inside(made, "spells")
        for moment in seen.moments:
            inside(spells, "spell", **moment)
