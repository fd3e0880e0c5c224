"""Calls to the platform: one holder of the token, a time limit on everything, bounded retries."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from email.utils import parsedate_to_datetime
from typing import Any, Protocol

import aiohttp
import orjson

from bot.model.errors import JiuyeError
from bot.wechat.codes import Meaning, meaning, remedy

_EARLY = 300
"""Seconds before its end at which a token is renewed; the platform keeps both valid for that long."""

_LASTS = 7200.0
"""Seconds a token lasts where the platform does not say."""

_TRIES = 3


class ApiError(JiuyeError):
    """The platform refused a call. code: its errcode."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"{remedy(code)}（{code} {message}）")
        self.code = code
        self.meaning = meaning(code)


class Unreachable(JiuyeError):
    """No answer. maybe_done: the call may have been carried out all the same."""

    def __init__(self, reason: str, *, maybe_done: bool) -> None:
        super().__init__(f"连不上微信平台：{reason}。请检查网络、DNS 和 JIUYE_WECHAT_API_URL")
        self.reason = reason
        self.maybe_done = maybe_done


class Shelf(Protocol):
    """Where processes that call for the same account keep its token."""

    def alone(self) -> AbstractAsyncContextManager[None]:
        """Only one process at a time renews the token."""

    async def get(self) -> tuple[str, float] | None:
        """The token and for how many seconds it is good; None when there is none."""

    async def put(self, token: str, seconds: float) -> None:
        """Keep a new one."""


class Client:
    """The API of one account. pause: seconds before the first retry, doubled each time.

    shelf: where its token is kept for all processes; None: here only.
    """

    def __init__(
        self,
        http: aiohttp.ClientSession,
        url: str,
        app_id: str,
        secret: str,
        *,
        timeout_seconds: float = 5.0,
        pause: float = 0.2,
        shelf: Shelf | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._http = http
        self._url = url.rstrip("/")
        self._app_id = app_id
        self._secret = secret
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds)
        self._pause = pause
        self._shelf = shelf
        self._clock = clock
        self._token = ""
        self._until = 0.0
        self._lock = asyncio.Lock()
        self._ahead: float | None = None

    @property
    def ahead(self) -> float | None:
        """Seconds by which this machine's clock is ahead of the platform's, as of the last answer; None: not known."""
        return self._ahead

    async def token(self, stale: str = "") -> str:
        """A valid access token; stale: one that the platform has just refused. Raises ApiError, Unreachable.

        However many ask at once, one call is made. Without a token nothing that needs one was done.
        """
        try:
            return await self._valid(stale)
        except Unreachable as error:
            raise Unreachable(error.reason, maybe_done=False) from error

    async def _valid(self, stale: str) -> str:
        async with self._lock:
            if self._token and self._token != stale and self._clock() < self._until:
                return self._token
            if self._shelf is None:
                self._hold(*await self._renewed(stale))
                return self._token
            async with self._shelf.alone():
                kept = await self._shelf.get()
                if kept is None or kept[0] == stale:
                    kept = await self._renewed(stale)
                    await self._shelf.put(*kept)
            self._hold(*kept)
            return self._token

    def _hold(self, token: str, seconds: float) -> None:
        """Use this token for so many seconds."""
        self._token, self._until = token, self._clock() + seconds

    async def _renewed(self, stale: str) -> tuple[str, float]:
        """A token from the platform, and for how many seconds to use it."""
        given = {"grant_type": "client_credential", "appid": self._app_id, "secret": self._secret}
        answer = await self._patiently("/cgi-bin/stable_token", {}, given | {"force_refresh": False})
        if answer.get("access_token") == stale:  # the normal mode insists on it although it is refused
            answer = await self._patiently("/cgi-bin/stable_token", {}, given | {"force_refresh": True})
        token, lasts = answer.get("access_token"), answer.get("expires_in", _LASTS)
        if not isinstance(token, str) or not token:
            raise Unreachable("答复里没有 access_token", maybe_done=False)
        return token, (float(lasts) if isinstance(lasts, int | float) else _LASTS) - _EARLY

    async def get(self, path: str) -> dict[str, Any]:
        """A call that only reads: tried again when there is no answer. Raises ApiError, Unreachable."""
        return await self._with_token(path, None, patient=True)

    async def post(self, path: str, body: Mapping[str, Any], *, repeatable: bool = False) -> dict[str, Any]:
        """A call that does something; only repeatable ones are tried again when there is no answer.

        Raises ApiError, Unreachable.
        """
        return await self._with_token(path, body, patient=repeatable)

    async def _with_token(self, path: str, body: Mapping[str, Any] | None, *, patient: bool) -> dict[str, Any]:
        """The call with a token; with a new one if the first was refused, once."""
        token = await self.token()
        call = self._patiently if patient else self._once
        try:
            return await call(path, {"access_token": token}, body)
        except ApiError as error:
            if error.meaning is not Meaning.TOKEN:
                raise
        return await call(path, {"access_token": await self.token(stale=token)}, body)

    async def _patiently(self, path: str, query: Mapping[str, str], body: Mapping[str, Any] | None) -> dict[str, Any]:
        """Up to three tries while the platform is busy or silent."""
        for attempt in range(_TRIES):
            try:
                return await self._once(path, query, body)
            except (ApiError, Unreachable) as error:
                hopeless = isinstance(error, ApiError) and error.meaning is not Meaning.BUSY
                if hopeless or attempt == _TRIES - 1:
                    raise
            await asyncio.sleep(self._pause * 2**attempt)
        raise AssertionError("unreachable")

    async def _once(self, path: str, query: Mapping[str, str], body: Mapping[str, Any] | None) -> dict[str, Any]:
        """One call. The body goes out as raw UTF-8: the platform shows escaped characters as escapes."""
        data = None if body is None else orjson.dumps(body)
        try:
            async with self._http.request(
                "GET" if body is None else "POST",
                self._url + path,
                params=query,
                data=data,
                timeout=self._timeout,
                headers={"Content-Type": "application/json; charset=utf-8"},
            ) as response:
                if (date := response.headers.get("Date")) is not None:
                    self._ahead = _ahead(date)
                answer = orjson.loads(await response.read())
        except aiohttp.ClientConnectorError as error:
            raise Unreachable(str(error), maybe_done=False) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unreachable(str(error) or "超时", maybe_done=True) from error
        except orjson.JSONDecodeError as error:
            raise Unreachable("答复不是 JSON，可能被代理截走", maybe_done=True) from error
        if not isinstance(answer, dict):
            raise Unreachable("答复不是 JSON 对象", maybe_done=True)
        if code := _code(answer.get("errcode")):
            raise ApiError(code, str(answer.get("errmsg", "")))
        return answer


def _code(given: object) -> int:
    """The error code of an answer, 0 for none. Raises Unreachable for what the platform would not write."""
    try:
        return int(str(given or 0))
    except ValueError as error:
        raise Unreachable("答复里的 errcode 不是数字，可能被代理改写", maybe_done=True) from error


def _ahead(date: str) -> float | None:
    """How far this machine's clock is ahead of an HTTP date, in seconds."""
    try:
        return time.time() - parsedate_to_datetime(date).timestamp()
    except ValueError:
        return None
