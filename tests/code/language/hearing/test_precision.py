"""What does not answer the question is not taken for an answer, and what is told instead is heard."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model.understanding import Hint, Reading, Reply
from bot.model.values import NO, YES, Span, exactly
from tests.code.language.hearing.fixtures import facts, hearing

ON = date(2026, 11, 20)


def _reply(pending: str, text: str, *, told: tuple[str, ...] = ()) -> Reply | None:
    return hearing().reply(text, Hint(ON, pending=pending, told=told))


def _heard(text: str, pending: str | None = None, measure: str | None = None, told: tuple[str, ...] = ()) -> set[str]:
    return {item.fact for item in hearing().volunteered(text, ON, pending, measure, told).heard if not item.aside}


@pytest.mark.parametrize(
    ("pending", "text"),
    [
        ("就业困难人员", "她是襄汾的"),
        ("目前未就业", "是头一回"),
        ("创业人员", "没登记过"),
        ("经营时长", "我2024年6月大学毕业"),
        ("登记失业时长", "开店8个月了"),
        ("返乡入乡创业", "不对，2024年6月"),
        ("带动就业人数", "不是8个月，是18个月"),
        ("带动就业人数", "头一次开店，个体户"),
        ("经营类型", "2个"),
        ("单位月缴社保费", "2个"),
        ("农民工", "差不多十个"),
        ("全日制", "不到一年"),
        ("高校毕业生", "都没上保险"),
        ("残疾", "第二次了"),
        ("目前未就业", "没有"),
    ],
)
def test_other_things_are_no_answer(pending: str, text: str) -> None:
    """A reply about something else gives no value for what was asked."""
    assert _reply(pending, text) is None


@pytest.mark.parametrize("yes", ["嗯", "好的", "行吧", "可以", "对", "是啊", "是这样", "就是"])
@pytest.mark.parametrize("denial", ["没办过", "没认定过", "没有认定", "还没弄", "不是困难人员"])
def test_a_denial_after_a_mere_yes_counts(yes: str, denial: str) -> None:
    """嗯，没办过 says no: the word it begins with only takes up the talk, and a wrong yes costs a trip to town."""
    reply = _reply("就业困难人员", f"{yes}，{denial}")
    assert reply is not None
    assert reply.value == exactly(NO)


@pytest.mark.parametrize("text", ["嗯，没断过", "有，一直没停", "是的，社区给认定的"])
def test_a_yes_that_is_borne_out_stays(text: str) -> None:
    """What follows a yes and says that it was never broken off denies nothing."""
    reply = _reply("就业困难人员", text)
    assert reply is not None
    assert reply.value == exactly(YES)


@pytest.mark.parametrize("text", ["就业困难人员认定", "困难人员认定表", "失业登记流程"])
def test_the_name_of_a_matter_is_no_yes(text: str) -> None:
    """Who only names what was asked about has not said to have it."""
    reply = _reply("就业困难人员", text)
    assert reply is None or reply.value is None


def test_a_nod_before_something_else_is_no_yes() -> None:
    """嗯，没钱了 says nothing of being recognised."""
    reply = _reply("就业困难人员", "嗯，没钱了")
    assert reply is None or reply.value is None


@pytest.mark.parametrize("text", ["没有开店", "没有低保", "不是大学生"])
def test_denying_something_else_is_no_denial(text: str) -> None:
    """没有 with another matter behind it never says no to the question."""
    reply = _reply("就业困难人员", text)
    assert reply is None or reply.reading is not Reading.VALUE


@pytest.mark.parametrize(
    ("pending", "text", "value"),
    [
        ("创业人员", "是的", YES),
        ("创业人员", "必须的", YES),
        ("市场监管登记", "是，去年办的", YES),
        ("市场监管登记", "没有，一直没办", NO),
        ("创业人员", "木有", NO),
        ("创业人员", "不算", NO),
        ("返乡入乡创业", "不对，我是返乡的", YES),
        ("有纳税行为", "报税了", YES),
        ("脱贫人口", "从没评过贫困户", NO),
        ("缴纳社保", "以前交过，现在不交了", NO),
        ("目前未就业", "没有工作", YES),
        ("高校毕业生", "中专毕业", NO),
    ],
)
def test_short_answers_still_answer(pending: str, text: str, value: str) -> None:
    """Yes and no in their usual forms, and in the words of the question, stay answers."""
    reply = _reply(pending, text)
    assert reply is not None
    assert reply.value == exactly(value)


@pytest.mark.parametrize("text", ["高中毕业后上的大专", "大专没念完", "大专在读"])
def test_school_not_left_is_not_taken_for_a_diploma(text: str) -> None:
    """Who names a school without having left it with a diploma is asked once more."""
    reply = _reply("高校毕业生", text)
    assert reply is None or reply.reading is not Reading.VALUE


def test_corrections_mean_what_was_told_last() -> None:
    """A correction that names no fact is the last fact told that it fits; without any it is nothing."""
    assert _heard("不对，2024年6月", "返乡入乡创业", told=("经营时长", "毕业时间")) == {"毕业时间"}
    assert _heard("不是8个月，是18个月", "带动就业人数", told=("经营时长",)) == {"经营时长"}
    assert _heard("不对，我52", "返乡入乡创业") == {"年龄"}
    assert _heard("不对，2024年6月", "返乡入乡创业") == set()


def test_the_value_after_a_correction_wins() -> None:
    """Of two values the one put right is taken."""
    reply = _reply("经营时长", "不是8个月，是18个月")
    assert reply is not None
    eighteen = _reply("经营时长", "18个月")
    assert eighteen is not None
    assert isinstance(reply.value, Span)
    assert reply.value == eighteen.value
    (heard,) = hearing().volunteered("不是开了8个月，是开了18个月", ON).heard
    assert heard.fact == "经营时长"
    assert heard.value == reply.value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("在稷山头一次开店，个体户", {"首次创业", "经营类型"}),
        ("我返乡开店13个月 头一次", {"返乡入乡创业", "经营时长", "首次创业"}),
        ("第一次来咨询", set()),
        ("第一次申请创业补贴", set()),
        ("我们是大中型企业", {"经营类型"}),
        ("今年新招了9个", {"当年新招", "招用人数"}),
        ("小微企业，社保补贴多少", set()),
        ("我没评上", set()),
    ],
)
def test_first_business_and_employers(text: str, wanted: set[str]) -> None:
    """The first time counts only of a business; employers say what they are, a topic says nothing."""
    assert _heard(text) == wanted


def test_bare_numbers_follow_the_talk() -> None:
    """A number alone is told by the question or the measure it belongs to, and by nothing else."""
    assert _heard("八十个", "企业规模", "hiring-subsidy") == {"招用人数"}
    assert _heard("我们25个人", "企业规模", "ui-refund") == {"参保职工人数"}
    assert _heard("两个人", "外出地点") == set()
    assert _heard("交了九年", measure="ui-benefit") == {"失业保险参保时长"}
    assert _heard("三十万", measure="startup-loan") == {"贷款金额"}
    assert _heard("三十万") == set()
    assert _heard("我们25个人") == set()


def test_big_is_no_father() -> None:
    """我大学毕业 speaks of the person, not of 我大."""
    assert {item.subject for item in hearing().volunteered("我大学毕业", ON).heard} == {"self"}
    assert facts().by_name["高校毕业生"].code == "is_graduate"
