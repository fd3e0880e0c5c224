"""Signatures and encryption of the platform's callbacks.

AES-256-CBC, key = base64(EncodingAESKey + "="), IV = the key's first 16 bytes, padding to 32 bytes (so the
padding value may be up to 32), content = 16 random bytes + length (4 bytes, big-endian) + message + app id.
Source: the platform's 消息加解密说明 and 消息推送.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Iterator

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from bot.model.errors import SettingsError

_KEY_CHARACTERS = 43
_BLOCK = 32
_RANDOM = 16
_HEAD = _RANDOM + 4


def _randoms() -> Iterator[bytes]:
    """16 random bytes each, drawn from the system in larger pieces."""
    while True:
        pool = os.urandom(_RANDOM * 256)
        yield from (pool[index : index + _RANDOM] for index in range(0, len(pool), _RANDOM))


_RANDOMS = _randoms()


def sign(*parts: str) -> str:
    """SHA-1 over the sorted parts, in hex: of token, timestamp, nonce and, in AES mode, the ciphertext."""
    return hashlib.sha1("".join(sorted(parts)).encode("utf-8", "surrogatepass")).hexdigest()  # noqa: S324 - prescribed


def same(left: str, right: str) -> bool:
    """Whether two signatures are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(left.encode("utf-8", "surrogatepass"), right.encode("utf-8", "surrogatepass"))


class Seal:
    """One EncodingAESKey of one account."""

    def __init__(self, encoding_aes_key: str, app_id: str) -> None:
        """Raises SettingsError when the key is not 43 characters of base64."""
        try:
            key = base64.b64decode(f"{encoding_aes_key}=", validate=True)
        except binascii.Error:
            key = b""
        if len(encoding_aes_key) != _KEY_CHARACTERS or len(key) != _BLOCK:
            raise SettingsError("EncodingAESKey 应是 43 个字母和数字；请从公众平台「设置与开发—基本配置」原样复制。")
        self._app_id = app_id.encode()
        self._cipher = Cipher(AES(key), CBC(key[:16]))

    def open(self, ciphertext: str) -> bytes | None:
        """The message, or None when this key did not seal it for this account."""
        try:
            data = binascii.a2b_base64(ciphertext, strict_mode=True)
        except (binascii.Error, ValueError):
            return None
        if not data or len(data) % 16:
            return None
        reader = self._cipher.decryptor()
        plain = reader.update(data) + reader.finalize()
        padding = plain[-1]
        if not 1 <= padding <= _BLOCK or not plain.endswith(bytes((padding,)) * padding):
            return None
        end = len(plain) - padding
        stop = _HEAD + int.from_bytes(plain[_RANDOM:_HEAD], "big")
        if stop > end or plain[stop:end] != self._app_id:
            return None
        return plain[_HEAD:stop]

    def close(self, message: bytes, random: bytes | None = None) -> str:
        """The ciphertext of a message; random: 16 bytes, drawn anew unless a test gives them."""
        start = next(_RANDOMS) if random is None else random
        plain = start + len(message).to_bytes(4, "big") + message + self._app_id
        padding = _BLOCK - len(plain) % _BLOCK
        writer = self._cipher.encryptor()
        data = writer.update(plain + bytes((padding,)) * padding) + writer.finalize()
        return binascii.b2a_base64(data, newline=False).decode()
