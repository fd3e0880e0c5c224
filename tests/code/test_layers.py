"""The shape of DESIGN.md section 1, held by tests: layers, size, empty packages, one importer a client."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
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
    "rapidfuzz": {"language"},
    "pypinyin": {"language"},
    "opencc": {"language"},
    "numpy": {"language"},
    "yaml": {"content"},
    "ruamel": {"content"},
    "jinja2": {"replying"},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "redis": {"storage"},
    "argon2": {"storage"},
    "click": {"cli"},
    "cryptography": {"wechat"},
    "prometheus_client": {"console"},
    "aiohttp": {"wechat", "console", "cli", "app"},
    "uvloop": {"app"},
    "pydantic": {"model"},
    "pydantic_core": {"model"},
    "orjson": {"storage", "wechat"},
    "multidict": {"wechat"},
    "wechatpy": {"wechat"},
    "msgspec": {"model", "dialogue", "desk", "storage", "wechat"},
}
"""Every third-party client and the packages that may import it; what is not named here nobody imports."""


def package(path: Path) -> str:
    """The part of bot a file belongs to."""
    return path.relative_to(BOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Dotted names imported anywhere in a file, in whatever way: also what `from bot import storage` may mean."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
            module = ".".join((*above, *([node.module] if node.module else ())))
            yield module
            yield from (f"{module}.{name.name}" for name in node.names)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("import bot.storage.store", "bot.storage.store"),
        ("from bot import storage", "bot.storage"),
        ("from bot.storage import store", "bot.storage.store"),
        ("from ..storage import store", "bot.storage.store"),
        ("from .. import storage", "bot.storage"),
        ("def late():\n    import redis", "redis"),
    ],
)
def test_no_way_of_importing_is_overlooked(
    line: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests below see every import, however it is written."""
    monkeypatch.setattr("tests.code.test_layers.ROOT", tmp_path)
    path = tmp_path / "bot" / "language" / "x.py"
    path.parent.mkdir(parents=True)
    path.write_text(line, encoding="utf-8")
    assert name in set(imports(path))


def test_there_is_something_to_look_at() -> None:
    """A folder that moved away would leave every test here with nothing to do."""
    assert {package(path) for path in FILES} - {"__init__"} == set(LEVELS)


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
    """A third-party client is imported by its owners only, and nobody imports one that has none."""
    for name in imports(path):
        client = name.split(".")[0]
        if client != "bot" and client not in sys.stdlib_module_names:
            assert package(path) in OWNERS.get(client, ()), f"{path} may not import {name}"


def test_every_client_named_here_is_used() -> None:
    """The table says what is so, and not what once was."""
    used = {(name.split(".")[0], package(path)) for path in FILES for name in imports(path)}
    assert {(client, owner) for client, owners in OWNERS.items() for owner in owners} - used == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_small_and_packages_empty(path: Path) -> None:
    """One idea a file: at most 250 lines; __init__ holds nothing."""
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= (0 if path.name == "__init__.py" else LONGEST)


def test_what_is_installed_is_used() -> None:
    """A county installs nothing that the program does not import; what only tests need is among the tools."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["redis"]]
    names = {re.split(r"[^a-z0-9.-]", line)[0] for line in wanted}
    called = {"argon2-cffi": "argon2", "pyyaml": "yaml", "ruamel.yaml": "ruamel"}
    imported = {name.split(".")[0] for path in FILES for name in imports(path)}
    assert {name for name in names if called.get(name, name.replace("-", "_")) not in imported} == set()


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


def test_every_fault_is_drawn_in_the_tree() -> None:
    """Whoever catches a fault finds it, and where it comes from, at the top of one file."""
    drawn = ast.get_docstring(ast.parse((BOT / "model" / "errors.py").read_text(encoding="utf-8"))) or ""
    kinds = {"JiuyeError"}
    classes = [
        (node.name, [base.id for base in node.bases if isinstance(base, ast.Name)])
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    while more := {name for name, bases in classes if name not in kinds and kinds & set(bases)}:
        kinds |= more
    assert [name for name in sorted(kinds) if not re.search(rf"\b{name}\b", drawn)] == []
