"""jiuye wechat: the account's menu, and what is wrong with the set-up."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import aiohttp
import click

from bot.cli.shelf import settings
from bot.cli.standin import command as standin
from bot.content.plain import read_plain, write_plain
from bot.model.errors import BadInput, SettingsError
from bot.wechat import menu as menus
from bot.wechat.client import Client
from bot.wechat.doctor import Finding, Level, doctor
from bot.wechat.probe import probe

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
T = TypeVar("T")


def _with_client(work: Callable[[Client], Awaitable[T]]) -> T:
    """Run with a connection to the platform. Raises SettingsError without the account's secret."""
    found = settings()
    if not (found.wechat_app_id and found.wechat_app_secret):
        raise SettingsError("要先设置 JIUYE_WECHAT_APP_ID 和 JIUYE_WECHAT_APP_SECRET，才能调用平台接口。")

    async def run() -> T:
        async with aiohttp.ClientSession() as http:
            return await work(Client(http, found.wechat_api_url, found.wechat_app_id, found.wechat_app_secret))

    return asyncio.run(run())


def _read(path: Path) -> menus.Buttons:
    buttons = read_plain(str(path), path.read_bytes())
    faults = menus.problems(buttons)
    if faults or not isinstance(buttons, list):
        raise BadInput("\n".join(f"{path}：{fault}" for fault in faults))
    return buttons


@click.group("wechat", help="公众号的菜单和体检。")
def command() -> None:
    """Menu and doctor."""


@command.command("doctor", help="检查设置、回调、access_token、IP 白名单和时钟，逐项说怎么办。")
@click.option("--url", default="", help="公众平台里填的回调网址；不写就只试本机正在运行的服务。")
def check(url: str) -> None:
    """Look at everything and say what to do."""
    found = settings()
    address = url or f"http://127.0.0.1:{os.environ.get('PORT', '8080')}/wechat"

    async def run() -> tuple[Finding, ...]:
        async with aiohttp.ClientSession() as http:
            client = None
            if found.wechat_app_id and found.wechat_app_secret:
                client = Client(http, found.wechat_api_url, found.wechat_app_id, found.wechat_app_secret)
            return await doctor(found, client, lambda: probe(http, address, found))

    findings = asyncio.run(run())
    for finding in findings:
        click.echo(str(finding))
    sys.exit(1 if any(finding.level is Level.FAULT for finding in findings) else 0)


command.add_command(standin)


@command.group("menu", help="自定义菜单：push 推上去，pull 拉下来，diff 看差别。")
def menu() -> None:
    """The menu."""


@menu.command("push", help="先按平台的限制检查，再推上去；手机上几分钟内生效。")
@click.argument("file", metavar="菜单文件", type=FILE)
def push(file: Path) -> None:
    """Push FILE."""
    buttons = _read(file)
    _with_client(lambda client: menus.push(client, buttons))
    click.echo("菜单已推送。")


@menu.command("pull", help="把平台上的菜单写成 YAML，打印出来。")
def pull() -> None:
    """Print the menu that is on the platform."""
    click.echo(write_plain(_with_client(menus.pull)), nl=False)


@menu.command("diff", help="推送会改变什么。")
@click.argument("file", metavar="菜单文件", type=FILE)
def diff(file: Path) -> None:
    """Compare FILE with the platform."""
    buttons = _read(file)
    lines = menus.differences(buttons, _with_client(menus.pull))
    click.echo("\n".join(lines) if lines else "没有差别。")
