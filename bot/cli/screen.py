"""jiuye screen: all policies of a region for the facts of a file."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from bot.cli.ask import DAY
from bot.cli.decide import FACTS, read_json
from bot.cli.shelf import day, snapshot
from bot.desk.deciding import decision_json, read_facts, screen


@click.command("screen", help="按事实筛查一个地区的全部政策。")
@click.option("--region", required=True, help="地区代号，例如 jishan。")
@click.option("--facts", "facts_file", type=FACTS, required=True, help="JSON 文件：{事实名: 值}。")
@click.option("--on", type=DAY, default=None, help="按哪一天判断，默认今天。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def command(region: str, facts_file: Path, on: datetime | None, as_json: bool) -> None:
    """Screen a region."""
    library = snapshot().library
    facts = read_facts(library, read_json(facts_file), day(on))
    results = screen(library, region, facts, day(on))
    if as_json:
        found = {"region": region, **decision_json(library, results, facts, day(on))}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for result in results:
        click.echo(f"{result.verdict.value:13} {result.policy}")
