"""What people read while nothing can be written: Chinese, what to do, and the policies all the same."""

from __future__ import annotations

import pytest

from bot.model.errors import StorageError
from tests.code.console.conftest import NAME, PASSWORD, Office


@pytest.fixture
async def full(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An agent is signed in when the disk becomes full."""
    await office.enter(NAME, "agent")

    async def refuse(*_: object, **__: object) -> None:
        raise StorageError("写入数据库失败：database or disk is full")

    monkeypatch.setattr(office.console.audit, "_write", refuse)
    monkeypatch.setattr(office.console.staff.accounts, "_write", refuse)
    monkeypatch.setattr(office.console.desk, "_store", _Away())
    return office


class _Away:
    """A store that can neither be read nor written."""

    async def load(self, user: str) -> None:
        """Fails as the store does."""
        raise StorageError(f"写入数据库失败：{user}")


async def test_policies_are_looked_up_with_a_full_disk(full: Office) -> None:
    """A caller on the line is answered; that it could not be noted is in the log."""
    assert (await full.get("/console/find?q=cybt"))[0] == 200
    status, text = await full.get("/console/card?policy=jishan/startup-subsidy&q=cybt")
    assert (status, "一次性创业补贴" in text) == (200, True)
    status, text = await full.post("/console/form", policy="jishan/startup-subsidy", region="jishan")
    assert status == 200


async def test_what_cannot_be_done_is_said_in_chinese(full: Office) -> None:
    """Not 「Server got itself in trouble」: what happened, that nothing was done, and who can mend it."""
    status, text = await full.post("/console/sign-in", name=NAME, password=PASSWORD)
    assert (status, "数据库现在用不了" in text) == (503, True)
    given = {"text": "失业金怎么领", "user": "x"}
    async with full.browser.post("/api/chat", json=given) as found:
        assert found.status == 503
        assert "过一会儿再试" in (await found.json())["error"]


async def test_a_fault_of_ours_is_said_in_chinese(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever breaks, the page says that nothing was done and the log has the trace."""
    await office.enter(NAME, "agent")
    monkeypatch.setattr(office.console.finders, "of", None)
    status, text = await office.get("/console/find?q=cybt")
    assert (status, "程序出错了" in text) == (500, True)
