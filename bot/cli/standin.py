"""jiuye wechat standin: the platform in a terminal, for development without an account."""

from __future__ import annotations

import asyncio
import sys

import aiohttp
import click
from aiohttp import web

from bot.cli.shelf import settings
from bot.model.errors import SettingsError
from bot.model.settings import Settings
from bot.wechat.standin import Platform, Shown
from bot.wechat.standin_quota import HOUR, Allowed

FAULT = "该公众号提供的服务出现故障，请稍后再试"
"""What the real platform shows when a callback fails three times."""


@click.command("standin", help="在本机扮演微信平台：一行一句替群众发，打印手机上看到的；另一个终端用同样的设置起服务。")
@click.option("--callback", default="http://127.0.0.1:8080/wechat", show_default=True, help="服务的回调网址。")
@click.option("--port", default=9321, show_default=True, help="平台接口在哪个端口；JIUYE_WECHAT_API_URL 指到这里。")
@click.option("--hour", default=HOUR, show_default=True, help="平台上的一小时是几秒：写 1，48 秒后就超过 48 小时。")
@click.option("--person", default="oStandin", show_default=True, help="谁在发。")
def command(callback: str, port: int, hour: float, person: str) -> None:
    """Play the platform until the input ends. Raises SettingsError without a token."""
    found = settings()
    if not found.wechat_token:
        raise SettingsError("先设 JIUYE_WECHAT_TOKEN（随便起一个），服务和这里要一样。")
    asyncio.run(_play(found, callback, port, person, hour))


async def _play(found: Settings, callback: str, port: int, person: str, hour: float = HOUR) -> None:
    """Serve the API, push each line, show what comes back and what is sent besides."""
    platform = Platform(callback, found.wechat_token, found.wechat_aes_key, allowed=Allowed(hour=hour))
    platform.app_id, platform.secret = found.wechat_app_id, found.wechat_app_secret
    runner = web.AppRunner(platform.application())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    click.echo(f"平台接口在 http://127.0.0.1:{port}，回调发往 {callback}。一行一句，Ctrl-D 结束。", err=True)
    told = asyncio.create_task(_tell(platform))
    async with aiohttp.ClientSession() as http:
        while line := await asyncio.to_thread(sys.stdin.readline):
            if text := line.strip():
                click.echo(_seen(await platform.push(http, platform.message(person, Content=text))))
    await asyncio.sleep(0)
    told.cancel()
    await asyncio.gather(told, return_exceptions=True)
    await runner.cleanup()


def _seen(shown: Shown) -> str:
    """What the person sees."""
    if shown.fault:
        return f"[{FAULT}]（{shown.tries} 次，最后答 {shown.status or '无'}）"
    if kind := shown.fields.get("MsgType", ""):
        return shown.text if kind == "text" else f"[{kind}]"
    return "[不回话]"


async def _tell(platform: Platform) -> None:
    """Show customer-service messages as they are sent."""
    seen = 0
    while True:
        for each in platform.sent[seen:]:
            click.echo(f"[客服消息] {each.get('text', {}).get('content', each)}")
            seen += 1
        await asyncio.sleep(0.2)
