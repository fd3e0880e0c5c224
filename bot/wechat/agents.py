"""The people behind the account: whether one is online, and what they write from the console."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.model.errors import SettingsError
from bot.model.settings import Settings
from bot.storage.handovers import Handover
from bot.wechat.client import ApiError, Unreachable
from bot.wechat.late import LateAnswers, Sending

_LOG = logging.getLogger(__name__)


class Speaker(Protocol):
    """The customer-service interface, as far as people use it."""

    async def say(self, person: str, text: str) -> tuple[Sending, str]:
        """Send one text; what became of it, and why it did not go out."""

    async def online_agents(self) -> tuple[str, ...]:
        """Accounts of the agents who take talks. Raises ApiError, Unreachable."""


class Attendance:
    """Whether an agent of the platform is online, asked at most every `keep` seconds.

    A talk transferred to nobody would leave its person stuck, so no answer within `patience` seconds counts as no.
    """

    def __init__(
        self, speaker: Speaker, keep: float = 20.0, patience: float = 1.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._speaker = speaker
        self._keep = keep
        self._patience = patience
        self._clock = clock
        self._until = float("-inf")
        self._online = False
        self._lock = asyncio.Lock()

    async def online(self) -> bool:
        """Whether somebody is there; however many ask at once, the platform is asked once."""
        async with self._lock:
            if self._clock() >= self._until:
                try:
                    self._online = bool(await asyncio.wait_for(self._speaker.online_agents(), self._patience))
                except (ApiError, Unreachable, TimeoutError) as error:
                    _LOG.warning("it is not known whether an agent is online: %s", error)
                    self._online = False
                self._until = self._clock() + self._keep
            return self._online


def make_attendance(settings: Settings, speaker: Speaker | None) -> Callable[[str], Awaitable[bool | None]] | None:
    """What the desk asks before it hands a talk over; None where talks go to the console. Raises SettingsError."""
    if settings.wechat_handover == "console":
        return None
    if speaker is None:
        raise SettingsError(
            "JIUYE_WECHAT_HANDOVER=wechat 要先设置 JIUYE_WECHAT_APP_ID 和 JIUYE_WECHAT_APP_SECRET，才能查客服在不在线。"
        )
    attendance = Attendance(speaker)

    async def attended(channel: str) -> bool | None:
        return await attendance.online() if channel == "wechat" else None

    return attended


class Words:
    """Sends what an agent writes; implements bot.desk.handovers.Sender."""

    def __init__(self, speaker: Speaker | None, late: LateAnswers) -> None:
        self._speaker = speaker
        self._late = late

    def reaches(self, handover: Handover) -> bool:
        """The platform's id is known, and kept only while the talk is open."""
        return bool(handover.address)

    async def send(self, handover: Handover, text: str, *, keep: bool) -> str:
        """Send once; what the platform refuses is kept for the person's next message, and the agent is told."""
        outcome, why = Sending.REFUSED, "没有设置 JIUYE_WECHAT_APP_SECRET，不能主动发消息"
        if self._speaker is not None:
            outcome, why = await self._speaker.say(handover.address, text)
        if outcome is Sending.SENT:
            return ""
        if outcome is Sending.UNSURE:
            return f"平台没有答复，这句可能已经送到，先别重发（{why}）。"
        if not keep:
            return why
        await self._late.keep(f"agent.{uuid.uuid4().hex}/{handover.user}", handover.user, handover.address, text)
        return f"现在发不出去：{why}。这句已经留着，对方再来消息时先给他看。"
