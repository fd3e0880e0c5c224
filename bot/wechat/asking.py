"""Putting a message to the desk, now or when there is time, and what goes with its answer."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from bot.model.copying import replace
from bot.model.door import Answer, Answerer
from bot.model.errors import StorageError
from bot.storage.deliveries import Delivery
from bot.wechat.late import LateAnswers
from bot.wechat.message import Message, Plan
from bot.wechat.needs import Memory, Talks

_LOG = logging.getLogger(__name__)
CHANNEL = "wechat"


class Asking:
    """Asks the desk for one account. now: the clock; sends: late answers are sent, else kept."""

    def __init__(
        self,
        answerer: Answerer,
        memory: Memory,
        late: LateAnswers,
        *,
        canned: Mapping[str, str],
        talks: Talks | None,
        now: Callable[[], datetime],
        sends: bool,
    ) -> None:
        self._answerer = answerer
        self._memory = memory
        self._late = late
        self._canned = canned
        self._talks = talks
        self._now = now
        self._sends = sends

    @property
    def later(self) -> str:
        """What to say instead of an answer that is not ready: that it will be sent, or that it is kept."""
        names = ("slow",) if self._sends else ("slow_kept", "slow")
        return next(filter(None, map(self._canned.get, names)), "")

    async def county(self, user: str, message: Message, todo: Plan) -> str:
        """What to ask for a position: its county, once where the phone sends it by itself every few seconds."""
        if self._talks is None:
            return todo.text
        county = self._talks.locate(todo.text, todo.spot)
        return "" if county and message.type == "event" and await self._talks.knows_region(user) else county

    async def as_before(self, user: str, text: str, stored: tuple[str, ...]) -> Answer:
        """An answer of the journal as it was given."""
        transferred = self._talks is not None and await self._talks.transferred(user, text)
        return Answer(stored, transfer="" if transferred else None)

    async def answer(
        self, user: str, person: str, text: str, key: str, *, event: bool, before: Callable[[], Awaitable[None]]
    ) -> Answer:
        """The answer for whoever waits for it, after what was put off and what was kept for this person.

        event: it cannot be answered by giving the talk to somebody. before: works out what was put off.
        """
        await before()
        kept = self._late.waits(user)
        answer = await self._ask(user, person, text, key, passive=not event)
        return await self.with_kept(user, key, answer) if kept else answer

    async def with_kept(self, user: str, key: str, answer: Answer) -> Answer:
        """The answer after what was kept for the person; the platform's agents can be given the message only."""
        if answer.transfer is not None:
            return answer
        return replace(answer, messages=(*await self._late.collect(user, key), *answer.messages))

    async def afterwards(self, asked: Delivery) -> tuple[str, ...]:
        """The answer to a message that was put off; where it fails, that. Raises StorageError: to be tried again."""
        user, person, text, key = asked.user, asked.address, "".join(asked.messages), asked.key
        try:
            if self._memory.siblings is None:
                stored = await self._memory.answered(key, asked.at)
                if stored is not None:
                    return stored
            return (await self._ask(user, person, text, key, passive=False)).messages
        except StorageError:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, the person was promised to hear of it
            _LOG.exception("the desk could not answer what was put off")
            return tuple(filter(None, [self._canned.get("trouble", "")]))

    async def _ask(self, user: str, person: str, text: str, key: str, *, passive: bool) -> Answer:
        """What the desk says; whoever waits for somebody can be written to. passive: the talk may be given away."""
        answer = await self._answerer.answer(user, text, self._now(), CHANNEL, key)
        if answer.found:
            answer = replace(await self.as_before(user, text, answer.messages), found=True)
        if answer.handover and self._talks is not None:
            await self._talks.reach(user, person)
        if answer.transfer is not None and not passive:  # the platform transfers messages only, in answer to them
            if self._talks is not None:
                await self._talks.requeue(user)
            answer = replace(answer, messages=(self._canned.get("transfer_event", ""),), transfer=None)
        return answer
