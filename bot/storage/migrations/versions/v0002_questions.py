"""What an answer asked and what the message was heard as: where people leave, and when they say it was wrong."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, String

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; earlier rows keep them empty."""
    op.add_column("journal", Column("asked", String(80)))
    op.add_column("journal", Column("heard", String(40)))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("journal", "heard")
    op.drop_column("journal", "asked")
