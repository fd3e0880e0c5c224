"""Where somebody went to school, in answer to whether that is in the province: 西安交大的, 学校在运城.

A place in the tree of the province, or one that is declared to lie in it, is inside; any other is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.model.facts import Fact, Facts
from bot.model.intents import Lexicon
from bot.model.places import Regions
from bot.model.values import NO, YES

_BEFORE = (
    "我 俺 是 就 在 的 上 学校 母校 大学 学 念 读 考 到 从 去 都 也 啊 嗯 哦 不 没 有 那个 不是 一直 "
    "专科 本科 大专 毕业 了 于 校"
)
_AFTER = (
    "省 市 县 那边 那儿 那里 这边 里 内 的 上 念 读 学校 大学 学院 学 校 毕业 交通 交 科技 科 理工 理 师范 师 "
    "财经 财 医科 医 农业 农 工业 工程 工 外国语 外院 电子 邮电 政法 石油 建筑 建 航空 航 民族 中医药 体育 美术 "
    "音乐 传媒 职业 技术 专科 本科 大专 大 一所 一个 那个 呢 啊 吧 呀 了 过 完"
)
"""What may stand round the place of a school; anything else says that something else is told of it."""


def _only(words: str) -> re.Pattern[str]:
    """Nothing but these words, the longest first; each taken whole, so that a text is read in one way only."""
    ordered = sorted(words.split(), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(ordered)})*+")


_LEAD, _TAIL = _only(_BEFORE), _only(_AFTER)

CODE = "school_in_province"
SCHOOLED = re.compile(r"学|校|念|读|上的|大的|院|毕业")
"""What says that a place is that of a school."""
_DENIED = re.compile(r"不(?:是)?在?|没在")


class Schooling:
    """Reads where a school is; answers: yes or no to the fact about the province, None where no school is told."""

    def __init__(self, facts: Facts, regions: Regions, lexicon: Lexicon, plain: Callable[[str], str]) -> None:
        fact = facts.find(CODE)
        self._inside: frozenset[str] = frozenset()
        self._place: re.Pattern[str] | None = None
        if fact is None:
            return
        inside, outside = _names(fact, regions, plain)
        inside |= {plain(w) for name, words in lexicon.provinces.items() if name in fact.question for w in words}
        self._inside = frozenset(inside)
        every = inside | outside | {plain(word) for word in lexicon.other_places}
        words = sorted(every, key=lambda word: (-len(word), word))
        self._place = re.compile("|".join(map(re.escape, words)))

    def read(self, text: str) -> str | None:
        """The value that a clause tells, if it says nothing but where a school is."""
        for found in self._place.finditer(text) if self._place is not None else ():
            lead = text[: found.start()]
            if not (_LEAD.fullmatch(lead) and _TAIL.fullmatch(text, found.end())):
                continue
            inside = found[0] in self._inside
            if _DENIED.search(lead):
                return NO if inside else None
            return YES if inside else NO
        return None


def _names(fact: Fact, regions: Regions, plain: Callable[[str], str]) -> tuple[set[str], set[str]]:
    """Names of the places of the province the fact asks about, and of all others held."""
    inside: set[str] = set()
    outside: set[str] = set()
    for region in regions.values():
        names = {plain(word) for word in (region.name, *region.aliases)}
        top = region
        while top.parent is not None and top.parent in regions:
            top = regions[top.parent]
        (inside if top.name in fact.question else outside).update(names)
    return inside, outside
