"""Taking in what a message tells: whom it is about, the region, the facts, the answer to the question."""

from __future__ import annotations

import re

from bot.dialogue import persons
from bot.dialogue.conflicts import reconcile
from bot.dialogue.crowds import one_at_a_time
from bot.dialogue.memory import SELF, SUPPOSED, facts_of, learn, overlap
from bot.dialogue.mending import CORRECTION
from bot.dialogue.naming import ASKING
from bot.dialogue.noting import corrected, noting_asides
from bot.dialogue.scene import EMPLOYER, ENTITLEMENT, PERSON, Scene
from bot.model.copying import replace
from bot.model.facts import Fact, FactType, Known
from bot.model.understanding import Reading
from bot.model.values import Value, exactly, truth

FOR_MYSELF = "for-myself"
FOR_ANOTHER = "third-party"
DONT_KNOW = "dont-know"
CORRECT = "correct"
MYSELF = re.compile(
    r"^(?:那|可|不过|不是)?[我俺](?:自己|本人)?(?:今年|都|也|现在|虚岁)?(?=[\d二三四五六]{2})|(?<![帮替给])我(?:自己|本人)?(?:能|可以|行不|不行|够|符合|咋不|为啥不|为什么不)"
)
OWN_WORK = re.compile(r"(?:我|俺|自己)(?:们)?(?:自己)?(?:都|也|一直)?(?:干|做|开|办|搞)(?!的人)")
STAYED = re.compile(r"干|做|来|待|呆|留|稳定|上班|用|招|雇|毕业|登记|满|年了|月了|半年|^[\d一二两三四五六七八九十]")
"""Words beside which a time tells how long the hired ones have stayed or since when they were without work."""
OF_MYSELF = re.compile(r"我自己|我家|我今年|我现在")
OWN_CASE = re.compile(
    r"(?:我|俺|额)(?:自己|本人|今年|现在|也|都|就|是|已经)*(?!家|们|[给帮替跟和与同]|觉得|记得|看|说|想|问|忘|知道)"
)
OF_ONESELF = re.compile(r"(?:我|俺)(?!们|家|厂|公司|单位|店|这|那|的|招|雇|新)")
MOST_PUT = 3
"""How often a question is put while other things are told; then it counts as not known."""
UNSAID = {Reading.DONT_KNOW: "dont_know", Reading.REFUSED: "refused"}


def absorb(scene: Scene) -> Scene:
    """The scene with everything the message told remembered, and notes on what was corrected."""
    scene = one_at_a_time(_subject(persons.with_known_persons(scene)))
    scene = _region(scene)
    scene = _of_others(scene)
    told = _told(scene)
    if not told:
        return scene
    session, corrections = learn(scene.session, told)
    scene = replace(scene, session=session)
    for item in corrections:
        scene = scene.noting(corrected(scene, item))
    scene = noting_asides(scene, told, {item.fact for item in corrections})
    return reconcile(scene, {name for name, _ in told})


def answers_pending(scene: Scene) -> bool:
    """Whether the message answers the open question, with a value or with 不知道."""
    reply = scene.seen.reply
    pending = scene.session.pending
    listed = pending is None or pending.kind == "choice"  # of measures; picking from it is no answer to a question
    return not listed and reply is not None and reply.reading is not Reading.WHY


def corrects(scene: Scene) -> bool:
    """Whether the message contradicts what was told before."""
    known = facts_of(scene.session)
    return any(
        (before := known.get(heard.fact)) is not None
        and before.value is not None
        and overlap(before.value, heard.value) is None
        for heard in scene.seen.heard
    )


def puts_right(scene: Scene) -> bool:
    """Whether a message takes something back and says in the same breath what is right: 不对，是2022年."""
    seen = scene.seen
    return seen.act == CORRECT and bool(seen.heard or seen.regions)


def tells_something_else(scene: Scene) -> bool:
    """Whether the answer to the open question was another fact, without 不知道; then it is put again."""
    pending = scene.session.pending
    if pending is None or pending.asked > MOST_PUT or scene.seen.act == DONT_KNOW:
        return False
    return any(heard.fact != pending.fact for heard in scene.seen.heard)


def _subject(scene: Scene) -> Scene:
    return scene if persons.of_nobody(scene) else turn_to(scene, persons.known_person(scene, _whom(scene)))


def turn_to(scene: Scene, about: str) -> Scene:
    """The scene with this person talked about from now on."""
    if about == scene.session.subject:
        return scene
    # what was told, asked and taken back before concerned somebody else
    return scene.with_session(subject=about, last_verdicts={}, asked={}, history=())


def _whom(scene: Scene) -> str:
    """The person the message is about."""
    if persons.asks_for_himself(scene):
        return SELF
    told = list(dict.fromkeys((*(heard.subject for heard in scene.seen.heard), *scene.seen.persons)))
    others = [who for who in told if who != SELF]
    own = len(others) > 1 and OF_MYSELF.search(scene.seen.text) is not None
    if others and not own and not persons.of_oneself(scene, set(others)):
        return others[0] if len(others) == 1 else told[0]  # of several the first; none is told what is another's
    named = _named_person(scene) or persons.meant_by_him(scene, employing=employer_speaks(scene))
    if named:
        return named
    if scene.session.subject == SELF or answers_pending(scene):
        return scene.session.subject
    if scene.seen.heard and OWN_CASE.match(scene.seen.text):
        return SELF  # 我五十二了 is told of nobody else, whoever was talked of
    goals = scene.session.goals
    known = scene.seen.borrowed or (goals and goals[-1].measure in [match.measure for match in scene.seen.matches])
    # 没有创业 and 毕业四个月了还能申请吗 are said of whoever is asked about
    own = "我" in scene.seen.text or (ASKING.search(scene.seen.text) is not None and not known)
    fresh_question = own and bool(scene.seen.matches) and any(heard.subject == SELF for heard in scene.seen.heard)
    opened = CORRECTION.match(scene.seen.text)
    if opened is not None and "我" not in scene.seen.text[opened.end() :]:
        fresh_question = False  # 不对，56 puts right what was told of whoever is talked of
    return SELF if fresh_question or MYSELF.search(scene.seen.text) else scene.session.subject


def _named_person(scene: Scene) -> str:
    """Whom a new question is for, where the message says so but tells no fact: 我妈想上公益岗, 那我自己呢."""
    text, intents = scene.seen.text, scene.content.intents
    myself = intents.acts.get(FOR_MYSELF)
    if myself is not None and any(map(text.__contains__, myself.cues)):
        return SELF
    if not scene.seen.matches or scene.seen.reply is not None or scene.seen.beside:
        return ""
    if persons.only_mentioned(text):
        return scene.session.subject
    relatives = intents.lexicon.relatives
    own = bool(scene.seen.heard)  # what was heard is told of oneself: 我爸妈都是农民，我今年毕业
    said = [word for word in relatives if text.startswith(word)] if text.startswith(relatives) and not own else []
    if scene.seen.act == FOR_ANOTHER:
        said += [word for word in relatives if word in text]
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


def _speaks_of(scene: Scene, subject: str) -> str:
    """Whom a fact heard is about: one without a person carries on about the one talked of, unless others are named."""
    others = any(heard.subject != SELF for heard in scene.seen.heard)
    return scene.session.subject if subject == SELF and not others else subject


def _of_others(scene: Scene) -> Scene:
    """Remember what was told in passing about somebody who is not talked of now: 我妈55，我没工作."""
    session = scene.session
    if not scene.seen.heard or persons.only_supposed(scene):
        return scene
    for heard in scene.seen.heard:
        about = _speaks_of(scene, heard.subject)
        if about != scene.session.subject and heard.fact in scene.content.facts.by_name:
            known = known_as(scene, heard.value, SUPPOSED if heard.aside else "stated", heard.words)
            learnt, _ = learn(replace(session, subject=about), [(heard.fact, known)])
            session = replace(learnt, subject=session.subject, history=session.history)
    return scene if session is scene.session else replace(scene, session=session)


def known_as(scene: Scene, value: Value | None, state: str, words: str) -> Known:
    """What was said in these words now."""
    return Known(value=value, state=state, words=words, at=scene.now.isoformat())


def _told(scene: Scene) -> list[tuple[str, Known]]:
    """Facts of the message; the answer to the open question wins over the same fact heard in passing."""
    known = scene.content.facts.by_name
    heard_now = () if persons.only_supposed(scene) else scene.seen.heard
    told = {
        heard.fact: known_as(scene, heard.value, SUPPOSED if heard.aside else "stated", heard.words)
        for heard in heard_now
        if heard.fact in known and _speaks_of(scene, heard.subject) == scene.session.subject
    }
    told = _of_the_employer(scene, told)
    pending, reply = scene.session.pending, scene.seen.reply
    if pending is not None and pending.fact is not None and reply is not None:
        if reply.reading is Reading.VALUE and reply.value is not None:
            kind = known[pending.fact].type
            for name in [name for name in told if name != pending.fact and known[name].type is kind]:
                if told[name].value == reply.value and not kind.is_options:
                    del told[name]  # the same words, heard as another fact: 干了7个月
            told[pending.fact] = known_as(scene, reply.value, "stated", reply.words)
        elif reply.reading in UNSAID and not tells_something_else(scene):
            told[pending.fact] = known_as(scene, None, UNSAID[reply.reading], reply.words)
    return list(told.items())


def _of_the_employer(scene: Scene, told: dict[str, Known]) -> dict[str, Known]:
    """干了7个月 in an employer's talk is how long the hired ones have stayed, not how long he is in business."""
    facts = scene.content.facts.by_name
    if not told or not employer_speaks(scene):
        return told
    moved = dict(told)
    for name, known in told.items():
        fact = facts[name]
        if fact.audience != PERSON:
            continue
        if OF_ONESELF.match(scene.seen.clean):
            continue  # 我大专学历, 我2000年毕业的
        kinds = [one for one in facts.values() if one.audience == EMPLOYER and name in _values(one)]
        if fact.type is FactType.BOOL and known.value == truth(True) and len(kinds) == 1:
            del moved[name]  # 都是毕业生 says of what kind the hired ones are
            moved.setdefault(kinds[0].name, replace(known, value=exactly(name)))
        if not fact.type.is_day or OWN_WORK.search(scene.seen.clean) or not STAYED.search(scene.seen.clean):
            continue  # 我干这行二十年了 is how long he is at it himself
        same = [one for one in facts.values() if one.audience == EMPLOYER and one.type is fact.type]
        said = [one.name for one in same if any(word in scene.seen.clean for word in one.words)]
        said = said or ([same[0].name] if len(same) == 1 else [])
        if len(said) == 1:
            del moved[name]
            moved.setdefault(said[0], known)
    return moved


def _values(fact: Fact) -> frozenset[str]:
    """The options of a choice."""
    return frozenset(option.value for option in fact.options if fact.type is FactType.CHOICE)


def employer_speaks(scene: Scene) -> bool:
    """Whether an employer is talked with: he said so, or what is talked about or offered is for employers only."""
    goal, pending, region = scene.goal, scene.session.pending, scene.session.region
    if goal is not None and goal.audience == EMPLOYER:
        return True
    listed = pending is not None and pending.kind == "choice"
    measures = [slug for _, slug in pending.options] if listed and pending else [goal.measure] if goal else []
    policies = [policy for slug in measures if region for policy in scene.content.in_region(region, slug)]
    audiences = {policy.audience for policy in policies if policy.kind == ENTITLEMENT}
    return audiences == {EMPLOYER}
