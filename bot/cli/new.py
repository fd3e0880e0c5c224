"""jiuye new: skeletons of a new region and of a new policy, with a comment for every key; schemas for editors."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from bot.cli.shelf import settings
from bot.content.fields import KINDS
from bot.content.json_schema import schema
from bot.content.load import load_content
from bot.content.skeletons import documents_skeleton, policy_skeleton, region_entry
from bot.desk.build import content_folder, read_folder
from bot.model.errors import ContentError, UnknownName
from bot.model.library import Content
from bot.model.named import region_named

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
POLICY = re.compile(r"knowledge/[^/_]+/[^/_][^/]*")
STATES = ("现行", "报道", "上级")


def _content(folder: Path) -> Content:
    """The content without its policies, so that one skeleton may be written while another is half filled."""
    files = {path: data for path, data in read_folder(folder).items() if not POLICY.fullmatch(path)}
    content, problems = load_content(files)
    if content is None:
        raise ContentError(problems)
    return content


def _write(path: Path, text: str) -> None:
    """Write a file that is not there yet. Raises UsageError instead of overwriting."""
    if path.exists():
        raise click.UsageError(f"{path} 已经有了，不覆盖。")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    click.echo(f"写了 {path}")


@click.group("new", help="新地区、新政策的骨架：每个键都有说明，填好再 check。")
def command() -> None:
    """Make skeletons."""


@command.command("region", help="新地区：在 _regions.yaml 里加一段，建文件登记。例：new region quwo --name 曲沃县。")
@click.option("--name", required=True, help="全称。")
@click.option("--parent", default=None, help="上一级地区的代号。")
@click.option("--state", type=click.Choice(STATES), default=STATES[0], help="现行、报道或上级。")
@click.option("--folder", type=FOLDER, default=None, help="内容所在文件夹，默认是正在用的。")
@click.argument("slug", metavar="代号")
def region(slug: str, name: str, parent: str | None, state: str, folder: Path | None) -> None:
    """Enter SLUG among the regions."""
    home = content_folder(folder or settings().content_dir)
    content = _content(home)
    if not SLUG.fullmatch(slug):
        raise click.UsageError(f"代号「{slug}」要用小写英文、数字和连字符，例如 quwo。")
    if slug in content.regions:
        raise click.UsageError(f"地区「{slug}」已经有了：{content.regions[slug].name}。")
    if parent is not None:
        region_named(parent, content.regions)
    values = {"名称": name, "状态": state, "去问": f"{name}的人力资源社会保障部门"}
    if parent is not None:
        values["上级"] = parent
    _write(home / "knowledge" / slug / "_documents.yaml", documents_skeleton(f"{name}的文件。"))
    regions = home / "knowledge" / "_regions.yaml"
    with regions.open("a", encoding="utf-8") as file:
        file.write(region_entry(slug, values))
    click.echo(f"加了 {regions} 的「{slug}」；下一步：登记文件，再 jiuye new policy {slug}/事项代号")


@command.command("policy", help="新政策：例 new policy quwo/startup-subsidy，或 quwo/startup-loan--small-business。")
@click.option("--folder", type=FOLDER, default=None, help="内容所在文件夹，默认是正在用的。")
@click.argument("policy", metavar="地区/事项")
def policy(policy: str, folder: Path | None) -> None:
    """Write the skeleton of POLICY (region/measure)."""
    home = content_folder(folder or settings().content_dir)
    content = _content(home)
    slug, _, rest = policy.partition("/")
    measure, _, variant = rest.partition("--")
    place = region_named(slug, content.regions).name
    if not rest:
        raise click.UsageError(f"「{policy}」要写成 地区/事项，例如 {slug}/startup-subsidy。")
    if measure not in content.intents.measures:
        raise UnknownName(f"没有事项「{measure}」；可用的有：{'、'.join(content.intents.measures)}")
    if "--" in rest and not SLUG.fullmatch(variant):
        raise click.UsageError(f"种类「{variant}」要用小写英文、数字和连字符。")
    name = content.intents.measures[measure].name
    values = {"名称": name}
    numbers = [document.number for document in content.documents.values() if f"/{slug}/" in document.place.path]
    if len(numbers) == 1:
        values["文件"] = numbers[0]
    _write(home / "knowledge" / slug / f"{rest}.yaml", policy_skeleton(f"{place}：{name}。", values))
    click.echo("填好后运行 jiuye check --sources 原文文件夹，没填的必填项会逐行列出来。")


@command.command("schema", help="给编辑器用的 JSON Schema，一类文件一个，边写边提示、边查。例：new schema 键表。")
@click.argument("folder", metavar="文件夹", type=click.Path(file_okay=False, path_type=Path))
def schemas(folder: Path) -> None:
    """Write a schema for every kind of content file into FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        path = folder / f"{kind.name}.json"
        path.write_text(json.dumps(schema(kind.name), ensure_ascii=False, indent=1), encoding="utf-8")
        click.echo(f"写了 {path}，用于 {kind.path.partition('/')[0]}/{kind.shown}")
