"""jiuye check: every problem of the content at once."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from bot.cli.shelf import day, settings
from bot.desk.build import content_folder, read_folder
from bot.desk.checking import check_files, read_sources
from bot.model.problems import Problem, Severity

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _json(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "severity": problem.severity.name.lower(),
        "code": problem.code,
        "field": problem.field,
        "message": problem.message,
        "remedy": problem.remedy,
    }


@click.command("check", help="检查全部内容；有错误时退出码为 1。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--sources", type=FOLDER, default=None, help="原文所在文件夹：逐个核对数字是否见于所引条款。")
@click.option("--region", default=None, help="只看一个地区，例如 quwo：只核对它的原文，只列它的提醒；错误都列。")
@click.argument("folder", metavar="文件夹", type=FOLDER, required=False)
def command(as_json: bool, sources: Path | None, region: str | None, folder: Path | None) -> None:
    """Check the content in FOLDER."""
    files = read_folder(content_folder(folder or settings().content_dir))
    problems = check_files(files, read_sources(sources) if sources else None, day(None), region)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if as_json:
        click.echo(json.dumps([_json(problem) for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(f"{errors} 个错误，{len(problems) - errors} 个提醒。")
    sys.exit(1 if errors else 0)
