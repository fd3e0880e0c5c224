"""What officers watch over: what ends soon, and whether the written cases still come out as expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.desk.talk import Snapshot
from bot.eligibility.mutation import agrees
from bot.model.cases import Case
from bot.model.library import Content
from bot.model.policies import Policy
from bot.model.values import Value
from bot.model.wording import show_value
from bot.replying.views import VERDICTS, View, amount_view

SOON_DAYS = 90


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that ends soon: a policy, or one amount of it."""

    day: date
    policy: Policy
    what: str
    left: int


def ending(content: Content, on: date, days: int = SOON_DAYS) -> tuple[Ending, ...]:
    """What ends between that day and so many days later, the nearest first."""
    last = on + timedelta(days=days)
    found = []
    for policy in content.policies.values():
        ends = [(policy.title, policy.validity.end)]
        ends += [(benefit.title, benefit.validity.end) for benefit in policy.benefits if benefit.validity]
        for what, end in ends:
            if end is not None and on <= end <= last:
                found.append(Ending(end, policy, what, (end - on).days))
    return tuple(sorted(found, key=lambda one: (one.day, one.policy.id)))


@dataclass(frozen=True, slots=True)
class Tried:
    """A written case beside what the engine makes of it. right: whether verdict and amount agree."""

    case: Case
    facts: tuple[tuple[str, str], ...]
    expected: str
    came: str
    amount: View | None
    right: bool


def try_cases(snapshot: Snapshot, policy: Policy) -> tuple[Tried, ...]:
    """Every case of the policy, decided."""
    engine = snapshot.library.engine
    found = []
    for case in policy.cases:
        result = engine.decide(policy.id, engine.narrow(case.facts, case.on), case.on)
        found.append(
            Tried(
                case=case,
                facts=tuple(_told(snapshot, name, value, case.on) for name, value in case.facts.items()),
                expected=VERDICTS[case.verdict.value],
                came=VERDICTS[result.verdict.value],
                amount=amount_view(result.amount),
                right=agrees(case, result),
            )
        )
    return tuple(found)


def _told(snapshot: Snapshot, name: str, value: Value, on: date) -> tuple[str, str]:
    fact = snapshot.library.content.facts.find(name)
    return name, show_value(fact, value, on) if fact else ""


def files_by_folder(paths: Sequence[str]) -> dict[str, list[str]]:
    """Content files by the folder they lie in, both in order."""
    found: dict[str, list[str]] = {}
    for path in sorted(paths):
        found.setdefault(path.rpartition("/")[0], []).append(path)
    return found
