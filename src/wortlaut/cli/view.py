"""`view`: the web app on this machine."""

from __future__ import annotations

import socket

import click

from wortlaut.cli.entry import ledger_path
from wortlaut.cli.opening import ledger_option
from wortlaut.cli.output import say
from wortlaut.errors import ConfigError, ExitCode

HOST = "127.0.0.1"


@click.command()
@ledger_option
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Where it listens; 0 takes any free port.")
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
def view(ledger: str | None, port: int, show: bool) -> int:
    """Read and review in the browser, on this machine only.

    \b
    Examples:
      wortlaut view                         the only ledger here, at http://127.0.0.1:8765
      wortlaut view --ledger my.wortlaut --port 0 --open
    """
    import uvicorn

    from wortlaut.store.sqlite import SqliteLedger
    from wortlaut.view import application

    path = ledger_path(ledger, must_exist=True)
    with SqliteLedger.open(path) as opened, _listening(port) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}/"
        say(f"Wortlaut shows {path.name} at {address} (this machine only; Ctrl+C ends it)")
        if show:
            click.launch(address)
        config = uvicorn.Config(application(opened, path.stem), log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[listening])
    return ExitCode.DONE


def _listening(port: int) -> socket.socket:
    """A socket that listens on the loopback address only."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((HOST, port))
    except OSError as error:
        found.close()
        raise ConfigError("the port is taken", str(port), "choose another one with --port, or --port 0 for any free one") from error
    return found
