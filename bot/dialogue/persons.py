"""Whom somebody speaks for, where he speaks of others too: 我下岗了，老婆没工作，我能弄点啥 is asked for himself."""

from __future__ import annotations

import re

from bot.dialogue.memory import SELF, facts_of
from bot.dialogue.naming import ASKING
from bot.dialogue.scene import Scene
from bot.model.copying import replace
from bot.model.library import Content
from bot.model.understanding import Reading

_ASKS = re.compile(
    r"(?<![帮替给让])[我俺额]们?(?:自己)?(?:能|可以|够不够|该|有没有|有啥|有什么|符合|想)(?![给替帮让]|问|咨询|知道)"
)
_BEGINS = re.compile(
    r"^(?:你好|您好|请问|[，。！ ]|唉|那个)*"
    r"[我俺额](?:们|是|在|今年|原来|以前|现在|这|\d|从|也|就|失业|下岗|没|残)"
)
"""How somebody begins who tells of himself first."""
_BACK = re.compile(
    r"(?<![帮替给让])[我俺额](?:那个|那份|那项|那笔|再开|也开|在[^，。]{1,4}再?开|自己的)"
    r"|(?:不对|错了)[，。！ ]*[我俺额]是"
)
"""That the speaker turns back to himself while somebody else is talked of: 我那个多少钱."""
_MENTIONED = re.compile(
    r"^(?:我|俺|额|有个?)?[^，。！？ ]{1,5}?(?:(?:跟我|给我|告诉我|都|也)?说.{0,4}(?:领|拿|给|发|补|办)[到了过下]|"
    r"(?:也|都|早就?|去年|前年|已经)*(?:领|拿)(?:到|了|过)|(?:也|都)?算不算|算吗|算数?吗|算人头|算一个)"
)
"""我同学说他领到了, 我弟媳妇算不算: somebody is spoken of, and the talk goes on about whom it was about."""


_WHOSE = re.compile(r"^(?:我们?|俺们?|额|您)(?:家)?(?:的)?")
_DOUBLED = 2
_HIM = re.compile(r"(?:不对|错了|那|[，。！ ])*(?P<him>[他她])(?!们)")
_SUPPOSES = re.compile(r"(?:那么?|可是?|对了|，)*(?:要是|如果|假如|假使|假设|倘若|万一|若是).*[呢吗不么]")


def of_nobody(scene: Scene) -> bool:
    """Whether the speaker is talked of and the message speaks of nobody else, as most do; told by one look."""
    seen = scene.seen
    if scene.session.subject != SELF or seen.heard or seen.persons:
        return False
    return scene.content.once(_relatives).search(seen.text) is None


def _relatives(content: Content) -> re.Pattern[str]:
    """The words for somebody else, as one pattern."""
    return re.compile("|".join(map(re.escape, content.intents.lexicon.relatives)) or "(?!)")


def asks_for_himself(scene: Scene) -> bool:
    """Whether somebody who told of himself and of others asks for himself, or turns back to himself."""
    text = scene.seen.text
    if scene.session.subject != SELF:
        return _BACK.search(text) is not None
    asked = _ASKS.search(text)
    return asked is not None and _BEGINS.search(text[: asked.start()]) is not None


def known_person(scene: Scene, who: str) -> str:
    """The word under which somebody was told of before: 俺儿 is the same as 我儿子."""
    if who == SELF:
        return who
    known = (*scene.session.others, *([scene.session.subject] if scene.session.subject != SELF else []))
    return next((one for one in known if _core(one) == _core(who)), who)


def with_known_persons(scene: Scene) -> Scene:
    """The scene in which facts are told of people by the words used before."""
    heard = tuple(replace(one, subject=known_person(scene, one.subject)) for one in scene.seen.heard)
    return scene if heard == scene.seen.heard else replace(scene, seen=replace(scene.seen, heard=heard))


def _core(who: str) -> str:
    """What a word for a relative says without whose it is: 我儿子, 俺儿 and 儿子 are the same."""
    core = _WHOSE.sub("", who)
    if len(core) == _DOUBLED and core[0] == core[1]:
        return core[0]
    return core.removesuffix("子") if len(core) > 1 else core


def meant_by_him(scene: Scene, *, employing: bool) -> str:
    """Whom 他不是大专 is about where the speaker was talked of: the one other person told of, or whoever 他 is.

    employing: an employer is talked with, whose 他 is somebody he took on.
    """
    others = [who for who, facts in scene.session.others.items() if facts]
    him = _HIM.match(scene.seen.text)
    if him is None or scene.session.subject != SELF or not scene.seen.heard or employing:
        return ""
    return others[0] if len(others) == 1 else him["him"]


def only_supposed(scene: Scene) -> bool:
    """Whether a message in the midst of a talk only supposes: 假如我不是脱贫户呢 is not to be remembered as told."""
    begun = bool(scene.session.goals or scene.session.pending is not None or facts_of(scene.session))
    return begun and _SUPPOSES.match(scene.seen.text.strip("，。！？?!, ")) is not None


def only_mentioned(text: str) -> bool:
    """Whether the person a message begins with is only mentioned."""
    return _MENTIONED.match(text) is not None


def of_oneself(scene: Scene, others: set[str]) -> bool:
    """Whether others are told of only by the way: 我没有，我媳妇有残疾证; 村里的贫困户，老公有残疾 at the beginning."""
    session, seen, reply = scene.session, scene.seen, scene.seen.reply
    if session.subject in others:
        return False
    if not session.goals and session.pending is None:
        return not ASKING.search(seen.text) and any(heard.subject == SELF for heard in seen.heard)
    if reply is None or reply.reading is not Reading.VALUE or session.pending is None:
        return False
    same = [heard for heard in seen.heard if heard.fact == session.pending.fact and heard.subject != SELF]
    return bool(same) and all(heard.value != reply.value for heard in same)
