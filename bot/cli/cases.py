"""jiuye cases: what the cases beside a policy leave untried, drafts, and the mutation test."""

from __future__ import annotations

import sys
from datetime import date, datetime

import click

from bot.cli.ask import DAY
from bot.cli.shelf import day, settings
from bot.desk.build import content_folder, read_folder
from bot.desk.cases import content_of, draft_yaml, mutation, report
from bot.model.library import Content


def _score(shelf: Content, region: str | None, on: date) -> int:
    scores = mutation(shelf, region, on)
    for one in scores:
        click.echo(f"{one.policy.id}：改坏 {one.total} 处，案例发现 {one.caught} 处，漏过 {len(one.survivors)} 处")
        for mutant, draft in one.survivors:
            click.echo(f"  漏过：{mutant.slip}（{mutant.place}）")
            click.echo(f"    可补：{draft_yaml(draft, shelf.facts.by_name).strip()}")
    real, caught = sum(one.real for one in scores), sum(one.caught for one in scores)
    same, unsaid = sum(len(one.same) for one in scores), sum(len(one.unsaid) for one in scores)
    share = f"{caught / real:.1%}" if real else "—"
    click.echo(f"合计：能分辨的 {real} 处发现了 {caught} 处（{share}）。")
    click.echo(
        f"另有 {same} 处改了谁的结论和金额都不变；{unsaid} 处只差在要部门核验什么、或文件没写的金额上，案例写不出来。"
    )
    return real - caught


@click.command("cases", help="政策旁的案例试到了哪些、漏了哪些，例如 jiuye cases jishan/startup-subsidy --draft")
@click.argument("policy", metavar="政策", required=False)
@click.option("--draft", is_flag=True, help="起草缺的案例，核对后抄进政策文件。")
@click.option("--mutation", "mutate", is_flag=True, help="变异测试：故意改坏条件、金额、日期，看案例能否发现。")
@click.option("--region", default=None, help="变异测试只做这个地区。")
@click.option("--on", type=DAY, default=None, help="从哪一天看，默认今天。")
def command(policy: str | None, draft: bool, mutate: bool, region: str | None, on: datetime | None) -> None:
    """Look at the cases of POLICY, or test them by mutation; exits with 1 when something is missing."""
    shelf = content_of(read_folder(content_folder(settings().content_dir)))
    if mutate:
        sys.exit(1 if _score(shelf, region or policy, day(on)) else 0)
    if policy is None:
        raise click.UsageError("请写政策代号，或用 --mutation。")
    found = report(shelf, policy, day(on))
    click.echo(f"{found.policy.title}（{policy}）：{len(found.policy.cases)} 个案例，缺 {len(found.gaps)} 样。")
    for gap in found.gaps:
        click.echo(f"  {gap.message}（{gap.code}）")
    if draft and found.drafts:
        click.echo("\n# 以下由判断引擎起草，逐个对照原文核对后，去掉「请核对」再抄进案例。")
        for one in found.drafts:
            click.echo(draft_yaml(one, shelf.facts.by_name))
    sys.exit(1 if found.gaps else 0)
