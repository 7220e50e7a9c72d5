"""Imported files: their rows, and the articles and statements they became.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "imports",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("replaces", sa.Text()),
        sa.ForeignKeyConstraint(["replaces"], ["imports.id"], name=op.f("fk_imports_replaces")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_imports_run_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_imports")),
        sa.UniqueConstraint("id", name=op.f("uq_imports_id")),
    )
    op.create_index(op.f("ix_imports_replaces"), "imports", ["replaces"])
    op.create_index(op.f("ix_imports_run_id"), "imports", ["run_id"])
    op.create_table(
        "imported_rows",
        sa.Column("key", KEY, nullable=False),
        sa.Column("import_key", KEY, nullable=False),
        sa.Column("table", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["import_key"], ["imports.key"], name=op.f("fk_imported_rows_import_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_imported_rows")),
    )
    op.create_index(op.f("ix_imported_rows_import_key"), "imported_rows", ["import_key"])
    op.create_table(
        "imported_documents",
        sa.Column("key", KEY, nullable=False),
        sa.Column("import_key", KEY, nullable=False),
        sa.Column("document", sa.BigInteger(), nullable=False),
        sa.Column("text_digest", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text()),
        sa.ForeignKeyConstraint(["import_key"], ["imports.key"], name=op.f("fk_imported_documents_import_key")),
        sa.ForeignKeyConstraint(["text_digest"], ["texts.digest"], name=op.f("fk_imported_documents_text_digest")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_imported_documents")),
        sa.UniqueConstraint("import_key", "document", name=op.f("uq_imported_documents_import_key_document")),
    )
    op.create_index(op.f("ix_imported_documents_article_id"), "imported_documents", ["article_id"])
    op.create_table(
        "imported_statements",
        sa.Column("key", KEY, nullable=False),
        sa.Column("import_key", KEY, nullable=False),
        sa.Column("statement", sa.BigInteger(), nullable=False),
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["import_key"], ["imports.key"], name=op.f("fk_imported_statements_import_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_imported_statements")),
        sa.UniqueConstraint("import_key", "statement", name=op.f("uq_imported_statements_import_key_statement")),
    )
    op.create_index(op.f("ix_imported_statements_statement_id"), "imported_statements", ["statement_id"])
