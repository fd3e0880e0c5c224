"""What the callback does with a connection: read a body of bounded size, or say nothing at all."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.model.errors import GateError


async def bounded(request: web.Request, limit: int, patience: float) -> bytes:
    """The body, not a byte more than allowed, within so many seconds.

    Raises GateError: too large, too slow, cut off, or packed otherwise than announced.
    """
    if (request.content_length or 0) > limit:
        raise GateError(413, "消息体过大")
    if request.content.is_eof() and not request.content.exception():  # nearly always all of it came at once
        return await _read(request, limit)
    try:
        async with asyncio.timeout(patience):
            return await _read(request, limit)
    except TimeoutError:
        fault = GateError(408, f"{patience:.0f} 秒内没有收完消息体")
    except (web.RequestPayloadError, ConnectionError):
        fault = GateError(400, "消息体没有传完，或压缩格式不对")
    request.content.feed_eof()  # nobody waits for the rest of it, or stumbles over it again
    raise fault


def refusal(error: GateError) -> web.Response:
    """Why it is refused; the connection is of no further use, as it may hold what nobody read."""
    response = web.Response(status=error.status, text=error.reason)
    response.force_close()
    return response


async def _read(request: web.Request, limit: int) -> bytes:
    if request.content_length is not None and "Content-Encoding" not in request.headers:
        return await request.read()
    pieces = bytearray()
    async for piece in request.content.iter_any():
        pieces += piece
        if len(pieces) > limit:
            raise GateError(413, "消息体过大")
    return bytes(pieces)


def hang_up(request: web.Request) -> web.Response:
    """Say nothing at all, so that the platform tries again."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def gone(request: web.Request) -> bool:
    """Whether nobody waits for the answer any more."""
    return request.transport is None or request.transport.is_closing()
