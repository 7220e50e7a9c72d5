"""How bytes become text: byte-order marks, declarations, UTF-8, detection, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wortlaut.capture.charset import Decoding, Unreadable, decide

WORDS = "Der Damm an der Merle hält, sagte Jürgen Größler. Überprüft wurde er im März."


@pytest.mark.parametrize(
    ("data", "charset", "reason"),
    [
        (WORDS.encode(), "utf-8", "valid UTF-8"),
        (b"Nur einfache Zeichen.", "utf-8", "valid UTF-8"),
        (b"\xef\xbb\xbf" + WORDS.encode(), "utf-8", "byte-order mark"),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), "utf-16-le", "byte-order mark"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-16-be", "byte-order mark"),
        (WORDS.encode("utf-16-le"), "utf-16-le", "zero bytes of UTF-16"),
        (WORDS.encode("utf-16-be"), "utf-16-be", "zero bytes of UTF-16"),
        (WORDS.encode("cp1252"), "cp1252", "reads as Western text"),
        ("„Spaß“ und Größe – 5 €".encode("cp1252"), "cp1252", "reads as Western text"),
    ],
)
def test_text_charset(data, charset, reason):
    """The charset of a text is found by its mark, by strict UTF-8, by its zero bytes, or read as Western text."""
    found = decide(data)

    assert isinstance(found, Decoding)
    assert (found.charset, found.reason) == (charset, reason)
    assert not found.data.decode(found.charset).startswith("\ufeff")


@pytest.mark.parametrize(
    ("head", "encoding", "charset"),
    [
        (b'<meta charset="iso-8859-1">', "cp1252", "cp1252"),
        (b"<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1252'>", "cp1252", "cp1252"),
        (b'<?xml version="1.0" encoding="ISO-8859-15"?>', "cp1252", "cp1252"),
        (b'<meta charset="utf-8">', "utf-8", "utf-8"),
        (b'<meta charset="no-such-charset">', "utf-8", "utf-8"),
        (b'<meta charset="utf-16">', "utf-8", "utf-8"),
        (b'<meta charset="koi8-r">', "koi8-r", "koi8-r"),
    ],
)
def test_declared_charset(head, encoding, charset):
    """A page is decoded as it declares, the way browsers read the declaration."""
    text = "Дамба" if encoding == "koi8-r" else "Größe"
    found = decide(head + b"<p>" + text.encode(encoding), declarations=True)

    assert isinstance(found, Decoding)
    assert found.charset == charset
    assert found.data.decode(found.charset).endswith(text)


def test_wrong_declaration():
    """Valid UTF-8 with foreign letters outranks a declaration that says otherwise."""
    found = decide(b'<meta charset="iso-8859-1"><p>' + "Größe".encode(), declarations=True)

    assert isinstance(found, Decoding)
    assert found.charset == "utf-8"


def test_declaration_far_down():
    """A declaration behind the first two kilobytes is not one."""
    found = decide(b" " * 3_000 + b'<meta charset="koi8-r">' + "Größe, Maß und Überfluss".encode("cp1252"), declarations=True)

    assert isinstance(found, Decoding)
    assert found.charset == "cp1252"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("Der Damm hält – sagte Größler, ".encode() + b"\xc3", "at byte 36"),
        ("Größe und Maß, Größe und Maß, ".encode() + b"Gr\xf6\xdfe", "at byte 38"),
        (b"Sch\xc3", "at byte 3"),
        (b"\xff\xfe" + "Größe".encode("utf-16-le")[:-1], "at byte 8"),
    ],
)
def test_cut_or_mixed(data, place):
    """A text that is Unicode but for some bytes is refused, with the place where it breaks."""
    found = decide(data)

    assert isinstance(found, Unreadable)
    assert place in found.reason
    assert found.remedy


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, "PNG"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"%PDF-1.7 abc", "PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"ein Text\x00 mit Nullbyte, sonst ganz normal und lang genug", "zero byte at byte 8"),
        (bytes(range(1, 9)) * 20, "binary"),
    ],
)
def test_binary(data, kind):
    """Binary data under a text name is refused, with what it is."""
    found = decide(data)

    assert isinstance(found, Unreadable)
    assert kind in found.reason


def test_other_charset():
    """Text that is neither UTF-8 nor Western is detected on a sample."""
    text = "Плотина на реке выдержит, сказала министр в понедельник вечером. " * 5
    found = decide(text.encode("cp1251"))

    assert isinstance(found, Decoding)
    assert found.data.decode(found.charset) == text


@given(st.binary(max_size=300), st.booleans())
def test_never_lossy(data, declarations):
    """Whatever the bytes: either they are refused, or the chosen charset decodes all of them strictly."""
    found = decide(data, declarations)

    if isinstance(found, Decoding):
        assert found.data.decode(found.charset) is not None
        assert data.endswith(found.data)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_round_trip(text):
    """Every UTF-8 text comes back as it was, but for a byte-order mark."""
    found = decide(text.encode())

    if isinstance(found, Decoding) and found.charset == "utf-8":
        assert found.data.decode("utf-8") == text.removeprefix("\ufeff")
