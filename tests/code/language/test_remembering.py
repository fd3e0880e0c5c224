"""What is remembered of messages, and what is not."""

from __future__ import annotations

import pytest

from bot.language.remembering import Remembered


def test_a_text_is_read_once() -> None:
    """The same words cost one reading."""
    read: list[str] = []

    def make(text: str) -> str:
        read.append(text)
        return text.upper()

    remembered = Remembered(make, 8)
    assert [remembered("a"), remembered("a"), remembered("b")] == ["A", "A", "B"]
    assert read == ["a", "b"]
    assert remembered.counts() == (1, 2, 2)


@pytest.mark.parametrize(
    "text",
    [
        "我的身份证142724199001011234",
        "电话13800001111",
        "卡号6222 0212 3456 7890 123",
        "１３８００００１１１１",
        "长" * 301,
    ],
)
def test_personal_numbers_and_stories_are_not_kept(text: str) -> None:
    """Numbers that name a person, and stories of more than 300 characters, are gone once they are answered."""
    remembered = Remembered(str.upper, 8)
    assert remembered(text) == text.upper()
    assert remembered.counts()[2] == 0


def test_the_oldest_gives_way() -> None:
    """Memory is bounded."""
    remembered = Remembered(str.upper, 2)
    for text in "abcde":
        remembered(text)
    assert remembered.counts()[2] == 2
