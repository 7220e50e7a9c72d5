"""Indexes that hold all that is asked of statements in an order: what lies before a page is skipped without reading a row. Codings by concept.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PLACE: list[str | sa.TextClause] = ["day", "article_id", "start", sa.text('"end" DESC'), "statement_key", "verdict"]


def upgrade() -> None:
    """Make the four orders of statements anew, whole, with the verdict behind them; find what was coded with a concept."""
    for name in ("place", "actor", "outlet", "judged"):
        op.drop_index(f"ix_shown_statements_{name}", "shown_statements")
    op.create_index("ix_shown_statements_place", "shown_statements", PLACE)
    op.create_index("ix_shown_statements_actor", "shown_statements", ["actor_id", *PLACE, "kind"])
    op.create_index("ix_shown_statements_outlet", "shown_statements", ["outlet", *PLACE])
    op.create_index("ix_shown_statements_judged", "shown_statements", PLACE, sqlite_where=sa.text("verdict IS NOT NULL"))
    op.create_index("ix_codings_concept", "codings", ["concept"])
