"""Promises of the understander on a small library."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.cache import FolderCache
from bot.language.understand import build_understander
from bot.model.facts import Facts
from bot.model.understanding import Hint, Outcome, Reading, Reply, Understanding

from .small import INTENTS, REGIONS, reader

READER = reader()
TODAY = Hint(on=date(2026, 11, 20))


def read(text: str, hint: Hint = TODAY) -> Understanding:
    return READER.understand(text, hint)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("失业金怎么领", "ui-benefit"),
        ("十页金领多久", "ui-benefit"),
        ("事业金咋领", "ui-benefit"),
        ("創業擔保貸款要啥材料", "startup-loan"),
        ("chuangyedaikuan怎么申请", "startup-loan"),
        ("一千二那个怎么领", "job-search-subsidy"),
        ("稷山见习几个月", "internship"),
    ],
)
def test_measure_is_found(text: str, measure: str) -> None:
    """Homophones, dialect, old script, pinyin, figures and places do not hide the measure."""
    seen = read(text)
    assert seen.outcome is Outcome.ANSWER
    assert seen.matches[0].measure == measure


def test_next_door_is_named() -> None:
    """A service that is not ours is refused by its name, never answered as a benefit."""
    seen = read("公积金怎么提取")
    assert seen.outcome is Outcome.OUT_OF_SCOPE
    assert seen.topic == "公积金"


def test_both_questions_are_found() -> None:
    """Two questions in one message are both found, in the order they were asked."""
    seen = read("失业金怎么领？创业贷款要什么材料？")
    assert [match.measure for match in seen.matches] == ["ui-benefit", "startup-loan"]
    assert [match.aspect for match in seen.matches] == ["how", "papers"]


@pytest.mark.parametrize("text", ["多少钱", "怎么申请？", "", "？"])
def test_words_that_fit_any_measure_decide_none(text: str) -> None:
    """Words of an aspect alone never name a measure."""
    assert read(text).outcome is Outcome.FALLBACK
    assert read(text).matches == ()


def test_bare_aspect_keeps_the_measure_talked_about() -> None:
    """要啥材料 after a measure is about that measure, and the trace says so."""
    seen = read("要啥材料", Hint(on=TODAY.on, measure="internship"))
    assert [match.measure for match in seen.matches] == ["internship"]
    assert seen.aspect == "papers"
    assert any("internship" in step.result for step in seen.trace if step.stage == "context")


def test_answer_is_no_new_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a question is open, what reads as its answer names no measure; a clear new question does."""
    hearing = READER._parts.hearing
    monkeypatch.setattr(type(hearing), "reply", lambda _self, text, _hint: Reply(Reading.VALUE, words=text))
    hint = Hint(on=TODAY.on, pending="毕业时间", measure="internship")
    assert read("毕业后去单位几个月", hint).matches == ()


@pytest.mark.parametrize(
    ("text", "act"),
    [("你好", "greet"), ("重新开始", "restart"), ("转人工！", "human"), ("我说错了，是去年", "correct")],
)
def test_acts(text: str, act: str) -> None:
    """What is said to the bot itself is taken as such."""
    assert read(text).act == act


def test_words_that_decided_are_told() -> None:
    """The trace names words of the message and the runner-up."""
    seen = read("失业金怎么领")
    assert any(word in "失业金怎么领" for word in seen.matches[0].words)
    assert len(seen.ranked) > 1


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=80))
def test_any_text_is_read(text: str) -> None:
    """No text makes it fail, and scores are chances."""
    seen = read(text)
    assert all(0.0 <= match.score <= 1.0001 for match in seen.ranked)


def test_cached_weights_read_alike(tmp_path: Path) -> None:
    """The second start, from the cache, reads exactly as the first; a damaged cache is no fault."""
    cache = FolderCache(tmp_path)
    texts = ["失业金怎么领", "想贷款开店", "附近有什么好吃的"]
    first = build_understander(INTENTS, Facts({}), REGIONS, cache)
    told = [first.understand(text, TODAY) for text in texts]
    assert [build_understander(INTENTS, Facts({}), REGIONS, cache).understand(text, TODAY) for text in texts] == told
    for kept in tmp_path.glob("*.npz"):
        kept.write_bytes(b"half a file")
    assert [build_understander(INTENTS, Facts({}), REGIONS, cache).understand(text, TODAY) for text in texts] == told
