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
