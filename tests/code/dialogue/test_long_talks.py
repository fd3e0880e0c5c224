"""Long conversations reach the right end: corrections, digressions, changes of mind, a policy that ends on the way."""

from __future__ import annotations

from datetime import datetime

from bot.desk.talk import CHINA, Talked, talk
from bot.model.session import Session
from bot.model.verdicts import Verdict
from tests.code.library import NOW, snapshot

ASIDE = frozenset({"为啥问这个", "对了，招聘会在哪看", "不对，是三个人"})
"""Messages that leave the question open, which may be put again."""


def _played(*sayings: str, region: str | None = None) -> list[Talked]:
    session, heard = Session(user="x", region=region), []
    for text in sayings:
        heard.append(talk(session, text, snapshot(), NOW))
        session = heard[-1].session
    return heard


def _verdict(talked: Talked, policy: str) -> Verdict:
    return next(result.verdict for result in talked.decision.results if result.policy == policy)


def test_two_corrections_a_digression_and_a_change_of_mind_reach_the_verdict_without_a_repeated_question() -> None:
    """Whatever comes in between, each question that was answered is put once, and the verdict is the right one."""
    sayings = (
        "稷山一次性创业补贴我能领不",
        "开了8个月",
        "为啥问这个",
        "雇了俩人",
        "不对，是三个人",
        "对了，招聘会在哪看",
        "第一次",
        "个体户",
        "不是，大学毕业的",
        "2019年毕业",
        "哦不对，2022年毕业的",
        "那襄汾呢",
        "算了，还是看稷山的",
    )
    heard = _played(*sayings)
    asked: list[str] = []
    open_fact = ""
    for text, talked in zip(sayings, heard, strict=True):
        fact = talked.decision.ask.fact if talked.decision.ask else ""
        if fact and not (fact == open_fact and text in ASIDE):
            asked.append(fact)
        open_fact = fact
    assert len(asked) == len(set(asked))
    assert _verdict(heard[10], "jishan/startup-subsidy") is Verdict.ELIGIBLE
    assert "改过来了" in heard[10].messages[0]
    assert heard[11].decision.region == "xiangfen"
    assert heard[11].decision.ask is None
    assert _verdict(heard[11], "xiangfen/startup-subsidy") is Verdict.NEEDS_OFFICE
    assert _verdict(heard[12], "jishan/startup-subsidy") is Verdict.ELIGIBLE
    assert "最高1500元" in "\n".join(heard[12].messages)


def test_a_policy_that_ends_between_two_questions_is_told_as_ended() -> None:
    """Asked before midnight of its last day it is still to be had; minutes later it is 已到期, and that is said."""
    evening = datetime(2028, 8, 22, 23, 50, tzinfo=CHINA)
    morning = datetime(2028, 8, 23, 0, 5, tzinfo=CHINA)
    session = Session(user="x", region="jishan")
    for text in ("交通补贴我够条件吗", "是脱贫户", "外省", "今年出去的"):
        before = talk(session, text, snapshot(), evening)
        session = before.session
    assert _verdict(before, "jishan/transport-subsidy") is Verdict.ELIGIBLE
    after = talk(before.session, "那我到底能领不", snapshot(), morning)
    assert _verdict(after, "jishan/transport-subsidy") is Verdict.EXPIRED
    assert "2028年8月22日" in "\n".join(after.messages)
    assert "到期" in "\n".join(after.messages)


def test_a_policy_that_ends_while_its_questions_are_asked_is_not_asked_about_any_more() -> None:
    """The answer to a question put before midnight gets 已到期 and no further question."""
    evening = datetime(2028, 8, 22, 23, 58, tzinfo=CHINA)
    morning = datetime(2028, 8, 23, 0, 1, tzinfo=CHINA)
    before = talk(Session(user="x", region="jishan"), "交通补贴我够条件吗", snapshot(), evening)
    assert before.decision.ask is not None
    after = talk(before.session, "是脱贫户", snapshot(), morning)
    assert after.decision.ask is None
    assert _verdict(after, "jishan/transport-subsidy") is Verdict.EXPIRED


def test_a_correction_in_a_screening_says_what_no_longer_holds() -> None:
    """What was told as to be had and is not after all is taken back in words."""
    heard = _played("我能享受哪些政策", "没工作", "不对，我有工作，在厂里上班", region="jishan")
    reply = "\n".join(heard[-1].messages)
    assert "改过来了" in reply
    assert "失业保险待遇：现在不符合" in reply


def test_words_that_open_another_question_are_no_yes() -> None:
    """对了 in 对了，招聘会在哪看 does not answer the open question."""
    heard = _played("一次性创业补贴我够条件吗", "开了8个月", "2个人", "对了，招聘会在哪看", region="jishan")
    assert heard[2].decision.ask is not None
    open_fact = heard[2].decision.ask.fact
    assert open_fact not in heard[3].session.facts
    assert heard[3].decision.ask is not None
    assert heard[3].decision.ask.fact == open_fact
