"""The customer-service interface, opened when the application starts and closed when it ends."""

from __future__ import annotations

import aiohttp

from bot.model.settings import Settings
from bot.wechat.client import Client, Shelf
from bot.wechat.late import Sending
from bot.wechat.service import CustomerService, Quota, Uncounted


class Outbound:
    """Sends once it is open; implements bot.wechat.late.Sender. Quota counts from the first message on.

    shelf: where the token is kept for all processes; None where one answers alone. Of several processes none has seen
    all messages of a person, so that there the platform counts what may be sent.
    """

    def __init__(self, settings: Settings, shelf: Shelf | None = None) -> None:
        self._settings = settings
        self._shelf = shelf
        self._quota = Quota() if shelf is None else Uncounted()
        self.wrote = self._quota.wrote
        self.acted = self._quota.acted
        self._http: aiohttp.ClientSession | None = None
        self._service: CustomerService | None = None

    async def open(self) -> None:
        """Make the connection pool; must run inside the event loop that sends."""
        settings = self._settings
        self._http = aiohttp.ClientSession()
        account = (settings.wechat_app_id, settings.wechat_app_secret)
        client = Client(self._http, settings.wechat_api_url, *account, shelf=self._shelf)
        self._service = CustomerService(client, self._quota)

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.close()

    async def send_text(self, person: str, text: str) -> Sending:
        """Send one text; never raises and never sends twice."""
        return (await self.say(person, text))[0]

    async def say(self, person: str, text: str) -> tuple[Sending, str]:
        """The same, with why it did not go out."""
        if self._service is None:
            return Sending.REFUSED, "服务正在启动或停止"
        return await self._service.say(person, text)

    async def typing(self, person: str) -> None:
        """Show that an answer is being written."""
        if self._service is not None:
            await self._service.typing(person)

    async def online_agents(self) -> tuple[str, ...]:
        """Accounts of the platform's agents who take talks. Raises ApiError, Unreachable."""
        return () if self._service is None else await self._service.online_agents()
