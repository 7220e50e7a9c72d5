"""Networks as CSV: a matrix with labels on both sides, or the events a line each; exact, or in the dialect of DNA.

CSV has no place for what a network rests on: it stands beside, in `FILE-metadata.json`, the name that the W3C gives to the
metadata of a CSV file ("Metadata Vocabulary for Tabular Data", 5.2).
"""

from __future__ import annotations

from collections.abc import Iterable

from wortlaut.errors import WriteError
from wortlaut.records import Counted, Event, EventList, NamedFile, Network, NetworkType
from wortlaut.shape.findings import DOCUMENT_COLUMNS, event_list
from wortlaut.write.csv_lines import csv_bytes
from wortlaut.write.provenance import as_json, encoded, provenance

Cell = str | int | float | bool | None
Line = list[Cell]

DNA_BEHIND = ("start_position", "stop_position", "text", "coder")
"""Columns of DNA's event list that an event does not know: `wortlaut write --table eventlist` fills them."""


class CsvNetworkWriter:
    """RFC 4180 with full precision: everything comes back as it was."""

    name = "csv"
    suffixes: tuple[str, ...] = (".csv",)
    holds = frozenset(NetworkType)
    dynamic = False

    def files(self, found: Counted, name: str) -> tuple[NamedFile, ...]:
        """The lines, and the metadata beside them."""
        return (NamedFile(name, csv_bytes(_lines(found, name, dna=False))), metadata(found, name))


class DnaCsvNetworkWriter:
    """As DNA writes it: semicolons, six decimals, and in labels `,` for `;` and `'` for `\"`."""

    name = "dna-csv"
    suffixes: tuple[str, ...] = ()
    holds = frozenset(NetworkType)
    dynamic = False

    def files(self, found: Counted, name: str) -> tuple[NamedFile, ...]:
        """The lines, and the metadata beside them."""
        text = "".join(";".join(map(_dna_cell, line)) + "\n" for line in _lines(found, name, dna=True))
        return (NamedFile(name, encoded(text)), metadata(found, name))


def metadata(found: Counted, name: str) -> NamedFile:
    """What a table rests on, as a file beside it."""
    if isinstance(found, tuple):
        raise WriteError("this format holds one network a file", name, "write a file per time window")
    told = {"@context": "http://www.w3.org/ns/csvw", "url": name, "dc:description": provenance(found.header)}
    if isinstance(found, Network):
        told["dc:description"] = {**provenance(found.header), "middle": found.middle}
    return NamedFile(f"{name}-metadata.json", as_json(told))


def _lines(found: Counted, name: str, *, dna: bool) -> Iterable[Line]:
    if isinstance(found, Network):
        return [["", *(node.label for node in found.columns)], *_matrix(found)]
    if isinstance(found, EventList):
        return _dna_events(found) if dna else _events(found)
    raise WriteError("this format holds one network a file", name, "write a file per time window")


def _matrix(network: Network) -> Iterable[Line]:
    for node, weights in zip(network.rows, network.matrix.tolist(), strict=True):
        yield [node.label, *(int(weight) if weight == int(weight) else weight for weight in weights)]


def _events(listed: EventList) -> Iterable[Line]:
    names = [variable.name for variable in listed.variables]
    yield ["id", "statement", "time", *names, *DOCUMENT_COLUMNS]
    for row, (time, *cells) in _shaped(listed):
        yield [row.id, row.statement, time, *(int(cell) if isinstance(cell, bool) else cell for cell in cells)]


def _dna_events(listed: EventList) -> Iterable[Line]:
    names = [variable.name for variable in listed.variables]
    yield ["statement_id", "time", *names, *DNA_BEHIND, *DOCUMENT_COLUMNS]
    for row, (time, *cells) in _shaped(listed):
        values, document = cells[: len(names)], cells[len(names) :]
        yield [row.statement or row.id, _dna_time(time), *(int(cell) if isinstance(cell, bool) else cell for cell in values), *[""] * 4, *document]


def _shaped(listed: EventList) -> Iterable[tuple[Event, list[Cell]]]:
    matrix = event_list(listed)["matrix"]
    return zip(listed.rows, matrix if isinstance(matrix, list) else [], strict=True)


def _dna_time(time: Cell) -> str:
    """`yyyy-MM-dd HH:mm:ss`; a bare date is its first moment."""
    text = str(time or "").replace("T", " ")
    return f"{text} 00:00:00" if len(text) == len("2021-03-09") else text


def _dna_cell(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.6f}"
    if isinstance(cell, int):
        return str(cell)
    return '"' + (cell or "").replace(";", ",").replace('"', "'") + '"'
