"""Numbers that held once and hold no more: 以前一千多号人, 从一万二涨到一万五."""

from __future__ import annotations

import re

from bot.language.hearing.quantities import Candidate
from bot.model.facts import Fact, FactType

_CHANGED = re.compile(r"[块元钱]*(?:又|现在|今年|给)?[涨降升加减调提变改][到成为]")
_ONCE = re.compile(r"(?:以前|原来|过去|之前|高峰(?:的时候|期)?|最多(?:的时候)?)[^，]{0,8}$")
_OWED_TO = re.compile(r"欠着?(?:我|俺|大家)")
"""欠我们三十个工人工资 counts those who are owed, not who works for the writer."""
_GIVEN_UP = re.compile(r"转让|转出去|盘出去|盘给|关门|关了|关张|不开了|不干了|倒闭|黄了|注销")
_IN_BUSINESS = "months_operating"
_EMPLOYER = "单位"


def held_once(fact: Fact, text: str, candidate: Candidate) -> bool:
    """Whether a number is what something was before it changed, or how many an employer had once."""
    if _CHANGED.match(text, candidate.stop):
        return True
    if fact.code == _IN_BUSINESS:
        return _GIVEN_UP.search(text, candidate.stop) is not None  # 我开的店去年转让了
    if fact.type is not FactType.COUNT or fact.audience != _EMPLOYER:
        return False
    return _ONCE.search(text[: candidate.start]) is not None or _OWED_TO.search(text) is not None
