"""Why a message waits for officers, what it was taken for, and what was being asked."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, String

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; earlier rows were all not understood."""
    op.add_column("inbox", Column("reason", String(20), nullable=False, server_default="unanswered"))
    op.add_column("inbox", Column("read_as", String(200), nullable=False, server_default=""))
    op.add_column("inbox", Column("asked", String(80), nullable=False, server_default=""))


def downgrade() -> None:
    """Take them away."""
    for name in ("asked", "read_as", "reason"):
        op.drop_column("inbox", name)
