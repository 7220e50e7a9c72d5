"""Settings files: shaped like the command line, checked key by key."""

from __future__ import annotations

from pathlib import Path

import pytest

from wortlaut.config import Setting, read_settings
from wortlaut.errors import ConfigError

KNOWN = {"general": frozenset({"ledger"}), "run": frozenset({"workers", "plain"})}


def write(folder: Path, name: str, text: str) -> Path:
    """Put a settings file into the folder."""
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_section_is_a_command_and_a_key_an_option(tmp_path: Path) -> None:
    """Sections and keys become settings that remember their file."""
    write(tmp_path, "wortlaut.toml", 'ledger = "merle.wortlaut"\n[run]\nworkers = 2\n')
    assert read_settings(tmp_path, KNOWN) == (
        Setting("general", "ledger", "merle.wortlaut", "wortlaut.toml"),
        Setting("run", "workers", 2, "wortlaut.toml"),
    )


def test_the_own_file_comes_after_the_project_file(tmp_path: Path) -> None:
    """`wortlaut.toml` is stronger than `[tool.wortlaut]`, so it comes last."""
    write(tmp_path, "pyproject.toml", "[tool.wortlaut.run]\nworkers = 4\n")
    write(tmp_path, "wortlaut.toml", "[run]\nworkers = 2\n")
    assert [setting.value for setting in read_settings(tmp_path, KNOWN)] == [4, 2]


def test_no_files_no_settings(tmp_path: Path) -> None:
    """A folder without settings files has no settings."""
    assert read_settings(tmp_path, KNOWN) == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[run]\nworker = 2\n", "wortlaut.toml: unknown key in [run]: worker: did you mean 'workers'?"),
        ("[rum]\nworkers = 2\n", "wortlaut.toml: unknown section: rum: did you mean 'run'?"),
        ("[run]\nworkers = 1979-05-27\n", "wortlaut.toml: wrong kind of value: run.workers: use a string, number, true, false or a list of strings"),
        ("[run\n", "the settings are not valid TOML: wortlaut.toml:"),
    ],
)
def test_a_wrong_file_is_one_clear_line(tmp_path: Path, text: str, complaint: str) -> None:
    """An unknown or malformed setting names the file, the key and the nearest known one."""
    write(tmp_path, "wortlaut.toml", text)
    with pytest.raises(ConfigError) as caught:
        read_settings(tmp_path, KNOWN)
    assert str(caught.value).startswith(complaint)
    assert "\n" not in str(caught.value)
