"""Who else uses this data folder: processes that know of one another, or one that believes itself alone."""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from bot.model.errors import SettingsError

_LOG = logging.getLogger(__name__)
_ALONE, _TOGETHER = "alone.lock", "together.lock"
_NOT_ALONE = "几个一起跑的进程正在用数据目录 {0}：这个进程也要设同样的 JIUYE_REDIS_URL，或先停掉它们，不然会各记各的。"
_NOT_TOGETHER = "没有设 JIUYE_REDIS_URL 的进程正在用数据目录 {0}：先停掉它，再让几个进程一起跑，不然会各记各的。"
_TWO_ALONE = "另一个进程也在用数据目录 %s，两边不知道彼此，会各记各的：停掉一个，或者都设 JIUYE_REDIS_URL。"


@contextlib.contextmanager
def company(folder: Path, *, together: bool) -> Iterator[None]:
    """Use the folder, together with others or alone. The locks end with the process, however it ends.

    Raises SettingsError when a process of the other kind uses it: what one remembers the other would not know.
    Of two that are both alone the second is only warned, as it may be there for something else.
    """
    mine, others = (_TOGETHER, _ALONE) if together else (_ALONE, _TOGETHER)
    with _opened(folder / others) as file:
        if not _take(file, fcntl.LOCK_EX):
            raise SettingsError((_NOT_TOGETHER if together else _NOT_ALONE).format(folder))
    with _opened(folder / mine) as file:
        if not together and not _take(file, fcntl.LOCK_EX):
            _LOG.warning(_TWO_ALONE, folder)
        _take(file, fcntl.LOCK_SH)
        yield


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield file
    finally:
        os.close(file)


def _take(file: int, how: int) -> bool:
    """Take the lock if nobody stands against it; nothing is waited for."""
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
