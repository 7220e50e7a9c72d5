"""Decisions about actors, what they amount to, and the registry.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """A column for the log, three tables for what it amounts to, two for the registry."""
    op.add_column("decisions", sa.Column("act", sa.Text()))
    op.create_index(op.f("ix_decisions_act"), "decisions", ["act"])
    op.create_table(
        "identities",
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("stands_for", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("actor_id", name=op.f("pk_identities")),
    )
    op.create_index(op.f("ix_identities_stands_for"), "identities", ["stands_for"])
    op.create_table(
        "identity_names",
        sa.Column("key", KEY, nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_identity_names")),
    )
    op.create_index(op.f("ix_identity_names_actor_id"), "identity_names", ["actor_id"])
    op.create_index(op.f("ix_identity_names_folded"), "identity_names", ["folded"])
    op.create_table(
        "moved_statements",
        sa.Column("article_digest", sa.Text(), nullable=False),
        sa.Column("stretch", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article_digest", "stretch", name=op.f("pk_moved_statements")),
    )
    op.create_index(op.f("ix_moved_statements_actor_id"), "moved_statements", ["actor_id"])
    op.create_table(
        "registry_entries",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_registry_entries")),
        sa.UniqueConstraint("id", name=op.f("uq_registry_entries_id")),
    )
    op.create_index(op.f("ix_registry_entries_actor_id"), "registry_entries", ["actor_id"])
    op.create_index(op.f("ix_registry_entries_name_key"), "registry_entries", ["name", "key"])
    op.create_table(
        "registry_names",
        sa.Column("key", KEY, nullable=False),
        sa.Column("entry_key", KEY, nullable=False),
        sa.Column("sort", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_key"], ["registry_entries.key"], name=op.f("fk_registry_names_entry_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_registry_names")),
    )
    op.create_index(op.f("ix_registry_names_folded_sort_entry_key"), "registry_names", ["folded", "sort", "entry_key"])
