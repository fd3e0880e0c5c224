"""Collects the YAML transcripts as ordinary test cases that fail without a traceback."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.cli.shelf import cache_folder
from bot.content.transcripts import read_transcripts
from bot.desk.build import BESIDE, build, read_folder
from bot.desk.playback import play
from bot.desk.talk import Snapshot
from bot.language.cache import FolderCache
from bot.model.transcripts import Transcript


@functools.cache
def snapshot() -> Snapshot:
    """The library of the checkout, built once a process."""
    built, _ = build(read_folder(BESIDE), FolderCache(cache_folder()))
    return built


class Mismatch(Exception):
    """A transcript went another way."""


class TranscriptItem(pytest.Item):
    """One conversation."""

    transcript: Transcript

    def runtest(self) -> None:
        """Play it back."""
        failures = play(self.transcript, snapshot())
        if failures:
            raise Mismatch("\n".join(str(failure) for failure in failures))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """File, line, said, wanted, came."""
        del style
        return str(excinfo.value)


class TranscriptFile(pytest.File):
    """One file of conversations."""

    def collect(self) -> Iterable[pytest.Item]:
        """Every conversation of the file; problems of the file itself are a failing case."""
        found, problems = read_transcripts({str(self.path): self.path.read_bytes()})
        if problems:
            raise self.CollectError("\n".join(str(problem) for problem in problems))
        for number, transcript in enumerate(found, 1):
            item = TranscriptItem.from_parent(self, name=f"{number} {transcript.name}")
            item.transcript = transcript
            yield item


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take the YAML files of this folder."""
    return TranscriptFile.from_parent(parent, path=file_path) if file_path.suffix == ".yaml" else None
