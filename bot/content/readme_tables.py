"""The READMEs of the content folders, derived from the field table so that they cannot grow stale."""

from __future__ import annotations

from bot.content.codes import CODES, LOGIC
from bot.content.fields import KINDS, TABLES
from bot.content.shapes import Either, Kind, ListOf, MapOf, Part, Shape, title_of

_INTRO = {
    "knowledge": "政策是什么、给谁、给多少、从哪天到哪天、依据哪一条。一项政策一个文件。",
    "intents": "群众会问什么、怎么问。一个事项一个文件，文件名是事项的代号。",
    "replies": "怎样把话说出来。模板用 Jinja2，文件名以 .j2 结尾。",
}

_RULES = """## 写法

- 文件用 UTF-8（无 BOM），缩进两个空格，冒号、逗号用半角，冒号后空一格。
- 值照写就行，不用加引号；含 `: `、` #`、`[ ] { } ,` 或以 `& * !` 开头的文字要加引号。
- 日期写 `2023-08-23`，是否写 `是`、`否`，比例写 `60%` 或 `2/3`，时长写 `12个月`、`5年`、`30天`，钱写元数 `15000`。
- 检查：`jiuye check`；连原文一起对：`jiuye check --sources 原文文件夹`。每个问题都会说明在哪个文件、第几行、怎么改。
"""

_REPLIES = """## 文件

| 文件夹 | 放什么 |
|---|---|
| `_system/` | 问候、感谢、转人工、没听懂等 |
| `_shared/` | 各处共用的片段 |
| `_default/<方面代号>.j2` | 每个方面的通用说法 |
| `<事项代号>/<方面代号>.j2` | 通用说法不够用时，这个事项自己的说法 |

模板里不写金额、日期和条件：它们都来自 `knowledge/`。用了没有声明的变量，`jiuye check` 会指出在哪一行。
"""


def readme(folder: str) -> str:
    """The whole README.md of knowledge, intents or replies."""
    title = f"# {folder}/\n\n{_INTRO[folder]}\n\n"
    note = "本文由字段表生成：改了 bot/content/fields*.py 后运行 `python -m bot.content.write_readmes`。\n"
    if folder == "replies":
        return f"{title}{note}\n{_REPLIES}"
    return (
        f"{title}{note}\n{_RULES}\n{readme_tables(folder)}\n{_codes() if folder == 'knowledge' else ''}".rstrip() + "\n"
    )


def readme_tables(folder: str) -> str:
    """All tables of one folder: which files there are, and the keys of every kind of record in them."""
    kinds = [kind for kind in KINDS if kind.path.startswith(folder)]
    lines = ["## 文件", "", "| 文件 | 内容 | 样子 |", "|---|---|---|"]
    lines += [f"| `{kind.shown}` | {kind.title} | {_shape_words(kind)} |" for kind in kinds]
    for name in _tables_of(kinds):
        table = TABLES[name]
        lines += [
            "",
            f"## {name}",
            "",
            f"{table.about}。",
            "",
            "| 键 | 必填 | 类型 | 含义 | 例 |",
            "|---|---|---|---|---|",
        ]
        for field in table.fields:
            example = f"`{field.example}`" if field.example and "…" not in field.example else field.example
            need = "是" if field.required else ""
            lines.append(f"| {field.key} | {need} | {title_of(field.shape)} | {field.meaning} | {example} |")
    return "\n".join(lines) + "\n"


def _shape_words(kind: Kind) -> str:
    return title_of(kind.shape)


def _tables_of(kinds: list[Kind]) -> list[str]:
    """Names of the tables these kinds reach, each once, in reading order."""
    found: list[str] = []

    def visit(shape: Shape) -> None:
        if isinstance(shape, ListOf | MapOf):
            visit(shape.item)
        elif isinstance(shape, Either):
            visit(shape.part)
        elif isinstance(shape, Part) and shape.table not in found:
            found.append(shape.table)
            for field in TABLES[shape.table].fields:
                visit(field.shape)

    for kind in kinds:
        visit(kind.shape)
    return found


def _codes() -> str:
    lines = ["## 检查项", "", "E 开头的是错误，改好才能上线；W 开头的是提醒。", "", "| 代号 | 含义 |", "|---|---|"]
    return "\n".join([*lines, *(f"| {code} | {meaning} |" for code, meaning in (CODES | LOGIC).items())]) + "\n"
