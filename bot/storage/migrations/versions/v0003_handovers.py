"""Why a person is wanted, and which body a plain signature came with."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, String

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column("handovers", Column("why", String(20), nullable=False, server_default=""))
    op.create_table(
        "bindings",
        Column("signature", String(40), primary_key=True),
        Column("body", String(32), nullable=False),
        Column("seen", BigInteger, nullable=False),
    )
    op.create_index("bindings_seen", "bindings", ["seen"])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("bindings")
    op.drop_column("handovers", "why")
