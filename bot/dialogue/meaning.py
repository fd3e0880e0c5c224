"""What a message means in the talk so far: the reader's reading, put right by what was asked and told before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from bot.dialogue.memory import facts_of
from bot.dialogue.naming import answering, pointed_at, rather_named
from bot.dialogue.pieces import joined
from bot.dialogue.relevance import asked_by
from bot.dialogue.scene import SCREENING
from bot.model.conditions import Leaf, OneOf
from bot.model.copying import replace
from bot.model.facts import Fact, FactType
from bot.model.library import Library
from bot.model.session import Goal, Session
from bot.model.understanding import Heard, Hint, Outcome, Understanding
from bot.model.values import exactly

OWN_CASE = frozenset({None, "who", "conditions", "odd-case", "overview"})
"""What is asked about the goal whose question is open rather than about what was looked at in between."""
LEADING_AWAY = frozenset({"digress", "add-topics"})
"""Acts whose words open another question."""
PLAIN_WORDS = frozenset({"yes", "no"})
DOCUMENT, DOCUMENTS = "document", "policy-document"
FIGURES = "employment-figures"
BRIEF, SHORT, SENTENCE = 6, 12, 16
TIME = re.compile(r"[年月天日岁号届半]")
"""What a length of time or a day is said with."""
ALL = re.compile(r"什么|哪|政策|补贴|补助|别的|其他|还有|享受")
MORE = re.compile(r"还有|别的|其他|哪些|什么.?能|能.{0,2}什么")
CORRECTION = re.compile(
    r"(?:哦|噢|啊|唉|哎呀?|，)*(?:不对不对|不对|(?:我|刚才)*(?:说|写|打|记|弄|搞|选|点)?错了)(?:啊|呀|哈|了)?"
    r"[，。！,. ]*(?:是|应该是|我是)*"
)
"""What opens a correction."""
HEADS = re.compile(r"[\d一二两三四五六七八九十几]个?(?:人|名|位|员工|工人|职工)")
SUPPOSED = re.compile(r"(?:那么?|可是?|，)*(?:要是|如果|假如|假使|倘若|万一|若是)")
ENOUGH = re.compile(r"(?:别|不要|甭)再?问了?.{0,4}(?:直接|就).{0,2}说|直接说(?:能|结果)")
DOUBTED = re.compile(r"[年月].*[千万百元块].*[？?]$")
AGED = re.compile(r"[1-7]\d")
RATHER = 0.5
LIKELY = 0.9
"""A measure this likely may well be meant though the county does not have it."""


def meant(session: Session, message: str, library: Library, hint: Hint) -> Understanding:
    """The reading of a message in this talk."""
    reader = library.understander
    seen = rather_named(reader.understand(message, hint), hint, library.content)
    seen = replace(seen, regions=tuple(dict.fromkeys(seen.regions)))
    goal = session.goals[-1] if session.goals else None
    seen = joined(seen, hint, reader, library.content)
    if goal is not None:
        seen = _of_the_goal(seen, session, goal, library)
    if seen.outcome is Outcome.CHOOSE and seen.matches[0].measure == SCREENING and seen.matches[0].score >= RATHER:
        seen = answering(seen, SCREENING)  # looking all through tells of the others too
    seen = _of_all(_with_age(seen, session, library))
    general = seen.ranked[:1] and seen.ranked[0].measure == SCREENING and seen.ranked[0].score >= RATHER
    if seen.borrowed and general and MORE.search(seen.clean):
        seen = answering(seen, SCREENING)  # 那我还有啥能领的
    if seen.borrowed and seen.act in PLAIN_WORDS:
        seen = replace(seen, outcome=Outcome.FALLBACK, matches=(), borrowed=False)  # 没有 asks nothing
    seen = _clear_times(seen, session, library)
    if ENOUGH.search(seen.clean) and session.goals:
        return replace(
            seen, act="show-results", reply=None, outcome=Outcome.FALLBACK, matches=()
        )  # 别问了直接说能不能领
    if seen.reply is not None and DOUBTED.search(seen.text) and not seen.reply.picks:
        seen = replace(seen, reply=None)  # 三年九千？ asks about sums
    if SUPPOSED.match(seen.clean):
        seen = replace(seen, reply=None)  # 要是签了呢 is no answer
    seen = _counted_instead(seen, session, library)
    seen = _put_right(seen, session, library)
    if seen.act in LEADING_AWAY and seen.outcome is Outcome.ANSWER:
        seen = replace(seen, reply=None)  # 对了，招聘会在哪看 is no yes
    region = session.region
    held = frozenset(policy.measure for policy in library.content.in_region(region)) if region else frozenset()
    return pointed_at(seen, hint, reader, held)


def _put_right(seen: Understanding, session: Session, library: Library) -> Understanding:
    """The reading with the fact heard that 不对，省内 puts right: one told before, of which this is another option."""
    opened = CORRECTION.match(seen.text.strip())
    if opened is None or seen.heard or not session.history:
        return seen
    words = seen.text.strip()[opened.end() :].strip("，。！,. ")
    facts = library.content.facts.by_name
    for change in reversed(session.history):
        fact = facts.get(change.fact)
        said = [option.value for option in fact.options if words in (option.text, *option.synonyms)] if fact else []
        if fact is not None and len(said) == 1:
            return replace(seen, heard=(Heard(fact.name, exactly(said[0]), words),), reply=None, act=None)
    return seen


def _with_age(seen: Understanding, session: Session, library: Library) -> Understanding:
    """The reading with a bare number among other facts heard as an age: 26，没工作."""
    facts = library.content.facts.by_name
    asked = facts.get(session.pending.fact or "") if session.pending else None
    ages = [fact.name for fact in facts.values() if fact.type is FactType.AGE]
    told = {one.fact for one in seen.heard}
    number = next((part for part in re.split(r"[，。！？ ]", seen.clean) if AGED.fullmatch(part)), None)
    if number is None or not ages or not told or ages[0] in told or (asked is not None and not asked.type.is_options):
        return seen
    reply = library.understander.understand(number, Hint(on=seen.on or date.min, pending=ages[0])).reply
    if reply is None or reply.value is None:
        return seen
    subject = seen.heard[0].subject
    return replace(seen, heard=(*seen.heard, Heard(ages[0], reply.value, number, subject)))


def _of_all(seen: Understanding) -> Understanding:
    """The reading with what 都 says of several people told of each: 我爸58，我妈55，都没工作."""
    people = list(dict.fromkeys(one.subject for one in seen.heard))
    shared = [one for one in seen.heard if f"都{one.words}" in seen.clean]
    told = {(one.fact, one.subject) for one in seen.heard}
    more = [replace(one, subject=who) for one in shared for who in people if (one.fact, who) not in told]
    return replace(seen, heard=(*seen.heard, *more)) if more else seen


def _clear_times(seen: Understanding, session: Session, library: Library) -> Understanding:
    """The reading without times told in words that fit several facts, where nothing says that this one is meant.

    干了6年 is how long a shop has been open only for somebody who has one; of a job lost it says nothing that counts.
    """
    facts = library.content.facts.by_name
    pending = session.pending.fact if session.pending else None
    kept = []
    for one in seen.heard:
        fact = facts.get(one.fact)
        vague = fact is not None and fact.type is FactType.DURATION and _shares_words(fact, seen.clean, facts)
        if not vague or one.fact == pending or _backed(one.fact, seen, session, library):
            kept.append(one)
    return seen if len(kept) == len(seen.heard) else replace(seen, heard=tuple(kept))


def _shares_words(fact: Fact, text: str, facts: Mapping[str, Fact]) -> bool:
    """Whether all cue words of a fact in the text are cue words of another such fact too."""
    said = {word for word in fact.words if word in text}
    others = {word for one in facts.values() if one.type is fact.type and one.name != fact.name for word in one.words}
    return bool(said) and said <= others


def _backed(name: str, seen: Understanding, session: Session, library: Library) -> bool:
    """Whether the measure talked about asks for the fact, or what follows from it is known or told besides."""
    goal = session.goals[-1] if session.goals else None
    region = next(iter(seen.regions), None) or (goal.region if goal else None) or session.region
    measures = [match.measure for match in seen.matches] or ([goal.measure] if goal else [])
    policies = [one for slug in measures if region for one in library.content.in_region(region, slug)]
    if any(name in asked_by(policy) for policy in policies):
        return True
    told = {fact: known.value for fact, known in facts_of(session).items() if known.value is not None}
    told |= {one.fact: one.value for one in seen.heard if one.fact != name}
    known = library.engine.narrow(told, seen.on or date.min)
    for rule in library.content.constraints:
        given, then = rule.given, rule.then
        if isinstance(given, Leaf) and isinstance(then, Leaf) and given.fact == name and isinstance(then.test, OneOf):
            value = known.get(then.fact)
            if isinstance(value, frozenset) and value <= then.test.options:
                return True
    return False


def _counted_instead(seen: Understanding, session: Session, library: Library) -> Understanding:
    """The reading without the length of time that 8个工人 would be to 经营多久: people were counted."""
    facts = library.content.facts.by_name
    asked = facts.get(session.pending.fact or "") if session.pending else None
    if asked is None or not asked.type.is_day or seen.reply is None:
        return seen
    if TIME.search(seen.clean):
        # 在太原打工三年回来的 is no day of leaving school
        cued = any(word in seen.clean for word in (asked.name, *asked.aliases, *asked.words))
        other = any(one.fact != asked.name for one in seen.heard) and all(one.fact != asked.name for one in seen.heard)
        one_clause = "，" not in seen.clean.strip("，。！？ ")
        return replace(seen, reply=None) if other and one_clause and not cued else seen
    counted = HEADS.search(seen.clean) is not None or any(
        facts[one.fact].type is FactType.COUNT for one in seen.heard if one.fact in facts
    )
    return replace(seen, reply=None) if counted else seen


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
    own = pending is not None and len(seen.clean) <= BRIEF + 2 and not ALL.search(seen.clean)
    if own and measures[:1] == [SCREENING] and goal.measure != SCREENING and seen.outcome is not Outcome.FALLBACK:
        return answering(seen, goal.measure)  # 我能拿满不
    if measures == [FIGURES] and len(seen.clean) <= BRIEF and seen.aspect and last not in (SCREENING, FIGURES):
        return answering(seen, last)  # 一共多少
    if seen.outcome is Outcome.CHOOSE and len(seen.clean) <= SHORT and seen.matches[0].score < LIKELY:
        region = goal.region or session.region
        held = {slug for slug in (*measures, goal.measure) if region and library.content.in_region(region, slug)}
        if held == {goal.measure}:
            return answering(seen, goal.measure)  # 三级是哪三级: what else it may be, the county does not have
    return seen
