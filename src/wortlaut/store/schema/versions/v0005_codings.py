"""Codebooks, codings, and the tombstones of words that were taken out.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "codebooks",
        sa.Column("key", KEY, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("codebook", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_codebooks")),
    )
    op.create_index(op.f("ix_codebooks_version"), "codebooks", ["version"])
    op.create_table(
        "codings",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("article_digest", sa.Text(), nullable=False),
        sa.Column("stretch", sa.Text(), nullable=False),
        sa.Column("concept", sa.Text()),
        sa.Column("agreement", sa.Integer()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("by", sa.Text()),
        sa.Column("producer", KEY),
        sa.Column("codebook", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Float()),
        sa.Column("replaces", sa.Text()),
        sa.Column("retracted", sa.Boolean(), nullable=False),
        sa.Column("after", KEY, nullable=False),
        sa.ForeignKeyConstraint(["producer"], ["producers.key"], name=op.f("fk_codings_producer")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_codings")),
        sa.UniqueConstraint("id", name=op.f("uq_codings_id")),
    )
    for columns in (["statement"], ["article_digest", "stretch"], ["by", "key"], ["replaces"]):
        op.create_index(op.f(f"ix_codings_{'_'.join(columns)}"), "codings", columns)
    op.create_table(
        "redactions",
        sa.Column("key", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("article_digest", sa.Text(), nullable=False),
        sa.Column("masked", sa.Text(), nullable=False),
        sa.Column("masked_digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_digest"], ["texts.digest"], name=op.f("fk_redactions_article_digest")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_redactions")),
        sa.UniqueConstraint("id", name=op.f("uq_redactions_id")),
    )
    op.create_index(op.f("ix_redactions_article_digest"), "redactions", ["article_digest"])
