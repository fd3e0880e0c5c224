"""Accounts of the staff and who is signed in. The browser holds a token, the database only its hash."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from bot.model.errors import StorageError
from bot.storage.running import Runner, now_ms
from bot.storage.tables import SIGN_INS, USERS


@dataclass(frozen=True, slots=True)
class Account:
    """One member of the staff. shown: the name colleagues see. role: agent, officer or administrator."""

    id: int
    name: str
    shown: str
    role: str
    active: bool
    password: str = ""


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _account(row: Row[Any]) -> Account:
    return Account(row.id, row.name, row.shown or row.name, row.role, bool(row.active), row.password)


class Accounts:
    """Users and sign-ins of a store."""

    def __init__(self, write: Runner, read: Runner) -> None:
        self._write = write
        self._read = read

    async def empty(self) -> bool:
        """Whether nobody has an account yet."""
        return not await self._read(lambda c: c.execute(select(func.count()).select_from(USERS)).scalar())

    async def all(self) -> tuple[Account, ...]:
        """Everybody, in the order of their names."""
        rows = await self._read(lambda c: c.execute(select(USERS).order_by(USERS.c.name)).all())
        return tuple(map(_account, rows))

    async def find(self, name: str) -> Account | None:
        """The account of that name."""
        row = await self._read(lambda c: c.execute(select(USERS).where(USERS.c.name == name)).first())
        return _account(row) if row else None

    async def add(self, name: str, shown: str, password: str, role: str, *, only_first: bool = False) -> bool:
        """Create an account; password: its hash. False when the name is taken, or (only_first) anybody has one."""
        row = {"name": name, "shown": shown, "password": password, "role": role, "active": True, "created": now_ms()}
        taken = select(USERS.c.id) if only_first else select(USERS.c.id).where(USERS.c.name == name)

        def create(connection: Connection) -> bool:
            if connection.execute(taken.limit(1)).first():
                return False
            connection.execute(insert(USERS), row)
            return True

        return bool(await self._write(create))

    async def change(self, name: str, **values: object) -> bool:
        """Set password, role or active; whoever is changed is signed out everywhere. False when unknown."""

        def alter(connection: Connection) -> bool:
            found = connection.execute(select(USERS.c.id).where(USERS.c.name == name)).scalar()
            if found is None:
                return False
            connection.execute(update(USERS).where(USERS.c.id == found).values(**values))
            connection.execute(delete(SIGN_INS).where(SIGN_INS.c.user_id == found))
            return True

        return bool(await self._write(alter))

    async def open(self, token: str, user_id: int, lasts_ms: int) -> None:
        """Remember a sign-in."""
        at = now_ms()
        row = {"token": token_hash(token), "user_id": user_id, "created": at, "seen": at, "expires": at + lasts_ms}
        await self._write(lambda c: c.execute(insert(SIGN_INS), row))

    async def holder(self, token: str, idle_ms: int) -> Account | None:
        """Who is signed in with this token and was seen within idle_ms; None when nobody (any more)."""
        at, key = now_ms(), token_hash(token)
        query = (
            select(USERS, SIGN_INS.c.seen)
            .join(SIGN_INS, SIGN_INS.c.user_id == USERS.c.id)
            .where(SIGN_INS.c.token == key, SIGN_INS.c.expires > at, SIGN_INS.c.seen > at - idle_ms, USERS.c.active)
        )
        row = await self._read(lambda c: c.execute(query).first())
        if row is None:
            return None
        if at - row.seen > idle_ms // 20:
            with contextlib.suppress(StorageError):  # whoever looks up a policy need not be noted to be let in
                await self._write(lambda c: c.execute(update(SIGN_INS).where(SIGN_INS.c.token == key).values(seen=at)))
        return _account(row)

    async def close(self, token: str) -> None:
        """Forget a sign-in."""
        await self._write(lambda c: c.execute(delete(SIGN_INS).where(SIGN_INS.c.token == token_hash(token))))
