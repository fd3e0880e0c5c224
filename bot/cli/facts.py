"""What decide and screen share: their options, the facts file, and results in words for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from bot.cli.ask import DAY
from bot.desk import given as outside
from bot.model.errors import BadFacts, BadInput
from bot.model.library import Content
from bot.model.verdicts import Result
from bot.model.wording import show_day
from bot.replying.views import VERDICTS, amount_view, assumptions

Command = TypeVar("Command", bound=Callable[..., object])

FACTS = click.Path(path_type=Path)
MARKS = {True: "✓", False: "✗", None: "?"}


def facts_options(command: Command) -> Command:
    """--facts, --on and --json, the same for every command that decides from a file."""
    command = click.option("--json", "as_json", is_flag=True, help="输出 JSON。")(command)
    command = click.option("--on", type=DAY, default=None, help="按哪一天判断，默认今天。")(command)
    return click.option("--facts", "facts_file", type=FACTS, required=True, help="JSON 文件：{事实名: 值}。")(command)


def read_json(path: Path) -> Mapping[str, object]:
    """A facts file: one JSON object. Raises BadFacts."""
    try:
        given = outside.read_json(path.read_bytes())
    except FileNotFoundError as error:
        raise BadFacts(f"没有文件 {path}，请检查 --facts 后面的文件名") from error
    except OSError as error:
        raise BadFacts(f"--facts 要写一个能读的文件，{path} 读不了") from error
    except BadInput as error:
        raise BadFacts(f"{path} {error}") from error
    if not isinstance(given, dict):
        raise BadFacts(f'{path} 应当是一个 JSON 对象：{{事实名: 值}}，例如 {{"年龄": 22}}')
    return given


def in_words(result: Result, content: Content, on: date) -> Iterator[str]:
    """A result line by line: the sum, from or until which day, what is taken for granted, what is missing."""
    amount = amount_view(result.amount)
    if amount is not None:
        sums = [amount["最低"], amount["最高"]] if amount["最低"] != amount["最高"] else [amount["最高"]]
        ceiling = "最高" if amount["上限"] else ""
        line = f"，{amount['算式']}" if amount["算式"] else ""
        yield f"金额：{ceiling}{'到'.join(map(str, sums))}{amount['单位']}{line}"
    if result.left:
        yield result.left
    if result.from_day:
        yield f"从{show_day(result.from_day)}起时间条件就够了，还差{(result.from_day - on).days}天"
    if result.until_day:
        yield f"过了{show_day(result.until_day)}，时间条件就可能不够"
    if result.since:
        yield f"从{show_day(result.since)}起施行"
    if result.ended:
        successor = content.policies.get(result.successor)
        yield f"已于{show_day(result.ended)}到期" + (f"，接替的是{successor.title}" if successor else "")
    if result.instead_of:
        titles = "、".join(content.policies[name].title for name in result.instead_of)
        yield f"不能和{titles}同时享受，只能选一样"
    yield from assumptions(result, content)
    if result.missing:
        yield f"还要问：{'、'.join(result.missing)}"


def verdict_words(result: Result) -> str:
    """The verdict as officers write it, with its code."""
    return f"{VERDICTS[result.verdict.value]}（{result.verdict.value}）"
