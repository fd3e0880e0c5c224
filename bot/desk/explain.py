"""One policy for an officer: a diagram of how it is decided, and a page to check against the clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.desk.explain_layout import Drawing, Text, draw
from bot.desk.explain_steps import FAILED, MET, Step, met_without_office, steps
from bot.eligibility.diagram import DiagramTooLarge
from bot.eligibility.engine import ExactEngine
from bot.eligibility.mutation import agrees
from bot.model.conditions import Leaf, OfficeLeaf
from bot.model.library import Content
from bot.model.named import policy_named
from bot.model.policies import Policy
from bot.model.wording import show_day, show_value
from bot.replying.printing import Printer
from bot.replying.views import VERDICTS, View, amount_view, benefit_view, policy_view, region_view

MOST_DRAWN, MOST_LISTED = 40, 400
"""More boxes than that nobody follows on a page, and more rows nobody checks."""
MET_WORD, FAILED_WORD = "met", "failed"


@dataclass(frozen=True, slots=True)
class Explained:
    """A policy drawn and written out; svg is empty where a drawing would be too large to read."""

    svg: str
    html: str


def explain(content: Content, policy_id: str, on: date) -> Explained:
    """The diagram and the page of a policy as of a day. Raises UnknownName."""
    policy = policy_named(policy_id, content.policies)
    printer = Printer(content.replies)
    rows = step_views(policy)
    drawn = len(rows) <= MOST_DRAWN
    svg = printer.page("diagram", 图=drawing(policy, printer, on), 名称=policy.title) if drawn else ""
    html = printer.page(
        "policy",
        政策=policy_view(policy, content, on, None),
        地区=region_view(policy.region, content),
        今天=show_day(on),
        待遇们=[{**benefit_view(one, on, policy.validity), "乘": list(one.factors)} for one in policy.benefits],
        图=svg,
        步骤=[] if drawn else rows[:MOST_LISTED],
        没列=max(0, len(rows) - MOST_LISTED),
        案例=case_views(content, policy),
    )
    return Explained(svg, html)


def drawing(policy: Policy, printer: Printer, on: date) -> Drawing:
    """The decision diagram: title, conditions, what is due, and the end where nothing is."""
    found = steps(policy.condition)
    office = any(isinstance(step.leaf, OfficeLeaf) for step in found)
    benefits = [
        printer.text("benefit", 待遇=benefit_view(benefit, on, policy.validity), 多=len(policy.benefits) > 1)
        for benefit in policy.benefits
    ]
    around = office and met_without_office(found)
    met = printer.text("outcome", 符合=True, 核验=office, 绕过=around, 性质=policy.kind)
    failed = printer.text("outcome", 符合=False, 核验=office, 绕过=around, 性质=policy.kind)
    window = printer.text("window", 政策={"起": show_day(policy.validity.start), "止": _end(policy)})
    texts = [Text("start", (policy.title,), (str(policy.cite), window))]
    texts += [_text(step, printer) for step in found]
    texts.append(Text("met", (met, *(f"· {one}" for one in benefits))))
    ends = {MET: len(texts) - 1, FAILED: len(texts)}
    jumps: list[tuple[int | None, int | None]] = [(1, None)]
    jumps += [(ends.get(step.yes, step.yes + 1), ends.get(step.no, step.no + 1)) for step in found]
    jumps.append((None, None))
    if any(FAILED in (step.no, step.yes) for step in found):
        texts.append(Text("failed", (failed,)))
        jumps.append((None, None))
    return draw(texts, jumps)


def step_views(policy: Policy) -> list[View]:
    """The decision as a table: numbered questions, and where yes and no lead (a number, or one of the two ends)."""
    ends: dict[int, object] = {MET: MET_WORD, FAILED: FAILED_WORD}
    found = steps(policy.condition)
    return [
        {
            "号": str(at),
            "说法": step.leaf.text or (step.leaf.fact if isinstance(step.leaf, Leaf) else step.leaf.id),
            "依据": step.leaf.cite.clause,
            "核验": isinstance(step.leaf, OfficeLeaf),
            "是": ends.get(step.yes, str(step.yes + 1)),
            "否": ends.get(step.no, str(step.no + 1)),
        }
        for at, step in enumerate(found, 1)
    ]


def _end(policy: Policy) -> str:
    return show_day(policy.validity.end) if policy.validity.end else ""


def _text(step: Step, printer: Printer) -> Text:
    leaf = step.leaf
    office = isinstance(leaf, OfficeLeaf)
    words = leaf.text or (leaf.fact if isinstance(leaf, Leaf) else leaf.id)
    return Text("office" if office else "step", (words,), (printer.text("clause", 条款=leaf.cite.clause, 核验=office),))


def case_views(content: Content, policy: Policy) -> list[View]:
    """Every case beside the policy with what is decided for it now."""
    engine = ExactEngine(content)
    facts = content.facts.by_name
    found: list[View] = []
    for case in policy.cases:
        try:
            result = engine.decide(policy.id, case.facts, case.on)
        except DiagramTooLarge:
            result = None
        told = [f"{name}：{show_value(facts[name], value, case.on)}" for name, value in case.facts.items()]
        shown = {"名称": case.name, "日期": show_day(case.on), "事实": told, "应为": VERDICTS[case.verdict.value]}
        found.append(
            {
                **shown,
                "判为": VERDICTS[result.verdict.value] if result else "",
                "金额": amount_view(result.amount) if result else None,
                "对": result is not None and agrees(case, result),
            }
        )
    return found
