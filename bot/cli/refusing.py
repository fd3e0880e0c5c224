"""What was typed wrongly on the command line, in Chinese: which option, and how to write it."""

from __future__ import annotations

import click


def refused(error: click.ClickException) -> str:
    """One line for the person who typed the command."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    return _why(error) + (f"。写法见 {ctx.command_path} --help" if ctx else "")


def _why(error: click.ClickException) -> str:
    if isinstance(error, click.MissingParameter):
        told = getattr(error.param, "help", None)
        return f"缺 {_name(error)}" + (f"：{told.rstrip('。')}" if told else "")
    if isinstance(error, click.NoSuchOption):
        near = f"，是不是 {'、'.join(error.possibilities)}" if error.possibilities else ""
        return f"没有选项 {error.option_name}{near}"
    if isinstance(error, click.BadParameter):
        missing = isinstance(error.param and error.param.type, click.Path) and "does not exist" in error.message
        return f"{_name(error)} 不能用：{'没有这个文件' if missing else error.message.rstrip('。.')}"
    return error.format_message().rstrip("。.")


def _name(error: click.BadParameter) -> str:
    """The option or the argument as it is typed."""
    param = error.param
    if param is None:
        return str(error.param_hint or "参数")
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name
