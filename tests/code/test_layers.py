"""The shape of DESIGN.md section 1, held by tests: layers, size, empty packages, one importer a client."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BOT = ROOT / "bot"
FILES = sorted(BOT.rglob("*.py"))
LONGEST = 250

LEVELS = {
    "model": 1,
    "content": 2,
    "language": 2,
    "eligibility": 2,
    "dialogue": 2,
    "replying": 2,
    "storage": 2,
    "desk": 3,
    "wechat": 4,
    "console": 4,
    "cli": 4,
    "app": 5,
    "__main__": 6,
}
ABOVE = {
    ("cli", "app"): "jiuye serve starts the application it is a command of",
    ("cli", "wechat"): "jiuye wechat works the account that the door belongs to",
}
"""The terminal may reach these; the reason stands beside each."""
OWNERS = {
    "wechatpy": {"wechat"},
    "rapidfuzz": {"language"},
    "pypinyin": {"language"},
    "opencc": {"language"},
    "yaml": {"content"},
    "ruamel": {"content"},
    "jinja2": {"replying"},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "redis": {"storage"},
    "click": {"cli"},
}


def package(path: Path) -> str:
    """The part of bot a file belongs to."""
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Dotted names imported anywhere in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_downwards(path: Path) -> None:
    """A module imports only from its own package or from a lower layer."""
    own = package(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "bot" or len(parts) < 2 or parts[1] == own or (own, parts[1]) in ABOVE:
            continue
        assert LEVELS[parts[1]] < LEVELS[own], f"{path}: {own} may not import {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_client_has_one_importing_package(path: Path) -> None:
    """A third-party client is imported by its owner only."""
    for name in imports(path):
        owners = OWNERS.get(name.split(".")[0])
        assert owners is None or package(path) in owners, f"{path} may not import {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_small_and_packages_empty(path: Path) -> None:
    """One idea a file: at most 250 lines; __init__ holds nothing."""
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= (0 if path.name == "__init__.py" else LONGEST)


def test_modules_have_no_import_cycle() -> None:
    """No module reaches itself by imports."""
    graph: dict[str, set[str]] = {}
    for path in FILES:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        graph[name] = {found for found in imports(path) if found.startswith("bot.")}

    def reaches(start: str, now: str, seen: set[str]) -> bool:
        for following in graph.get(now, ()):
            if following == start:
                return True
            if following not in seen:
                seen.add(following)
                if reaches(start, following, seen):
                    return True
        return False

    assert [name for name in graph if reaches(name, name, set())] == []
