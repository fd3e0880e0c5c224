"""Who runs a business may have something as a person and something as an employer: both sides can be seen."""

from __future__ import annotations

import re

from bot.dialogue.answering import pursue
from bot.dialogue.memory import SELF, facts_of
from bot.dialogue.naming import shared_with
from bot.dialogue.scene import EMPLOYER, ENTITLEMENT, PERSON, SCREENING, Outcome, Scene, system
from bot.dialogue.screening import audience_of
from bot.model.copying import replace
from bot.model.decisions import Decision, Say
from bot.model.library import Content
from bot.model.session import Goal, Session
from bot.model.understanding import Outcome as Sure
from bot.model.understanding import Understanding
from bot.model.values import NO, Span

BUSINESS = ("is_entrepreneur", "jobs_created", "business_type", "first_business")
"""Codes of the facts that tell of a business of one's own."""
FEWEST_TOLD, NAMED, SHOWN = 2, 3, 6
"""Facts told with 能领啥 for which all is looked through; characters that name a measure; titles shown."""
WHATEVER = re.compile(
    r"[能领享拿申得沾](?:到|受|取|请|上|着)*(?:的)?(?:些|点|个)?(?:什么|啥|哪些|哪几[样项种])|(?:有|给)(?:些|点|个)?(?:什么|啥|哪些)(?:好|优惠)?(?:的)?(?:补|政策|扶持|待遇|优惠|帮)"
)
"""能领啥, 都能享受哪些, 有啥补贴."""
SIDE = re.compile(
    r"(?:那|我|我们|俺|俺们|咱|想|要|就|再)*(?:这|这边)?(?:(?:按|照|从|看|是|当|算)(?:个|家|一家|着)?)"
    r"(?P<side>用人单位|单位|企业|公司|厂子?|工厂|小微企业|小公司|个人|自己|本人|我自己)(?:的|这边|这头|那边|那头|来|身份)*(?:看|算|说)*(?:看)?(?:吧|呢|啊|的)*"
)
OF_PERSON = frozenset({"个人", "自己", "本人", "我自己"})


def looks_through(seen: Understanding, content: Content) -> bool:
    """Whether 能领啥 after several facts asks for all there is, rather than for the measure its words are near to."""
    if (
        SCREENING not in seen.named
        or not WHATEVER.search(seen.clean)
        or seen.outcome is not Sure.ANSWER
        or len(seen.matches) != 1
    ):
        return False
    if len([one for one in seen.heard if not one.aside]) < FEWEST_TOLD or seen.aspect not in (None, "overview"):
        return False
    return shared_with(seen.clean, seen.matches[0].measure, content) < NAMED


def turned(scene: Scene) -> Outcome | None:
    """按单位看, 我是企业 amid a screening: the same for the other side."""
    goal, seen = scene.goal, scene.seen
    found = SIDE.fullmatch(seen.clean.strip("，。！？ "))
    if goal is None or goal.measure != SCREENING or found is None or (seen.heard and found["side"] in OF_PERSON):
        return None
    side = PERSON if found["side"] in OF_PERSON else EMPLOYER
    if side == audience_of(scene, goal):
        return None
    other = replace(goal, audience=side, begun=False, deciding=True)
    scene = scene.with_session(goals=(*scene.session.goals[:-1], other), pending=None, asked={})
    return pursue(scene)


def both_sides(scene: Scene, outcome: Outcome) -> Outcome:
    """The answer of a screening with a word on the other side, where what is known speaks for that too.

    scene: as it was when the message came. The word is said once, when it first holds, and at the end.
    """
    session, decision = outcome
    before = scene.goal
    goal = session.goals[-1] if session.goals else None
    if goal is None or decision.measures != (SCREENING,) or goal.region is None or session.subject != SELF:
        return outcome
    begun = before is not None and before.measure == SCREENING and before.begun
    known = frozenset(facts_of(scene.session)) if begun else frozenset()
    final = decision.ask is None and bool(decision.results)
    sides = _others(scene, session, goal)
    if not sides or (not final and sides & known):
        return outcome
    return session, _with(decision, _block(scene, goal, goal.region))


def _others(scene: Scene, session: Session, goal: Goal) -> frozenset[str]:
    """The facts known that speak for the side which is not looked through."""
    facts = scene.content.facts
    known = facts_of(session)
    if goal.audience == EMPLOYER:
        return frozenset(name for name in known if (one := facts.find(name)) is not None and one.audience == PERSON)
    found = set()
    for code in BUSINESS:
        fact = facts.find(code)
        value = known[fact.name].value if fact is not None and fact.name in known else None
        nothing = value is None or (isinstance(value, Span) and value.hi <= 0) or value == frozenset({NO})
        if fact is not None and not nothing:
            found.add(fact.name)
    return frozenset(found)


def _block(scene: Scene, goal: Goal, region: str) -> Say:
    side = PERSON if goal.audience == EMPLOYER else EMPLOYER
    titles = [
        policy.title
        for policy in scene.content.in_region(region)
        if policy.screened
        and policy.kind == ENTITLEMENT
        and policy.audience == side
        and policy.validity.state(scene.on) == "open"
    ]
    return system("other-side", 对象=side, 政策名=titles[:SHOWN], 更多=len(titles) > SHOWN)


def _with(decision: Decision, block: Say) -> Decision:
    """The decision with the block before its question, or at its end."""
    says = decision.says
    at = len(says) - 1 if decision.ask is not None else len(says)
    return replace(decision, says=(*says[:at], block, *says[at:]))
