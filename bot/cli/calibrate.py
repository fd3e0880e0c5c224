"""jiuye calibrate: finds the thresholds from labelled questions and writes them beside the examples."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.eval import FILE, questions_of
from bot.cli.shelf import settings, snapshot
from bot.desk.build import content_folder
from bot.desk.evaluating import calibrated


@click.command("calibrate", help="从标注问题（JSON 行）算出各个门槛，写入 intents/_calibration.yaml。")
@click.argument("files", metavar="标注文件…", nargs=-1, type=FILE, required=True)
@click.option("--dry-run", is_flag=True, help="只显示，不写入。")
def command(files: tuple[Path, ...], dry_run: bool) -> None:
    """Calibrate on FILES; they must not be those that are reported on."""
    library = snapshot()
    path, text = calibrated(library, questions_of(files, library))
    click.echo(text, nl=False)
    if not dry_run:
        (content_folder(settings().content_dir) / path).write_text(text, encoding="utf-8")
