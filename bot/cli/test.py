"""jiuye test: play back transcripts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.cli.shelf import snapshot
from bot.content.transcripts import read_transcripts
from bot.desk.playback import play

DEFAULT = Path("tests/transcripts")


def transcript_files(paths: tuple[Path, ...]) -> dict[str, bytes]:
    """All transcript files under these paths, by path."""
    found: dict[str, bytes] = {}
    for path in paths:
        files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        found.update({str(file): file.read_bytes() for file in files})
    return found


@click.command("test", help="回放对话，默认 tests/transcripts。")
@click.argument("paths", metavar="对话文件…", nargs=-1, type=click.Path(exists=True, path_type=Path))
def command(paths: tuple[Path, ...]) -> None:
    """Play back the transcripts under PATHS."""
    transcripts, problems = read_transcripts(transcript_files(paths or (DEFAULT,)))
    for problem in problems:
        click.echo(str(problem))
    shelf = snapshot()
    failed = 0
    for transcript in transcripts:
        failures = play(transcript, shelf)
        failed += bool(failures)
        for failure in failures:
            click.echo(str(failure))
    click.echo(f"{len(transcripts)} 段对话，{failed} 段不对。")
    if failed or problems or not transcripts:
        sys.exit(1)
