"""jiuye handbook: a region's policies as a printable handbook."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import click

from bot.cli.ask import DAY
from bot.cli.explain import OUT
from bot.cli.shelf import day, settings
from bot.desk.build import content_folder, read_folder
from bot.desk.cases import content_of
from bot.desk.handbook import find_browser, handbook, print_pdf


@click.command("handbook", help="一个地区的政策口袋书，例如 jiuye handbook --region jishan --out 口袋书.pdf")
@click.option("--region", required=True, help="地区代号，例如 jishan。")
@click.option("--on", type=DAY, default=None, help="按哪一天有效编，默认今天。")
@click.option("--out", type=OUT, required=True, help="写到 .html 或 .pdf；.pdf 要这台机器上有 chromium 一类的浏览器。")
def command(region: str, on: datetime | None, out: Path) -> None:
    """Write the handbook."""
    if out.suffix not in (".html", ".pdf"):
        raise click.UsageError("文件名要以 .html 或 .pdf 结尾。")
    page = handbook(content_of(read_folder(content_folder(settings().content_dir))), region, day(on))
    if out.suffix == ".pdf":
        print_pdf(page, out, find_browser(), shutil.which("fc-list"))
    else:
        out.write_text(page, encoding="utf-8")
    click.echo(f"写好了：{out}")
