"""What templates see: policies, benefits and results under Chinese names.

Every number handed over here is a string made from the knowledge base or from what the citizen said;
templates add no numbers of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from bot.model import wording
from bot.model.conditions import AllOf, AnyOf, AtLeast, Condition, Leaf, NoneOf, OfficeLeaf
from bot.model.facts import Fact
from bot.model.library import Content
from bot.model.policies import Benefit, Policy, Statement, Validity
from bot.model.verdicts import Amount, Reason, Result
from bot.model.wording import show_day, show_number, show_share
from bot.replying.alternatives import one_enough

View = Mapping[str, object]

VERDICTS = wording.VERDICTS
STATES = {"not_yet": "未开始", "open": "有效", "expired": "已到期"}
MONTHS_OF_YEAR = 12


def tree_view(condition: Condition) -> View:
    """A condition tree for printing: 类 says how the parts join; a leaf has 说法 and 依据."""
    if isinstance(condition, Leaf | OfficeLeaf):
        office = isinstance(condition, OfficeLeaf)
        return {"类": "项", "说法": condition.text, "依据": condition.cite.clause, "核验": office, "子": []}
    kinds: dict[type, str] = {AllOf: "全部", AnyOf: "任一", NoneOf: "都不", AtLeast: "至少"}
    return {
        "类": kinds[type(condition)],
        "数": str(condition.count) if isinstance(condition, AtLeast) else "",
        "子": [tree_view(child) for child in condition.children],
    }


def _period(months: int | None) -> str:
    if months is None:
        return ""
    years, rest = divmod(months, MONTHS_OF_YEAR)
    return f"{years}年" if not rest else f"{months}个月"


def validity_view(validity: Validity, on: date) -> View:
    """First and last day and the state on the day asked about."""
    return {
        "状态": STATES[validity.state(on)],
        "起": show_day(validity.start),
        "止": show_day(validity.end) if validity.end else "",
        "依据": str(validity.cite),
    }


def benefit_view(benefit: Benefit, on: date, default: Validity) -> View:
    """One amount, its limits and its clause."""
    base = benefit.base
    return {
        "编号": benefit.id,
        "名称": benefit.title,
        "口径": benefit.wording,
        "基数": show_number(base) if isinstance(base, Fraction) else "",
        "基数名": benefit.base_text or (base if isinstance(base, str) else ""),
        "每": benefit.per,
        "比例": show_share(benefit.share) if benefit.share != 1 else "",
        "比例说明": benefit.share_text,
        "封顶": show_number(benefit.cap) if benefit.cap is not None else "",
        "减去": benefit.received,
        "单位": benefit.unit,
        "周期": benefit.period,
        "最长": _period(benefit.longest_months),
        "说明": benefit.text,
        "依据": benefit.cite.clause,
        "条件": tree_view(benefit.when),
        "期限": validity_view(benefit.validity or default, on),
    }


def statement_view(statement: Statement) -> View:
    """One sentence about an aspect and its clause."""
    return {"内容": statement.text, "依据": statement.cite.clause, "未明确": statement.is_open}


def policy_view(policy: Policy, content: Content, on: date, aspect: str | None) -> View:
    """A policy with what it says about one aspect put first."""
    document = content.documents[policy.cite.document]
    said = policy.statements
    aspects = {slug: found.name for slug, found in content.intents.aspects.items()}
    return {
        "编号": policy.id,
        "名称": policy.title,
        "概述": policy.summary,
        "性质": policy.kind,
        "对象": policy.audience,
        "依据": str(policy.cite),
        "条款": policy.cite.clause,
        "文号": policy.cite.document,
        "文件名": document.title,
        "报道": policy.kind == "报道",
        "年份": str(policy.year or document.year),
        "期限": validity_view(policy.validity, on),
        "解读": document.explainer,
        "责任单位": list(policy.bodies),
        "条件": tree_view(policy.condition),
        "待遇": [benefit_view(benefit, on, policy.validity) for benefit in policy.benefits],
        "这方面": [statement_view(item) for item in said.get(aspect or "", ())],
        "各方面": [
            {"方面": aspects.get(slug, slug), "说明": [statement_view(item) for item in items]}
            for slug, items in said.items()
            if slug != aspect
        ],
        "不可同享": [
            other.title
            for other in content.policies.values()
            if other.id in policy.excludes or policy.id in other.excludes
        ],
        "接替": content.policies[policy.successor].title if policy.successor in content.policies else "",
    }


def reason_view(reason: Reason, enough: frozenset[tuple[str, str]] = frozenset()) -> View:
    """A condition that decided, or is still open. enough: those of which one would have done."""
    return {
        "占一样": (reason.text, reason.cite.clause) in enough,
        "内容": reason.text,
        "成立": reason.holds is True,
        "不成立": reason.holds is False,
        "核验": reason.by_office,
        "依据": reason.cite.clause,
    }


def amount_view(amount: Amount | None) -> View | None:
    """What is due; 最低 equals 最高 when it is decided."""
    if amount is None:
        return None
    return {
        "最低": show_number(amount.low),
        "最高": show_number(amount.high),
        "单位": amount.unit,
        "上限": amount.ceiling,
        "算式": amount.sum_line,
    }


def result_view(
    result: Result, content: Content, on: date, aspect: str | None, known: Callable[..., View] = policy_view
) -> View:
    """A decided policy. known: what views the policy, where it was viewed before."""
    policy = content.policies.get(result.policy)
    applying = set(result.amount.benefits) if result.amount else set()
    enough = one_enough(policy.condition, result.because) if policy else frozenset()
    shown: View | None = known(policy, content, on, aspect) if policy else None
    return {
        "编号": result.policy,
        "政策": shown,
        "结论": VERDICTS[result.verdict],
        "理由": [reason_view(reason, enough) for reason in result.because],
        "金额": amount_view(result.amount),
        "适用待遇": [
            benefit_view(benefit, on, policy.validity) for benefit in policy.benefits if benefit.id in applying
        ]
        if policy
        else [],
        "缺": list(result.missing),
        "起算日": show_day(result.from_day) if result.from_day else "",
        "还差天数": str((result.from_day - on).days) if result.from_day else "",
        "截止日": show_day(result.until_day) if result.until_day else "",
        "假定": list(assumptions(result, content)),
        "还可领": result.left,
        "只能选一": [content.policies[name].title for name in result.instead_of],
    }


def assumptions(result: Result, content: Content) -> Iterator[str]:
    """What the result takes for granted, in the words of the content."""
    for name in result.assumed:
        fact = content.facts.find(name)
        if fact is not None and fact.unsaid is not None:
            yield fact.unsaid_text
        else:
            yield from (one.text for one in content.customs if isinstance(one.then, Leaf) and one.then.fact == name)


def region_view(slug: str | None, content: Content) -> View | None:
    """A region and where in general to ask there."""
    if slug is None or slug not in content.regions:
        return None
    region = content.regions[slug]
    return {
        "名称": region.name,
        "状态": region.status,
        "去问": region.ask,
        "机构": [
            {"名称": item.name, "电话": item.phone, "地址": item.address, "时间": item.hours, "网址": item.website}
            for item in region.offices
        ],
    }


def fact_view(fact: Fact | None) -> View | None:
    """A question with its help."""
    if fact is None:
        return None
    return {
        "名称": fact.name,
        "问": fact.question,
        "短": fact.reask or fact.question,
        "说明": fact.help,
        "为何": fact.why,
        "证明": fact.evidence,
    }
