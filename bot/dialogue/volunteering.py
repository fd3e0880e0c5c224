"""Answers to questions that were not put: an option of a later one, a bare age, 没登记过失业."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.dialogue.absorb import known_as
from bot.dialogue.conflicts import reconcile
from bot.dialogue.doubting import TIME, may_measure
from bot.dialogue.measuring import ADDING, FEW, decisive, measured
from bot.dialogue.memory import facts_of, learn, values_of
from bot.dialogue.naming import ASKING
from bot.dialogue.noting import corrected, noting_asides
from bot.dialogue.option_words import NONE as _NONE
from bot.dialogue.option_words import having_option, options_said
from bot.dialogue.plain_words import plain
from bot.dialogue.relevance import facts_asked
from bot.dialogue.scene import ANYBODY, SCREENING, Scene
from bot.model.copying import replace
from bot.model.facts import FactType
from bot.model.library import Content
from bot.model.understanding import Hint, Outcome, Reading
from bot.model.values import Value, exactly

OWNING = re.compile(r"(?:^|[， ]|其实)(?:我|他|她|也|还|都)*(?:没|没有|不是|不属于|办过|有)(?!什么|几)")
AGED = re.compile(r"[1-7]\d")
PLAIN_WORDS = frozenset({"yes", "no"})
OTHERS = re.compile(r"[她他]们|[这那](?:些|几个)人|人家")
BUSINESS_TIME = "months_operating"
"""Code of the fact that tells how long somebody is in business."""
BEGUN = re.compile(
    r"(?:是|应该是|执照是|照是)?[^，。]{0,12}[年月日号](?:才)?(?:办|开|注册|开业|领|拿|下来)(?:的|了|下来的?|到的?)?(?:执照|照|证|店|业)?(?:的)?"
)
LEAST_SAID, WHOLE = 2, 4
"""Characters of a fact's name or cue that a message must hold to be about it."""


def volunteer(scene: Scene) -> tuple[Scene, bool]:
    """Take a message that is an option of another fact of the open goal for the answer to that fact.

    People answer the second question before the first; only an option's very words count, and only where
    they are not an option of the open question and stand for no more than one of the others.
    """
    words = scene.seen.clean.strip("，。！？ ")
    pending = scene.session.pending
    asked = pending.fact if pending else None
    if not words or scene.seen.unplaced or (pending is not None and asked is None) or plain(words) or scene.seen.led:
        return scene, False  # a bare 没有 is said of nothing but what was asked
    # 是 answers what was asked, and is no option of anything else
    said = _NONE if scene.seen.act in PLAIN_WORDS else having_option(scene)
    if asked in said or (asked is None and not _undecided(scene)):
        return scene, False
    open_facts = dict.fromkeys((*_open_facts(scene), *_choices_known(scene))) if said else ()
    found: list[tuple[str, Value]] = [
        (name, exactly(values[0]))
        for name in open_facts
        if name in said and len(values := options_said(scene, name)) == 1
    ]
    found = found or _age(scene) or _late(scene) or _begun(scene) or _counted(scene) or _by_its_words(scene)
    if len(found) != 1:
        return scene, False
    name, value = found[0]
    known = known_as(scene, value, "stated", words)
    session, corrections = learn(scene.session, [(name, known)])
    for item in corrections:
        scene = scene.noting(corrected(scene, item))
    if not corrections and all(heard.fact != name for heard in scene.seen.heard):
        scene = noting_asides(scene, [(name, known)], set())
    scene = replace(scene, session=session, seen=replace(scene.seen, reply=None))
    return reconcile(scene, {name}), True


def _age(scene: Scene) -> list[tuple[str, Value]]:
    """A bare number where none was asked, if it can be nothing but an age: 45."""
    words = scene.seen.clean.strip("，。！？ ")
    if not AGED.fullmatch(words):
        return []
    pending, facts = scene.session.pending, scene.content.facts.by_name
    ages = [name for name, fact in facts.items() if fact.type is FactType.AGE]
    asked = facts.get(pending.fact or "") if pending else None
    if not ages or asked is None or not asked.type.is_options:
        return []
    reply = scene.library.understander.understand(words, Hint(on=scene.on, pending=ages[0])).reply
    return [(ages[0], reply.value)] if reply is not None and reply.value is not None else []


def _late(scene: Scene) -> list[tuple[str, Value]]:
    """A length of time or a day said after the question for it was passed over: 一年零两个月, asked 几个人."""
    words, pending, facts = scene.seen.clean, scene.session.pending, scene.content.facts.by_name
    asked = facts.get(pending.fact or "") if pending else None
    if asked is None or asked.type.is_day or scene.seen.heard or scene.seen.reply or not TIME.search(words):
        return []
    known = facts_of(scene.session)
    passed = [name for name in scene.session.asked if name in facts and facts[name].type.is_day and name not in known]
    if len(passed) != 1 or len(words) > FEW:
        return []
    reply = scene.library.understander.understand(words, Hint(on=scene.on, pending=passed[0])).reply
    read = reply is not None and reply.reading is Reading.VALUE
    return [(passed[0], reply.value)] if reply is not None and read and reply.value is not None else []


def _begun(scene: Scene) -> list[tuple[str, Value]]:
    """The day a business was begun, told again after it was told: 2025年11月20日办的."""
    words, known = scene.seen.clean.strip("，。！？ "), facts_of(scene.session)
    fact = scene.content.facts.find(BUSINESS_TIME)
    if fact is None or fact.name not in known or not BEGUN.fullmatch(words) or scene.seen.heard:
        return []
    reply = scene.library.understander.understand(words, Hint(on=scene.on, pending=fact.name)).reply
    read = reply is not None and reply.reading is Reading.VALUE
    return [(fact.name, reply.value)] if reply is not None and read and reply.value is not None else []


def _counted(scene: Scene) -> list[tuple[str, Value]]:
    """What the message measures, but for a number that comes on top of one known: 还有5个."""
    known = facts_of(scene.session) if ADDING.search(scene.seen.clean) else {}
    words, facts = scene.seen.clean.strip("，。！？ "), scene.content.facts.by_name
    found = [one for one in measured(scene) if one[0] not in known]
    return [one for one in found if not facts[one[0]].type.is_day or may_measure(words, facts[one[0]])]


def _by_its_words(scene: Scene) -> list[tuple[str, Value]]:
    """A fact that a message not understood otherwise names and answers: 没登记过失业."""
    seen = scene.seen
    if seen.heard or seen.reply or seen.act or seen.aspect or ASKING.search(seen.text) or OTHERS.match(seen.clean):
        return []
    named = _facts_named(scene.content, seen.clean)
    most = max(named.values(), default=0)
    if list(named.values()).count(most) > 1:
        wanted = decisive(scene)
        named = {name: said for name, said in named.items() if said == most and name in wanted}
    # where the words may also be a question about a measure, they must be those of the whole fact
    sure = seen.outcome in (Outcome.FALLBACK, Outcome.CHOOSE) or most >= WHOLE or OWNING.search(seen.clean)
    if list(named.values()).count(most) != 1 or not sure:
        return []  # what several facts have words of is told of none
    read, facts = scene.library.understander.understand, scene.content.facts.by_name
    for name in sorted(named, key=lambda one: -named[one]):
        if facts[name].type is FactType.MONEY:
            continue  # whose sum it is, the hearing alone can tell: 工资一个月三千 is owed to nobody
        reply = read(seen.text, Hint(on=scene.on, pending=name)).reply
        if reply is not None and reply.reading is Reading.VALUE and reply.value is not None and not reply.picks:
            return [(name, reply.value)]
    return []


def _facts_named(content: Content, text: str) -> dict[str, int]:
    """The facts that a text has words of, in their order, with the characters of the longest that it has of each."""
    words = content.once(_by_first)
    said: dict[tuple[int, str], int] = {}
    for first in set(text):
        for order, name, word in words.get(first, ()):
            # all the characters of a fact's name tell of it, wherever they stand
            known = all(map(text.__contains__, word)) if word == name else word in text
            if known and len(word) > said.get((order, name), 0):
                said[order, name] = len(word)
    return {name: said[order, name] for order, name in sorted(said)}


def _by_first(content: Content) -> Mapping[str, list[tuple[int, str, str]]]:
    """The words of facts by their first character, each with the fact and its place among all."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    for order, fact in enumerate(content.facts.by_name.values()):
        for word in (fact.name, *fact.aliases, *fact.words):
            if len(word) >= LEAST_SAID:
                found.setdefault(word[0], []).append((order, fact.name, word))
    return found


def _choices_known(scene: Scene) -> list[str]:
    """Choices made before, which may be said again or made otherwise."""
    facts = scene.content.facts.by_name
    return [name for name in facts_of(scene.session) if name in facts and facts[name].type is FactType.CHOICE]


def _undecided(scene: Scene) -> bool:
    """Whether a message after an answer names nothing, so that it may tell a further fact: 第一次."""
    seen, goal = scene.seen, scene.goal
    if goal is None or seen.heard or seen.act is not None:
        return False
    if not goal.engaged and scene.session.last_measure != goal.measure:
        return False
    owning = seen.aspect is None and OWNING.search(seen.clean) is not None and not ASKING.search(seen.text)
    return owning or seen.outcome in (Outcome.FALLBACK, Outcome.CHOOSE)


def _open_facts(scene: Scene) -> list[str]:
    """Facts that still matter to the goal being talked about; where nothing is asked, all its policies ask for."""
    goal = scene.goal
    region = scene.region
    if goal is None or region is None:
        return []
    values, vain = values_of(scene.session)
    known = scene.library.engine.narrow(values, scene.on)
    found: dict[str, None] = {}
    asks = scene.content.once(facts_asked)
    for policy in scene.content.in_region(region):
        screened = goal.measure == SCREENING and policy.screened and policy.audience in (goal.audience, ANYBODY)
        if policy.measure == goal.measure or screened:
            missing = scene.library.engine.decide(policy.id, known, scene.on).missing
            for name in missing if scene.session.pending is not None else sorted(asks[policy.id]):
                found.setdefault(name)
    return [name for name in found if name not in vain]
