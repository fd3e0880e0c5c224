"""What an officer entered in a form, put into the text of the file."""

from __future__ import annotations

from collections.abc import Mapping

from bot.content import spans
from bot.content.editing import CannotEdit
from bot.content.fields import TABLES
from bot.content.forms import LINES, LIST, MAP, RAW, RECORD, Group, Input, group_at, inputs, name_of
from bot.content.revising import cut, put
from bot.content.shapes import ListOf, MapOf, Part, Shape, Word
from bot.content.spans import Leaf, Plain

CONDITION, ALL = "条件", "全部"
ASKED_FIRST = 2
"""So many keys a new record without required ones begins with."""


def fill(text: str, form: Group, given: Mapping[str, str], *, tidy: bool) -> str:
    """The text with the values entered. tidy: optional values left empty go. Raises CannotEdit.

    given: by the names of the inputs; inputs that are not named stay as they are.
    """
    gone: list[Input] = []
    before = text
    for one in inputs(form):
        entered = given.get(name_of(one.path))
        if entered is None:
            continue
        value = _clean(one, entered)
        changed = value != _clean(one, one.value)
        listed = before[one.start : one.end].endswith("[]")  # an empty list is written on purpose
        if not value and _may_go(one) and (changed or (tidy and not listed)):
            gone.append(one)
        elif changed:
            text = put(text, one.path, _plain(one, value, text), _order(form, one))
    # from the last backwards, so that the places of items before them stay
    for one in sorted(gone, key=lambda item: item.start, reverse=True):
        text = cut(text, one.path)
    return text


def add(text: str, form: Group, name: str, key: str) -> str:
    """The text with one more value in a group: a field of a record, an item of a list, a name in a map.

    Raises CannotEdit.
    """
    group = group_at(form, name)
    if group is None:
        raise CannotEdit("没有这一处，请重新打开表单。")
    if group.kind == LIST:
        return put(text, (*group.path, len(group.members)), blank(group.shape))
    key = key.strip()
    if not key:
        raise CannotEdit(f"请先写上要加的{'项' if group.kind == RECORD else '名称'}。")
    if spans.at(spans.read(text), (*group.path, key)) is not None:
        raise CannotEdit(f"「{key}」已经有了。")
    if group.kind == MAP:
        return put(text, (*group.path, key), blank(group.shape))
    field = next((one for one in group.spare if one.key == key), None)
    if field is None or not isinstance(group.shape, Part):
        raise CannotEdit(f"这里不能加「{key}」。")
    order = [one.key for one in TABLES[group.shape.table].fields]
    begun = blank(field.shape)
    if isinstance(field.shape, Part) and field.shape.table == CONDITION and not group.path:
        begun = {ALL: [begun]}  # a policy nearly always has several; another can then be added below the first
    return put(text, (*group.path, key), begun, order)


def remove(text: str, form: Group, name: str) -> str:
    """The text without a group. Raises CannotEdit."""
    group = group_at(form, name)
    if group is None or group.path == form.path:
        raise CannotEdit("没有这一处，请重新打开表单。")
    return cut(text, group.path)


def blank(shape: Shape) -> Plain:
    """A value to begin with: everything required is there and empty."""
    if isinstance(shape, ListOf):
        return [blank(shape.item)]
    if isinstance(shape, MapOf):
        return {}
    if isinstance(shape, Part):
        fields = TABLES[shape.table].fields
        first = [one for one in fields if one.required] or [one for one in fields if isinstance(one.shape, Word)]
        needed = [one for one in first if one.required] or first[:ASKED_FIRST]
        return {one.key: blank(one.shape) for one in needed}
    return ""


def _may_go(one: Input) -> bool:
    """Whether the value is there, is not required, and means nothing when it is empty."""
    says_something = isinstance(one.field.shape, Word) and one.field.shape.may_be_empty
    return one.start >= 0 and not one.field.required and not says_something


def _clean(one: Input, entered: str) -> str:
    """What was entered without blanks that mean nothing."""
    if one.kind == LINES:
        return "\n".join(line.strip() for line in entered.splitlines() if line.strip())
    return " ".join(entered.split())


def _plain(one: Input, value: str, text: str) -> Plain:
    if one.kind == LINES:
        single = isinstance(spans.at(spans.read(text), one.path), Leaf) and "\n" not in value
        return value if single else list(value.split("\n"))
    if one.kind == RAW and value[:1] in "[{":
        node = spans.read(f"x: {value}")
        inner = spans.at(node, ("x",))
        return spans.plain(inner) if inner is not None else ""
    return value


def _order(form: Group, one: Input) -> list[str]:
    """The keys of the record an input belongs to, as they should stand."""
    group = group_at(form, name_of(one.path[:-1]))
    if group is None or not isinstance(group.shape, Part) or group.kind != RECORD:
        return []
    return [field.key for field in TABLES[group.shape.table].fields]
