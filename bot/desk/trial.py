"""A changed library before it goes live: its checks, its skills, the conversations it would break.

Reading and checking run in a thread beside the answers. Training on changed examples takes longer and would slow
answers down, so it runs in a process of its own, which leaves its result in the cache that the thread then reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.load import load_content
from bot.content.transcripts import read_transcripts
from bot.desk.apart import Progress, Tell, Watch, run_apart
from bot.desk.build import build
from bot.desk.checking import template_problems
from bot.desk.playback import play
from bot.desk.talk import Snapshot
from bot.eligibility.engine import ExactEngine
from bot.language.cache import Arrays, FolderCache
from bot.language.corpus import HUMAN, NONE, OUT_OF_SCOPE, SMALL_TALK
from bot.language.trained import Trained as Weighed
from bot.language.trained import without
from bot.language.understand import Reader, build_understander
from bot.model.library import Content, Library
from bot.model.problems import Problem, Severity
from bot.replying.render import Replier

EVERY = 20
"""So many conversations between two words about how far it is."""

SHOWN = 200
"""Characters of a wrong answer that are shown; the rest rarely tells more."""


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
    """A conversation that goes another way than it must, or a case that comes out otherwise than written."""

    name: str
    place: str
    text: str

    @property
    def file(self) -> str:
        """The file it is written in; the line may move."""
        return self.place.partition(":")[0]


def inspect(files: Mapping[str, bytes], live: Content | None) -> tuple[Content | None, tuple[Problem, ...]]:
    """The content, None if anything is an error, and all problems. live: spares checking unchanged templates."""
    content, problems = load_content(files)
    if content is None:
        return None, problems
    if live is None or live.replies != content.replies:
        problems = tuple(sorted({*problems, *template_problems(content.replies)}))
    return (None if any(one.severity is Severity.ERROR for one in problems) else content), problems


def equip(content: Content, live: Snapshot | None, cache: Path) -> Snapshot:
    """Skills for checked content. Raises Untrained when `train` must run first."""
    if live is not None:
        known = live.library.content
        if (known.intents, known.facts, known.regions) == (content.intents, content.facts, content.regions):
            return Snapshot(Library(content, live.library.understander, ExactEngine(content)), Replier(content))
    understander = build_understander(content.intents, content.facts, content.regions, Trained(cache))
    return Snapshot(Library(content, understander, ExactEngine(content)), Replier(content))


def meanwhile(content: Content, live: Snapshot, cache: Path) -> Snapshot | None:
    """Skills for checked content before anybody has trained on it: its examples are known to the letter only.

    Questions about a measure that is gone are none of ours. None where that cannot be said: readings that are no
    measures of the county (out of scope, small talk, a person) are gone too.
    """
    reader = live.library.understander
    if not isinstance(reader, Reader):
        return None
    gone = {*reader.matcher.measures} - {NONE} - content.intents.measures.keys()
    if gone & {OUT_OF_SCOPE, SMALL_TALK, HUMAN}:
        return None
    known = without(Weighed(*reader.matcher.weights), gone)
    understander = build_understander(content.intents, content.facts, content.regions, FolderCache(cache), known)
    return Snapshot(Library(content, understander, ExactEngine(content)), Replier(content))


def broken_with(
    snapshot: Snapshot, transcripts: Mapping[str, bytes], tell: Callable[[int, int], None] | None = None
) -> tuple[Broken, ...]:
    """The transcripts that go wrong with this library, each with its first difference. tell: played, of how many."""
    broken = []
    read = read_transcripts(transcripts)[0]
    for at, transcript in enumerate(read):
        if tell is not None and at % EVERY == 0:
            tell(at, len(read))
        failures = play(transcript, snapshot, stop_early=True)
        if failures:
            one = failures[0]
            came = one.came if len(one.came) <= SHOWN else f"{one.came[:SHOWN]}……"
            broken.append(Broken(transcript.name, str(one.place), f"说：{one.said}\n要：{one.wanted}\n得：{came}"))
    return tuple(broken)


def train_apart(files: Mapping[str, bytes], cache: Path, watch: Watch) -> None:
    """Train on clean files in a process of its own and leave the result in the cache. Blocks. Raises Stopped."""
    run_apart(_train, (dict(files), cache), watch)


def _train(given: tuple[Mapping[str, bytes], Path], tell: Tell) -> None:
    tell(Progress("训练例句"))
    files, cache = given
    build(files, FolderCache(cache))
