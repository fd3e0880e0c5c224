"""Alembic runs this for every upgrade; the connection is handed in by bot.storage.engine."""

from __future__ import annotations

from alembic import context

from bot.storage.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
