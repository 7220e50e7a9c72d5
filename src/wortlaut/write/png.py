"""Pictures of SVG as PNG, by the library of the extra `png`."""

from __future__ import annotations

import struct
import zlib

from wortlaut.errors import WriteError

ZOOM = 2
_SIGNATURE_AND_HEADER = 8 + 25
"""Bytes before the place where text may stand: the signature, and the chunk IHDR."""


def png(svg: bytes, text: str) -> bytes:
    """The picture at twice its size with a text inside (chunk iTXt, keyword Description); WriteError without the extra."""
    try:
        import resvg_py
    except ImportError:
        raise WriteError("PNG needs a library that is not installed", "resvg-py", "pip install 'wortlaut[png]', or write .svg") from None
    made = bytes(resvg_py.svg_to_bytes(svg_string=svg.decode(), zoom=ZOOM))
    body = b"iTXt" + b"Description\0\0\0\0\0" + text.encode("utf-8", "replace")
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return made[:_SIGNATURE_AND_HEADER] + chunk + made[_SIGNATURE_AND_HEADER:]
