"""Mentions in German articles: people, organisations, states, places, roles.

One file per concern: lists (names and nouns the pack knows), features (what the network reads), network and weights, decode (from
scores to mentions), finder (network and lists together). numpy and onnxruntime load with the first article. Not for: saying who is
meant, which `resolve` does, and training, which is a recipe (recipes/de/mention).
"""

from __future__ import annotations

from wortlaut_de.mentions.finder import GermanMentions

__all__ = ["GermanMentions"]
