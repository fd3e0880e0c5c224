"""Trying out a changed library before it goes live: checks, skills, and the conversations that must keep working.

Reading and checking run in a thread beside the answers. Training on changed examples takes longer and would slow
answers down, so it runs in a process of its own, which leaves its result in the cache that the thread then reads.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.load import load_content
from bot.content.templates import check_templates
from bot.content.transcripts import read_transcripts
from bot.desk.build import build
from bot.desk.playback import play
from bot.desk.talk import Snapshot
from bot.eligibility.engine import ExactEngine
from bot.language.cache import Arrays, FolderCache
from bot.language.understand import build_understander
from bot.model.library import Content, Library
from bot.model.problems import Problem, Severity
from bot.model.understanding import Hint
from bot.replying.contract import DECLARED
from bot.replying.environment import undeclared
from bot.replying.render import Replier

NICE = 10


class Untrained(Exception):
    """The cache does not hold what follows from these examples."""


class Trained:
    """A cache that refuses to let anything be trained in this process."""

    def __init__(self, folder: Path) -> None:
        self._kept = FolderCache(folder)

    def load(self, key: str) -> Arrays:
        """What was kept; raises Untrained when it was not."""
        found = self._kept.load(key)
        if found is None:
            raise Untrained(key)
        return found

    def save(self, key: str, arrays: Arrays) -> None:
        """Never reached, since nothing is made."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A conversation that goes another way than it must."""

    name: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What trying out showed. readings: what the new library makes of some messages: (message, measure or "")."""

    broken: tuple[Broken, ...]
    readings: tuple[tuple[str, str], ...]


def inspect(files: Mapping[str, bytes], live: Content | None) -> tuple[Content | None, tuple[Problem, ...]]:
    """The content, None if anything is an error, and all problems. live: spares checking unchanged templates."""
    content, problems = load_content(files)
    if content is None:
        return None, problems
    if live is None or live.replies != content.replies:
        problems = tuple(sorted({*problems, *check_templates(content.replies, DECLARED, undeclared)}))
    return (None if any(one.severity is Severity.ERROR for one in problems) else content), problems


def equip(content: Content, live: Snapshot | None, cache: Path) -> Snapshot:
    """Skills for checked content. Raises Untrained when `train` must run first."""
    if live is not None:
        known = live.library.content
        if (known.intents, known.facts, known.regions) == (content.intents, content.facts, content.regions):
            return Snapshot(Library(content, live.library.understander, ExactEngine(content)), Replier(content))
    understander = build_understander(content.intents, content.facts, content.regions, Trained(cache))
    return Snapshot(Library(content, understander, ExactEngine(content)), Replier(content))


def broken_with(snapshot: Snapshot, transcripts: Mapping[str, bytes]) -> tuple[Broken, ...]:
    """The transcripts that go wrong with this library, each with its first difference."""
    broken = []
    for transcript in read_transcripts(transcripts)[0]:
        failures = play(transcript, snapshot, stop_early=True)
        if failures:
            broken.append(Broken(transcript.name, str(failures[0].place), str(failures[0])))
    return tuple(broken)


def rehearse(
    files: Mapping[str, bytes], cache: Path, transcripts: Mapping[str, bytes], messages: tuple[str, ...], on: date
) -> Rehearsal:
    """Build from clean files, keep what was trained, play every transcript. Raises ContentError."""
    snapshot, _ = build(files, FolderCache(cache))
    readings = []
    for message in messages:
        read = snapshot.library.understander.understand(message, Hint(on))
        readings.append((message, read.matches[0].measure if read.matches else ""))
    return Rehearsal(broken_with(snapshot, transcripts), tuple(readings))


def _give_way() -> None:
    """Let the process that answers go first."""
    os.nice(NICE)


def rehearse_apart(
    files: Mapping[str, bytes], cache: Path, transcripts: Mapping[str, bytes], messages: tuple[str, ...], on: date
) -> Rehearsal:
    """The same in a process of its own; blocks, so call it in a thread."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _give_way) as apart:
        return apart.submit(rehearse, dict(files), cache, dict(transcripts), messages, on).result()
