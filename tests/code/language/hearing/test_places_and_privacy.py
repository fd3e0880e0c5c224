"""Places and personal data."""

from __future__ import annotations

import pytest

from tests.code.language.hearing.fixtures import hearing


@pytest.mark.parametrize(
    ("text", "slugs", "other"),
    [
        ("老家白水，人在西安", ("baishui",), "西安"),
        ("相分县稳就业方案第几条说的是创业", ("xiangfen",), None),
        ("中羊小微企业贷款贴息", ("zhongyang",), None),
        ("骆南公议岗位那年安置了多少人", ("luonan",), None),
        ("运城稷山县的", ("jishan",), None),
        ("襄汾县邓庄镇", ("xiangfen",), None),
        ("jishan", ("jishan",), None),
        ("太原的", (), "太原"),
        ("为难死了，中央的政策什么时候下来", (), None),
        ("零散的活有没有", (), None),
    ],
)
def test_places(text: str, slugs: tuple[str, ...], other: str | None) -> None:
    """Counties, towns and misspellings are found; everyday words that sound like a place are not."""
    assert hearing().regions(text) == (slugs, other)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("我的身份证11010519491231002X", ("身份证号",)),
        ("电话138 0013 8000", ("手机号",)),
        ("卡号6222020000000000001", ()),
        ("卡号4111111111111111", ("银行卡号",)),
        ("稷政办发〔2023〕24号，3000000元", ()),
        ("", ()),
    ],
)
def test_personal_data(text: str, kinds: tuple[str, ...]) -> None:
    """Numbers that identify somebody are recognised by form and check digit; other figures are not."""
    assert hearing().sensitive(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "求职补贴，我是山西大学的", "我在运城学院读大四", "之前在大同挖煤，今年回来开了个面馆", "我在汉中打工",
        "学校在运城",
        "孩子在太原上大学", "在运城干了三年", "从汉中打工回来的", "毕业于运城学院", "我到临汾上班了",
    ],
)  # fmt: skip
def test_where_somebody_works_or_learns_is_said_in_passing(text: str) -> None:
    """Such a place is no county that is asked about, once one is known."""
    assert hearing().in_passing(text)


@pytest.mark.parametrize(
    "text",
    [
        "那运城呢", "襄汾", "我户口在襄汾", "我是稷山的", "在稷山开了个店", "运城有没有补贴", "稷山县城",
        "我在运城，想问创业补贴", "我在运城打工，想问襄汾的", "襄汾人社局在哪", "回稷山创业", "没说地方",
        "运城学院在运城，运城的补贴多少",
    ],
)  # fmt: skip
def test_a_county_that_is_meant_is_not_said_in_passing(text: str) -> None:
    """Where somebody lives, asks about or opens a shop is meant."""
    assert not hearing().in_passing(text)
