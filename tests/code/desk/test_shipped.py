"""A newer program over a county's own content: what the content cannot say yet is said as the program comes."""

from __future__ import annotations

import asyncio
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.tree import FOLDERS, read_tree
from bot.desk.build import BESIDE, read_folder
from bot.desk.cases import content_of
from bot.desk.curate import Curator
from bot.desk.differing_source import read_version
from bot.desk.preview import preview
from bot.desk.reload import Reloader
from bot.desk.service import Desk
from bot.desk.trial import inspect
from bot.model.errors import SettingsError
from bot.model.problems import Severity
from tests.code.library import NOW, snapshot

PATH = "replies/_system/unclear.j2"
DAY = NOW.date()


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """The content of a county from before the program learnt one wording, whose greeting is its own."""
    for folder in FOLDERS:
        shutil.copytree(BESIDE / folder, tmp_path / folder)
    (tmp_path / PATH).unlink()
    (tmp_path / "replies/_system/social-greet.j2").write_text("您好，这里是本县。\n", encoding="utf-8")
    return tmp_path


def curator(county: Path) -> Curator:
    """Edits of that content."""
    desk = Desk(snapshot(), None)  # type: ignore[arg-type]  # nobody talks here
    return Curator(desk, Reloader(desk, county, county / "cache"), county / "data")


def test_a_wording_that_is_missing_comes_from_the_program(county: Path) -> None:
    """An update without a look at the templates fails in front of nobody; what the county says itself stays."""
    files = read_folder(county)
    assert PATH not in read_tree(county)
    assert files[PATH] == (BESIDE / PATH).read_bytes()
    assert content_of(files).replies["_system/social-greet"].startswith("您好，这里是本县")
    _, problems = inspect(files, None)
    assert not [one for one in problems if one.severity is Severity.ERROR]


async def test_it_can_be_edited_and_taken_back(county: Path) -> None:
    """The editor shows the program's wording; what is saved is the county's own; undoing leads back."""
    here = curator(county)
    text = here.read(PATH)
    assert text.encode() == (BESIDE / PATH).read_bytes()
    change = here.history.save(PATH, f"{text}本县\n".encode(), "a", "改", datetime(2026, 11, 20, tzinfo=UTC))
    assert here.read(PATH).endswith("本县\n")
    await here.undo(change.id)
    assert here.read(PATH) == text
    assert not (county / PATH).exists()


async def test_what_keeps_an_edit_from_being_saved_comes_first(county: Path) -> None:
    """An error in another file is told before reminders about this one; reminders about others are left out."""
    facts = "knowledge/_facts.yaml"
    (county / "replies/_system/social-ok.j2").write_text("{{ 没有 }}", encoding="utf-8")
    here = curator(county)
    text = await asyncio.to_thread(here.read, facts)
    found = await preview(here, facts, text.replace("难度: 1", "难度: 2", 1), DAY)
    assert not found.ok
    assert found.problems[0].place.path == "replies/_system/social-ok.j2"
    assert {one.place.path for one in found.problems[1:]} <= {facts}
    assert [one.severity for one in found.problems].index(Severity.WARNING) == 1


def test_a_folder_without_content_is_none(tmp_path: Path) -> None:
    """What the program brings does not make an empty folder a version of the content."""
    with pytest.raises(SettingsError):
        read_version(str(tmp_path), tmp_path, None)
