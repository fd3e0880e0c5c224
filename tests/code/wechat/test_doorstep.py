"""Listening: several connections are taken in a round, all through one row that the kernel holds."""

from __future__ import annotations

import asyncio
import resource
import socket
from collections.abc import Iterator

import pytest
import uvloop

from bot.wechat.doorstep import AT_ONCE, BACKLOG, OPEN, make_room, several


@pytest.fixture
def sockets() -> Iterator[list[socket.socket]]:
    """What is listened on here."""
    one = socket.socket()
    one.bind(("127.0.0.1", 0))
    opened = several([one])
    yield opened
    for one in opened:
        one.close()


def test_every_copy_listens_on_the_same_port(sockets: list[socket.socket]) -> None:
    """A balancer sees one address."""
    assert len(sockets) == AT_ONCE
    assert len({one.getsockname() for one in sockets}) == 1


def test_who_stands_in_line_may_be_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Up to what the system allows, never less than was allowed before."""
    none = resource.RLIM_INFINITY
    given = {(1024, 4096): (4096, 4096), (1024, none): (OPEN, none), (none, none): None, (OPEN + 1, none): None}
    for before, after in given.items():
        made: list[tuple[int, int]] = []
        monkeypatch.setattr(resource, "getrlimit", lambda _, before=before: before)
        monkeypatch.setattr(resource, "setrlimit", lambda _, limits, made=made: made.append(limits))
        make_room()
        assert made == ([after] if after else [])


def test_many_are_taken_in_one_round(sockets: list[socket.socket]) -> None:
    """Who stands before the door is let in together, not one between two answers."""

    async def rounds() -> int:
        loop, inside = asyncio.get_running_loop(), 0

        class Guest(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                nonlocal inside
                inside += 1
                transport.close()

        servers = [await loop.create_server(Guest, sock=one, backlog=BACKLOG) for one in sockets]
        guests = [socket.create_connection(sockets[0].getsockname()) for _ in range(4 * AT_ONCE)]
        taken = 0
        while inside < len(guests):
            await asyncio.sleep(0)
            taken += 1
        for guest in guests:
            guest.close()
        for server in servers:
            server.close()
        return taken

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        assert runner.run(rounds()) < AT_ONCE
