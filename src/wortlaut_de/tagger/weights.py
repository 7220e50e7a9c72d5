"""The files of weights in this pack: whether they are there, and the digest that names them.

Their card (card.json) says what they were trained on, under which licences, and what they reach. Not for: loading them (network).
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from typing import Any

CARD = "card.json"


def folder() -> Traversable:
    """Where the weights lie."""
    return files("wortlaut_de").joinpath("weights", "quote")


@cache
def weights_digest() -> str | None:
    """The digest that names the weights; None where a file of them, or the library that runs them, is missing."""
    card = complete_card(folder())
    return None if card is None else str(card["digest"])


def complete_card(place: Traversable) -> dict[str, Any] | None:
    """The card of a folder of weights; None where a file of them, or the library that runs them, is missing."""
    card = place.joinpath(CARD)
    if not card.is_file() or find_spec("onnxruntime") is None:
        return None
    loaded: dict[str, Any] = json.loads(card.read_text(encoding="utf-8"))
    return loaded if all(place.joinpath(name).is_file() for name in loaded["files"]) else None
