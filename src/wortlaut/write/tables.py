"""The tables of a ledger. Every format writes exactly these rows and columns; names are stable, an empty text is no value.

`docs/reference/tables.md` shows them to readers; a test holds the two together.
"""

from __future__ import annotations

from wortlaut.errors import WriteError
from wortlaut.write.schema import Table
from wortlaut.write.tables_decided import CODINGS, CONCEPTS, EVENTS, JUDGEMENTS
from wortlaut.write.tables_found import ACTORS, ARTICLES, PROBLEMS, STATEMENTS

TABLES: tuple[Table, ...] = (STATEMENTS, ARTICLES, ACTORS, EVENTS, CODINGS, CONCEPTS, JUDGEMENTS, PROBLEMS)
NAMES = tuple(table.name for table in TABLES)


def table_named(name: str) -> Table:
    """The table of a name; WriteError with the names there are."""
    for table in TABLES:
        if table.name == name:
            return table
    raise WriteError("there is no such table", name, f"choose one of {', '.join(NAMES)}")
