"""Strict reading of YAML: every scalar stays the text that was written, every value knows where it stands.

Built on PyYAML's event stream, so that nothing is resolved (8:30, 0351, no) and anchors can be refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from bot.content.findings import Findings
from bot.content.parser_words import is_opening, yaml_words
from bot.content.yaml_text import check_lines, decode, missing_space_near, wide_colon_near
from bot.model.problems import Place

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. quoted: written in quotes or as a block. inline: on one line, place is its first character."""

    text: str
    place: Place
    quoted: bool = False
    inline: bool = True
    flow: bool = False


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys and values in the order written; keys are unique."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class ListNode:
    """Items in the order written; flow means [a, b]."""

    items: tuple[Node, ...]
    place: Place
    flow: bool = False


Node = Scalar | MapNode | ListNode


class _Fault(Exception):
    """Reading of this file ends here; the problem has been noted."""


def read_yaml(path: str, data: bytes, findings: Findings) -> Node | None:
    """The tree of one file, or None if it cannot be read; problems go to findings. Never raises."""
    text = decode(path, data, findings)
    if text is None or not check_lines(path, text, findings):
        return None
    try:
        events = yaml.parse(text, Loader=LOADER)
        return _Composer(path, events, findings).document()
    except _Fault:
        return None
    except yaml.YAMLError as error:
        _syntax(path, text, error, findings)
        return None


def _syntax(path: str, text: str, error: yaml.YAMLError, findings: Findings) -> None:
    """Turn the parser's complaint into a place and a Chinese hint."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        place = Place(path, mark.line + 1, mark.column + 1)
    else:
        before = text[: getattr(error, "position", 0)]
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    context = str(getattr(error, "context", None) or "")
    if mark is not None and any(word in context for word in ("anchor", "alias", "tag")):
        begun = getattr(error, "context_mark", None) or mark
        at = Place(path, begun.line + 1, begun.column + 1)
        findings.add("E-ANCHOR", at, "", "不能用锚点 &、别名 * 和标签 !", "以 & * ! 开头的文字加引号")
        return
    if wide_colon_near(path, text, place.line, findings):
        return
    if missing_space_near(path, text, place.line, findings):
        return
    begun = getattr(error, "context_mark", None)
    if begun is not None and is_opening(context):
        place = Place(path, begun.line + 1, begun.column + 1)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or ""
    findings.add("E-SYNTAX", place, "", *yaml_words(context, str(what)))


class _Composer:
    """Builds nodes from events with a bounded recursion depth."""

    def __init__(self, path: str, events: Iterator[yaml.Event], findings: Findings) -> None:
        self._path = path
        self._events = events
        self._findings = findings

    def document(self) -> Node | None:
        """The single document of the stream; None when it is empty."""
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._fail("E-MULTI-DOCUMENT", event, "一个文件只能有一段内容", "删去 ---，另一段放到自己的文件里")
                root = self._node(next(self._events), 0, flow=False)
        return root

    def _place(self, event: yaml.Event, extra: int = 0) -> Place:
        mark = event.start_mark
        return Place(self._path, mark.line + 1, mark.column + 1 + extra) if mark else Place(self._path)

    def _fail(self, code: str, event: yaml.Event, message: str, remedy: str) -> None:
        self._findings.add(code, self._place(event), "", message, remedy)
        raise _Fault

    def _node(self, event: yaml.Event, depth: int, *, flow: bool) -> Node:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._fail("E-ANCHOR", event, "不能用锚点 & 和别名 *", "把内容照写一遍；以 & 或 * 开头的文字加引号")
        if getattr(event, "tag", None) not in (None, "!"):
            self._fail("E-ANCHOR", event, "不能用以 ! 开头的标签", "删去标签；以 ! 开头的文字加引号")
        if depth > MAX_DEPTH:
            self._fail("E-TOO-DEEP", event, "嵌套太深", "减少括号或缩进的层数")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, flow=flow)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(event, depth)
        return self._map(event, depth)

    def _scalar(self, event: yaml.ScalarEvent, *, flow: bool) -> Scalar:
        inline = getattr(event.start_mark, "line", 0) == getattr(event.end_mark, "line", 0)
        in_quotes = event.style in ("'", '"')
        # the place of a quoted text is its first character, not the quote
        return Scalar(str(event.value), self._place(event, int(in_quotes)), bool(event.style), inline, flow)

    def _list(self, start: yaml.Event, depth: int) -> ListNode:
        flow = bool(getattr(start, "flow_style", False))
        items: list[Node] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, depth + 1, flow=flow))
        return ListNode(tuple(items), self._place(start), flow)

    def _map(self, start: yaml.Event, depth: int) -> MapNode:
        flow = bool(getattr(start, "flow_style", False))
        entries: list[tuple[Scalar, Node]] = []
        seen: dict[str, Place] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth + 1, flow=flow)
            value = self._node(next(self._events), depth + 1, flow=flow)
            if not isinstance(key, Scalar):
                remedy = "把键写成一个词，后面跟半角冒号和空格"
                self._findings.add("E-KEY-FORM", key.place, "", "键必须是一个词", remedy)
            elif key.text in seen:
                first = seen[key.text]
                message = f"键写了两次，第一次在第 {first.line} 行"
                self._findings.add("E-DUPLICATE-KEY", key.place, key.text, message, "合并成一处，或给第二处另起名字")
            else:
                seen[key.text] = key.place
                entries.append((key, value))
        return MapNode(tuple(entries), self._place(start))
