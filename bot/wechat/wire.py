"""What the callback does with a connection: read a body of bounded size, or say nothing at all."""

from __future__ import annotations

from aiohttp import web

from bot.model.errors import GateError


async def bounded(request: web.Request, limit: int) -> bytes:
    """The body, not a byte more than allowed. Raises GateError 413."""
    if (request.content_length or 0) > limit:
        raise GateError(413, "消息体过大")
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
