"""What several processes need before they start, and what is said when it is not there."""

from __future__ import annotations

import builtins
import signal
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from bot.model.errors import SettingsError
from bot.storage.company import company
from bot.storage.fleet import open_fleet
from bot.storage.shared import open_shared
from bot.storage.store import open_store
from tests.code.several.servers import Process, RedisServer
from tests.code.storage.test_store import entry, full


def test_a_missing_client_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without redis-py the message names the command that brings it."""
    importing = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.split(".", maxsplit=1)[0] == "redis":
            raise ModuleNotFoundError(name)
        return importing(name, *rest)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(SettingsError, match=r"pip install -e '\.\[redis\]'"):
        open_fleet("redis://127.0.0.1", "ours")


def test_one_process_needs_no_redis() -> None:
    """The service as it is by default does not so much as import the client."""
    script = "import bot.app, sys; print('redis' in sys.modules)"
    import subprocess

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert done.stdout.strip() == "False"


async def test_a_process_of_another_installation_does_not_start(redis: RedisServer, tmp_path: Path) -> None:
    """One that has another key ends with a sentence that says which setting must be the same, and nothing else."""
    ours = open_shared("", tmp_path / "ours", "a key that is long enough", redis=redis.url)
    await ours.fleet.start()
    theirs = Process({"JIUYE_DATA_DIR": str(tmp_path / "theirs"), "JIUYE_REDIS_URL": redis.url})
    with pytest.raises(AssertionError, match="JIUYE_PSEUDONYM_KEY"):
        await theirs.start()
    assert await theirs.end(signal.SIGTERM) == 1
    assert not any("Traceback" in line for line in theirs.log), "".join(theirs.log)
    await ours.fleet.close()
    ours.close()


async def test_a_talk_goes_on_when_others_join(redis: RedisServer, database: str, tmp_path: Path) -> None:
    """Sessions written by one process alone, or before there were versions, are taken up by several, and back."""
    alone = open_store(database, tmp_path, "")
    await alone.commit(full("u"), entry("u"))
    alone.close()
    shared = open_shared(database, tmp_path, "", redis=redis.url)
    turn = shared.turn()
    assert await turn.load("u") == full("u")
    await turn.commit(full("u"), entry("u", 2))
    await turn.commit(full("u"), entry("u", 3))
    shared.close()
    again = open_store(database, tmp_path, "")
    assert await again.load("u") == full("u")
    assert await again.answered(entry("u", 3).key, 0.0) == entry("u", 3).reply
    again.close()


def test_a_database_from_before_gets_versions(tmp_path: Path) -> None:
    """The migration leaves what is there and counts it as written once."""
    store = open_store("", tmp_path, "")
    store.close()
    engine = create_engine(f"sqlite:///{tmp_path / 'jiuye.db'}")
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE sessions DROP COLUMN version"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0004'"))
        connection.execute(text("INSERT INTO sessions VALUES ('u', '{}', 1)"))
    open_store("", tmp_path, "").close()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version FROM sessions")).scalars().all() == [1]
    engine.dispose()


def test_who_is_alone_and_who_is_not_keep_apart(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """One that believes itself alone and several that know of one another never work on the same data."""
    both = (company(tmp_path, together=True), company(tmp_path, together=True))
    with both[0], both[1], pytest.raises(SettingsError, match="这个进程也要设"):
        company(tmp_path, together=False).__enter__()
    with company(tmp_path, together=False), pytest.raises(SettingsError, match="先停掉它"):
        company(tmp_path, together=True).__enter__()
    assert caplog.messages == []
    with company(tmp_path, together=False), company(tmp_path, together=False):
        assert "各记各的" in caplog.text


async def test_a_process_without_redis_does_not_join(tmp_path: Path) -> None:
    """A process whose setting was forgotten ends with a sentence that says which."""
    lone = Process({"JIUYE_DATA_DIR": str(tmp_path)})
    with company(tmp_path, together=True), pytest.raises(AssertionError, match="JIUYE_REDIS_URL"):
        await lone.start()
    assert await lone.end(signal.SIGTERM) == 1
