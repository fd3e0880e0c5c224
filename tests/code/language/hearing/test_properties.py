"""Whatever is written, hearing does not fail; and what was put into words is found again."""

from __future__ import annotations

from datetime import date

import cn2an
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.desk.given import FIRST_YEAR, LAST_YEAR
from bot.language.hearing.numerals import read
from bot.model.calendar import add_months
from bot.model.understanding import Hint, Reading
from bot.model.values import Span
from tests.code.hostile import PIECES
from tests.code.language.hearing.fixtures import facts, hearing

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
ANY_DAY = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)) | st.just(date(2024, 2, 29))
NAMES = st.sampled_from(sorted(facts().by_name))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), PIECES), ANY_DAY, NAMES)
@example("一个月1500年底还发一次", date(2026, 11, 20), "年龄")
@example("80年前", date(FIRST_YEAR, 1, 1), "毕业时间")
def test_nothing_fails(text: str, on: date, name: str) -> None:
    """Any text is read without an error, as free text, as an answer, as a choice and as a place."""
    ears = hearing()
    fact = facts().by_name[name]
    for item in ears.volunteered(text, on).heard:
        if isinstance(item.value, Span):
            assert facts().by_name[item.fact].domain.meets(item.value) == item.value
    reply = ears.reply(text, Hint(on, pending=name))
    if reply is not None and isinstance(reply.value, Span):
        assert fact.domain.meets(reply.value) == reply.value
    if reply is not None and isinstance(reply.value, frozenset):
        assert reply.value <= fact.everything if isinstance(fact.everything, frozenset) else False
    ears.reply(text, Hint(on, offered=("甲", "乙", "都不是")))
    ears.regions(text)
    ears.sensitive(text)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 99_999_999))
def test_numerals_agree_with_the_library(number: int) -> None:
    """Ordinary Chinese numerals mean what cn2an writes them for."""
    assert read(cn2an.an2cn(number)) == (number, number)
    assert read(str(number)) == (number, number)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 240),
    DAYS,
    st.sampled_from(
        ["{}个月", "{}个月了", "干了{}个月", "{}个多月", "大概{}个月", "{}个月左右", "有{}个月吧", "{}个月零几天"]
    ),
    st.booleans(),
)
def test_durations_hold_the_truth(months: int, on: date, frame: str, chinese: bool) -> None:
    """The span heard for a duration holds the day it began."""
    said = cn2an.an2cn(months) if chinese else str(months)
    reply = hearing().reply(frame.format(said), Hint(on, pending="经营时长"))
    assert reply is not None
    assert isinstance(reply.value, Span)
    began = add_months(on.toordinal(), -months)
    assert reply.value.lo <= began <= reply.value.hi


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 900),
    st.sampled_from(
        ["{}个", "{}人", "雇了{}个人", "一共{}个", "差不多{}个", "{}个左右", "至少{}个", "最多{}个", "就{}个"]
    ),
    st.booleans(),
)
def test_counts_hold_the_truth(count: int, frame: str, chinese: bool) -> None:
    """The span heard for a count holds the count."""
    said = cn2an.an2cn(count) if chinese else str(count)
    reply = hearing().reply(frame.format(said), Hint(date(2026, 11, 20), pending="带动就业人数"))
    assert reply is not None
    assert isinstance(reply.value, Span)
    assert reply.value.lo <= count <= reply.value.hi


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1995, 1, 1), date(2026, 11, 20)), st.sampled_from(range(5)))
def test_dates_hold_the_truth(day: date, frame: int) -> None:
    """The span heard for a date holds the day, however it was named."""
    on = date(2026, 11, 20)
    year = {0: "今年", 1: "去年", 2: "前年", 3: "大前年"}.get(on.year - day.year, f"{day.year % 100:02}年")
    words = [
        f"{day.year}年{day.month}月{day.day}号",
        f"{year}毕业的",
        f"{day.year}.{day.month}",
        day.isoformat(),
        f"{year}{day.month}月",
    ][frame]
    reply = hearing().reply(words, Hint(on, pending="毕业时间"))
    assert reply is not None
    assert reply.reading is Reading.VALUE
    assert isinstance(reply.value, Span)
    assert reply.value.lo <= day.toordinal() <= reply.value.hi


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["是的", "没有", "5", "2023", "我选", "一", "去年", "得问", "差不多", "都算", "个月", "真的确实"]
        ),
        min_size=1,
        max_size=3,
    )
)
def test_repetition_does_not_make_reading_slow(parts: list[str]) -> None:
    """A text of the same words over and over is read at once: no pattern tries all ways to cut it."""
    text = "".join(parts) * (900 // len("".join(parts)))
    ears, on = hearing(), date(2026, 11, 20)
    ears.volunteered(text, on)
    ears.sensitive(text)
    ears.regions(text)
    ears.reply("甲" + text + "乙丙丁", Hint(on, offered=("甲", "乙")))
    for name in ("缴纳社保", "裁员率", "毕业时间", "带动就业人数"):
        ears.reply(text + "丙", Hint(on, pending=name))
