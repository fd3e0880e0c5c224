"""The platform in a terminal shows what a phone would."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.standin import FAULT, _play, command
from bot.model.errors import SettingsError
from bot.model.settings import load
from tests.code.wechat.office import office
from tests.code.wechat.test_kill import free_port

SETTINGS = {
    "JIUYE_WECHAT_TOKEN": "token",
    "JIUYE_WECHAT_AES_KEY": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    "JIUYE_WECHAT_APP_ID": "wxstandin",
}


async def test_lines_are_answered_as_on_a_phone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line goes the whole way through callback, seal and desk, and the reply is printed."""
    monkeypatch.setattr("sys.stdin", io.StringIO("失业金咋领\n\n转人工\n谢谢\n"))
    async with office(tmp_path) as one:
        await _play(load(SETTINGS), one.platform.callback, free_port(), "oA")
    shown = capsys.readouterr().out
    assert "【稷山县·失业保险待遇】" in shown
    assert "给您转人工" in shown
    assert "不客气" in shown


async def test_failure_is_shown_as_the_platform_shows_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nobody listens the person sees the platform's error text, after three tries."""
    monkeypatch.setattr("sys.stdin", io.StringIO("在吗\n"))
    await _play(load(SETTINGS), f"http://127.0.0.1:{free_port()}/wechat", free_port(), "oA")
    assert f"[{FAULT}]（3 次" in capsys.readouterr().out
    assert asyncio.all_tasks() == {asyncio.current_task()}


def test_token_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a token nothing could be signed, and that is said."""
    monkeypatch.delenv("JIUYE_WECHAT_TOKEN", raising=False)
    assert isinstance(CliRunner().invoke(command).exception, SettingsError)
