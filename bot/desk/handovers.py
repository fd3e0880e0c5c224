"""A person takes over a talk: what is known, what was said, a word back, and giving it back to the bot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.desk.service import Desk
from bot.desk.talk import CHINA
from bot.model.journal import AGENT, JournalEntry
from bot.model.session import Session
from bot.model.wording import show_value
from bot.replying.links import untapped
from bot.storage.handovers import CLOSED, TAKEN, WAITING, Handover, Turn, Waiting
from bot.storage.mask import mask

ELSEWHERE = "这个对话有同事接着，您的话没有发出去。要由您来接，先按「接过来」。"


class Sender(Protocol):
    """A door that can write to somebody who has not just written."""

    def reaches(self, handover: Handover) -> bool:
        """Whether it is known where to write to."""

    async def send(self, handover: Handover, text: str, *, keep: bool) -> str:
        """Send a message within the platform's quota; returns "" or, in Chinese, why it could not be sent.

        keep: what cannot be sent is shown to the person at the next message.
        """


class Sessions(Protocol):
    """Where sessions are."""

    async def load(self, user: str) -> Session | None:
        """The person's session."""


@dataclass(frozen=True, slots=True)
class Folder:
    """One talk as the agent sees it. facts: (name, value in words). can_send: whether a word back can be sent.

    silent: whether the bot keeps silent now.
    """

    handover: Handover
    facts: tuple[tuple[str, str], ...]
    turns: tuple[Turn, ...]
    can_send: bool
    silent: bool


class Handovers:
    """The use cases of hand-overs; senders by channel may be added by the doors.

    minutes: how long the bot keeps silent after a person took the talk or last wrote in it.
    """

    def __init__(
        self, waiting: Waiting, sessions: Sessions, desk: Desk, clock: Callable[[], datetime], minutes: int = 30
    ) -> None:
        self.waiting = waiting
        self.senders: dict[str, Sender] = {}
        self.minutes = minutes
        self._sessions = sessions
        self._desk = desk
        self._clock = clock

    async def all(self) -> tuple[Handover, ...]:
        """Talks that are not closed, those waiting longest first."""
        return await self.waiting.open()

    async def folder(self, number: int) -> Folder | None:
        """Everything about one talk."""
        handover = await self.waiting.find(number)
        if handover is None:
            return None
        session, now = await self._sessions.load(handover.user), self._clock()
        facts = self._desk.snapshot.library.content.facts
        told = []
        for name, known in (session.facts if session else {}).items():
            fact = facts.find(name)
            if fact is not None and known.value is not None:
                told.append((name, show_value(fact, known.value, now.astimezone(CHINA).date())))
        turns = tuple(
            replace(turn, replied=tuple(map(untapped, turn.replied)))
            for turn in await self.waiting.turns(handover.user)
        )
        until = session.silent_until if session else ""
        silent = bool(until) and now < datetime.fromisoformat(until)
        can_send = handover.state != CLOSED and self._sender(handover) is not None
        return Folder(handover, tuple(told), turns, can_send, silent)

    async def asked(self, talks: Sequence[Handover]) -> dict[int, str]:
        """By talk what the person asked last, as far as that is more than that a person is wanted."""
        said = await self.waiting.asked([one.user for one in talks])
        return {one.id: said[one.user] for one in talks if one.user in said}

    async def elsewhere(self, number: int, who: str) -> bool:
        """Whether somebody else has this talk: two people writing to one citizen confuse everybody."""
        handover = await self.waiting.find(number)
        return handover is not None and handover.state == TAKEN and handover.taken_by != who

    async def put_back(self, number: int, who: str) -> bool:
        """Put a talk taken by mistake back in line; meanwhile the bot answers. False when it is not this agent's."""
        handover = await self.waiting.find(number)
        if handover is None or handover.state != TAKEN or handover.taken_by != who:
            return False
        await self.waiting.requeue(handover.user)
        await self._desk.release(handover.user, self._clock(), told=True)
        return True

    async def take(self, number: int, who: str, from_: str = "") -> bool:
        """Take a waiting talk, or the one that `from_` has. False when somebody else was faster.

        From now on the bot keeps silent in it, if words can be sent where it is held: silence alone helps nobody.
        """
        if not await self.waiting.take(number, who, from_):
            return False
        handover = await self.waiting.find(number)
        if handover is not None and handover.channel in self.senders:
            await self._desk.hold(handover.user, self._until())
        return True

    async def send(self, number: int, text: str, who: str) -> str:
        """Send a word back, which takes the talk if nobody has; returns "" or what the agent should know."""
        handover = await self.waiting.find(number)
        sender = self._sender(handover) if handover else None
        if handover is None or sender is None:
            return "这个渠道不能主动发消息；请记下情况，等群众再来问或打电话联系。"
        if handover.state == CLOSED:
            return "这个对话已经交回机器人，发不出去了。"
        free = handover.state == WAITING and await self.waiting.take(number, who)
        if not free and handover.taken_by != who:
            return ELSEWHERE
        now = self._clock()
        kept = (mask(text),)
        word = JournalEntry(
            "", handover.user, handover.channel, now, "", AGENT, kept, region=handover.region, heard=who
        )
        # silent before the word goes out, so that what is answered to it reaches the agent and not the bot
        await self._desk.hold(handover.user, self._until(), word)
        return await sender.send(handover, text, keep=True)

    async def close(self, number: int) -> bool:
        """Give the talk back to the bot and tell the person so; False when it was closed before."""
        handover = await self.waiting.find(number)
        if handover is None or handover.state == CLOSED:
            return False
        if not await self.waiting.close(handover.user):
            return False  # somebody else was faster, and says farewell
        told, sender = False, self._sender(handover)
        if sender is not None and handover.state == TAKEN:
            told = not await sender.send(handover, self._farewell(), keep=False)
        await self._desk.release(handover.user, self._clock(), told=told)
        return True

    async def accepted(self, user: str) -> None:
        """An agent of the platform itself has taken the talk."""
        await self.waiting.accepted(user)
        await self._desk.hold(user, self._until())

    async def given_back(self, user: str) -> None:
        """The platform's agent has ended the talk; the next answer tells the person."""
        await self.waiting.close(user)
        await self._desk.release(user, self._clock(), told=False)

    def _farewell(self) -> str:
        today = self._clock().astimezone(CHINA).date()
        return self._desk.snapshot.replier.plain("_system/returned", {"自己要": False}, today)

    def _until(self) -> datetime:
        return self._clock() + timedelta(minutes=self.minutes)

    def _sender(self, handover: Handover) -> Sender | None:
        sender = self.senders.get(handover.channel)
        return sender if sender is not None and sender.reaches(handover) else None
