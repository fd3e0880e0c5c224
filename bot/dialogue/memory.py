"""What is remembered about people: learning, correcting, forgetting and taking back facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model.copying import replace
from bot.model.facts import Facts, Known
from bot.model.session import Change, Session
from bot.model.values import Span, Value

SELF = "self"
HISTORY = 20
SUPPOSED = "supposed"
"""The state of a fact said only for the sake of argument (如果招5个); anything stated replaces it."""
DATE, SURELY = 10, 3
"""Characters of a written time that are its date; days for which what bears today's date is fresh in any zone."""
VAGUE_LIMIT = 2
ASK_LIMIT = 4


@dataclass(frozen=True, slots=True)
class Correction:
    """A fact that now stands differently."""

    fact: str
    before: Value
    after: Value


def facts_of(session: Session) -> Mapping[str, Known]:
    """What is known about the person now talked about."""
    return session.facts if session.subject == SELF else session.others.get(session.subject, {})


def values_of(session: Session) -> tuple[dict[str, Value], frozenset[str]]:
    """The values known, and the facts not to be asked any more.

    These are the ones they do not know or will not tell, those whose answer stayed vague after a second
    question, and those that were asked too often without any answer.
    """
    known = facts_of(session)
    values = {name: item.value for name, item in known.items() if item.value is not None}
    vain = [name for name, item in known.items() if item.value is None]
    vain += [name for name, times in session.asked.items() if times >= (VAGUE_LIMIT if name in values else ASK_LIMIT)]
    return values, frozenset(vain)


def with_facts(session: Session, facts: Mapping[str, Known]) -> Session:
    """The session with the facts of the person now talked about replaced."""
    if session.subject == SELF:
        return replace(session, facts=dict(facts))
    return replace(session, others={**session.others, session.subject: dict(facts)})


def overlap(before: Value, after: Value) -> Value | None:
    """What both values allow, or None when they contradict."""
    if isinstance(before, Span) and isinstance(after, Span):
        return before.meets(after)
    if isinstance(before, frozenset) and isinstance(after, frozenset):
        return before & after or None
    return after


def learn(session: Session, said: Iterable[tuple[str, Known]]) -> tuple[Session, tuple[Correction, ...]]:
    """Remember facts; what narrows is joined, what contradicts replaces and is reported."""
    facts = dict(facts_of(session))
    changes: list[Change] = []
    corrections: list[Correction] = []
    for name, known in said:
        before = facts.get(name)
        after = known
        if before is not None and before.state == SUPPOSED:
            before = None
        if known.state == SUPPOSED and before is not None:
            continue
        if before is not None and before.value is not None:
            if known.value is None:
                continue
            joined = overlap(before.value, known.value)
            if joined is None:
                corrections.append(Correction(name, before.value, known.value))
            else:
                after = replace(known, value=joined)
        if before is None or before.value != after.value:
            changes.append(Change(name, before))
        facts[name] = after
    session = with_facts(session, facts)
    if changes:
        session = replace(session, history=(*session.history, *changes)[-HISTORY:])
    return session, tuple(corrections)


def take_back(session: Session) -> tuple[Session, str | None]:
    """Undo the last fact learnt; returns which one."""
    if not session.history:
        return session, None
    last = session.history[-1]
    facts = dict(facts_of(session))
    if last.before is None:
        facts.pop(last.fact, None)
    else:
        facts[last.fact] = last.before
    return replace(with_facts(session, facts), history=session.history[:-1]), last.fact


def _fresh(known: Mapping[str, Known], facts: Facts, now: datetime, today: str) -> Mapping[str, Known]:
    """What is not too old; today: the date of now, as it is written."""
    if known.keys() <= facts.by_name.keys() and (facts.shortest is None or facts.shortest >= SURELY):
        for item in known.values():
            if not item.at.startswith(today):
                break
        else:
            return known  # most was told today, whatever zone the time was written in
    kept = {}
    for name, item in known.items():
        fact = facts.find(name)
        if fact is None:
            continue
        days = fact.stale_days
        if days is None or now - datetime.fromisoformat(item.at) <= timedelta(days):
            kept[name] = item
    return kept


def freshen(session: Session, facts: Facts, now: datetime, minutes: int) -> Session:
    """Drop what has grown old: the talk after `minutes` of silence, each fact at its own pace."""
    if session.updated and now - datetime.fromisoformat(session.updated) > timedelta(minutes=minutes):
        session = reopen(session)
    at = now.isoformat()
    today = at[:DATE]
    return replace(
        session,
        facts=_fresh(session.facts, facts, now, today),
        others=session.others and {who: _fresh(known, facts, now, today) for who, known in session.others.items()},
        updated=at,
        started=session.started or at,
        turns=session.turns + 1,
    )


def reopen(session: Session) -> Session:
    """A new talk with the same person: what is known about them stays, open questions go."""
    clean = replace(session, goals=(), pending=None, asked={}, history=(), unread=(), last_verdicts={}, subject=SELF)
    return replace(clean, failures=0, waiting_since="")
