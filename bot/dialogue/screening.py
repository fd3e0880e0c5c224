"""我能享受哪些政策: all policies of a region at once, the question that settles most first."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.memory import facts_of, values_of
from bot.dialogue.questions import ask_fact
from bot.dialogue.relevance import facts_asked, spoken_for
from bot.dialogue.scene import ANYBODY, EMPLOYER, PERSON, SCREENING, Outcome, Scene
from bot.model.copying import replace
from bot.model.decisions import ActKind, Say
from bot.model.facts import Fact
from bot.model.library import Content
from bot.model.session import Goal
from bot.model.verdicts import Result, Verdict

SETTLED = frozenset({Verdict.ELIGIBLE, Verdict.NEEDS_OFFICE})
SETTLED_WORDS = frozenset(verdict.value for verdict in SETTLED)
FOR_EMPLOYER = "for-employer"
SERVICE = "服务"
REPORT = "报道"
NOTHING_TO_HAVE = frozenset({"employment-figures", "policy-document", "office-info"})
"""Measures that tell something but give nothing."""
FOREGONE = 0.96
"""A question that so many answer alike comes after all others."""
SHOWN = 3
"""How many undecided policies are named at the start."""
MOST_PUT = 2
"""Own turns a question is put in while somebody tells other things; there are enough others to ask."""


def audience_of(scene: Scene, goal: Goal) -> str:
    """Whom the talk is about: an employer once only an employer's facts are known, else a person."""
    kinds = set(map(scene.content.once(_audiences).get, facts_of(scene.session)))
    if EMPLOYER in kinds and PERSON not in kinds:
        return EMPLOYER
    return goal.audience


def _audiences(content: Content) -> Mapping[str, str]:
    """Whom each fact is about, by all its names."""
    facts = content.facts
    return {name: fact.audience for name in (*facts.by_name, *facts.by_alias) if (fact := facts.find(name)) is not None}


def side_spoken_for(scene: Scene) -> str:
    """Whom the message says it is for: an employer when it says 我们单位 and the like, else a person."""
    act = scene.content.intents.acts.get(FOR_EMPLOYER)
    text = scene.seen.text.replace("的", "")
    return EMPLOYER if act is not None and any(map(text.__contains__, act.cues)) else PERSON


def screened(scene: Scene, region: str, audience: str) -> tuple[Result, ...]:
    """Every policy of the region for that audience, decided with what is known."""
    values, _ = values_of(scene.session)
    engine = scene.library.engine
    known = engine.narrow(values, scene.on)
    return tuple(
        engine.decide(policy.id, known, scene.on)
        for policy in scene.content.in_region(region)
        if policy.screened and policy.audience in (audience, ANYBODY)
    )


def likely(scene: Scene, results: tuple[Result, ...]) -> tuple[Result, ...]:
    """The undecided policies that what was told speaks for most; few, so that they can be read."""
    values, _ = values_of(scene.session)
    undecided = [result for result in results if result.verdict is Verdict.NEEDS_FACTS]
    fits = spoken_for(scene.content, [result.policy for result in undecided], values, scene.on)
    worth = [result for result in undecided if fits[result.policy] > 0]
    return tuple(sorted(worth, key=lambda result: (-fits[result.policy], len(result.missing), result.policy))[:SHOWN])


def seen_so_far(scene: Scene, goal: Goal) -> tuple[Result, ...]:
    """What a screening has settled with a condition of theirs that holds, and the likeliest of what is open."""
    results = screened(scene, goal.region or scene.session.region or "", audience_of(scene, goal))
    settled = [one for one in results if one.verdict in SETTLED and any(why.holds for why in one.because)]
    return (*sorted(settled, key=_rank), *likely(scene, results))


def open_question(scene: Scene, results: tuple[Result, ...], audience: str = PERSON) -> str | None:
    """The question that settles most of what is still undecided."""
    undecided = tuple(result.policy for result in results if result.verdict is Verdict.NEEDS_FACTS)
    if not undecided:
        return None
    values, vain = values_of(scene.session)
    passed_over = {name for name, times in scene.session.asked.items() if times >= MOST_PUT}
    engine = scene.library.engine
    known = engine.narrow(values, scene.on)
    rare = scene.content.once(_rare)
    not_now = vain | passed_over
    # What was told speaks for some policies: those are settled first, as people stop when they like. And 您是留学
    # 回来的吗 as the first question would be odd, however much a rare yes would settle.
    nearest = tuple(result.policy for result in likely(scene, results))
    single = _of_one_measure(scene, undecided) if audience == EMPLOYER else frozenset()
    tiers: tuple[tuple[tuple[str, ...], frozenset[str]], ...]
    tiers = ((nearest, rare | single), (undecided, rare | single), (undecided, rare), (undecided, frozenset()))
    for policies, later in tiers:
        question = engine.next_question(policies, known, scene.on, not_now | later) if policies else None
        if question is not None:
            return question
    return None


def _of_one_measure(scene: Scene, policies: tuple[str, ...]) -> frozenset[str]:
    """Facts that only one measure asks for: 公益岗位类型 concerns few employers and comes after what concerns many."""
    asking: dict[str, set[str]] = {}
    known = scene.content.once(facts_asked)
    for policy in (scene.content.policies[one] for one in policies):
        for name in known[policy.id]:
            asking.setdefault(name, set()).add(policy.measure)
    return frozenset(name for name, measures in asking.items() if len(measures) == 1)


def _rare(content: Content) -> frozenset[str]:
    """The facts that nearly everybody answers alike."""
    return frozenset(name for name, fact in content.facts.by_name.items() if _foregone(fact))


def _foregone(fact: Fact) -> bool:
    """Whether nearly everybody gives the same answer."""
    whole = sum(prior.weight for prior in fact.priors)
    return bool(fact.priors) and fact.type.is_options and max(p.weight for p in fact.priors) >= FOREGONE * whole


def screen(scene: Scene, goal: Goal) -> Outcome:
    """Show what is settled, ask what settles most, or give the final list."""
    region = goal.region or ""
    audience = audience_of(scene, goal)
    results = screened(scene, region, audience)
    question = open_question(scene, results, audience)
    told = scene.session.last_verdicts
    fresh = tuple(
        result
        for result in sorted(results, key=_rank)
        if result.verdict in SETTLED and not (goal.begun and told.get(result.policy) == result.verdict.value)
    )
    scene = scene.with_session(
        goals=(
            *scene.session.goals[:-1],
            replace(goal, region=region, audience=audience, deciding=question is not None, begun=True, engaged=True),
        ),
        last_verdicts={**told, **{result.policy: result.verdict.value for result in results}},
    )
    changed = tuple(
        result
        for result in sorted(results, key=_rank)
        if told.get(result.policy) in SETTLED_WORDS and result.verdict not in SETTLED
    )
    altered = (Say("_system/screen-changed", SCREENING, None, region, changed),) if changed else ()
    if question is not None:
        shown = fresh if goal.begun else (*fresh, *likely(scene, results))
        lead = Say(
            "_system/screen-progress", measure=SCREENING, region=region, results=shown, data={"首次": not goal.begun}
        )
        session, decision = ask_fact(scene, question, ActKind.SCREEN, *altered, lead, measures=(SCREENING,))
        return session, replace(decision, results=results)
    scene = scene.noting(*altered).with_session(pending=None)
    return final_list(scene, region, audience, results)


def final_list(scene: Scene, region: str, audience: str, results: tuple[Result, ...]) -> Outcome:
    """Everything decided so far, with the services that anybody may use."""
    services = [
        policy.title
        for policy in scene.content.in_region(region)
        if policy.kind == SERVICE and policy.audience == audience and policy.validity.state(scene.on) == "open"
    ]
    reports = [
        policy.title
        for policy in scene.content.in_region(region)
        if policy.kind == REPORT and policy.audience == audience and policy.measure not in NOTHING_TO_HAVE
    ]
    data = {"对象": audience, "服务": services, "报道": reports}
    ordered = tuple(sorted(results, key=_rank))
    block = Say("_system/screen-final", measure=SCREENING, region=region, results=ordered, data=data)
    session, decision = scene.finish(ActKind.SCREEN, block, measures=(SCREENING,))
    return session, replace(decision, results=results)


def _rank(result: Result) -> tuple[int, int, str]:
    """What most concerns the asker first: conditions of theirs that hold, then how little is still open."""
    holding = sum(reason.holds is True for reason in result.because)
    return (-holding, len(result.missing), result.policy)
