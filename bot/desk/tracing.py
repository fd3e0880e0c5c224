"""Why an answer came out as it did, in Chinese: what was read, how sure, what was decided, what is asked and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.desk.talk import Talked
from bot.dialogue.memory import facts_of
from bot.model.library import Content
from bot.model.understanding import Match, Outcome, Reading, Understanding
from bot.model.verdicts import Reason, Result, Verdict
from bot.model.wording import show_number, show_value
from bot.replying.views import VERDICTS

OUTCOMES = {
    Outcome.ANSWER: "有把握，直接答",
    Outcome.CHOOSE: "拿不准，让群众选",
    Outcome.FALLBACK: "没认出事项",
    Outcome.OUT_OF_SCOPE: "不归这里管",
}
READINGS = {
    Reading.VALUE: "答了所问的",
    Reading.DONT_KNOW: "不知道",
    Reading.REFUSED: "不方便说",
    Reading.WHY: "反问为什么问",
    Reading.NONE_OF_THESE: "都不是",
}
STATES = {"stated": "", "supposed": "（假设）", "dont_know": "不知道", "refused": "不方便说"}
RUNNERS_UP = 2
LEAST = 0.01
"""A smaller chance is not told as 0%."""

Lines = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the explanation: its title and (label, text) lines."""

    title: str
    lines: tuple[tuple[str, str], ...]


def explained(talked: Talked, content: Content, on: date) -> tuple[Section, ...]:
    """The sections that have something to say."""
    seen = talked.decision.understanding
    sections = (
        Section("读成什么", tuple(_read(seen, content)) if seen else ()),
        Section("听到的情况", tuple(_heard(seen, content, on)) if seen else ()),
        Section("记着的情况", tuple(_known(talked, content, on))),
        Section("怎么判断的", tuple(_decided(talked.decision.results, content))),
        Section("接着问什么，为什么", tuple(_asked(talked, content))),
    )
    return tuple(section for section in sections if section.lines)


def _read(seen: Understanding, content: Content) -> Lines:
    if seen.clean and seen.clean != seen.text:
        yield "整理后", seen.clean
    if seen.reply:
        yield "当作回答", READINGS[seen.reply.reading]
    else:
        yield "把握", OUTCOMES[seen.outcome]
    yield from _matched(seen, content)
    yield from _besides(seen, content)
    for step in seen.trace:
        if step.stage == "context" and not seen.reply:
            yield "上下文", step.result


def _matched(seen: Understanding, content: Content) -> Lines:
    """The measures found, with the words that decided, and those that came next."""
    for match in seen.matches:
        yield "事项", _scored(match, content)
        if match.words:
            yield "凭这些字", "、".join(match.words)
    chosen = {match.measure for match in seen.matches}
    label = "其次像" if chosen else "最像"
    known = content.intents.measures
    for match in [one for one in seen.ranked if one.measure in known and one.measure not in chosen][:RUNNERS_UP]:
        yield label, _scored(match, content)


def _besides(seen: Understanding, content: Content) -> Lines:
    if seen.aspects:
        yield "问的方面", "、".join(_aspect(slug, content) for slug in seen.aspects)
    if seen.act:
        act = content.intents.acts.get(seen.act)
        yield "话的用意", act.name if act else seen.act
    for slug in seen.regions:
        yield "说到的地区", content.regions[slug].name if slug in content.regions else slug
    if seen.elsewhere:
        yield "说到外地", seen.elsewhere


def _scored(match: Match, content: Content) -> str:
    measure = content.intents.measures.get(match.measure)
    name = f"{measure.name}（{match.measure}）" if measure else match.measure
    return f"{name} {match.score:.0%}" if match.score >= LEAST else f"{name} 不到 1%"


def _aspect(slug: str, content: Content) -> str:
    aspect = content.intents.aspects.get(slug)
    return aspect.name if aspect else slug


def _heard(seen: Understanding, content: Content, on: date) -> Lines:
    for one in seen.heard:
        fact = content.facts.find(one.fact)
        value = show_value(fact, one.value, on) if fact else ""
        whose = "" if one.subject == "self" else f"（说的是{one.subject}）"
        yield one.fact, f"{value}，凭「{one.words}」{whose}"


def _known(talked: Talked, content: Content, on: date) -> Lines:
    region = content.regions.get(talked.session.region or "")
    if region:
        yield "地区", region.name
    for name, known in facts_of(talked.session).items():
        fact = content.facts.find(name)
        if fact is not None:
            value = show_value(fact, known.value, on) if known.value is not None else ""
            yield name, value + STATES.get(known.state, "")


def _decided(results: tuple[Result, ...], content: Content) -> Lines:
    for result in results:
        policy = content.policies.get(result.policy)
        yield policy.title if policy else result.policy, VERDICTS[result.verdict.value] + _amount(result)
        if len(results) == 1:
            for reason in result.because:
                yield _mark(reason), f"{reason.text}（{reason.cite}）"


def _mark(reason: Reason) -> str:
    if reason.by_office:
        return "部门核验"
    return {True: "✓ 满足", False: "✗ 不满足", None: "？还不知道"}[reason.holds]


def _amount(result: Result) -> str:
    amount = result.amount
    if amount is None or result.verdict in (Verdict.INELIGIBLE, Verdict.NOT_HERE):
        return ""
    low, high = show_number(amount.low), show_number(amount.high)
    if amount.ceiling:
        return f"，最高{high}{amount.unit}"
    return f"，{high if low == high else f'{low}到{high}'}{amount.unit}"


def _asked(talked: Talked, content: Content) -> Lines:
    ask = talked.decision.ask
    if ask is None:
        return
    yield "问", ask.fact
    fact = content.facts.find(ask.fact)
    if fact is None:
        yield "为什么", "各县的政策不一样，先要知道问的是哪个县。"
        return
    open_results = [result for result in talked.decision.results if ask.fact in result.missing]
    titles = [content.policies[one.policy].title for one in open_results if one.policy in content.policies]
    if titles:
        yield "关系到", f"{len(titles)} 项还没定的：{'、'.join(titles)}"
    if talked.decision.results:
        rest: Mapping[str, None] = dict.fromkeys(name for one in talked.decision.results for name in one.missing)
        yield "还没问的", f"{len(rest)} 项情况里，先问这一项，预计一共要问的最少"
    for reason in (reason for one in open_results for reason in one.because if reason.fact == ask.fact):
        yield "按哪条", f"{reason.text}（{reason.cite}）"
    if fact.why:
        yield "对群众说的理由", fact.why
