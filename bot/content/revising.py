"""Setting, adding and removing values in a YAML text; comments, order and every other character stay."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from bot.content.editing import CannotEdit
from bot.content.spans import Branch, Leaf, Listing, Mapping, Pair, Path, Plain, at, plain, read

_SAFE = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n\t]*")
_BREAKS_FLOW = re.compile(r"[,\[\]{}]")
REFUSAL = "这一处的写法表单改不了，请在文字里改。"


def put(text: str, path: Path, value: Plain, order: Sequence[str] = ()) -> str:
    """The text with this value at the path; what is on the way and not there is made.

    order: the keys of the innermost map as they should stand. Raises CannotEdit.
    """
    root = read(text)
    wanted = _with(plain(root) if root is not None else {}, path, value)
    return _checked(_put(text, root, path, value, order), wanted)


def cut(text: str, path: Path) -> str:
    """The text without what is at the path; a map or list that becomes empty goes too. Raises CannotEdit."""
    root = read(text)
    if at(root, path) is None or root is None:
        return text
    while len(path) > 1 and _size(at(root, path[:-1])) == 1:
        path = path[:-1]
    return _checked(_cut(text, root, path), _without(plain(root), path))


def scalar(value: str, *, flow: bool) -> str:
    """A text as a YAML scalar on one line, in quotes only where it needs them."""
    plain_enough = _SAFE.fullmatch(value) and not re.search(r":(\s|$)|\s#|\s$", value)
    if plain_enough and not (flow and _BREAKS_FLOW.search(value)):
        return value
    return json.dumps(value, ensure_ascii=False)


def rendered(value: Plain) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, list):
        return f"[{', '.join(map(rendered, value))}]"
    return f"{{{', '.join(f'{scalar(key, flow=True)}: {rendered(one)}' for key, one in value.items())}}}"


def _put(text: str, root: Branch | None, path: Path, value: Plain, order: Sequence[str]) -> str:
    node = at(root, path)
    if node is not None:
        return _replace(text, root, path, node, value)
    *outer, last = path
    parent = at(root, outer)
    if parent is None or (isinstance(parent, Leaf) and not parent.text):
        made: Plain = {last: value} if isinstance(last, str) else [value]
        if not outer:
            return f"{text.rstrip()}\n{last}: {rendered(value)}\n".lstrip("\n")
        return _put(text, root, tuple(outer), made, ())
    if isinstance(parent, Mapping) and isinstance(last, str):
        return _add_pair(text, parent, last, value, order)
    if isinstance(parent, Listing):
        return _add_item(text, parent, value)
    raise CannotEdit(REFUSAL)


def _replace(text: str, root: Branch | None, path: Path, node: Branch, value: Plain) -> str:
    """Another value in the same place."""
    if isinstance(node, Leaf) and isinstance(value, str):
        old = text[node.start : node.end]
        inside = any(getattr(at(root, path[:depth]), "flow", False) for depth in range(len(path)))
        new = json.dumps(value, ensure_ascii=False) if old.startswith('"') else scalar(value, flow=inside)
    elif isinstance(node, Listing) and not node.flow and isinstance(value, list):
        return _items(text, node, value)
    else:
        new = rendered(value)
    before = " " if node.start == node.end and text[node.start - 1 : node.start] == ":" else ""
    return text[: node.start] + before + new + text[node.end :]


def _items(text: str, node: Listing, value: list[Plain]) -> str:
    """A list of one item a line: items that stay keep their lines, from both ends inwards."""
    old = [plain(item) for item in node.items]
    head = 0
    while head < min(len(old), len(value)) and old[head] == value[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(value)) - head and old[-1 - tail] == value[-1 - tail]:
        tail += 1
    lead = _lead(text, node.items[0])
    new = "".join(f"{lead}- {_item(one)}\n" for one in value[head : len(value) - tail])
    gone = node.items[head : len(old) - tail]
    if gone:
        start, end = _line_start(text, gone[0].start), _line_end(text, gone[-1].end)
    elif head:
        start = end = _line_end(text, node.items[head - 1].end)
    else:
        start = end = _line_start(text, node.items[0].start)
    if end == len(text) and not text.endswith("\n"):
        text, end = f"{text}\n", end + 1
        start = end if not gone else start
    return text[:start] + new + text[end:]


def _add_pair(text: str, parent: Mapping, key: str, value: Plain, order: Sequence[str]) -> str:
    before = _before(parent, key, order)
    if parent.flow:
        new = f"{scalar(key, flow=True)}: {rendered(value)}"
        if before is None:
            rest = ", " if parent.pairs else ""
            return text[: parent.start + 1] + new + rest + text[parent.start + 1 :]
        return f"{text[: before.end]}, {new}{text[before.end :]}"
    anchor = before or parent.pairs[0]
    lead = " " * (anchor.start - _line_start(text, anchor.start))
    new = f"{lead}{scalar(key, flow=False)}: {_item(value)}\n"
    return _insert_line(text, _line_end(text, anchor.end), new)


def _before(parent: Mapping, key: str, order: Sequence[str]) -> Pair | None:
    """The pair a new key stands behind; None to stand first."""
    if key not in order:
        return parent.pairs[-1] if parent.pairs else None
    earlier = [pair for pair in parent.pairs if pair.key in order and order.index(pair.key) < order.index(key)]
    return earlier[-1] if earlier else None


def _add_item(text: str, parent: Listing, value: Plain) -> str:
    if parent.flow:
        if not parent.items:
            return text[: parent.start + 1] + rendered(value) + text[parent.start + 1 :]
        end = parent.items[-1].end
        return f"{text[:end]}, {rendered(value)}{text[end:]}"
    last = parent.items[-1]
    return _insert_line(text, _line_end(text, last.end), f"{_lead(text, last)}- {_item(value)}\n")


def _cut(text: str, root: Branch, path: Path) -> str:
    *outer, last = path
    parent = at(root, outer)
    if isinstance(parent, Mapping):
        spans = [(pair.start, pair.end) for pair in parent.pairs]
        place = next(number for number, pair in enumerate(parent.pairs) if pair.key == last)
    elif isinstance(parent, Listing) and isinstance(last, int):
        spans, place = [(item.start, item.end) for item in parent.items], last
    else:
        raise CannotEdit(REFUSAL)
    start, end = spans[place]
    if parent.flow:
        if place + 1 < len(spans):
            return text[:start] + text[spans[place + 1][0] :]
        return text[: spans[place - 1][1] if place else start] + text[end:]
    first_of_item = isinstance(parent, Mapping) and place == 0 and text[_line_start(text, start) : start].strip()
    if first_of_item and len(spans) > 1:
        return text[:start] + text[spans[1][0] :]  # the dash before it stays, for the next key
    return text[: _line_start(text, start)] + text[_line_end(text, end) :]


def _insert_line(text: str, where: int, line: str) -> str:
    if where == len(text) and not text.endswith("\n"):
        return f"{text}\n{line}"
    return text[:where] + line + text[where:]


def _item(value: Plain) -> str:
    return scalar(value, flow=False) if isinstance(value, str) else rendered(value)


def _lead(text: str, item: Branch) -> str:
    """The blanks before the dash of an item."""
    start = _line_start(text, item.start)
    dash = text[start : item.start].rfind("-")
    if dash < 0 or text[start : start + dash].strip():
        raise CannotEdit(REFUSAL)
    return text[start : start + dash]


def _line_start(text: str, where: int) -> int:
    return text.rfind("\n", 0, where) + 1


def _line_end(text: str, where: int) -> int:
    found = text.find("\n", where)
    return len(text) if found < 0 else found + 1


def _size(node: Branch | None) -> int:
    if isinstance(node, Mapping):
        return len(node.pairs)
    return len(node.items) if isinstance(node, Listing) else 0


def _with(tree: Plain, path: Path, value: Plain) -> Plain:
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        items = list(tree) if isinstance(tree, list) else []
        kept = items[step] if step < len(items) else ""
        return [*items[:step], _with(kept, tuple(rest), value), *items[step + 1 :]]
    entries = dict(tree) if isinstance(tree, dict) else {}
    return {**entries, step: _with(entries.get(step, ""), tuple(rest), value)}


def _without(tree: Plain, path: Path) -> Plain:
    step, *rest = path
    if isinstance(tree, list) and isinstance(step, int):
        kept = [_without(tree[step], tuple(rest))] if rest else []
        return [*tree[:step], *kept, *tree[step + 1 :]]
    if isinstance(tree, dict) and isinstance(step, str):
        if rest:
            return {**tree, step: _without(tree[step], tuple(rest))}
        return {key: value for key, value in tree.items() if key != step}
    raise CannotEdit(REFUSAL)


def _checked(text: str, wanted: Plain) -> str:
    """The text, if it now says exactly what it should. Raises CannotEdit."""
    root = read(text)
    if (plain(root) if root is not None else {}) != wanted:
        raise CannotEdit(REFUSAL)
    return text
