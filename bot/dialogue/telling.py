"""Somebody begins by telling about himself and asks nothing; what there is for him is looked through then."""

from __future__ import annotations

import re

from bot.dialogue.memory import SELF, SUPPOSED
from bot.dialogue.naming import ASKING
from bot.dialogue.noting import shown
from bot.dialogue.relevance import asked_by_any, facts_asked
from bot.dialogue.scene import EMPLOYER, SCREENING, Scene, system
from bot.model.library import Content
from bot.model.understanding import Match, Outcome

SURELY_MEANT = 0.9
NEARLY, LITTLE = 0.9, 16
"""How likely two measures are together where one of them is meant, in a message no longer than this."""
TOLD = 6
"""Fewer characters tell nothing but a fact that may belong to what comes next."""
CLAUSES = re.compile(r"[，。；！ ]+")
FEW = 2
"""Clauses of a story; facts that make one of words that also name a neighbouring service."""


_WANTS = re.compile(
    r"(.{1,2})不\1|[几多]少?成|(?<!不)想(?!不).{0,8}[找领办学贷上报干要问参去]|该|违法|合法|政策|[不没]$|补助|补贴|报销|[退返补报]多|真的假的"
)
"""What asks or wants something without the words that ask: 是不是, 给返不给返, 想找个活."""
_AMID = re.compile(
    r"[吗？?](?=[，。；！ ])|(?<![也还都从就是，。；！ ])[不没](?=[，。；！ ])|"
    r"有没有(?=$|[^也都])|[是能]不[是能]|行不行|可不可以"
)
"""The words of a question that something is said after."""
_NOBODY = re.compile(
    r"(?:什么|啥|谁|哪[儿里个]?|多少|咋)[^，。？！]{0,4}?[也都]|(?:[好十这头前零没]|几十)几[个年月天]|零几年|一[分毛点个天]钱?[^，。？！]{0,6}没有?$|没[有啥]?什么|没啥|(?:什么|啥)[^，。？！补]{1,3}没有?(?=$|[，。])"
)
"""啥也没干, 好几年: the words of a question that ask nothing."""
_WORK = re.compile(r"厂|矿|工地|打工|上班|工作|[开个]店|毕业|退伍|退役|转业|当兵|干活|下岗|单位|公司|老板|种地")
LONG = 3
"""So many clauses about one's work are no slip of the pen, though no fact was heard."""
_FIRM = re.compile(
    r"[我俺]们(?:是|这|这是)(?:个|家|一家|所|一所)?[^，。]{0,10}?(?:公司|厂|企业|园|学校|医院|养老院|合作社|事务所)"
)
_OWN = re.compile("[我俺咱额]|家里|本人|两口子|老公|老婆|媳妇|孩子")


def asks_nothing(text: str) -> bool:
    """Whether a message neither asks nor wants anything, at its end or before: 55了还给贷不，想搞个农家乐."""
    if _AMID.search(text):
        return False
    told = _NOBODY.sub("", text)
    return not ASKING.search(told) and not _WANTS.search(told.rstrip("。！？!? "))


def told_of_oneself(scene: Scene) -> bool:
    """Whether somebody begins with facts about himself and asks nothing: 20了，没上大学，没工作."""
    if len(scene.seen.clean) < TOLD or not _begins(scene):
        return False
    if not {heard.fact for heard in scene.seen.heard} & scene.content.once(_decisive):
        return False  # 老板欠我两万八不给 decides nothing that one may have
    return not any(_surely_named(scene, match) and not _of_no_matter(scene, match) for match in scene.seen.matches)


def _decisive(content: Content) -> frozenset[str]:
    """The facts that decide anything at all."""
    return asked_by_any(content, content.policies.values())


def tells_only(scene: Scene) -> bool:
    """The same where several measures are near: 厂里关了，我今年50."""
    return not _surely_named(scene, scene.seen.matches[0]) and _begins(scene)


def begins_with_facts(scene: Scene) -> bool:
    """Whether a talk begins with little more than a fact: 我28岁, 99届."""
    return _begins(scene) and 2 * sum(len(one.words) for one in scene.seen.heard) >= len(scene.seen.clean)


def tells_a_story(scene: Scene) -> bool:
    """Whether a talk begins with several clauses that tell something and ask nothing."""
    return _opens(scene) and _clauses(scene) >= FEW and asks_nothing(scene.seen.text)


def to_be_looked_through(scene: Scene) -> bool:
    """Whether what there is for somebody who tells such a story is to be looked through.

    It is where facts were heard; without any only where several measures would have to be offered, and where the
    words also name a neighbouring service only where several were.
    """
    seen = scene.seen
    if not tells_a_story(scene) or (seen.act is not None and not seen.heard):
        return False
    worked = _OWN.search(seen.text) is not None and _WORK.search(seen.text) is not None
    if seen.outcome is Outcome.CHOOSE:
        return bool(seen.heard) or worked or _clauses(scene) >= LONG
    if len(seen.heard) >= (FEW if seen.topic else 1):
        return True
    long = _clauses(scene) >= LONG and seen.topic is None and seen.outcome is Outcome.OUT_OF_SCOPE
    return long and worked


def speaks_for_a_firm(scene: Scene) -> bool:
    """Whether the story is told for an employer: 我们是个幼儿园."""
    return _FIRM.search(scene.seen.clean) is not None


def noting_story(scene: Scene) -> Scene:
    """Say what was taken from such a story, so that it can be put right; whoever it was told of."""
    if not tells_a_story(scene):
        return scene
    session, facts = scene.session, scene.content.facts.by_name
    subjects = dict.fromkeys([session.subject, *(one.subject for one in scene.seen.heard)])
    said = dict.fromkeys(one.fact for one in scene.seen.heard)
    for who in subjects:
        known = session.facts if who == SELF else session.others.get(who, {})
        now = scene.now.isoformat()
        fresh = [
            shown(facts[name], item.value, scene.on)
            for name in said
            if (item := known.get(name)) is not None
            and item.at == now
            and item.value is not None
            and item.state != SUPPOSED
        ]
        if fresh:
            scene = scene.noting(system("noted", 记下=fresh, 说谁="" if who == SELF else who))
    return scene


def _clauses(scene: Scene) -> int:
    return sum(1 for part in CLAUSES.split(scene.seen.clean) if len(part) > 1)


def between_two(scene: Scene) -> bool:
    """Whether little is told and it is as good as sure that one of two measures is meant: 被裁 asks about no others."""
    seen = scene.seen
    best, little = seen.matches[:2], len(seen.heard) <= 1 and len(seen.clean) <= LITTLE
    return little and all(match.measure != SCREENING for match in best) and sum(match.score for match in best) >= NEARLY


def _surely_named(scene: Scene, match: Match) -> bool:
    return match.measure in scene.seen.named and match.score >= SURELY_MEANT


def _of_no_matter(scene: Scene, match: Match) -> bool:
    """Whether several facts told are asked for by policies, and none of them by those of the measure in the county.

    Nor is a measure for employers only any matter of somebody who tells nothing but facts about persons.
    """
    region = scene.session.region
    told = {one.fact for one in scene.seen.heard}
    if region is None or len(told) < FEW or _clauses(scene) < LONG:
        return False
    asked = scene.content.once(facts_asked)
    policies, facts = scene.content.in_region(region, match.measure), scene.content.facts.by_name
    if {policy.audience for policy in policies} == {EMPLOYER}:
        return not any(facts[name].audience == EMPLOYER for name in told if name in facts)
    return not told & asked_by_any(scene.content, policies) and told <= frozenset().union(*asked.values())


def _opens(scene: Scene) -> bool:
    return scene.goal is None and scene.session.pending is None


def _begins(scene: Scene) -> bool:
    """Whether a talk begins with facts and no question; words of a question in a story ask nothing."""
    seen = scene.seen
    if not _opens(scene) or not seen.heard or not asks_nothing(seen.text):
        return False
    return seen.aspect is None or _clauses(scene) > FEW
