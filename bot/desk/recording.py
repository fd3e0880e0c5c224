"""A talk that was tried out, written down as a transcript that must go the same way from now on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from bot.content.fields_transcripts import ACTS
from bot.desk.talk import CHINA, Snapshot, Talked, talk
from bot.model.decisions import ActKind
from bot.model.session import Session
from bot.replying.render import WECHAT
from bot.replying.views import VERDICTS

MORE = "more"
"""The slug of 继续 in intents/_acts.yaml."""
MOST = 200
"""Exchanges of one talk; nobody tries longer ones by hand."""
_WORDS = {act: word for word, act in ACTS.items()}
_UNWRITABLE = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]+")


def record(name: str, on: date, region: str | None, said: Sequence[str], snapshot: Snapshot) -> str:
    """The talk as YAML for `jiuye test`: what was said, and what is answered to it on that day.

    The talk is held anew from the start, so that what stands there is what comes back when it is played. A 继续
    that only brings the rest of a long message is left out: played back, messages come whole.
    """
    lines = [f"- 名称: {_quoted(name)}", f"  日期: {on.isoformat()}"]
    lines += [f"  地区: {region}"] if region else []
    lines.append("  对话:")
    for text, talked in _held(on, region, said, snapshot):
        lines += [f"    - 说: {_quoted(text)}", *(f"      {line}" for line in _expected(talked))]
    return "\n".join(lines) + "\n"


def _held(on: date, region: str | None, said: Sequence[str], snapshot: Snapshot) -> Iterator[tuple[str, Talked]]:
    """Each message that counts, and what it leads to."""
    at = datetime.combine(on, time(10), tzinfo=CHINA)
    session = phone = Session(user="transcript", region=region)
    for raw in said[:MOST]:
        text = _UNWRITABLE.sub(" ", raw)
        unread, shown = phone.unread, talk(phone, text, snapshot, at, WECHAT)
        phone = shown.session
        if unread and shown.decision.act is ActKind.COMMAND and _act(shown) == MORE:
            continue
        talked = talk(session, text, snapshot, at)
        session = talked.session
        yield text, talked


def _act(talked: Talked) -> str | None:
    return talked.decision.understanding.act if talked.decision.understanding else None


def _expected(talked: Talked) -> Iterator[str]:
    decision = talked.decision
    yield f"动作: {_WORDS[decision.act.value]}"
    if decision.measures:
        yield f"事项: [{', '.join(decision.measures)}]"
    if decision.region:
        yield f"地区: {decision.region}"
    if decision.results:
        found = (f"{result.policy}: {VERDICTS[result.verdict.value]}" for result in decision.results)
        yield f"结论: {{{', '.join(found)}}}"
    yield f"问: {_quoted(decision.ask.fact if decision.ask else '')}"


def _quoted(text: str) -> str:
    """A text between quotation marks, as both JSON and YAML read it."""
    return json.dumps(text, ensure_ascii=False)
