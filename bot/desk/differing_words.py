"""The parts of content as the words officers write them, so that two versions can be laid side by side.

Each function gives a mapping from key to what is written there, without the places in the files: what reads the same
is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from bot.model.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Between,
    Condition,
    Days,
    Elapsed,
    Leaf,
    NoneOf,
    OfficeLeaf,
    OneOf,
    Period,
    Test,
)
from bot.model.documents import Document
from bot.model.facts import RATE_SCALE, Fact, Facts, FactType
from bot.model.places import Hours, Region
from bot.model.policies import Benefit, Policy, Statement, Validity
from bot.model.values import Span
from bot.model.wording import show_day, show_number, show_share

Words = Mapping[str, str]
WEEK = "一二三四五六日"
GROUPS: Mapping[type, str] = {AllOf: "全部", AnyOf: "任一", NoneOf: "都不"}


def joined(words: Iterable[str]) -> str:
    """Several words in one cell."""
    return "、".join(words)


def day_words(day: date | None) -> str:
    """A day, or nothing."""
    return show_day(day) if day else ""


def validity_words(validity: Validity | None) -> str:
    """From when to when, both days included, and by which clause."""
    if validity is None:
        return ""
    return f"{show_day(validity.start)}至{day_words(validity.end) or '没有写截止日'}（{validity.cite}）"


def period_words(period: Period | None) -> str:
    """A stretch of time as it is written in content."""
    if period is None:
        return ""
    years, months = divmod(period.months, 12)
    parts = ((years, "年"), (months, "个月"), (period.days, "天"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0天"


def _number(value: int, fact: Fact | None) -> str:
    if fact is not None and fact.type is FactType.RATE:
        return f"{show_number(Fraction(value, RATE_SCALE))}%"
    return show_number(Fraction(value)) + (fact.unit if fact else "")


def test_words(test: Test, fact: Fact | None) -> str:
    """What a leaf asks of its fact."""
    match test:
        case OneOf(options):
            return f"是 {'或'.join(sorted(options))}"
        case Between(lo, hi):
            ends = (("至少", lo), ("至多", hi))
            return "，".join(f"{word} {_number(end, fact)}" for word, end in ends if end is not None)
        case Days(first, last):
            bounds = (("不早于", first), ("不晚于", last))
            return "，".join(f"{word} {show_day(day)}" for word, day in bounds if day is not None)
        case Elapsed(at_least, below, at_most):
            spans = (("满", at_least), ("未满", below), ("不超过", at_most))
            return "，".join(f"{word} {period_words(span)}" for word, span in spans if span is not None)
        case _:
            return f"当年 {test.offset or '是'}"


def leaf_words(leaf: Leaf | OfficeLeaf, facts: Facts) -> str:
    """One condition: how it is put to citizens, and what is compared."""
    if isinstance(leaf, OfficeLeaf):
        return f"{leaf.text}（部门核验；{leaf.cite}）"
    return f"{leaf.text}（{leaf.fact} {test_words(leaf.test, facts.by_name.get(leaf.fact))}；{leaf.cite}）"


def frame_words(tree: Condition) -> str:
    """How the conditions of a tree are joined, by their ids."""
    if isinstance(tree, Leaf | OfficeLeaf):
        return tree.id
    inner = joined(frame_words(child) for child in tree.children)
    name = f"其中至少{tree.count}个" if isinstance(tree, AtLeast) else GROUPS[type(tree)]
    return f"{name}（{inner}）" if inner else ""


def benefit_words(benefit: Benefit) -> Words:
    """One amount, key by key; its own conditions are told apart."""
    base = benefit.base
    return {
        "名称": benefit.title,
        "口径": benefit.wording,
        "基数": f"{show_number(base)}{benefit.unit}" if isinstance(base, Fraction) else base or "",
        "基数说明": benefit.base_text,
        "乘": joined(benefit.factors),
        "每": benefit.per,
        "比例": show_share(benefit.share),
        "比例说明": benefit.share_text,
        "封顶": f"{show_number(benefit.cap)}{benefit.unit}" if benefit.cap is not None else "",
        "减去": benefit.received,
        "单位": benefit.unit,
        "周期": benefit.period,
        "最长": period_words(Period(benefit.longest_months)) if benefit.longest_months else "",
        "说明": benefit.text,
        "依据": str(benefit.cite),
    }


def statement_words(statement: Statement) -> str:
    """One sentence with its clause, and how long it holds if it has a window of its own."""
    until = f"；{validity_words(statement.validity)}" if statement.validity else ""
    return f"{'【没有写】' if statement.is_open else ''}{statement.text}（{statement.cite}{until}）"


def policy_words(policy: Policy) -> Words:
    """What stands at the head of a policy; window, amounts, conditions and sentences are told apart."""
    return {
        "名称": policy.title,
        "性质": policy.kind,
        "对象": policy.audience,
        "概述": policy.summary,
        "依据": str(policy.cite),
        "以何日为准": policy.governing,
        "年份": str(policy.year or ""),
        "责任单位": joined(policy.bodies),
        "参与筛查": "是" if policy.screened else "否",
        "不可同享": joined(policy.excludes),
        "接替": policy.successor,
    }


def fact_words(fact: Fact) -> Words:
    """A question and everything about it that a citizen or a rule can meet."""
    return {
        "名称": fact.name,
        "类型": fact.type.value,
        "问": fact.question,
        "再问": fact.reask,
        "说明": fact.help,
        "为何": fact.why,
        "证明": fact.evidence,
        "单位": fact.unit,
        "对象": fact.audience,
        "别名": joined(fact.aliases),
        "选项": joined(
            f"{one.value}＝{word}" for one in fact.options for word in (one.text, *one.synonyms, *one.replies)
        ),
        "范围": f"{fact.limits.lo}到{fact.limits.hi}" if fact.limits else "",
        "先验": joined(f"{one.option or (one.lo, one.hi)}:{one.weight}" for one in fact.priors),
        "难度": f"{fact.cost:g}",
        "有效天数": str(fact.stale_days or ""),
        "未说时": "" if fact.unsaid is None else str(fact.unsaid.lo) if isinstance(fact.unsaid, Span) else "",
        "未说时说": fact.unsaid_text,
        "推导": "÷".join(fact.ratio or ()),
        "提示词": joined(fact.words),
    }


def document_words(document: Document) -> Words:
    """The entry of a document in the register."""
    return {
        "名称": document.title,
        "性质": document.kind,
        "发布机构": document.issuer,
        "发布日期": day_words(document.published),
        "施行日期": day_words(document.start),
        "截止日期": day_words(document.end),
        "期限依据": document.end_cite,
        "解读单位": document.explainer,
        "上位依据": joined(document.based_on),
        "原文": document.source,
        "年份": str(document.year),
        "备注": document.note,
        "条款": joined(f"{one.key}（{one.title}）" for one in document.clauses.values()),
    }


def region_words(region: Region) -> Words:
    """A region, where it sends people, when its staff answers and where it lies."""
    spot = region.spot
    offices = (joined(filter(None, (o.name, o.phone, o.address, o.hours, o.website))) for o in region.offices)
    return {
        "名称": region.name,
        "上级": region.parent or "",
        "状态": region.status,
        "别名": joined(region.aliases),
        "乡镇": joined(region.towns),
        "去问": region.ask,
        "机构": "；".join(offices),
        **_hours_words(region.hours),
        "坐标": f"北纬{spot.latitude:g}度，东经{spot.longitude:g}度，周围{spot.radius:g}公里" if spot else "",
    }


def _hours_words(hours: Hours | None) -> Words:
    """When staff answers: the week, the days off, the days worked in their place and by which weekday they go."""
    if hours is None:
        return {}
    return {
        "人工时间": str(hours),
        "放假": joined(show_day(day) for day in sorted(hours.closed)),
        "调休上班": joined(f"{show_day(day)}（照周{WEEK[like - 1]}）" for day, like in sorted(hours.moved.items())),
    }
