"""Listening so that a crowd gets in.

The event loop takes one connection a round from each socket it listens on, however many wait: while answers are worked
out in between, hundreds a second are left standing, and who is not let in within five seconds is shown the platform's
error text. So the same socket is listened on several times over, and the kernel holds a long row of who waits.
"""

from __future__ import annotations

import resource
import socket
from collections.abc import Sequence

AT_ONCE = 16
"""Connections taken in a round of the loop at most. With nobody there a further copy of the socket costs nothing."""
BACKLOG = 4096
"""Connections the kernel holds until they are taken: what comes in two seconds. The system may allow less."""

OPEN = 65_536
"""Files and connections the process may have open, if the system lets it: what stands in line are connections."""


def make_room() -> None:
    """Let the process open as many connections as it may; services are started with a thousand."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN if hard == resource.RLIM_INFINITY else min(OPEN, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def several(sockets: Sequence[socket.socket]) -> list[socket.socket]:
    """Each of these sockets, bound but not listening yet, and further copies of it to listen with."""
    return [copy for one in sockets for copy in (one, *(one.dup() for _ in range(AT_ONCE - 1)))]
