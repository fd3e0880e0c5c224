"""A content file as a form: what the one field table says about each value, and the problems beside the values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.content import spans
from bot.content.fields import TABLES, kind_of
from bot.content.shapes import Field, ListOf, MapOf, Part, Shape, Word
from bot.content.spans import Branch, Leaf, Listing, Path
from bot.content.words import TEXT
from bot.model.problems import Problem

LINE, LONG, CHOICE, LINES, RAW = "line", "long", "choice", "lines", "raw"
RECORD, LIST, MAP = "record", "list", "map"
LONG_FROM = 24
"""Texts longer than this many characters get more than one line."""

_TITLES = ("编号", "名称", "内容", "说明", "方面")


@dataclass(frozen=True, slots=True)
class Input:
    """One value. kind: how it is entered; LINES is one item a line, RAW is written as YAML on one line.

    start: its first character in the text, key included, or -1 while it is absent.
    """

    path: Path
    key: str
    kind: str
    value: str
    field: Field
    start: int = -1
    end: int = -1

    @property
    def choices(self) -> tuple[str, ...]:
        """The only values there are, if so."""
        return self.field.shape.choices if isinstance(self.field.shape, Word) else ()

    @property
    def how(self) -> str:
        """How to write it."""
        shape = self.field.shape.item if isinstance(self.field.shape, ListOf) else self.field.shape
        # in an input of its own a word needs none of the marks that part it from others in brackets
        telling = isinstance(shape, Word) and shape is not TEXT and not shape.choices and not shape.listable
        return shape.how if isinstance(shape, Word) and telling else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Values that belong together. kind: RECORD, LIST or MAP. spare: fields of a record that are not written yet.

    shape: of the record, or of what can be added to a list or map.
    """

    path: Path
    title: str
    kind: str
    shape: Shape
    members: tuple[Input | Group, ...]
    spare: tuple[Field, ...] = ()
    about: str = ""
    required: bool = False
    start: int = -1
    end: int = -1


def name_of(path: Path) -> str:
    """A path as the name of an input."""
    return "|".join(map(str, path))


def shape_at(path: str, entry: str) -> Shape | None:
    """The shape of a file, or of one entry of a file that holds several; None when no form fits."""
    kind = kind_of(path)
    if kind is None:
        return None
    if entry:
        return kind.shape.item if isinstance(kind.shape, MapOf) else None
    return kind.shape


def form(text: str, shape: Shape, path: Path = ()) -> Group | None:
    """The form of what lies at the path, None when it is not written as it should be. Raises CannotEdit."""
    root = spans.read(text)
    node = spans.at(root, path)
    if node is None:
        return None
    pair = root.find(str(path[0])) if isinstance(root, spans.Mapping) and path else None
    start = pair.start if pair else node.start
    made = _member(node, Field(str(path[-1]) if path else "", shape, ""), path, start, text)
    return made if isinstance(made, Group) else None


def inputs(group: Group) -> Iterator[Input]:
    """All inputs of a form, in order."""
    for member in group.members:
        if isinstance(member, Group):
            yield from inputs(member)
        else:
            yield member


def group_at(group: Group, name: str) -> Group | None:
    """The group with this name."""
    if name_of(group.path) == name:
        return group
    found = (group_at(member, name) for member in group.members if isinstance(member, Group))
    return next((one for one in found if one is not None), None)


def groups(group: Group) -> Iterator[Group]:
    """A group and all groups inside it."""
    yield group
    for member in group.members:
        if isinstance(member, Group):
            yield from groups(member)


def worth_opening(group: Group, base: Group | None, names: Iterable[str]) -> frozenset[str]:
    """The names of the groups that hold any of these names, or a value that differs from the form it began as."""
    before = {name_of(one.path): one.value for one in inputs(base)} if base is not None else {}
    changed = [name_of(one.path) for one in inputs(group) if before.get(name_of(one.path)) != one.value]
    wanted = {*names, *(changed if base is not None else ())}
    return frozenset(
        name
        for one in groups(group)
        for name in (name_of(one.path),)
        if any(other == name or other.startswith(f"{name}|") for other in wanted)
    )


def _member(node: Branch, field: Field, path: Path, start: int, text: str) -> Input | Group:
    shape = field.shape
    if isinstance(shape, Part) and isinstance(node, spans.Mapping):
        return _record(node, shape, field, path, start, text)
    if isinstance(shape, MapOf) and isinstance(node, spans.Mapping):
        children = [
            _member(pair.value, Field(pair.key, shape.item, ""), (*path, pair.key), pair.start, text)
            for pair in node.pairs
        ]
        return _group(MAP, field, path, shape.item, children, (start, node.end))
    if isinstance(shape, ListOf) and isinstance(shape.item, Part) and isinstance(node, Listing):
        children = [
            _member(item, Field(_title(item, at), shape.item, ""), (*path, at), item.start, text)
            for at, item in enumerate(node.items)
        ]
        return _group(LIST, field, path, shape.item, children, (start, node.end))
    kind, value = _entered(node, shape, text)
    return Input(path, field.key, kind, value, field, start, node.end)


def _entered(node: Branch, shape: Shape, text: str) -> tuple[str, str]:
    """How a value is entered, and what stands there now."""
    words = isinstance(shape, ListOf) and isinstance(shape.item, Word)
    if words and isinstance(node, Listing) and all(isinstance(item, Leaf) for item in node.items):
        return LINES, "\n".join(item.text for item in node.items if isinstance(item, Leaf))
    if words and isinstance(node, Leaf):
        return LINES, node.text
    if isinstance(shape, Word) and isinstance(node, Leaf):
        if shape.choices:
            return CHOICE, node.text
        return (LONG if len(node.text) > LONG_FROM else LINE), " ".join(node.text.split())
    return RAW, node.text if isinstance(node, Leaf) else " ".join(text[node.start : node.end].split())


def _record(node: spans.Mapping, shape: Part, field: Field, path: Path, start: int, text: str) -> Group:
    table = TABLES[shape.table]
    members: list[Input | Group] = []
    spare: list[Field] = []
    for one in table.fields:
        pair = node.find(one.key)
        inside = (*path, one.key)
        if pair is not None:
            members.append(_member(pair.value, one, inside, pair.start, text))
        elif one.required and isinstance(one.shape, Word):
            members.append(Input(inside, one.key, CHOICE if one.shape.choices else LINE, "", one))
        else:
            spare.append(one)
    known = {one.key for one in table.fields}
    for pair in node.pairs:
        if pair.key not in known:
            stray = Field(pair.key, TEXT, "表里没有这个键，清空就删去")
            members.append(_member(pair.value, stray, (*path, pair.key), pair.start, text))
    made = _group(RECORD, field, path, shape, members, (start, node.end))
    return replace(made, spare=tuple(spare), about=field.meaning or (table.about if not path else ""))


def _group(
    kind: str, field: Field, path: Path, shape: Shape, members: Sequence[Input | Group], span: tuple[int, int]
) -> Group:
    return Group(path, field.key, kind, shape, tuple(members), (), field.meaning, field.required, *span)


def _title(item: Branch, number: int) -> str:
    """What to call an item of a list."""
    if isinstance(item, spans.Mapping):
        for key in _TITLES:
            pair = item.find(key)
            if pair is not None and isinstance(pair.value, Leaf) and pair.value.text:
                return pair.value.text
    return f"第 {number + 1} 项"


def beside(group: Group, problems: Sequence[Problem], text: str) -> Mapping[str, tuple[Problem, ...]]:
    """The problems inside the form by the name of the input or group they belong to; all others are left out."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found: dict[str, tuple[Problem, ...]] = {}
    for problem in problems:
        where = starts[min(problem.place.line, len(starts)) - 1] + problem.place.column - 1
        if group.start <= where <= group.end:
            name = name_of(_owner(group, where, problem.field).path)
            found[name] = (*found.get(name, ()), problem)
    return found


def _owner(group: Group, where: int, key: str) -> Input | Group:
    """The innermost part of a form that covers a place; an absent key of a record is found by its name."""
    for member in group.members:
        if member.start <= where <= member.end and member.start >= 0:
            inner = _owner(member, where, key) if isinstance(member, Group) else member
            # a record is blamed at its own first character for a key that it lacks
            lacks = isinstance(member, Input) and key not in ("", member.key)
            return _absent(group, key) or inner if lacks else inner
    return _absent(group, key) or group


def _absent(group: Group, key: str) -> Input | None:
    members = (one for one in group.members if isinstance(one, Input))
    return next((one for one in members if one.start < 0 and one.key == key), None)
