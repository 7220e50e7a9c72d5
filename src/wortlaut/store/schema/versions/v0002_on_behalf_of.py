"""For whom a statement was made, where, and as what kind of act.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Statements of older readings have none of the three."""
    for name in ("on_behalf_of_id", "place", "speech_act"):
        op.add_column("statements", sa.Column(name, sa.Text()))
