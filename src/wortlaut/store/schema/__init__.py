"""The versions of the tables: every change is a migration here, run by Alembic inside the program, without a settings file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

REVISIONS: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")
"""Every schema this version knows, oldest first; a ledger with another one was made by a newer version."""


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest schema inside the open transaction of the connection, and fill the tables of what is shown."""
    from alembic import command
    from alembic.config import Config

    from wortlaut.store import shown

    config = Config()
    config.set_main_option("script_location", "wortlaut.store:schema")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    shown.fill(connection)
