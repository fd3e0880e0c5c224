"""不是啊，我问的是工资: what stands behind the words that put the question right is what is asked."""

from __future__ import annotations

import re

from bot.dialogue.naming import shared_with
from bot.model.copying import replace
from bot.model.library import Content, Understander
from bot.model.understanding import Hint, Outcome, Understanding

NAMED = 3
"""Characters of its name that surely name a measure: 五险 names none."""
LED = re.compile(
    r"(?:不是|不对|没有|没问|啊|呀|哎|唉|嗨|嘛|你|您|这个|那个|别的|不|，|。|！)*"
    r"(?:我|俺|咱|人家)(?:就|只|也|现在|刚才|刚刚|真正|本来|其实)*(?:是)?(?:想|要)?(?:问|说|知道|了解|打听)的(?:就|其实)?(?:是|不是.{1,6}，?是)"
    r"(?P<what>[^，。！？]{2,14})[呀啊呢吧嘛。！？!?]*"
)


def put_straight(seen: Understanding, hint: Hint, reader: Understander, content: Content) -> Understanding:
    """The reading of what is said to be asked: of another measure, or of the one that is talked about."""
    found = LED.fullmatch(seen.clean) if hint.measure in content.intents.measures else None
    if found is None or seen.outcome is Outcome.ANSWER:
        return seen
    what = reader.understand(found["what"], replace(hint, pending=None, offered=()))
    asked = what.matches[0].measure if what.outcome is Outcome.ANSWER and what.matches else ""
    if asked == hint.measure or (asked and shared_with(what.clean, asked, content) >= NAMED):
        return replace(what, text=seen.text)
    # a mere word: what the text of the measure says of it is told
    return replace(what, text=seen.text, outcome=Outcome.FALLBACK, matches=(), heard=(), reply=None, act=None, led=True)
