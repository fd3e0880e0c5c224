"""One access token for all processes, over the wire with the stand-in and a real Redis."""

from __future__ import annotations

import asyncio

import aiohttp
from aiohttp.test_utils import TestServer

from bot.storage.fleet import Fleet
from bot.storage.tokens import TokenShelf
from bot.storage.turns import Turns
from bot.wechat.client import Client
from bot.wechat.standin import Platform
from tests.code.several.servers import RedisServer

STABLE = "stable_token"


async def test_the_token_is_fetched_and_renewed_once_for_all(fleets: tuple[Fleet, Fleet], redis: RedisServer) -> None:
    """Two processes that start fetch one token; when it is refused to both at once it is renewed once, not twice.

    Without Redis each asks the platform, whose stable token is the same for all.
    """
    platform = Platform("", "token")
    async with aiohttp.ClientSession() as http, TestServer(platform.application()) as api:
        clients = [
            Client(
                http,
                str(api.make_url("/")),
                platform.app_id,
                platform.secret,
                pause=0,
                shelf=TokenShelf(each, Turns(each), platform.app_id),
            )
            for each in fleets
        ]
        both = await asyncio.gather(*(each.token() for each in clients))
        assert both == ["token0", "token0"]
        assert platform.calls == [STABLE]
        platform.tokens.append("other")  # somebody asked for a new one elsewhere: ours is refused from now on
        for answer in await asyncio.gather(
            *(each.get("/cgi-bin/menu/get") for each in clients), return_exceptions=True
        ):
            assert "46003" in str(answer)
        assert platform.calls.count(STABLE) == 2
        redis.stop()
        for each in clients:
            each._until = 0.0
        assert await asyncio.gather(*(each.token() for each in clients)) == ["other", "other"]
        assert platform.tokens == ["token0", "other"]
