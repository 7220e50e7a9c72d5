"""`study ... -o FILE` and `write --table` put findings and tables where they were asked for, and tell what they rest on."""

import csv
import json

import networkx as nx
import pytest
from tests.dna_factory import write_dna

from wortlaut.errors import ExitCode


@pytest.fixture
def coded(wortlaut, tmp_path):
    """A folder with a ledger of imported codings."""
    assert wortlaut("capture", write_dna(tmp_path / "damm.dna"), "--ledger", "damm.wortlaut").code == ExitCode.DONE
    return wortlaut


def test_a_network_is_written_and_told(coded, tmp_path):
    """Nothing is printed; which file it is and what it rests on goes to standard error."""
    result = coded("study", "network", "--variable1", "person", "--qualifier-aggregation", "subtract", "-o", "x.graphml")
    assert (result.code, result.out) == (ExitCode.DONE, "")
    assert result.err.splitlines()[0] == "wrote x.graphml"
    assert "100% reviewed" in result.err
    assert len(nx.read_graphml(tmp_path / "x.graphml")) == 4


def test_what_is_there_is_left_alone_without_force(coded, tmp_path):
    """A file of the name, or one that would stand beside it, is not written over unless asked."""
    (tmp_path / "x.csv").write_text("anderes")
    refused = coded("study", "network", "-o", "x.svg")
    assert refused.code == ExitCode.USAGE
    assert refused.err.strip() == "wortlaut: the file exists: x.csv: name another file, or write over it with --force"
    assert not (tmp_path / "x.svg").exists()
    assert coded("study", "network", "-o", "x.svg", "--force").code == ExitCode.DONE
    assert (tmp_path / "x.csv").read_text().startswith("row,column,weight")


def test_windows_are_numbered_files_or_one_dynamic_graph(coded, tmp_path):
    """A format without time gets a file per window."""
    asked = ("study", "network", "--time-window", "events", "--window-size", "1")
    result = coded(*asked, "--to", "dna-csv", "-o", "x.csv")
    assert "wrote 6 files, x-001.csv to x-003.csv-metadata.json" in result.err
    assert (tmp_path / "x-003.csv").is_file()
    assert coded(*asked, "-o", "x.json").code == ExitCode.DONE
    assert len(json.loads((tmp_path / "x.json").read_text())["slices"]) == 3


def test_events_and_positions_are_written(coded, tmp_path):
    """The event list as CSV, positions as a picture with its table."""
    assert coded("study", "network", "--type", "eventlist", "-o", "e.csv").code == ExitCode.DONE
    with (tmp_path / "e.csv").open(newline="", encoding="utf-8") as stream:
        assert len(list(csv.DictReader(stream))) == 6
    assert "wrote p.svg, p.csv" in coded("study", "positions", "-o", "p.svg").err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("network", "-o", "x.xyz"), "no network is written in this format: x.xyz"),
        (("network", "-o", "nowhere/x.csv"), "the folder does not exist: nowhere"),
        (("network", "--to", "csv"), "--to and --force belong to a file: csv: name it with -o FILE"),
        (("network", "-o", "-"), "-o writes files: -: leave it out to print"),
        (("network", "--cell", "a", "b", "-o", "x.csv"), "--cell prints statements and writes no file"),
        (("network", "--type", "eventlist", "-o", "x.graphml"), "this format holds no eventlist: graphml: choose one of csv, dna-csv, json"),
        (("positions", "-o", "x.gexf"), "positions are not written in this format: x.gexf"),
    ],
)
def test_bad_requests_get_one_line(coded, args, told):
    """What is wrong, on what, and what to do instead."""
    result = coded("study", *args)
    assert (result.code, result.out) == (ExitCode.USAGE, "")
    assert told in result.err
    assert len(result.err.strip().splitlines()) == 1


def test_tables_are_written(coded, tmp_path):
    """The usual table is that of statements; others by name."""
    assert "wrote s.csv: 5 statements" in coded("write", "s.csv").err
    assert "wrote e.jsonl: 7 events" in coded("write", "e.jsonl", "--table", "events").err
    assert "wrote a.jsonld: 5 statements" in coded("write", "a.jsonld").err
    refused = coded("write", "x.parquet", "--table", "weather")
    assert "this format does not hold the table: weather: choose one of actors, articles, codings" in refused.err
