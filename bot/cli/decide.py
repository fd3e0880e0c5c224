"""jiuye decide: one policy for the facts of a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click

from bot.cli.ask import DAY
from bot.cli.shelf import day, snapshot
from bot.desk.deciding import decide, decision_json, read_facts
from bot.desk.report import result_json
from bot.model.errors import BadFacts

FACTS = click.Path(exists=True, dir_okay=False, path_type=Path)


def read_json(path: Path) -> Mapping[str, object]:
    """A facts file: one JSON object. Raises BadFacts."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadFacts(f"{path} 读不成 JSON：{error}") from error
    if not isinstance(given, dict):
        raise BadFacts(f"{path} 应当是一个 JSON 对象：{{事实名: 值}}")
    return given


@click.command("decide", help="按事实判断一项政策，例如 jiuye decide jishan/startup-subsidy --facts 我.json --json")
@click.argument("policy")
@click.option("--facts", "facts_file", type=FACTS, required=True, help="JSON 文件：{事实名: 值}。")
@click.option("--on", type=DAY, default=None, help="按哪一天判断，默认今天。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def command(policy: str, facts_file: Path, on: datetime | None, as_json: bool) -> None:
    """Decide POLICY."""
    library = snapshot().library
    facts = read_facts(library, read_json(facts_file), day(on))
    result = decide(library, policy, facts, day(on))
    if as_json:
        found = {**result_json(result), **decision_json(library, (result,), facts, day(on))}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    click.echo(f"{result.policy}：{result.verdict.value}")
    for reason in result.because:
        mark = {True: "✓", False: "✗", None: "?"}[reason.holds]
        click.echo(f"  {mark} {reason.text}（{reason.cite}）")
