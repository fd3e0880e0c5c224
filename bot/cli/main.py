"""The jiuye command: one subcommand a file, loaded only when it is called."""

from __future__ import annotations

import importlib
import sys

import click

from bot.cli.refusing import ChineseHelp, refused, unusable
from bot.model.errors import JiuyeError

COMMANDS = {
    "ask": "问一句，答一句",
    "chat": "一行一句，连着说",
    "decide": "按事实判断一项政策",
    "screen": "按事实筛查一个地区的全部政策",
    "new": "新地区、新政策的骨架",
    "check": "检查全部内容",
    "cases": "政策旁案例的覆盖、起草和变异测试",
    "explain": "一项政策的判断图和核对页",
    "handbook": "一个地区的政策口袋书",
    "diff": "两版内容有什么不同",
    "test": "回放对话",
    "eval": "在标注问题上量准确率",
    "calibrate": "从标注问题算出门槛",
    "wechat": "公众号的菜单和体检",
    "user": "工作台账号",
    "move": "把记录和账号搬到另一个数据库",
    "serve": "启动服务",
}


class Lazy(click.Group):
    """A group that imports a subcommand when it is asked for, so that one command does not pay for another."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of that name."""
        if cmd_name not in COMMANDS:
            raise click.UsageError(f"没有命令「{cmd_name}」；有：{'、'.join(COMMANDS)}", ctx)
        module = importlib.import_module(f"bot.cli.{cmd_name}")
        command = module.command
        if not isinstance(command, click.Command):
            raise TypeError(cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of subcommands without importing them."""
        del ctx
        with formatter.section("命令"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy)
def cli() -> None:
    """就业政策通：按文件回答就业政策问题。"""


def main() -> None:
    """Run the command line; faults are told in one line, without a traceback."""
    click.Context.formatter_class = ChineseHelp
    try:
        cli(standalone_mode=False)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        click.echo(refused(error), err=True)
        sys.exit(error.exit_code)
    except JiuyeError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        click.echo(unusable(error), err=True)
        sys.exit(1)
