"""The value of a countable fact in an answer to its own question, where a bare number will do."""

from __future__ import annotations

import re
from datetime import date

from bot.language.hearing.ages import ages
from bot.language.hearing.asked import asked_of
from bot.language.hearing.days import dates, durations
from bot.language.hearing.polarity import plain_polarity, polarity
from bot.language.hearing.quantities import Candidate, quantities
from bot.language.hearing.scan import Scan
from bot.model.facts import Fact, FactType
from bot.model.values import Span, Value

_NONE = re.compile(
    r"不要钱|免费|不花钱|没花钱|没掏钱|不收钱|白用|^(?:.{0,8}(?:一个|一名|一位|半个|谁|人|一分|一毛|一块|一分钱)(?:人)?(?:都|也)?(?:还)?(?:没|未|木)|(?:目前|现在|暂时|还|都|从来|一直|去年|今年|我们?|店里|家里|这边|单位|厂里|真){0,6}"
    r"(?:没|未|无|零蛋|鸭蛋|木有|没有)(?:有)?(?:招|雇|带|裁|请|用|租|欠|贷|交|辞退|减员|人|员工|花钱|掏钱|花|别人|其他人|外人|帮手|雇人|招人|裁人|裁员|减人|带动|租金|房租|要钱|收钱|走)?(?:过|到|着|上|成|起)?(?:人|谁|钱|员工|别人)?(?:呢|啊|的|了|呀|吧|哈)?(?:，|$))"
)
_ALONE = re.compile(
    r"(?:就|光|只有|只是|都是|目前就|还是|全是|全靠)(?:我|俺|额)?(?:自己|我)?(?:一个人?|自己|一人|个人|光杆)|我(?:自己)?一个人(?:干|弄|忙|做|撑)|光杆司令|单干|孤身"
)
_TOTAL = re.compile(
    r"(?:一共|总共|合计|加起来|加一起|拢共|共计|满打满算|算下来|现在|目前|还剩|剩下?|统共|共)(?:是|有|就|就剩|只剩|剩|也就|大概)*$"
)
_NOT = re.compile(r"(?:不是|不止|而非|又不是|哪有|没有)$")
_FORMER = re.compile(r"(?:以前|原来|之前|原先|去年|刚开始|起初|最多时|最早)[^，]{0,6}$")


def numeric(fact: Fact, text: str, on: date, *, certain: bool = True) -> Value | None:
    """The value an answer gives, within what the fact can take; None when it gives none.

    certain: False when the person says not to know, so that only a figure with its unit counts.
    """
    scan = Scan(text, on)
    found = [item for item in _read(fact, scan) if certain or item.sure]
    if found:
        return _choose(fact, text, found)
    if fact.type in (FactType.COUNT, FactType.MONEY, FactType.RATE):
        if fact.type is FactType.COUNT and _ALONE.search(text):
            # Somebody who works alone may or may not count himself.
            return Span(0, 1).meets(fact.domain)
        if (certain and polarity(text.split("，"), asked_of(fact)) is False) or _NONE.search(text):
            return Span(0, 0).meets(fact.domain)
    if fact.type is FactType.DURATION and plain_polarity(text.split("，", maxsplit=1)[0]) is False:
        today = on.toordinal()
        return Span(today, today).meets(fact.domain)
    return None


def _read(fact: Fact, scan: Scan) -> list[Candidate]:
    if fact.type is FactType.DATE:
        return list(dates(fact, scan, asked=True))
    if fact.type is FactType.DURATION:
        return list(durations(fact, scan, asked=True))
    if fact.type is FactType.AGE:
        return list(ages(fact, scan, asked=True))
    return list(quantities(fact, scan, asked=True))


def _choose(fact: Fact, text: str, found: list[Candidate]) -> Value:  # noqa: PLR0911 - one return a way of saying it
    """One value of several: the total, the present one, the one beside the fact's own words, or the sum of a list."""
    kept = [item for item in found if not _NOT.search(text[: item.start])] or found
    if len(kept) == 1:
        return kept[0].value
    common = _agreed(kept)
    if common is not None and (fact.type.is_day or "，" in text):
        return common
    for item in kept:
        if _TOTAL.search(text[: item.start]):
            return item.value
    present = [item for item in kept if not _FORMER.search(text[: item.start])]
    if len(present) == 1 and fact.type is FactType.COUNT:
        return present[0].value
    near = [
        (
            min(
                abs(item.start - at - len(word)) if at < item.start else at - item.stop + 2
                for at in _places(text, word)
            ),
            item,
        )
        for word in fact.words
        if word in text
        for item in kept
    ]
    if near and fact.type is not FactType.COUNT:
        return min(near, key=lambda pair: pair[0])[1].value
    close = [pair for pair in near if pair[0] <= 1]
    if close and len({id(pair[1]) for pair in close}) == 1:
        return close[0][1].value
    if fact.type is FactType.COUNT and re.fullmatch(r"[^，]*(?:[，和加、跟与]|还有|外加)?[^，]*", text):
        spans = [item.value for item in kept if isinstance(item.value, Span) and item.sure]
        if len(spans) == len(kept):
            total = Span(sum(span.lo for span in spans), sum(span.hi for span in spans)).meets(fact.domain)
            return total or kept[0].value
    return kept[0].value


def _agreed(found: list[Candidate]) -> Span | None:
    """What all candidates have in common: 还没满一年，十一个月 is eleven months."""
    both: Span | None = None
    for item in found:
        if not isinstance(item.value, Span):
            return None
        both = item.value if both is None else both.meets(item.value)
        if both is None:
            return None
    return both


def _places(text: str, word: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(word), text)]
