"""Pictures say everything twice: in shape and in words or numbers, never by colour alone; they are the same every time."""

import csv
import io
import json
import sys
import xml.etree.ElementTree as ET  # a reader that is not the writer's
import zlib
from collections import Counter
from dataclasses import replace

import pytest
from tests.hang import ends
from tests.study.coded_factory import events, said
from tests.write import merle_networks as merle

from wortlaut import __version__
from wortlaut.errors import WriteError
from wortlaut.interchange import network_files, network_writers
from wortlaut.records import Network, NetworkType
from wortlaut.study import counted, network, positions
from wortlaut.write.timeline import position_files

SVG = "{http://www.w3.org/2000/svg}"
WRITERS = {writer.name: writer for writer in network_writers()}
HOSTILE = '<script>alert("Damm")</script> & \x00 🌊'


def picture(found: Network, name: str = "svg") -> tuple[bytes, list[dict[str, str]]]:
    """The picture, and the rows of the table beside it."""
    drawn, table = network_files(found, WRITERS[name], f"bild.{name}")
    assert (drawn.name, table.name) == (f"bild.{name}", "bild.csv")
    return drawn.data, list(csv.DictReader(io.StringIO(table.data.decode(), newline="")))


def parsed(data: bytes) -> ET.Element:
    """The picture as an XML parser sees it."""
    return ET.fromstring(data)  # noqa: S314 - our own file


@pytest.mark.parametrize(("name", "table"), [("bild.svg", "bild.csv"), ("bild", "bild.csv"), ("bild.csv", "bild-table.csv")])
def test_the_table_never_takes_the_place_of_its_picture(name: str, table: str) -> None:
    """The table is called like the picture, or by another name where that is taken."""
    assert [file.name for file in WRITERS["svg"].files(merle.twomode(), name)] == [name, table]


def words(document: ET.Element) -> list[str]:
    """All text that the picture shows."""
    return [text.text for text in document.iter(f"{SVG}text")]


def test_a_heat_map_has_a_number_in_every_cell_and_hatches_disagreement() -> None:
    """What is against is hatched and has a minus; what is 0 is empty."""
    found = counted(network(events(said("Flussrat", "Damm", False), said("Flussrat", "Messen"), said("Altfurt", "Messen")), merle.spec()))
    document = parsed(picture(found)[0])
    assert Counter(words(document)) >= Counter(["−1", "1", "1", "Flussrat", "Altfurt", "Damm", "Messen"])
    assert [shape.get("fill") for shape in document.iter(f"{SVG}rect")].count("url(#against)") == 1


def test_combined_cells_are_signs() -> None:
    """For, against, both: +, −, ±, the last two hatched."""
    document = parsed(picture(merle.mixed())[0])
    assert {"+", "−", "±"} <= set(words(document))
    assert [shape.get("fill") for shape in document.iter(f"{SVG}rect")].count("url(#against)") == 2


def test_agreement_is_solid_and_disagreement_dashed() -> None:
    """A line of disagreement is dashed whatever its colour, in the network of differences and in that of conflicts; the legend says so."""
    found = merle.opposed()
    lines = [line for line in parsed(picture(found)[0]).iter(f"{SVG}line") if line.find(f"{SVG}title") is not None]
    dashed = {float(line.find(f"{SVG}title").text) < 0: line.get("stroke-dasharray") is not None for line in lines}
    assert dashed == {True: True, False: False}
    conflicts = parsed(picture(merle.onemode("conflict"))[0])
    assert all(line.get("stroke-dasharray") for line in conflicts.iter(f"{SVG}line") if line.find(f"{SVG}title") is not None)
    assert {"agree", "disagree"} <= set(words(conflicts))


def test_allies_stand_closer_than_opponents() -> None:
    """Two who agree are nearer to each other than to one who disagrees with both."""
    circles = [(float(one.get("cx")), float(one.get("cy"))) for one in parsed(picture(merle.opposed())[0]).iter(f"{SVG}circle")]
    contra, first, second = circles
    apart = lambda a, b: ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5  # noqa: E731
    assert apart(first, second) < min(apart(contra, first), apart(contra, second))


@pytest.mark.parametrize("kind", ["twomode", "onemode"])
def test_labels_cannot_break_out(kind: str) -> None:
    """A label with markup and control signs is text; the picture holds no script and nothing from elsewhere."""
    coded = events(said(HOSTILE, HOSTILE), said("Flussrat", HOSTILE))
    document = parsed(picture(network(coded, merle.spec(kind)))[0])
    assert not [element for element in document.iter() if element.tag.rpartition("}")[2] in {"script", "image", "foreignObject", "a", "use"}]
    assert any(text.startswith('<script>alert("Damm")') for text in words(document))
    assert not [name for element in document.iter() for name in element.attrib if name.startswith("on") or "href" in name]


@pytest.mark.parametrize("make", [merle.twomode, merle.onemode])
def test_question_and_version_are_in_the_picture_and_the_weights_beside_it(make) -> None:
    """The metadata have the question as JSON, the foot tells it in words, the table has every weight."""
    found = make()
    drawn, rows = picture(found)
    document = parsed(drawn)
    told = json.loads(document.find(f"{SVG}metadata").text)
    assert (told["wortlaut"], told["question"]["network_type"], told["statements"]) == (__version__, found.header.spec.network_type, 6)
    foot = " ".join(word for word in words(document) if word)
    assert "6 statements; 83% reviewed; 2026-01-05 to 2026-03-20; subtract of agreement" in foot
    assert {(row["row"], row["column"]): float(row["weight"]) for row in rows} == {
        (found.rows[i].label, found.columns[j].label): found.matrix[i, j]
        for i in range(len(found.rows))
        for j in range(len(found.columns))
        if found.matrix[i, j] and (make is merle.twomode or i < j)
    }


def test_long_labels_are_cut_and_told_whole() -> None:
    """A label of hundreds of signs leaves room for the rest; whoever points at it reads all of it."""
    label = "Bund der Anrainer am Oberlauf " * 20
    document = parsed(picture(network(events(said(label, "Damm")), merle.spec()))[0])
    (cut,) = [text for text in document.iter(f"{SVG}text") if (text.text or "").startswith("Bund der")]
    assert len(cut.text) == 40
    assert cut.find(f"{SVG}title").text == label.strip()
    assert float(document.get("width")) < 1000


@pytest.mark.parametrize(("kind", "said_"), [("twomode", "too many cells for a picture"), ("onemode", "too many nodes for a picture")])
def test_what_nobody_could_read_is_refused(kind: str, said_: str) -> None:
    """Hundreds of actors are no picture: the error says what to write instead."""
    coded = events(*(said(f"A {number:03}", f"C {number % 101:03}") for number in range(151)))
    with ends(), pytest.raises(WriteError, match=said_):
        picture(network(coded, merle.spec(kind)))


@pytest.mark.parametrize("make", [merle.twomode, merle.onemode])
def test_png_is_the_same_picture_with_the_question_inside(make) -> None:
    """Twice the size of the SVG, every chunk whole, the question as text."""
    found = make()
    data, _ = picture(found, "png")
    document = parsed(picture(found)[0])
    chunks = dict(png_chunks(data))
    size = int.from_bytes(chunks[b"IHDR"][:4]), int.from_bytes(chunks[b"IHDR"][4:8])
    assert abs(size[0] - 2 * float(document.get("width"))) <= 2
    assert abs(size[1] - 2 * float(document.get("height"))) <= 2
    assert json.loads(chunks[b"iTXt"].split(b"\0\0\0\0\0", 1)[1])["question"]["network_type"] == found.header.spec.network_type
    assert len(set(zlib.decompress(chunks[b"IDAT"]))) > 16


def png_chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a PNG file, each checked."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    found: dict[bytes, bytes] = {}
    place = 8
    while place < len(data):
        length = int.from_bytes(data[place : place + 4])
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        assert zlib.crc32(kind + body) == int.from_bytes(data[place + 8 + length : place + 12 + length])
        found[kind] = found.get(kind, b"") + body
        place += 12 + length
    return list(found.items())


def test_without_the_extra_png_says_what_is_missing(monkeypatch) -> None:
    """The error names the extra, and what works without it."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(WriteError, match=r"pip install 'wortlaut\[png\]', or write \.svg"):
        picture(merle.twomode(), "png")


def test_a_timeline_marks_sides_by_shape_and_candidates_by_a_question_mark() -> None:
    """Circles agree, squares disagree, diamonds are undecided; where the sign changes stands a question mark, and the foot says what it means."""
    coded = events(
        said("Flussrat", "Damm", True, "2026-01-05"),
        said("Flussrat", "Damm", False, "2026-02-05"),
        said("Altfurt", "Damm", True, "2026-01-07"),
        said("Altfurt", "Damm", False, "2026-01-08"),
    )
    drawn, table = position_files(positions(coded, merle.spec()), "bild.svg", ".svg")
    document = parsed(drawn.data)
    in_lanes = [element.tag.rpartition("}")[2] for element in document.iter() if element.find(f"{SVG}title") is not None]
    assert Counter(in_lanes)["circle"] == Counter(in_lanes)["rect"] == Counter(in_lanes)["path"] == 1
    assert words(document).count("?") == 1
    assert "? candidate for a change, for a person to decide" in words(document)
    rows = list(csv.DictReader(io.StringIO(table.data.decode(), newline="")))
    assert [(row["actor"], row["start"], float(row["mean"])) for row in rows] == [
        ("Altfurt", "2026-01-01", 0),
        ("Flussrat", "2026-01-01", 1),
        ("Flussrat", "2026-02-01", -1),
    ]


@pytest.mark.parametrize("suffix", [".svg", ".png", ".csv", ".json"])
def test_positions_are_the_same_bytes_every_time(suffix: str) -> None:
    """Nothing of the moment is in a file; no positions at all are no error."""
    found = merle.stands()
    assert position_files(found, f"x{suffix}", suffix) == position_files(merle.stands(), f"x{suffix}", suffix)
    assert position_files(replace(found, points=(), candidates=()), f"x{suffix}", suffix)


def test_positions_have_no_other_format() -> None:
    """The error lists those there are."""
    with pytest.raises(WriteError, match=r"choose one of \.csv, \.json, \.png, \.svg"):
        position_files(merle.stands(), "x.graphml", ".graphml")


def test_an_event_list_is_no_picture() -> None:
    """Pictures hold networks."""
    assert NetworkType.EVENTLIST not in WRITERS["svg"].holds
    with pytest.raises(WriteError, match="this format holds one network a file"):
        WRITERS["svg"].files(merle.listed(), "x.svg")
