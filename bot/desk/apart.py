"""Heavy work in a process of its own: it tells how far it is, it can be stopped, and it never runs for ever."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TypeVar

from bot.model.errors import JiuyeError

A = TypeVar("A")
R = TypeVar("R")

LIMIT = 600.0
"""Seconds after which work is given up; on a slow machine training on many examples takes a minute or two."""

_LOOK = 0.2
"""Seconds between two looks at whether the work was stopped."""

_NICE = 10
"""The process that answers goes first."""


class Stopped(JiuyeError):
    """The work was stopped before it was done, and nothing came of it; the text says why."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is. of: 0 while nobody can say how much there is to do."""

    stage: str
    done: int = 0
    of: int = 0


Tell = Callable[[Progress], None]


class Watch:
    """What a piece of work shares with those who wait for it; may be used from any thread."""

    def __init__(self, seconds: float = LIMIT, clock: Callable[[], float] = time.monotonic) -> None:
        self.progress = Progress("检查内容")
        self._seconds = seconds
        self._clock = clock
        self._begun = clock()
        self._stopped = False

    @property
    def seconds(self) -> int:
        """Whole seconds since it began."""
        return int(self._clock() - self._begun)

    def begin(self) -> None:
        """Count the time from now: what waited for other work is not late."""
        self._begun = self._clock()

    def tell(self, progress: Progress) -> None:
        """Say how far it is."""
        self.progress = progress

    def stop(self) -> None:
        """Ask the work to end without an outcome."""
        self._stopped = True

    def check(self) -> None:
        """Raises Stopped when somebody stopped the work or its time is over."""
        if self._stopped:
            raise Stopped("已取消，什么也没有改。")
        if self._clock() - self._begun > self._seconds:
            raise Stopped(f"试了 {int(self._seconds)} 秒还没有做完，停下了，什么也没有改。机器太忙的话，过一会儿再试。")


def run_apart(work: Callable[[A, Tell], R], given: A, watch: Watch) -> R:
    """The outcome of work done in a process of its own. Blocks, so call it in a thread. Raises Stopped.

    work: a function of a module, since the other process has to find it; what goes in and comes out is copied.
    """
    watch.check()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_inside, args=(theirs, work, given), daemon=True)
    process.start()
    theirs.close()
    try:
        return _await(ours, watch)
    finally:
        ours.close()
        process.terminate()
        process.join()


def _await(ours: Connection, watch: Watch) -> R:  # type: ignore[type-var]  # the outcome is whatever the work gives
    while True:
        watch.check()
        if not ours.poll(_LOOK):
            continue
        try:
            kind, told = ours.recv()
        except EOFError as error:
            raise Stopped("试的时候意外停了（多半是内存不够），什么也没有改。") from error
        if kind == "progress":
            watch.tell(told)
        elif kind == "done":
            outcome: R = told
            return outcome
        else:
            raise RuntimeError(told)


def _inside(theirs: Connection, work: Callable[[A, Tell], R], given: A) -> None:
    """In the other process: do the work and send what comes of it."""
    os.nice(_NICE)
    try:
        outcome = work(given, lambda progress: theirs.send(("progress", progress)))
    except Exception as error:  # noqa: BLE001 - told to the process that waits, which raises it
        theirs.send(("failed", repr(error)))
    else:
        theirs.send(("done", outcome))
