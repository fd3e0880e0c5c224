"""Field table of transcripts: conversations that must go one way."""

from __future__ import annotations

from bot.content.fields_policy import CASE_VERDICTS
from bot.content.shapes import Field, ListOf, MapOf, Part, Table
from bot.content.words import DATE, SLUG, TEXT, TEXT_OR_EMPTY, choice

ACTS = {
    "回答": "answer",
    "追问": "ask",
    "选择": "choose",
    "结论": "verdict",
    "筛查": "screen",
    "寒暄": "chitchat",
    "命令": "command",
    "人工": "handoff",
    "不懂": "fallback",
}
"""Words of the transcript format for the acts of the interface."""

TRANSCRIPT_TABLES = (
    Table(
        "会话",
        "一段对话，从头说起，什么都没记着",
        (
            Field("名称", TEXT, "这段对话保证什么，一句话", "襄汾没有写金额就说没写", required=True),
            Field("日期", DATE, "按哪一天答", "2026-11-20", required=True),
            Field("地区", SLUG, "入口已经知道的县；不写就是不知道", "jishan"),
            Field("对话", ListOf(Part("一问一答")), "一句一句说", "见「一问一答」", required=True),
        ),
    ),
    Table(
        "一问一答",
        "说一句，答里必须怎样；没写的不查",
        (
            Field("说", TEXT_OR_EMPTY, "群众说的话", "襄汾一次性创业补贴给多少钱", required=True),
            Field("动作", choice(*ACTS), "答的是哪一种", "回答"),
            Field("事项", ListOf(SLUG, single=True), "认出的事项", "[startup-subsidy]"),
            Field("地区", SLUG, "按哪个地区答", "xiangfen"),
            Field("结论", MapOf("政策代号", choice(*CASE_VERDICTS)), "各政策的结论", "{jishan/startup-subsidy: 符合}"),
            Field("问", TEXT_OR_EMPTY, '接着问哪个事实；不再问写 ""', "经营时长"),
            Field("包含", ListOf(TEXT, single=True), "答里必须有的字", "[不超过1000元]"),
            Field("不含", ListOf(TEXT, single=True), "答里不能有的字", "[1000]"),
        ),
    ),
)
