"""What every page of the console is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from bot.desk.accounts import Role, Staff
from bot.desk.curate import Curator
from bot.desk.finder import Finders
from bot.desk.given import read_day as spelled
from bot.desk.handovers import Handovers
from bot.desk.reload import Reloader
from bot.desk.service import Desk
from bot.desk.talk import CHINA
from bot.replying.pages import Pages
from bot.storage.accounts import Account
from bot.storage.audit import Audit
from bot.storage.figures import Ledger
from bot.storage.inbox import Inbox

PAGES = Path(__file__).parent / "pages"
ACCOUNT = web.RequestKey("account", Account)


@dataclass(frozen=True, slots=True)
class Console:
    """The parts of the console, joined once at the start."""

    desk: Desk
    staff: Staff
    audit: Audit
    inbox: Inbox
    ledger: Ledger
    handovers: Handovers
    finders: Finders
    reloader: Reloader
    curator: Curator
    pages: Pages
    clock: Callable[[], datetime]

    def today(self) -> date:
        """The day in the counties."""
        return self.clock().astimezone(CHINA).date()

    def page(self, request: web.Request, template: str, /, status: int = 200, **variables: object) -> web.Response:
        """A whole page for whoever is signed in."""
        account = request.get(ACCOUNT)
        shown = {
            "account": account,
            "role": Role(account.role) if account else None,
            "may": lambda role: account is not None and Role(account.role).may(Role(role)),
            "here": request.path,
            "Role": Role,
            "said": request.query.get("said", "") if request.method == "GET" else "",
            "trouble": len(self.reloader.problems) if self.reloader.broken else 0,
        }
        return html(self.pages.render(template, **shown, **variables), status)


def when(moment: datetime) -> str:
    """A moment as it is read in China: 2026-11-20 09:05."""
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def html(text: str, status: int = 200) -> web.Response:
    """An HTML answer."""
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")


def who(request: web.Request) -> Account:
    """Who is signed in; the doorway lets nobody else in."""
    return request[ACCOUNT]


def back(path: str, said: str = "") -> web.HTTPSeeOther:
    """Send the browser to a page after a deed, with a word about it."""
    mark = "&" if "?" in path else "?"
    return web.HTTPSeeOther(f"{path}{mark}said={quote(said)}" if said else path)


def read_day(text: str, default: date) -> date:
    """A day from a date picker; what cannot be read is the default."""
    try:
        return spelled(text)
    except ValueError:
        return default


async def fields(request: web.Request) -> dict[str, str]:
    """The fields of a posted form, in order; files are left out."""
    return {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
