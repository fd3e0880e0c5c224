"""Measures that a message names: they become what is talked about, and what was open before waits behind them."""

from __future__ import annotations

from bot.dialogue.absorb import DONT_KNOW, employer_speaks
from bot.dialogue.answering import CONDITION_ASPECTS, not_written, pursue
from bot.dialogue.aspects import ODD, SUMS
from bot.dialogue.memory import facts_of, with_facts
from bot.dialogue.naming import ASKING, GENERAL, shared_with
from bot.dialogue.questions import ask_fact
from bot.dialogue.relevance import asked_by_any
from bot.dialogue.scene import EMPLOYER, SCREENING, SOCIAL, Outcome, Scene, system
from bot.dialogue.screening import seen_so_far, side_spoken_for
from bot.dialogue.several import several
from bot.dialogue.touching import quoted, touched
from bot.model.copying import replace
from bot.model.decisions import ActKind, Say
from bot.model.facts import Known
from bot.model.session import Goal
from bot.model.understanding import Match

MOST_AT_ONCE = 3
OVERVIEW = "overview"
WHOLE_NAME, BRIEF = 4, 8
"""Characters of its name that surely name a measure; longer messages are no mere question of what is talked about."""
NAMED = 2
"""Characters of its name that a message must hold to ask for the whole measure again."""


def new_goals(scene: Scene, named: tuple[Match, ...]) -> Outcome:
    """One or several measures were named; what was open before waits behind them."""
    seen = scene.seen
    current = scene.goal
    regions = seen.regions
    aspect = seen.aspect
    told = bool(seen.heard)
    side = EMPLOYER if employer_speaks(scene) else side_spoken_for(scene)
    # 回来开了个店，有啥补助: the measure that is named is what is meant by 啥补助
    named = _rather_here(scene, _without_parts(scene, _without_screening(scene, named)))
    goals = tuple(
        Goal(
            measure=match.measure,
            region=None,
            aspect=match.aspect or aspect,
            deciding=told and _deciding(match, aspect),
            audience=side,
        )
        for match in named[:MOST_AT_ONCE]
    )
    scene = scene.with_session(last_aspect=aspect)
    general = _about_all(scene, goals)
    if general is not None:
        return general
    unknown = _not_known(scene, goals)
    if unknown is not None:
        return unknown
    detail = _detail(scene, goals)
    if detail is not None:
        return detail
    if current is not None and len(goals) == 1 and goals[0].measure == current.measure:
        if _said_before(scene, current, goals[0]):
            scene = scene.noting(system("said-before"))
        kept = replace(current, region=regions[0] if regions else current.region, aspect=goals[0].aspect)
        deciding = current.deciding if goals[0].aspect in (None, "odd-case") else goals[0].deciding
        scene = scene.with_session(
            goals=(*scene.session.goals[:-1], replace(kept, deciding=deciding or goals[0].deciding))
        )
        return pursue(scene.with_session(pending=None) if regions else scene, regions=regions)
    before = scene.session.goals[-2:]
    scene = scene.with_session(goals=(*before, goals[0]), pending=None)
    if len(goals) == 1:
        return pursue(scene, regions=regions)
    return several(scene, goals)


def _rather_here(scene: Scene, named: tuple[Match, ...]) -> tuple[Match, ...]:
    """The measure talked about where another that the county lacks is barely named: 工资多少 amid 公益岗."""
    current = scene.goal
    region = scene.region
    if current is None or region is None or len(named) != 1 or scene.seen.regions or current.measure in GENERAL:
        return named
    other = named[0].measure
    if other == current.measure:
        return named
    if scene.content.in_region(region, other):
        # 求职的人自己有吗 amid 职业介绍补贴, whose text says that very thing
        general = named[0].aspect in (None, OVERVIEW) and scene.seen.aspect in (None, OVERVIEW)
        own = quoted(scene, region, current.measure) if general else 0
        taken = own > max(WHOLE_NAME, shared_with(scene.seen.clean, other, scene.content)) and (
            own > quoted(scene, region, other)
        )
        return (replace(named[0], measure=current.measure, aspect=ODD),) if taken else named
    if shared_with(scene.seen.clean, other, scene.content) >= WHOLE_NAME or len(scene.seen.clean) > BRIEF:
        return named
    return (replace(named[0], measure=current.measure),) if touched(scene, region, current.measure) else named


def _not_known(scene: Scene, goals: tuple[Goal, ...]) -> Outcome | None:
    """裁员率我不清楚 about what is talked of: where to look it up, and on with what can be told without it."""
    current, seen, facts = scene.goal, scene.seen, scene.content.facts.by_name
    act = scene.content.intents.acts.get(DONT_KNOW)
    if current is None or len(goals) > 1 or goals[0].measure != current.measure or seen.aspect:
        return None
    if act is None or not any(map(seen.clean.__contains__, act.cues)):
        return None
    region = scene.region
    policies = scene.content.in_region(region, current.measure) if region else ()
    asked = sorted(asked_by_any(scene.content, policies))
    named = [name for name in asked if any(word in seen.clean for word in (name, *facts[name].aliases))]
    if len(named) != 1:
        return None
    scene = scene.noting(system("dont-know", 事实名=named[0]))
    known = {**facts_of(scene.session), named[0]: Known(None, "dont_know", seen.clean, scene.now.isoformat())}
    kept = replace(current, deciding=True)
    scene = replace(scene, session=with_facts(scene.session, known))
    return pursue(scene.with_session(goals=(*scene.session.goals[:-1], kept)))


def _without_parts(scene: Scene, named: tuple[Match, ...]) -> tuple[Match, ...]:
    """The measures without those whose name is part of another's: 创业担保贷款 of 创业担保贷款展期."""
    if len(named) == 1:
        return named
    names = {match.measure: scene.measure_name(match.measure) for match in named}
    return tuple(
        match
        for match in named
        if not any(names[match.measure] in name for slug, name in names.items() if slug != match.measure)
    )


def _without_screening(scene: Scene, named: tuple[Match, ...]) -> tuple[Match, ...]:
    """The measures without 啥补助 where another is meant by it; only that where it is likelier and much is told."""
    general = [match for match in named if match.measure == SCREENING]
    others = tuple(match for match in named if match.measure != SCREENING)
    if not general or not others:
        return named
    ranked = scene.seen.ranked
    likelier = bool(ranked) and ranked[0].measure == SCREENING
    return tuple(general) if likelier and scene.seen.heard and scene.seen.aspect is None else others


def _detail(scene: Scene, goals: tuple[Goal, ...]) -> Outcome | None:
    """要担保人吗 right after the loan was told: not the whole again, but that this is not written, and whom to ask."""
    seen, asked = scene.seen, goals[0]
    current = scene.goal
    if current is None or len(goals) > 1 or asked.measure in (SCREENING, *SOCIAL):
        return None
    region = (current.region if current.measure == asked.measure else None) or scene.session.region
    own_case = asked.aspect == "odd-case" and asked.measure == current.measure
    plain = (asked.aspect is None or own_case) and not seen.heard and not seen.regions
    told = scene.session.last_measure == asked.measure and (
        scene.session.pending is not None or bool(scene.session.last_verdicts)
    )
    if region is None or not (plain and told):
        return None
    if shared_with(seen.clean, asked.measure, scene.content) >= NAMED and not ASKING.search(seen.text):
        return None
    return not_written(scene, asked, region)


def _said_before(scene: Scene, current: Goal, asked: Goal) -> bool:
    """Whether the very same was asked and answered in the last message, with nothing new told."""
    seen = scene.seen
    same = asked.aspect == current.aspect and scene.session.last_aspect == asked.aspect
    return same and asked.aspect is not None and current.begun and not seen.heard and not seen.regions


def _about_all(scene: Scene, goals: tuple[Goal, ...]) -> Outcome | None:
    """怎么办, 要啥材料 in the middle of a screening: no one policy is meant, so ask which, and go on."""
    current, pending = scene.goal, scene.session.pending
    asked = goals[0].aspect
    if current is None or not current.begun or any(goal.measure != SCREENING for goal in (current, *goals)):
        return None
    if asked is None or asked in ("overview", "odd-case", *CONDITION_ASPECTS):
        return None
    between = scene.session.goals[-2] if len(scene.session.goals) > 1 else None
    if between is not None and between.measure != SCREENING and scene.seen.borrowed:
        # 能领几个月 after 失业金咋领: still about what was asked in between
        looked_up = replace(between, aspect=asked, deciding=False)
        return pursue(scene.with_session(goals=(*scene.session.goals[:-2], current, looked_up), pending=None))
    known = seen_so_far(scene, current) if asked == SUMS else ()
    block = Say("_system/screen-aspect", SCREENING, asked, current.region, data={"眼下": bool(known)})
    blocks = [block]
    if known:
        # 能领多少 amid a screening: the sums of what is settled, and of what is likeliest
        blocks.append(Say("_system/screen-progress", SCREENING, None, current.region, known, {"首次": False}))
    if pending is None or pending.fact is None:
        return scene.finish(ActKind.ANSWER, *blocks, measures=(SCREENING,))
    return ask_fact(scene, pending.fact, ActKind.ANSWER, *blocks, measures=(SCREENING,), counts=False)


def _deciding(match: Match, aspect: str | None) -> bool:
    return (match.aspect or aspect) in (None, "overview", "odd-case", "who", "conditions")
