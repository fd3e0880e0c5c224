"""The platform's side of signatures and encryption, as wechatpy speaks it.

Whoever plays the platform (the stand-in, the doctor's probe) uses this and not the door's own code: a mistake made on
both sides would go unseen.
"""

from __future__ import annotations

from collections.abc import Mapping

from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import WeChatException
from wechatpy.utils import WeChatSigner

from bot.wechat.reading import read


class Counterpart:
    """The other end of one account; key: its EncodingAESKey, "" for plain mode."""

    def __init__(self, token: str, key: str = "", app_id: str = "") -> None:
        self._token = token
        self._crypto = WeChatCrypto(token, key, app_id) if key else None

    @property
    def seals(self) -> bool:
        """Whether messages go encrypted."""
        return self._crypto is not None

    def sign(self, stamp: str, nonce: str) -> str:
        """The signature that goes with every request."""
        signer = WeChatSigner()
        signer.add_data(self._token, stamp, nonce)
        return str(signer.signature)

    def seal(self, message: bytes, stamp: str, nonce: str) -> tuple[str, str]:
        """A message as ciphertext, with the signature over that. Raises ValueError in plain mode."""
        if self._crypto is None:
            raise ValueError("plain mode seals nothing")
        made, _ = read(self._crypto.encrypt_message(message, nonce, stamp).encode())
        return made["Encrypt"], made["MsgSignature"]

    def open(self, reply: Mapping[str, str]) -> bytes:
        """What an encrypted reply holds. Raises ValueError when it was not sealed for this account."""
        if self._crypto is None:
            raise ValueError("plain mode opens nothing")
        try:
            opened = self._crypto.decrypt_message(
                {"Encrypt": reply["Encrypt"]}, reply["MsgSignature"], reply["TimeStamp"], reply["Nonce"]
            )
        except (WeChatException, KeyError, ValueError) as error:
            raise ValueError("not sealed for this account") from error
        return opened if isinstance(opened, bytes) else str(opened).encode("utf-8", "surrogatepass")
