"""Where officers begin what is not there yet, and take away what is: a new policy, the handbook, all content."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import io
import re
import zipfile
from pathlib import Path
from urllib.parse import urlencode

from aiohttp import web

from bot.console.context import Console, back, html, read_day, who
from bot.console.forming import PAGE as FORM
from bot.desk.build import read_folder
from bot.desk.handbook import handbook
from bot.language.initials import spelt
from bot.model.errors import UnknownName

NEW = "/console/content/new"
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class Beginning:
    """Pages that lead to an empty form, and things to take away."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Paths and what answers them."""
        return [
            web.get(NEW, self.policy),
            web.get("/console/handbook", self.handbook),
            web.get("/console/content/export", self.export),
        ]

    async def policy(self, request: web.Request) -> web.Response:
        """The form of a policy that is not there yet; one that is there is told."""
        content = self._console.desk.snapshot.library.content
        region, measure, kind = (request.query.get(name, "").strip() for name in ("region", "measure", "kind"))
        if region not in content.regions or measure not in content.intents.measures:
            return self._told(request, "请选一个地区和一个事项。", 400)
        slug = kind if _SLUG.fullmatch(kind) else spelt(kind)
        if kind and not slug:
            return self._told(request, "种类里没有可以拼成代号的字，请写汉字，或小写英文、数字和连字符。", 400)
        path = f"knowledge/{region}/{measure}{f'--{slug}' if slug else ''}.yaml"
        if await asyncio.to_thread(self._console.curator.read, path):
            link = (f"{FORM}?{urlencode({'path': path})}", "用表单改它")
            return self._told(request, "这项政策已经有了。要另写一种，请写上种类，例如 个人、小微企业。", 409, link)
        raise back(f"{FORM}?{urlencode({'path': path})}")

    async def handbook(self, request: web.Request) -> web.Response:
        """A region's handbook as of a day, for the browser's own printing."""
        on = read_day(request.query.get("on", ""), self._console.today())
        content = self._console.desk.snapshot.library.content
        try:
            page = await asyncio.to_thread(handbook, content, request.query.get("region", ""), on)
        except UnknownName as error:
            return self._told(request, str(error), 404)
        response = html(page)
        response.headers["Content-Security-Policy"] = _own_style_only(page)
        return response

    async def export(self, request: web.Request) -> web.Response:
        """All content as one archive: to keep, to send, or to put into another folder of content."""
        packed = await asyncio.to_thread(_packed, self._console.curator.folder)
        await self._console.audit.note(who(request).name, "导出内容")
        name = f"content-{self._console.today().isoformat()}.zip"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return web.Response(body=packed, content_type="application/zip", headers=headers)

    def _told(self, request: web.Request, text: str, status: int, link: tuple[str, str] | None = None) -> web.Response:
        way = link or ("/console/content", "回到内容")
        return self._console.page(request, "notice.html", status, text=text, link=way)


def _own_style_only(page: str) -> str:
    """The content policy of a page that is also a file by itself: its own style by its digest, and nothing else."""
    styles = (base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in _STYLE.findall(page))
    allowed = " ".join(f"'sha256-{one}'" for one in styles)
    return f"default-src 'self'; script-src 'none'; style-src {allowed}; base-uri 'none'; frame-ancestors 'none'"


def _packed(folder: Path) -> bytes:
    """The content files and the tests that guard them. Raises OSError."""
    files = dict(read_folder(folder))
    for file in sorted((folder / "tests").rglob("*")):
        if file.is_file() and file.suffix in (".yaml", ".jsonl"):
            files[file.relative_to(folder).as_posix()] = file.read_bytes()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return out.getvalue()
