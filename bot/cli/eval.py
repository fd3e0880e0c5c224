"""jiuye eval: accuracy on labelled questions."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.cli.shelf import snapshot
from bot.desk.evaluating import evaluate_file
from bot.model.errors import BadFacts

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("eval", help="在标注问题（JSON 行）上量准确率，列出认错的。")
@click.argument("files", nargs=-1, type=FILE, required=True)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def command(files: tuple[Path, ...], as_json: bool) -> None:
    """Evaluate on FILES."""
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    try:
        rows = [json.loads(line) for line in lines]
    except ValueError as error:
        raise BadFacts(f"标注文件读不成 JSON 行：{error}") from error
    text, figures = evaluate_file(snapshot(), rows)
    click.echo(json.dumps(figures, ensure_ascii=False, indent=2) if as_json else text)
