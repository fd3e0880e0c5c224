"""What whoever installs the service does wrong is told in one Chinese sentence, before half a minute of reading."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app import make_app, sockets_at
from bot.cli.shelf import cache_folder
from bot.desk.build import BESIDE
from bot.model.errors import SettingsError
from bot.model.settings import load

ROOT = Path(__file__).resolve().parents[3]


def started(**settings: str) -> str:
    """What `jiuye serve` says when it does not start."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("JIUYE_")} | settings
    command = [sys.executable, "-m", "bot", "serve"]
    done = subprocess.run(command, env=given, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60)  # noqa: S603 - our own command
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_port_that_is_taken_is_told() -> None:
    """A second process started by mistake says so and ends; nothing says that it has started."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        told = started(PORT=str(other.getsockname()[1]))
    assert "已经有程序在用" in told
    assert "已启动" not in told


@pytest.mark.parametrize("port", ["0", "65536", "99999", "八零", "-1", ""])
def test_what_is_no_port_is_told(port: str) -> None:
    """A number too large would be listened to as quite another one."""
    assert "不是端口号" in started(PORT=port)


def test_an_address_of_another_machine_is_told() -> None:
    """The setting to mend is named."""
    with pytest.raises(SettingsError, match="JIUYE_HOST"):
        sockets_at("203.0.113.7", 8080)
    with pytest.raises(SettingsError, match="JIUYE_HOST"):
        sockets_at("no such host", 8080)


def test_every_address_of_a_name_is_listened_at() -> None:
    """Localhost may be two addresses; whoever opens either reaches the service."""
    taken = sockets_at("localhost", 0)
    assert {one.getsockname()[0] for one in taken} <= {"127.0.0.1", "::1"}
    for one in taken:
        one.close()


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file in its place, or a disk that is read only, names the setting."""
    (tmp_path / "file").write_text("")
    settings = load({"JIUYE_CONTENT_DIR": str(BESIDE), "JIUYE_DATA_DIR": str(tmp_path / "file" / "data")})
    with pytest.raises(SettingsError, match="JIUYE_DATA_DIR"):
        make_app(settings, cache_folder())


def test_a_content_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Not five missing files but the folder."""
    with pytest.raises(SettingsError, match="JIUYE_CONTENT_DIR"):
        make_app(load({"JIUYE_CONTENT_DIR": str(tmp_path / "nowhere")}), cache_folder())
