"""`wortlaut study` answers from a ledger: networks in rDNA's words, measures, and one clear line where there is nothing."""

import csv
import io
import json

import numpy as np
import pytest
from tests.dna_factory import write_dna

from wortlaut.errors import ExitCode


@pytest.fixture
def coded(wortlaut, tmp_path):
    """A folder with a ledger of imported codings: three of the council, three of nobody's organisation."""
    assert wortlaut("capture", write_dna(tmp_path / "damm.dna"), "--ledger", "damm.wortlaut").code == ExitCode.DONE
    return wortlaut


@pytest.fixture
def sample(wortlaut, shared):
    """A folder with a ledger of DNA's sample data base."""
    assert wortlaut("capture", shared / "data" / "sample.dna", "--ledger", "sample.wortlaut").code == ExitCode.DONE
    return wortlaut


def answer(wortlaut, *args):
    """The JSON of a command that ends well."""
    result = wortlaut("study", *args, "--json")
    assert result.code == ExitCode.DONE, result.err
    return json.loads(result.out)


def test_a_network_is_rows_columns_matrix_header(coded):
    """--json prints rows, columns, matrix and header; what was imported counts as judged, and what was left out is told."""
    found = answer(coded, "network", "--qualifier-aggregation", "combine")
    assert list(found) == ["rows", "columns", "matrix", "header"]
    assert (found["rows"], found["columns"]) == (["Flussrat"], ["Der Damm hält.", 'Messen; "sofort"'])
    assert found["matrix"] == [[1, 3]]
    header = found["header"]
    assert (header["mode"], header["statements"], header["share_reviewed"]) == ("corrected", 3, 1)
    assert {one["reason"]: one["count"] for one in header["left_out"]} == {"another statement type": 1, "no value of variable 1": 3}
    assert header["question"]["qualifier_aggregation"] == "combine"


def test_the_table_says_what_it_rests_on(coded):
    """A table goes to standard output, what it rests on to standard error."""
    result = coded("study", "network", "--variable1", "person", "--qualifier-aggregation", "subtract")
    assert "Jana Ostermoor" in result.out
    assert "100% reviewed" in result.err
    assert "corrected measures" in result.err
    assert "left out: 1 another statement type, 2 no value of variable 1" in result.err


def test_csv_is_exact(coded):
    """--csv lists the weights in full precision."""
    rows = list(csv.DictReader(io.StringIO(coded("study", "network", "--normalization", "activity", "--csv").out)))
    assert [(row["row"], row["column"]) for row in rows] == [("Flussrat", 'Messen; "sofort"'), ("Flussrat", "Der Damm hält.")]
    assert [float(row["weight"]) for row in rows] == [2 / 3, 1 / 3]


def test_a_cell_leads_to_its_statements(coded):
    """--cell prints the codings behind one number."""
    found = answer(coded, "network", "--cell", "Flussrat", "Der Damm hält.")
    assert (found["weight"], len(found["events"])) == (1, 1)
    assert found["rows"][0]["person"] == "Jana Ostermoor"


def test_filters_and_dates(coded):
    """Exclusions, dates and other qualifiers choose statements."""
    assert answer(coded, "network", "--exclude-values", "agreement=0")["header"]["statements"] == 2
    assert answer(coded, "network", "--exclude-values", "agreement=0", "--invert-values")["header"]["statements"] == 1
    assert answer(coded, "network", "--since", "2026-02")["header"]["statements"] == 2
    assert answer(coded, "network", "--exclude-sources", "Landfunk")["header"]["statements"] == 2
    assert answer(coded, "network", "--qualifier", "intensity", "--qualifier-aggregation", "subtract")["matrix"] == [[3, 900]]


def test_weights_have_bounds_where_not_all_is_judged(coded):
    """With --include all every weight has its bounds; a combined cell is a code and has none."""
    found = answer(coded, "network", "--include", "all")
    assert found["bounds"]["low"] == found["bounds"]["high"] == found["bounds"]["expected"] == found["matrix"]
    assert "bounds" not in answer(coded, "network", "--include", "all", "--qualifier-aggregation", "combine")


def test_events_and_bars(coded):
    """The event list keeps statements without an organisation; bars count levels."""
    listed = answer(coded, "network", "--type", "eventlist")
    assert len(listed["rows"]) == len(listed["matrix"]) == 6
    assert listed["columns"][:5] == ["time", "person", "organization", "concept", "agreement"]
    bars = answer(coded, "bars")
    assert (bars["levels"], bars["rows"][0]["counts"]) == (["0", "1"], [1, 2])
    assert coded("study", "bars", "--csv").out.splitlines() == ["value,levels,statements,share", 'Flussrat,"0: 1, 1: 2",3,1.0']


def test_windows_are_slices(coded):
    """With windows there is one network per window."""
    found = answer(coded, "network", "--time-window", "events", "--window-size", "1")
    assert len(found["slices"]) == 3
    assert "window" in coded("study", "network", "--time-window", "events", "--window-size", "1").out


def test_positions_and_their_candidates(coded):
    """Positions come by period; candidates alone with --candidates."""
    found = answer(coded, "positions", "--period", "years")
    assert {one["concept"] for one in found["positions"]} == {"Der Damm hält.", 'Messen; "sofort"'}
    assert [(one["before"]["mean"], one["after"]["mean"]) for one in found["candidates"]] == [(1.0, -1.0)]
    assert "+1.00 since 1969-01-01" in coded("study", "positions", "--period", "years", "--candidates").out
    assert answer(coded, "positions", "--concept", "Der Damm hält.")["candidates"] == []


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (("network", "--include", "machine"), "--include all has 7"),
        (("network", "--statement-type", "Story"), "--statement-type 'DNA Statement'"),
        (("network", "--since", "2090"), "wider --since and --until"),
        (("bars", "--exclude-values", "organization=Nobody", "--invert-values"), "fewer --exclude-... filters"),
    ],
)
def test_an_empty_result_says_what_would_fill_it(coded, args, hint):
    """Nothing found is no failure, and the flag that would change it is named."""
    result = coded("study", *args)
    assert result.code == ExitCode.DONE
    assert hint in result.err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("polarization",), "too few actors: 1 actors with statements, coalitions need at least 6"),
        (("clusters",), "too few actors"),
        (("backbone",), "too little for a backbone: 2 concepts, 1 actors"),
        (("shifts", "--time-window", "events", "--window-size", "2"), "too few windows for states"),
        (("network", "--type", "onemode", "--qualifier-aggregation", "combine"), "combine has no meaning in a onemode network"),
        (("network", "--qualifier-aggregation", "combine", "--normalization", "prominence"), "cannot be normalised"),
        (("network", "--variable1", "outlet"), "no such variable: outlet: there are person, organization"),
        (("network", "--exclude-values", "Flussrat"), "not a value to exclude: Flussrat"),
        (("network", "--cell", "Nordau", "Damm"), "the network has no such label: Nordau"),
        (("network", "--since", "soon"), "not a date: soon"),
    ],
)
def test_what_has_no_meaning_is_one_line(coded, args, message):
    """A question that cannot be answered stops with one line and the exit code for usage."""
    result = coded("study", *args)
    assert (result.code, result.out) == (ExitCode.USAGE, "")
    assert message in result.err
    assert result.err.count("\n") == 1


def test_every_matrix_of_the_oracle_through_the_command(sample, shared):
    """Every matrix and number of the oracle comes out of the command line, from the file itself."""
    oracle = json.loads((shared / "reference" / "dna_oracle.json").read_text(encoding="utf-8"))

    def matrix(kind, setting, *more):
        aggregation, normalization = setting.split("|")
        found = answer(sample, "network", "--type", kind, "--qualifier-aggregation", aggregation, "--normalization", normalization, *more)
        assert found["rows"] == oracle["rows"]
        return np.array(found["matrix"])

    for kind in ("twomode", "onemode"):
        for setting, expected in oracle[kind].items():
            assert matrix(kind, setting, "--dna-compat") == pytest.approx(np.array(expected), abs=1e-6)
            if not setting.endswith("cosine"):
                assert matrix(kind, setting) == pytest.approx(np.array(expected), abs=1e-6)
    for setting, expected in oracle["onemode_dup_document"].items():
        assert matrix("onemode", setting, "--duplicates", "document") == pytest.approx(np.array(expected), abs=1e-6)
    for rule, count in oracle["n_statements"].items():
        assert answer(sample, "network", "--duplicates", rule)["header"]["statements"] == count
    assert answer(sample, "polarization", "--dna-compat")["score"] == pytest.approx(oracle["polarization"]["balanced_max"], abs=1e-6)


def test_what_rdna_asserts_through_the_command(sample):
    """The networks that rDNA's own tests narrow have their dimensions and sums, and a window of 8 days gives 22 scores."""
    narrow = ("network", "--type", "onemode", "--qualifier-aggregation", "congruence", "--normalization", "average")
    without = ("--exclude-values", "concept=There should be legislation to regulate emissions.", "--exclude-values", "organization=Senate")
    found = answer(sample, *narrow, *without, "--exclude-values", "organization=Sierra Club")
    assert (len(found["rows"]), np.array(found["matrix"]).sum()) == (5, pytest.approx(9.809524, abs=1e-6))
    assert len(answer(sample, *narrow, "--exclude-sections", "1", "--invert-sections")["rows"]) == 4
    windows = answer(sample, "polarization", "--time-window", "days", "--window-size", "8", "--kernel", "uniform", "--runs", "0")["windows"]
    assert len(windows) == 22


@pytest.mark.parametrize(("spectrum", "flag"), [("laplacian", ()), ("degree", ("--dna-compat",))])
def test_the_backbone_of_the_sample_through_the_command(sample, shared, spectrum, flag):
    """Both orders of removal come out, with losses and statements left."""
    oracle = json.loads((shared / "reference" / "dna_oracle.json").read_text(encoding="utf-8"))["nested_backbone"][spectrum]
    question = ("--qualifier-aggregation", "subtract", "--normalization", "average", "--duplicates", "document")
    found = answer(sample, "backbone", *question, *flag)
    for step, (concept, loss, redundant, statements) in zip(found["steps"], oracle, strict=True):
        assert (step["concept"], step["statements"]) == (concept, statements)
        assert (step["loss"], step["redundant_loss"]) == (pytest.approx(loss, abs=1e-6), pytest.approx(redundant, abs=1e-6))
    assert len(answer(sample, "backbone", *question, "--size", "4", "--iterations", "500")["concepts"]) == 4


def test_measures_of_the_sample_print_tables(sample):
    """Every measure prints a table on the sample."""
    for args in (
        ("polarization", "--runs", "2"),
        ("clusters", "--qualifier-aggregation", "congruence"),
        ("clusters", "--qualifier-aggregation", "congruence", "--time-window", "days", "--window-size", "20"),
        ("shifts", "--time-window", "days", "--window-size", "8", "--kernel", "epanechnikov"),
        ("backbone", "--penalty", "7.5", "--iterations", "100"),
        ("network", "--include", "all", "--type", "onemode"),
        ("positions", "--variable1", "person"),
    ):
        result = sample("study", *args)
        assert result.code == ExitCode.DONE, result.err
        assert len(result.out.splitlines()) > 1
