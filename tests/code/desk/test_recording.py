"""What was tried in the simulator becomes a transcript that passes."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.transcripts import read_transcripts
from bot.desk.playback import play
from bot.desk.recording import record
from bot.desk.talk import talk
from bot.desk.tracing import explained
from bot.model.session import Session
from bot.replying.render import WECHAT
from tests.code.library import NOW, snapshot

ON = date(2026, 11, 20)
LONG = "一次性吸纳就业补贴（小微企业）详细说说"
SAID = (
    LONG,
    "我在稷山，能享受哪些政策",
    "先看结果",
    "继续",
    "一次性创业补贴够不够",
    "13个月",
    "不知道",
    "不对，是2年",
    "都不是",
    "转人工",
    "襄汾呢",
    "重新开始",
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SAID), st.text(max_size=12)), min_size=1, max_size=6))
def test_what_is_recorded_plays_back(said: list[str]) -> None:
    """Whatever was said, the file can be read and every answer in it comes back."""
    text = record("一段", ON, "jishan", said, snapshot())
    transcripts, problems = read_transcripts({"x.yaml": text.encode()})
    assert problems == ()
    assert play(transcripts[0], snapshot()) == ()


def test_the_rest_of_a_long_message_is_left_out() -> None:
    """继续 that only brings the rest is no exchange of its own; one that goes on with the questions is."""
    first = talk(Session("u", region="jishan"), LONG, snapshot(), NOW, WECHAT)
    assert first.session.unread, "another question with a long answer is wanted here"
    text = record("一段", ON, "jishan", [LONG, "继续"], snapshot())
    assert [one.said for one in read_transcripts({"x.yaml": text.encode()})[0][0].exchanges] == [LONG]
    text = record("一段", ON, "jishan", ["能享受哪些政策", "继续"], snapshot())
    assert '说: "继续"' in text


def test_the_trace_is_in_chinese_and_says_why() -> None:
    """Words that decided, the runner-up, what was heard, and which policies the question is for."""
    first = talk(Session("u"), "我在稷山，店开了13个月，创业补贴够不够", snapshot(), NOW, WECHAT)
    found = {one.title: dict(one.lines) for one in explained(first, snapshot().library.content, ON)}
    assert found["读成什么"]["把握"] == "有把握，直接答"
    assert "创业" in found["读成什么"]["凭这些字"]
    assert found["读成什么"]["其次像"].endswith("%")
    assert "凭「13个月」" in found["听到的情况"]["经营时长"]
    asked = found["接着问什么，为什么"]
    assert "一次性创业补贴" in asked["关系到"]
    assert "稷政办发〔2023〕24号" in asked["按哪条"]
