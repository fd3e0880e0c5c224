"""Promises of content kept from the last time it was read."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from bot.content.load import load_content
from bot.desk.kept import Kept
from tests.code.content.trees import good_tree as files


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A folder that holds the small content."""
    found = Kept(tmp_path)
    content, problems = load_content(files())
    assert content is not None
    found.save(files(), (content, problems))
    return found


def test_the_same_files_come_back_as_they_were_read(kept: Kept) -> None:
    """What is kept equals what reading gives, and changes with any byte of any file."""
    assert kept.load(files()) == load_content(files())
    changed = {**files(), "intents/_acts.yaml": files()["intents/_acts.yaml"] + b"\n"}
    assert kept.load(changed) is None


def test_what_others_can_write_is_not_opened(kept: Kept, tmp_path: Path) -> None:
    """A file that another user may have written could run code; it is passed over."""
    (file,) = tmp_path.glob("content-*")
    file.chmod(0o666)
    assert kept.load(files()) is None


@pytest.mark.parametrize("data", [b"", b"junk", pickle.dumps(3), pickle.dumps(("no content", ()))])
def test_damage_is_no_fault(kept: Kept, tmp_path: Path, data: bytes) -> None:
    """A damaged file counts as absent."""
    (file,) = tmp_path.glob("content-*")
    file.write_bytes(data)
    assert kept.load(files()) is None
