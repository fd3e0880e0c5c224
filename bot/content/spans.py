"""The tree of a YAML text with the stretch of characters each value takes, for edits that leave the rest as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from bot.content.editing import CannotEdit

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Path = tuple[str | int, ...]
"""Keys and places in lists, from the outermost inwards."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar. start, end: its characters, quotes included; an empty value has none."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One key with its value. start: the first character of the key."""

    start: int
    key: str
    value: Branch

    @property
    def end(self) -> int:
        """Behind the value, or behind the colon of an empty one."""
        return self.value.end


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values. flow: written in braces."""

    start: int
    end: int
    flow: bool
    pairs: tuple[Pair, ...]

    def find(self, key: str) -> Pair | None:
        """The pair of a key."""
        return next((pair for pair in self.pairs if pair.key == key), None)


@dataclass(frozen=True, slots=True)
class Listing:
    """Items. flow: written in brackets."""

    start: int
    end: int
    flow: bool
    items: tuple[Branch, ...]


Branch = Leaf | Mapping | Listing
Plain = str | list["Plain"] | dict[str, "Plain"]


def read(text: str) -> Branch | None:
    """The tree of a text, None when it holds nothing. Raises CannotEdit where it is no YAML."""
    try:
        events = iter(list(yaml.parse(text, Loader=LOADER)))
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                return _node(next(events), events)
    except yaml.YAMLError as error:
        raise CannotEdit("这个文件现在有写法错误，先在文字里改好，再用表单。") from error
    return None


def at(root: Branch | None, path: Sequence[str | int]) -> Branch | None:
    """The value at a path, None when there is none."""
    node = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            pair = node.find(step)
            node = pair.value if pair else None
        elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def plain(node: Branch) -> Plain:
    """The value without its places."""
    if isinstance(node, Leaf):
        return node.text
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {pair.key: plain(pair.value) for pair in node.pairs}


def _begin(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def _node(event: yaml.Event, events: Iterator[yaml.Event]) -> Branch:
    if isinstance(event, yaml.ScalarEvent):
        end = _end(event)
        if event.style in ("|", ">"):  # a block ends where the next line begins
            end -= 1
        return Leaf(_begin(event), end, str(event.value))
    if isinstance(event, yaml.SequenceStartEvent):
        return _listing(event, events)
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(event, events)
    raise CannotEdit("这个文件用了锚点或别名，只能改文字。")


def _listing(start: yaml.SequenceStartEvent, events: Iterator[yaml.Event]) -> Listing:
    items: list[Branch] = []
    flow = bool(start.flow_style)
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            end = _end(event) if flow or not items else items[-1].end
            return Listing(_begin(start), end, flow, tuple(items))
        items.append(_node(event, events))
    raise CannotEdit("这个文件现在有写法错误，先在文字里改好，再用表单。")


def _mapping(start: yaml.MappingStartEvent, events: Iterator[yaml.Event]) -> Mapping:
    pairs: list[Pair] = []
    flow = bool(start.flow_style)
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            end = _end(event) if flow or not pairs else pairs[-1].end
            return Mapping(_begin(start), end, flow, tuple(pairs))
        if not isinstance(event, yaml.ScalarEvent):
            raise CannotEdit("这个文件的键写法特别，只能改文字。")
        pairs.append(Pair(_begin(event), str(event.value), _node(next(events), events)))
    raise CannotEdit("这个文件现在有写法错误，先在文字里改好，再用表单。")
