"""What is wrong with the cases beside the policies: verdicts that are not reached, and what no case tries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.eligibility.coverage import ENTITLEMENT, Gap, gaps
from bot.eligibility.coverage_people import granted_person
from bot.eligibility.diagram import DiagramTooLarge
from bot.eligibility.flaws import days_of
from bot.eligibility.mutation import Bench, agrees
from bot.eligibility.witness import GRANTED, Lens
from bot.model.cases import Case
from bot.model.facts import Fact
from bot.model.library import Content
from bot.model.policies import Policy
from bot.model.problems import Problem, Severity
from bot.model.verdicts import Result, Verdict
from bot.model.wording import VERDICTS, show_amount, show_day, show_number, show_person


def case_flaws(content: Content, on: date) -> tuple[Problem, ...]:
    """Cases that come out otherwise than they say (errors), and what the cases leave untried (warnings)."""
    found: list[Problem] = []
    bench = Bench(content, tuple(content.policies.values()))
    for policy in content.policies.values():
        for case in policy.cases:
            result = bench.decide(policy, case.facts, case.on)
            if not agrees(case, result):
                message = wrong_case(case, result, content)
                found.append(Problem(case.place, "E-CASE-WRONG", "案例", message, "对照原文，改案例或改条件"))
        if policy.kind == ENTITLEMENT and not policy.cases:
            person = _granted(content, policy, on)
            message = f"这项待遇一个案例也没有，例如可以写：{person}"
            remedy = f"运行 jiuye cases {policy.id} --draft，核对后抄进来"
            found.append(Problem(policy.place, "W-CASE-NONE", "案例", message, remedy, Severity.WARNING))
        else:
            facts = content.facts.by_name
            found += [_problem(gap, policy, facts) for gap in gaps(content, policy, on, bench=bench)]
    return tuple(sorted(set(found)))


def _granted(content: Content, policy: Policy, on: date) -> str:
    """Somebody entitled to a policy, on a day in words."""
    day = days_of(policy, on)[0]
    try:
        return show_person(content.facts.by_name, granted_person(Lens(content), policy, day), day)
    except DiagramTooLarge:
        return show_day(day)


def _problem(gap: Gap, policy: Policy, facts: Mapping[str, Fact]) -> Problem:
    remedy = f"补一个案例；可运行 jiuye cases {policy.id} --draft"
    message = f"{gap.message}，例如：{show_person(facts, gap.draft.facts, gap.draft.on)}"
    return Problem(gap.place, gap.code, gap.field, message, remedy, Severity.WARNING)


def wrong_case(case: Case, result: Result, content: Content) -> str:
    """What a case says of its person, what is decided instead, and by which conditions."""
    reached = VERDICTS[result.verdict]
    if result.amount is not None and result.verdict in (*GRANTED, Verdict.NEEDS_FACTS):
        reached += f"，{show_amount(result.amount)}"
    wanted = VERDICTS[case.verdict]
    if case.low is not None and case.high is not None:
        sums = show_number(case.low) if case.low == case.high else f"{show_number(case.low)}到{show_number(case.high)}"
        wanted += f"，{sums}"
    marks = {True: "做到了", False: "没做到", None: "还定不下"}
    why = "；".join(f"{marks[one.holds]}「{one.text}」（{one.cite.clause}）" for one in result.because)
    person = show_person(content.facts.by_name, case.facts, case.on)
    message = f"案例「{case.name}」（{person}）写的是{wanted}，照条件判断是{reached}"
    return f"{message}：{why}" if why else message
