"""Connecting to PostgreSQL: which driver, how soon a dead server is noticed, and what it must be able to hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event

from bot.model.errors import StorageError

UNUSABLE = (
    "请确认 PostgreSQL 已启动，JIUYE_DATABASE_URL 的主机、端口、用户、密码、库名都对，"
    "库已建好并归这个用户所有（createdb -O 用户 -E UTF8 -T template0 库名）。"
)
_NO_DRIVER = "使用 PostgreSQL 要先装驱动：在程序目录里执行 .venv/bin/pip install -e '.[postgresql]'，再启动。"
_UNWRITABLE = re.compile("[\\0\ud800-\udfff]")
"""What PostgreSQL has no text for: NUL and half characters."""
_CONNECTING = {
    "client_encoding": "utf8",
    "application_name": "jiuye",
    "connect_timeout": "5",
    # a server whose machine went away without a word is noticed after about 15 seconds
    "keepalives_idle": "5",
    "keepalives_interval": "5",
    "keepalives_count": "2",
    "tcp_user_timeout": "15000",
}


def open_postgresql(url: URL) -> Engine:
    """An engine; what the address itself says about the connection goes before the defaults here.

    Raises StorageError when the driver is missing.
    """
    try:
        engine = create_engine(url.update_query_dict({**_CONNECTING, **url.query}), paramstyle="format")
    except ModuleNotFoundError as error:
        raise StorageError(_NO_DRIVER) from error
    event.listen(engine, "before_cursor_execute", _writable, retval=True)
    return engine


def check_postgresql(engine: Engine) -> None:
    """Raises StorageError when the database cannot hold Chinese, SQLAlchemyError when it is not there."""
    with engine.connect() as connection:
        encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise StorageError(f"PostgreSQL 的库是 {encoding} 编码，存不全汉字：请另建 UTF8 的库。{UNUSABLE}")


def _writable(_connection: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> tuple[str, Any]:  # noqa: ANN401 - of any driver
    """The statement with values that can be written."""
    if isinstance(given, Mapping):
        return statement, {name: _cleaned(value) for name, value in given.items()}
    if isinstance(given, Sequence):
        return statement, tuple(
            _writable(None, None, "", one)[1] if isinstance(one, tuple | Mapping) else _cleaned(one) for one in given
        )
    return statement, given


def _cleaned(value: object) -> object:
    return _UNWRITABLE.sub("\ufffd", value) if isinstance(value, str) else value
