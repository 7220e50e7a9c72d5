"""Pictures of networks: two-mode as a heat map, one-mode as a drawing, with the weights as a table beside them."""

from __future__ import annotations

from wortlaut.records import Counted, NamedFile, Network, NetworkType
from wortlaut.seams import ENGLISH, Voice
from wortlaut.write.canvas import table_name
from wortlaut.write.csv_lines import csv_bytes
from wortlaut.write.drawing import drawing
from wortlaut.write.edges import edges, measures_of, nodes, one_network
from wortlaut.write.heatmap import heat_map
from wortlaut.write.png import png
from wortlaut.write.provenance import provenance_text


class SvgWriter:
    """The picture as SVG, with the question and the version in its metadata."""

    name = "svg"
    suffixes: tuple[str, ...] = (".svg",)
    holds = frozenset({NetworkType.ONEMODE, NetworkType.TWOMODE})
    dynamic = False

    def files(self, found: Counted, name: str) -> tuple[NamedFile, ...]:
        """The picture, and the table beside it."""
        network = one_network(found, self.name)
        return (NamedFile(name, picture(network)), _table(network, table_name(name)))


class PngWriter:
    """The same picture as PNG, at twice the size; the question and the version stand in it as text."""

    name = "png"
    suffixes: tuple[str, ...] = (".png",)
    holds = SvgWriter.holds
    dynamic = False

    def files(self, found: Counted, name: str) -> tuple[NamedFile, ...]:
        """The picture, and the table beside it."""
        network = one_network(found, self.name)
        return (NamedFile(name, png(picture(network), provenance_text(network.header))), _table(network, table_name(name)))


def picture(network: Network, voice: Voice = ENGLISH) -> bytes:
    """The picture as SVG, in the language of the voice; WriteError where nobody could read it."""
    return drawing(network, voice) if network.header.spec.network_type is NetworkType.ONEMODE else heat_map(network, voice)


def _table(network: Network, name: str) -> NamedFile:
    """All weights that are not 0, one a line."""
    labels = [node.label for node in nodes(network)]
    head = ["row", "column", "weight", *measures_of(network)]
    lines = ([labels[one.source], labels[one.target], one.weight, *(amount for _, amount in one.measures)] for one in edges(network))
    return NamedFile(name, csv_bytes([head, *lines]))
