"""What a message does not say is not heard: denials, questions, prices, other people's years, work for others."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model.understanding import Hint, Reading
from bot.model.values import NO, YES, Span, Value, exactly
from tests.code.language.hearing.fixtures import hearing

ON = date(2026, 11, 20)


def _heard(text: str, pending: str | None = None, told: tuple[str, ...] = ()) -> dict[str, Value]:
    heard = hearing().volunteered(text, ON, pending, None, told).heard
    return {item.fact: item.value for item in heard if not item.aside and item.subject == "self"}


def _answered(pending: str, text: str, told: tuple[str, ...] = ()) -> Value | None:
    reply = hearing().reply(text, Hint(ON, pending=pending, told=told))
    return reply.value if reply is not None and reply.reading is Reading.VALUE else None


@pytest.mark.parametrize(
    "text",
    ["我有残疾证，没认定困难人员，能上公益岗不", "没被认定为就业困难人员", "没评定为困难人员", "没有被列为困难人员"],
)
def test_who_was_not_recognised_is_not(text: str) -> None:
    """没认定困难人员 denies it, whatever verb of recognising stands between."""
    assert _heard(text)["就业困难人员"] == exactly(NO)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("不是没雇人，雇了，就是没签合同", "带动就业人数"),
        ("不是没毕业，是结业", "毕业时间"),
        ("我没说我没工作", "目前未就业"),
        ("今年算不算毕业年度", "毕业时间"),
        ("2024年算我的毕业年度吗", "毕业时间"),
        ("97年下岗后跟着老乡去深圳打工", "目前未就业"),
        ("2025年裁员0人", "离职原因"),
        ("在焦化厂干了十八年", "经营时长"),
        ("在人家饭店给老板干了三年", "经营时长"),
        ("去年交了失业保险16800", "失业保险参保时长"),
        ("给10个困难人员交社保一人一个月1000", "年缴社保费"),
        ("两口子能不能都贷", "家庭务工人数"),
        ("毕业不到一年开的公司", "经营时长"),
        ("我从部队回来算返乡入乡不", "返乡入乡创业"),
        ("我算困难人员吗", "就业困难人员"),
        ("我这算个体户还是小微", "经营类型"),
        ("还有个在运城打工的", "农民工"),
        ("她们不是困难人员", "就业困难人员"),
        ("考了个中级没过", "证书等级"),
        ("有单位招我", "目前未就业"),
        ("有个上高中的", "学历"),
        ("零就业家庭算不算", "零就业家庭"),
        ("带动算几个", "带动就业人数"),
        ("又雇了1个5月走了1个", "带动就业人数"),
        ("5月走了1个", "裁员人数"),
        ("我厂里走了15个又来了15个", "参保职工人数"),
        ("利息我已经交了8000了", "年缴社保费"),
        ("我没钱，三个月没开张了", "经营时长"),
        ("去年5月从东莞回来，开了个面馆，8月开的", "经营时长"),
        ("我姨让我问，她55，没工作", "年龄"),
    ],
)
def test_words_that_do_not_tell_a_fact(text: str, fact: str) -> None:
    """A double denial, a question, a figure of something else and a time long past tell nothing of the fact."""
    assert fact not in _heard(text)


def test_denied_kinds_of_those_taken_on_are_not_the_speakers() -> None:
    """我们公司招了6个，不是困难人员 says nothing of whether the speaker is one."""
    assert "就业困难人员" not in _heard("我们公司招了6个，不是困难人员")
    assert _heard("我招了6个，我不是困难人员")["就业困难人员"] == exactly(NO)


@pytest.mark.parametrize(
    ("pending", "text"),
    [
        ("招用人数", "8000是吧"),
        ("介绍就业人数", "就是2万4对吧"),
        ("经营时长", "一年九千六"),
        ("经营时长", "一年8000"),
        ("经营时长", "前年呢"),
        ("带动就业人数", "那10个呢"),
        ("带动就业人数", "他不是"),
        ("经营时长", "不是"),
        ("就业困难人员", "第一个多少钱"),
    ],
)
def test_sums_and_questions_answer_no_question_for_a_number(pending: str, text: str) -> None:
    """A sum put up for confirmation, a price and 前年呢 are no answers."""
    assert _answered(pending, text) is None


def test_a_number_with_its_unit_still_answers() -> None:
    """8个人对吧 and 一年多 are answers as before."""
    assert _answered("带动就业人数", "8个人对吧") == Span(8, 8)
    assert _answered("经营时长", "一年多") is not None


def test_a_correction_after_the_next_question_means_what_was_told_before() -> None:
    """啊不是，2021年 asked how long in business mends the year of leaving school; 不是，8个月 answers."""
    year = Span(date(2021, 1, 1).toordinal(), date(2021, 12, 31).toordinal())
    told = ("毕业时间",)
    assert _answered("经营时长", "啊不是 2021年", told) is None
    assert _heard("啊不是 2021年", "经营时长", told) == {"毕业时间": year}
    assert _answered("经营时长", "不是，8个月", told) is not None


def test_a_fact_told_again_more_exactly() -> None:
    """具体是2021年7月, 还是18个月吧 and 按2个算 mean the fact told last."""
    july = Span(date(2021, 7, 1).toordinal(), date(2021, 7, 31).toordinal())
    assert _heard("具体是2021年7月", "高校毕业生", ("毕业时间",)) == {"毕业时间": july}
    assert set(_heard("还是18个月吧", None, ("经营时长",))) == {"经营时长"}
    assert _heard("按2个算", None, ("带动就业人数",)) == {"带动就业人数": Span(2, 2)}


def test_one_correction_mends_one_fact() -> None:
    """不对我是23年毕业 does not change how long a shop has been open too."""
    assert set(_heard("不对我是23年毕业", "经营类型", ("毕业时间", "经营时长"))) == {"毕业时间"}


def test_who_works_alone_has_hired_nobody() -> None:
    """就我一个人跑，没有雇人 leaves nought to one, as the answer does."""
    assert _heard("开了一年，就我一个人跑没有雇人")["带动就业人数"] == Span(0, 1)


def test_people_taken_on_are_not_all_the_staff() -> None:
    """自己招的有12人 answers how many were taken on, also where the kind of employer was asked."""
    assert _heard("自己招的有12人", "经营类型") == {"招用人数": Span(12, 12)}


def test_a_story_without_marks_is_cut_where_it_turns_to_somebody_else() -> None:
    """What is told of oneself before and after naming one's mother is one's own."""
    story = (
        "我是稷山化峪的原来在县棉纺厂上班97年下岗后来跟着老乡去深圳打了十来年工前年我妈脑梗我就回来了"
        "在镇上租了个门面卖早点一年房租六千挣不下啥钱我今年49了有没有啥政策能帮帮我"
    )
    assert set(_heard(story)) == {"年租金", "年龄"}
    both = "我老公建档立卡户今年在广东打工我在家带孩子没工作我想问问我能不能学个月嫂有补贴没有"
    assert _heard(both) == {"目前未就业": exactly(YES)}


def test_a_place_in_a_story_moves_nobody_to_another_county() -> None:
    """孩子在临汾上高三 and 在运城给人开货车 name no county asked about; 在运城开了个店 does."""
    said = "我今年46厂里关了没再找着活孩子在临汾上高三家里老人瘫痪在床我们能不能享受点什么政策"
    assert hearing().in_passing(said)
    assert not hearing().in_passing("我是去年从部队回来的后来家里凑了点钱我就在运城开了个店卖手机卖了一年多")


def test_what_employers_and_their_papers_are_called_is_heard() -> None:
    """我们是律师事务所, 考了个中级焊工证 and a letter written under pressure tell what they say."""
    assert _heard("我们是律师事务所")["经营类型"] == exactly("律所会计所")
    assert _heard("考了个中级焊工证")["证书等级"] == exactly("中级")
    assert _heard("不是自愿的，是逼着写的辞职信")["离职原因"] == exactly("被辞退")
