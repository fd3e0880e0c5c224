"""Facts belong to the person they were told of, and an early answer to the question it answers."""

from __future__ import annotations

from bot.desk.talk import talk
from bot.dialogue.naming import rather_named
from bot.model.session import Session
from bot.model.understanding import Hint, Match, Outcome, Understanding
from tests.code.library import NOW, snapshot


def _after(*sayings: str) -> Session:
    session = Session(user="x", region="jishan")
    for text in sayings:
        session = talk(session, text, snapshot(), NOW).session
    return session


def test_what_is_told_of_oneself_is_not_written_to_the_mother() -> None:
    """我妈55了，我没工作: the age is hers, the lack of work is not."""
    session = _after("我妈55了，我没工作，能领啥")
    assert "年龄" in session.others["我妈"]
    assert "目前未就业" not in session.others["我妈"]
    assert "目前未就业" in session.facts


def test_nothing_told_about_one_person_counts_as_a_change_for_another() -> None:
    """A verdict on oneself is no earlier verdict on the mother."""
    session = _after("公益岗我能上吗，我办过困难认定", "那我妈呢")
    assert session.subject == "我妈"
    assert session.last_verdicts == {}
    assert session.history == ()


def test_what_was_said_last_outweighs_what_it_contradicts() -> None:
    """没工作, then 在职职工: the first is forgotten, so that it decides nothing any more."""
    session = _after("我现在没工作，失业金能领吗", "我是企业在职职工")
    assert "目前未就业" not in session.facts
    assert "企业职工" in session.facts


def _read(text: str, best: str) -> Understanding:
    return Understanding(
        text=text,
        clean=text,
        outcome=Outcome.ANSWER,
        matches=(Match("post-subsidy", 0.8, (), "how-much"),),
        ranked=(Match(best, 0.95),),
        aspect="how-much",
        on=NOW.date(),
    )


def test_a_name_in_the_message_outweighs_the_talk_so_far() -> None:
    """社保补贴给多少 after 岗位补贴 is about 社保补贴; 能领多少钱 names nothing and stays with the talk."""
    content = snapshot().library.content
    hint = Hint(on=NOW.date(), measure="post-subsidy")
    named = rather_named(_read("社保补贴给多少", "social-insurance-subsidy"), hint, content)
    assert [match.measure for match in named.matches] == ["social-insurance-subsidy"]
    kept = rather_named(_read("能领多少钱", "ui-benefit"), hint, content)
    assert [match.measure for match in kept.matches] == ["post-subsidy"]
