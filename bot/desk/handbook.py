"""The printable handbook of a region's policies, and its PDF through a browser that can print without a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bot.model.conditions import leaves
from bot.model.errors import JiuyeError, UnknownName
from bot.model.library import Content
from bot.model.named import region_named
from bot.model.policies import Policy
from bot.model.wording import show_day
from bot.replying.printing import Printer
from bot.replying.views import View, policy_view, region_view

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome")
"""Commands of browsers that print to PDF from the command line."""
PRINT_SECONDS = 120
TALL = 22
"""A policy of more lines than this is set smaller, so that it too stays on one page."""
GROUPS = ("个人", "单位", "机构", "规定")
RULE, REPORT = "规定", "报道"


class NoPrinter(JiuyeError):
    """No browser that prints, or it did not print; the text says what to do instead."""


def handbook(content: Content, region: str, on: date) -> str:
    """The handbook of a region as of a day, as one HTML page.

    What is in force stands by audience, entitlements first; what has ended or not begun stands in the appendix,
    newspaper reports do not. Raises UnknownName for a region that does not exist or holds no document of its own.
    """
    place = region_named(region, content.regions).name
    policies = [one for one in content.in_region(region) if one.kind != REPORT]
    if not policies:
        raise UnknownName(f"{place}没有现行文件，编不成口袋书")
    state = {one.id: one.validity.state(on) for one in policies}
    kept = sorted((one for one in policies if state[one.id] == "open"), key=_first_entitlements)
    kept.sort(key=lambda one: GROUPS.index(_group(one)))
    views = [{**_view(one, content, on), "号": number} for number, one in enumerate(kept, 1)]
    groups = [
        {"对象": group, "政策": [view for view, one in zip(views, kept, strict=True) if _group(one) == group]}
        for group in GROUPS
    ]
    return Printer(content.replies).page(
        "handbook",
        地区=region_view(region, content),
        今天=show_day(on),
        组们=[group for group in groups if group["政策"]],
        到期=_ended(policies, content, on),
        未到=[policy_view(one, content, on, None) for one in policies if state[one.id] == "not_yet"],
        文件们=_documents(policies, content),
    )


def _group(policy: Policy) -> str:
    """Whom a policy is for; plans and rules that nobody applies for stand by themselves."""
    return RULE if policy.kind == RULE else policy.audience


def _first_entitlements(policy: Policy) -> tuple[bool, str]:
    return policy.kind != "待遇", policy.id


def _view(policy: Policy, content: Content, on: date) -> View:
    """A policy, with what the document leaves open in one list, and whether it is a long one."""
    names = {slug: aspect.name for slug, aspect in content.intents.aspects.items()}
    left = [
        f"{names.get(slug, slug)}：{item.text}"
        for slug, items in policy.statements.items()
        for item in items
        if item.is_open
    ]
    lines = len(list(leaves(policy.condition))) + len(policy.benefits) + sum(map(len, policy.statements.values()))
    return {**policy_view(policy, content, on, None), "没写": left, "长": lines > TALL}


def _ended(policies: list[Policy], content: Content, on: date) -> list[View]:
    """Policies, and single amounts of policies still in force, that have ended, with their last day."""
    found: list[View] = []
    for one in policies:
        view = policy_view(one, content, on, None)
        if one.validity.state(on) == "expired" and one.validity.end:
            found.append({**view, "止": show_day(one.validity.end), "单项": ""})
            continue
        for benefit in one.benefits:
            own = benefit.validity
            if own is not None and own.end is not None and own.state(on) == "expired":
                found.append({**view, "止": show_day(own.end), "单项": benefit.title})
    return found


def _documents(policies: list[Policy], content: Content) -> list[Mapping[str, str]]:
    """The documents the policies rest on."""
    numbers = dict.fromkeys(one.cite.document for one in policies)
    found = [content.documents[number] for number in numbers if number in content.documents]
    return [{"名称": one.title, "文号": one.number, "止": show_day(one.end) if one.end else ""} for one in found]


def find_browser() -> str | None:
    """The path of a browser that can print, if this machine has one."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def lacks_chinese_font(lister: str | None) -> bool:
    """Whether this machine surely has no Chinese font, so that paper would show boxes. lister: path of fc-list."""
    if lister is None:
        return False
    try:
        found = subprocess.run([lister, ":lang=zh"], capture_output=True, check=False, timeout=PRINT_SECONDS)  # noqa: S603 - found on the path
    except (OSError, subprocess.TimeoutExpired):
        return False
    return found.returncode == 0 and not found.stdout.strip()


def print_pdf(html: str, out: Path, browser: str | None, lister: str | None = None) -> None:
    """Print a page to a PDF file. lister: path of fc-list, None if there is none. Raises NoPrinter with a way out."""
    if browser is None:
        raise NoPrinter(
            "这台机器上没有能打印的浏览器（chromium、chrome 或 edge）：先存成 .html，用浏览器打开再打印成 PDF。"
        )
    if lacks_chinese_font(lister):
        raise NoPrinter(
            "这台机器上没有中文字体，印出来全是方框：先装一种（Debian 上是 apt-get install fonts-wqy-microhei），"
            "或者存成 .html，换一台电脑打印。"
        )
    with tempfile.TemporaryDirectory(prefix="jiuye-") as folder:
        page = Path(folder) / "handbook.html"
        page.write_text(html, encoding="utf-8")
        command = [
            browser,
            "--headless",
            "--disable-gpu",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            f"--user-data-dir={folder}/profile",
        ]
        if os.geteuid() == 0:
            command.append("--no-sandbox")  # browsers refuse their sandbox to root; the page is our own
        command += [f"--print-to-pdf={out.resolve()}", page.as_uri()]
        out.unlink(missing_ok=True)
        try:
            done = subprocess.run(command, capture_output=True, check=False, timeout=PRINT_SECONDS)  # noqa: S603 - found on the path
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoPrinter(f"浏览器没有打印成（{error}）：先存成 .html，用浏览器打开再打印成 PDF。") from error
    if not out.exists():
        raise NoPrinter(f"浏览器没有打印成（退出码 {done.returncode}）：先存成 .html，用浏览器打开再打印成 PDF。")
