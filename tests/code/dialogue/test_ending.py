"""Policies that begin or end while somebody is talking about them, and what is said before and after."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.desk.talk import CHINA, Snapshot, talk
from bot.eligibility.engine import ExactEngine
from bot.model.copying import replace
from bot.model.session import Session
from bot.replying.render import Replier
from tests.code.library import snapshot

LAST_EVENING = datetime(2023, 12, 31, 23, 55, tzinfo=CHINA)
NEW_YEAR = datetime(2024, 1, 1, 0, 5, tzinfo=CHINA)
SAID = ("稷山技能提升补贴我能领不", "是企业职工", "失业保险交了三年", "中级")


def played(said: tuple[tuple[str, datetime], ...], library: Snapshot | None = None) -> tuple[dict[str, str], str]:
    """The verdicts and the reply of the last turn."""
    session, verdicts, reply = Session("u"), {}, ""
    for text, at in said:
        talked = talk(session, text, library or snapshot(), at)
        session, reply = talked.session, "\n".join(talked.messages)
        verdicts = {one.policy: one.verdict.value for one in talked.decision.results}
    return verdicts, reply


def test_the_last_evening_still_counts() -> None:
    """Before midnight of the last day the verdict stands."""
    verdicts, reply = played(tuple((text, LAST_EVENING) for text in SAID))
    assert verdicts["jishan/skill-upgrade-subsidy"] == "eligible"
    assert "1500元" in reply


@pytest.mark.parametrize("before", [1, 2, 3])
def test_a_policy_that_ends_between_two_answers(before: int) -> None:
    """Begun on its last evening and answered after midnight: over since when, no more questions, no amount promised."""
    times = [LAST_EVENING] * before + [NEW_YEAR] * (len(SAID) - before)
    verdicts, reply = played(tuple(zip(SAID, times, strict=True))[: before + 1])
    assert verdicts["jishan/skill-upgrade-subsidy"] == "expired"
    assert "2023年12月31日到期" in reply
    assert "按您说的情况，条件对得上" not in reply


def test_what_has_taken_its_place_is_named() -> None:
    """Where a document names a successor, the answer after the end names it."""
    own = snapshot()
    content = own.library.content
    old = replace(content.policies["jishan/skill-upgrade-subsidy"], successor="jishan/training")
    changed = replace(content, policies={**content.policies, old.id: old})
    library = replace(own.library, content=changed, engine=ExactEngine(changed))
    shown = replace(own, library=library, replier=Replier(changed))
    _, reply = played(((SAID[0], NEW_YEAR),), shown)
    assert f"现在看「{content.policies['jishan/training'].title}」" in reply


@pytest.mark.parametrize(("day", "words"), [(31, "从2024年2月1日起才施行"), (1, "每人每月300元")])
def test_a_policy_that_has_not_begun(day: int, words: str) -> None:
    """The day before its first day it is said from when it will be; on the first day it is told as in force."""
    on = datetime(2024, 1 if day == 31 else 2, day, 10, tzinfo=CHINA)
    _, reply = played((("襄汾岗位补贴多少钱", on),))
    assert words in reply
    assert ("才施行" in reply) is (day == 31)
