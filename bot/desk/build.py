"""From the officers' files to a library: read, check, and build the skills that answer from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.content.tree import FOLDERS, read_tree
from bot.desk.kept import Kept, Read
from bot.desk.talk import Snapshot
from bot.eligibility.engine import ExactEngine
from bot.language.cache import Cache
from bot.language.understand import build_understander
from bot.model.errors import ContentError, SettingsError
from bot.model.library import Content, Library
from bot.model.problems import Problem
from bot.replying.contract import NEEDED
from bot.replying.render import Replier

BESIDE = Path(__file__).resolve().parents[2]
"""Where the content lies in a checkout, and where the wheel puts jiuye_content."""


def content_folder(configured: Path | None) -> Path:
    """The content in force: the configured folder, the checkout's, or the one shipped with the package.

    Raises SettingsError for a configured folder that is not there or holds no content at all; what is lacking in one
    that does is told by the check.
    """
    if configured is not None:
        if not configured.is_dir():
            raise SettingsError(
                f"没有内容文件夹 {configured}：JIUYE_CONTENT_DIR 要写里面有 intents、knowledge、replies 的那个。"
            )
        if not any((configured / one).is_dir() for one in FOLDERS):
            raise SettingsError(f"「{configured}」里没有 {'、'.join(FOLDERS)} 这几个文件夹：要写装着它们的那个文件夹。")
        return configured
    return BESIDE if (BESIDE / "knowledge").is_dir() else BESIDE / "jiuye_content"


def read_folder(folder: Path) -> Mapping[str, bytes]:
    """All content files by path relative to the folder, with the program's own wording where one it needs is not there.

    So a program that has learnt to say more can be put over a county's content without failing in front of a citizen.
    """
    files = read_tree(folder)
    for path in (f"replies/{name}.j2" for name in sorted(NEEDED)):
        if path not in files and (own := shipped(path)):
            files[path] = own
    return files


def shipped(path: str) -> bytes:
    """A wording as it comes with the program, b"" if there is none."""
    file = content_folder(None) / path
    return file.read_bytes() if path.startswith("replies/") and file.is_file() else b""


def assemble(content: Content, cache: Cache | None) -> Snapshot:
    """Build the skills from checked content."""
    understander = build_understander(content.intents, content.facts, content.regions, cache)
    return Snapshot(Library(content, understander, ExactEngine(content)), Replier(content))


def build(
    files: Mapping[str, bytes], cache: Cache | None, kept: Kept | None = None
) -> tuple[Snapshot, tuple[Problem, ...]]:
    """A snapshot and the warnings of the content; kept: where it may have been read before.

    Raises ContentError with all problems.
    """
    known = kept.load(files) if kept else None
    content, problems = known or _read(files)
    if kept and not known:
        kept.save(files, (content, problems))
    return assemble(content, cache), problems


def _read(files: Mapping[str, bytes]) -> Read:
    # The reader takes a tenth of a second to load; what was read before does not need it.
    from bot.content.load import load_content

    content, problems = load_content(files)
    if content is None:
        raise ContentError(problems)
    return content, problems
