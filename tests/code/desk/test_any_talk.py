"""No talk that people could have ends in an exception, whatever follows upon whatever."""

from __future__ import annotations

import json
import random
import re
from datetime import date, datetime, time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.given import FIRST_YEAR, LAST_YEAR
from bot.desk.talk import CHINA, Talked, talk
from bot.model.decisions import ActKind
from bot.model.session import Session
from bot.model.understanding import Match, Understanding
from bot.model.understanding import Outcome as Sure
from bot.replying.render import WECHAT
from bot.replying.split import LIMIT
from tests.code.hostile import PIECES
from tests.code.library import NOW, scripted, snapshot

EVALUATION = Path(__file__).parents[2] / "evaluation"
TALKS, TURNS = 400, 8


def _messages() -> list[str]:
    """Every question and every answer that anybody labelled, in a fixed order."""
    found: list[str] = []
    for file in sorted(EVALUATION.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found += row.get("turns", [row.get("text", "")])
    return found


def test_any_message_may_follow_any_other() -> None:
    """Messages drawn from all that was ever labelled, put one after the other, are all answered."""
    chance = random.Random(20261120)
    messages = _messages()
    for number in range(TALKS):
        session = Session(user=f"u{number}")
        for text in chance.choices(messages, k=TURNS):
            talked = talk(session, text, snapshot(), NOW, WECHAT)
            assert talked.messages, text
            session = talked.session


ANSWERS = ("我能享受什么", "创业补贴够不够", "失业金怎么领", "继续", "1", "都不是", "不对", "我妈呢", "不知道")
COUNTIES = st.deferred(lambda: st.sampled_from([None, *sorted(snapshot().library.content.regions)]))
INSIDE = re.compile(r"\bNone\b|Span\(|Fraction\(|frozenset|\{\{|\{%| object at ")
"""What only a fault of ours would show."""


@settings(max_examples=80, deadline=None)
@given(
    st.lists(PIECES | st.sampled_from(ANSWERS), min_size=2, max_size=6),
    COUNTIES,
    st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)),
    st.sampled_from(["wechat", "web"]),
)
def test_any_text_on_any_day_is_answered(texts: list[str], region: str | None, on: date, channel: str) -> None:
    """Every message of every talk gets a reply that can be sent: never empty, too long, unwritable or from inside."""
    session, at = Session(user="u", region=region), datetime.combine(on, time(10), tzinfo=CHINA)
    for text in texts:
        talked = talk(session, text, snapshot(), at, channel)
        assert talked.messages, text
        for message in talked.messages:
            assert 0 < len(message.encode()) <= LIMIT, text
            assert not INSIDE.search(message) or INSIDE.search("".join(texts)), text
        session = talked.session


def test_what_is_no_measure_is_not_offered() -> None:
    """A reading as an act, which stands among the likeliest, is left out of the list."""
    text = "那个怎么说的来着"
    likely = (Match("none", 0.4), Match("startup-subsidy", 0.3), Match("ui-benefit", 0.2))
    seen = Understanding(text, text, Sure.CHOOSE, matches=likely, ranked=likely)
    talked = talk(Session(user="u"), text, scripted({text: seen}), NOW)
    assert talked.decision.measures == ("startup-subsidy", "ui-benefit")


def _after(*texts: str) -> Talked:
    """Where a talk in one county stands after these messages."""
    session, talked = Session(user="u", region="jishan"), None
    for text in texts:
        talked = talk(session, text, snapshot(), NOW)
        session = talked.session
    assert talked is not None
    return talked


def test_what_is_put_right_stays_with_whom_it_was_told_of() -> None:
    """不对，56 after 我妈55岁 changes the mother's age, and tells none of the person who writes."""
    session = _after("我妈55岁，公益岗能去不", "不对，56").session
    assert session.others["我妈"]["年龄"].words == "56"
    assert "年龄" not in session.facts


def test_what_is_remembered_was_understood() -> None:
    """我28岁 at the start of a talk is not answered as if nothing had been understood."""
    for text in ("我28岁", "99届", "五十四了"):
        assert _after(text).decision.act is not ActKind.FALLBACK, text


def test_a_number_that_does_not_fit_is_no_other_question() -> None:
    """1.5万块 or 5号, asked how long or of what kind, is not answered with the benefit of that height."""
    for text in ("1.5万块", "2000元", "5号", "一千二左右"):
        talked = _after("创业补贴够不够", text)
        assert set(talked.decision.measures) <= {"startup-subsidy"}, text
        assert talked.decision.ask is not None or talked.session.pending is not None, text
