"""Several kinds of people taken on at once: the one that the measure talked about is for, with its own number."""

from __future__ import annotations

from bot.dialogue.relevance import options_admitted
from bot.dialogue.scene import SCREENING
from bot.model.copying import replace
from bot.model.library import Content
from bot.model.session import Session
from bot.model.understanding import Heard, Understanding
from bot.model.values import exactly

KIND, NUMBER = "hire_type", "hires"
"""Codes of the facts that tell whom an employer took on, and how many."""


def of_kind(seen: Understanding, session: Session, content: Content) -> Understanding:
    """The reading with the one kind heard that the measure admits; all kinds where it admits several or none."""
    kind, number = content.facts.find(KIND), content.facts.find(NUMBER)
    goal = session.goals[-1] if session.goals else None
    measure = seen.matches[0].measure if seen.matches else goal.measure if goal else None
    if not seen.groups or kind is None or number is None or measure in (None, SCREENING):
        return seen
    region = seen.regions[0] if seen.regions else session.region
    policies = content.in_region(region, measure or "") if region else ()
    admitted = options_admitted(policies, kind.name)
    meant = [(name, value) for name, value in seen.groups if name in admitted]
    if len(meant) != 1:
        return seen
    rest = [one for one in seen.heard if one.fact != kind.name]
    name, value = meant[0]
    told = (Heard(kind.name, exactly(name), name), Heard(number.name, value, name))
    pending = session.pending.fact if session.pending else None
    return replace(seen, heard=(*rest, *told), reply=None if pending in (kind.name, number.name) else seen.reply)
