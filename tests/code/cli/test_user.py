"""The first account comes from a command, for machines without a browser."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from click.testing import CliRunner

from bot.cli.user import command
from bot.desk.accounts import Refused, Staff
from bot.storage import passwords
from bot.storage.accounts import Accounts
from bot.storage.store import open_store

NAME, PASSWORD = "laowang", "nine words of it"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A terminal on an empty data folder."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64))  # weak and quick
    return CliRunner(env={"JIUYE_DATA_DIR": str(tmp_path)})


def who_signs_in(home: Path, password: str) -> str:
    """The role of whom this password lets in; raises Refused."""

    async def enter() -> str:
        store = open_store("", home, "")
        try:
            _, account = await Staff(Accounts(store.write, store.read)).sign_in(NAME, password, "terminal")
        finally:
            store.close()
        return account.role

    return asyncio.run(enter())


def test_the_first_account_comes_from_a_command(run: CliRunner, tmp_path: Path) -> None:
    """Added on an empty machine, it lets in with its role; a new password replaces the old one."""
    add = ["add", NAME, "--role", "administrator"]
    made = run.invoke(command, add, input=f"{PASSWORD}\n{PASSWORD}\n")
    assert (made.exit_code, "建好了" in made.output) == (0, True)
    assert PASSWORD not in made.output
    assert who_signs_in(tmp_path, PASSWORD) == "administrator"
    assert run.invoke(command, ["password", NAME, "--password", "another long one"]).exit_code == 0
    assert who_signs_in(tmp_path, "another long one") == "administrator"
    assert f"{NAME}\t管理员" in run.invoke(command, ["list"]).output


@pytest.mark.parametrize("password", ["short", NAME])
def test_weak_passwords_are_refused_in_words(run: CliRunner, password: str) -> None:
    """The terminal refuses what the page refuses, in the same words, and makes no account."""
    made = run.invoke(command, ["add", NAME, "--role", "agent", "--password", password])
    assert isinstance(made.exception, Refused)
    assert "至少 8 位" in str(made.exception)
    assert NAME not in run.invoke(command, ["list"]).output
