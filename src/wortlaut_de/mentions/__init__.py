"""Mentions in German articles: people, organisations, states, places, roles.

One file per concern: lists (names and nouns the pack knows), finder (who finds the mentions of an article). Not for: saying who
is meant, which `resolve` does.
"""

from __future__ import annotations

from wortlaut_de.mentions.finder import GermanMentions

__all__ = ["GermanMentions"]
