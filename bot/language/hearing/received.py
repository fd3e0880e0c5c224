"""What somebody says to have had of a benefit already: 领了36个月了, 先领过2500, 领过一半.

A sum or a stretch of time told so belongs to what was received, and to nothing else: not to how long one is in
business, nor to how long a contract runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from bot.language.hearing.clauses import Clause
from bot.language.hearing.numerals import NUMERAL, read
from bot.language.hearing.quantities import quantities
from bot.language.hearing.scan import Scan, scanned
from bot.model.facts import Fact, FactType
from bot.model.understanding import Heard
from bot.model.values import Span, Value

MARK = "□"
"""Stands for a character that has been taken, so that the places of all others stay."""

_LIKELY = re.compile("[领拿补享给发]")
"""One of these is in every word for receiving."""
_SOMEBODY = r"(?:我们?|俺们?|咱们?|单位|公司|店里|自己)?"
_MUCH = r"(?:大概|大约|差不多|将近|快|满|足足?|整整|好像|一共|总共|前后|前前后后|有|至少|不到|最多|头|前)*"
_BENEFIT = r"(?:[^，\d]{0,8}(?:补贴|补助|补帖|资金)(?:款|的)?(?:钱)?)?"
_BEFORE = re.compile(
    rf"(?:(?:领|享受|领取)(?:到手|到|够|满|完|走)?(?:了|过|到)|(?:领|享受)(?:满|够|完)|(?:已经?|先|早就|早|前面|之前|以前|先前|都|目前)(?:领|享受|领取)(?:到|够|满|完|走)?|"
    rf"(?P<weak>(?:拿|补|给|发)(?:到|够|满|走)?(?:了|过|到)))(?:{_SOMEBODY}|了|过)*{_BENEFIT}{_MUCH}$"
)
_AFTER = re.compile(
    r"(?:块钱|元钱|块|元|的|了)*(?:[^，\d]{0,8}(?:补贴|补助))?(?:我们?|已经?|早就|早|也|都|先|就|全)*"
    r"(?:领|享受)(?:完|过|到|走|满|够)?(?:手)?(?:了|过)+(?:的|啊|呀|哦|吧)*$"
)
_NEVER = re.compile(
    r"(?:能|可以|可|想|要|会|没|没有|未|不|应该|该|怎么|咋|来|去|准备|打算|等|才|还)(?:再|多|先)?$|(?:(?<![技职功才])能|可以|想|要|会)[^，了过]{0,8}$"
)
"""What stands before the verb where nothing was received: 能领, 没领过, 想领."""
_OTHER = re.compile(
    r"证|执照|牌照|失业金|失业保险|工资|薪|低保|退休|养老|救济|救助|社保(?!补)|公积金|红包|贷款|赔偿|补偿金|老板|房东|订单|货款|"
    r"孩子|结婚|礼金|隔壁|同村|别家|有人|同学|同事|哥们|工友|[老小][一-鿿](?=领|拿|已|也|都|先)|押金|医保|药|学历|毕业|人家|别人|朋友|邻居|亲戚|听说|他们|抚恤|房租(?!补)"
)
"""What else is received, or who else receives it."""
_OTHER_AFTER = re.compile(
    r"的?(?:失业|工资|低保|退休|养老|救济|社保(?!补)|赔偿|补偿|货|证|利息|学费|生活费|彩礼|人|个)"
)
_LEFT = re.compile(
    r"(?:(?:的时候|那时候?|那会儿?|时|前|以前|之前|份)?(?:我们?|俺们?|单位|公司|政府|人社局|就|才|先|已经?|也|都|给|前后|一共|总共)*)$"
)
_PART = re.compile(r"(?:的)?(?:一半|半数|一部分|部分|一些|一点|几次|一次|一笔|一回|头一[笔回次]|好几)")
_TIMES = re.compile(rf"({NUMERAL})(?:次|回)")
_TURNS = ("次", "回")
_ONLY = re.compile(
    r"(?:我们?|俺们?|咱们?|已经?|早就|早|都|以前|之前|去年|前年|今年|先|前面|也|是)*(?:领|享受|领取)过(?:了|的|一些|啊|呀)*"
)
"""领过了 says that something was received, but not how much."""
_EARLIER = re.compile(r"去年|前年|上年|往年|以前")
"""How often is counted by the year."""
_STEM = re.compile(r"(?:领过|领了)?([^，领]{2,}(?:补贴|补助))(?:今年|已经|都)?(?:领|$)")
_MONTHS = "月"
_SUM = 3
"""Digits of a sum told without its unit; it may have the form of a year (领了2000)."""
_BENEFITS = re.compile(r"补贴|补助|补帖")


class Piece(NamedTuple):
    """What was received as one clause tells it.

    start, stop: where in the clause it stands. words: how it was said. values: what it is as each of the facts that
    can hold it. named: the facts whose benefit the clause or the message names; empty where it names none.
    apart: the facts for which it tells nothing, such as turns of another year.
    """

    start: int
    stop: int
    words: str
    values: tuple[tuple[Fact, Value], ...]
    named: frozenset[str]
    apart: frozenset[str]
    subject: str
    supposed: bool

    def unclear(self, talked: Sequence[str]) -> bool:
        """Whether something was received and it is not understood how much."""
        meant = self.named or frozenset(talked)
        return not self.supposed and not (meant and meant <= self.apart) and self.told(talked) is None

    def told(self, talked: Sequence[str]) -> Heard | None:
        """The fact told, where exactly one of those named, or else of those talked of, can hold it."""
        meant = self.named or frozenset(talked)
        fitting = [(fact, value) for fact, value in self.values if fact.name in meant]
        if len(fitting) != 1:
            return None
        fact, value = fitting[0]
        return Heard(fact.name, value, self.words, self.subject, self.supposed)


class Received:
    """Finds what was received of benefits, given the facts that are taken for nothing until something is said."""

    def __init__(self, facts: Iterable[Fact], plain: Callable[[str], str]) -> None:
        self.facts = tuple(fact for fact in facts if fact.unsaid is not None and not fact.type.is_options)
        names: dict[str, set[str]] = {}
        for fact in self.facts:
            for word in (*fact.words, *fact.aliases, fact.name):
                found = _STEM.search(plain(word))
                if found is not None:
                    names.setdefault(found[1], set()).add(fact.name)
        self._turns = frozenset(fact.name for fact in self.facts if fact.unit in _TURNS)
        self._names = {word: frozenset(names[word]) for word in sorted(names, key=lambda word: (-len(word), word))}

    def find(self, clause: Clause, message: str, on: date, *, talked: bool) -> tuple[Piece, ...]:
        """What one clause tells to have been received of the benefit that is talked of, or that the message names."""
        text = clause.text
        if not self.facts or _LIKELY.search(text) is None or _OTHER.search(text) is not None:
            return ()
        named = self._named(text) or self._named(message)
        if not (named or talked or _BENEFITS.search(message)):
            return ()
        scan = scanned(text, on)
        told: list[Piece] = []
        for start, stop in self._values(text, scan):
            found = _BEFORE.search(text[:start])
            first = found.start() if found is not None else start
            after = None if found is not None else _AFTER.match(text, stop)
            if found is None and after is None:
                continue
            if _NEVER.search(text[:first]) or _OTHER_AFTER.match(text, stop):
                continue
            first = _whole(text, first, scan)
            last = stop if after is None else after.end()
            if told and first < told[-1].stop:
                continue
            past = _TIMES.fullmatch(text[start:stop]) is not None and _EARLIER.search(text[:start]) is not None
            values = () if past else self._held(text[start:stop], scan)
            none = self._turns if past else frozenset[str]()
            words = text[first:last]
            told.append(Piece(first, last, words, values, named, none, clause.subject, clause.supposed))
        if not told and not clause.asks and _ONLY.fullmatch(text):
            return (Piece(0, len(text), text, (), named, frozenset(), clause.subject, clause.supposed),)
        return tuple(told)

    def _named(self, text: str) -> frozenset[str]:
        """The facts whose benefit a text names; the longest name counts: 公益性岗位补贴 is no 岗位补贴."""
        for word, facts in self._names.items():
            if word in text:
                return facts
        return frozenset()

    def _values(self, text: str, scan: Scan) -> list[tuple[int, int]]:
        spans = [(lapse.start, lapse.stop) for lapse in scan.lapses]
        spans += [
            (amount.start, amount.stop)
            for amount in scan.amounts
            if amount.kind in ("", "money") and "几" not in text[amount.start : amount.stop]
        ]
        # 领了2000 has the form of a year.
        spans += [(moment.start, moment.stop) for moment in scan.moments if text[moment.start : moment.stop].isdigit()]
        spans += [found.span() for pattern in (_PART, _TIMES) for found in pattern.finditer(text)]
        return sorted(set(spans))

    def _held(self, words: str, scan: Scan) -> tuple[tuple[Fact, Value], ...]:
        """What the words are as each fact that can hold them."""
        held: list[tuple[Fact, Value]] = []
        alone = scanned(words, scan.on)
        times = _TIMES.fullmatch(words)
        for fact in self.facts:
            value: Value | None = None
            if times is not None:
                number = read(times[1]) if fact.unit in _TURNS else None
                value = Span(int(number[0]), int(number[1])).meets(fact.domain) if number is not None else None
            elif fact.type is FactType.MONEY and words.isdigit():
                value = Span(int(words), int(words)).meets(fact.domain) if len(words) >= _SUM else None
            elif fact.type is FactType.MONEY or _MONTHS in fact.unit or fact.unit == "年":
                found = list(quantities(fact, alone, asked=fact.type is FactType.MONEY))
                value = found[0].value if len(found) == 1 and not _PART.search(words) else None
            if value is not None:
                held.append((fact, value))
        return tuple(held)


def _whole(text: str, start: int, scan: Scan) -> int:
    """Where the words about receiving begin, with the time they were said of: 去年先, 半年的时候先."""
    found = _LEFT.search(text[:start])
    begin = found.start() if found is not None else start
    times = [(item.start, item.stop) for item in scan.moments] + [(item.start, item.stop) for item in scan.lapses]
    return next((first for first, last in times if last == begin), begin)


def without(clause: Clause, pieces: Sequence[Piece]) -> Clause:
    """The clause with what was received struck out, all other characters in their places."""
    text = clause.text
    for piece in pieces:
        text = text[: piece.start] + MARK * (piece.stop - piece.start) + text[piece.stop :]
    return clause._replace(text=text)
