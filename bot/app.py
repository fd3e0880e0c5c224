"""The only place that wires: settings, content, store, desk and doors become one application."""

from __future__ import annotations

import asyncio
import errno
import gc
import logging
import socket
import time
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path

import uvloop
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.console.api import Heard, api_routes
from bot.console.health import health_routes
from bot.console.mount import mount_console
from bot.console.phones import Phones
from bot.console.simulator import simulator_routes
from bot.desk.build import build, content_folder, read_folder
from bot.desk.canned import Canned
from bot.desk.reception import Reception
from bot.desk.service import Desk
from bot.desk.shared import SharedDesk
from bot.desk.talk import CHINA, SIMULATOR
from bot.language.cache import FolderCache
from bot.model.errors import SettingsError
from bot.model.settings import Settings
from bot.storage.company import company
from bot.storage.fleet import Fleet
from bot.storage.shared import open_shared
from bot.storage.store import Store, open_store
from bot.storage.tokens import TokenShelf
from bot.wechat.agents import Words, make_attendance
from bot.wechat.asking import CHANNEL
from bot.wechat.codes import TOO_LATE, USED_UP, remedy
from bot.wechat.doorstep import BACKLOG, make_room, several
from bot.wechat.gate import make_gate
from bot.wechat.message import Deed, plan, pretended, shown
from bot.wechat.outbound import Outbound
from bot.wechat.tempo import Tempo
from bot.wechat.webhook import Webhook

_LOG = logging.getLogger(__name__)
STORE = web.AppKey("store", Store)
DESK = web.AppKey("desk", Desk)
BODY_LIMIT = 256 * 1024
GC_THRESHOLDS = (20_000, 50, 100)
HOUR = 3600.0
DAY = 24 * HOUR


def now() -> datetime:
    """The clock of the running service."""
    return datetime.now(CHINA)


def make_app(settings: Settings, cache: Path) -> web.Application:
    """The application with every door. Raises ContentError, SettingsError or StorageError."""
    files = read_folder(content_folder(settings.content_dir))
    snapshot, _ = build(files, FolderCache(cache))
    regions = snapshot.library.content.regions
    if settings.default_region not in {"", *regions}:
        raise SettingsError(f"JIUYE_DEFAULT_REGION={settings.default_region}：没有这个地区；有：{'、'.join(regions)}。")
    _make_folder(settings.data_dir)
    shared = open_shared(*_where(settings), redis=settings.redis_url) if settings.redis_url else None
    store = shared or open_store(*_where(settings))
    habits = (settings.session_minutes, settings.default_region or None)
    desk = Desk(snapshot, store, *habits) if shared is None else SharedDesk(snapshot, shared, *habits)
    app = web.Application(client_max_size=BODY_LIMIT)
    app[STORE] = store
    app[DESK] = desk
    app.add_routes(health_routes(desk, now, store.ping, None if shared is None else shared.fleet.check))
    folder, minutes = content_folder(settings.content_dir), settings.handover_minutes
    console = mount_console(app, desk, store, now, folder, settings.data_dir, cache, minutes)
    talks = Reception(desk, console.handovers)
    phones = Phones(store.pseudonym, late=remedy(TOO_LATE), used_up=remedy(USED_UP))
    hear = phone(Canned(desk, now), talks.locate)
    app.add_routes(api_routes(desk, now, store.pseudonym, hear, phones.wrote))
    app.add_routes(simulator_routes())
    console.handovers.senders[SIMULATOR] = phones
    app.add_routes(phones.routes())
    app.cleanup_ctx.append(_store_context(settings))
    shelf = None
    if shared is not None:
        app.cleanup_ctx.append(_fleet_context(shared.fleet))
        shelf = TokenShelf(shared.fleet, shared.turns, settings.wechat_app_id)
    _open_wechat(app, settings, desk, store, talks, shelf)
    return app


def _make_folder(folder: Path) -> None:
    """Where data is kept. Raises SettingsError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"数据目录 {folder} 建不成（{error}）：JIUYE_DATA_DIR 要写能写的文件夹。") from error


def _where(settings: Settings) -> tuple[str, Path, str]:
    """What a store is opened with."""
    return settings.database_url, settings.data_dir, settings.pseudonym_key


def phone(canned: Canned, locate: Callable[[str, tuple[float, float] | None], str]) -> Callable[[str, str], Heard]:
    """How the simulator's messages are read: as the platform's callbacks are."""

    def hear(kind: str, text: str) -> Heard:
        message = pretended(kind, text)
        todo, event = plan(message), message.type == "event"
        return Heard(
            locate(todo.text, todo.spot) if todo.deed is Deed.PLACE else todo.text,
            next(filter(None, map(canned.get, todo.canned)), ""),
            noted="" if event or todo.deed is Deed.ASK else shown(message),
            event=event,
            leaves=todo.deed is Deed.ERASE,
        )

    return hear


def _open_wechat(
    app: web.Application, settings: Settings, desk: Desk, store: Store, talks: Reception, shelf: TokenShelf | None
) -> None:
    """Put up the callback; without an AppSecret nothing can be sent actively. Raises SettingsError."""
    gate = make_gate(settings, bindings=store.bindings, alone=shelf is None)
    sender = Outbound(settings, shelf) if settings.wechat_app_id and settings.wechat_app_secret else None
    tempo = Tempo(budget=settings.wechat_budget_seconds)
    webhook = Webhook(gate, desk, store, canned=Canned(desk, now), sender=sender, talks=talks, tempo=tempo)
    talks.handovers.senders[CHANNEL] = Words(sender, webhook.late)
    desk.attendance = make_attendance(settings, sender)
    app.add_routes(webhook.routes())

    async def context(_: web.Application) -> AsyncIterator[None]:
        if sender is not None:
            await sender.open()
        await webhook.start()
        yield
        await webhook.close()
        if sender is not None:
            await sender.close()

    app.cleanup_ctx.append(context)


def _store_context(settings: Settings) -> Callable[[web.Application], AsyncIterator[None]]:
    """Enforce retention every hour while the service runs, and close the store when it ends.

    Raises SettingsError at the start when a process that keeps its memory in another way uses the same data.
    """

    async def context(app: web.Application) -> AsyncIterator[None]:
        async def sweep() -> None:
            while True:
                removed = await app[STORE].sweep(time.time() - settings.retention_days * DAY)
                if removed:
                    _LOG.info("retention removed %s rows", removed)
                await asyncio.sleep(HOUR)

        with company(settings.data_dir, together=bool(settings.redis_url)):
            task = asyncio.create_task(sweep())
            yield
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await asyncio.to_thread(app[STORE].close)

    return context


def _fleet_context(fleet: Fleet) -> Callable[[web.Application], AsyncIterator[None]]:
    """Be one of several processes while the service runs."""

    async def context(app: web.Application) -> AsyncIterator[None]:
        del app
        await fleet.start()
        yield
        await fleet.close()

    return context


def sockets_at(host: str, port: int) -> list[socket.socket]:
    """Where to listen, taken before the content is read: a second process started by mistake hears of it at once.

    Raises SettingsError.
    """
    taken: list[socket.socket] = []
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, protocol, _, address in dict.fromkeys(found):
            one = socket.socket(family, kind, protocol)
            taken.append(one)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind(address)
    except (OSError, OverflowError) as error:
        for one in taken:
            one.close()
        told = {
            errno.EADDRINUSE: f"端口 {port} 已经有程序在用：是不是服务已经开着？停掉它，或用 PORT 换一个端口。",
            errno.EACCES: f"没有权限用端口 {port}：1024 以下的留给 nginx，用 PORT 换一个大的。",
        }
        where = f"不能在 {host}:{port} 上监听（{error}）：JIUYE_HOST 要写这台机器自己的地址。"
        raise SettingsError(told.get(getattr(error, "errno", None) or 0, where)) from error
    return taken


def discreet(record: logging.LogRecord) -> bool:
    """A filter: of what is no HTTP only that it came is logged, not the bytes, which may be what a citizen wrote."""
    if record.exc_info and isinstance(record.exc_info[1], HttpProcessingError):
        record.msg, record.args = "a request that is no HTTP was refused", ()
        record.exc_info = record.exc_text = None
        record.levelno, record.levelname = logging.INFO, "INFO"
    return True


def serve(settings: Settings, port: int, cache: Path) -> None:
    """Serve until interrupted. Raises ContentError, SettingsError or StorageError."""
    sockets = sockets_at(settings.host, port)
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("aiohttp.server").addFilter(discreet)
    logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)  # six lines that tell nobody anything
    app = make_app(settings, cache)
    uvloop.install()
    gc.freeze()  # the library lives as long as the process; without it every collection walks all of it
    gc.set_threshold(*GC_THRESHOLDS)
    _LOG.info("已启动：http://%s:%s/simulator", settings.host, port)
    make_room()
    web.run_app(app, sock=several(sockets), backlog=BACKLOG, access_log=None, print=None)
