"""How quotations are found in a parsed article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from wortlaut.records import (
        Article,
        Draft,
        Parse,
        Producer,
    )


@runtime_checkable
class Annotator(Protocol):
    """Finds quotations in a parsed article; entry-point group `wortlaut.annotators`.

    An annotator that cannot work here (its weights are missing) lets another one serve in its place and names that one as producer.
    """

    name: str
    language: str

    def missing(self) -> str:
        """What keeps it from working here, with the remedy where there is one; empty if nothing does."""
        ...

    def producer(self) -> Producer:
        """Who made the drafts: name, version, digest of tables or weights."""
        ...

    def annotate(self, article: Article, parse: Parse) -> tuple[Draft, ...]:
        """All quotations of the article in text order; never raises on odd text."""
        ...
