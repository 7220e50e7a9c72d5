"""Networks as JSON: what `wortlaut study network --json` prints, with the nodes and the version."""

from __future__ import annotations

from dataclasses import asdict

from wortlaut import __version__
from wortlaut.records import Counted, EventList, NamedFile, Network, NetworkType
from wortlaut.shape import Json
from wortlaut.shape import findings as shaped
from wortlaut.write.provenance import as_json


class JsonNetworkWriter:
    """The matrix with labels, header, bounds, counts and nodes; time windows as `slices`."""

    name = "json"
    suffixes: tuple[str, ...] = (".json",)
    holds = frozenset(NetworkType)
    dynamic = True

    def files(self, found: Counted, name: str) -> tuple[NamedFile, ...]:
        """One file with everything."""
        if isinstance(found, EventList):
            told = shaped.event_list(found)
        elif isinstance(found, Network):
            told = _network(found)
        else:
            told = {"slices": [_network(one) for one in found]}
        return (NamedFile(name, as_json({"wortlaut": __version__, **told})),)


def _network(network: Network) -> Json:
    told = shaped.network(network)
    if network.counts is not None:
        told["counts"] = network.counts.astype(int).tolist()
    told["nodes"] = {
        side: [{**asdict(node), "attributes": dict(node.attributes)} for node in nodes]
        for side, nodes in (("rows", network.rows), ("columns", network.columns))
    }
    return told
