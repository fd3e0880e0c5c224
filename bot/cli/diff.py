"""jiuye diff: what differs between two versions of the content, and what that does to replies and conversations."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import click

from bot.cli.ask import DAY
from bot.cli.shelf import cache_folder, day, settings
from bot.cli.test import transcript_files
from bot.content.transcripts import read_transcripts
from bot.desk.build import assemble, content_folder
from bot.desk.differing import differences
from bot.desk.differing_replies import reply_changes
from bot.desk.differing_report import Difference, as_json, as_text, changelog
from bot.desk.differing_source import unusable, version
from bot.desk.differing_talks import TalkChange, playable, talk_changes
from bot.language.cache import FolderCache
from bot.model.errors import ContentError
from bot.model.library import Content
from bot.model.named import region_named
from bot.model.wording import show_day

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
BESIDE = Path("tests") / "transcripts"


@click.command(
    "diff", help="两版内容有什么不同，例如 jiuye diff HEAD~5 .；旧、新是内容文件夹，或版本号（这台机器上要有 git）。"
)
@click.option("--region", default=None, help="只看一个地区的，例如 jishan。")
@click.option("--on", type=DAY, default=None, help="按哪一天看到期没有、怎样回答，默认今天。")
@click.option("--json", "as_plain", is_flag=True, help="输出 JSON。")
@click.option(
    "--changelog", "log", is_flag=True, help="输出各地区的更新记录（Markdown），可贴进 knowledge/CHANGES.md。"
)
@click.option(
    "--transcripts", type=FOLDER, default=None, help="回放哪个文件夹的对话；默认是新内容旁边的 tests/transcripts。"
)
@click.option("--quick", is_flag=True, help="不回放对话，快得多。")
@click.argument("old", metavar="旧")
@click.argument("new", metavar="新")
def command(
    old: str,
    new: str,
    region: str | None,
    on: datetime | None,
    as_plain: bool,
    log: bool,
    transcripts: Path | None,
    quick: bool,
) -> None:
    """Compare OLD with NEW."""
    home = content_folder(settings().content_dir)
    git = shutil.which("git")
    was, now = version(old, home, git), version(new, home, git)
    broken = unusable(now)
    if broken:
        raise ContentError(broken)
    regions = {**was.regions, **now.regions}
    if region is not None:
        region_named(region, regions)
    today = day(on)
    changes = differences(was, now, today)
    if log:
        kept = [one for one in changes if region in (None, one.region)]
        click.echo(changelog(kept, regions, show_day(today)) or "没有群众会注意到的改动。")
        return
    folder = transcripts or (Path(new) if Path(new).is_dir() else home) / BESIDE
    talks = _talks(was, now, folder) if not quick and changes and folder.is_dir() else None
    found = Difference(changes, reply_changes(was, now, changes, today), talks)
    if region is not None:
        found = found.within(region)
    if as_plain:
        click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2))
    elif not changes:
        click.echo("两版内容没有不同。")
    else:
        click.echo(as_text(found, regions))


def _talks(old: Content, new: Content, folder: Path) -> tuple[TalkChange, ...]:
    """Play the conversations of a folder with both versions."""
    transcripts, problems = read_transcripts(transcript_files((folder,)))
    for problem in problems:
        click.echo(str(problem), err=True)
    played = playable(old, new)
    if played is not old:
        click.echo("旧版的模板不合现在的程序，对话都按新模板回放，只看内容的不同。", err=True)
    cache = FolderCache(cache_folder())
    return talk_changes(assemble(played, cache), assemble(new, cache), transcripts)
