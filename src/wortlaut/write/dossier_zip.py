"""A dossier as an archive, and the check of one: every excerpt equals its span, every checksum holds.

The archive holds four files by fixed names, stored and not packed, so that it has the same bytes everywhere and nothing in it can grow
when it is read. A checked archive is never extracted.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from wortlaut.errors import WriteError
from wortlaut.records import Mismatch
from wortlaut.shape import Column, Json, path, words
from wortlaut.shape.layouts import via
from wortlaut.write.csv_lines import csv_bytes
from wortlaut.write.dossier_evidence import MOST_CHARACTERS
from wortlaut.write.provenance import as_json

PAGE, EVIDENCE, STATEMENTS, SUMS = "dossier.html", "evidence.json", "statements.csv", "SHA256SUMS"
NAMES = (PAGE, EVIDENCE, STATEMENTS, SUMS)
MOST_BYTES = 64_000_000
"""The largest archive that is read."""

_BEGIN_OF_TIME = (1980, 1, 1, 0, 0, 0)
_END, _END_SIZE, _FAR_END, _FAR_SIZE = b"PK\x05\x06", 22, b"PK\x06\x07", 20
_DIGEST = re.compile(r"[0-9a-f]{64}")

TextOf = Callable[[str], tuple[str, str] | None]
"""The digest and the text of an article of a ledger by its id; None if it is not there."""

COLUMNS = (
    *(Column(name, path(name)) for name in ("id", "article", "digest", "outlet", "title", "url")),
    *(Column(f"published_{edge}", path("published", edge)) for edge in ("start", "end", "reason")),
    *(Column(f"said_{edge}", path("said", edge)) for edge in ("start", "end")),
    *(Column(name, path(*keys)) for name, keys in (("actor", ("actor", "name")), ("actor_kind", ("actor", "kind")))),
    Column("on_behalf_of", path("on_behalf_of", "name")),
    *(Column(name, path(name)) for name in ("kind", "speech_act")),
    Column("chain", via),
    Column("quote", words("quote")),
    *(Column(f"excerpt_{name}", path("excerpt", name)) for name in ("start", "end", "text")),
    *(Column(name, path(name)) for name in ("cut", "verdict", "reviewer", "rule", "producer")),
)
"""The columns of the statements; they follow from the evidence alone."""


def packed(page: bytes, header: Json, pieces: Sequence[Json]) -> bytes:
    """The archive; the same content gives the same bytes."""
    files = {PAGE: page, EVIDENCE: as_json({**header, "evidence": list(pieces)}), STATEMENTS: _table(pieces)}
    files[SUMS] = _sums(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _BEGIN_OF_TIME), data)
    return out.getvalue()


def _table(pieces: Sequence[Json]) -> bytes:
    return csv_bytes([[column.name for column in COLUMNS], *([column.cell(piece) for column in COLUMNS] for piece in pieces)])


def _sums(files: dict[str, bytes]) -> bytes:
    """Checksums as `sha256sum -c` reads them."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()).encode()


def check(file: Path, text_of: TextOf | None = None) -> tuple[int, tuple[Mismatch, ...]]:
    """How many statements an archive has and every promise it breaks; with `text_of` excerpts are compared with a ledger too.

    Raises WriteError for a file that is no dossier.
    """
    files = _opened(file)
    found = [Mismatch(SUMS, "the checksums are not those of the files")] if _sums({name: files[name] for name in NAMES[:3]}) != files[SUMS] else []
    try:
        pieces = json.loads(files[EVIDENCE])["evidence"]
        found += [Mismatch(_name(piece), reason) for piece in pieces for reason in _wrong(piece, files[PAGE].decode(), text_of)]
        if _table(pieces) != files[STATEMENTS]:
            found.append(Mismatch(STATEMENTS, "the table does not say what the evidence says"))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        found.append(Mismatch(EVIDENCE, f"the evidence cannot be read ({type(error).__name__})"))
        return 0, tuple(found)
    return len(pieces), tuple(found)


def _opened(file: Path) -> dict[str, bytes]:
    """The files of the archive; nothing is read of one that holds anything else."""
    refused = WriteError("this is no dossier", str(file), f"a dossier holds {', '.join(NAMES)}, stored, in at most {MOST_BYTES} bytes")
    try:
        if file.stat().st_size > MOST_BYTES:
            raise refused
        data = file.read_bytes()
        if not _is_small(data):
            raise refused
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = archive.infolist()
            if sorted(one.filename for one in inside) != sorted(NAMES) or any(one.compress_type != zipfile.ZIP_STORED for one in inside):
                raise refused
            if sum(one.file_size for one in inside) > len(data):
                raise refused
            return {name: archive.read(name) for name in NAMES}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OverflowError) as error:
        raise WriteError("the archive is damaged", str(file), f"get it again ({str(error)[:80]})") from error


def _is_small(data: bytes) -> bool:
    """Whether the directory at the end lists just as many files as a dossier has, and no second directory says otherwise."""
    end = data[-_END_SIZE:]
    far = data[-_END_SIZE - _FAR_SIZE : -_END_SIZE]
    return end.startswith(_END) and int.from_bytes(end[10:12], "little") == len(NAMES) and not far.startswith(_FAR_END)


def _name(piece: Json) -> str:
    return str(piece["id"])[:40]


def _wrong(piece: Json, page: str, text_of: TextOf | None) -> Iterator[str]:
    """Why a piece of evidence does not hold."""
    excerpt, quote = piece["excerpt"], piece["quote"]
    if not isinstance(excerpt, dict) or not isinstance(quote, list):
        raise TypeError
    start, end, text = excerpt["start"], excerpt["end"], excerpt["text"]
    if end - start != len(text) or start < 0 or len(text) > MOST_CHARACTERS or not _DIGEST.fullmatch(str(piece["digest"])):
        yield "the excerpt does not fit its position, or is longer than an excerpt may be"
        return
    for one in quote:
        if not start <= one["start"] < one["end"] <= end or text[one["start"] - start : one["end"] - start] != one["text"]:
            yield "the quoted words do not stand in the excerpt"
        elif html.escape(one["text"]).replace("&quot;", "&#34;").replace("&#x27;", "&#39;") not in page:
            yield "the page does not show the quoted words"
    if text_of is not None:
        there = text_of(str(piece["article"]))
        if there is None:
            yield "its article is not in the ledger"
        elif there[0] != piece["digest"] or there[1][start:end] != text:
            yield "the text in the ledger says something else there"
