"""Settings: `wortlaut.toml` shaped like the command line (section = command, key = option).

Precedence, highest first: flags, `WORTLAUT_*` variables, `wortlaut.toml`, `[tool.wortlaut]` in `pyproject.toml`,
defaults. This module reads and checks files; flags and variables are the command line's business (click).
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wortlaut.errors import ConfigError

Value = str | int | float | bool | list[str]

GENERAL = "general"
"""The section for options that many commands share (`ledger`)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One value, and the file it came from."""

    section: str
    key: str
    value: Value
    origin: str


Known = Mapping[str, frozenset[str]]
"""Which keys each section may hold."""


def read_settings(folder: Path, known: Known) -> tuple[Setting, ...]:
    """All settings of the files in this folder, the stronger file last; ConfigError on a bad file or an unknown key."""
    settings: list[Setting] = []
    project = folder / "pyproject.toml"
    if project.is_file():
        tool = _load(project).get("tool", {})
        table = tool.get("wortlaut", {}) if isinstance(tool, dict) else {}
        settings += _check(table, known, "pyproject.toml [tool.wortlaut]")
    own = folder / "wortlaut.toml"
    if own.is_file():
        settings += _check(_load(own), known, "wortlaut.toml")
    return tuple(settings)


def _load(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("the settings cannot be read", path.name, str(error)) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("the settings are not valid TOML", path.name, str(error)) from error


def _check(table: object, known: Known, origin: str) -> list[Setting]:
    """Flatten sections into settings; keys outside a section belong to `general`."""
    if not isinstance(table, dict):
        raise ConfigError("a table is expected", origin, "write [section] and key = value lines")
    settings: list[Setting] = []
    for name, content in table.items():
        if isinstance(content, dict):
            section = _one_of(name, known, f"{origin}: unknown section")
            settings += [_setting(section, key, value, known, origin) for key, value in content.items()]
        else:
            settings.append(_setting(GENERAL, name, content, known, origin))
    return settings


def _setting(section: str, key: str, value: object, known: Known, origin: str) -> Setting:
    name = _one_of(key, known.get(section, frozenset()), f"{origin}: unknown key in [{section}]")
    if isinstance(value, (str, int, float, bool)):
        return Setting(section, name, value, origin)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return Setting(section, name, value, origin)
    raise ConfigError(f"{origin}: wrong kind of value", f"{section}.{key}", "use a string, number, true, false or a list of strings")


def _one_of(name: str, allowed: Mapping[str, object] | frozenset[str], complaint: str) -> str:
    """The name with dashes folded, if allowed; else an error that names the nearest one."""
    folded = name.replace("-", "_")
    if folded in allowed:
        return folded
    near = difflib.get_close_matches(folded, list(allowed), n=1)
    remedy = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(allowed)) or 'none'}"
    raise ConfigError(complaint, name, remedy)
