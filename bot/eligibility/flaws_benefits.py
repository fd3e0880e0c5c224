"""Benefits that leave somebody out, collide, can never be had, or have days without a value."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

from bot.eligibility.amounts import applies
from bot.eligibility.compiled import Compiled, active
from bot.eligibility.witness import Lens, granted, someone
from bot.model.conditions import ALWAYS
from bot.model.policies import Benefit, Policy
from bot.model.problems import Problem, Severity
from bot.model.wording import show_day, show_number

DAY = timedelta(days=1)


def benefit_flaws(lens: Lens, policy: Policy, days: tuple[date, ...]) -> Iterator[Problem]:
    """The flaws of a policy's benefits on some days; each is told once, with the first day that shows it."""
    yield from _days(lens, policy)
    yield from _caps(policy)
    if not policy.benefits:
        return
    found: dict[tuple[str, str], Problem] = {}
    had: set[str] = set()
    for day in days:
        compiled = lens.compiled(policy, day)
        for problem in (*_gaps(compiled), *_overlaps(compiled)):
            found.setdefault((problem.code, problem.field), problem)
        for which, benefit in enumerate(compiled.benefits):
            if someone(compiled, lambda label, which=which: granted(label) and applies(label, which)):  # type: ignore[misc]  # mypy cannot infer a lambda with a default
                had.add(benefit.id)
    yield from found.values()
    for benefit in policy.benefits:
        if benefit.id not in had and any(one in active(policy, day) for day in days for one in (benefit,)):
            person = someone(lens.plain(policy, benefit.when, days[0]), granted)
            example = f"，例如：{person}，够得上这一档，却不符合政策的条件" if person else "，这一档的条件互相矛盾"
            message = f"「{benefit.title}」符合政策的人谁也拿不到{example}（{show_day(days[0])}）"
            yield Problem(benefit.place, "E-DEAD-BENEFIT", benefit.id, message, "对照原文改这一档的条件")


def _gaps(compiled: Compiled) -> Iterator[Problem]:
    """People who are entitled and get none of the benefits."""
    if not compiled.benefits or any(benefit.when == ALWAYS for benefit in compiled.benefits):
        return

    def left_out(label: Hashable) -> bool:
        return isinstance(label, tuple) and granted(label) and not any(label[1])

    person = someone(compiled, left_out)
    if person:
        message = f"有人符合政策，却哪一档待遇都没有，例如：{person}"
        remedy = "补上这一档；原文确实不给的，把它写进条件"
        yield Problem(compiled.policy.place, "W-BENEFIT-GAP", "待遇", message, remedy, Severity.WARNING)


def _overlaps(compiled: Compiled) -> Iterator[Problem]:
    """People who fall under two tiers of the same thing with different figures."""
    tiers = [(at, one) for at, one in enumerate(compiled.benefits) if one.when != ALWAYS and one.base is not None]
    for (a, first), (b, second) in combinations(tiers, 2):
        if not _same_kind(first, second):
            continue

        def both(label: Hashable, a: int = a, b: int = b) -> bool:
            return isinstance(label, tuple) and granted(label) and _differ(label[1], a, b)

        person = someone(compiled, both)
        if person:
            message = f"「{first.title}」和「{second.title}」两档同时落到一个人身上，例如：{person}"
            remedy = "把两档的界限写清，一档“满”，一档“未满”"
            yield Problem(second.place, "W-BENEFIT-OVERLAP", second.id, message, remedy, Severity.WARNING)


def _same_kind(one: Benefit, other: Benefit) -> bool:
    return (one.unit, one.period, one.factors) == (other.unit, other.period, other.factors)


def _differ(parts: tuple[Hashable, ...], a: int, b: int) -> bool:
    return parts[a] is not None and parts[b] is not None


def _days(lens: Lens, policy: Policy) -> Iterator[Problem]:
    """Days in force on which no benefit has a value although it has on others."""
    own = [one.validity for one in policy.benefits if one.validity is not None]
    if not own or len(own) < len(policy.benefits):
        return
    edges = {policy.validity.start, *(one.end + DAY for one in own if one.end is not None and one.end < date.max)}
    for day in sorted(edges):
        if policy.validity.state(day) == "open" and not active(policy, day):
            person = someone(lens.plain(policy, policy.condition, day), granted) or show_day(day)
            message = f"{show_day(day)}政策还有效，却没有一档待遇在有效期内，例如：{person}，符合却没有数"
            remedy = "对照原文，接上这一段的标准，或写明政策到哪天为止"
            yield Problem(policy.place, "E-DAY-WITHOUT-VALUE", "待遇", message, remedy)


def _caps(policy: Policy) -> Iterator[Problem]:
    """Caps that even one unit exceeds."""
    for one in policy.benefits:
        if isinstance(one.base, Fraction) and one.cap is not None and one.cap < one.base:
            day = show_day(policy.validity.start)
            figures = f"封顶{show_number(one.cap)}{one.unit}，比一份的{show_number(one.base)}{one.unit}还少"
            message = f"「{one.title}」{figures}，例如：{day}，只有一份的人就拿不到写的数"
            yield Problem(one.place, "E-CAP-BELOW-BASE", one.id, message, "对照原文改封顶或基数")
