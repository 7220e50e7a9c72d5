"""What people change about statements, and decisions that are undone together.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two columns for the log, a table for what it amounts to."""
    for name in ("part", "batch"):
        op.add_column("decisions", sa.Column(name, sa.Text()))
        op.create_index(op.f(f"ix_decisions_{name}"), "decisions", [name])
    op.create_table(
        "amended_kinds",
        sa.Column("article_digest", sa.Text(), nullable=False),
        sa.Column("stretch", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("article_digest", "stretch", name=op.f("pk_amended_kinds")),
    )
