"""Joins the parts of the console and hangs it into the application."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path

from aiohttp import web

from bot.console.assets import asset_routes
from bot.console.beginning import Beginning
from bot.console.context import PAGES, Console, when
from bot.console.doorway import Doorway
from bot.console.figures import Figures
from bot.console.finding import Finding
from bot.console.forming import Forming
from bot.console.founding import Founding
from bot.console.people import People
from bot.console.shelving import Shelving
from bot.console.sifting import Sifting
from bot.console.signing import Signing
from bot.console.waiting import WaitingRoom
from bot.console.working import Working
from bot.desk.accounts import Staff
from bot.desk.curate import Curator
from bot.desk.finder import Finders
from bot.desk.handovers import Handovers
from bot.desk.reload import Reloader
from bot.desk.service import Desk
from bot.replying.pages import Pages
from bot.storage.accounts import Accounts
from bot.storage.audit import Audit
from bot.storage.figures import Ledger
from bot.storage.handovers import Waiting
from bot.storage.inbox import Inbox
from bot.storage.store import Store

CONSOLE = web.AppKey("console", Console)
PARTS = (Signing, Finding, WaitingRoom, Figures, People, Beginning)


def mount_console(
    app: web.Application,
    desk: Desk,
    store: Store,
    clock: Callable[[], datetime],
    folder: Path,
    data_dir: Path,
    cache: Path,
    minutes: int = 30,
) -> Console:
    """Add the console's pages to the application, and hot reload of the content folder while it runs.

    minutes: how long the bot keeps silent after an agent took a talk or last wrote in it.
    """
    reloader = Reloader(desk, folder, cache)
    console = Console(
        desk=desk,
        staff=Staff(Accounts(store.write, store.read)),
        audit=Audit(store.write, store.read),
        inbox=Inbox(store.write, store.read),
        ledger=Ledger(store.read),
        handovers=Handovers(Waiting(store.write, store.read), store, desk, clock, minutes),
        finders=Finders(),
        reloader=reloader,
        curator=Curator(desk, reloader, data_dir),
        pages=Pages(PAGES, {"when": when}),
        clock=clock,
    )
    app[CONSOLE] = console
    app.middlewares.append(Doorway(console.staff).enter)
    app.add_routes(asset_routes())
    for part in PARTS:
        app.add_routes(part(console).routes())
    working = Working(console)
    app.on_shutdown.append(working.close)
    shelving = Shelving(console, working)
    slow = (working, shelving, Forming(console, working, shelving))
    for one in (*slow, Sifting(console, working), Founding(console, working)):
        app.add_routes(one.routes())
    app.cleanup_ctx.append(_watching)
    return console


async def _watching(app: web.Application) -> AsyncIterator[None]:
    """Watch the content while the application runs; make the first look-up as fast as all others."""
    console = app[CONSOLE]
    await asyncio.to_thread(_warm, console)
    watching = asyncio.create_task(console.reloader.run())
    yield
    console.reloader.stop()
    watching.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watching


def _warm(console: Console) -> None:
    finder = console.finders.of(console.desk.snapshot)
    for query in ("创业補貼", "cybt"):
        finder.look(query, "", console.today())
