"""Customer-service messages, inside what the platform allows.

A message from the person opens 5 sends within 48 hours; a menu click, a subscription or a scan 3 within one
minute (since 2023-06-12). Whether a send that got no answer arrived is unknown, so it is never repeated.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from bot.wechat.client import ApiError, Client, Unreachable
from bot.wechat.codes import TOO_LATE, USED_UP, remedy
from bot.wechat.late import Sending
from bot.wechat.reading import clean
from bot.wechat.reply import fit

_LOG = logging.getLogger(__name__)
_MESSAGE_WINDOW = 48 * 3600.0
_MESSAGE_SENDS = 5
_EVENT_WINDOW = 60.0
_EVENT_SENDS = 3
_PEOPLE = 100_000
_SEND = "/cgi-bin/message/custom/send"


@dataclass(slots=True)
class _Allowance:
    """Sends left, until when (clock seconds)."""

    left: int
    until: float


class Quota:
    """What may still be sent to whom. People who have not been seen since the start get the benefit of the doubt."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._people: OrderedDict[str, list[_Allowance]] = OrderedDict()

    def wrote(self, person: str) -> None:
        """The person sent a message."""
        self._open(person, _MESSAGE_SENDS, _MESSAGE_WINDOW)

    def acted(self, person: str) -> None:
        """The person subscribed, scanned or clicked."""
        self._open(person, _EVENT_SENDS, _EVENT_WINDOW)

    def take(self, person: str) -> bool:
        """Use up one send, of the allowance that ends first; False when there is none left."""
        if person not in self._people:
            return True
        now = self._clock()
        for allowance in sorted(self._people[person], key=lambda each: each.until):
            if allowance.left and allowance.until > now:
                allowance.left -= 1
                return True
        return False

    def ended(self, person: str) -> bool:
        """Whether all that this person's messages and acts had opened is over, used up or not."""
        now = self._clock()
        return all(each.until <= now for each in self._people.get(person, []))

    def _open(self, person: str, sends: int, window: float) -> None:
        now = self._clock()
        kept = [each for each in self._people.get(person, []) if each.until > now]
        longer = [each for each in kept if (each.until - now > _EVENT_WINDOW) != (window > _EVENT_WINDOW)]
        self._people[person] = [*longer, _Allowance(sends, now + window)]
        self._people.move_to_end(person)
        if len(self._people) > _PEOPLE:
            self._people.popitem(last=False)


class Uncounted(Quota):
    """Lets everything pass: the platform refuses what is too much."""

    def take(self, person: str) -> bool:
        """Always."""
        del person
        return True

    def _open(self, person: str, sends: int, window: float) -> None:
        """Nothing is counted."""


class CustomerService:
    """Sends to people."""

    def __init__(self, client: Client, quota: Quota) -> None:
        self._client = client
        self._quota = quota
        self.wrote = quota.wrote
        self.acted = quota.acted

    async def send_text(self, person: str, text: str) -> Sending:
        """One text of at most 2048 bytes."""
        return (await self.say(person, text))[0]

    async def say(self, person: str, text: str) -> tuple[Sending, str]:
        """One text, and why it did not go out, for whoever wrote it."""
        return await self._send(person, {"msgtype": "text", "text": {"content": fit(clean(text))}})

    async def typing(self, person: str) -> None:
        """Show that an answer is being written; of no account if it does not work."""
        try:
            await self._client.post("/cgi-bin/message/custom/typing", {"touser": person, "command": "Typing"})
        except (ApiError, Unreachable) as error:
            _LOG.debug("typing was not shown: %s", error)

    async def online_agents(self) -> tuple[str, ...]:
        """Accounts of the agents who are signed in and take talks. Raises ApiError, Unreachable."""
        answer = await self._client.get("/cgi-bin/customservice/getonlinekflist")
        agents = answer.get("kf_online_list")
        return tuple(
            str(agent.get("kf_account", ""))
            for agent in (agents if isinstance(agents, list) else ())
            if isinstance(agent, dict) and agent.get("status")
        )

    async def _send(self, person: str, message: dict[str, object]) -> tuple[Sending, str]:
        """Send once: refused for certain, sent, or unknown; and why."""
        if not self._quota.take(person):
            return Sending.REFUSED, remedy(TOO_LATE if self._quota.ended(person) else USED_UP)
        try:
            await self._client.post(_SEND, {"touser": person} | message)
        except ApiError as error:
            _LOG.warning("a customer-service message was refused: %s", error)
            return Sending.REFUSED, str(error)
        except Unreachable as error:
            _LOG.warning("a customer-service message got no answer: %s", error)
            return Sending.UNSURE if error.maybe_done else Sending.REFUSED, str(error)
        return Sending.SENT, ""
