"""Which of several values in an answer is meant: the total, the present one, one's own, the sum, or all they may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from bot.language.hearing.quantities import Candidate
from bot.model.facts import Fact, FactType
from bot.model.values import Span, Value

_TOTAL = re.compile(
    r"(?:(?:算上|加上)[^，\d一二两三四五六七八九十]{1,5}|一共|总共|合计|加起来|加一起|拢共|共计|满打满算|算下来|现在|目前|还剩|剩下?|统共|共|还差|还欠|净欠|下欠)(?:我|是|有|就|只剩|剩|也就|大概)*$|(?:涨|降|减|增|裁|加|变)(?:到|成)(?:了)?$"
)
_NOT = re.compile(r"(?:不是|不止|而非|又不是|哪有|没有)$")
_FORMER = re.compile(
    r"(?:以前|原来|之前|原先|本来|上个?月|去年|前年|头一年|那年|那时候?|刚开始|起初|最多时|最早|老板说|房东说)[^，]{0,6}$"
)
_EITHER = re.compile(r"不是[^，]{1,8}就是")
_OR = re.compile(r"年?(?:毕业的?)?，?(?:一个|和|跟|或者?|还是|到|至|、|-|~|要么|要不)(?:是)?")
_OWN = re.compile(r"(?:我|本人|自己)(?:自己|今年|现在|都|也|是|快|已经|才|刚|虚岁|周岁)*$")
_PART = re.compile(r"里头|里面|其中|当中|里有|^里")
_INSURED = re.compile(r"(?<!没)(?:参保|(?:交|缴)(?:了|着)?(?:社保|保险|失业保险|费)?)的?(?:是|有|就|才|只有)*$")
_ACTUAL = re.compile(r"(?:去了|实际|到岗|上岗|留下|成了|上班的?)(?:是|有|的|就业|就|才|只有)*$")
_AGAIN = re.compile(r"(?:后来|又|另外|还|再|年底|下半年)[^，]{0,4}$")
_LISTED = re.compile(r"[^，]*(?:[，和加、跟与]|还有|外加)?[^，]*")

_MEETING = re.compile(r"符合(?:条件)?的?(?:是|有|就|只有)*$")
_LAST_YEAR = re.compile(r"(?:去年|上一?年)[^，]{0,3}$")
_THIS_YEAR = re.compile(r"(?:今年|这个?月)(?:是|就|才|已经|都|涨到|降到|涨成|变成|改成|要|收)*(?:了|我|俺)?$")
_STAYED = re.compile(r"，?(?:就|只|最后)?(?:留下|留了|还在|剩下?)(?:了|的)?(?:有)?")
_SEXES = re.compile(r"男[^，]{0,3}[\d一二三四五六七八九十].*女")
_RAN = re.compile(r"，?(?:后来|又|已经)?(?:跑|走|辞|退|离开)(?:了|掉)?")
_INSURANCE = re.compile(r"(?:养老|医保|医疗|失业|工伤)(?:保险|险)?(?:是|要|交)?$")
_PARTED = re.compile(r"(?:人)?(?:是|签|登记|有|没|符合|算)")
_MADE_OF = re.compile(r"，(?:我|就是|包括|有)")
_REST = re.compile(r"(?:还差|还欠|净欠|下欠|还剩|剩下?|就剩|只剩)(?:我|是|有|就|了)*$")
_VARYING = re.compile(r"少则|多则|少的时候|多的时候|有时|忙的?时候?|忙时|旺季|平时|淡季")
_ROW = re.compile(r"[^，了过走剩里中]{0,6}")

Rule = Callable[[Fact, str, Sequence[Candidate]], Value | None]


def choose(fact: Fact, text: str, found: Sequence[Candidate]) -> Value:
    """One value of several; where nothing tells which, everything from the least to the greatest."""
    either = _EITHER.search(text) is not None
    kept = [item for item in found if either or not _NOT.search(text[: item.start])] or found
    if len(kept) == 1:
        return kept[0].value
    for rule in _RULES:
        value = rule(fact, text, kept)
        if value is not None:
            return value
    return _hull(kept)


def _alternatives(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """2018或者2019年, 14到15年, 不是2020就是2021."""
    joined = all(_OR.fullmatch(text[one.stop : other.start]) for one, other in pairwise(kept))
    return _hull(kept) if fact.type.is_day and (joined or _EITHER.search(text)) else None


def _agreed(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """What all have in common: 还没满一年，十一个月 is eleven months."""
    both: Span | None = None
    for item in kept:
        if not isinstance(item.value, Span):
            return None
        both = item.value if both is None else both.meets(item.value)
        if both is None:
            return None
    vague = all(isinstance(item.value, Span) and item.value.lo < item.value.hi for item in kept)
    return both if fact.type.is_day or vague or "，" in text else None


def _asked_part(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """The number of those insured, or of those who really came, where the question is about these."""
    if fact.type is not FactType.COUNT:
        return None
    for pattern, word in ((_INSURED, "参加"), (_ACTUAL, "实际"), (_MEETING, "符合条件"), (_LAST_YEAR, "上一年")):
        named = [item for item in kept if pattern.search(text[: item.start])]
        if word in fact.question and len(named) == 1:
            return named[0].value
    return None


def _total(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """一共, 现在, 还剩."""
    del fact
    rest = next((item.value for item in kept if _REST.search(text[: item.start])), None)
    return rest or next((item.value for item in kept if _TOTAL.search(text[: item.start])), None)


def _present(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """The only one that is not said of earlier times."""
    this = [item for item in kept if _THIS_YEAR.search(text[: item.start])]
    now = this if len(this) == 1 else [item for item in kept if not _FORMER.search(text[: item.start])]
    return now[0].value if len(now) == 1 and fact.type in (FactType.COUNT, FactType.MONEY, FactType.AGE) else None


def _own(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """The age somebody says of himself beside that of others."""
    own = [item for item in kept if _OWN.search(text[: item.start])]
    return own[0].value if fact.type is FactType.AGE and len(own) == 1 else None


def _gone(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """招了四个跑了一个: three are left, four were taken on."""
    between = text[kept[0].stop : kept[1].start]
    if fact.type is not FactType.COUNT or not _RAN.fullmatch(between) or any("裁" in word for word in fact.words):
        return None
    whole, gone = kept[0].value, kept[1].value
    if not isinstance(whole, Span) or not isinstance(gone, Span) or whole.lo < gone.hi:
        return None
    most = whole.hi if "新招" in fact.question else whole.hi - gone.lo
    return Span(whole.lo - gone.hi, most).meets(fact.domain)


def _stayed(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """招来八个留下六个: six are left, eight were taken on."""
    if fact.type is not FactType.COUNT or not _STAYED.fullmatch(text[kept[0].stop : kept[1].start]):
        return None
    return _hull(kept) if "新招" in fact.question else kept[1].value


def _sexes(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """男的三十女的二十五."""
    return _sum(fact, kept) if fact.type is FactType.COUNT and _SEXES.search(text) else None


def _insurances(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """养老六千，医保四千二."""
    named = fact.type is FactType.MONEY and all(_INSURANCE.search(text[: item.start]) for item in kept)
    return _sum(fact, kept) if named else None


def _varying(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """有时候三个有时候五个; 两个长期的，忙时再叫三个 may be five together."""
    if fact.type.is_day or not _VARYING.search(text):
        return None
    spans = [item.value for item in kept if isinstance(item.value, Span)]
    both = _sum(fact, kept) if _AGAIN.search(text[kept[0].stop : kept[1].start]) else None
    return _hull([*kept, Candidate(both, 0, 0)] if both and spans else kept)


def _row(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """新招了一个大学生俩残疾人: one after another with nothing done between."""
    if fact.type is not FactType.COUNT or not all(item.sure for item in kept):
        return None
    plain = all(_ROW.fullmatch(text[one.stop : other.start]) for one, other in pairwise(kept))
    led = any(word in text[: kept[0].start] for word in fact.words)
    return _sum(fact, kept) if plain and led else None


def _part(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """六个人里头有俩是贫困户: the second is part of the first."""
    between = text[kept[0].stop : kept[1].start]
    parted = "，" in between and (_PARTED.match(text, kept[1].stop) or _MADE_OF.match(between))
    if fact.type is not FactType.COUNT or not (_PART.search(between) or parted):
        return None
    return _hull(kept) if "符合条件" in fact.question and not _MADE_OF.match(between) else kept[0].value


def _again(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """年初裁了三个年底又裁了两个."""
    if fact.type is FactType.COUNT and len(kept) == 2 and _AGAIN.search(text[kept[0].stop : kept[1].start]):
        return _sum(fact, kept)
    return None


def _nearest(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """The one beside the fact's own words; a count only right beside them."""
    near = [(_gap(text, word, item), item) for word in fact.words if word in text for item in kept]
    if near and fact.type is not FactType.COUNT:
        return min(near, key=lambda pair: pair[0])[1].value
    close = [item for gap, item in near if gap <= 1]
    return close[0].value if close and len({id(item) for item in close}) == 1 else None


def _gap(text: str, word: str, item: Candidate) -> int:
    places = [found.start() for found in re.finditer(re.escape(word), text)]
    return min(abs(item.start - at - len(word)) if at < item.start else at - item.stop + 2 for at in places)


def _listed(fact: Fact, text: str, kept: Sequence[Candidate]) -> Value | None:
    """两个正式的一个临时的."""
    sure = [item for item in kept if item.sure]
    return _sum(fact, sure) if fact.type is FactType.COUNT and sure and _LISTED.fullmatch(text) else None


def _sum(fact: Fact, found: Sequence[Candidate]) -> Value | None:
    spans = [item.value for item in found if isinstance(item.value, Span)]
    return Span(sum(span.lo for span in spans), sum(span.hi for span in spans)).meets(fact.domain)


def _hull(found: Sequence[Candidate]) -> Value:
    """Everything from the least to the greatest of several values."""
    spans = [item.value for item in found if isinstance(item.value, Span)]
    return Span(min(span.lo for span in spans), max(span.hi for span in spans)) if spans else found[0].value


_RULES: Sequence[Rule] = (
    _alternatives,
    _agreed,
    _asked_part,
    _gone,
    _stayed,
    _sexes,
    _insurances,
    _varying,
    _total,
    _present,
    _own,
    _part,
    _again,
    _row,
    _nearest,
    _listed,
)
