"""Turns a YAML tree into typed records by the field table; what does not fit becomes a problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from bot.content.fields import TABLES
from bot.content.findings import Findings, nearest
from bot.content.shapes import Either, ListOf, MapOf, Part, Raw, Shape, Word, title_of
from bot.content.yaml_nodes import ListNode, MapNode, Node, Scalar
from bot.model.problems import Place

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Item:
    """A value read by its type, with the scalar it came from (for scalars) and the place of its key in a map."""

    value: object
    place: Place
    scalar: Scalar | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The values of one record by key; keys that were absent or unusable are missing.

    unread: keys that were written and could not be used, which was noted: nothing more need be said about them.
    """

    place: Place
    items: Mapping[str, Item] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    def __contains__(self, key: str) -> bool:
        return key in self.items

    def get(self, key: str, kind: type[T]) -> T | None:
        """The value of a key if it was read as this type."""
        item = self.items.get(key)
        return item.value if item is not None and isinstance(item.value, kind) else None

    def text(self, key: str, default: str = "") -> str:
        """The text of a key."""
        return self.get(key, str) or default

    def place_of(self, key: str) -> Place:
        """Where the key's value stands, or the record when the key is absent."""
        item = self.items.get(key)
        return item.place if item else self.place

    def parts(self, key: str) -> tuple[Record, ...]:
        """The records in a list."""
        return tuple(item.value for item in self.list(key) if isinstance(item.value, Record))

    def list(self, key: str) -> tuple[Item, ...]:
        """The items of a list; empty when absent."""
        return self.get(key, tuple) or ()

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(item.value for item in self.list(key) if isinstance(item.value, str))

    def map(self, key: str) -> Iterator[tuple[str, Item]]:
        """Names and items of a map."""
        yield from (self.get(key, dict) or {}).items()


def read_shape(shape: Shape, node: Node, name: str, findings: Findings) -> Item | None:
    """The value of a node by its shape, or None with a problem noted."""
    if isinstance(shape, Either):
        shape = shape.part if isinstance(node, MapNode) else shape.word
    if isinstance(shape, Raw):
        return _read_raw(node, name, findings)
    if isinstance(node, Scalar):
        return _read_scalar(shape, node, name, findings)
    if isinstance(shape, ListOf) and isinstance(node, ListNode):
        items = (read_shape(shape.item, child, name, findings) for child in node.items)
        return Item(tuple(item for item in items if item), node.place)
    if isinstance(node, MapNode) and isinstance(shape, MapOf | Part):
        if isinstance(shape, MapOf):
            return _read_map(shape, node, findings)
        return Item(_read_record(shape.table, node, findings), node.place)
    wanted = {Word: "一个值", ListOf: "清单", MapOf: "「名: 值」", Part: "「键: 值」"}[type(shape)]
    remedy = f"这里写{wanted}（{title_of(shape)}）"
    findings.add("E-SHAPE", node.place, name, f"这里应当是{wanted}", remedy)
    return None


def _read_scalar(shape: Shape, node: Scalar, name: str, findings: Findings) -> Item | None:
    if isinstance(shape, Word):
        return _read_word(shape, node, name, findings)
    if isinstance(shape, ListOf) and shape.single and node.text:
        item = read_shape(shape.item, node, name, findings)
        return Item((item,), node.place) if item else None
    return _wrong_scalar(shape, node, name, findings)


def _wrong_scalar(shape: Shape, node: Scalar, name: str, findings: Findings) -> Item | None:
    """A single text where several values or keys belong: nothing at all, a full-width colon, or a mistake."""
    if not node.text and not node.quoted:
        empty: dict[Shape, object] = {}
        if isinstance(shape, Part):
            findings.add("E-EMPTY", node.place, name, "值是空的", "填上；不是必填的，也可以删去这一行")
            return None
        return Item(() if isinstance(shape, ListOf) else empty, node.place)
    if "：" in node.text and not node.quoted and not isinstance(shape, ListOf):
        place = Place(node.place.path, node.place.line, node.place.column + node.text.index("："))
        findings.add("E-FULLWIDTH-COLON", place, name, "键后面是全角冒号「：」", "改成半角冒号加空格")
        return None
    wanted = "清单，写成 [甲, 乙] 或每行一个 - " if isinstance(shape, ListOf) else "下一级的「键: 值」，缩进两格"
    findings.add("E-SHAPE", node.place, name, f"这里不能只写「{node.text[:20]}」", f"写成{wanted}")
    return None


def _read_word(word: Word, node: Scalar, name: str, findings: Findings) -> Item | None:
    text = node.text.strip()
    if not text and not (word.may_be_empty and node.quoted):
        findings.add("E-EMPTY", node.place, name, "值是空的", "填上；不是必填的，也可以删去这一行")
        return None
    if word.listable and node.flow and not node.quoted and any(mark in text for mark in "，、"):
        offset = min(text.index(mark) for mark in "，、" if mark in text)
        place = Place(node.place.path, node.place.line, node.place.column + offset)
        findings.add(
            "E-FULLWIDTH-COMMA", place, name, f"「{text}」里有全角逗号或顿号", "用半角逗号分开；确是一个词就加引号"
        )
        return None
    try:
        return Item(word.parse(text), node.place, node)
    except (ValueError, KeyError, ArithmeticError):
        findings.add("E-VALUE", node.place, name, f"「{text[:40]}」不是{word.title}", word.how)
        return None


def _read_map(shape: MapOf, node: MapNode, findings: Findings) -> Item:
    values: dict[str, Item] = {}
    for key, child in node.entries:
        name = key.text.strip()
        if shape.key_word and _read_word(shape.key_word, key, shape.key, findings) is None:
            continue
        item = read_shape(shape.item, child, name, findings)
        if item:
            # a record under a name stands where its name stands
            value = replace(item.value, place=key.place) if isinstance(item.value, Record) else item.value
            values[name] = Item(value, key.place if isinstance(value, Record) else item.place, item.scalar)
    return Item(values, node.place)


def _read_record(table_name: str, node: MapNode, findings: Findings) -> Record:
    fields = {entry.key: entry for entry in TABLES[table_name].fields}
    items: dict[str, Item] = {}
    written: set[str] = set()
    for key, child in node.entries:
        name = key.text.strip()
        written.add(name)
        entry = fields.get(name)
        if entry is None:
            _unknown_key(table_name, key, fields, findings)
            continue
        item = read_shape(entry.shape, child, name, findings)
        if item:
            items[name] = item
    for entry in fields.values():
        if entry.required and entry.key not in written:
            code = "E-NO-CLAUSE" if entry.key == "依据" else "E-REQUIRED"
            example = f"，例如 {entry.key}: {entry.example}" if entry.example else ""
            findings.add(code, node.place, entry.key, f"{table_name}缺「{entry.key}」", f"补上{entry.meaning}{example}")
    return Record(node.place, items, frozenset(written - items.keys()))


def _unknown_key(table_name: str, key: Scalar, fields: Mapping[str, object], findings: Findings) -> None:
    wide = key.text.find("：")
    if wide >= 0 and key.text[:wide].strip() in fields:
        place = Place(key.place.path, key.place.line, key.place.column + wide)
        findings.add("E-FULLWIDTH-COLON", place, key.text[:wide], "键后面是全角冒号「：」", "改成半角冒号加空格")
        return
    message = f"{table_name}里没有「{key.text[:30]}」这个键"
    findings.add("E-UNKNOWN-KEY", key.place, key.text[:30], message, nearest(key.text, fields))


def _read_raw(node: Node, name: str, findings: Findings) -> Item | None:
    """A text, a list of texts, or a map of texts, left for the fact's own reader."""
    if isinstance(node, Scalar):
        return Item(node.text.strip(), node.place, node)
    if isinstance(node, MapNode) and all(isinstance(child, Scalar) for _, child in node.entries):
        pairs = {key.text: child.text for key, child in node.entries if isinstance(child, Scalar)}
        return Item(pairs, node.place)
    if isinstance(node, ListNode) and node.items and all(isinstance(child, Scalar) for child in node.items):
        return Item([child.text.strip() for child in node.items if isinstance(child, Scalar)], node.place)
    how = "写一个值，[几个选项之一, …]，或 {最小: …, 最大: …}"
    findings.add("E-SHAPE", node.place, name, "事实的值不能这样写", how)
    return None
