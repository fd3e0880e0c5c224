"""jiuye eval: accuracy on labelled questions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from bot.cli.shelf import snapshot
from bot.desk.evaluating import charts, evaluate_file, perturbed, unlike
from bot.model.errors import BadFacts

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


def read_rows(files: Sequence[Path]) -> list[Mapping[str, object]]:
    """The rows of JSON-lines files. Raises BadFacts."""
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    try:
        rows = [json.loads(line) for line in lines]
    except ValueError as error:
        raise BadFacts(f"标注文件读不成 JSON 行：{error}") from error
    if not all(isinstance(row, dict) for row in rows):
        raise BadFacts("标注文件每行要是一个 JSON 对象")
    return rows


@click.command("eval", help="在标注问题（JSON 行）上量准确率，列出认错的。")
@click.argument("files", nargs=-1, type=FILE, required=True)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--charts", "folder", type=FOLDER, help="把图（SVG）写进这个文件夹。")
@click.option("--left-out", is_flag=True, help="例句轮流不参加训练，列出会认成别的事项的例句。")
@click.option("--perturb", is_flag=True, help="写错字、同音字、繁体、填充词、漏字各损失多少，列出会认错的例句。")
def command(files: tuple[Path, ...], as_json: bool, folder: Path | None, left_out: bool, perturb: bool) -> None:
    """Evaluate on FILES."""
    library, rows = snapshot(), read_rows(files)
    text, figures, report = evaluate_file(library, rows)
    if perturb:
        more, figures["perturb"] = perturbed(library, rows)
        text = f"{text}\n\n{more}"
    if left_out:
        more, figures["left_out"] = unlike(library)
        text = f"{text}\n\n{more}"
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, drawn in charts(report).items():
            (folder / name).write_text(drawn, encoding="utf-8")
    click.echo(json.dumps(figures, ensure_ascii=False, indent=2) if as_json else text)
