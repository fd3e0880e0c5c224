"""jiuye serve: the bot with all its doors."""

from __future__ import annotations

import os

import click

from bot.cli.shelf import cache_folder, settings
from bot.model.errors import SettingsError


@click.command("serve", help="启动服务；端口取环境变量 PORT，默认 8080。")
def command() -> None:
    """Serve until stopped."""
    from bot.app import serve

    port = os.environ.get("PORT", "8080")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise SettingsError(f"PORT={port} 不是端口号，请写 1 到 65535 的数字。")
    click.echo("正在读内容、学例句；第一次启动和改过例句以后要半分钟左右，之后几秒就好。", err=True)
    serve(settings(), int(port), cache_folder())
