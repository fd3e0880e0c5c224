"""The content reader: all files in, one Content out, with every problem found on the way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from bot.content.assemble import assemble
from bot.content.fields import KINDS, kind_of
from bot.content.findings import Findings
from bot.content.records import Item, read_shape
from bot.content.tree import digest_of
from bot.content.yaml_nodes import read_yaml
from bot.content.yaml_text import decode
from bot.model.library import Content
from bot.model.problems import Place, Problem

TEMPLATE = ".j2"
NEEDED = tuple(f"knowledge/_{name}.yaml" for name in ("regions", "facts")) + tuple(
    f"intents/_{name}.yaml" for name in ("aspects", "acts", "lexicon")
)


def load_content(files: Mapping[str, bytes]) -> tuple[Content | None, tuple[Problem, ...]]:
    """The content of a tree of files, and all problems in it. Pure; never raises, whatever the bytes.

    The content is None exactly when a problem is an error.
    """
    findings = Findings()
    items: dict[str, Item] = {}
    replies: dict[str, str] = {}
    for path in sorted(files):
        if path.startswith("replies/"):
            _read_reply(path, files[path], replies, findings)
            continue
        item = _read_item(path, files[path], findings)
        if item is not None:
            items[path] = item
    for path in NEEDED:
        if path not in files:
            findings.add("E-NO-FILE", Place(path), "", "没有这个文件", "建立这个文件，写法见同一文件夹的 README.md")
    content = assemble(items, replies, digest_of(files), findings, frozenset(files))
    problems = findings.sorted()
    return (None if findings.failed else content), problems


def _read_item(path: str, data: bytes, findings: Findings) -> Item | None:
    kind = kind_of(path)
    if kind is None:
        shown = [f"{path.split('/', 1)[0]}/…" if not known.shown else known.shown for known in KINDS]
        message = "文件放错了地方，或名字不合规则"
        remedy = f"文件名用小写英文、数字和连字符；可放的有：{'、'.join(shown)}"
        findings.add("E-STRAY-FILE", Place(path), "", message, remedy)
        return None
    node = read_yaml(path, data, findings)
    if node is None:
        if data.strip():
            return None
        findings.add("E-EMPTY", Place(path), "", "文件是空的", "写上内容，或删去文件")
        return None
    return read_shape(kind.shape, node, "", findings)


def _read_reply(path: str, data: bytes, replies: dict[str, str], findings: Findings) -> None:
    if PurePosixPath(path).suffix != TEMPLATE:
        findings.add("E-STRAY-FILE", Place(path), "", "这里只放 .j2 模板", "改名或移走")
        return
    text = decode(path, data, findings)
    if text is not None:
        replies[path.removeprefix("replies/").removesuffix(TEMPLATE)] = text
