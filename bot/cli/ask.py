"""jiuye ask: one question, or a batch of them."""

from __future__ import annotations

import json
import sys
from datetime import datetime, time

import click

from bot.cli.shelf import moment, snapshot
from bot.desk.given import HOW_DAY, read_day, read_fields, read_id, read_question, written
from bot.desk.report import answer_json, trace_json
from bot.desk.talk import Snapshot, Talked, talk
from bot.model.errors import BadInput, UnknownName
from bot.model.named import region_named
from bot.model.session import Session


class Day(click.ParamType[datetime]):
    """A day; what cannot be read is refused with how to write it."""

    name = "日期"

    def convert(self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The start of the day."""
        if isinstance(value, datetime):
            return value
        try:
            return datetime.combine(read_day(value), time())
        except ValueError:
            self.fail(f"「{written(value)[:40]}」读不成日期，{HOW_DAY}", param, ctx)


DAY = Day()


def answer(shelf: Snapshot, text: str, region: str | None, at: datetime) -> Talked:
    """Answer one question without any memory. Raises UnknownName for a region that does not exist."""
    if region is not None:
        region_named(region, shelf.library.content.regions)
    return talk(Session(user="ask", region=region), text, shelf, at)


def _batch(shelf: Snapshot) -> None:
    content = shelf.library.content
    for number, line in enumerate(sys.stdin.buffer, 1):  # bytes, so that a line in another encoding ends nothing
        if not line.strip():
            continue
        called = None
        try:
            row = read_fields(line)
            called = read_id(row)
            asked = read_question(row, content.regions)
            at = moment(datetime.combine(asked.on, time()) if asked.on else None)
            talked = answer(shelf, asked.text, asked.region, at)
            found: dict[str, object] = answer_json(talked, content, at.date(), called)
        except (BadInput, UnknownName) as error:
            found = {"id": called, "error": f"第{number}行不能用：{error}"}
        click.echo(json.dumps(found, ensure_ascii=False))


@click.command("ask", help="问一句，答一句；--batch 从标准输入读 JSON 行。")
@click.option("--region", default=None, help="地区代号，例如 jishan。")
@click.option("--on", type=DAY, default=None, help="按哪一天答，默认今天。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--why", is_flag=True, help="说明是凭哪些词判断的。")
@click.option("--batch", is_flag=True, help="从标准输入读 JSON 行。")
@click.argument("text", metavar="要问的话", nargs=-1)
def command(
    region: str | None, on: datetime | None, as_json: bool, why: bool, batch: bool, text: tuple[str, ...]
) -> None:
    """Answer TEXT."""
    shelf = snapshot()
    if batch:
        _batch(shelf)
        return
    if not text:
        raise click.UsageError("请写上要问的话，或用 --batch。")
    at = moment(on)
    talked = answer(shelf, written(" ".join(text)), region, at)
    if as_json:
        found = answer_json(talked, shelf.library.content, at.date())
        if why:
            found["trace"] = trace_json(talked)
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    click.echo("\n\n".join(talked.messages))
    if why:
        for step in trace_json(talked):
            click.echo(f"  [{step['stage']}] {step['seen']} → {step['result']}", err=True)
