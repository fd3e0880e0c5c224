"""jiuye user: accounts of the console, for whoever has the machine."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import click

from bot.cli.shelf import settings
from bot.desk.accounts import Role, Staff
from bot.storage.accounts import Accounts
from bot.storage.store import open_store

Deed = Callable[[Staff], Awaitable[None]]
ROLES = click.Choice([role.value for role in Role])


async def _with_staff(deed: Deed) -> None:
    """Open the configured database for one deed."""
    found = settings()
    store = await asyncio.to_thread(open_store, found.database_url, found.data_dir, found.pseudonym_key)
    try:
        await deed(Staff(Accounts(store.write, store.read)))
    finally:
        await asyncio.to_thread(store.close)


@click.group("user", help="工作台账号：建账号、改密码、看有谁。")
def command() -> None:
    """Accounts of the console."""


@command.command("add", help="建一个账号；不写 --password 就在终端里输入。")
@click.argument("name", metavar="用户名")
@click.option("--role", type=ROLES, required=True, help="agent 坐席，officer 政策干部，administrator 管理员。")
@click.option("--shown", default="", help="显示给同事看的名字。")
@click.password_option("--password", prompt="密码", confirmation_prompt="再输一遍", help="至少 8 位。")
def add(name: str, role: str, shown: str, password: str) -> None:
    """Create an account."""
    asyncio.run(_with_staff(lambda staff: staff.create(name, password, role, shown)))
    click.echo(f"建好了：{name}（{Role(role).shown}）")


@command.command("password", help="给一个账号换密码，并让它重新登录。")
@click.argument("name", metavar="用户名")
@click.password_option("--password", prompt="新密码", confirmation_prompt="再输一遍")
def password(name: str, password: str) -> None:
    """Set a password."""
    asyncio.run(_with_staff(lambda staff: staff.set_password(name, password)))
    click.echo(f"换好了：{name}")


@command.command("list", help="列出所有账号。")
def everybody() -> None:
    """List the accounts."""

    async def show(staff: Staff) -> None:
        for account in await staff.accounts.all():
            click.echo(f"{account.name}\t{Role(account.role).shown}\t{'' if account.active else '停用'}")

    asyncio.run(_with_staff(show))
