"""Messages of any kind for property tests: what people say, said in any order, among what breaks programs."""

from __future__ import annotations

from hypothesis import strategies as st

_SAID = """
我 我妈 没 不 是 了 吗 大学 毕业 去年 前年 十 三 5 万 % 年 个月 半 多 左右 不到 交 招 人 岁 。 ， ？
第 个 〔2023〕 裁 零 〇 廿 两 几 到 - 2023 后 差 还有 不对， 说错了，是 以前 前 底 初 月 号 日 天 周
个礼拜 届 级 年代 生的 还是 或者 分之 千 亿 点 百八十 一九几几 大前年 大大前年 下下个月 上个月 农历
腊月 正月 双11 应届 元 块 一个月 ％ ⅓ ½ ² ٣ 1e9 9999999999 2024-13-45 2024-02-30 20240230 2月30日
9999年 0年前 99届 十三月 32号 一万五 十几 三到两个 5-3年 2024、25届
"""
_EVIL = ("{{7*7}}", "{%", "%}", "%s", "{0}", "<b>", "</a>", "<![CDATA[", "]]>", "$(id)", "\\")
_STRANGE = ("\u200b", "\u202e", "\ufdfa", "\ufeff", "\x00", "\ud83d", "\udfff", "\n", "\u2028", " ", "😀", "補貼")
NUMBERS = st.one_of(st.integers(0, 99_999).map(str), st.integers(1900, 2100).map(str))
PIECES = st.lists(NUMBERS | st.sampled_from([*_SAID.split(), *_EVIL, *_STRANGE]), max_size=14).map("".join)
"""Texts of numbers, words of time and amount, code of templates and pages, and characters that do not show."""
