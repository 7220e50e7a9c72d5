"""Decisions about relations between statements.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "relation_decisions",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("concept", sa.Text()),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("replaces", sa.Text()),
        sa.Column("retracted", sa.Boolean(), nullable=False),
        sa.Column("after", KEY, nullable=False),
        sa.Column("after_coding", KEY, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_relation_decisions")),
        sa.UniqueConstraint("id", name=op.f("uq_relation_decisions_id")),
    )
    for columns in (["relation"], ["replaces"], ["by", "key"]):
        op.create_index(op.f(f"ix_relation_decisions_{'_'.join(columns)}"), "relation_decisions", columns)
