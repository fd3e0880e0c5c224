"""Who may come in: signature, age, replay and mode are settled before anybody reads a message.

Plain mode signs only time and nonce, so a captured signature would vouch for any body; it is therefore bound to
the first body it came with. With an AES key set, plain bodies are refused and only what was decrypted is trusted.
"""

from __future__ import annotations

import hashlib
import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol
from urllib.parse import unquote_plus

import orjson
from msgspec import Struct

from bot.model.errors import GateError, SettingsError
from bot.model.settings import Settings
from bot.wechat.crypto import Seal, same, sign
from bot.wechat.reading import Fields, Unreadable, read

_LOG = logging.getLogger(__name__)

PLAIN_LIMIT = 64 * 1024
"""Bytes of a plain body; a compat body carries it twice, once as base64 ciphertext: three times as much."""

_LONGEST_QUERY = 4096
_ENCRYPT = re.compile(rb"<Encrypt>\s*(?:<!\[CDATA\[)?\s*([A-Za-z0-9+/=]+)\s*(?:\]\]>)?\s*</Encrypt>")
_CANDIDATES = 4
_BINDINGS = 100_000
_NUMBER = re.compile(r"[0-9]{1,12}")
REPLAYED = "同一签名带来了另一个消息体：按重放拒绝"


class Opened(Struct, frozen=True):
    """A callback that passed: its fields, its format, and what is needed to answer in kind.

    bound: of a plain one the signature and the digest of the body it came with, else "" and nothing.
    """

    fields: Fields
    is_json: bool
    nonce: str
    seal: Seal | None
    bound: tuple[str, bytes] = ("", b"")


class Bindings(Protocol):
    """Where bindings of signatures to bodies outlive the process."""

    def since(self, moment: float) -> dict[str, bytes]:
        """Those seen since then (epoch seconds), oldest first."""

    def note(self, signature: str, body: bytes) -> None:
        """Keep one; body: its digest."""


class Gate:
    """The checks for one account. seals: the AES key and, during a change, the previous one; none: plain mode.

    alone: this process sees all messages of the account; else a signature is noted here and judged by all together.
    """

    def __init__(
        self,
        token: str,
        seals: Sequence[Seal] = (),
        age_seconds: float = 600,
        clock: Callable[[], float] = time.time,
        bindings: Bindings | None = None,
        *,
        alone: bool = True,
    ) -> None:
        self._token = token
        self._seals = tuple(seals)
        self._age = age_seconds
        self._clock = clock
        self._bindings = bindings
        self._alone = alone
        # a stamp may lie ahead by the window and then stay good for another
        self._bound = bindings.since(clock() - 2 * age_seconds) if bindings and alone else {}
        self.limit = PLAIN_LIMIT * (3 if self._seals else 1)

    def challenge(self, query: str) -> str:
        """What to answer to the platform's GET: its echostr, unchanged. Raises GateError."""
        given = _parameters(query)
        self._check_plain(given)
        if "echostr" not in given:
            raise GateError(400, "缺少 echostr")
        return given["echostr"]

    def open(self, query: str, body: bytes) -> Opened:
        """Check a POST and read it; query: the raw query string. Raises GateError."""
        if len(body) > self.limit:
            raise GateError(413, "消息体过大")
        given = _parameters(query)
        if self._seals:
            return self._open_sealed(given, body)
        if given.get("encrypt_type", "raw") not in {"raw", ""}:
            raise GateError(403, "收到加密消息，但没有设置 JIUYE_WECHAT_AES_KEY")
        self._check_plain(given)
        digest = self._bind(given["signature"], body)
        fields, is_json = _read(body)
        return Opened(fields, is_json, given["nonce"], None, (given["signature"], digest))

    def answer(self, opened: Opened, reply: bytes) -> bytes:
        """The reply in the mode and format of its request."""
        if opened.seal is None:
            return reply
        ciphertext = opened.seal.close(reply)
        now = str(int(self._clock()))
        signature = sign(self._token, now, opened.nonce, ciphertext)
        if opened.is_json:
            return orjson.dumps(
                {"Encrypt": ciphertext, "MsgSignature": signature, "TimeStamp": int(now), "Nonce": opened.nonce}
            )
        nonce = opened.nonce.replace("]]>", "")
        return (
            f"<xml><Encrypt><![CDATA[{ciphertext}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature>"
            f"<TimeStamp>{now}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
        ).encode()

    def _check_age(self, given: Mapping[str, str]) -> tuple[str, str]:
        """Timestamp and nonce, the former within the window around now."""
        stamp, nonce = given.get("timestamp", ""), given.get("nonce", "")
        if not _NUMBER.fullmatch(stamp) or not nonce or len(nonce) > 64:
            raise GateError(400, "缺少 timestamp 或 nonce，或格式不对")
        if abs(self._clock() - int(stamp)) > self._age:
            raise GateError(403, "请求的时间与本机相差过大：可能是重放，也可能是本机时钟不准")
        return stamp, nonce

    def _check_plain(self, given: Mapping[str, str]) -> None:
        """The signature over token, time and nonce."""
        stamp, nonce = self._check_age(given)
        if not same(given.get("signature", ""), sign(self._token, stamp, nonce)):
            raise GateError(403, "签名不符：请核对 JIUYE_WECHAT_TOKEN 与公众平台「服务器配置」中的令牌")

    def _open_sealed(self, given: Mapping[str, str], body: bytes) -> Opened:
        """Check msg_signature over the ciphertext, then decrypt with the key that fits."""
        stamp, nonce = self._check_age(given)
        if given.get("encrypt_type") != "aes":
            raise GateError(403, "已设置 EncodingAESKey，不接受明文消息")
        is_json, candidates = _ciphertexts(body)
        claimed = given.get("msg_signature", "")
        for ciphertext in candidates:
            if same(claimed, sign(self._token, stamp, nonce, ciphertext)):
                break
        else:
            raise GateError(403, "消息签名不符：请核对令牌；加密模式看 msg_signature")
        for seal in self._seals:
            if (message := seal.open(ciphertext)) is not None:
                return Opened(_read(message, sealed=True)[0], is_json, nonce, seal)
        raise GateError(403, "消息解不开：请核对 JIUYE_WECHAT_AES_KEY 与 JIUYE_WECHAT_APP_ID")

    def _bind(self, signature: str, body: bytes) -> bytes:
        """A signature goes with the first body it was seen with; beyond so many the oldest are forgotten.

        Returns the digest of the body. Raises GateError.
        """
        digest = hashlib.blake2b(body, digest_size=16).digest()
        if not self._alone:
            if self._bindings is not None:
                self._bindings.note(signature, digest)
            return digest
        bound = self._bound.setdefault(signature, digest)
        if bound != digest:
            raise GateError(403, REPLAYED)
        if bound is digest and self._bindings is not None:
            self._bindings.note(signature, digest)
        if len(self._bound) > _BINDINGS:
            del self._bound[next(iter(self._bound))]
        return digest


def _read(body: bytes, *, sealed: bool = False) -> tuple[Fields, bool]:
    """The fields of a signed message, none where it cannot be read: refused, it would show the citizen an error text.

    sealed: it is the platform's for certain; else what attacks is refused. Raises GateError.
    """
    try:
        return read(body)
    except GateError as error:
        if not (sealed or isinstance(error, Unreadable)):
            raise
        _LOG.warning("a signed callback cannot be read: %s", error)
        return {}, False


def _parameters(query: str) -> Mapping[str, str]:
    """The query's parameters; a name given twice is refused, since checks and readers could disagree on it."""
    if len(query) > _LONGEST_QUERY:
        raise GateError(414, "网址过长")
    given: dict[str, str] = {}
    for part in query.split("&"):
        name, _, value = part.partition("=")
        if "%" in value or "+" in value:
            value = unquote_plus(value, errors="replace")
        if given.setdefault(name, value) is not value:
            raise GateError(400, f"参数 {name[:20]} 重复")
    return given


def _ciphertexts(body: bytes) -> tuple[bool, Sequence[str]]:
    """Whether the body is JSON, and what may be its Encrypt field, likeliest first.

    Found without parsing, as nothing is trusted yet. In a compat body a citizen may have typed the tag, so
    that all of them are tried; the signature tells which is the platform's.
    """
    if body.lstrip()[:1] == b"{":
        try:
            document = orjson.loads(body)
        except orjson.JSONDecodeError:
            document = None
        value = document.get("Encrypt") if isinstance(document, dict) else None
        found = [value] if isinstance(value, str) else []
        is_json = True
    else:
        found = [match.decode() for match in _ENCRYPT.findall(body)[-_CANDIDATES:][::-1]]
        is_json = False
    if not found:
        raise GateError(400, "消息体中没有 Encrypt")
    return is_json, found


def make_gate(
    settings: Settings,
    clock: Callable[[], float] = time.time,
    bindings: Bindings | None = None,
    *,
    alone: bool = True,
) -> Gate | None:
    """The gate of the settings, or None while no token is set. Raises SettingsError."""
    if not settings.wechat_token:
        if settings.wechat_aes_key:
            raise SettingsError("设置了 JIUYE_WECHAT_AES_KEY 却没有 JIUYE_WECHAT_TOKEN。")
        return None
    if settings.wechat_aes_key_previous and not settings.wechat_aes_key:
        raise SettingsError("设置了 JIUYE_WECHAT_AES_KEY_PREVIOUS 却没有 JIUYE_WECHAT_AES_KEY：不在换密钥，就清掉它。")
    keys = [key for key in (settings.wechat_aes_key, settings.wechat_aes_key_previous) if key]
    if keys and not settings.wechat_app_id:
        raise SettingsError("加密模式需要 JIUYE_WECHAT_APP_ID，用来核对消息是不是发给本公众号的。")
    seals = [Seal(key, settings.wechat_app_id) for key in keys]
    return Gate(settings.wechat_token, seals, settings.wechat_age_seconds, clock, bindings, alone=alone)
