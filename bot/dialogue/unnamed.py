"""Messages that name no measure with confidence: the first step that applies answers."""

from __future__ import annotations

import re

from bot.dialogue import commands
from bot.dialogue.absorb import FOR_MYSELF, puts_right, turn_to
from bot.dialogue.amiss import amiss
from bot.dialogue.answering import not_written, pursue
from bot.dialogue.closed import beside_it
from bot.dialogue.elaborating import asked_word, elaborate
from bot.dialogue.handover import hand_over, wanting
from bot.dialogue.looking import screening, story
from bot.dialogue.memory import SELF
from bot.dialogue.naming import ASKING
from bot.dialogue.offered import amid_list
from bot.dialogue.other_side import turned
from bot.dialogue.places import BESIDE, SHORT, ellipsis, elsewhere, name_only, other_region
from bot.dialogue.plain_words import private, unclear
from bot.dialogue.questions import ask_measure, keep_asking
from bot.dialogue.scene import CHITCHAT, HUMAN, NOT_OURS, SCREENING, SOCIAL, Outcome, Scene, system
from bot.dialogue.telling import begins_with_facts, between_two, tells_only
from bot.model.copying import replace
from bot.model.decisions import ActKind, Say
from bot.model.session import Goal
from bot.model.understanding import Outcome as Sure

FAILURES_BEFORE_PERSON = 2
BRIEF = 6
FEWEST, OFFERED = 2, 3
"""How many measures are offered where none is sure."""
SCAM, ABUSE = "scam", "abuse"
TOGETHER = re.compile(r"[和跟与同]$")
MURMUR = re.compile(r"[哦噢喔嗷呃唉哎]")


def without_measure(scene: Scene) -> Outcome:
    """Answer a message that names no measure."""
    for step in STEPS:
        outcome = step(scene)
        if outcome is not None:
            return outcome
    return not_understood(scene)


def _first(scene: Scene, measure: str) -> bool:
    return bool(scene.seen.matches) and scene.seen.matches[0].measure == measure


def _not_ours(scene: Scene) -> Outcome | None:
    if scene.seen.outcome is not Sure.OUT_OF_SCOPE and not _first(scene, NOT_OURS):
        return None
    told = scene.goal is not None and bool(scene.seen.heard) and scene.seen.aspect is None
    if told and not ASKING.search(scene.seen.text):
        return None  # 24了 after the list tells a further fact
    if not scene.seen.topic and begins_with_facts(scene):
        return None  # 我28岁 is remembered, so that it was understood
    if not scene.seen.topic and scene.seen.act in commands.OTHERWISE:
        return None  # 继续, 好的: nobody's business is asked about
    ask = ""
    measure = scene.content.intents.measures.get(NOT_OURS)
    for topic in measure.topics if measure else ():
        if topic.name == scene.seen.topic:
            ask = topic.ask
    if not scene.seen.topic:
        # nothing tells whose business it is, so it may as well not have been understood
        scene = scene.with_session(failures=scene.session.failures + 1)
        if scene.session.failures >= FAILURES_BEFORE_PERSON:
            lost = _lost(scene, again=True)
            return keep_asking(wanting(scene), ActKind.FALLBACK, lost, measures=(NOT_OURS,))
    block = system("out-of-scope", 主题=scene.seen.topic or "", 去问=ask)
    return keep_asking(scene, ActKind.FALLBACK, block, measures=(NOT_OURS,))


def _elsewhere(scene: Scene) -> Outcome | None:
    return None if scene.seen.topic else elsewhere(scene)


def _person(scene: Scene) -> Outcome | None:
    if scene.seen.outcome is Sure.ANSWER and _first(scene, HUMAN):
        return hand_over(scene)
    return None


def _more_facts(scene: Scene) -> Outcome | None:
    if not scene.seen.heard or scene.goal is None:
        return None
    goal = replace(scene.goal, deciding=True)
    if beside_it(scene, goal):
        goal = Goal(measure=SCREENING, region=None, audience=goal.audience)
    return pursue(scene.with_session(goals=(*scene.session.goals[:-1], goal)))


def _for_another(scene: Scene) -> Outcome | None:
    """那我妈呢: the same goal for somebody else, about whom nothing is taken over."""
    words, goal = scene.seen.clean.strip("，。！？ "), scene.goal
    if goal is None or scene.seen.heard or scene.seen.reply is not None:
        return None
    relatives = scene.content.intents.lexicon.relatives
    named = [word for word in relatives if word in words and len(words) <= len(word) + BESIDE]
    who = max(named, key=len, default="")
    if who and TOGETHER.search(words.partition(who)[0]):
        who = ""  # 我和我老婆 says who works in the shop
    if scene.seen.persons:
        who = scene.seen.persons[0]  # 那李四呢
    if scene.seen.act == FOR_MYSELF and len(words) <= SHORT:
        who = SELF
    if not who:
        return None
    asked = replace(goal, begun=False, deciding=True)
    scene = turn_to(scene, who).with_session(goals=(*scene.session.goals[:-1], asked), pending=None)
    return pursue(scene)


def _scam(scene: Scene) -> Outcome | None:
    """有人让先交钱: the warning is the same whatever it is about, so nobody has to choose first."""
    if SCAM not in scene.seen.aspects or scene.seen.outcome is Sure.ANSWER:
        return None
    likely = tuple(match.measure for match in scene.seen.matches[:1])
    return keep_asking(scene, ActKind.ANSWER, Say("_system/scam", region=scene.session.region), measures=likely)


def _choose(scene: Scene) -> Outcome | None:
    pending = scene.session.pending
    if scene.seen.outcome is not Sure.CHOOSE or not scene.seen.matches:
        return _guess(scene)
    asking = ASKING.search(scene.seen.text) is not None
    if pending is not None and pending.kind == "fact" and len(scene.seen.clean) <= SHORT and not asking:
        return None  # an answer that was not understood rather than a new question
    if tells_only(scene) and not between_two(scene):
        return screening(scene)
    goal = scene.goal
    if goal is not None and goal.measure == scene.seen.matches[0].measure and not asking and pending is None:
        # 我开的是小卖部 after 创业补贴: something about the same, so find out what counts
        if not scene.seen.heard:  # what was not understood does not silently bear out what was found before
            scene = scene.noting(system("unplaced", 原话=scene.seen.text.strip("，。！？ ")))
        return pursue(scene.with_session(goals=(*scene.session.goals[:-1], replace(goal, deciding=True))))
    same = goal is not None and scene.session.last_measure == scene.seen.matches[0].measure
    region = scene.region
    if goal is not None and same and region is not None and len(scene.seen.clean) <= BRIEF:
        return not_written(scene, replace(goal, measure=scene.seen.matches[0].measure), region)  # 要抵押不
    scene = scene.with_session(last_aspect=scene.seen.aspect)
    known = scene.content.intents.measures
    likely = tuple(match.measure for match in scene.seen.matches if match.measure in known)
    return ask_measure(scene, likely) if likely else None


def _guess(scene: Scene) -> Outcome | None:
    """补贴咋领 at the start of a talk: what is asked is plain, only of which measure is not; offer the likeliest."""
    seen = scene.seen
    unknown = seen.outcome is Sure.FALLBACK and seen.reply is None and seen.act is None
    if not unknown or seen.aspect is None or seen.heard or scene.goal is not None or scene.session.pending is not None:
        return None
    known = scene.content.intents.measures
    likely = [match.measure for match in seen.ranked if match.measure in known and match.measure not in SOCIAL]
    if len(likely) < FEWEST:
        return None
    return ask_measure(scene.with_session(last_aspect=seen.aspect), tuple(likely[:OFFERED]))


def _command(scene: Scene) -> Outcome | None:
    act = scene.seen.act or ""
    command = commands.ALWAYS.get(act) or commands.OTHERWISE.get(act)
    return command(scene) if command is not None and not puts_right(scene) else None


def _rude(scene: Scene) -> Outcome | None:
    """Words of abuse in a message that means nothing else: 什么垃圾玩意."""
    seen, act = scene.seen, scene.content.intents.acts.get(ABUSE)
    if act is None or seen.outcome is not Sure.FALLBACK or seen.heard or seen.reply is not None or seen.aspect:
        return None
    return commands.OTHERWISE[ABUSE](scene) if any(map(seen.clean.__contains__, act.cues)) else None


def _murmur(scene: Scene) -> Outcome | None:
    """哦没写啊: nothing is asked or told, so the open question is only put again."""
    seen = scene.seen
    faint = seen.outcome is Sure.CHOOSE and not seen.named
    unclear = (faint or seen.outcome in (Sure.FALLBACK, Sure.OUT_OF_SCOPE)) and NOT_OURS not in seen.named
    nothing = unclear and not seen.heard and seen.reply is None
    if not nothing or len(seen.text) > SHORT or not MURMUR.match(seen.text) or ASKING.search(seen.text):
        return None
    return commands.OTHERWISE["yes"](scene) if scene.session.pending is None else _ok(scene)


def _beside(scene: Scene) -> Outcome | None:
    """我结婚三年了 where something else was asked: nothing is asked, so the open question is put again."""
    seen = scene.seen
    if not seen.beside or seen.heard or seen.aspect is not None or seen.act or seen.topic or ASKING.search(seen.text):
        return None
    return keep_asking(scene, ActKind.CHITCHAT, system("beside"), measures=(CHITCHAT,))


def _ok(scene: Scene) -> Outcome:
    return keep_asking(scene, ActKind.CHITCHAT, system("social-ok"), measures=(CHITCHAT,))


def _chitchat(scene: Scene) -> Outcome | None:
    if scene.seen.outcome is Sure.ANSWER and _first(scene, CHITCHAT):
        return commands.social(scene)
    return None


STEPS = (
    unclear,
    private,
    turned,
    asked_word,
    amiss,
    _scam,
    story,
    _for_another,
    amid_list,
    ellipsis,
    _elsewhere,
    _rude,
    _murmur,
    _beside,
    elaborate,
    _not_ours,
    _person,
    elsewhere,
    other_region,
    _more_facts,
    name_only,
    _choose,
    _command,
    _chitchat,
    screening,
)


def not_understood(scene: Scene) -> Outcome:
    """Say so, show what we cover, and bring in a person the second time."""
    failures = scene.session.failures + 1
    scene = scene.with_session(failures=failures)
    again = failures >= FAILURES_BEFORE_PERSON
    lost = _lost(scene, again=again)
    return keep_asking(wanting(scene) if again else scene, ActKind.FALLBACK, lost, measures=())


def _lost(scene: Scene, *, again: bool) -> Say:
    pending = scene.session.pending
    asking = pending is not None and pending.kind == "fact"
    newly = again and not scene.session.waiting_since
    return Say("_system/fallback", region=scene.session.region, data={"再次": again, "在问": asking, "转给人": newly})
