"""jiuye move: take the records of this installation along to another database."""

from __future__ import annotations

import click

from bot.cli.shelf import settings


@click.command("move", help="把现在的记录和账号全部搬进另一个空库，例如从 SQLite 搬到 PostgreSQL；先停服务。")
@click.argument("address", metavar="新库的地址")
def command(address: str) -> None:
    """Copy everything into the database at ADDRESS."""
    from bot.storage.moving import move

    found = settings()
    for name, rows in move(found.database_url, address, found.data_dir).items():
        click.echo(f"{name}\t{rows}")
    click.echo("搬好了。把 JIUYE_DATABASE_URL 设成新地址再启动；原来的库没有动。")
