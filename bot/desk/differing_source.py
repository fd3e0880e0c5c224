"""Where a version of the content comes from: a folder, or a revision of the checkout the content lies in."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from bot.content.load import load_content
from bot.content.templates import check_templates
from bot.content.tree import FOLDERS, NOTES, read_tree
from bot.desk.build import content_folder
from bot.model.errors import ContentError, JiuyeError
from bot.model.library import Content
from bot.model.problems import Problem
from bot.replying.contract import DECLARED
from bot.replying.environment import taken_in, undeclared

GIT_SECONDS = 60


class NoVersion(JiuyeError):
    """A version of the content cannot be had; the text says why and what to do instead."""


def read_version(name: str, home: Path, git: str | None) -> Mapping[str, bytes]:
    """The content files of a folder, or of a revision of the checkout around `home`, by path.

    git: the path of the git command, None when this machine has none. Raises NoVersion.
    """
    folder = Path(name)
    if folder.is_dir():
        return read_tree(content_folder(folder))
    if git is None:
        raise NoVersion(
            f"没有「{name}」这个文件夹；要按版本号比较，这台机器上得有 git。"
            "可以把旧的内容另存一个文件夹，再比较两个文件夹。"
        )
    found = _git(git, home, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found is None:
        raise NoVersion(f"没有「{name}」这个文件夹，{home} 也没有这个版本（例如 HEAD~5）。")
    packed = _git(git, home, "archive", "--format=tar", found.decode().strip())
    if packed is None:
        raise NoVersion(f"版本「{name}」取不出来：{home} 要在版本库里。")
    return unpack(packed)


def unpack(packed: bytes) -> Mapping[str, bytes]:
    """The content files in a tar archive, by path."""
    files: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            hidden = any(part.startswith(".") for part in path.parts)
            held = archive.extractfile(member) if member.isfile() else None
            if held is not None and path.parts[0] in FOLDERS and path.suffix != NOTES and not hidden:
                files[member.name] = held.read()
    return files


def version(name: str, home: Path, git: str | None) -> Content:
    """The checked content of a version. Raises NoVersion, also when it has errors."""
    content, problems = load_content(read_version(name, home, git))
    if content is None:
        raise NoVersion(f"「{name}」的内容有错误，改好才能比较：\n{ContentError(problems)}")
    return content


def unusable(content: Content) -> tuple[Problem, ...]:
    """Why the program of today cannot say the wordings of a version; nothing when it can."""
    return check_templates(content.replies, DECLARED, undeclared, taken_in)


def _git(git: str, home: Path, *words: str) -> bytes | None:
    """What git answers in that folder, None when it fails."""
    try:
        done = subprocess.run(  # noqa: S603 - the command is found on the path, the revision is checked by git
            [git, "-C", str(home), *words], capture_output=True, check=False, timeout=GIT_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoVersion(f"git 没有答上来（{error}）：请改为比较两个文件夹。") from error
    return done.stdout if done.returncode == 0 else None
