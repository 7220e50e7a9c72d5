"""Reads the pack's TOML tables and hands out typed pieces of them.

Not a validator of meaning: it only makes sure that a table is there and that a list of words is a list of words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from wortlaut.errors import PackError

_FOLDER = Path(__file__).parent


@cache
def read_table(name: str) -> dict[str, object]:
    """The TOML table `name` of the German pack; raises PackError if it is missing or broken."""
    path = _FOLDER / name
    try:
        with path.open("rb") as file:
            return dict(tomllib.load(file))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise PackError("a table of the German pack cannot be read", f"{name} ({error})", "reinstall wortlaut") from error


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """The list of strings under `key` of a table, in file order; raises PackError if it is something else."""
    value = read_table(name).get(key)
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise PackError("a table of the German pack is broken", f"{name}: {key} is not a list of words", "reinstall wortlaut")
    return tuple(str(word) for word in value)


@cache
def numbers(name: str, key: str) -> Mapping[str, int]:
    """The map word -> number under `key` of a table; raises PackError if it is something else."""
    value = read_table(name).get(key)
    if not isinstance(value, dict) or not all(isinstance(number, int) for number in value.values()):
        raise PackError("a table of the German pack is broken", f"{name}: {key} does not map words to numbers", "reinstall wortlaut")
    return {str(word): int(number) for word, number in value.items()}
