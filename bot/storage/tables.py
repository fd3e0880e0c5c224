"""The tables. Times are whole milliseconds since 1970 (UTC); lists and mappings are JSON text.

Whoever a row is about is named by a pseudonym; texts from people are masked before they get here.
A change here needs a new step under migrations/versions.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.ext.compiler import compiles

METADATA = MetaData()


@compiles(String, "postgresql")
def _text(*_: Any, **__: Any) -> str:  # noqa: ANN401 - whatever the compiler hands in
    """SQLite never held anybody to a length; PostgreSQL would refuse the whole message for a long slug."""
    return "TEXT"


_ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts by itself only in a column called INTEGER

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("user", String(64), primary_key=True),
    Column("json", Text, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),  # how often written, by several processes
    Index("sessions_updated", "updated"),
)

JOURNAL = Table(
    "journal",
    METADATA,
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
    Column("asked", String(80)),
    Column("heard", String(40)),
    Index("journal_key", "key", unique=True),
    Index("journal_user", "user"),
    Index("journal_received", "received"),
)

INBOX = Table(
    "inbox",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("user", String(64), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("region", String(40)),
    Column("state", String(20), nullable=False, server_default="new"),
    Column("group", String(200), nullable=False, server_default=""),
    Column("reason", String(20), nullable=False, server_default="unanswered"),
    Column("read_as", String(200), nullable=False, server_default=""),  # slugs of measures, the best first
    Column("asked", String(80), nullable=False, server_default=""),  # the fact that was being asked for
    Index("inbox_state", "state", "received"),
    Index("inbox_user", "user"),
)

HANDOVERS = Table(
    "handovers",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("user", String(64), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("address", String(200), nullable=False),  # the platform's id, only while a person has the talk
    Column("region", String(40)),
    Column("topic", String(80), nullable=False, server_default=""),
    Column("state", String(20), nullable=False, server_default="waiting"),
    Column("opened", BigInteger, nullable=False),
    Column("taken_by", String(80), nullable=False, server_default=""),
    Column("closed", BigInteger),
    Column("why", String(20), nullable=False, server_default=""),
    Index("handovers_state", "state", "opened"),
    Index("handovers_user", "user"),
)

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("key", String(200), primary_key=True),
    Column("user", String(64), nullable=False),
    Column("address", String(200), nullable=False),  # emptied as soon as the state is final
    Column("messages", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("due", BigInteger, nullable=False),
    Index("deliveries_state", "state", "due"),
    Index("deliveries_user", "user"),
)

BINDINGS = Table(
    "bindings",
    METADATA,
    Column("signature", String(40), primary_key=True),
    Column("body", String(32), nullable=False),  # a digest: which body the signature came with
    Column("seen", BigInteger, nullable=False),
    Index("bindings_seen", "seen"),
)

USERS = Table(
    "users",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("shown", String(80), nullable=False, server_default=""),
    Column("password", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created", BigInteger, nullable=False),
)

SIGN_INS = Table(
    "sign_ins",
    METADATA,
    Column("token", String(64), primary_key=True),  # a hash; the token itself is only in the browser
    Column("user_id", _ID, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Index("sign_ins_user", "user_id"),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("id", _ID, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("who", String(80), nullable=False),
    Column("action", String(80), nullable=False),
    Column("target", String(200), nullable=False, server_default=""),
    Column("detail", Text, nullable=False, server_default="{}"),
    Index("audit_at", "at"),
)

PERSONAL = (SESSIONS, JOURNAL, INBOX, HANDOVERS, DELIVERIES)
"""Tables with a `user` column: what erasing somebody must empty."""
