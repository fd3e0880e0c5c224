"""jiuye eval: accuracy on labelled questions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from bot.cli.shelf import snapshot
from bot.desk.evaluating import charts, evaluate_questions, perturbed, read_questions, unlike
from bot.desk.talk import Snapshot
from bot.language.evaluate import Question

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


def questions_of(files: Sequence[Path], library: Snapshot) -> tuple[Question, ...]:
    """The labelled questions of all these files. Raises BadFacts."""
    measures = library.library.content.intents.measures
    return tuple(one for file in files for one in read_questions(str(file), file.read_bytes(), measures))


@click.command("eval", help="在标注问题（JSON 行）上量准确率，列出认错的。")
@click.argument("files", metavar="标注文件…", nargs=-1, type=FILE, required=True)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--charts", "folder", type=FOLDER, help="把图（SVG）写进这个文件夹。")
@click.option("--left-out", is_flag=True, help="例句轮流不参加训练，列出会认成别的事项的例句。")
@click.option("--perturb", is_flag=True, help="写错字、同音字、繁体、填充词、漏字各损失多少，列出会认错的例句。")
def command(files: tuple[Path, ...], as_json: bool, folder: Path | None, left_out: bool, perturb: bool) -> None:
    """Evaluate on FILES."""
    library = snapshot()
    questions = questions_of(files, library)
    text, figures, report = evaluate_questions(library, questions)
    if perturb:
        more, figures["perturb"] = perturbed(library, questions)
        text = f"{text}\n\n{more}"
    if left_out:
        more, figures["left_out"] = unlike(library)
        text = f"{text}\n\n{more}"
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, drawn in charts(report).items():
            (folder / name).write_text(drawn, encoding="utf-8")
    click.echo(json.dumps(figures, ensure_ascii=False, indent=2) if as_json else text)
