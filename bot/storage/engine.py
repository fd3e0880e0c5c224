"""The database: SQLite in the data folder unless another one is named, always at the newest migration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, select, table, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from bot.model.errors import StorageError
from bot.storage.postgresql import UNUSABLE, check_postgresql, open_postgresql

HEAD = "0005"
"""The newest migration; Alembic itself is only loaded when the database is not there yet."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_WAIT_MS = 5000
_ALONE = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(20231124)"}
"""Waits until nobody else is at it, until the end of the transaction."""


def open_engine(url: str, data_dir: Path) -> Engine:
    """Connect, and bring the tables to the newest form.

    url: an SQLAlchemy address, or "" for SQLite in data_dir.
    Raises StorageError, with what to do about it, when the database cannot be reached or written.
    """
    try:
        if not url:
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)  # what people wrote is nobody else's
        parsed = make_url(url or f"sqlite:///{(data_dir / 'jiuye.db').resolve()}")
        if parsed.drivername in {"postgres", "postgresql"}:
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.drivername == "postgresql+psycopg":
            return _ready(open_postgresql(parsed))
        if parsed.get_backend_name() != "sqlite":
            raise StorageError("JIUYE_DATABASE_URL 只能是 sqlite:/// 或 postgresql:// 开头的地址。")
        engine = create_engine(parsed)
        event.listen(engine, "connect", _prepare_sqlite)
        return _ready(engine)
    except ArgumentError as error:
        raise StorageError("JIUYE_DATABASE_URL 不是数据库地址；例如 postgresql://用户@主机/库名。") from error
    except (OSError, SQLAlchemyError) as error:
        cause = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split())
        where = UNUSABLE if url.startswith("postgres") else "请检查 JIUYE_DATABASE_URL、JIUYE_DATA_DIR 和权限。"
        raise StorageError(f"数据库打不开：{cause}。{where}") from error


def _ready(engine: Engine) -> Engine:
    """The engine with its tables; one that cannot be used leaves no connection behind."""
    try:
        if engine.dialect.name == "postgresql":
            check_postgresql(engine)
        _migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:  # noqa: ANN401 - the driver's own objects
    """Readers never wait for the writer (WAL), and what was committed outlives a power cut (FULL).

    The log is copied back every 10,000 pages (40 MB) instead of 1,000, so that busy pages are copied less often.
    """
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=10000", f"busy_timeout={_WAIT_MS}"):
        connection.execute(f"PRAGMA {pragma}").close()


def _migrate(engine: Engine) -> None:
    """Run the migrations that are missing; of several processes that start at once, one does."""
    with engine.connect() as connection:
        if _newest(connection):
            return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        connection.exec_driver_sql(_ALONE[engine.dialect.name])
        if not _newest(connection):
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _newest(connection: Connection) -> bool:
    """Whether all migrations were run. Raises StorageError where a newer program has run more of them."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    version = select(text("version_num")).select_from(table("alembic_version"))
    found = str(connection.execute(version).scalar() or "")
    if found > HEAD:
        raise StorageError(
            f"数据库是更新的程序用过的（{found}，这一版程序到 {HEAD}）：升级程序，或换回升级以前备份的数据目录。"
        )
    return found == HEAD
