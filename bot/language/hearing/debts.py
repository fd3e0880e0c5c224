"""Sums that are owed or were borrowed elsewhere: 欠银行八万 is no wages, 助学贷款贷了三万二 no loan that is wanted."""

from __future__ import annotations

import re

from bot.language.hearing.quantities import Candidate
from bot.model.facts import Fact, FactType

_OLD_DEBT = re.compile(r"(?:块|元)?(?:的)?(?:没|没有|未)(?:还|结)")
_OWED = re.compile(r"欠|拖|压|[没未不][给发结付]|没有[给发结]|没拿到|押|扣|讨|要不回|白条|跑路?了")
_OF_A_LOAN = re.compile(r"银行|信用社|学校|助学|贷款|亲戚|邻居|朋友|外债|饥荒")
_TO_ANOTHER = re.compile(
    r"欠[着了下]?(?![我俺咱大他她它工薪钱款发半几好多少条是的单据押上\d一二两三四五六七八九十百千万着了下])[一-鿿]"
)
"""欠供货商三万 is owed by who writes it."""
_WAGES = re.compile("工资|工钱|薪|工程款")
_FOR_SCHOOL = re.compile(r"助学|房贷|车贷")
_BORROWED = re.compile(r"还有|还剩|欠|借[了过的着]?(?:我|俺)?(?:人家|别人|邻居|亲戚|朋友|同学|[哥姐弟妹舅姨姑叔])")

_SPENT = re.compile("租|房贷|押金|货款|罚款|学费|物业|水电")
"""What money goes for besides: 五年租金一次交了十万 is no insurance paid."""


_LODGING = re.compile(r"租房|租的?房子|住|陪读|宿舍|带娃|带孩子")
_PREMISES = re.compile(r"店|门面|门市|铺|摊|厂|场地|生意|饭馆|公司|工作室|超市|作坊|创业|馆|仓库|大棚")
_RENT = "租金"


def for_lodging(fact: Fact, whole: str) -> bool:
    """Whether rent is paid for where somebody lives, by the whole message: 租房带娃，一个月房租三百."""
    return _RENT in fact.name and _LODGING.search(whole) is not None and _PREMISES.search(whole) is None


def of_another_debt(fact: Fact, text: str, candidate: Candidate) -> bool:
    """Whether a sum is neither what the fact says to be owed nor what it says to be wanted or paid."""
    if fact.type is not FactType.MONEY:
        return False
    if "欠" in fact.name:
        # 工资一个月三千 is owed to nobody
        if _OWED.search(text) is None or _OF_A_LOAN.search(text) is not None:
            return True
        return _TO_ANOTHER.search(text) is not None and _WAGES.search(text) is None
    spent = _SPENT.search(text[: candidate.start])
    if _OLD_DEBT.match(text, candidate.stop) or (
        spent and not any(spent[0] in word for word in (fact.name, *fact.words))
    ):
        return True
    return "贷款" in fact.name and bool(_BORROWED.search(text[: candidate.start]) or _FOR_SCHOOL.search(text))
