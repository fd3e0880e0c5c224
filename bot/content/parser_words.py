"""What the parsers of YAML and of templates complain about, in the words of those who edit the files."""

from __future__ import annotations

import re

ANYTHING = "缩进用两个空格，冒号后空一格，含 : # [ ] { } , 的文字加引号"
_OPENED = "从这里开始的{}没有收口"
_YAML = (
    ("while scanning a quoted scalar", "", _OPENED.format("引号"), "在这段文字的末尾补上同样的引号，或删去开头的引号"),
    (
        "while parsing a flow sequence",
        "",
        _OPENED.format("方括号"),
        "补上 ]；里面的项用半角逗号隔开，含冒号的文字加引号",
    ),
    (
        "while parsing a flow mapping",
        "",
        _OPENED.format("花括号"),
        "补上 }；里面的项用半角逗号隔开，含冒号的文字加引号",
    ),
    ("", "mapping values are not allowed", "这一行多了一个冒号，或缩进和上一行对不上", f"{ANYTHING}；再看上一行"),
    (
        "",
        "could not find expected ':'",
        "上一行不成一项：键后面没有「冒号加空格」",
        "写成「键: 值」；接着上一行的文字要缩进",
    ),
    (
        "",
        "did not find expected '-'",
        "这一行不在清单里，可缩进和清单一样",
        "清单的每一项以「- 」开头；不是清单的往左挪齐",
    ),
    (
        "",
        "did not find expected key",
        "这一行的缩进和同一组的别的键对不齐，或上一行有多余的字",
        f"同一组的键左边对齐；{ANYTHING}",
    ),
    ("", "cannot start any token", "文字不能以 % @ ` 这样的符号开头", "给这段文字加引号"),
    ("", "unknown escape", "双引号里的 \\ 后面不能这样写", "改用单引号，或去掉 \\"),
    ("", "node content", "这里少一个值，或多一个 ] }", "补上值，或删去多余的括号"),
    ("", "control characters", "有看不见的控制字符", "删去这一处，重新打一遍"),
    ("", "<document start>", "第一行缩进了，后面的却没有", "最外面一层的键都从行首写起"),
)
"""How context and problem begin or what they contain, and message and remedy."""

_OPENING = ("while scanning a quoted scalar", "while parsing a flow sequence", "while parsing a flow mapping")

_TEMPLATE = (
    (
        r"looking for the following tags.* is '(\w+)'",
        "「{{% {0} %}}」没有收尾",
        "补上 {{% end{0} %}}，或删去多余的 {{% … %}}",
    ),
    (r"unknown tag 'end(\w+)'", "「{{% end{0} %}}」前面没有对应的「{{% {0} %}}」", "补上开头，或删去这一处"),
    (r"unknown tag '(\w+)'", "「{{% {0} %}}」不能放在这里", "if、for、set 才能用；else 要在 if 里面"),
    (r"unexpected char '([，。：；（）“”‘’、！？])'", "{{{{ }}}} 或 {{% %}} 里用了全角的「{0}」", "改成半角"),
    (r"unexpected char", "引号没有收口，或有不认识的符号", "引号成对写，用半角"),
    (r"No (?:filter|test) named '(\w+)'", "没有「{0}」这种处理", "照别的模板里用过的写"),
    (r"comment tag", "{{# 开始的备注没有收尾", "补上 #}}"),
    (r"Expected an expression|unexpected 'end of", "这里少写了什么", "{{% if %}}、{{% set %}} 后面写上变量或条件"),
    (r"end of template|unexpected '[\]})]'", "括号没有成对", "{{{{ 用 }}}} 收，{{% 用 %}} 收"),
    (
        r"expected token 'end of print statement', got '(.+)'",
        "「{0}」前面少一个点、逗号或 ~",
        "一对 {{{{ }}}} 里只写一个变量",
    ),
)


def yaml_words(context: str, problem: str) -> tuple[str, str]:
    """Message and remedy for a complaint of the YAML parser."""
    for begins, holds, message, remedy in _YAML:
        if context.startswith(begins) and holds in problem:
            return message, remedy
    return f"写法有错（{problem or '无法解析'}）", f"检查这一行及上一行：{ANYTHING}"


def is_opening(context: str) -> bool:
    """Whether the fault is where the context began and not where reading ended: something was never closed."""
    return context.startswith(_OPENING)


def template_words(problem: str) -> tuple[str, str]:
    """Message and remedy for a complaint of the template engine."""
    for pattern, message, remedy in _TEMPLATE:
        found = re.search(pattern, problem)
        if found:
            return message.format(*found.groups()), remedy.format(*found.groups())
    return f"模板写法有错（{problem}）", "检查 {{ }} 和 {% %} 是否成对"
