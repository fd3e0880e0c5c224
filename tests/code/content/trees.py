"""The small content trees the tests of the reader work on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.content.tree import read_tree
from bot.model.problems import Place

HERE = Path(__file__).parent


def good_tree() -> dict[str, bytes]:
    """A tree without any problem."""
    return read_tree(HERE / "good")


def good_texts() -> dict[str, str]:
    """The stored texts of the good tree's documents."""
    return {file.name: file.read_text(encoding="utf-8") for file in (HERE / "good" / "sources").iterdir()}


@dataclass(frozen=True, slots=True)
class BadTree:
    """The good tree with one fault put in. place: where the check must point."""

    code: str
    files: dict[str, bytes]
    place: Place


def bad_trees() -> Iterator[BadTree]:
    """Every seeded fault. bad/<CODE>/ holds the changed files; expected.txt says the place and what is deleted."""
    for folder in sorted((HERE / "bad").iterdir()):
        files = good_tree() | read_tree(folder)
        place = Place("")
        for line in (folder / "expected.txt").read_text(encoding="utf-8").splitlines():
            word, _, rest = line.partition(" ")
            if word == "deleted":
                del files[rest]
            elif word == "at":
                path, row, column = rest.rsplit(":", 2)
                place = Place(path, int(row), int(column))
        yield BadTree(folder.name, files, place)
