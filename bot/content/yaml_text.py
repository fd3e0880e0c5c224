"""Checks of a file's bytes and lines that must come before YAML: encoding, BOM, indents, full-width colons."""

from __future__ import annotations

import re

from bot.content.fields import KNOWN_KEYS
from bot.content.findings import Findings
from bot.model.problems import Place

BOM = "\ufeff"
_INDENT = re.compile(r"[\s\u3000]*")
_KEYS = "|".join(sorted(KNOWN_KEYS))
_WIDE_KEY = re.compile(rf"\s*({_KEYS})：")
_WIDE_ITEM = re.compile(rf"(?:- +|[{{,] *)({_KEYS})：")
# a name of the officer's own (a clause, a document) with what belongs to it in braces, or on the lines below
_WIDE_OWN = re.compile(r"^ *([^\s:：'\"{}\[\]#-][^:：'\"{}\[\]#]*)：\s*(?:\{.*\})?\s*$")
_TIGHT_KEY = re.compile(rf"(?:^ *|- +|[{{,] *)({_KEYS}):(?=[^\s:])")
# outside of quotes, as far as one line tells: a word that begins with # behind another one
_DROPPED = re.compile(r"[^#'\"]*[^\s#'\"][^#'\"]* #(?=[^\s#])")
# one look at the whole text tells whether any line needs a closer look
_SUSPECT = re.compile(rf"^[ \r]*(?:[^\S \r\n]|\u3000|(?:{_KEYS})：)| #[^\s#]", re.MULTILINE)
# a value before that line is open text when its line ends in | or >, or in an opened quote
_BLOCK = re.compile(r"[:\-] +[|>][+-]?\d*\s*(?:#.*)?$")


def decode(path: str, data: bytes, findings: Findings) -> str | None:
    """The text of a file, or None when it is not plain UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        good = data[: error.start].decode("utf-8")
        findings.add("E-ENCODING", _after(path, good), "", "不是 UTF-8 编码", "在编辑器里另存为 UTF-8（无 BOM）")
        return None
    if text.startswith(BOM):
        findings.add("E-BOM", Place(path), "", "开头有看不见的 BOM 标记", "在编辑器里另存为 UTF-8（无 BOM）")
        return None
    return text


def _after(path: str, text: str) -> Place:
    """The place right behind a text."""
    return Place(path, text.count("\n") + 1, len(text) - text.rfind("\n"))


def check_lines(path: str, text: str, findings: Findings) -> bool:
    """Whether no line is indented by tabs or wide spaces, and no known key is followed by a full-width colon.

    A # that begins a word behind a text (报名 #2号窗口) is noted too: YAML would drop the rest of the line without a
    word. Notes for colleagues are written with a blank behind the #.

    Lines of a block text (after | or >) may hold anything.
    """
    if not _SUSPECT.search(text):
        return True
    good = True
    block: int | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        indent = _INDENT.match(line)
        lead = indent.group() if indent else ""
        if len(lead) == len(line):
            continue
        if block is not None and len(lead) > block:
            continue
        block = len(lead) if _BLOCK.search(line) else None
        good &= _check_indent(path, number, lead, findings)
        dropped = _DROPPED.match(line)
        if dropped:
            at = Place(path, number, dropped.end())
            message, remedy = "# 把后面的字变成了注释，会丢掉", "整段文字加引号；确是注释，就在 # 后面空一格"
            findings.add("E-COMMENT", at, "", message, remedy)
            good = False
        wide = _WIDE_KEY.match(line)
        if wide:
            _wide_colon(Place(path, number, wide.end()), wide.group(1), findings)
            good = False
    return good


def _wide_colon(place: Place, key: str, findings: Findings) -> None:
    remedy = f"改成半角冒号加空格：{key}: …"
    findings.add("E-FULLWIDTH-COLON", place, key, "键后面是全角冒号「：」", remedy)


def wide_colon_near(path: str, text: str, row: int, findings: Findings) -> bool:
    """Whether a list item, a {…} or a name just before a syntax error has a full-width colon, which explains it.

    Only asked after an error: an utterance may well begin with a key and that mark (- 单位：某厂).
    """
    lines = text.split("\n")
    for number in range(min(row, len(lines)), max(0, row - 3), -1):
        line = lines[number - 1]
        wide = _WIDE_ITEM.search(line)
        own = _WIDE_OWN.match(line)
        if own and not wide:
            _wide_colon(Place(path, number, own.end(1) + 1), own.group(1), findings)
            return True
        if wide:
            _wide_colon(Place(path, number, wide.end()), wide.group(1), findings)
            return True
    return False


def missing_space_near(path: str, text: str, row: int, findings: Findings) -> bool:
    """Whether a known key just before a syntax error lacks the space behind its colon, which explains it."""
    lines = text.split("\n")
    for number in range(min(row, len(lines)), max(0, row - 3), -1):
        tight = _TIGHT_KEY.search(lines[number - 1])
        if tight:
            place, key = Place(path, number, tight.end()), tight.group(1)
            findings.add("E-SYNTAX", place, key, "冒号后面没有空格", f"冒号后空一格：{key}: …")
            return True
    return False


def _check_indent(path: str, number: int, lead: str, findings: Findings) -> bool:
    for column, char in enumerate(lead, start=1):
        if char == "\t":
            findings.add("E-TAB", Place(path, number, column), "", "用了制表符缩进", "缩进用两个空格")
            return False
        if char not in " \r":
            place = Place(path, number, column)
            findings.add("E-FULLWIDTH-SPACE", place, "", "用了全角或特殊空格缩进", "缩进用两个半角空格")
            return False
    return True
