"""Writes the READMEs of the content folders: python -m bot.content.write_readmes."""

from __future__ import annotations

from pathlib import Path

from bot.content.readme_tables import readme
from bot.content.tree import FOLDERS


def write_readmes(root: Path) -> None:
    """Bring the README.md of every content folder under a root up to date."""
    for folder in FOLDERS:
        (root / folder / "README.md").write_text(readme(folder), encoding="utf-8")


if __name__ == "__main__":
    write_readmes(Path(__file__).parents[2])
