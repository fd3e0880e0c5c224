"""The eligibility form: asks in the planner's order, keeps what was told, and takes 不知道 for an answer."""

from __future__ import annotations

from datetime import date

from bot.desk.form import fill, policies_for
from tests.code.library import snapshot

ON = date(2026, 11, 20)
POLICY = "jishan/startup-subsidy"
ONE = policies_for(snapshot(), POLICY, "", "")
ALL = policies_for(snapshot(), "", "jishan", "个人")


def test_the_first_question_is_the_planners() -> None:
    """What is marked to be asked first is what a conversation would ask, and the rest can still matter."""
    sheet = fill(snapshot(), ONE, {}, ON)
    wanted = snapshot().library.engine.next_question([POLICY], {}, ON)
    assert [field.fact.name for field in sheet.asking if field.first] == [wanted]
    assert sheet.asking[0].first
    assert not sheet.settled


def test_not_knowing_is_an_answer() -> None:
    """不知道 is kept, decides nothing, and the same is not asked again, one question after the other."""
    given: dict[str, str] = {}
    for _ in range(40):
        sheet = fill(snapshot(), ONE, given, ON)
        if sheet.settled:
            break
        asked = next(field.fact for field in sheet.asking if field.first)
        assert asked.code not in given
        given[asked.code] = "不知道"
    assert sheet.settled
    assert [field.shown for field in sheet.told] == ["不知道"] * len(given)
    assert sheet.results[0]["结论"] == "待补充信息"


def test_what_cannot_be_used_is_still_open() -> None:
    """A wrong value is named and the question stays; a right one is shown as people say it."""
    sheet = fill(snapshot(), ONE, {"months_operating": "好久"}, ON)
    assert sheet.told[0].fault
    assert "months_operating" in {field.fact.code for field in (*sheet.told, *sheet.asking)}
    for said in ("13个月", "一年一个月", "开了13个月了", "去年10月20号"):
        sheet = fill(snapshot(), ONE, {"months_operating": said}, ON)
        assert (sheet.told[0].fault, sheet.told[0].shown) == ("", "13个月"), said


def test_facts_go_with_the_caller() -> None:
    """What was told about one policy counts for the next, and facts that do not matter there stay told."""
    given = {"months_operating": "13个月", "jobs_created": "2", "first_business": "是"}
    alone = fill(snapshot(), policies_for(snapshot(), "jishan/venue-rent-subsidy", "", ""), given, ON)
    assert [field.fact.code for field in alone.told] == list(given)
    together = fill(snapshot(), ALL, given, ON)
    assert not {field.fact.code for field in together.asking} & set(given)
    assert together.text
