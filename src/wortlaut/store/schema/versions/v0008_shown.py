"""What records and decisions amount to, in tables that questions are asked of; they are filled after the last migration.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the three tables with an index for every order asked for; indexes whose questions they answer now go."""
    op.drop_index("ix_statements_place", "statements")
    op.drop_index(op.f("ix_statements_actor_id_extraction_key"), "statements")
    op.drop_index(op.f("ix_actors_id"), "actors")
    op.create_index(op.f("ix_actors_id_name"), "actors", ["id", "name"])
    op.create_table(
        "shown_articles",
        sa.Column("extraction_key", KEY, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text_digest", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("first", sa.Text()),
        sa.Column("last", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("judged", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("extraction_key", name=op.f("pk_shown_articles")),
    )
    for columns in (["id"], ["day", "id"], ["outlet", "day", "id"]):
        op.create_index(op.f(f"ix_shown_articles_{'_'.join(columns)}"), "shown_articles", columns)
    op.create_table(
        "shown_statements",
        sa.Column("statement_key", KEY, autoincrement=False, nullable=False),
        sa.Column("extraction_key", KEY, nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("end", sa.BigInteger(), nullable=False),
        sa.Column("outlet", sa.Text()),
        sa.Column("first", sa.Text()),
        sa.Column("last", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("actor_id", sa.Text()),
        sa.Column("verdict", sa.Text()),
        sa.PrimaryKeyConstraint("statement_key", name=op.f("pk_shown_statements")),
    )
    place = ["day", "article_id", "start"]
    op.create_index(op.f("ix_shown_statements_extraction_key"), "shown_statements", ["extraction_key"])
    op.create_index("ix_shown_statements_place", "shown_statements", place)
    op.create_index("ix_shown_statements_actor", "shown_statements", ["actor_id", *place])
    op.create_index("ix_shown_statements_outlet", "shown_statements", ["outlet", *place])
    undecided, decided = sa.text("verdict IS NULL"), sa.text("verdict IS NOT NULL")
    op.create_index("ix_shown_statements_unsure", "shown_statements", ["confidence", "statement_key"], sqlite_where=undecided)
    op.create_index("ix_shown_statements_judged", "shown_statements", place, sqlite_where=decided)
    op.create_table(
        "shown_actors",
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("actor_id", name=op.f("pk_shown_actors")),
    )
    op.create_index(op.f("ix_shown_actors_statements"), "shown_actors", ["statements"])
