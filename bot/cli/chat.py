"""jiuye chat: one citizen turn a line of standard input."""

from __future__ import annotations

import json
import sys
from datetime import datetime

import click

from bot.cli.ask import DAY
from bot.cli.shelf import moment, snapshot
from bot.desk.given import written
from bot.desk.report import answer_json
from bot.desk.talk import talk
from bot.model.named import region_named
from bot.model.session import Session


@click.command("chat", help="一行一句，连着说；每句一个回答。")
@click.option("--json", "as_json", is_flag=True, help="每句输出一行 JSON。")
@click.option("--region", default=None, help="地区代号，例如 jishan。")
@click.option("--on", type=DAY, default=None, help="按哪一天答，默认今天。")
def command(as_json: bool, region: str | None, on: datetime | None) -> None:
    """Talk line by line."""
    shelf = snapshot()
    if region is not None:
        region_named(region, shelf.library.content.regions)
    session = Session(user="chat", region=region)
    for line in sys.stdin.buffer:  # bytes, so that a line in another encoding ends nothing
        at = moment(on)
        talked = talk(session, written(line.decode("utf-8", "replace")).rstrip("\r\n"), shelf, at)
        session = talked.session
        if as_json:
            found = answer_json(talked, shelf.library.content, at.date())
            click.echo(json.dumps(found, ensure_ascii=False))
        else:
            click.echo("\n\n".join(talked.messages) + "\n" + "─" * 20)
        sys.stdout.flush()
