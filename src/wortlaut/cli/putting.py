"""The options that write what `study` found to a file, and the writing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wortlaut.cli.output import say
from wortlaut.errors import ConfigError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wortlaut.records import Counted, NamedFile, NetworkType, Positions


@dataclass(frozen=True, slots=True)
class Output:
    """Where a finding goes: the file, its format by name (empty: by suffix), and whether it may stand in the place of another."""

    path: Path
    name: str
    over: bool

    def put_network(self, found: Counted, kind: NetworkType, rests_on: str) -> int:
        """Write what was counted, and tell which files and what they rest on."""
        from wortlaut.interchange import network_files, network_writer_for

        writer = network_writer_for(self.path, kind, self.name)
        return self._put(network_files(found, writer, self.path.name), rests_on)

    def put_positions(self, found: Positions, rests_on: str) -> int:
        """Write positions over time, and tell which files and what they rest on."""
        from wortlaut.write.timeline import position_files

        suffix = f".{self.name}" if self.name else self.path.suffix.lower()
        return self._put(position_files(found, self.path.name, suffix), rests_on)

    def _put(self, files: Sequence[NamedFile], rests_on: str) -> int:
        from wortlaut.interchange import put_files

        put_files(files, self.path.parent, over=self.over)
        names = [str(self.path.parent / file.name) for file in files]
        say(f"wrote {', '.join(names) if len(names) <= MOST_NAMED else f'{len(names)} files, {names[0]} to {names[-1]}'}")
        say(f"  {rests_on}")
        return ExitCode.DONE


MOST_NAMED = 4
"""More files are told by number, with the first and the last."""


def output_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options -o, --to and --force; it receives them as `output`, None where nothing is to be written."""

    @wraps(command)
    def run(*args: Any, output_file: str | None, to: str, force: bool, **given: Any) -> int:  # noqa: ANN401 - options by name
        if output_file is None and (to or force):
            raise ConfigError("--to and --force belong to a file", to or "--force", "name it with -o FILE")
        if output_file == "-":
            raise ConfigError("-o writes files", "-", "leave it out to print, with --json or --csv for programs")
        output = Output(Path(output_file), to, force) if output_file is not None else None
        return command(*args, output=output, **given)

    options = [
        click.option("-o", "--output", "output_file", metavar="FILE", help="Write to FILE, in the format of its suffix, and print nothing."),
        click.option("--to", default="", metavar="FORMAT", help="With -o: the format by name (wortlaut plugins)."),
        click.option("--force", is_flag=True, help="With -o: write over files that are there."),
    ]
    for option in reversed(options):
        run = option(run)
    return run
