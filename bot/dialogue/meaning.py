"""What a message means in the talk so far: the reader's reading, put right by what was asked and told before."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.dialogue.crowds import pointed_out
from bot.dialogue.documents import of_document
from bot.dialogue.doubting import doubted
from bot.dialogue.kinds import of_kind
from bot.dialogue.leading import put_straight
from bot.dialogue.mending import after_agreeing, completed, put_right
from bot.dialogue.misread_sides import without_misread
from bot.dialogue.naming import GENERAL, LEAST_SHARED, answering, looked_up, pointed_at, rather_named, shared_with
from bot.dialogue.other_side import looks_through
from bot.dialogue.pieces import joined
from bot.dialogue.received import heard_of
from bot.dialogue.scene import SCREENING, SOCIAL
from bot.dialogue.touching import pairs
from bot.model.copying import replace
from bot.model.library import Content, Library
from bot.model.session import Goal, Session
from bot.model.understanding import Hint, Outcome, Reading, Understanding

OWN_CASE = frozenset({None, "who", "conditions", "odd-case", "overview"})
"""What is asked about the goal whose question is open rather than about what was looked at in between."""
LEADING_AWAY = frozenset({"digress", "add-topics"})
"""Acts whose words open another question."""
PLAIN_WORDS = frozenset({"yes", "no"})
DOCUMENT, DOCUMENTS = "document", "policy-document"
FIGURES = "employment-figures"
BRIEF, SHORT, SENTENCE = 6, 12, 16
ALL = re.compile(r"什么|哪|政策|补贴|补助|别的|其他|还有|享受")
MORE = re.compile(r"还有|别的|其他|哪些|什么.?能|能.{0,2}什么")
FOLLOWS, SUM_OR_TIME = re.compile(r"(?:那|还|再|一共|总共|到底|最多|最长)"), frozenset({"duration", "how-much"})
"""How somebody begins who asks on about the sum or the time of what was talked about."""
ENOUGH = re.compile(r"(?:别|不要|甭)再?问了?.{0,4}(?:直接|就).{0,2}说|直接说(?:能|结果)")
FIGURE = re.compile(r"\d+")
MERE_SUM = re.compile(
    r"(?=.*\d)(?:[\d.一二两三四五六七八九十百千万个人元块钱口家共那就是能领给拿都，。 ]|一共|加起来|总共)+"
    r"(?:[是对]吧|对不对|没错吧|是不是|对吗|是吗|吗)[？?。]*"
)
"""一人1500，三个人就是4500对吧: figures and nothing else, to be confirmed."""
SCHOOL = "省内院校"
"""The fact answered with a place that is nobody's county."""
RATHER, OFFERED = 0.7, 3
SAID = 4
"""Characters of a name that are more than a word that many names have in common."""
IN_FORCE = "现行"
RARE = 2
"""So many measures of a county at most speak of what tells them from others."""
LIKELY = 0.9
"""A measure this likely may well be meant though the county does not have it."""


def meant(session: Session, message: str, library: Library, hint: Hint) -> Understanding:
    """The reading of a message in this talk."""
    reader = library.understander
    seen = without_misread(reader.understand(message, hint), library.content)
    seen = rather_named(of_document(seen, library.content), hint, library.content)
    turned = pointed_out(put_straight(seen, hint, reader, library.content), session)
    if turned is not seen:
        return turned
    if len(seen.regions) > 1:
        seen = replace(seen, regions=tuple(dict.fromkeys(seen.regions)))
    goal = session.goals[-1] if session.goals else None
    seen = _or_what_is_held(seen, session, library.content)
    seen = joined(_not_so_sure(seen, goal), hint, reader, library.content)
    if goal is not None:
        seen = _of_the_goal(_asked_on(seen, session, goal, library.content), session, goal, library)
    seen = _as_good_as_said(seen, goal)
    if looks_through(seen, library.content):
        seen = answering(seen, SCREENING)
    seen = of_kind(heard_of(seen, hint, session, library), session, library.content)
    seen = completed(seen, session, library)
    if seen.borrowed and seen.ranked and seen.ranked[0].measure == SCREENING:
        # 那我还有啥能领的
        seen = answering(seen, SCREENING) if seen.ranked[0].score >= RATHER and MORE.search(seen.clean) else seen
    if seen.borrowed and seen.act in PLAIN_WORDS:
        seen = replace(seen, outcome=Outcome.FALLBACK, matches=(), borrowed=False)  # 没有 asks nothing
    if session.goals and ENOUGH.search(seen.clean):
        # 别问了直接说能不能领
        return replace(seen, act="show-results", reply=None, outcome=Outcome.FALLBACK, matches=())
    seen = put_right(doubted(after_agreeing(seen, session, library), session, library), session, library)
    if seen.act in LEADING_AWAY and seen.outcome is Outcome.ANSWER:
        seen = replace(seen, reply=None)  # 对了，招聘会在哪看 is no yes
    seen = looked_up(_at_school(seen, hint), hint, library.content)
    seen = pointed_at(seen, hint, reader, library.content.once(_held).get(session.region or "", frozenset()))
    return _or_what_is_open(seen, session, library.content)


def _as_good_as_said(seen: Understanding, goal: Goal | None) -> Understanding:
    """The reading of an offer of which one measure is as good as said."""
    first = seen.matches[0] if seen.outcome is Outcome.CHOOSE and seen.matches else None
    if first is None:
        return seen
    if first.measure == SCREENING and first.score >= RATHER:
        return answering(seen, SCREENING)  # looking all through tells of the others too
    # 贷款快到期了 is vague only where nothing was talked of
    return answering(seen, first.measure) if goal is not None and first.score >= LIKELY else seen


def _at_school(seen: Understanding, hint: Hint) -> Understanding:
    """The reading without the place somebody went to school in: 不在山西，在陕西 moves nobody to another county."""
    told = any(one.fact == SCHOOL for one in seen.heard)
    if hint.pending == SCHOOL and seen.reply is not None:
        told = told or seen.reply.reading is Reading.VALUE
    return replace(seen, regions=(), elsewhere=None) if told and hint.pending is not None else seen


def _held(content: Content) -> Mapping[str, frozenset[str]]:
    """The measures that each region has."""
    return {
        region: frozenset(policy.measure for policy in content.in_region(region))
        for region in {policy.region for policy in content.policies.values()}
    }


def _or_what_is_held(seen: Understanding, session: Session, content: Content) -> Understanding:
    """The reading as a choice where the county lacks the measure and has another of which the words say as much.

    社保补贴 is part of two names; without a word of either's own, the county's own one may be meant.
    """
    region = next(iter(seen.regions), session.region)
    if region is None or seen.outcome is not Outcome.ANSWER or len(seen.matches) != 1 or seen.borrowed:
        return seen
    best, held = seen.matches[0], content.once(_held).get(region, frozenset())
    if not held or best.measure in held or best.measure in (*SOCIAL, *seen.named):
        return seen
    said = shared_with(seen.clean, best.measure, content)
    others = tuple(
        match
        for match in seen.ranked[1:OFFERED]
        if match.measure in held and shared_with(seen.clean, match.measure, content) >= max(said, SAID)
    )
    return replace(seen, outcome=Outcome.CHOOSE, matches=(*others, best)) if others else seen


def _or_what_is_open(seen: Understanding, session: Session, content: Content) -> Understanding:
    """The reading about what is talked of, where the county lacks what was understood and this speaks of the same.

    利息咋算 after a loan is about that loan, though another county tells of interest by itself. A sum put up for a
    check is about what is talked of too, whatever else is as high.
    """
    offered = session.pending.options if session.pending is not None and session.pending.kind == "choice" else ()
    if offered and _only_by_sum(seen, content):
        same = [slug for _, slug in offered if _holds_sum(seen.clean, slug, content)]
        return answering(seen, same[0]) if len(same) == 1 else seen
    goal = session.goals[-1] if session.goals else None
    last = session.last_measure or (goal.measure if goal else "")
    region = (goal.region if goal else None) or session.region or ""
    sure = seen.outcome is Outcome.ANSWER and bool(seen.matches) and not seen.regions
    place = content.regions.get(region) if sure else None
    held = content.once(_held).get(region, frozenset()) if place is not None and place.status == IN_FORCE else ()
    if last not in held:
        return seen
    if MERE_SUM.fullmatch(seen.text) and last != SCREENING:
        return answering(seen, last)
    best = seen.matches[0].measure
    if best in held or best in SOCIAL or best in GENERAL or len(seen.clean) > SENTENCE:
        return seen
    own = content.intents.measures.get(best)
    if own is None or any(name in seen.clean for name in (own.name, own.short, *own.names) if len(name) >= SAID):
        return seen
    return answering(seen, last) if _speaks_of(seen.clean, last, region, content) else seen


def _only_by_sum(seen: Understanding, content: Content) -> bool:
    """Whether a measure was understood by a sum alone: 能补1500不."""
    known = content.intents.measures.get(seen.matches[0].measure) if seen.matches else None
    if seen.outcome is not Outcome.ANSWER or known is None:
        return False
    named = any(name in seen.clean for name in (known.name, known.short, *known.names, *known.cues) if len(name) > 1)
    return not named and len(seen.clean) <= SHORT and FIGURE.search(seen.clean) is not None


def _holds_sum(text: str, slug: str, content: Content) -> bool:
    """Whether a sum in the text stands for the measure."""
    known = content.intents.measures.get(slug)
    return known is not None and any(number in FIGURE.findall(text) for number in known.numbers)


def _speaks_of(text: str, measure: str, region: str, content: Content) -> bool:
    """Whether a word of the text is in what the county says of this measure, and of hardly any other."""
    for pair in pairs(text):
        having = {
            policy.measure
            for policy in content.in_region(region)
            if any(pair in one.text for ones in policy.statements.values() for one in ones)
        }
        if measure in having and len(having) <= RARE:
            return True
    return False


def _not_so_sure(seen: Understanding, goal: Goal | None) -> Understanding:
    """The reading as a choice where a talk begins with a few words and none of them is of the measure: 补贴咋领."""
    if goal is not None or len(seen.clean) > BRIEF or seen.aspect is None or seen.outcome is not Outcome.ANSWER:
        return seen
    best = seen.matches[0].measure if seen.matches else ""
    if best in SOCIAL or best in GENERAL or best in seen.named:
        return seen
    likely = tuple(match for match in seen.ranked if match.measure not in (*SOCIAL, *GENERAL))[:OFFERED]
    return replace(seen, outcome=Outcome.CHOOSE, matches=likely)


def _asked_on(seen: Understanding, session: Session, goal: Goal, content: Content) -> Understanding:
    """The reading of 还能领几个月 after 岗位补贴 as of that, though most ask it of another measure."""
    last = session.last_measure or goal.measure
    follows = len(seen.clean) <= SHORT and FOLLOWS.match(seen.clean) is not None and seen.aspect in SUM_OR_TIME
    if not follows or len(seen.matches) != 1 or last in (*GENERAL, *SOCIAL) or seen.regions:
        return seen
    other = seen.matches[0].measure
    named = other in (goal.measure, last) or shared_with(seen.clean, other, content) >= LEAST_SHARED
    return seen if named else answering(seen, last)


def _of_the_goal(seen: Understanding, session: Session, goal: Goal, library: Library) -> Understanding:
    """The reading where it is about the goal, though nothing in the message says so."""
    pending = session.pending
    measures = [match.measure for match in seen.matches]
    last = session.last_measure or goal.measure
    asks_own = pending is not None and pending.kind == "fact" and seen.borrowed and seen.aspect in OWN_CASE
    if asks_own and measures != [goal.measure]:
        return answering(seen, goal.measure)
    about_it = len(seen.clean) <= SENTENCE and last not in (SCREENING, DOCUMENTS)
    if about_it and measures == [DOCUMENTS] and seen.aspect == DOCUMENT:
        return answering(seen, last)  # 哪个文件写的
    general = pending is not None and measures[:1] == [SCREENING] and goal.measure != SCREENING
    own = general and len(seen.clean) <= BRIEF + 2 and seen.outcome is not Outcome.FALLBACK
    if own and not ALL.search(seen.clean):
        return answering(seen, goal.measure)  # 我能拿满不
    if measures == [FIGURES] and len(seen.clean) <= BRIEF and seen.aspect and last not in (SCREENING, FIGURES):
        return answering(seen, last)  # 一共多少
    if seen.outcome is Outcome.CHOOSE and len(seen.clean) <= SHORT and seen.matches[0].score < LIKELY:
        region = goal.region or session.region
        held = {slug for slug in (*measures, goal.measure) if region and library.content.in_region(region, slug)}
        if held == {goal.measure}:
            return answering(seen, goal.measure)  # 三级是哪三级: what else it may be, the county does not have
    return seen
