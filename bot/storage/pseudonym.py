"""People are stored under a pseudonym that only the holder of the key can compute.

HMAC-SHA256 over channel and platform id, cut to 128 bits: enough that two people never share one.
"""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from bot.model.errors import StorageError

_FILE = "pseudonym.key"
_SHORTEST = 16


def pseudonym(key: bytes, channel: str, person: str) -> str:
    """32 hex digits for a person of a channel; the same for ever under the same key."""
    return hmac.digest(key, f"{channel}\0{person}".encode("utf-8", "surrogatepass"), "sha256")[:16].hex()


def read_key(setting: str, data_dir: Path) -> bytes:
    """The key from the settings, or the one kept in the data folder, made there on the first start.

    Raises StorageError when the setting is too short to keep a secret or the file cannot be used.
    """
    if setting:
        if len(setting) < _SHORTEST:
            raise StorageError(f"JIUYE_PSEUDONYM_KEY 太短：至少 {_SHORTEST} 个字符。")
        return setting.encode()
    path = data_dir / _FILE
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_hex(32).encode())
        key = path.read_bytes().strip()
    except OSError as error:
        raise StorageError(f"数据目录 {data_dir} 不能读写：{error.strerror}。请检查 JIUYE_DATA_DIR 和权限。") from error
    if len(key) < _SHORTEST:
        raise StorageError(f"{path} 已损坏：内容太短。请从备份恢复；换新密钥后，所有人都会被当作新用户。")
    return key


def _write_once(path: Path, key: bytes) -> None:
    """Create the file whole and readable by its owner only; of several processes the first one wins."""
    draft = path.with_name(f"{_FILE}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
