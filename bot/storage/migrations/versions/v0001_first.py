"""The first tables: sessions, journal, inbox, hand-overs, deliveries, users, sign-ins, audit."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = BigInteger().with_variant(Integer, "sqlite")


def upgrade() -> None:
    """Create everything."""
    op.create_table(
        "sessions",
        Column("user", String(64), primary_key=True),
        Column("json", Text, nullable=False),
        Column("updated", BigInteger, nullable=False),
    )
    op.create_index("sessions_updated", "sessions", ["updated"])
    op.create_table(
        "journal",
        Column("id", _ID, primary_key=True),
        Column("key", String(200), nullable=False),
        Column("user", String(64), nullable=False),
        Column("channel", String(20), nullable=False),
        Column("received", BigInteger, nullable=False),
        Column("text", Text, nullable=False),
        Column("act", String(20), nullable=False),
        Column("measures", Text, nullable=False),
        Column("region", String(40)),
        Column("verdicts", Text, nullable=False),
        Column("reply", Text, nullable=False),
        Column("latency_us", BigInteger, nullable=False),
    )
    op.create_index("journal_key", "journal", ["key"], unique=True)
    op.create_index("journal_user", "journal", ["user"])
    op.create_index("journal_received", "journal", ["received"])
    _conversations()
    _people()


def _conversations() -> None:
    """Tables about conversations that need more than an answer."""
    op.create_table(
        "inbox",
        Column("id", _ID, primary_key=True),
        Column("user", String(64), nullable=False),
        Column("channel", String(20), nullable=False),
        Column("received", BigInteger, nullable=False),
        Column("text", Text, nullable=False),
        Column("region", String(40)),
        Column("state", String(20), nullable=False, server_default="new"),
        Column("group", String(200), nullable=False, server_default=""),
    )
    op.create_index("inbox_state", "inbox", ["state", "received"])
    op.create_index("inbox_user", "inbox", ["user"])
    op.create_table(
        "handovers",
        Column("id", _ID, primary_key=True),
        Column("user", String(64), nullable=False),
        Column("channel", String(20), nullable=False),
        Column("address", String(200), nullable=False),
        Column("region", String(40)),
        Column("topic", String(80), nullable=False, server_default=""),
        Column("state", String(20), nullable=False, server_default="waiting"),
        Column("opened", BigInteger, nullable=False),
        Column("taken_by", String(80), nullable=False, server_default=""),
        Column("closed", BigInteger),
    )
    op.create_index("handovers_state", "handovers", ["state", "opened"])
    op.create_index("handovers_user", "handovers", ["user"])
    op.create_table(
        "deliveries",
        Column("key", String(200), primary_key=True),
        Column("user", String(64), nullable=False),
        Column("address", String(200), nullable=False),
        Column("messages", Text, nullable=False),
        Column("state", String(20), nullable=False),
        Column("due", BigInteger, nullable=False),
    )
    op.create_index("deliveries_state", "deliveries", ["state", "due"])
    op.create_index("deliveries_user", "deliveries", ["user"])


def _people() -> None:
    """Tables about the staff."""
    op.create_table(
        "users",
        Column("id", _ID, primary_key=True),
        Column("name", String(80), nullable=False, unique=True),
        Column("shown", String(80), nullable=False, server_default=""),
        Column("password", String(200), nullable=False),
        Column("role", String(20), nullable=False),
        Column("active", Boolean, nullable=False),
        Column("created", BigInteger, nullable=False),
    )
    op.create_table(
        "sign_ins",
        Column("token", String(64), primary_key=True),
        Column("user_id", BigInteger().with_variant(Integer, "sqlite"), nullable=False),
        Column("created", BigInteger, nullable=False),
        Column("seen", BigInteger, nullable=False),
        Column("expires", BigInteger, nullable=False),
    )
    op.create_index("sign_ins_user", "sign_ins", ["user_id"])
    op.create_table(
        "audit",
        Column("id", _ID, primary_key=True),
        Column("at", BigInteger, nullable=False),
        Column("who", String(80), nullable=False),
        Column("action", String(80), nullable=False),
        Column("target", String(200), nullable=False, server_default=""),
        Column("detail", Text, nullable=False, server_default="{}"),
    )
    op.create_index("audit_at", "audit", ["at"])


def downgrade() -> None:
    """Drop everything; all data is lost."""
    for name in ("audit", "sign_ins", "users", "deliveries", "handovers", "inbox", "journal", "sessions"):
        op.drop_table(name)
