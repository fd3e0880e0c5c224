"""How often a session was written, so that of several processes none replaces what it did not read."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; sessions that are there count as written once."""
    op.add_column("sessions", Column("version", Integer, nullable=False, server_default="1"))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("sessions", "version")
