"""What every registered reader makes of typical good and bad files; the contract suite has the random ones."""

from __future__ import annotations

from importlib.metadata import entry_points

import pytest

from wortlaut.errors import CaptureError
from wortlaut.records import Capture, Problem, Stage
from wortlaut.seams import Reader, ReadOptions

READERS = [point.load()() for point in entry_points(group="wortlaut.readers")]
OPTIONS = ReadOptions(retrieved_at="2021-03-08T10:00:00+00:00", max_document=10_000)
SAMPLES = {
    "empty": b"",
    "blank": b" \n\t\n",
    "text": "Der Damm an der Merle hält, sagte die Ministerin.".encode(),
    "table": b"id,text\n1,Der Damm.\n2,\n",
    "lines": b'{"text": "Der Damm."}\n{"text": 5}\n[]\n',
    "page": b"<html><body><p>Der Damm.</p></body></html>",
    "image": b"\x89PNG\r\n\x1a\n\x00\x00",
    "zeros": b"\x00" * 500,
    "high bytes": bytes(range(128, 256)) * 4,
    "cut off": "Größe".encode()[:-3] + b"\xc3",
    "large": b"x" * 10_001,
}


@pytest.fixture(params=READERS, ids=lambda reader: reader.name)
def reader(request):
    """Each registered reader."""
    return request.param


def test_it_is_a_reader(reader):
    """It has the parts of the protocol, a name, and suffixes in small letters with their dot."""
    assert isinstance(reader, Reader)
    assert reader.name
    assert all(suffix == suffix.lower() and (not suffix or suffix.startswith(".")) for suffix in reader.suffixes)


def test_suffixes_are_taken_once():
    """No two readers claim the same suffix."""
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("sample", SAMPLES)
def test_it_yields_captures_and_problems(reader, sample, tmp_path):
    """Whatever stands in the file, it yields captures that decode and problems with reason, or raises CaptureError."""
    path = tmp_path / f"source{reader.suffixes[0]}"
    path.write_bytes(SAMPLES[sample])
    try:
        found = list(reader.read(path, "source", OPTIONS))
    except CaptureError:
        found = [Problem("source", Stage.CAPTURE, "refused as a whole", "see the message")]
    assert found
    for item in found:
        assert item.source.startswith("source")
        if isinstance(item, Capture):
            assert item.text.strip()
            assert not item.text.startswith("\ufeff")
            assert len(item.data) <= OPTIONS.max_document
        else:
            assert isinstance(item, Problem)
            assert item.reason
            assert item.remedy


def test_it_reads_the_same_twice(reader, tmp_path):
    """The same file gives the same ids."""
    path = tmp_path / f"source{reader.suffixes[0]}"
    path.write_bytes(SAMPLES["lines"] if "jsonl" in reader.suffixes[0] else SAMPLES["table"])
    first, second = ([item.id for item in reader.read(path, "source", OPTIONS) if isinstance(item, Capture)] for _ in range(2))

    assert first == second
    assert first
