"""The migrations make the tables the code expects, quietly, and loading the room costs nothing."""

import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from wortlaut.records import Include, Kind, Query
from wortlaut.store import filters, schema
from wortlaut.store.connection import address, connect, prepare
from wortlaut.store.tables import METADATA, Exact


def test_migrations_make_the_tables_of_the_code(tmp_path: Path) -> None:
    """A file made by the migrations differs in no table, column, index or key from what the code describes."""
    path = tmp_path / "merle.wortlaut"
    engine = connect(address(path, "rwc"), read_only=False)
    prepare(engine, path)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": lambda _context, _inspected, _metadata, _found, expected: False if isinstance(expected, Exact) else None,
                "include_name": lambda name, kind, _parents: kind != "table" or not (name or "").startswith("search_index"),
            },
        )
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_every_migration_is_a_known_revision() -> None:
    """The list that decides what is newer holds exactly the migrations there are, oldest first."""
    config = Config()
    config.set_main_option("script_location", "wortlaut.store:schema")
    script = ScriptDirectory.from_config(config)
    assert tuple(one.revision for one in reversed(list(script.walk_revisions()))) == schema.REVISIONS


def test_making_a_ledger_says_nothing(tmp_path: Path) -> None:
    """Nothing is written to standard output or error while a ledger is made, even with logging switched on."""
    code = (
        "import logging, sys; logging.basicConfig(level=logging.WARNING)\nfrom pathlib import Path\nfrom wortlaut.store.sqlite import SqliteLedger\n"
    )
    code += "SqliteLedger.open(Path(sys.argv[1]), create=True).close()"
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "merle.wortlaut"], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


def test_importing_the_room_loads_no_database_library() -> None:
    """`import wortlaut.store` is light, and opening a finished ledger needs no migrations."""
    code = "import sys, wortlaut.store; print('sqlalchemy' in sys.modules); import wortlaut.store.sqlite; print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_tables_and_questions_are_not_for_sqlite_alone() -> None:
    """The tables and the filters compile for PostgreSQL as they are; only the full-text index is SQLite's own."""
    dialect = postgresql.dialect()
    tables = [str(CreateTable(table).compile(dialect=dialect)) for table in METADATA.sorted_tables]
    assert sum("key BIGSERIAL NOT NULL" in table for table in tables) >= 8
    everything = Query("Jana Ostermoor", "Uferblatt", Kind.DIRECT, "2014", "2015", Include.JUDGED, "a-1", None, 5)
    for question in (filters.statement_keys(everything), filters.article_keys(everything), filters.actor_counts(everything)):
        assert "FROM shown_" in str(question.compile(dialect=dialect))


def test_every_table_is_documented() -> None:
    """The page on the ledger file has a row for every table and every view, and for no other."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "ledger.md").read_text(encoding="utf-8")
    documented = {line.split("`")[1] for line in page.splitlines() if line.startswith("| `")}
    assert documented == {*METADATA.tables, "current_extractions", "search_current", "search_index"}
