"""What the README promises about settings and commands is complete."""

from __future__ import annotations

from pathlib import Path

from bot.cli.main import COMMANDS
from bot.model.settings import PREFIX, Settings

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_readme() -> None:
    """A county IT person finds every JIUYE_ variable in one table."""
    missing = [name for name in Settings.model_fields if f"`{PREFIX}{name.upper()}`" not in README]
    assert missing == []


def test_every_command_is_in_the_readme() -> None:
    """Every subcommand is shown at least once."""
    missing = [name for name in COMMANDS if f"jiuye {name}" not in README]
    assert missing == []
