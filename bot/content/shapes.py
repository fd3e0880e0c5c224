"""The building blocks of the field table: what a value may look like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One scalar. parse raises ValueError when the text cannot be used; how tells the writer what to write.

    pattern: the same rule for editors. choices: the only allowed words. listable: several of them may stand
    in brackets, so a wide comma between them is a slip. may_be_empty: "" is a value.
    """

    title: str
    parse: Callable[[str], object]
    how: str
    pattern: str = ""
    choices: tuple[str, ...] = ()
    listable: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class ListOf:
    """Several values; single: one value may stand without brackets."""

    item: Shape
    single: bool = False


@dataclass(frozen=True, slots=True)
class MapOf:
    """Values under names the writer chooses; key says what the names are, key_word checks them."""

    key: str
    item: Shape
    key_word: Word | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A record described by another table."""

    table: str


@dataclass(frozen=True, slots=True)
class Either:
    """A scalar or a record, told apart by how it is written."""

    word: Word
    part: Part


@dataclass(frozen=True, slots=True)
class Raw:
    """Left as written (text, or a map of texts) until the fact it belongs to is known."""

    title: str


Shape = Word | ListOf | MapOf | Part | Either | Raw


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record: its value's shape, what it means, and an example as it is written."""

    key: str
    shape: Shape
    meaning: str
    example: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The keys of one kind of record."""

    name: str
    about: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: its name, which paths are of this kind, what it holds, where it is documented."""

    name: str
    title: str
    path: str
    shown: str
    shape: Shape


def title_of(shape: Shape) -> str:
    """The shape's name for tables in a README."""
    if isinstance(shape, Word | Raw):
        return shape.title
    if isinstance(shape, Part):
        return f"见「{shape.table}」"
    if isinstance(shape, Either):
        return f"{shape.word.title}，或见「{shape.part.table}」"
    if isinstance(shape, MapOf):
        return f"{shape.key} → {title_of(shape.item)}"
    return f"{title_of(shape.item)}，可多项"
