"""The files of weights of the mentions: whether they are there, and the digest that names them.

Their card (card.json) says what they were trained on, under which licences, and what they reach. Not for: loading them (network).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from wortlaut_de.tagger.weights import complete_card
from wortlaut_de.tagger.weights import folder as shared_folder


def folder() -> Traversable:
    """Where the weights lie."""
    return files("wortlaut_de").joinpath("weights", "mention")


@cache
def weights_digest() -> str | None:
    """The digest that names the weights; None where they are missing, or the word pieces of the quotation tagger that they were trained with."""
    card, shared = complete_card(folder()), complete_card(shared_folder())
    if card is None or shared is None or any(shared["files"].get(name) != digest for name, digest in card["shared"].items()):
        return None
    return str(card["digest"])
