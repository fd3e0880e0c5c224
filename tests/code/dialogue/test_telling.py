"""Whether a message asks anything decides between an answer and looking through what there is."""

from __future__ import annotations

import pytest

from bot.dialogue.telling import asks_nothing


@pytest.mark.parametrize(
    "text",
    [
        "55了还给贷不，想搞个农家乐",
        "岗位钱和社保钱能同时拿吗，同一个员工",
        "女四十五，会做饭，有没有食堂的活，长期的",
        "都干满半年了，一个给一千这种还有没有",
        "我开店一年了，能领多少",
    ],
)
def test_a_question_with_words_after_it_is_one(text: str) -> None:
    """What was asked is not passed over because something is said after it."""
    assert not asks_nothing(text)


@pytest.mark.parametrize(
    "text", ["厂里关了，我今年50", "在家待着呢，啥也没干", "没办过证，也没登记过", "打工好几年了，去年回来的"]
)
def test_a_story_asks_nothing(text: str) -> None:
    """Words that look like those of a question make none."""
    assert asks_nothing(text)
