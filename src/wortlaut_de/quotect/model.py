"""Finding and loading the model of `quotect` on this machine, without network and without pickle.

The library reads its tokenizer under a name of the hub while it is imported, so both that tokenizer and the model have to lie in the local
cache of the hub, or the model in a folder of its own.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import redirect_stdout
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotect import Quotect

MODEL_VARIABLE = "WORTLAUT_QUOTECT_MODEL"
"""The environment variable that names the model: a folder, or a name in the local cache of the hub."""

DEFAULT_MODEL = "fynnos/quotect-mt5-base"
TOKENIZER = "google/mt5-small"
WEIGHTS = "model.safetensors"
"""The one format of weights we load: others are pickles, which can run code."""


def missing() -> str:
    """What keeps the model from working here, with the remedy; empty if nothing does."""
    if find_spec("quotect") is None:
        return "the package quotect is not installed (pip install 'wortlaut[quotect]')"
    if folder() is None:
        return f"no model {_name()} with {WEIGHTS} on this machine (fetch it once with the hub's own tool, or set {MODEL_VARIABLE} to a folder)"
    if _cached(TOKENIZER, "spiece.model") is None:
        return f"the tokenizer {TOKENIZER} is not in the local cache of the hub (fetch it once with the hub's own tool)"
    return ""


def folder() -> Path | None:
    """Where the model lies; None if it is not here or has no weights that are safe to load."""
    name = _name()
    found = Path(name) if Path(name).is_dir() else _cached(name, "config.json")
    place = found if found is None or found.is_dir() else found.parent
    return place if place is not None and (place / WEIGHTS).is_file() else None


@cache
def digest(place: Path) -> str:
    """The sha256 over configuration and weights of a model, as 64 hexadecimal digits; reads gigabytes once per process."""
    total = hashlib.sha256()
    for name in ("config.json", WEIGHTS):
        with (place / name).open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


@cache
def load(place: Path) -> Quotect:
    """The model on the CPU; the library's messages go to standard error, since standard output is for data."""
    _stay_offline()
    with redirect_stdout(sys.stderr):
        from quotect import Quotect

        return Quotect(str(place), device="cpu")


def _name() -> str:
    return os.environ.get(MODEL_VARIABLE, "") or DEFAULT_MODEL


def _cached(name: str, file: str) -> Path | None:
    """A file of a repository of the hub in the local cache."""
    _stay_offline()
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        found = try_to_load_from_cache(name, file)
    except HFValidationError:  # a path to a folder that is not there is no name of the hub either
        return None
    return Path(found) if isinstance(found, str) else None


def _stay_offline() -> None:
    """Read by the hub's library while it is imported: it must never reach for the network on our behalf."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
