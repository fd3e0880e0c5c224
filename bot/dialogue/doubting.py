"""What a message must not be taken for: an answer to the open question, or a fact, that its words do not bear."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from bot.dialogue.memory import facts_of
from bot.dialogue.relevance import asked_by_any
from bot.model.conditions import Leaf, OneOf
from bot.model.copying import replace
from bot.model.facts import Fact, FactType
from bot.model.library import Library
from bot.model.session import Session
from bot.model.understanding import Understanding

TIME = re.compile(r"[年月天日岁号届半]")
"""What a length of time or a day is said with."""
HEADS = re.compile(r"[\d一二两三四五六七八九十几]个?(?:人|名|位|员工|工人|职工)")
SUPPOSED = re.compile(r"(?:那么?|可是?|，)*(?:要是|如果|假如|假使|倘若|万一|若是)")
FEW = 24
"""Longer messages are no mere doubt about a sum."""
DENIED = re.compile(r"(?<=[^，])(?:没|未)")
SUMS = re.compile(r"[年月].*[千万百元块].*[？?]$")

MEASURE = re.compile(
    r"[\d.一二两三四五六七八九十百千半几俩仨零来多]|年|个?月|差不多|大概|大约|不对|错了|应该|改成|，|天|号|日|岁|个|名|位|人"
)
PLAIN = frozenset(
    "了的吧呢啊呀整就是才有快到左右刚好满也都我们我这儿里在现目前已经总共一带雇招送请介绍干开交做办登记来去又"
)
"""Characters that may stand round any number that is told, but for 差 before it."""


def doubted(seen: Understanding, session: Session, library: Library) -> Understanding:
    """The reading without the answer and the facts that the words do not bear."""
    seen = _clear_times(seen, session, library) if seen.heard else seen
    if seen.reply is None:
        return seen
    sums = not seen.reply.picks and len(seen.text) <= FEW and SUMS.search(seen.text) is not None
    if sums or SUPPOSED.match(seen.clean):
        return replace(seen, reply=None)  # 三年九千？ asks about sums, 要是签了呢 supposes
    return _counted_instead(seen, session, library)


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
    listed = session.pending is not None and session.pending.kind == "choice"
    offered = [slug for _, slug in session.pending.options] if listed and session.pending else []
    measures = [match.measure for match in seen.matches] or offered or ([goal.measure] if goal else [])
    policies = [one for slug in measures if region for one in library.content.in_region(region, slug)]
    if name in asked_by_any(library.content, policies):
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
    return replace(seen, reply=None) if counted or _not_of_it(seen, asked) else seen


def _not_of_it(seen: Understanding, asked: Fact) -> bool:
    """Whether a no says something else altogether: 小学都没上完 is no answer to 经营多久."""
    told = {one.fact for one in seen.heard}
    cued = any(word in seen.clean for word in (asked.name, *asked.aliases, *asked.words))
    return bool(told) and asked.name not in told and not cued and DENIED.search(seen.clean) is not None


def may_measure(words: str, fact: Fact) -> bool:
    """Whether what stands round a number may be said of the fact: 2023年12月考的 and 差一个月 tell of no insurance."""
    about = "，".join((fact.name, *fact.aliases, *fact.words, fact.question, fact.reask))
    return all(char in about or char in PLAIN for char in MEASURE.sub("", words))
