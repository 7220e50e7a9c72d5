"""`view`: the web app on this machine."""

from __future__ import annotations

import errno
import socket
from contextlib import suppress

import click

from wortlaut.cli.entry import ledger_path
from wortlaut.cli.opening import ledger_option
from wortlaut.cli.output import say
from wortlaut.errors import ConfigError, ExitCode

HOSTS = {"127.0.0.1": socket.AF_INET, "localhost": socket.AF_INET, "::1": socket.AF_INET6}
"""The names of this machine for itself: the app has no accounts, so whoever reaches it may do everything."""


@click.command()
@ledger_option
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Where it listens; 0 takes any free port.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Where it listens: this machine's own names only.")
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
def view(ledger: str | None, port: int, host: str, show: bool) -> int:
    """Read, import, review, search and export in the browser, on this machine only.

    \b
    Examples:
      wortlaut view                         the only ledger here, at http://127.0.0.1:8765
      wortlaut view --ledger my.wortlaut --port 0 --open
    Ctrl+C ends it.
    """
    import uvicorn

    from wortlaut.store.sqlite import SqliteLedger
    from wortlaut.view import application
    from wortlaut.view.app import Options
    from wortlaut.view.saved import Profiles, Questions

    if host not in HOSTS:
        remedy = f"leave --host out, and reach it from elsewhere through a tunnel: ssh -L {port}:127.0.0.1:{port} THIS-MACHINE"
        raise ConfigError("there are no accounts, so it listens to this machine only", host, remedy)
    path = ledger_path(ledger, must_exist=True)
    with SqliteLedger.open(path) as opened, _listening(host, port) as listening:
        address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
        say(f"Wortlaut shows {path.name} at {address} (this machine only; Ctrl+C ends it)")
        if show:
            click.launch(address)
        app = application(opened, path.stem, Options(questions=Questions.beside(path), profiles=Profiles.beside(path)))
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        with suppress(KeyboardInterrupt):  # the server has ended in good order by then
            uvicorn.Server(config).run(sockets=[listening])
    say("ended; every decision is in the ledger")
    return ExitCode.DONE


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens on a loopback address."""
    found = socket.socket(HOSTS[host], socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen()
    except OSError as error:
        found.close()
        what = "the port is taken" if error.errno == errno.EADDRINUSE else f"it cannot listen there ({error.strerror})"
        raise ConfigError(what, f"{host}, port {port}", "choose another one with --port, or --port 0 for any free one") from error
    return found
