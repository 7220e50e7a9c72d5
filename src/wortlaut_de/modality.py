"""The words of doubt of modality.toml as patterns with their class."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from wortlaut.records import ModalityClass
from wortlaut.seams import ModalityPattern


@cache
def load_modality() -> tuple[ModalityPattern, ...]:
    """One pattern per class, in the order of the file; an unknown class in the file is a ValueError."""
    table: dict[str, list[str]] = tomllib.loads(files("wortlaut_de").joinpath("modality.toml").read_text(encoding="utf-8"))
    return tuple(ModalityPattern(ModalityClass(kind), "|".join(patterns)) for kind, patterns in table.items())
