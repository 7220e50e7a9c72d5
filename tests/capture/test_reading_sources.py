"""From sources to captures and problems: files, folders, standard input, and what goes wrong with them."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace

import pytest

from wortlaut.capture import check_sources, read_sources
from wortlaut.errors import CaptureError
from wortlaut.records import Capture, MediaType, Problem
from wortlaut.seams import ReadOptions

OPTIONS = ReadOptions(retrieved_at="2021-03-08T10:00:00+00:00")


def read(*sources, options=OPTIONS):
    """Everything that the sources yield."""
    return list(read_sources([str(source) for source in sources], options))


def test_missing_source(tmp_path):
    """A source that is not there is named before anything is read."""
    (tmp_path / "da.txt").write_text("Da.")

    with pytest.raises(CaptureError, match=r"fehlt\.txt"):
        check_sources([str(tmp_path / "da.txt"), "-", str(tmp_path / "fehlt.txt")])
    check_sources([str(tmp_path), "-"])


@pytest.mark.parametrize("name", ["da.txt/unten", "x" * 5_000, "nul\x00byte"])
def test_impossible_path(tmp_path, name):
    """A path that cannot exist is a missing source, not a crash."""
    (tmp_path / "da.txt").write_text("Da.")

    with pytest.raises(CaptureError):
        check_sources([str(tmp_path / name)])


def test_vanished_source(tmp_path):
    """A source that vanishes midway is a problem, and the others are read."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Der Damm hält.")
    stream = read_sources([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], OPTIONS)
    first = next(stream)
    (tmp_path / "b.txt").unlink()
    second = next(stream)

    assert isinstance(first, Capture)
    assert isinstance(second, Problem)
    assert "vanished" in second.reason


def test_folder(tmp_path):
    """A folder is read in sorted order, with its folders, without hidden files and ledgers."""
    for name in ("b.txt", "a.html", "unter/c.md", ".versteckt.txt", ".git/config", "is.wortlaut", "is.wortlaut-wal"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("<p>Der Damm hält.</p>")

    assert [found.source for found in read(tmp_path)] == [str(tmp_path / name) for name in ("a.html", "b.txt", "unter/c.md")]


def test_empty_folder(tmp_path):
    """A folder without files is told, not passed over."""
    (found,) = read(tmp_path)

    assert isinstance(found, Problem)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.html", b"<p>x</p>", MediaType.HTML),
        ("a.HTM", b"<p>x</p>", MediaType.HTML),
        ("a.txt", b"<!doctype html><p>x</p>", MediaType.TEXT),
        ("a", b"Der Damm", MediaType.TEXT),
        ("a.php", b"\n<!DOCTYPE html><html>", MediaType.HTML),
        ("a.asc", b"Der Damm", MediaType.TEXT),
    ],
)
def test_media_type(tmp_path, name, data, media_type):
    """The suffix says what a file is; where it does not, its first bytes do."""
    (tmp_path / name).write_bytes(data)
    (found,) = read(tmp_path / name)

    assert isinstance(found, Capture)
    assert found.media_type is media_type


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("leer.txt", b"", "is empty"),
        ("leer.html", b" \n ", "is empty"),
        ("marke.txt", b"\xef\xbb\xbf", "is empty"),
        ("bild.txt", b"\x89PNG\r\n", "PNG"),
        ("bild.xyz", b"\x89PNG\r\n", "not a format Wortlaut reads"),
        ("halb.txt", "Größe, Maß, Gr".encode() + b"\xc3", "at byte"),
        ("daten.json", b'[{"a": 1}]', "not a format Wortlaut reads"),
        ("gross.txt", b"x" * 101, "too large"),
    ],
)
def test_bad_document(tmp_path, name, data, reason):
    """A bad document is one problem with reason and remedy, and the good one beside it is read."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zuletzt.txt").write_text("Der Damm hält.")
    bad, good = read(tmp_path, options=ReadOptions(max_document=100))

    assert isinstance(bad, Problem)
    assert reason in bad.reason
    assert bad.remedy
    assert isinstance(good, Capture)


def test_same_bytes_same_id(tmp_path):
    """The same bytes are the same capture, wherever the file lies; the source text is untouched."""
    text = "Zeile eins\r\nZeile zwei\u2028\u00a0„Ende“\n"
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(text.encode())
    first, second = read(tmp_path)

    assert first.id == second.id
    assert first.text == text
    assert first.source != second.source
    assert first.retrieved_at == "2021-03-08T10:00:00+00:00"


@pytest.mark.parametrize(
    ("data", "columns", "texts"),
    [
        ("Der Damm hält.".encode(), (), ["Der Damm hält."]),
        (b'{"body": "Eins."}\n{"body": "Zwei."}\n', (), ["Eins.", "Zwei."]),
        (b"inhaltlich;x\nEins.;1\n", (("text", "inhaltlich"),), ["Eins."]),
        (b"<!doctype html><p>Eins.", (), ["<!doctype html><p>Eins."]),
    ],
)
def test_stdin(monkeypatch, data, columns, texts):
    """Standard input is taken for what it starts with; a column map says that it is a table."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))

    assert [found.text for found in read("-", options=ReadOptions(columns=columns))] == texts


def test_many_files(tmp_path):
    """Ten thousand tiny files are ten thousand captures."""
    for number in range(10_000):
        (tmp_path / f"{number:05}.txt").write_text(f"Pegel {number}")

    assert len({found.id for found in read(tmp_path)}) == 10_000


def test_strange_file_name(tmp_path):
    """A file name that is no UTF-8 is shown in a form that can be stored."""
    path = bytes(tmp_path) + b"/d\xe4mm.txt"
    try:
        with open(path, "wb") as file:  # noqa: PTH123 - a bytes path is the point
            file.write("Der Damm hält.".encode())
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (found,) = read(tmp_path)

    assert found.source.endswith("d\\xe4mm.txt")
    found.source.encode()
