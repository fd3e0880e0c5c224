"""Numbers that stand near the words of a fact and belong to something else: 在焦化厂干了十八年 is no time in business."""

from __future__ import annotations

import re

from bot.model.facts import Fact, FactType

LASTING, STABLE = "months_operating", "hire_stable_months"
_PEOPLE = frozenset({"jobs_created", "hires"})
_LEFT_AGAIN = re.compile(r"(?:走|跑|离开|不干|辞)了[\d一二两三四五六七八九十几]+(?:个|人|名|位)?(?!月|年|天)")
"""雇了2个又雇了1个5月走了1个: how many there are now, it does not say."""
_AFTER


def beside_the_fact(fact: Fact, text: str, start: int, stop: int) -> bool:
    """Whether the number that stands from start to stop of a clause is of something else than the fact."""
    before = text[:start]
    if fact.code in _PEOPLE:
        return _LEFT_AGAIN.search(text) is not None
    if fact.type is not FactType.DURATION:
        return False
    if _PAID_THEN.match(text, stop) or (fact.code == LASTING and _AFTER_SCHOOL.search(before)):
        return True
    worked = fact.code in (LASTING, STABLE) and _WORKED_FOR.search(before) is not None
    return worked and (fact.code == LASTING or _STAFF.search(text) is None)
