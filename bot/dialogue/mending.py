"""Facts heard again in the light of the talk: what a clause alone tells, what 都 says of all, what is put right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from bot.dialogue.scene import PERSON
from bot.model.copying import replace
from bot.model.facts import FactType
from bot.model.library import Content, Library
from bot.model.session import Session
from bot.model.understanding import Heard, Hint, Outcome, Reading, Understanding
from bot.model.values import exactly

CORRECTION = re.compile(
    r"(?:哦|噢|啊|唉|哎呀?|，)*+(?:不对不对|不对|不?[， ]*(?:我|刚才)*(?:说|写|打|记|弄|搞|选|点|算|数)?错了)"
    r"(?:啊|呀|哈|了)?[，。！,. ]*(?:是|应该是|我是)*"
)
"""What opens a correction."""
WRONG = re.compile(r"不对|错了|有误|改")
LEAST_PARTS = 2
AGREED = re.compile(r"(?:行|好|嗯|哦|噢|那|可以|中|成|得|知道了|明白了)+(?:吧|的|呀|啊|嘛|了)*")
_MARKS = re.compile(r"[，。！？ ]")
AGED = re.compile(r"[1-7]\d")


def completed(seen: Understanding, session: Session, library: Library) -> Understanding:
    """The reading with the facts that its clauses tell beside those heard: 女，45; 我爸58，我妈55，都没工作."""
    return _of_all(_with_age(_with_words(seen, library), session, library))


def _with_words(seen: Understanding, library: Library) -> Understanding:
    """The reading with clauses heard that are nothing but one of the choices about a person: 女，45."""
    if not _MARKS.search(seen.clean):
        return seen  # one clause; what is a choice by itself is read as an answer
    parts = [part for part in _MARKS.split(seen.clean) if part]
    if len(parts) < LEAST_PARTS:
        return seen
    told = {one.fact for one in seen.heard}
    choices = library.content.once(_choices)
    more = []
    for part in parts:
        said = choices.get(part, ())
        if len(said) == 1 and said[0][0] not in told:
            more.append(Heard(said[0][0], exactly(said[0][1]), part))
    if not more:
        return seen
    whole = all(AGED.fullmatch(part) or any(part == one.words for one in more) for part in parts)
    seen = replace(seen, outcome=Outcome.FALLBACK, matches=(), topic=None) if whole else seen
    return replace(seen, heard=(*seen.heard, *more))


def _choices(content: Content) -> Mapping[str, list[tuple[str, str]]]:
    """The choices about a person by their text: facts and options."""
    found: dict[str, list[tuple[str, str]]] = {}
    for fact in content.facts.by_name.values():
        if fact.type is FactType.CHOICE and fact.audience == PERSON:
            for option in fact.options:
                found.setdefault(option.text, []).append((fact.name, option.value))
    return found


def _ages(content: Content) -> tuple[str, ...]:
    """The facts that are ages."""
    return tuple(fact.name for fact in content.facts.by_name.values() if fact.type is FactType.AGE)


def _with_age(seen: Understanding, session: Session, library: Library) -> Understanding:
    """The reading with a bare number among other facts heard as an age: 26，没工作."""
    if not seen.heard:
        return seen
    facts, ages = library.content.facts.by_name, library.content.once(_ages)
    asked = facts.get(session.pending.fact or "") if session.pending else None
    told = {one.fact for one in seen.heard}
    number = next((part for part in _MARKS.split(seen.clean) if AGED.fullmatch(part)), None)
    if number is None or not ages or ages[0] in told or (asked is not None and not asked.type.is_options):
        return seen
    reply = library.understander.understand(number, Hint(on=seen.on or date.min, pending=ages[0])).reply
    if reply is None or reply.value is None:
        return seen
    subject = seen.heard[0].subject
    return replace(seen, heard=(*seen.heard, Heard(ages[0], reply.value, number, subject)))


def _of_all(seen: Understanding) -> Understanding:
    """The reading with what 都 says of several people told of each: 我爸58，我妈55，都没工作."""
    if not seen.heard or "都" not in seen.clean:
        return seen
    people = list(dict.fromkeys(one.subject for one in seen.heard))
    shared = [one for one in seen.heard if f"都{one.words}" in seen.clean]
    told = {(one.fact, one.subject) for one in seen.heard}
    more = [replace(one, subject=who) for one in shared for who in people if (one.fact, who) not in told]
    return replace(seen, heard=(*seen.heard, *more)) if more else seen


def put_right(seen: Understanding, session: Session, library: Library) -> Understanding:
    """The reading with the fact heard that 不对，省内 puts right: one told before, of which this is another option."""
    if seen.heard or not session.history:
        return seen
    opened = CORRECTION.match(seen.text.strip())
    if opened is None:
        return _named_and_put_right(seen, session, library)
    words = seen.text.strip()[opened.end() :].strip("，。！,. ")
    facts = library.content.facts.by_name
    for change in reversed(session.history):
        fact = facts.get(change.fact)
        said = [option.value for option in fact.options if words in (option.text, *option.synonyms)] if fact else []
        if fact is not None and len(said) == 1:
            return replace(seen, heard=(Heard(fact.name, exactly(said[0]), words),), reply=None, act=None)
        if fact is not None and not fact.type.is_options and words:
            reply = library.understander.understand(words, Hint(on=seen.on or date.min, pending=fact.name)).reply
            if reply is not None and reply.reading is Reading.VALUE and reply.value is not None:
                return replace(seen, heard=(Heard(fact.name, reply.value, words),), reply=None, act=None)
    return seen


def after_agreeing(seen: Understanding, session: Session, library: Library) -> Understanding:
    """The reading with the answer that follows 行吧: 行吧，没认定过 is no yes."""
    asked = session.pending.fact if session.pending else None
    if asked is None or seen.reply is None:
        return seen
    parts = [part for part in re.split(r"[，。！ ]", seen.clean) if part]
    if len(parts) < LEAST_PARTS or not AGREED.fullmatch(parts[0]):
        return seen
    reply = library.understander.understand("，".join(parts[1:]), Hint(on=seen.on or date.min, pending=asked)).reply
    return seen if reply is None or reply.reading is not Reading.VALUE else replace(seen, reply=reply)


def _named_and_put_right(seen: Understanding, session: Session, library: Library) -> Understanding:
    """The reading of 刚才说的认定不对，没认定: the fact it names, with what is said of it after the last mark."""
    if not WRONG.search(seen.clean) or "，" not in seen.clean.strip("，"):
        return seen
    rest = seen.clean.strip("，。！ ").rsplit("，", 1)[-1]
    facts = library.content.facts.by_name
    for change in reversed(session.history):
        fact = facts.get(change.fact)
        if fact is None or not any(word in seen.clean for word in (fact.name, *fact.aliases, *fact.words)):
            continue
        reply = library.understander.understand(rest, Hint(on=seen.on or date.min, pending=fact.name)).reply
        if reply is not None and reply.reading is Reading.VALUE and reply.value is not None:
            heard = (Heard(fact.name, reply.value, rest),)
            return replace(
                seen, heard=heard, reply=None, act=None, outcome=Outcome.FALLBACK, matches=(), aspect=None, aspects=()
            )
    return seen
