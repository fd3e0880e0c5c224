"""What a message means in the talk so far: the reader's reading, put right by what was asked and told before."""

from __future__ import annotations

from bot.dialogue.naming import answering, pointed_at, rather_named
from bot.dialogue.pieces import joined
from bot.dialogue.scene import SCREENING
from bot.model.copying import replace
from bot.model.library import Library
from bot.model.session import Goal, Session
from bot.model.understanding import Hint, Outcome, Understanding

OWN_CASE = frozenset({None, "who", "conditions", "odd-case", "overview"})
"""What is asked about the goal whose question is open rather than about what was looked at in between."""
LEADING_AWAY = frozenset({"digress", "add-topics"})
"""Acts whose words open another question."""
DOCUMENT, DOCUMENTS = "document", "policy-document"
SHORT, SENTENCE = 12, 16
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
    if seen.act in LEADING_AWAY and seen.outcome is Outcome.ANSWER:
        seen = replace(seen, reply=None)  # 对了，招聘会在哪看 is no yes
    return pointed_at(seen, hint, reader)


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
    if seen.outcome is Outcome.CHOOSE and len(seen.clean) <= SHORT and seen.matches[0].score < LIKELY:
        region = goal.region or session.region
        held = {slug for slug in (*measures, goal.measure) if region and library.content.in_region(region, slug)}
        if held == {goal.measure}:
            return answering(seen, goal.measure)  # 三级是哪三级: what else it may be, the county does not have
    return seen
