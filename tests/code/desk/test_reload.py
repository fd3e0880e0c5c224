"""Hot reload and edits on a copy of the content."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.content.editing import CannotEdit
from bot.desk.apart import Watch
from bot.desk.build import build, read_folder
from bot.desk.curate import Curator, Deed
from bot.desk.history import CannotUndo
from bot.desk.reload import Reloader
from bot.desk.service import Desk
from bot.desk.talk import Snapshot
from bot.desk.trial import Untrained, meanwhile
from bot.language.cache import FolderCache
from bot.model.copying import replace
from bot.model.library import Content
from bot.model.understanding import Hint
from bot.storage.store import Store, open_store
from tests.code.library import NOW
from tests.small_content import ASKED, small_content

FILE = "knowledge/jishan/startup-subsidy.yaml"
DEED = Deed("officer", "改文字", NOW)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Trained weights, shared by the tests."""
    return tmp_path_factory.mktemp("cache")


class Place:
    """A desk with its content folder and its parts for changing it."""

    def __init__(self, home: Path, store: Store, cache: Path) -> None:
        self.content = small_content(home / "content")
        snapshot, _ = build(read_folder(self.content), FolderCache(cache))
        self.desk = Desk(snapshot, store)
        self.reloader = Reloader(self.desk, self.content, cache)
        self.curator = Curator(self.desk, self.reloader, home / "data")
        self.file = self.content / FILE
        self.text = self.file.read_text(encoding="utf-8")

    @property
    def summary(self) -> str:
        """What is live."""
        return self.desk.snapshot.library.content.policies["jishan/startup-subsidy"].summary


async def test_only_a_clean_library_goes_live_and_edits_can_be_taken_back(tmp_path: Path, cache: Path) -> None:
    """Broken: nothing changes, the line is told. Mended: live. Saved, refused and undone through the console too."""
    store = open_store("", tmp_path / "db", "")
    here = await asyncio.to_thread(Place, tmp_path, store, cache)
    await here.reloader.look()
    before, summary = here.desk.snapshot, here.summary
    await _broken_and_mended(here, summary)
    assert here.desk.snapshot is not before
    await _saved_and_undone(here)
    with pytest.raises(CannotEdit):
        await here.curator.accept(["一句话"], "no-such-measure", DEED, Watch())
    store.close()


async def _broken_and_mended(here: Place, summary: str) -> None:
    before = here.desk.snapshot
    line = next(at for at, one in enumerate(here.text.splitlines(), 1) if one.startswith("概述:"))
    here.file.write_text(here.text.replace("概述:", "概述："), encoding="utf-8")
    await here.reloader.look()
    assert here.desk.snapshot is before
    assert here.reloader.broken
    assert (FILE, line) in [(one.place.path, one.place.line) for one in here.reloader.problems]
    here.file.write_text(here.text.replace(summary, "改好了"), encoding="utf-8")
    await here.reloader.look()
    assert (here.summary, here.reloader.broken) == ("改好了", False)
    assert here.desk.snapshot.library.understander is before.library.understander


async def _saved_and_undone(here: Place) -> None:
    base = here.curator.read(FILE)
    refused = await here.curator.save(FILE, base.replace("性质: 待遇", "性质: 待玉"), base, DEED, Watch())
    assert not refused.done
    assert refused.problems[0].place.path == FILE
    stale = await here.curator.save(FILE, base.replace("改好了", "又改"), "something else", DEED, Watch())
    assert not stale.done
    assert here.curator.read(FILE) == base
    assert (await here.curator.save(FILE, base.replace("改好了", "又改"), base, DEED, Watch())).done
    assert here.summary == "又改"
    change = here.curator.history.all()[0]
    assert "+概述: 又改" in change.diff
    await here.curator.undo(change.id)
    assert here.summary == "改好了"
    with pytest.raises(CannotUndo):
        await here.curator.undo(change.id)


async def _settled(reloader: Reloader) -> None:
    """Look as the running service does until what is being trained on is live."""
    while reloader.training:
        await asyncio.sleep(0.05)
        await reloader.look()


async def test_new_examples_are_live_at_once_and_trained_on_beside(tmp_path: Path, cache: Path) -> None:
    """An example saved in the folder is understood to the letter at once; other edits go live meanwhile."""
    store = open_store("", tmp_path / "db", "")
    here = await asyncio.to_thread(Place, tmp_path, store, cache)
    await here.reloader.look()
    file = here.content / "intents" / "startup-subsidy.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}  - {ASKED}\n", encoding="utf-8")
    await here.reloader.look()
    assert here.reloader.training
    first = here.desk.snapshot.library.understander
    assert first.understand(ASKED, Hint(NOW.date())).matches[0].measure == "startup-subsidy"
    here.file.write_text(here.text.replace(here.summary, "改好了"), encoding="utf-8")
    await here.reloader.look()
    assert (here.summary, here.reloader.training) == ("改好了", True)
    await _settled(here.reloader)
    after = here.desk.snapshot.library.understander
    assert after is not first
    assert after.understand(f"{ASKED}呀", Hint(NOW.date())).ranked[0].measure == "startup-subsidy"
    assert here.summary == "改好了"
    store.close()


def _drop(content: Path, slug: str) -> None:
    """Delete a measure on disk with all that speaks of it."""
    for path in [*content.glob(f"intents/{slug}.yaml"), *content.glob(f"knowledge/*/{slug}*.yaml")]:
        path.unlink()
    for path in content.glob("intents/*.yaml"):
        text = path.read_text(encoding="utf-8")
        kept = [line for line in text.splitlines(keepends=True) if "句: " not in line or slug not in line]
        path.write_text("".join(kept).replace(f"{slug}, ", "").replace(f", {slug}", ""), encoding="utf-8")


async def test_a_measure_that_goes_is_gone_at_once(tmp_path: Path, cache: Path) -> None:
    """Questions about a measure deleted on disk are none of ours before anything is trained anew, and afterwards."""
    store = open_store("", tmp_path / "db", "")
    here = await asyncio.to_thread(Place, tmp_path, store, cache)
    await here.reloader.look()
    asked = "人力资源市场工资指导价是多少"
    assert _heard(here, asked) == "wage-guidance"
    _drop(here.content, "wage-guidance")
    await here.reloader.look()
    assert (here.reloader.broken, here.reloader.training) == (False, True), here.reloader.problems
    assert "wage-guidance" not in here.desk.snapshot.library.content.intents.measures
    assert _heard(here, asked) == "out-of-scope"
    answered = await here.desk.answer("a", asked, NOW, "web")
    assert answered.messages
    assert _heard(here, "一次性创业补贴怎么申请") == "startup-subsidy"
    await _settled(here.reloader)
    assert not here.reloader.training
    assert _heard(here, asked) != "wage-guidance"
    store.close()


def _heard(here: Place, text: str) -> str:
    return here.desk.snapshot.library.understander.understand(text, Hint(NOW.date())).ranked[0].measure


async def test_what_cannot_be_told_meanwhile_waits_for_training(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the old weights cannot stand in, all stays as it was until training ends; page and log can say so."""
    store = open_store("", tmp_path / "db", "")
    here = await asyncio.to_thread(Place, tmp_path, store, cache)
    await here.reloader.look()
    before, content = here.desk.snapshot, here.desk.snapshot.library.content
    fewer = {slug: one for slug, one in content.intents.measures.items() if slug != "out-of-scope"}
    changed = replace(content, intents=replace(content.intents, measures=fewer))
    assert meanwhile(changed, before, here.reloader.cache) is None
    seen = []

    def train(*_: object) -> None:
        seen.append((here.reloader.held, here.desk.snapshot is before))

    def equip(content: Content, *_: object) -> Snapshot:
        if not seen:
            raise Untrained("x")
        return Snapshot(replace(before.library, content=content), before.replier)

    for name, stand_in in (("meanwhile", lambda *_: None), ("train_apart", train), ("equip", equip)):
        monkeypatch.setattr(f"bot.desk.reload.{name}", stand_in)
    file = here.content / "intents" / "startup-subsidy.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}  - {ASKED}吧\n", encoding="utf-8")
    await here.reloader.look()
    assert seen == [(True, True)]
    assert "once training has ended" in caplog.text
    assert (here.reloader.held, here.reloader.training, here.desk.snapshot is before) == (False, False, False)
    store.close()
