"""要抵押吗, 周末上班吗 beside the name of a measure: what its text says of that very word, or that it is left open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from bot.dialogue.scene import Scene
from bot.model.library import Content
from bot.model.policies import Statement

_ASKS = re.compile(r"[吗么不没嘛]$|多少$|有没有|要不要|是不是|能不能|可不可以|用不用|限不限")
_COMMON = frozenset(
    "的了吗呢么啊吧嘛要不有没能可以什怎多少给我你您他她这那个些在和与就都也还是会到去来想问请谁哪几啥咋样一对人年月"
)
"""Characters that stand in any sentence; two of them together tell nothing."""
BODY = "body"
"""Who is in charge: its words, 单位 and the names of offices, are in questions about anything."""
BARE = 5
"""Characters of a mere word that somebody looks up: 工资, 要发票."""
MOST, MOST_ASKED, FEW = 2, 4, 8
"""Statements with a word; one that more have is no detail. More of them where nothing but that word is asked."""


def touched(scene: Scene, region: str, measure: str) -> tuple[Mapping[str, object], ...]:
    """The statements of the measure's policies that share a word with the question, beside the measure's own name."""
    text = scene.seen.clean.strip("，。！？ ")
    asks = scene.seen.led or len(text) <= BARE or _ASKS.search(text) is not None
    if not asks or scene.seen.heard:
        return ()
    words = set(pairs(text)) - set(pairs(_names(scene.content, region, measure)))
    said: dict[str, Statement] = {}
    for policy in scene.content.in_region(region, measure):
        for statement in (one for slug, ones in policy.statements.items() if slug != BODY for one in ones):
            said.setdefault(statement.text, statement)
    found: dict[str, Statement] = {}
    for word in sorted(words):
        having = [one for one in said.values() if word in one.text]
        if 0 < len(having) <= (MOST_ASKED if scene.seen.led or len(text) <= FEW else MOST):
            found |= {one.text: one for one in having}
    return tuple({"内容": one.text, "依据": one.cite.clause, "未明确": one.is_open} for one in found.values())


def quoted(scene: Scene, region: str, measure: str) -> int:
    """Characters of the longest piece of the message that the statements about a measure hold word for word."""
    text = scene.seen.clean.strip("，。！？ ")
    longest = 0
    for policy in scene.content.in_region(region, measure):
        for statement in (one for ones in policy.statements.values() for one in ones):
            for start in range(len(text)):
                while start + longest < len(text) and text[start : start + longest + 1] in statement.text:
                    longest += 1
    return longest


def _names(content: Content, region: str, measure: str) -> str:
    """What the measure, its policies and the county are called, which every question about them may hold."""
    known = content.intents.measures.get(measure)
    place = content.regions.get(region)
    names: Iterable[str] = (
        *((known.name, known.short, *known.names) if known else ()),
        *(policy.title for policy in content.in_region(region, measure)),
        *((place.name, *place.aliases) if place else ()),
    )
    return "，".join(names)


def pairs(text: str) -> Iterable[str]:
    """Pairs of characters that may be a word."""
    for one, other in pairwise(text):
        if one not in _COMMON and other not in _COMMON and "一" <= one <= "鿿" and "一" <= other <= "鿿":
            yield one + other
