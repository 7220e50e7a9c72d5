"""Networks as GEXF 1.3; time windows make one dynamic graph, with spells or with timestamps, never both."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from wortlaut.errors import WriteError
from wortlaut.records import Counted, EventList, NamedFile, Network, NetworkType, Node
from wortlaut.write.edges import Edge, attributes_of, edges, measures_of, nodes
from wortlaut.write.provenance import provenance, provenance_text
from wortlaut.write.xml import inside, lines_here, root, serialized

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAMESPACES: dict[str | None, str] = {None: "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
Moment = dict[str, str]
"""The attributes that say when: start and end, a timestamp, or none in a graph without time."""
NodeKey = tuple[str, str, bool]
"""What makes a node the same in all windows: variable, label, and whether it is a column."""


Held = list[tuple[Moment, Edge]]
"""An edge at every moment it is there."""


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
        return (NamedFile(name, self._document(windows, moments, dynamic=not isinstance(found, Network))),)

    def _moments(self, windows: Sequence[Network]) -> list[Moment]:
        """When each window holds; the last one until its end."""
        middles = _middles(windows)
        ends = [after - timedelta(seconds=1) for after in middles[1:]] + [datetime.fromisoformat(windows[-1].header.stop or windows[-1].middle or "")]
        return [{"start": _iso(start), "end": _iso(max(start, end))} for start, end in zip(middles, ends, strict=True)]

    def _document(self, windows: Sequence[Network], moments: Sequence[Moment], *, dynamic: bool) -> bytes:
        document = root("gexf", NAMESPACES, version="1.3")
        meta = inside(document, "meta")
        inside(meta, "creator", "Wortlaut")
        inside(meta, "description", provenance_text(windows[0].header) if not dynamic else _windows_text(windows))
        mode = {"mode": "dynamic", "timeformat": "dateTime", "timerepresentation": self.representation} if dynamic else {"mode": "static"}
        graph = inside(document, "graph", defaultedgetype="undirected", **mode)
        names = _attributes(windows)
        _declare(graph, names, measures_of(windows[0]), dynamic=dynamic)
        found = _nodes(windows)
        parent = inside(graph, "nodes")
        for number, (key, (node, places)) in enumerate(found.items()):
            counts = [(str(count), moments[place]) for place, count in places]
            _add_node(parent, number, node, counts, names, column=key[2])
        lines_here(inside(graph, "edges"))
        numbers = {key: number for number, key in enumerate(found)}
        return serialized(document, _lines(_held(windows, moments, numbers), dynamic=dynamic))


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


def _keys(window: Network) -> list[NodeKey]:
    return [(node.variable, node.label, number >= len(window.rows)) for number, node in enumerate(nodes(window))]


def _nodes(windows: Sequence[Network]) -> dict[NodeKey, tuple[Node, list[tuple[int, int]]]]:
    """Every node of any window, with the numbers of the windows it is in and its statements there."""
    found: dict[NodeKey, tuple[Node, list[tuple[int, int]]]] = {}
    for place, window in enumerate(windows):
        for key, node in zip(_keys(window), nodes(window), strict=True):
            found.setdefault(key, (node, []))[1].append((place, node.statements))
    return found


def _held(windows: Sequence[Network], moments: Sequence[Moment], numbers: dict[NodeKey, int]) -> Iterable[tuple[tuple[int, int], Held]]:
    """Every edge of any window by the numbers of its nodes; those of a single window one after the other."""
    if len(windows) == 1:
        return (((edge.source, edge.target), [(moments[0], edge)]) for edge in edges(windows[0]))
    found: dict[tuple[int, int], Held] = {}
    for window, moment in zip(windows, moments, strict=True):
        here = [numbers[key] for key in _keys(window)]
        for edge in edges(window):
            found.setdefault((here[edge.source], here[edge.target]), []).append((moment, edge))
    return found.items()


def _lines(held: Iterable[tuple[tuple[int, int], Held]], *, dynamic: bool) -> Iterator[str]:
    """The edges; numbers and moments need no escaping."""
    for number, ((source, target), seen) in enumerate(held):
        values, spells = [], []
        for moment, edge in seen:
            when = "".join(f' {name}="{value}"' for name, value in moment.items())
            told = [*([("weight", edge.weight)] if dynamic else []), *edge.measures]
            values += [f'<attvalue for="{name}" value="{amount:.17g}"{when}/>' for name, amount in told]
            spells += [f"<spell{when}/>"] if when else []
        weight = "" if dynamic else f' weight="{seen[0][1].weight:.17g}"'
        inner = f"<attvalues>{''.join(values)}</attvalues>" if values else ""
        inner += f"<spells>{''.join(spells)}</spells>" if spells else ""
        yield f'<edge id="{number}" source="{source}" target="{target}"{weight}>{inner}</edge>'


def _add_node(parent: Element, number: int, node: Node, counts: list[tuple[str, Moment]], names: dict[str, str], *, column: bool) -> None:
    made = inside(parent, "node", id=str(number), label=node.label)
    values = inside(made, "attvalues")
    places = {own: f"a{place}" for place, own in enumerate(names)}
    fixed = [("variable", node.variable), ("bipartite", str(int(column))), *((places[own], value) for own, value in node.attributes)]
    for name, value in fixed:
        inside(values, "attvalue", for_=name, value=value)
    for count, moment in counts:
        inside(values, "attvalue", for_="statements", value=count, **moment)
    if any(moment for _, moment in counts):
        spells = inside(made, "spells")
        for _, moment in counts:
            inside(spells, "spell", **moment)
    if node.color:
        red, green, blue = (str(int(node.color[place : place + 2], 16)) for place in (1, 3, 5))
        inside(made, "viz:color", r=red, g=green, b=blue)
