"""Somebody puts right what he said before: 不对，2024年6月; 不是8个月，是18个月; 说错了，我52."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.language.hearing.numeric_answers import numeric
from bot.language.hearing.scan import COUNTABLE, Scan, scanned
from bot.model.facts import Fact, FactType
from bot.model.understanding import Heard

_OPENER = re.compile(
    r"(?:哦|噢|啊|唉|呃|诶|哎呀?|等等|等一下|那个|，)*(?:不对不对|不对|不是不是|"
    r"那?还是按?(?=[^，]{1,8}吧$)|(?:我|刚才|前面|上面|那个)*(?:说|写|打|记|弄|搞|报|讲|填)?错了|"
    r"更正一下|改一下)(?:啊|呀|哈|了)?[，。！ ]*"
)
_EXACTLY = re.compile(r"(?:具体|准确|确切)(?:地)?(?:说|来说|讲|点)?(?:就)?[是，]*")
_COUNT_AS = re.compile(r"(?:算了|那就|那)?，?(?:就)?按(?=.{1,8}算[吧的]?$)")
"""具体是2021年7月, 按2个算: a fact is told again."""
_NO = re.compile(r"(?:[哦噢啊唉呃诶嗯]，?)+不是[，。！ ]*|不是(?:的|啊|呀)*[，。！ ]+")
"""啊不是，2021年: no answer to a question about a number."""
_CONTRAST = re.compile(
    r"(?:哦|噢|啊|，)*(?P<lead>[^，。？！]{0,6}?)不是(?P<old>[^，。？！]{1,14}?)[，。 ]?"
    r"(?:而|应该|其实|我)?(?<!就)是(?P<new>[^，。？！]{1,14})$"
)
_FILLED = re.compile(r"(?:应该|其实|准确|实际|我|我是|是|说|今年|现在|到|有|就){0,4}")
_ENDED = re.compile(r"(?:毕业|的|了|吧|啊|呀|呢|才对|才是|左右|整|份|算|[。，！])*")
_ADULT = (14, 80)


@dataclass(frozen=True, slots=True)
class Correction:
    """What is meant instead.

    text: the message as it should have been said. bare: it holds a value and nothing that says of what.
    counted: whether it corrects only where a number was asked (不是，2021年), or only where none was (按2个算).
    last: it is the fact told last that is meant, and no earlier one (具体是2021年7月).
    """

    text: str
    bare: bool
    counted: bool | None = None
    last: bool = False

    def after(self, asked: Fact | None) -> bool:
        """Whether it corrects something where this fact was asked."""
        return self.counted is None or self.counted is (asked is not None and not asked.type.is_options)


def correction(text: str, on: date) -> Correction | None:
    """What a message in its plain form puts right, or None when it puts nothing right."""
    if not any(char in text for char in "不错改还按确具"):
        return None
    contrast = _CONTRAST.match(text)
    if contrast is not None and COUNTABLE.search(contrast["new"]):
        old, new = _values(scanned(contrast["old"], on)), _values(scanned(contrast["new"], on))
        if len(old) == len(new) == 1:
            told = contrast["lead"] + contrast["old"][: old[0][0]] + contrast["new"][new[0][0] :]
            return Correction(told, bare=_bare(told, on))
    opened = _OPENER.match(text)
    if opened is not None and opened.end() < len(text):
        rest = text[opened.end() :]
        return Correction(rest, _bare(rest, on))
    for pattern, counted in ((_EXACTLY, None), (_COUNT_AS, False), (_NO, True)):
        first = pattern.match(text)
        if first is not None and _bare(text[first.end() :], on):
            return Correction(text[first.end() :], bare=True, counted=counted, last=counted is None)
    return None


def mended(found: Correction, facts: Iterable[Fact], on: date) -> Heard | None:
    """The fact put right by a bare value: the first of those given that can take it, the one told last first."""
    types = _types(found.text, on)
    for fact in facts:
        if fact.type in types:
            value = numeric(fact, found.text, on)
            if value is not None:
                return Heard(fact.name, value, found.text)
    return None


def _values(scan: Scan) -> list[tuple[int, int]]:
    """Where the values of a text stand."""
    times = [(item.start, item.stop) for item in scan.moments] + [(item.start, item.stop) for item in scan.lapses]
    return sorted({*times, *((item.start, item.stop) for item in scan.amounts)})


def _bare(text: str, on: date) -> bool:
    spans = _values(scanned(text, on))
    if len(spans) != 1:
        return False
    start, stop = spans[0]
    return bool(_FILLED.fullmatch(text[:start]) and _ENDED.fullmatch(text[stop:]))


def _types(text: str, on: date) -> tuple[FactType, ...]:
    scan = scanned(text, on)
    if scan.moments:
        return FactType.DATE, FactType.DURATION
    if scan.lapses:
        return (FactType.DURATION,)
    for amount in scan.amounts:
        if amount.kind:
            return (
                {"heads": FactType.COUNT, "money": FactType.MONEY, "rate": FactType.RATE, "age": FactType.AGE}[
                    amount.kind
                ],
            )
        low, high = _ADULT
        if "我" in text[: amount.start] and low <= amount.lo <= amount.hi <= high:
            return (FactType.AGE,)
        return FactType.COUNT, FactType.MONEY, FactType.RATE
    return ()
