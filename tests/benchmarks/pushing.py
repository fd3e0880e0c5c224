"""Sends messages as the platform does: a connection a try, dropped after five seconds, three tries in all.

One loop over the kernel's own list of ready connections and nothing between, so that the sender can send several times
what a server answers and is not what is measured; how far it fell behind its plan is kept to prove it.
"""

from __future__ import annotations

import errno
import resource
import select
import socket
import struct
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

DROP, TRIES = 5.0, 3
"""Seconds after which a try is dropped, and how many there are."""
_MOST = 1 << 16
_HOSTS = 200
"""Addresses of this machine that connections come from in turn: each has its own ports, which take long to find when
most of them are in use."""
_NO_PORT = 24
"""IP_BIND_ADDRESS_NO_PORT: the port is chosen when it is known where the connection goes."""
_AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER: what is finished leaves nothing behind that would hold its port for a minute."""
_EVENTS = 512


@dataclass(slots=True)
class Tried:
    """What became of one message: the last answer, b"" for none; how many tries.

    due: planned begin, begun: the real one, seconds of the same clock; seconds: from there to the end.
    """

    number: int
    due: float
    begun: float = 0.0
    answer: bytes = b""
    tries: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class _Try:
    """One connection under way."""

    of: Tried
    wire: socket.socket
    until: float
    sent: bool = False
    over: bool = False
    data: list[bytes] = field(default_factory=list)


class Platform:
    """The platform's side of one callback address on this machine."""

    def __init__(self, port: int) -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
        self._port = port
        self._poll = select.epoll()
        self._open: dict[int, _Try] = {}
        self._until: deque[_Try] = deque()
        self._requests: Sequence[bytes] = ()
        self._made = 0

    @property
    def late(self) -> int:
        """Connections open now."""
        return len(self._open)

    def closed(self, requests: Sequence[bytes], together: int) -> list[Tried]:
        """Push them all, so many at the same time."""
        return self._run(requests, [0.0] * len(requests), together)

    def opened(self, requests: Sequence[bytes], at: Sequence[float]) -> list[Tried]:
        """Push each at its moment (seconds from now, ascending), whatever becomes of the others."""
        return self._run(requests, at, len(requests))

    def _run(self, requests: Sequence[bytes], at: Sequence[float], together: int) -> list[Tried]:
        self._requests = requests
        begun = time.monotonic()
        plan = [Tried(number, begun + moment) for number, moment in enumerate(at)]
        coming, done = iter(plan), 0
        following = next(coming, None)
        while following is not None or self._open:
            now = time.monotonic()
            while following is not None and following.due <= now and len(self._open) < together:
                following.begun = now
                self._try(following, now)
                following = next(coming, None)
                done += 1
                if not done % _EVENTS:
                    break  # listen in between
            self._drop(now)
            free = following is not None and len(self._open) < together
            self._listen(min(self._next(now), max(0.0, following.due - now) if free and following else DROP))
        return plan

    def _next(self, now: float) -> float:
        """Seconds until the next try is over."""
        return max(0.0, self._until[0].until - now) if self._until else DROP

    def _try(self, message: Tried, now: float) -> None:
        """Connect once more and send as soon as the connection is there."""
        message.tries += 1
        try:
            wire = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        except OSError as error:
            raise SystemExit(f"{len(self._open)} connections wait for the server: no more can be opened") from error
        wire.setblocking(False)
        wire.setsockopt(socket.IPPROTO_IP, _NO_PORT, 1)
        self._made += 1
        wire.bind((f"127.0.1.{1 + self._made % _HOSTS}", 0))
        one = _Try(message, wire, now + DROP)
        self._open[wire.fileno()] = one
        self._until.append(one)
        failed = wire.connect_ex(("127.0.0.1", self._port))
        if not failed:
            self._send(one)
            self._poll.register(wire, select.EPOLLIN)
        elif failed == errno.EINPROGRESS:
            self._poll.register(wire, select.EPOLLOUT)
        else:
            raise OSError(failed, "no more connections can be made here")

    def _send(self, one: _Try) -> None:
        one.sent = True
        one.wire.send(self._requests[one.of.number])

    def _listen(self, seconds: float) -> None:
        """Read what came."""
        for number, _ in self._poll.poll(seconds, _EVENTS):
            one = self._open[number]
            try:
                if one.sent:
                    self._read(one)
                    continue
                self._send(one)
                self._poll.modify(number, select.EPOLLIN)
            except OSError:
                self._close(one)  # refused or cut off: the platform tries again at once, as after a dropped one
                self._again(one.of)

    def _read(self, one: _Try) -> None:
        data = one.wire.recv(_MOST)
        one.data.append(data)
        whole = b"".join(one.data)
        head, found, body = whole.partition(b"\r\n\r\n")
        if found and len(body) >= int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0] or 0):
            one.of.answer = whole
            one.wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
            self._close(one)
            one.of.seconds = time.monotonic() - one.of.begun
        elif not data:
            self._close(one)
            self._again(one.of)

    def _drop(self, now: float) -> None:
        """End the tries whose time is up."""
        while self._until and (self._until[0].over or self._until[0].until <= now):
            one = self._until.popleft()
            if not one.over:
                self._close(one)
                self._again(one.of)

    def _again(self, message: Tried) -> None:
        """The next try, if there is one left."""
        now = time.monotonic()
        message.seconds = now - message.begun
        if message.tries < TRIES:
            self._try(message, now)

    def _close(self, one: _Try) -> None:
        one.over = True
        del self._open[one.wire.fileno()]
        one.wire.close()


def steady(rate: float, seconds: float, start: float = 0.0) -> Iterator[float]:
    """Moments at an even rate (a second)."""
    return (start + number / rate for number in range(int(rate * seconds)))
