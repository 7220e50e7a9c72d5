"""Networks come back from their files as they were, read by the programs that others use: networkx, csv, an XML parser."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET  # a reader that is not the writer's
from pathlib import Path

import networkx as nx
import pytest
from tests.write import merle_networks as merle
from tests.write.merle_networks import DAMM, FLUSSRAT, MESSEN, NUL, STADT

from wortlaut.errors import WriteError
from wortlaut.interchange import network_files, network_writers
from wortlaut.records import Counted, Network
from wortlaut.study import evidence

WRITERS = {writer.name: writer for writer in network_writers()}
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"
SEEN = NUL.replace("\x00", "\ufffd")
"""What XML can hold of a label with a control sign."""


def files(found: Counted, name: str) -> dict[str, bytes]:
    """The files of a format, by name."""
    return {file.name: file.data for file in network_files(found, WRITERS[name], "x")}


def lines(data: bytes, delimiter: str = ",") -> list[list[str]]:
    """The cells of a CSV file."""
    return list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter))


def weights(graph: nx.Graph, label: str = "label") -> dict[frozenset[str], float]:
    """The weights of a graph by the labels at both ends."""
    return {frozenset((graph.nodes[a][label], graph.nodes[b][label])): data["weight"] for a, b, data in graph.edges(data=True)}


def expected(found: Network) -> dict[frozenset[str], float]:
    """The weights that are not 0 by the labels at both ends, as XML can hold them."""
    shown = [[node.label.replace("\x00", "\ufffd") for node in side] for side in (found.rows, found.columns)]
    cells = [(row, column) for row in range(len(found.rows)) for column in range(len(found.columns)) if found.matrix[row, column]]
    return {frozenset((shown[0][row], shown[1][column])): found.matrix[row, column] for row, column in cells}


@pytest.mark.parametrize("make", [merle.twomode, merle.onemode])
def test_graphml_comes_back_through_networkx(make) -> None:
    """Nodes, typed attributes, weights and bounds are what they were, whatever signs the labels hold."""
    found = make()
    graph = nx.parse_graphml(files(found, "graphml")["x"].decode())
    assert weights(graph) == expected(found)
    first = next(data for _, data in graph.nodes(data=True) if data["label"] == FLUSSRAT)
    assert first == {
        "label": FLUSSRAT,
        "variable": "organization",
        "bipartite": 0,
        "statements": 2,
        "color": "#00cc00",
        "Type": "Rat 🏛",
        "label_attribute": 'so "genannt"',
    }
    assert {data["label"] for _, data in graph.nodes(data=True)} >= {FLUSSRAT, STADT, SEEN}
    assert json.loads(graph.graph["provenance"])["statements"] == 6


def test_graphml_tells_bounds_and_counts_of_edges() -> None:
    """Beside the weight stand what it is from judged statements alone, from all, by confidence, and the number of statements."""
    graph = nx.parse_graphml(files(merle.twomode(), "graphml")["x"].decode())
    ends = {data["label"]: node for node, data in graph.nodes(data=True)}
    edge = graph.edges[ends[STADT], ends[MESSEN]]
    assert edge == {"weight": 1.0, "low": 1.0, "high": 1.0, "expected": 1.0, "statements": 1}
    assert not graph.has_edge(ends[STADT], ends[DAMM])  # one for, one against: 0
    assert graph.edges[ends[FLUSSRAT], ends[DAMM]]["statements"] == 1


def test_a_label_on_both_sides_is_two_nodes() -> None:
    """An actor called like a concept is not taken for it."""
    from tests.study.coded_factory import events, said

    from wortlaut.study import network

    found = network(events(said("Damm", "Damm")), merle.spec())
    assert len(nx.parse_graphml(files(found, "graphml")["x"].decode())) == 2
    assert len(nx.read_gexf(io.BytesIO(files(found, "gexf")["x"]), version="1.3")) == 2


def test_gexf_comes_back_through_networkx() -> None:
    """A graph without time: labels, weights, attributes."""
    found = merle.onemode()
    graph = nx.read_gexf(io.BytesIO(files(found, "gexf")["x"]), version="1.3")
    assert weights(graph) == expected(found)
    first = next(data for _, data in graph.nodes(data=True) if data["label"] == FLUSSRAT)
    assert (first["Type"], first["variable"], first["statements"]) == ("Rat 🏛", "organization", 2)


@pytest.mark.parametrize(("name", "one", "other"), [("gexf", {"start", "end"}, "timestamp"), ("gexf-timestamps", {"timestamp"}, "start")])
def test_a_dynamic_gexf_tells_time_in_one_way(name: str, one: set[str], other: str) -> None:
    """Spells or timestamps, never both; the graph says which, and every spell and changing value has it."""
    document = ET.fromstring(files(merle.windows(), name)["x"])  # noqa: S314 - our own file
    graph = document.find(f"{GEXF}graph")
    assert graph.get("timerepresentation") == ("timestamp" if one == {"timestamp"} else "interval")
    assert [element for element in document.iter() if other in element.attrib] == []
    spells = list(document.iter(f"{GEXF}spell"))
    assert spells
    assert all(set(spell.attrib) == one for spell in spells)
    changing = [value for value in document.iter(f"{GEXF}attvalue") if value.get("for") in ("weight", "statements")]
    assert all(one <= set(value.attrib) for value in changing)


def test_spells_hold_from_middle_to_middle() -> None:
    """What a window counts holds until the next one's begins, the last until its end; every window's weight comes back."""
    found = merle.windows()
    document = ET.fromstring(files(found, "gexf")["x"])  # noqa: S314 - our own file
    spells = {tuple(spell.attrib.values()) for spell in document.iter(f"{GEXF}spell")}
    starts = sorted(start for start, _ in spells)
    assert starts == [one.middle for one in found]
    assert all(end < after for (_, end), (after, _) in zip(sorted(spells), sorted(spells)[1:], strict=False))
    told = sorted((value.get("start"), float(value.get("value"))) for value in document.iter(f"{GEXF}attvalue") if value.get("for") == "weight")
    assert told == sorted((one.middle, float(weight)) for one in found for weight in one.matrix.ravel() if weight)


def test_windows_of_events_that_share_a_moment_are_no_dynamic_graph() -> None:
    """Two windows with one middle would be told apart by nothing."""
    twice = (merle.windows()[0],) * 2
    with pytest.raises(WriteError, match="several time windows have the same middle"):
        files(twice, "gexf")


@pytest.mark.parametrize(
    ("make", "aggregation", "colors"),
    [
        (merle.mixed, "combine", {1: "#00ff00", 2: "#ff0000", 3: "#0000ff"}),
        (merle.opposed, "subtract", {2: "#00ff00", -2: "#ff0000"}),
        (merle.onemode, "conflict", {1: "#ff0000"}),
        (merle.onemode, "congruence", {1: "#00ff00", 2: "#00ff00"}),
        (merle.twomode, "ignore", {1: "#000000", 2: "#000000"}),
    ],
)
def test_visone_colours_lines_by_sign(make, aggregation: str, colors: dict[int, str]) -> None:
    """Combine green, red, blue; subtract red below 0 and green above; conflict red, congruence green, else black."""
    document = ET.fromstring(files(make(aggregation), "visone")["x"])  # noqa: S314 - our own file
    edges = list(document.iter(f"{GRAPHML}edge"))
    drawn = {}
    for edge in edges:
        weight = float(edge.find(f"{GRAPHML}data[@key='weight']").text)
        drawn[weight] = edge.find(".//{http://www.yworks.com/xml/graphml}LineStyle").get("color")
    assert drawn == colors


def test_visone_finds_its_keys() -> None:
    """Node and edge graphics, properties, and id, name, variable, frequency, weight, attributes under the names visone and DNA know."""
    document = ET.fromstring(files(merle.twomode(), "visone")["x"])  # noqa: S314 - our own file
    keys = {key.get("id"): key.attrib for key in document.iter(f"{GRAPHML}key")}
    assert {"d0", "e0", "prop", "id", "name", "variable", "frequency", "weight"} <= set(keys)
    assert (keys["d0"]["yfiles.type"], keys["e0"]["yfiles.type"], keys["prop"]["visone.type"]) == ("nodegraphics", "edgegraphics", "properties")
    assert document.find(f"{GRAPHML}graph").get("edgedefault") == "undirected"
    node = document.find(f"{GRAPHML}graph/{GRAPHML}node")
    told = {data.get("key"): data.text for data in node.findall(f"{GRAPHML}data")}
    assert (told["name"], told["variable"], told["frequency"], told["a0"]) == (FLUSSRAT, "organization", "2", "Rat 🏛")


def test_csv_is_exact() -> None:
    """Labels come back sign by sign and weights to the last digit."""
    found = merle.onemode("congruence", normalization=merle.spec().normalization.__class__("jaccard"))
    head, *rest = lines(files(found, "csv")["x"])
    assert head == ["", FLUSSRAT, STADT, NUL]
    assert [line[0] for line in rest] == head[1:]
    assert [[float(cell) for cell in line[1:]] for line in rest] == found.matrix.tolist()
    assert any("." in cell and len(cell) > 10 for line in rest for cell in line)


def test_the_dialect_of_dna_is_lossy_as_dna_is() -> None:
    """Semicolons between cells, six decimals for what is no integer, `,` for `;` and `'` for a quotation mark."""
    found = merle.onemode("congruence", normalization=merle.spec().normalization.__class__("average"))
    text = files(found, "dna-csv")["x"].decode()
    assert text.startswith('"";"Flussrat, \'Merle\' <🌊>";')
    assert re.findall(r";(\d+(?:\.\d+)?)", text)[:2] == ["0", "0.800000"]
    whole = files(merle.twomode("ignore"), "dna-csv")["x"].decode()
    assert whole.splitlines()[-1].endswith(";1;0")


def test_what_a_table_rests_on_stands_beside_it() -> None:
    """CSV and DL have no place for a header: it is in a file of the name that the W3C gives to it."""
    for name in ("csv", "dna-csv", "ucinet"):
        told = json.loads(files(merle.twomode(), name)["x-metadata.json"])
        assert (told["url"], told["dc:description"]["statements"]) == ("x", 6)


@pytest.mark.parametrize("make", [merle.twomode, merle.onemode])
def test_a_dl_file_says_its_size_labels_and_data(make) -> None:
    """A reader that goes by the keywords of DL finds every label and number; labels are one line without quotation marks."""
    found = make()
    text = files(found, "ucinet")["x"].decode()
    head, rest = text.split("\n", 1)
    labels = [re.findall(r'"([^"]*)"', line) for line in rest.split("data:")[0].splitlines() if line.startswith('"')]
    data = [[float(cell) for cell in line.split()] for line in rest.split("data:\n")[1].splitlines()]
    assert head == ("dl nr = 3, nc = 2, format = fullmatrix" if make is merle.twomode else "dl n = 3, format = fullmatrix")
    assert [len(side) for side in labels] == ([3, 2] if make is merle.twomode else [3])
    assert labels[0][:2] == ["Flussrat; 'Merle' <🌊>", "Stadt Altfurt"]
    assert data == found.matrix.tolist()


def test_events_come_back_from_csv() -> None:
    """The exact list has a line per event with its id; DNA's has DNA's columns, and leaves empty what an event does not know."""
    exact = list(csv.DictReader(io.StringIO(files(merle.listed(), "csv")["x"].decode(), newline="")))
    assert [(row["id"], row["time"], row["organization"], row["agreement"]) for row in exact][1:3] == [
        ("k2", "2026-01-06", FLUSSRAT, "1"),
        ("k3", "2026-02-10", STADT, "0"),
    ]
    dna = list(csv.DictReader(io.StringIO(files(merle.listed(), "dna-csv")["x"].decode(), newline=""), delimiter=";"))
    assert list(dna[0])[:2] == ["statement_id", "time"]
    assert list(dna[0])[-10:-5] == ["start_position", "stop_position", "text", "coder", "document_id"]
    assert (dna[0]["time"], dna[0]["text"], dna[0]["document_source"]) == ("2026-01-05 00:00:00", "", "Uferblatt")


@pytest.mark.parametrize("aggregation", ["ignore", "congruence", "conflict", "subtract"])
@pytest.mark.parametrize("qualifier", ["agreement", "strength", "reason"])
def test_counts_are_those_of_the_evidence(aggregation: str, qualifier: str) -> None:
    """The number of statements of an edge is how many its evidence lists."""
    found = merle.onemode(aggregation, qualifier=qualifier)
    for row in found.rows:
        for column in found.columns:
            place = found.rows.index(row), found.columns.index(column)
            assert found.counts[place] == len(evidence(found, row.label, column.label).events)


def test_the_sample_comes_back(wortlaut, shared: Path, tmp_path: Path) -> None:
    """DNA's sample through the command line: the matrix of every file is the one that --json prints."""
    wortlaut("capture", shared / "data" / "sample.dna", "--ledger", "sample.wortlaut")
    asked = ("study", "network", "--type", "onemode", "--qualifier-aggregation", "conflict", "--normalization", "average")
    matrix = json.loads(wortlaut(*asked, "--json").out)["matrix"]
    for name in ("x.csv", "x.graphml", "x.dl"):
        assert wortlaut(*asked, "-o", name).code == 0
    assert [[float(cell) for cell in line[1:]] for line in lines((tmp_path / "x.csv").read_bytes())[1:]] == matrix
    graph = nx.read_graphml(tmp_path / "x.graphml")
    assert nx.to_numpy_array(graph, nodelist=[f"n{n}" for n in range(7)]).tolist() == matrix
