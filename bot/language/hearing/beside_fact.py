"""Numbers that stand near the words of a fact and belong to something else: 在厂里干了十八年 is no time in business."""

from __future__ import annotations

import re

from bot.model.facts import Fact, FactType

LASTING, STABLE = "months_operating", "hire_stable_months"
_PEOPLE = frozenset({"jobs_created", "hires", "employees"})
_INSURANCE, _OTHER_COST = "社保", re.compile(r"利息|房租|租金|押金|学费|水电|罚款|税")
_LEFT_AGAIN = re.compile(r"(?:走|跑|离开|不干|辞)了[\d一二两三四五六七八九十几]+(?:个|人|名|位)?(?!月|年|天)")
"""雇了2个又雇了1个5月走了1个: how many there are now, it does not say."""
_AFTER_SCHOOL = re.compile(r"(?:毕业|离校)(?:后|以后|之后)?(?:不到|刚|才|没|第|有|大概|了|快|满|都)*$")
"""毕业不到一年开的公司 tells how long after school, not how long ago."""
_IDLE = re.compile(r"(?:都|也|就|了)*没(?:有)?(?:开张|开门|营业|生意|活干?|挣)")
"""三个月没开张了 is no time in business."""
_YEARLESS = re.compile(r"(?:1[0-2]|[1-9]|[一二三四五六七八九十]{1,2})月(?:份|初|底|中旬)?")
"""8月开的 after 去年回来的 leaves open which year; it is asked."""
_STAFF = re.compile(r"招|雇|吸纳|他们|员工|工人")
_WORKED_FOR = re.compile(
    r"(?:在|给|到|跟)(?![^，]{0,3}(?:自己|我们))[^，]{0,10}(?:厂|矿|公司|单位|工地|老板|人家|别人|部队|集团|局|学校|医院|井下|上头|外头)"
    r"[里上子]?(?:又|都|一直|整整|总共)?(?:干|做|上班|上)[了的过]?(?:有|快|将近|差不多|大概|整|整整|都)*$"
)
"""在焦化厂干了十八年 was work for somebody else."""
_PAID_THEN = re.compile(
    r"(?:全年|一年|一共|总共|单位|公司|我们?|厂里)*[交缴付花](?:了|的|过)?[^，\d一二两三四五六七八九十]{0,8}(?:\d{3,}|[\d.]+万|[一二两三四五六七八九十]+[千万])"
)
"""去年交了失业保险16800 tells what was paid, not since when."""


def beside_the_fact(fact: Fact, text: str, start: int, stop: int) -> bool:
    """Whether the number that stands from start to stop of a clause is of something else than the fact."""
    before = text[:start]
    if fact.code in _PEOPLE:
        return _LEFT_AGAIN.search(text) is not None
    if fact.type is FactType.MONEY:
        return _INSURANCE in fact.name and _OTHER_COST.search(text) is not None and "保" not in text
    if fact.type is not FactType.DURATION:
        return False
    if fact.code == LASTING and (_IDLE.match(text, stop) or _YEARLESS.fullmatch(text, start, stop)):
        return True
    if _PAID_THEN.match(text, stop) or (fact.code == LASTING and _AFTER_SCHOOL.search(before)):
        return True
    worked = fact.code in (LASTING, STABLE) and _WORKED_FOR.search(before) is not None
    return worked and (fact.code == LASTING or _STAFF.search(text) is None)
