"""jiuye screen: all policies of a region for the facts of a file."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from bot.cli.facts import facts_options, in_words, read_json, verdict_words
from bot.cli.shelf import day, snapshot
from bot.desk.deciding import decision_json, read_facts, screen
from bot.model.verdicts import Verdict

ORDER = (Verdict.ELIGIBLE, Verdict.NEEDS_OFFICE, Verdict.NEEDS_FACTS, Verdict.INELIGIBLE)


@click.command("screen", help="按事实筛查一个地区的全部政策。")
@click.option("--region", required=True, help="地区代号，例如 jishan。")
@facts_options
def command(region: str, facts_file: Path, on: datetime | None, as_json: bool) -> None:
    """Screen a region."""
    library = snapshot().library
    facts = read_facts(library, read_json(facts_file), day(on))
    results = screen(library, region, facts, day(on))
    if as_json:
        found = {"region": region, **decision_json(library, results, facts, day(on))}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    places = {verdict: at for at, verdict in enumerate(ORDER)}
    for result in sorted(results, key=lambda one: (places.get(one.verdict, len(ORDER)), one.policy)):
        title = library.content.policies[result.policy].title
        click.echo(f"{verdict_words(result)} {title} {result.policy}")
        failed = [f"✗ {reason.text}（{reason.cite}）" for reason in result.because if reason.holds is False]
        for line in (*failed, *in_words(result, library.content, day(on))):
            click.echo(f"  {line}")
