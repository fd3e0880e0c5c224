"""The eligibility form: the facts that matter now, in the planner's order, and what they lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.content.fact_values import HOW, parse_value
from bot.desk.talk import Snapshot
from bot.dialogue.questions import fact_choices
from bot.model.decisions import Say
from bot.model.errors import BadFacts, UnknownName
from bot.model.facts import Fact
from bot.model.policies import Policy
from bot.model.values import Value
from bot.model.verdicts import Result, Verdict
from bot.replying.views import View, result_view

SHOWN = 8
"""Open facts shown at once; the rest follows as answers come."""
SCREENING = "which-policies"
_ORDER = (Verdict.ELIGIBLE, Verdict.NEEDS_OFFICE, Verdict.NEEDS_FACTS, Verdict.INELIGIBLE)


@dataclass(frozen=True, slots=True)
class Field:
    """One fact on the form. given: as it was written. fault: why that cannot be used. first: ask this next."""

    fact: Fact
    options: tuple[tuple[str, str], ...]
    given: str
    hint: str
    fault: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form as it stands. results: as templates see them. text: what to send. settled: nothing left to ask."""

    fields: tuple[Field, ...]
    results: tuple[View, ...]
    conflicts: tuple[str, ...]
    text: str
    settled: bool


def policies_for(snapshot: Snapshot, policy: str, region: str, audience: str) -> tuple[Policy, ...]:
    """The one policy, or with "" all of the region that take part in screening. Raises UnknownName."""
    content = snapshot.library.content
    if policy:
        if policy not in content.policies:
            raise UnknownName(f"没有政策「{policy}」")
        return (content.policies[policy],)
    if region not in content.regions:
        raise UnknownName(f"没有地区「{region}」")
    return tuple(one for one in content.in_region(region) if one.screened and one.audience in (audience, "都可以"))


def fill(snapshot: Snapshot, policies: Sequence[Policy], given: Mapping[str, str], on: date) -> Sheet:
    """Decide these policies with what the form holds; given: fact code or name -> what was written, in order."""
    engine, facts = snapshot.library.engine, snapshot.library.content.facts
    values: dict[str, Value] = {}
    answered: dict[str, Field] = {}
    for key, raw in given.items():
        fact = facts.find(key)
        if fact is None or not raw.strip():
            continue
        fault = ""
        try:
            value = parse_value(fact, raw.strip(), on)
            if value is not None:
                values[fact.name] = value
        except BadFacts as error:
            fault = str(error)
        answered[fact.name] = _field(fact, raw, fault)
    known = engine.narrow(values, on)
    results = tuple(engine.decide(policy.id, known, on) for policy in policies)
    ids = [policy.id for policy in policies]
    following = engine.next_question(ids, known, on, frozenset(values)) if ids else None
    order = [following] if following else []
    order += [name for name in _useful(results) if name != following]
    fields = [*answered.values()]
    fields += [
        _field(facts.by_name[name], "", first=name == following)
        for name in order
        if name in facts.by_name and name not in answered
    ][:SHOWN]
    content = snapshot.library.content
    ranked = sorted(results, key=lambda one: (_ORDER.index(one.verdict) if one.verdict in _ORDER else 9, one.policy))
    return Sheet(
        fields=tuple(fields),
        results=tuple(result_view(result, content, on, None) for result in ranked),
        conflicts=engine.conflicts(values, on),
        text=_text(snapshot, policies, tuple(ranked), on),
        settled=following is None,
    )


def _field(fact: Fact, given: str, fault: str = "", *, first: bool = False) -> Field:
    options = fact_choices(fact)
    return Field(fact, options, given.strip(), "" if options else HOW[fact.type], fault, first)


def _useful(results: Sequence[Result]) -> list[str]:
    """Facts that can still change something: for one policy in its own order, for many those most policies need."""
    if len(results) == 1:
        return list(results[0].missing)
    wanted = Counter(name for result in results for name in result.missing)
    return [name for name, _ in wanted.most_common()]


def _text(snapshot: Snapshot, policies: Sequence[Policy], results: tuple[Result, ...], on: date) -> str:
    """The outcome in the words a citizen would read."""
    if not policies:
        return ""
    first = policies[0]
    if len(policies) == 1:
        block = Say(
            "_system/verdict", measure=first.measure, region=first.region, results=results, data={"变化": False}
        )
    else:
        data = {"对象": first.audience, "服务": []}
        block = Say("_system/screen-final", measure=SCREENING, region=first.region, results=results, data=data)
    return snapshot.replier.say(block, on)
