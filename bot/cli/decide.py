"""jiuye decide: one policy for the facts of a file."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from bot.cli.facts import MARKS, facts_options, in_words, read_json, verdict_words
from bot.cli.shelf import day, snapshot
from bot.desk.deciding import decision_json, read_facts
from bot.desk.report import result_json


@click.command("decide", help="按事实判断一项政策，例如 jiuye decide jishan/startup-subsidy --facts 我.json --json")
@click.argument("policy", metavar="政策")
@facts_options
def command(policy: str, facts_file: Path, on: datetime | None, as_json: bool) -> None:
    """Decide POLICY."""
    library = snapshot().library
    facts = read_facts(library, read_json(facts_file), day(on))
    result = library.engine.decide(policy, facts, day(on))
    if as_json:
        found = {**result_json(result), **decision_json(library, (result,), facts, day(on))}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    click.echo(f"{result.policy}：{verdict_words(result)}")
    for reason in result.because:
        click.echo(f"  {MARKS[reason.holds]} {reason.text}（{reason.cite}）")
    for line in in_words(result, library.content, day(on)):
        click.echo(f"  {line}")
