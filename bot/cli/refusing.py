"""What was typed wrongly on the command line, in Chinese: which option or argument, and how to write it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

_SAID = (
    (re.compile(r"(?:File|Directory|Path) '(.*)' does not exist\.?"), r"没有「\1」，检查路径"),
    (re.compile(r"File '(.*)' is a directory\.?"), r"「\1」是文件夹，要写文件"),
    (re.compile(r"Directory '(.*)' is a file\.?"), r"「\1」是文件，要写文件夹"),
    (re.compile(r"(?:File|Directory|Path) '(.*)' is not (?:readable|writable)\.?"), r"「\1」没有权限"),
    (re.compile(r"'(.*)' is not a valid (?:integer|float)\.?"), r"「\1」不是数字"),
    (re.compile(r"'(.*)' is not (?:one of )?('.*')\.?"), r"「\1」不行，只能写 \2"),
    (re.compile(r"Option '(.*)' requires an argument\.?"), r"\1 后面要写上值"),
    (re.compile(r"Option '(.*)' does not take a value\.?"), r"\1 后面不写值"),
    (re.compile(r"No such command '(.*?)'\.(?: Did you mean '(.*)'\?)?"), r"没有命令「\1」"),
    (re.compile(r"Got unexpected extra arguments? \((.*)\)\.?"), r"多写了「\1」：一个参数里有空格的，用引号括起来"),
)
"""What the library of the command line says in English, and the same in Chinese."""


def refused(error: click.ClickException) -> str:
    """One line for the person who typed the command."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    return _why(error) + (f"。写法见 {ctx.command_path} --help" if ctx else "")


def unusable(error: OSError) -> str:
    """One line about a file that cannot be read or written."""
    return f"{error.filename or '文件'} 读不了或写不了（{error.strerror or error}）：检查路径、权限和磁盘空间"


def _why(error: click.ClickException) -> str:
    if isinstance(error, click.MissingParameter):
        told = getattr(error.param, "help", None)
        return f"缺 {_name(error)}" + (f"：{told.rstrip('。')}" if told else "")
    if isinstance(error, click.NoSuchOption):
        near = f"，是不是 {'、'.join(error.possibilities)}" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}"
    if isinstance(error, click.BadParameter):
        return f"{_name(error)} 不能用：{_in_chinese(error.message)}"
    return _in_chinese(error.format_message())


def _in_chinese(message: str) -> str:
    """What the library says, as far as it is known; the rest as it is."""
    for english, chinese in _SAID:
        found = english.fullmatch(message.strip())
        if found:
            return found.expand(chinese).replace("', '", "、").replace("'", "")
    return message.rstrip("。.")


def _name(error: click.BadParameter) -> str:
    """The option or the argument as it is typed."""
    param = error.param
    if param is None:
        return str(error.param_hint or "参数")
    return param.opts[0] if isinstance(param, click.Option) else f"「{param.human_readable_name.rstrip('…')}」"


class ChineseHelp(click.HelpFormatter):
    """The frame of --help in Chinese; what stands in it comes from the commands."""

    SECTIONS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}  # noqa: RUF012 - never changed

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line: how the command is written."""
        words = args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 …")
        super().write_usage(prog, words, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """The title of a section."""
        super().write_heading(self.SECTIONS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options with what they mean."""
        super().write_dl([(name, _HELP.get(told, told)) for name, told in rows], col_max, col_spacing)


_HELP = {"Show this message and exit.": "显示这些说明。"}
