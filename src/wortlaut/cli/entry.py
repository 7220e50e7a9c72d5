"""The entry of the command line: finds commands lazily, reads the settings, turns errors into one line and an exit code."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wortlaut import __version__
from wortlaut.errors import ConfigError, ExitCode, WortlautError

if TYPE_CHECKING:
    from wortlaut.config import Setting

COMMANDS: Mapping[str, str] = {
    "demo": "demo",
    "run": "read",
    "capture": "capture",
    "clean": "look",
    "quote": "look",
    "articles": "lists",
    "statements": "lists",
    "actors": "actors",
    "problems": "lists",
    "runs": "lists",
    "search": "lists",
    "show": "show",
    "verify": "show",
    "judge": "review",
    "amend": "amend",
    "undo": "review",
    "redo": "review",
    "orphans": "review",
    "concepts": "concepts",
    "merge": "merge",
    "redact": "merge",
    "study": "study",
    "write": "write",
    "view": "view",
    "evaluate": "score",
    "config": "about",
    "plugins": "about",
    "doctor": "about",
}
"""The module of `wortlaut.cli` where each command lives, in the order of the help page."""


class Commands(click.Group):
    """A group whose commands are imported when they are called, so that `wortlaut --help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the flow."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of the command and take the command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"wortlaut.cli.{COMMANDS[cmd_name]}")
        command = getattr(module, cmd_name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is answered with the nearest."""
        import difflib

        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            near = difflib.get_close_matches(name, list(COMMANDS), n=1)
            ctx.fail(f"no such command: {name}: " + (f"did you mean {near[0]!r}?" if near else "see wortlaut --help"))
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "WORTLAUT"})
@click.version_option(__version__, prog_name="wortlaut")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Who said what: reads news and keeps a checked ledger of statements.

    \b
    Start here:
      wortlaut demo                                    reads the shipped example
      wortlaut run articles/ --ledger my.wortlaut      reads your own pages
      wortlaut statements --ledger my.wortlaut         shows who said what
    """
    ctx.default_map = default_map(settings())


def known_settings() -> dict[str, frozenset[str]]:
    """Which sections and keys a settings file may hold: every command and its options, and `ledger` for all."""
    from wortlaut.config import GENERAL

    return {GENERAL: frozenset({"ledger"})} | {name: frozenset(options_of(name)) for name in COMMANDS}


def options_of(name: str) -> dict[str, click.Option]:
    """The options of a command as a settings file names them: `map` for --map, `gold_quotes` for --gold-quotes."""
    command = cli.get_command(click.Context(cli), name)
    options = [param for param in command.params if isinstance(param, click.Option)] if command else []
    return {long.removeprefix("--").replace("-", "_"): option for option in options for long in option.opts if long.startswith("--")}


def settings() -> tuple[Setting, ...]:
    """The settings of the files in the current folder; none, at no cost, where there are no such files."""
    from wortlaut.config import read_settings

    here = Path()
    if not (here / "wortlaut.toml").is_file() and not (here / "pyproject.toml").is_file():
        return ()
    return read_settings(here, known_settings())


def default_map(found: tuple[Setting, ...]) -> dict[str, object]:
    """Click's defaults per command; the general `ledger` reaches every command that has one."""
    from wortlaut.config import GENERAL

    defaults: dict[str, dict[str, object]] = {name: {} for name in COMMANDS}
    for setting in found:
        targets = COMMANDS if setting.section == GENERAL else [setting.section]
        for name in targets:
            option = options_of(name).get(setting.key)
            if option is None or option.name is None:
                continue
            # One of several flags for one value (`json = true`) stands for that value.
            chooses = option.is_flag and not option.is_bool_flag
            if not chooses or setting.value is True:
                defaults[name][option.name] = option.flag_value if chooses else setting.value
    return dict(defaults)


def main() -> None:
    """Run the command line and leave with the exit code of the contract; no traceback for bad input, ever."""
    _mend_streams()
    sys.exit(_guarded())


def _mend_streams() -> None:
    """Give closed streams a place to go, and let no sign that a terminal or a locale lacks stop the output."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - open until the process ends
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Data in a pipe or a file is UTF-8 whatever the locale says; a terminal gets what it can show.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _guarded() -> int:
    try:
        result = cli.main(standalone_mode=False, prog_name="wortlaut")
    except click.exceptions.Abort:
        return _complain("interrupted: what was stored is kept: run the same command again to go on", ExitCode.INTERRUPTED)
    except KeyboardInterrupt:
        return _complain("interrupted: what was stored is kept: run the same command again to go on", ExitCode.INTERRUPTED)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return ExitCode.USAGE
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "wortlaut"
        message = error.format_message()
        return _complain(message if "--help" in message else f"{message.rstrip('.')}: see {path} --help", ExitCode.USAGE)
    except click.ClickException as error:
        return _complain(error.format_message(), ExitCode.USAGE)
    except WortlautError as error:
        return _complain(str(error), error.exit_code)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): that is no failure, and Python must not complain while it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except OSError as error:
        reason, subject = error.strerror or str(error), error.filename or "the output"
        return _complain(f"the system refused ({reason}): {subject}: check that there is space, and that you may write there", ExitCode.USAGE)
    except Exception as error:
        if os.environ.get("WORTLAUT_DEBUG"):
            raise
        return _complain(
            f"a defect of Wortlaut: {type(error).__name__}: {str(error)[:300]}: set WORTLAUT_DEBUG=1 for details and report it", ExitCode.DEFECT
        )
    return result if isinstance(result, int) else ExitCode.DONE


def _complain(message: str, code: ExitCode) -> int:
    from wortlaut.cli.output import say

    with suppress(OSError):  # nobody listens; the exit code still tells
        say("wortlaut: " + " ".join(message.split()))
    return code


def ledger_path(given: str | None, *, must_exist: bool) -> Path:
    """The ledger meant: the one given (`--ledger`, WORTLAUT_LEDGER, settings), else the only *.wortlaut file here."""
    if given:
        return Path(given)
    found = sorted(Path().glob("*.wortlaut"))
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(path.name for path in found)
        raise ConfigError("several ledgers are here", names, "choose one with --ledger FILE")
    if must_exist:
        raise ConfigError("no ledger is here", str(Path().resolve().name), "name one with --ledger FILE, or make one with wortlaut run")
    return Path("corpus.wortlaut")
