"""How the bytes of a document become text: byte-order mark, declaration, strict UTF-8, detection, in this order.

Not for mending: bytes that no charset explains are told as `Unreadable`, with the place and the way out. A charset
chosen here decodes all of the bytes strictly, so `Capture.text` never fails and never holds replacement signs.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

SAMPLE = 65_536
DECLARED_WITHIN = 2_048

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"RIFF", "a media file"),
    (b"OggS", "a media file"),
    (b"ID3", "a media file"),
)
# The WHATWG encoding standard: pages that declare these are written in windows-1252.
_AS_CP1252 = frozenset({"ascii", "iso8859-1", "iso8859-15", "us-ascii"})
_DECLARATION = re.compile(
    rb"""<(?:meta\b[^>]{0,512}?|\?xml\b[^>]{0,256}?)(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_WESTERN_UTF8 = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xe2[\x80-\xbf]{2}|\xf0[\x80-\xbf]{3}")
_ESCAPED = re.compile("[\udc80-\udcff]+")
_WESTERN = frozenset("äöüÄÖÜßéèêëàâáåãæçíìîïñóòôõøœúùûýÉÈÀÁÂÇÑÓÔØÅ„“”‚‘’–—…€§°·«»‹›©®½¼¾²³µ¿¡±×´†•™\xa0\xad")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Decoding:
    """The bytes without a byte-order mark, the codec that decodes all of them, and why it was chosen."""

    data: bytes
    charset: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why bytes are not text, and what to do."""

    reason: str
    remedy: str


def decide(data: bytes, declarations: bool = False) -> Decoding | Unreadable:
    """Choose the charset of a document; `declarations` looks for the HTML or XML declaration in the first two kilobytes."""
    kind = magic(data)
    if kind:
        return Unreadable(f"is {kind}, not text", "convert it to text or HTML first")
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], charset, "byte-order mark") or _broken_unicode(data[len(mark) :], charset)
    if b"\x00" in data:
        return _without_mark(data)
    if _is_control_rich(data):
        return Unreadable("is binary data, not text", "convert it to text or HTML first")
    declared = _declared(data) if declarations else None
    unicode = _strict(data, "utf-8", "declaration" if declared == "utf-8" else "valid UTF-8")
    # Valid multi-byte UTF-8 does not happen by chance, so it outranks a declaration that says otherwise.
    if unicode and (declared in (None, "utf-8") or not data.isascii()):
        return unicode
    if declared and declared != "utf-8":
        fit = _strict(data, declared, "declaration")
        if fit:
            return fit
    return unicode or _mixed(data) or _detected(data)


def magic(data: bytes) -> str | None:
    """What well-known kind of non-text file the bytes are, if any."""
    return next((kind for start, kind in _MAGIC if data.startswith(start)), None)


def _strict(data: bytes, charset: str, reason: str) -> Decoding | None:
    try:
        data.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None
    return Decoding(data, charset, reason)


def _broken_unicode(data: bytes, charset: str) -> Unreadable:
    """Say where a text that announces a Unicode charset breaks off."""
    try:
        data.decode(charset)
    except UnicodeDecodeError as error:
        return _unreadable_at(charset, error.start, error.reason)
    return Unreadable(f"is not valid {charset}", "save it as UTF-8")  # pragma: no cover - the caller knows that it fails


def _unreadable_at(charset: str, offset: int, detail: str) -> Unreadable:
    remedy = "the file is cut off or mixes charsets: copy it again or save it as UTF-8"
    return Unreadable(f"is not valid {charset} at byte {offset} ({detail})", remedy)


def _without_mark(data: bytes) -> Decoding | Unreadable:
    """UTF-16 without a mark has its zero bytes on one side; every other text with zero bytes is binary."""
    sample = data[:SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    for charset, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.4 * half and others < 0.02 * half:
            return _strict(data, charset, "zero bytes of UTF-16") or _broken_unicode(data, charset)
    return Unreadable(f"holds a zero byte at byte {data.index(0)}: it is binary data, not text", "convert it to text or HTML first")


def _is_control_rich(data: bytes) -> bool:
    sample = data[:SAMPLE]
    return len(_CONTROL.findall(sample)) * 50 > len(sample)


def _declared(data: bytes) -> str | None:
    """The codec that the document names itself, as browsers understand it."""
    found = _DECLARATION.search(data[:DECLARED_WITHIN])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    if name in _AS_CP1252:
        return "cp1252"
    # A declaration that can be read as single bytes cannot stand in a UTF-16 text.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


def _mixed(data: bytes) -> Unreadable | None:
    """A text that is UTF-8 but for some bytes: cut off, or put together from several files."""
    decoded = data.decode("utf-8", errors="surrogateescape")
    bad = sum(found.end() - found.start() for found in _ESCAPED.finditer(decoded))
    good = sum(1 for _ in _WESTERN_UTF8.finditer(data))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_off = error.start >= len(data) - 3 and data[error.start] in (0xC3, 0xE2) and error.reason == "unexpected end of data"
        if cut_off or good * 10 >= bad:
            return _unreadable_at("UTF-8", error.start, error.reason) if good or cut_off else None
    return None


def _detected(data: bytes) -> Decoding | Unreadable:
    """windows-1252 where the bytes read as Western text in it, else the best guess on a bounded sample."""
    western = _strict(data, "cp1252", "reads as Western text")
    if western and _looks_western(data[:SAMPLE].decode("cp1252", errors="ignore")):
        return western
    guess = _guess(data[:SAMPLE])
    fit = _strict(data, guess, "detection") if guess else None
    return fit or western or Unreadable("is in a charset that could not be recognised", "save it as UTF-8")


def _looks_western(sample: str) -> bool:
    foreign = [sign for sign in sample if sign > "\x7f"]
    known = sum(1 for sign in foreign if sign in _WESTERN)
    letters = sum(1 for sign in sample if sign.isalpha())
    foreign_letters = sum(1 for sign in foreign if sign.isalpha())
    return known >= 0.8 * len(foreign) and foreign_letters <= 0.35 * letters


def _guess(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else None
