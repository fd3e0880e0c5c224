"""Calls the callback as the platform would, and says which part of the way is broken."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

import aiohttp

from bot.model.settings import Settings
from bot.wechat.counterpart import Counterpart

_SECONDS = 5.0
_QUIET = b"<xml><FromUserName>doctor</FromUserName><MsgType>event</MsgType><Event>doctor</Event></xml>"
"""An event of a kind that calls for nothing."""


async def probe(
    http: aiohttp.ClientSession, address: str, settings: Settings, clock: Callable[[], float] = time.time
) -> str:
    """Verify the address and post one encrypted or plain event; returns "" when both go well, else what to do."""
    if urlsplit(address).scheme not in {"http", "https"}:
        return f"网址要以 https:// 开头，例如 https://您的域名/wechat（收到的是 {address}）"
    try:
        return await _verify(http, address, settings, clock) or await _post(http, address, settings, clock)
    except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientConnectorSSLError):
        return "证书不能用：请检查是否过期、域名是否相符、中间证书是否配齐"
    except aiohttp.ClientConnectorDNSError:
        return "域名解析不到：请检查域名和 DNS"
    except aiohttp.ClientConnectorError:
        return "连不上：服务没有起，或防火墙、nginx 没有放行；本机先试 http://127.0.0.1:8080/wechat"
    except (aiohttp.ClientError, TimeoutError):
        return f"{_SECONDS:.0f} 秒内没有答复：请看 nginx 的转发地址和服务的日志"


async def _verify(http: aiohttp.ClientSession, address: str, settings: Settings, clock: Callable[[], float]) -> str:
    """The check that the platform makes when the address is saved."""
    query, echo = _signed(settings, clock), secrets.token_hex(8)
    asked = urlencode(query | {"echostr": echo})
    async with http.get(f"{address}?{asked}", timeout=_limit(), allow_redirects=False) as response:
        body = (await response.content.read(2000)).decode("utf-8", "replace")
        if response.status == 200 and body == echo:
            return ""
        return _complaint(response.status, body)


async def _post(http: aiohttp.ClientSession, address: str, settings: Settings, clock: Callable[[], float]) -> str:
    """One event that nothing follows from."""
    query, body = _signed(settings, clock), _QUIET
    if settings.wechat_aes_key:
        ciphertext, signature = _counterpart(settings).seal(body, query["timestamp"], query["nonce"])
        query |= {"encrypt_type": "aes", "msg_signature": signature}
        body = f"<xml><Encrypt><![CDATA[{ciphertext}]]></Encrypt></xml>".encode()
    asked = urlencode(query)
    async with http.post(f"{address}?{asked}", data=body, timeout=_limit(), allow_redirects=False) as response:
        text = (await response.content.read(2000)).decode("utf-8", "replace")
        return "" if response.status == 200 and text == "success" else _complaint(response.status, text)


def _signed(settings: Settings, clock: Callable[[], float]) -> dict[str, str]:
    stamp, nonce = str(int(clock())), secrets.token_hex(5)
    return {"signature": _counterpart(settings).sign(stamp, nonce), "timestamp": stamp, "nonce": nonce}


def _counterpart(settings: Settings) -> Counterpart:
    return Counterpart(settings.wechat_token, settings.wechat_aes_key, settings.wechat_app_id)


def _limit() -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=_SECONDS)


def _complaint(status: int, body: str) -> str:
    """What an unexpected answer tells about the way."""
    if status in {400, 403, 413, 414} or (status == 404 and "JIUYE" in body):
        return f"服务答 {status}：{body[:100]}。这里的设置和正在运行的服务不一样时也会这样，改完设置要重启服务"
    if status in {301, 302, 307, 308}:
        return f"答 {status} 跳转：微信不跟着跳转，公众平台里请直接填最终的 https 网址，末尾是 /wechat"
    if status == 404:
        return "答 404：nginx 没有把 /wechat 转到本服务，或网址写错"
    if status in {502, 503, 504}:
        return f"答 {status}：nginx 连不上本服务；看服务起了没有、端口对不对"
    return f"答了 {status}，内容不是本服务的（{body[:40]!r}）：网址可能指到了别的网站"
