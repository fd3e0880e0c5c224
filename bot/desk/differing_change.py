"""One difference between two versions of the content, and how two registers are laid side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

ADDED, REMOVED, ALTERED, ENDED = "新增", "删去", "改了", "到期"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, in Chinese.

    kind: what sort of content (政策, 期限, 金额, 条件, 说明, 案例, 地区, 文件, 事实, 约束, 通常, 行话, 问法,
    转人工, 模板).
    what: 新增, 删去, 改了 or 到期. key: the id it is found by. label: its name for people. region: "" if it has none.
    field: which key of it, before and after: what stood and stands there. cite: the clause, where there is one.
    """

    kind: str
    what: str
    key: str
    label: str
    region: str = ""
    field: str = ""
    before: str = ""
    after: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is compared key by key: its name for people, where it belongs, and what is written in it."""

    label: str
    words: Mapping[str, str]
    region: str = ""
    cite: str = ""


def altered(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Key, what stood there and what stands there, for every key that reads otherwise."""
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key, ""), new.get(key, "")
        if before != after:
            yield key, before, after


def compare(kind: str, old: Mapping[str, Entry], new: Mapping[str, Entry]) -> Iterator[Change]:
    """Entries that came, entries that went, and every key that reads otherwise, in the order they are written."""
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if after is None:
            if before is not None:
                yield Change(kind, REMOVED, key, before.label, before.region, cite=before.cite)
        elif before is None:
            yield Change(kind, ADDED, key, after.label, after.region, cite=after.cite)
        else:
            for field, was, now in altered(before.words, after.words):
                yield Change(kind, ALTERED, key, after.label, after.region, field, was, now, after.cite)
