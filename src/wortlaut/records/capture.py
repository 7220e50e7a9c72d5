"""What `capture` makes of sources: bytes as they came, and what was said about them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wortlaut.records.identity import content_id, digest_bytes


class MediaType(StrEnum):
    """What the bytes of a capture are."""

    TEXT = "text/plain"
    HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Given:
    """What the user said about a source beside its text (columns of a table, options); strings kept as given."""

    row: int | None = None
    key: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One document as it came: its bytes, how to decode them, and where it came from.

    `source` is the path as the user gave it (`-` for standard input; `press.csv#17` for row 17 of a table).
    `data` never holds a byte-order mark; `charset` is a Python codec name that decodes all of `data` strictly.
    """

    id: str
    source: str
    data: bytes
    media_type: MediaType
    charset: str
    charset_reason: str
    digest: str
    retrieved_at: str
    given: Given = Given()

    @property
    def text(self) -> str:
        """The decoded source; for plain text this is `Article.text`, character for character."""
        return self.data.decode(self.charset)

    @classmethod
    def of(
        cls, source: str, data: bytes, media_type: MediaType, charset: str, charset_reason: str, retrieved_at: str, given: Given = Given()
    ) -> Capture:
        """Build a capture and its id: the same bytes with the same given values are the same capture, wherever they lie."""
        digest = digest_bytes(data)
        known = (given.key, given.title, given.outlet, given.published, given.url, given.authors, given.language)
        key = content_id("c", media_type, charset, digest, *known)
        return cls(key, source, data, media_type, charset, charset_reason, digest, retrieved_at, given)
