"""A dossier outside the app: bounded excerpts, an archive that proves itself, and every way to break one."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger_factory import PRODUCERS, Said, reading, run

from wortlaut.cli.show import verify
from wortlaut.cli.write import write
from wortlaut.errors import ExitCode, WortlautError, WriteError
from wortlaut.records import Article, Query
from wortlaut.store.sqlite import SqliteLedger
from wortlaut.write.dossier import as_zip, dossier
from wortlaut.write.dossier_evidence import MOST_CHARACTERS, excerpt
from wortlaut.write.dossier_zip import NAMES, check

LONG = "Der Damm hält, " * 60
READINGS = (
    reading("😊 Streit", Said("Jana Ostermoor", "Der Damm „hält“ & steht"), Said("Konrad Welling", LONG.strip(", "))),
    reading("Pegel", source="merle/b.txt"),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    """Two articles of the Merle dam, one quotation far longer than an excerpt."""
    with SqliteLedger.open(tmp_path / "merle.wortlaut", create=True) as opened:
        opened.begin(run())
        opened.put(run().id, list(READINGS), PRODUCERS)
        yield opened


@pytest.fixture
def archive(ledger: SqliteLedger, tmp_path: Path) -> Path:
    """The dossier of everything."""
    path = tmp_path / "dossier.zip"
    path.write_bytes(as_zip(dossier(ledger, Query())))
    return path


def texts(ledger: SqliteLedger):
    """What a ledger says of an article."""
    found = {row.article.id: (row.article.digest, row.article.text) for row in ledger.articles(Query())}
    return found.get


def repacked(path: Path, **changes: bytes) -> None:
    """The archive with other files, checksums made anew, so that only the content is wrong."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in NAMES[:3]} | {name.replace("_", "."): data for name, data in changes.items()}
    files["SHA256SUMS"] = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def evidence(path: Path) -> dict:
    """The evidence in an archive."""
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("evidence.json"))


def test_a_fresh_dossier_holds(ledger: SqliteLedger, archive: Path) -> None:
    """In itself, and against the ledger it was made from."""
    assert check(archive) == (3, ())
    assert check(archive, texts(ledger)) == (3, ())


def test_no_excerpt_is_longer_than_allowed(ledger: SqliteLedger) -> None:
    """A long quotation is cut, and the piece says so."""
    pieces = dossier(ledger, Query()).pieces
    assert [len(piece["excerpt"]["text"]) <= MOST_CHARACTERS for piece in pieces] == [True, True, True]
    assert sorted(piece["cut"] for piece in pieces) == [False, False, True]
    assert LONG.strip(", ") not in as_zip(dossier(ledger, Query())).decode("utf-8", "replace")


@given(st.lists(st.sampled_from(["Der Damm hält. ", "😊 ", "Nein! ", "\n", "x" * 90]), max_size=30), st.data())
def test_an_excerpt_holds_its_words_within_the_bound(parts: list[str], data: st.DataObject) -> None:
    """Wherever a quotation stands: the excerpt begins no later, ends no earlier unless it is cut, and is never too long."""
    text = "Streit\n" + "".join(parts) + "Ende."
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first + 1, len(text)))
    article = Article("a", "c", "s", reading().article.source_kind, text, "0" * 64, ())
    start, end = excerpt(article, first, last, context=True)
    assert 0 <= start <= first < end <= len(text)
    assert end - start <= MOST_CHARACTERS
    assert end >= last or (end - start == MOST_CHARACTERS and start == first)


def test_changed_words_are_found(ledger: SqliteLedger, archive: Path) -> None:
    """A word changed in the evidence breaks the excerpt, the page, the table and the ledger's text, even with new checksums."""
    told = evidence(archive)
    told["evidence"][0]["quote"][0]["text"] = told["evidence"][0]["quote"][0]["text"].replace("Damm", "Deich")[
        : len(told["evidence"][0]["quote"][0]["text"])
    ]
    repacked(archive, evidence_json=json.dumps(told).encode())
    reasons = {one.reason for one in check(archive)[1]}
    assert "the quoted words do not stand in the excerpt" in reasons
    assert "the table does not say what the evidence says" in reasons


def test_a_dossier_that_fits_itself_can_still_contradict_the_ledger(ledger: SqliteLedger, archive: Path) -> None:
    """Excerpt and quotation changed alike: only the ledger tells."""
    told = evidence(archive)
    piece = next(one for one in told["evidence"] if one["quote"][0]["text"] == "Der Damm hält")
    for place in (piece["excerpt"], piece["quote"][0]):
        place["text"] = place["text"].replace("hält", "kann")
    repacked(archive, evidence_json=json.dumps(told).encode())
    assert "the text in the ledger says something else there" in {one.reason for one in check(archive, texts(ledger))[1]}
    assert {one.reason for one in check(archive, lambda _: None)[1]} >= {"its article is not in the ledger"}


def test_a_changed_page_breaks_the_checksums(archive: Path) -> None:
    """Any byte of any file."""
    with zipfile.ZipFile(archive) as whole:
        files = {name: whole.read(name) for name in NAMES}
    for name in NAMES:
        with zipfile.ZipFile(archive, "w") as changed:
            for other, data in files.items():
                changed.writestr(other, data + b" " if other == name else data)
        assert "the checksums are not those of the files" in {one.reason for one in check(archive)[1]}


def bomb() -> bytes:
    """A dossier by its names, packed, with a hundred megabytes of zeros."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in NAMES:
            archive.writestr(name, bytes(25_000_000))
    return out.getvalue()


def named(*names: str) -> bytes:
    """An archive with files of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"{}")
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"kein Archiv",
        bomb(),
        named("../dossier.html", *NAMES[1:]),
        named("/etc/passwd", *NAMES[1:]),
        named(*NAMES, "mehr.txt"),
        named(*NAMES[:3]),
        named(*(f"{number}.txt" for number in range(5000))),
        named(*NAMES)[:-30],
        named(*NAMES)[:-22] + b"PK\x06\x07" + bytes(16) + named(*NAMES)[-22:],
        named(*NAMES)[:-6] + struct.pack("<L", 2**31) + b"\x00\x00",
    ],
)
def test_anything_else_is_refused_unread(tmp_path: Path, data: bytes) -> None:
    """Bombs, foreign names, paths, missing or further files, cut and forged directories."""
    path = tmp_path / "fremd.zip"
    path.write_bytes(data)
    with pytest.raises(WriteError):
        check(path)


@pytest.mark.parametrize("told", [b"[" * 100_000, b"{}", b'{"evidence": [1]}', b'{"evidence": {"a": 1}}', b"\xff", b'{"evidence": [{"id": []}]}'])
def test_evidence_that_makes_no_sense_is_a_finding(archive: Path, told: bytes) -> None:
    """Never a traceback."""
    repacked(archive, evidence_json=told)
    count, found = check(archive)
    assert count == 0
    assert any(one.subject == "evidence.json" for one in found)


def test_the_command_line_writes_and_checks_the_same(ledger: SqliteLedger, tmp_path: Path) -> None:
    """Page and archive by suffix, the same bytes twice; verify says so, with and without the ledger, and finds a change."""
    ledger.close()
    book = str(tmp_path / "merle.wortlaut")
    first, second, page = (str(tmp_path / name) for name in ("a.zip", "b.zip", "a.html"))
    for file in (first, second, page):
        done = CliRunner().invoke(write, [file, "--ledger", book], standalone_mode=False)
        assert done.return_value == ExitCode.DONE, done.output
        assert "3 statements are not accepted by anybody" in done.stderr
    assert Path(first).read_bytes() == Path(second).read_bytes()
    assert Path(page).read_text().startswith("<!doctype html>")
    for options in ([], ["--ledger", book]):
        assert CliRunner().invoke(verify, [first, *options], standalone_mode=False).return_value == ExitCode.DONE
    told = evidence(Path(first))
    told["evidence"][0]["excerpt"]["text"] = "x"
    repacked(Path(first), evidence_json=json.dumps(told).encode())
    assert CliRunner().invoke(verify, [first], standalone_mode=False).return_value == ExitCode.FINDINGS


def test_the_command_line_makes_dossiers_in_german_too(ledger: SqliteLedger, tmp_path: Path) -> None:
    """With a title, a way to cite and a selection; what is made for programs takes none of them."""

    def wrote(name: str, *options: str) -> Path:
        done = CliRunner().invoke(write, [str(tmp_path / name), "--ledger", str(ledger.path), *options], standalone_mode=False)
        if done.exception is not None:
            raise done.exception
        return tmp_path / name

    page = wrote("a.html", "--language", "de", "--title", "Der Damm", "--style", "iso690", "--actor", "Jana Ostermoor", "--words", "hält").read_text(
        "utf-8"
    )
    assert '<html lang="de">' in page
    assert "<h1>Der Damm</h1>" in page
    assert "In: Uferblatt, " in page
    assert page.count("<section") == 2
    assert "Konrad Welling" not in page
    wrote("b.zip", "--language", "de")
    assert check(tmp_path / "b.zip", texts(ledger)) == (3, ())
    for options, reason in (
        (("c.csv", "--title", "Damm"), "only a dossier takes this"),
        (("c.html", "--language", "fr"), "there are no words in this language"),
        (("c.html", "--style", "oops"), "no such way to cite"),
    ):
        with pytest.raises(WortlautError, match=reason):
            wrote(*options)
