"""Plain values from a YAML file that is no content of the library, read as strictly as all of it."""

from __future__ import annotations

from bot.content.findings import Findings
from bot.content.yaml_nodes import ListNode, Node, Scalar, read_yaml
from bot.model.errors import ContentError


def read_plain(path: str, data: bytes) -> object:
    """Texts, lists and dicts of a file, None for an empty one. Raises ContentError with every problem."""
    findings = Findings()
    node = read_yaml(path, data, findings)
    if findings.failed:
        raise ContentError(findings.sorted())
    return None if node is None else _plain(node)


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, ListNode):
        return [_plain(item) for item in node.items]
    return {key.text: _plain(value) for key, value in node.entries}


def write_plain(value: object, depth: int = 0) -> str:
    """The YAML of texts, lists and dicts, one entry a line, quoted so that it reads back the same."""
    pad = "  " * depth
    if isinstance(value, dict):
        return "".join(f"{pad}{key}:{_after(item, depth)}" for key, item in value.items())
    if isinstance(value, list):
        return "".join(f"{pad}- {write_plain(item, depth + 1).lstrip()}" for item in value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{pad}"{text}"\n'


def _after(value: object, depth: int) -> str:
    if isinstance(value, dict | list):
        return "\n" + write_plain(value, depth + 1)
    return " " + write_plain(value).lstrip()
