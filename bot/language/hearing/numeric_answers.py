"""The value of a countable fact in an answer to its own question, where a bare number will do."""

from __future__ import annotations

import re
from datetime import date

from bot.language.hearing.ages import ages, spoken_age
from bot.language.hearing.asked import asked_of
from bot.language.hearing.choosing import choose
from bot.language.hearing.days import durations
from bot.language.hearing.household import counted_in, own_hands
from bot.language.hearing.leaving import dates
from bot.language.hearing.polarity import NOT_DONE, plain_polarity, polarity
from bot.language.hearing.quantities import Candidate, quantities
from bot.language.hearing.scan import Scan, scanned
from bot.model.facts import Fact, FactType
from bot.model.values import Span, Value

_NONE = re.compile(
    r"(?:什么|半个|一个)人(?:都|也)?没|还没开始招|不(?:需要|用|想|打算)(?:雇|招|请)|自己(?:家)?(?:盖的|的)(?:房|门面|院)|自家(?:的)?(?:房|门面|院)|不要钱|免费|免了|免租|不花钱|没花钱|没掏钱|不收钱|白用|^(?:.{0,8}(?:一个|一名|一位|半个|谁|人|一分|一毛|一块|一分钱)(?:人)?(?:都|也)?(?:还)?(?:没|未|木)|(?:目前|现在|暂时|还|都|从来|一直|去年|今年|我们?|店里|家里|这边|单位|厂里|真){0,6}"
    r"(?:没|未|无|零蛋|鸭蛋|木有|没有)(?:有)?(?:招|雇|带|裁|请|用|租|欠|贷|交|辞退|减员|人|员工|花钱|掏钱|花|别人|其他人|外人|帮手|雇人|招人|裁人|裁员|减人|带动|租金|房租|要钱|收钱|走)?(?:过|到|着|上|成|起)?(?:人|谁|钱|员工|别人)?(?:哩|嘞|呢|啊|的|了|呀|吧|哈)?(?:，|$))"
    r"|(?:不用|不要|不|没有?|无)(?:交|付|掏|给)?(?:租金|房租|租)(?:的|了|哩|啊|呀)?(?:，|$)|^(?:也|都|现在|已经)?(?:一分)?(?:都|也)?(?:不|没有?)(?:拖)?欠(?:的|了|钱|工资|薪)*$"
)
_TOTAL_SAID = re.compile(r"一共|总共|合计|加起来|共计|全店|拢共")
_ONE = re.compile(r"(加|雇了|请了|招了|还有)个(?!人|把)")
_DENIES_ELSE = re.compile(r"(?:[我你他她]们?|人家|这|那|都|也|可|就|并|还)*(?:不是|不对|不算)(?:的|了|啊|呀|吧|呢|，)*")
_LITTLE = re.compile(r"^不(?:太|算|怎么|是很|很)?(?:多|少)|不会算|不好算|没法算")
_WANTS_NONE = re.compile(r"^(?:现在|目前)?还没(?:有)?(?:贷|借)|^(?:先|暂时|现在)?不(?:贷|借|要|办|租)了")
_UNMET = re.compile(r"(?:想|打算|准备).{0,6}(?:还没|没)(?:有)?(?:招|雇|请|找)?(?:到|上|着|下)")
_PENNY = re.compile(r"^(?:我|也|都)*(?:一分|一毛|半分)钱?(?:都|也)?(?:没|不)")
_GUESSED = re.compile(r"(?:有|大概|差不多|估计|可能|好像|应该|约)(?:也|得|是|有)*$")
_COMPARED = re.compile(r"比[^，]{1,4}[大小](?:了|着)?$")
_LAID_OFF = re.compile(r"(?:裁(?!到)|裁掉|裁员|辞退|开除)(?:了|过)?[^，到]{0,3}$")
_OTHER_YEAR = re.compile(r"(?:前年|今年)[^，]{0,4}$")
_BESIDE = re.compile(r"(?:押金|转让费|物业费?|水电费?|中介费|定金)(?:是|要|交)?(?:了)?$")
_ONE_DIGIT = re.compile(r"[一二两俩三四五六七八九\d]岁?")
_PER_PIECE = re.compile(r"每间|每平|一平|每人|人均|每个人|(?<!就)(?<!我)一个?人(?:每|一)个?[月年]")
_UNREAL = re.compile(r"(?:打算|准备|计划|想|还要|要|明年|预备)(?:再)?(?:招|雇|请|裁)(?:上|个)?$")
_LEFT_THEMSELVES = re.compile(r"(?:自己|主动|自愿)(?:走|辞|离职|提|不干)[^，]{0,4}$")
BARE_NUMBER = re.compile(
    r"(?=.*[\d一二两三四五六七八九十百千万几月])(?:哦|噢|啊|目前|现在|一共|总共|就|是|有|才|大概|差不多|不到|还不到|不足|快|将近|还|不多|也就|只有|得有|上+|，)*"
    r"[\d.零一二两三四五六七八九十百千万几半]*(?:多|来|几)?(?:个|人|名|位|口|岁|年|月|天|块|元|钱|%|半|多|载|上个月|出头|不到|左右|工人|员工|职工|的|了|吧|，)*"
)
"""Nothing but a number or a time says neither yes nor no."""


def numeric(fact: Fact, text: str, on: date, *, certain: bool = True) -> Value | None:
    """The value an answer gives, within what the fact can take; None when it gives none.

    certain: False when the person says not to know, so that only a figure with its unit counts.
    """
    if fact.type is FactType.AGE:
        text = spoken_age(text)
    elif fact.type is FactType.COUNT:
        text = _ONE.sub(r"\1一个", text)
    found = [
        item
        for item in _read(fact, scanned(text, on))
        if (certain or item.sure or _GUESSED.search(text[: item.start])) and not _not_counted(fact, text, item)
    ]
    if fact.type is FactType.MONEY and _PENNY.search(text):
        return Span(0, 0).meets(fact.domain)
    value = _with_owner(fact, text, found)
    if value is not None:
        return value
    if found:
        return choose(fact, text, found)
    none = _none(fact, text, certain=certain)
    if none and fact.type is FactType.DURATION:
        return Span(on.toordinal(), on.toordinal()).meets(fact.domain)
    return Span(0, 0).meets(fact.domain) if none else None


def _with_owner(fact: Fact, text: str, found: list[Candidate]) -> Value | None:
    """The number of people where the owner or his family may be among them: 连我三个, 就我和媳妇，再雇了一个."""
    if fact.type is not FactType.COUNT:
        return None
    among = [item.value for item in found if counted_in(text, item.start)]
    if among and isinstance(among[0], Span) and among[0].lo > 0:
        return Span(among[0].lo - 1, among[0].hi).meets(fact.domain)
    hands = own_hands(fact, text)
    if hands is None or _TOTAL_SAID.search(text):
        return None
    (least, most), (start, stop) = hands
    beside = [item for item in found if item.stop <= start or item.start >= stop]
    if all(item.value == Span(0, 0) for item in beside):
        return Span(least, most).meets(fact.domain)
    more = choose(fact, text, beside)
    return Span(more.lo + least, more.hi + most).meets(fact.domain) if isinstance(more, Span) else None


def _none(fact: Fact, text: str, *, certain: bool) -> bool:
    """Whether somebody says that there is nothing: 没雇人, 不要钱, 还没开业; 他不是 denies something else."""
    if _DENIES_ELSE.fullmatch(text):
        return False
    if fact.type is FactType.DURATION:
        return plain_polarity(text.split("，", maxsplit=1)[0]) is False
    if fact.type not in (FactType.COUNT, FactType.MONEY, FactType.RATE) or _LITTLE.search(text):
        return False
    if fact.unsaid is None and NOT_DONE.fullmatch(text):
        return False  # 没办过 is no number of people
    if _NONE.search(text) or (fact.type is FactType.COUNT and _UNMET.search(text)):
        return True
    return certain and not _WANTS_NONE.search(text) and polarity(text.split("，"), asked_of(fact)) is False


def _not_counted(fact: Fact, text: str, item: Candidate) -> bool:  # noqa: PLR0911 - one return a reason
    """Whether a number is of people only wished for, or of people who left of themselves where others were laid off."""
    before = text[: item.start]
    if fact.type is FactType.AGE and text.startswith(("减", "加"), item.stop):
        return True
    if fact.type is FactType.AGE:
        return (
            bool(_COMPARED.search(before))
            or before.endswith("比")
            or (before.endswith(("大", "小")) and _ONE_DIGIT.fullmatch(text[item.start : item.stop]) is not None)
        )
    if fact.type is FactType.MONEY:
        beside = _BESIDE.search(before) is not None and "押金" not in fact.words
        return beside or (_PER_PIECE.search(text) is not None and not fact.name.startswith("欠"))
    if fact.type is not FactType.COUNT:
        return False
    if _LAID_OFF.search(before) and not any("裁" in word for word in fact.words):
        return True
    if "上一年" in fact.question and _OTHER_YEAR.search(before):
        return True
    return bool(_UNREAL.search(before)) or (
        bool(_LEFT_THEMSELVES.search(before)) and any("裁" in word for word in fact.words)
    )


def _read(fact: Fact, scan: Scan) -> list[Candidate]:
    if fact.type is FactType.DATE:
        return list(dates(fact, scan, asked=True))
    if fact.type is FactType.DURATION:
        return list(durations(fact, scan, asked=True))
    if fact.type is FactType.AGE:
        return list(ages(fact, scan, asked=True))
    return list(quantities(fact, scan, asked=True))
