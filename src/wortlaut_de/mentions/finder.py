"""Who finds the mentions of German articles. Not for: the single steps (the other files here)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wortlaut.records import Producer
from wortlaut_de.mentions.lists import listed_mentions, lists_digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wortlaut.records import Mention, Sentence, Token

VERSION = "1"
LISTS = "de-lists"
"""The name of the lists as a finder."""


class GermanMentions:
    """Finds people, organisations, states, places and roles in German news."""

    name = LISTS

    def producer(self) -> Producer:
        """Who finds them, with the digest of weights and tables."""
        return Producer(LISTS, VERSION, lists_digest(), "wortlaut_de")

    def find(self, text: str, sentences: Sequence[Sentence], tokens: Sequence[Token]) -> tuple[Mention, ...]:
        """All mentions in text order, none across sentences, none overlapping; the same text gives the same answer."""
        return listed_mentions().find(text, sentences, tokens)
