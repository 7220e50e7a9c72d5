"""Digests, ids and producers: what tells one record from another and who made it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


def digest_bytes(data: bytes) -> str:
    """The sha256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def digest_text(text: str) -> str:
    """The sha256 of a text in UTF-8 (lone surrogates kept), as 64 hexadecimal digits."""
    return digest_bytes(text.encode("utf-8", errors="surrogatepass"))


def content_id(prefix: str, *parts: object) -> str:
    """An id such as `s-3f9a0c5d21b4e870`: prefix and 16 hexadecimal digits of the hash of all parts."""
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{digest_text(joined)[:16]}"


@dataclass(frozen=True, slots=True)
class Producer:
    """What made a machine record: `name` and `version` of the step, digest of its weights or tables, pack and its version."""

    name: str
    version: str
    weights: str | None = None
    pack: str | None = None
