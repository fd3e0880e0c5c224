"""What the README promises about settings, commands and files is complete, and true."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import click
import pytest

from bot.cli.main import COMMANDS
from bot.model.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(path for path in (*ROOT.glob("*.md"), *ROOT.glob("*/*.md")) if ".venv" not in path.parts)
SAID = re.compile(r"(?:\.venv/bin/jiuye|`jiuye|^jiuye|运行 jiuye|重跑 jiuye) ([^#`\n，。；：）]*)", re.MULTILINE)
ALSO = re.compile(r"（?(--[a-z][a-z-]*)")
"""Options that the words behind a command name besides."""


def command(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that some words begin with, and the words behind it."""
    found: click.Command = importlib.import_module(f"bot.cli.{words[0]}").command
    rest = words[1:]
    while isinstance(found, click.Group) and rest and rest[0] in found.commands:
        found, rest = found.commands[rest[0]], rest[1:]
    return found, rest


def options(of: click.Command) -> set[str]:
    """All options of a command."""
    return {name for param in of.params if isinstance(param, click.Option) for name in (*param.opts, "--help")}


def test_every_setting_is_in_the_readme() -> None:
    """A county IT person finds every JIUYE_ variable in one table."""
    missing = [name for name in Settings.model_fields if f"`{PREFIX}{name.upper()}`" not in README]
    assert missing == []


def test_the_readme_names_no_setting_that_is_not() -> None:
    """A name copied from any page lets the service start."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    named = {name for page in PAGES for name in re.findall(r"\bJIUYE_[A-Z_]*[A-Z]\b", page.read_text(encoding="utf-8"))}
    groups = {f"{PREFIX}WECHAT"}
    """JIUYE_WECHAT_… stands for all that begin so."""
    assert named - known - groups == set()


def test_defaults_in_the_readme_are_those_of_the_program() -> None:
    """What the table says is so without a setting is so."""
    rows = re.findall(r"^\| `JIUYE_([A-Z_]+)` \| (.+?) \|", README, re.MULTILINE)
    told = {name.lower(): default.strip("`") for name, default in rows}
    wanted = {name: field.default for name, field in Settings.model_fields.items()}
    words = {"": "空", None: "空", "https://api.weixin.qq.com": "平台地址"}
    assert told == {name: words.get(default, str(default)) for name, default in wanted.items()}


def test_every_command_is_in_the_readme() -> None:
    """Every subcommand is shown at least once."""
    missing = [name for name in COMMANDS if f"jiuye {name}" not in README]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_and_options_on_a_page_exist(page: Path) -> None:
    """Whoever copies a line from a page runs a command that there is, with options that it has."""
    for line in page.read_text(encoding="utf-8").splitlines():
        for found in SAID.finditer(line):
            words = found[1].split()
            if not words or not words[0].isascii() or not words[0].isalpha():
                continue
            assert words[0] in COMMANDS, f"{page}: {line}"
            of, _ = command(words)
            named = {word.partition("=")[0] for word in words if word.startswith("--")}
            beside = line.partition("#")[2] if line.lstrip().startswith(".venv") else ""
            assert named | set(ALSO.findall(beside)) <= options(of), f"{page}: {line}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_files_and_make_targets_on_a_page_exist(page: Path) -> None:
    """Links lead somewhere, and every make target there is a word about can be made."""
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / target).exists(), f"{page}: {target}"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", text, re.MULTILINE):
        assert re.search(rf"^{''.join(target)}:", makefile, re.MULTILINE), f"{page}: make {''.join(target)}"
