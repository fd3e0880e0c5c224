"""Whoever is named at the head of what is told of him keeps what is told; places and trades are nobody's name."""

from __future__ import annotations

from datetime import date

import pytest

from tests.code.language.hearing.fixtures import hearing

TODAY = date(2026, 11, 20)


def _told(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in hearing().volunteered(text, TODAY).heard:
        found.setdefault(one.subject, set()).add(one.fact)
    return found


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("张三2021年毕业，李四2024年毕业，都想开店", {"张三": {"毕业时间"}, "李四": {"毕业时间"}}),
        ("小王52岁没工作，老赵是低保户", {"小王": {"年龄", "目前未就业"}, "老赵": {"低保"}}),
        ("一户是脱贫户，另一户不是脱贫户", {"一户": {"脱贫人口"}, "另一户": {"脱贫人口"}}),
        ("我和我弟弟都没工作，我55了，他30", {"self": {"目前未就业", "年龄"}, "我弟弟": {"年龄"}}),
    ],
)
def test_each_of_several_people_keeps_what_is_told_of_him(text: str, people: dict[str, set[str]]) -> None:
    """Facts of two people told in one message are never those of one person."""
    assert _told(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "郑州大学毕业，没工作",
        "张老板欠我工资，我没工作",
        "徐州是大城市，我没工作",
        "我2021年毕业，2024年开的店",
        "高中毕业，没工作",
    ],
)
def test_a_place_or_a_trade_is_nobody(text: str) -> None:
    """What only looks like a name takes nothing from the one who writes."""
    assert set(_told(text)) <= {"self"}
    assert hearing().volunteered(text, TODAY).persons == ()
