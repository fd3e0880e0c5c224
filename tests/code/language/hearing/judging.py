"""Compares what was heard with labels in the conventions of the evaluation files."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.language.hearing.hear import Hearing
from bot.model.facts import RATE_SCALE, Fact, FactType
from bot.model.understanding import Hint, Reading, Reply
from bot.model.values import NO, YES, Span, Value
from bot.model.wording import months_between

# Outside labels name some options in other words.
OPTIONS = {
    "mutual": "协商解除", "layoff": "裁员关停", "dismissed": "被辞退", "resigned": "自己辞职", "expired": "合同到期",
    "small": "小微企业", "micro": "小微企业", "medium": "中型企业", "large": "大型企业", "graduate": "高校毕业生",
    "female": "女", "male": "男", "junior": "初级", "mid": "中级", "senior": "高级",
}  # fmt: skip
_NO_CERTIFICATE = {"certificate_level": "其他"}
# The question that stands for all where the label is about no fact.
ASKED = {"yes_no": "social_insurance_paid", "dont_know": "layoff_rate", "refused": "age", "why": "age"} | {
    "off_topic": "is_graduate"
}
OFFERED = ("认定过的就业困难人员", "登记失业半年以上", "毕业两年内的高校毕业生", "退役军人")
SLACK = {
    FactType.DURATION: 1,
    FactType.MONEY: 0,
    FactType.COUNT: 0,
    FactType.RATE: 0,
    FactType.DATE: 0,
    FactType.AGE: 0,
}


def _bounds(label: Any) -> tuple[float, float]:
    if isinstance(label, dict):
        return float(label["min"]), float(label["max"]) if label.get("max") is not None else 1e12
    return float(label), float(label)


def numbers(fact: Fact, value: Value, on: date) -> tuple[float, float]:
    """The ends of a span in the unit of the labels: heads, yuan, percent, years, months, years of age."""
    assert isinstance(value, Span)
    if not fact.type.is_day:
        scale = RATE_SCALE if fact.type is FactType.RATE else 1
        return value.lo / scale, value.hi / scale
    if fact.type is FactType.DATE:
        return date.fromordinal(value.lo).year, date.fromordinal(value.hi).year
    unit = 12 if fact.type is FactType.AGE else 1
    low = months_between(date.fromordinal(min(value.hi, on.toordinal())), on) // unit
    high = months_between(date.fromordinal(value.lo), on) // unit if value.lo > fact.domain.lo else 1e12
    return float(low), float(high)


def same_value(fact: Fact, value: Value, label: Any, on: date) -> bool:
    """Whether a value is the labelled one.

    Spans must meet the label, hold a single labelled number, and be no wider than it by more than a tenth
    of its greatest number or two units; durations are counted by months begun or completed, so that one
    month either way is the same.
    """
    if not isinstance(value, Span):
        if isinstance(label, bool):
            return value == frozenset({YES if label else NO})
        wanted = _NO_CERTIFICATE.get(fact.code, "其他") if label == "none" else OPTIONS.get(label, label)
        wanted_set = frozenset(wanted) if isinstance(wanted, list) else frozenset({wanted})
        return value == wanted_set
    if isinstance(label, bool | str):
        return False
    slack = SLACK[fact.type]
    low, high = numbers(fact, value, on)
    least, most = _bounds(label)
    if high < least - slack or low > most + slack:
        return False
    # A year or an age has no tenth worth speaking of.
    room = {FactType.RATE: 0.5, FactType.DATE: 1.0, FactType.AGE: 3.0}.get(fact.type, max(2.0, 0.22 * most))
    return most >= 1e12 or high >= 1e12 == most or high - low <= most - least + 2 * room


def hint_of(facts: Any, row: dict[str, Any]) -> Hint:
    """What the conversation knows when the answer of a row arrives."""
    on = date.fromisoformat(row.get("as_of", "2026-11-20"))
    kind = row["question_fact"]
    pending = row.get("pending") or ASKED.get(kind, kind)
    if kind == "none_of_these":
        return Hint(on, offered=tuple(row.get("offered", OFFERED)))
    if kind == "yes_no":
        return Hint(on, pending=facts.find(pending).name, offered=("是", "不是"))
    return Hint(on, pending=facts.find(pending).name, offered=tuple(row.get("offered", ())))


def judge(hearing: Hearing, facts: Any, row: dict[str, Any]) -> str:
    """An empty text where the row is read as labelled, else what was read."""
    kind, text, label = row["question_fact"], row["text"], row["value"]
    if kind == "region":
        return _region(hearing, text, label)
    hint = hint_of(facts, row)
    reply = hearing.reply(text, hint)
    fact = facts.find(hint.pending) if hint.pending else None
    good = _matches(hearing, facts, fact, reply, label, text, hint.on)
    return "" if good else f"{kind} 「{text}」 should be {label}, was {reply}"


def _region(hearing: Hearing, text: str, label: Any) -> str:
    slugs, other = hearing.regions(text)
    if label == "dont_know":
        good = not slugs and other is None
    elif isinstance(label, dict):
        good = not slugs and other is not None and label["other"] in other
    else:
        good = slugs[:1] == (label,)
    return "" if good else f"region 「{text}」 should be {label}, was {slugs} {other}"


def _matches(  # noqa: PLR0911 - one return a kind of label
    hearing: Hearing, facts: Any, fact: Fact | None, reply: Reply | None, label: Any, text: str, on: date
) -> bool:
    if label is None or (isinstance(label, dict) and "labels" in label):
        return reply is None
    if label in ("dont_know", "refused", "why") and isinstance(label, str):
        return reply is not None and reply.reading == Reading(label)
    if fact is None:
        if label is True:
            return reply is not None and reply.reading is Reading.NONE_OF_THESE
        return reply is not None and list(map(str, reply.picks)) == list(map(str, label["pick"]))
    if isinstance(label, dict) and "option" in label:
        return reply is not None and reply.picks == (label["option"],)
    if isinstance(label, dict) and not {"min", "max"} & set(label):
        return _several(hearing, facts, fact, reply, label, text, on)
    if reply is None or reply.reading is not Reading.VALUE or reply.value is None:
        if label == "none" and reply is not None:
            return reply.reading is Reading.NONE_OF_THESE
        return False
    return same_value(fact, reply.value, label, on)


def _several(
    hearing: Hearing, facts: Any, fact: Fact, reply: Reply | None, label: dict[str, Any], text: str, on: date
) -> bool:
    """A value with more facts told beside it; what no declared fact holds (arrears, half months) is not asked for."""
    heard = {facts.by_name[h.fact].code: h for h in hearing.volunteered(text, on, pending=fact.name).heard}
    names = {"low_income": "is_low_income"}
    for key, wanted in label.items():
        code = names.get(key, key)
        other = facts.find(code)
        if key == "value":
            if not _matches(hearing, facts, fact, reply, wanted, text, on):
                return False
        elif other is not None and not (code in heard and same_value(other, heard[code].value, wanted, on)):
            return False
    return True
