"""jiuye explain: a policy as a decision diagram, or as a page to check against the clause."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from bot.cli.ask import DAY
from bot.cli.shelf import day, settings
from bot.desk.build import content_folder, read_folder
from bot.desk.cases import content_of
from bot.desk.explain import explain

OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command("explain", help="一项政策怎样判断，例如 jiuye explain jishan/startup-subsidy --out 图.svg")
@click.argument("policy", metavar="政策")
@click.option("--on", type=DAY, default=None, help="按哪一天看，默认今天。")
@click.option("--out", type=OUT, default=None, help="写到 .svg（判断图）或 .html（核对页）；不写就把图打印出来。")
def command(policy: str, on: datetime | None, out: Path | None) -> None:
    """Draw POLICY."""
    found = explain(content_of(read_folder(content_folder(settings().content_dir))), policy, day(on))
    if not found.svg and (out is None or out.suffix == ".svg"):
        raise click.UsageError("条件太多，画不成看得清的图：写到 .html，看判断表。")
    if out is None:
        click.echo(found.svg)
        return
    if out.suffix not in (".svg", ".html"):
        raise click.UsageError("文件名要以 .svg 或 .html 结尾。")
    out.write_text(found.svg if out.suffix == ".svg" else found.html, encoding="utf-8")
    click.echo(f"写好了：{out}")
