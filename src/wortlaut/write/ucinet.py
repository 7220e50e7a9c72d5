"""Networks in the DL format of UCINET, as a full matrix with labels."""

from __future__ import annotations

from wortlaut.records import Counted, NamedFile, NetworkType, Node
from wortlaut.write.edges import one_network
from wortlaut.write.matrix_csv import metadata
from wortlaut.write.provenance import encoded


class UcinetWriter:
    """A full matrix: `dl n = N` for one-mode, `dl nr = R, nc = C` for two-mode; labels are quoted.

    DL knows no comments: what the network rests on stands in a file beside it. Labels are one line each and hold no quotation
    mark: line breaks become blanks, `"` becomes `'`.
    """

    name = "ucinet"
    suffixes: tuple[str, ...] = (".dl",)
    holds = frozenset({NetworkType.ONEMODE, NetworkType.TWOMODE})
    dynamic = False

    def files(self, found: Counted, name: str) -> tuple[NamedFile, ...]:
        """The matrix, and the metadata beside it."""
        network = one_network(found, self.name)
        if network.header.spec.network_type is NetworkType.ONEMODE:
            head = [f"dl n = {len(network.rows)}, format = fullmatrix", "labels:", _labels(network.rows)]
        else:
            size = f"dl nr = {len(network.rows)}, nc = {len(network.columns)}, format = fullmatrix"
            head = [size, "row labels:", _labels(network.rows), "col labels:", _labels(network.columns)]
        lines = [*head, "data:", *(" ".join(f"{weight:.17g}" for weight in weights) for weights in network.matrix.tolist())]
        return (NamedFile(name, encoded("\n".join(lines) + "\n")), metadata(network, name))


def _labels(nodes: tuple[Node, ...]) -> str:
    return ",".join('"' + " ".join(node.label.split()).replace('"', "'") + '"' for node in nodes)
