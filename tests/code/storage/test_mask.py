"""Masking of personal numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.mask import mask, without


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("打13812345678找我", "打138********找我"),
        ("138 1234 5678", "138 **** ****"),
        ("１３８１２３４５６７８", "１３８********"),
        ("我的身份证142724199001011234", "我的身份证142***************"),
        ("14272419900101123x", "142***************"),
        ("142724 19900101 1234", "142*** ******** ****"),
        ("142724900101123", "142************"),
        ("卡号6222021234567890123", "卡号622****************"),
        ("6222 0212 3456 7890 123", "622* **** **** **** ***"),
    ],
)
def test_personal_numbers_are_blotted_out(text: str, masked: str) -> None:
    """Identity cards, telephones and bank cards never reach the database, however they are spaced."""
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "稷政办发〔2023〕24号第（四）条",
        "2024-07-01 到 2025-07-01",
        "20240701到20250701",
        "最多3000000元",
        "1000000000",
        "0359-5522123",
    ],
)
def test_figures_of_policies_stay(text: str) -> None:
    """Years, dates, amounts and office telephones are not personal and stay readable."""
    assert mask(text) == text


@given(st.text(), st.sampled_from(["13812345678", "142724199001011234", "6222021234567890"]), st.text())
def test_no_number_survives_between_other_characters(before: str, number: str, after: str) -> None:
    """Whatever stands around a number, unless it makes it a longer one, the number is gone and lengths are kept."""
    text = f"{before}，{number}，{after}"
    assert number not in mask(text)
    assert len(mask(text)) == len(text)
    assert mask(mask(text)) == mask(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("我电话13812345678，孩子毕业了咋弄", "我电话，孩子毕业了咋弄"),
        ("142724 19900101 1234 能领不", "能领不"),
        ("+86 138 1234 5678", ""),
        ("2023年24号文给1000元", "2023年24号文给1000元"),
    ],
)
def test_nothing_of_a_number_is_left_in_an_example(text: str, left: str) -> None:
    """What becomes an example holds no part of anybody's number, and keeps years, amounts and document numbers."""
    assert without(mask(text)) == left
