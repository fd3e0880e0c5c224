"""Cases beside the policies: what they leave untried, drafts for an officer to confirm, and the mutation test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bot.content.fact_values import json_value, parse_value
from bot.content.load import load_content
from bot.eligibility.coverage import ENTITLEMENT, Gap, gaps, with_drafts
from bot.eligibility.mutation_people import Draft
from bot.eligibility.mutation_witness import Score, examine
from bot.model.errors import BadFacts, ContentError
from bot.model.facts import Fact, FactType
from bot.model.library import Content
from bot.model.named import policy_named, region_named
from bot.model.policies import Policy
from bot.model.values import Span, Value
from bot.model.wording import show_number
from bot.replying.views import VERDICTS

CHECK = "请核对"
SPECIAL = "[]{},:#&*!|>'\"%@`"


@dataclass(frozen=True, slots=True)
class Report:
    """What the cases of one policy try and leave untried, with drafts for all of it."""

    policy: Policy
    gaps: tuple[Gap, ...]
    drafts: tuple[Draft, ...]


def content_of(files: Mapping[str, bytes]) -> Content:
    """The checked content alone, without the skills of a conversation. Raises ContentError."""
    content, problems = load_content(files)
    if content is None:
        raise ContentError(problems)
    return content


def report(content: Content, policy_id: str, on: date) -> Report:
    """Gaps in the cases of a policy and drafts that fill them and catch every mutant. Raises UnknownName."""
    policy = policy_named(policy_id, content.policies)
    drafts = [gap.draft for gap in gaps(content, policy, on, grow=True)]
    if policy.kind == ENTITLEMENT:
        for _, draft in examine(content, with_drafts(policy, drafts), on).survivors:
            if all((one.on, one.facts) != (draft.on, draft.facts) for one in drafts):
                drafts.append(draft)
    return Report(policy, gaps(content, policy, on), tuple(drafts))


def mutation(content: Content, region: str | None, on: date) -> tuple[Score, ...]:
    """The mutation test of all entitlements of a region, or of all. Raises UnknownName."""
    if region is not None:
        region_named(region, content.regions)
    chosen = [one for _, one in sorted(content.policies.items()) if region in (None, one.region)]
    return tuple(examine(content, one, on) for one in chosen if one.kind == ENTITLEMENT)


def draft_yaml(draft: Draft, facts: Mapping[str, Fact]) -> str:
    """A draft as one line of YAML, marked to be checked."""
    told = ", ".join(f"{name}: {fact_text(facts[name], value, draft.on)}" for name, value in draft.facts.items())
    parts = [f"名称: {_quoted(draft.why)}", f"日期: {draft.on}", f"事实: {{{told}}}"]
    parts.append(f"结论: {VERDICTS[draft.result.verdict.value]}")
    amount = draft.result.amount
    if amount is not None:
        low, high = (_figure(one) for one in (amount.low, amount.high))
        parts.append(f"金额: {low}" if low == high else f"金额: {{最低: {low}, 最高: {high}}}")
    return f"  - {{{', '.join(parts)}}}  # {CHECK}"


def _figure(number: Fraction) -> str:
    return str(number) if number.denominator == 1 else show_number(number)


def _quoted(text: str) -> str:
    return f'"{text}"' if any(one in SPECIAL for one in text) else text


def fact_text(fact: Fact, value: Value, on: date) -> str:
    """A value as an officer writes it in a case, so that reading it gives the value back where words allow."""
    plain = json_value(fact, value, on)
    if isinstance(value, Span) and value.lo == value.hi and fact.type.is_day and not _reads(fact, plain, on, value):
        return date.fromordinal(value.lo).isoformat()  # a start that falls within a month of the count
    return _written(plain, fact)


def _reads(fact: Fact, raw: object, on: date, value: Value) -> bool:
    try:
        return parse_value(fact, raw, on) == value
    except BadFacts:
        return False


def _written(plain: object, fact: Fact) -> str:
    if isinstance(plain, bool):
        return "是" if plain else "否"
    if isinstance(plain, Mapping):
        ends = {"最小": plain.get("min"), "最大": plain.get("max")}
        return "{" + ", ".join(f"{key}: {_written(end, fact)}" for key, end in ends.items() if end is not None) + "}"
    if isinstance(plain, Sequence) and not isinstance(plain, str):
        order = [option.value for option in fact.options if option.value in plain]
        return "[" + ", ".join(order) + "]"
    unit = {FactType.DURATION: "个月", FactType.RATE: "%"}.get(fact.type, "")
    return f"{plain}{unit}"
