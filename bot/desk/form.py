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
from bot.model.errors import BadFacts
from bot.model.facts import Fact
from bot.model.named import policy_named, region_named
from bot.model.policies import Policy
from bot.model.understanding import Hint, Reading
from bot.model.values import Value
from bot.model.verdicts import Result, Verdict
from bot.model.wording import show_value
from bot.replying.views import View, result_view

SHOWN = 8
"""Open facts shown at once; the rest follows as answers come."""
SCREENING = "which-policies"
UNKNOWN = "不知道"
_UNKNOWN = frozenset({UNKNOWN, "不清楚", "不晓得", "?", "？"})
"""What stands for an answer that the caller does not have; it is kept and not asked again."""
_ORDER = (Verdict.ELIGIBLE, Verdict.NEEDS_OFFICE, Verdict.NEEDS_FACTS, Verdict.INELIGIBLE)


@dataclass(frozen=True, slots=True)
class Field:
    """One fact on the form. given: as it was written. fault: why that cannot be used. first: ask this next.

    shown: the value as people say it.
    """

    fact: Fact
    options: tuple[tuple[str, str], ...]
    given: str
    hint: str
    fault: str = ""
    first: bool = False
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form as it stands. asking: open facts in the planner's order. told: answered ones in the order told.

    results: as templates see them. text: what to send. settled: nothing left to ask. open: facts that may be asked yet.
    """

    asking: tuple[Field, ...]
    told: tuple[Field, ...]
    results: tuple[View, ...]
    conflicts: tuple[str, ...]
    text: str
    settled: bool
    open: int


def policies_for(snapshot: Snapshot, policy: str, region: str, audience: str) -> tuple[Policy, ...]:
    """The one policy, or with "" all of the region that take part in screening. Raises UnknownName."""
    content = snapshot.library.content
    if policy:
        return (policy_named(policy, content.policies),)
    region_named(region, content.regions)
    return tuple(one for one in content.in_region(region) if one.screened and one.audience in (audience, "都可以"))


def fill(snapshot: Snapshot, policies: Sequence[Policy], given: Mapping[str, str], on: date) -> Sheet:
    """Decide these policies with what the form holds; given: fact code or name -> what was written, in order."""
    engine, content = snapshot.library.engine, snapshot.library.content
    facts = content.facts
    values: dict[str, Value] = {}
    told: dict[str, Field] = {}
    for key, raw in given.items():
        fact = facts.find(key)
        if fact is None or not raw.strip():
            continue
        told[fact.name], value = _told(snapshot, fact, raw.strip(), on)
        if value is not None:
            values[fact.name] = value
    known = engine.narrow(values, on)
    results = tuple(engine.decide(policy.id, known, on) for policy in policies)
    ids = [policy.id for policy in policies]
    # What was told is not asked again, however vague; what could not be used is still open.
    closed = frozenset(name for name, field in told.items() if not field.fault)
    following = engine.next_question(ids, known, on, closed) if ids else None
    order = [following] if following else []
    order += [name for name in _useful(results) if name != following]
    open_facts = [name for name in order if name in facts.by_name and name not in told]
    ranked = sorted(results, key=lambda one: (_ORDER.index(one.verdict) if one.verdict in _ORDER else 9, one.policy))
    return Sheet(
        asking=tuple(_field(facts.by_name[name], first=name == following) for name in open_facts[:SHOWN]),
        told=tuple(told.values()),
        results=tuple(result_view(result, content, on, None) for result in ranked),
        conflicts=engine.conflicts(values, on),
        text=_text(snapshot, policies, tuple(ranked), on),
        settled=following is None,
        open=len(open_facts),
    )


def _told(snapshot: Snapshot, fact: Fact, raw: str, on: date) -> tuple[Field, Value | None]:
    """The field as it was filled, and its value where there is one: as officers write it, else as people say it."""
    if raw in _UNKNOWN:
        return _field(fact, UNKNOWN, shown=UNKNOWN), None
    try:
        value = parse_value(fact, raw, on)
    except BadFacts:
        reply = snapshot.library.understander.understand(raw, Hint(on=on, pending=fact.name)).reply
        if reply is not None and reply.reading is not Reading.VALUE:
            return _field(fact, UNKNOWN, shown=UNKNOWN), None
        value = reply.value if reply is not None else None
        if value is None:
            return _field(fact, raw, f"「{raw}」看不懂，{_how(fact)}。"), None
    return _field(fact, raw, shown=show_value(fact, value, on) if value is not None else ""), value


def _how(fact: Fact) -> str:
    """How to write a value of the fact, in short."""
    return HOW[fact.type].split("，或")[0]


def _field(fact: Fact, given: str = "", fault: str = "", *, first: bool = False, shown: str = "") -> Field:
    options = fact_choices(fact)
    return Field(fact, options, given, "" if options else _how(fact), fault, first, shown)


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
