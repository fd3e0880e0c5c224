"""Taking in what a message tells: whom it is about, the region, the facts, the answer to the question."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.memory import SELF, SUPPOSED, learn, values_of
from bot.dialogue.scene import SCREENING, Scene, system
from bot.model.facts import Known
from bot.model.understanding import Reading
from bot.model.values import Value, exactly
from bot.model.wording import show_value

FOR_MYSELF = "for-myself"
FOR_ANOTHER = "third-party"
DONT_KNOW = "dont-know"
MOST_PUT = 3
"""How often a question is put while other things are told; then it counts as not known."""
UNSAID = {Reading.DONT_KNOW: "dont_know", Reading.REFUSED: "refused"}


def absorb(scene: Scene) -> Scene:
    """The scene with everything the message told remembered, and notes on what was corrected."""
    scene = _subject(scene)
    scene = _region(scene)
    told = _told(scene)
    if not told:
        return scene
    session, corrections = learn(scene.session, told)
    scene = replace(scene, session=session)
    facts = scene.content.facts.by_name
    for item in corrections:
        before = show_value(facts[item.fact], item.before, scene.on)
        after = show_value(facts[item.fact], item.after, scene.on)
        scene = scene.noting(system("corrected", 事实名=item.fact, 原来=before, 现在=after))
    values = {name: known.value for name, known in session.facts.items() if known.value is not None}
    for text in scene.library.engine.conflicts(values, scene.on):
        scene = scene.noting(system("contradiction", 说明=text))
    return scene


def volunteer(scene: Scene) -> tuple[Scene, bool]:
    """Take a message that is an option of another fact of the open goal for the answer to that fact.

    People answer the second question before the first; only an option's very words count.
    """
    words = scene.seen.clean.strip("，。！？ ")
    pending = scene.session.pending
    if pending is None or pending.fact is None or not words:
        return scene, False
    for name in _open_facts(scene):
        fact = scene.content.facts.by_name[name]
        values = [option.value for option in fact.options if words in (option.text, *option.synonyms)]
        if len(values) == 1 and name != pending.fact:
            known = _known(scene, exactly(values[0]), "stated", words)
            session, _ = learn(scene.session, [(name, known)])
            return replace(scene, session=session), True
    return scene, False


def _open_facts(scene: Scene) -> list[str]:
    """Facts that still matter to the goal being talked about."""
    goal = scene.goal
    region = (goal.region if goal else None) or scene.session.region
    if goal is None or region is None:
        return []
    values, vain = values_of(scene.session)
    known = scene.library.engine.narrow(values, scene.on)
    found: dict[str, None] = {}
    for policy in scene.content.in_region(region):
        if policy.measure == goal.measure or (goal.measure == SCREENING and policy.screened):
            for name in scene.library.engine.decide(policy.id, known, scene.on).missing:
                found.setdefault(name)
    return [name for name in found if name not in vain]


def answers_pending(scene: Scene) -> bool:
    """Whether the message answers the open question, with a value or with 不知道."""
    reply = scene.seen.reply
    return scene.session.pending is not None and reply is not None and reply.reading is not Reading.WHY


def tells_something_else(scene: Scene) -> bool:
    """Whether the answer to the open question was another fact, without 不知道; then it is put again."""
    pending = scene.session.pending
    if pending is None or pending.asked > MOST_PUT or scene.seen.act == DONT_KNOW:
        return False
    return any(heard.fact != pending.fact for heard in scene.seen.heard)


def _subject(scene: Scene) -> Scene:
    who = {heard.subject for heard in scene.seen.heard if heard.subject != SELF}
    if len(who) == 1:
        return scene.with_session(subject=who.pop())
    named = _named_person(scene)
    if named:
        return scene.with_session(subject=named)
    fresh_question = bool(scene.seen.matches) and not answers_pending(scene)
    if fresh_question and scene.session.subject != SELF and any(h.subject == SELF for h in scene.seen.heard):
        return scene.with_session(subject=SELF)
    return scene


def _named_person(scene: Scene) -> str:
    """Whom a new question is for, where the message says so but tells no fact: 我妈想上公益岗, 那我自己呢."""
    text, intents = scene.seen.text, scene.content.intents
    myself = intents.acts.get(FOR_MYSELF)
    if myself is not None and any(cue in text for cue in myself.cues):
        return SELF
    if not scene.seen.matches or scene.seen.reply is not None:
        return ""
    said = [word for word in intents.lexicon.relatives if text.startswith(word)]
    if scene.seen.act == FOR_ANOTHER:
        said += [word for word in intents.lexicon.relatives if word in text]
    return max(said, key=len, default="")


def _region(scene: Scene) -> Scene:
    if not scene.seen.regions:
        return scene
    region = scene.seen.regions[0]
    goals = scene.session.goals
    if goals and goals[-1].region not in (None, region):
        # the open question goes on for the county named now, which is told what it holds first
        goals = (*goals[:-1], replace(goals[-1], region=region, begun=False))
    return scene.with_session(region=region, goals=goals)


def _known(scene: Scene, value: Value | None, state: str, words: str) -> Known:
    return Known(value=value, state=state, words=words, at=scene.now.isoformat())


def _told(scene: Scene) -> list[tuple[str, Known]]:
    """Facts of the message; the answer to the open question wins over the same fact heard in passing."""
    known = scene.content.facts.by_name
    told = {
        heard.fact: _known(scene, heard.value, SUPPOSED if heard.aside else "stated", heard.words)
        for heard in scene.seen.heard
        if heard.fact in known and heard.subject in (SELF, scene.session.subject)
    }
    pending, reply = scene.session.pending, scene.seen.reply
    if pending is not None and pending.fact is not None and reply is not None:
        if reply.reading is Reading.VALUE and reply.value is not None:
            told[pending.fact] = _known(scene, reply.value, "stated", reply.words)
        elif reply.reading in UNSAID and not tells_something_else(scene):
            told[pending.fact] = _known(scene, None, UNSAID[reply.reading], reply.words)
    return list(told.items())
