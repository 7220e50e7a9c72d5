"""What every reader has to keep: captures that decode, problems in one line, and no file that makes it raise."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wortlaut.errors import CaptureError
from wortlaut.records import Capture, Problem
from wortlaut.seams import Reader, ReadOptions

READERS = [entry.load()() for entry in sorted(entry_points(group="wortlaut.readers"), key=lambda one: one.name)]
each_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
OPTIONS = ReadOptions(retrieved_at="2026-01-01T00:00:00+00:00")


def read(reader: Reader, path: Path) -> list[Capture | Problem]:
    """Everything the reader finds in the file; a file it refuses as a whole gives nothing."""
    try:
        return list(reader.read(path, path.name, OPTIONS))
    except CaptureError:
        return []


@each_reader
def test_a_reader_names_itself_and_its_files(reader: Reader) -> None:
    """A reader follows the protocol and says which suffixes are its own."""
    assert isinstance(reader, Reader)
    assert reader.name
    assert all(suffix.startswith(".") or suffix == "" for suffix in reader.suffixes)


@each_reader
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_are_captures_or_problems(tmp_path_factory: pytest.TempPathFactory, reader: Reader, data: bytes) -> None:
    """Whatever a file holds, captures decode strictly, problems say their source, and nothing else comes out."""
    path = tmp_path_factory.mktemp("any") / f"file{reader.suffixes[0]}"
    path.write_bytes(data)
    for item in read(reader, path):
        if isinstance(item, Capture):
            assert isinstance(item.text, str)
            assert not item.text.startswith("\ufeff")
            assert item.source.startswith(path.name)
            assert item.id == Capture.of("elsewhere", item.data, item.media_type, item.charset, "", "", item.given).id
        else:
            assert isinstance(item, Problem)
            assert item.source.startswith(path.name)
            assert len(item.line().splitlines()) == 1


@each_reader
def test_a_missing_file_is_told(reader: Reader, tmp_path: Path) -> None:
    """A file that is gone is a problem or an error of one line, never a traceback."""
    found = read(reader, tmp_path / f"gone{reader.suffixes[0]}")
    assert all(isinstance(item, Problem) for item in found)
