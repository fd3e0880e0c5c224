"""Who may use the console: accounts, roles, signing in and out."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import deque
from collections.abc import Callable
from enum import StrEnum

from bot.model.errors import JiuyeError
from bot.storage.accounts import Account, Accounts
from bot.storage.passwords import hash_password, verify_password

SHORTEST = 8
LONGEST = 128
HOUR_MS = 3_600_000
LASTS_MS = 12 * HOUR_MS
"""A sign-in ends after a working day at the latest."""
IDLE_MS = 4 * HOUR_MS
WINDOW_SECONDS = 900
TRIES = 5
"""Of one name from one address."""
TRIES_OF_NAME = 20
"""Of one name from anywhere: enough that nobody is easily shut out by somebody else's guessing."""
TRIES_OF_ADDRESS = 30
_TRACKED = 10_000


class Role(StrEnum):
    """What somebody may do; each may do all that those before may."""

    AGENT = "agent"
    OFFICER = "officer"
    ADMINISTRATOR = "administrator"

    @property
    def shown(self) -> str:
        """The role in Chinese."""
        return {"agent": "坐席", "officer": "政策干部", "administrator": "管理员"}[self.value]

    def may(self, needed: Role) -> bool:
        """Whether this role includes the other."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


class Refused(JiuyeError):
    """An account cannot be made, or somebody cannot sign in; the text says why."""


class Throttle:
    """Counts failures in a sliding window of WINDOW_SECONDS, by name and by address."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: dict[str, deque[float]] = {}

    def blocked(self, key: str, most: int) -> bool:
        """Whether this key failed too often lately."""
        times = self._failures.get(key, deque())
        while times and times[0] < self._clock() - WINDOW_SECONDS:
            times.popleft()
        return len(times) >= most

    def failed(self, key: str) -> None:
        """Count a failure."""
        if len(self._failures) >= _TRACKED:
            self._failures.clear()
        self._failures.setdefault(key, deque(maxlen=TRIES_OF_ADDRESS)).append(self._clock())

    def forget(self, key: str) -> None:
        """A success clears what was counted."""
        self._failures.pop(key, None)

    def forget_name(self, name: str) -> None:
        """Whoever was given a new password may try it at once, from anywhere."""
        for key in [key for key in self._failures if key.startswith(f"name {name}\n")]:
            del self._failures[key]


def _counted(name: str, address: str) -> tuple[tuple[str, int], ...]:
    """Under which keys a failed try counts, and how many are let pass."""
    pair = (f"name {name}\n{address}", TRIES)
    return pair, (f"name {name}\n", TRIES_OF_NAME), (f"address {address}", TRIES_OF_ADDRESS)


def check_new(name: str, password: str, role: str) -> None:
    """Raise Refused when an account cannot be made of these."""
    if not (0 < len(name) <= 40) or any(c.isspace() for c in name):
        raise Refused("用户名写 1 到 40 个字，不要有空格。")
    if not (SHORTEST <= len(password) <= LONGEST):
        raise Refused(f"密码至少 {SHORTEST} 位，最多 {LONGEST} 位。")
    if password == name:
        raise Refused("密码不能和用户名一样。")
    if role not in list(Role):
        raise Refused(f"角色只能是 {'、'.join(Role)}。")


class Staff:
    """The use cases of accounts over one store."""

    def __init__(self, accounts: Accounts, throttle: Throttle | None = None) -> None:
        self.accounts = accounts
        self._throttle = throttle or Throttle()

    async def create(self, name: str, password: str, role: str, shown: str = "", *, first: bool = False) -> None:
        """Make an account; first: only while nobody has one. Raises Refused."""
        check_new(name, password, role)
        kept = await asyncio.to_thread(hash_password, password)
        if not await self.accounts.add(name, shown or name, kept, role, only_first=first):
            raise Refused("已经有管理员了，请登录。" if first else f"已经有用户「{name}」了。")

    async def set_password(self, name: str, password: str) -> None:
        """Give somebody a new password and sign them out. Raises Refused."""
        check_new(name, password, Role.AGENT)
        kept = await asyncio.to_thread(hash_password, password)
        if not await self.accounts.change(name, password=kept):
            raise Refused(f"没有用户「{name}」。")
        self._throttle.forget_name(name)

    async def sign_in(self, name: str, password: str, address: str) -> tuple[str, Account]:
        """A token for the browser and whose it is. Raises Refused, in words that do not tell which part was wrong."""
        keys = _counted(name, address)
        if any(self._throttle.blocked(key, most) for key, most in keys):
            raise Refused("试的次数太多，请过 15 分钟再来，或请管理员重设密码。")
        account = await self.accounts.find(name)
        kept = account.password if account is not None and account.active else None
        right = await asyncio.to_thread(verify_password, kept, password[:LONGEST])
        if not right or account is None:
            for key, _ in keys:
                self._throttle.failed(key)
            raise Refused("用户名或密码不对。")
        self._throttle.forget(keys[0][0])
        self._throttle.forget(keys[1][0])
        token = secrets.token_urlsafe(32)
        await self.accounts.open(token, account.id, LASTS_MS)
        return token, account

    async def holder(self, token: str) -> Account | None:
        """Who holds this token."""
        return await self.accounts.holder(token, IDLE_MS) if token else None
