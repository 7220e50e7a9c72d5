"""What every writer of networks has to keep: the same bytes every time, what it rests on inside or beside, no file written over."""

from __future__ import annotations

import json
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from tests.write import merle_networks as merle

from wortlaut import __version__
from wortlaut.errors import WriteError
from wortlaut.interchange import network_files, network_writer_for, network_writers, put_files
from wortlaut.records import NamedFile, NetworkType
from wortlaut.seams import NetworkWriter

MAKERS = {NetworkType.TWOMODE: merle.twomode, NetworkType.ONEMODE: merle.onemode, NetworkType.EVENTLIST: merle.listed}
HELD = [(writer, kind) for writer in network_writers() for kind in sorted(writer.holds)]
each = pytest.mark.parametrize(("writer", "kind"), HELD, ids=lambda one: one.value if isinstance(one, NetworkType) else one.name)


def test_every_writer_is_registered() -> None:
    """The writers are those of the entry points, each with a name of its own."""
    names = [writer.name for writer in network_writers()]
    assert names == [entry.name for entry in sorted(entry_points(group="wortlaut.network_writers"), key=lambda one: one.name)]
    assert all(isinstance(writer, NetworkWriter) for writer in network_writers())


@each
def test_the_same_network_gives_the_same_bytes(writer: NetworkWriter, kind: NetworkType) -> None:
    """Nothing of the moment, of chance or of the machine is in a file."""
    assert network_files(MAKERS[kind](), writer, "x.out") == network_files(MAKERS[kind](), writer, "x.out")


@each
def test_what_it_rests_on_is_told(writer: NetworkWriter, kind: NetworkType) -> None:
    """Version, question and what was left out stand in the file or beside it."""
    files = network_files(MAKERS[kind](), writer, "x.out")
    whole = b"".join(file.data for file in files).decode("utf-8", "replace").replace("&quot;", '"')
    assert files[0].name == "x.out"
    for told in (f'"wortlaut": "{__version__}"', '"left_out":', '"window_size": 100', '"share_reviewed":'):
        assert told in whole


@each
def test_a_network_without_anything_is_no_error(writer: NetworkWriter, kind: NetworkType) -> None:
    """A question that nothing answers gives a file, not a failure."""
    from wortlaut.records import Events
    from wortlaut.study import counted, event_list, network

    nothing = Events(merle.VARIABLES, ())
    asked = merle.spec(kind.value)
    assert network_files(event_list(nothing, asked) if kind is NetworkType.EVENTLIST else counted(network(nothing, asked)), writer, "x.out")


@pytest.mark.parametrize("writer", [one for one in network_writers() if NetworkType.TWOMODE in one.holds], ids=lambda one: one.name)
def test_windows_are_one_dynamic_file_or_numbered_ones(writer: NetworkWriter) -> None:
    """Every window is written: together where the format knows time, else a file for each."""
    found = merle.windows()
    names = [file.name for file in network_files(found, writer, "x.out")]
    assert len(found) == 3
    assert names == ["x.out"] if writer.dynamic else [name for name in names if name.endswith(".out")] == ["x-001.out", "x-002.out", "x-003.out"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """If one of several files is there, none is written, and no piece of a file stays behind."""
    (tmp_path / "b").write_text("anderes")
    files = (NamedFile("a", b"1"), NamedFile("b", b"2"))
    with pytest.raises(WriteError, match="the file exists"):
        put_files(files, tmp_path)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"b": b"anderes"}
    put_files(files, tmp_path, over=True)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a": b"1", "b": b"2"}


@pytest.mark.parametrize(
    ("name", "kind", "to", "said"),
    [
        ("x.xyz", "twomode", "", "no network is written in this format: x.xyz: suffixes: .csv, .dl, "),
        ("x.csv", "twomode", "pajek", "no network is written in this format: pajek: "),
        ("x.gexf", "eventlist", "", "this format holds no eventlist: gexf: choose one of csv, dna-csv, json"),
    ],
)
def test_what_cannot_be_written_is_told_with_what_can(name: str, kind: str, to: str, said: str) -> None:
    """An unknown suffix or format, or one for other networks, is answered with those there are."""
    with pytest.raises(WriteError) as refused:
        network_writer_for(Path(name), NetworkType(kind), to)
    assert said in str(refused.value)


def test_json_is_what_the_command_prints() -> None:
    """The file has the keys of `study network --json`, and nodes and counts beside them."""
    (file,) = network_files(merle.twomode(), network_writer_for(Path("x.json"), NetworkType.TWOMODE), "x.json")
    told = json.loads(file.data)
    assert {"rows", "columns", "matrix", "header", "bounds", "counts", "nodes"} <= set(told)
    assert told["rows"] == [node["label"] for node in told["nodes"]["rows"]] == [merle.FLUSSRAT, merle.STADT, merle.NUL]
    assert told["counts"] == [[1, 1], [2, 1], [1, 0]]
