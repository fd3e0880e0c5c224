"""Runs all benchmarks one after another and prints their tables: python -m tests.benchmarks [names].

Each runs in a process of its own, so that none warms another. One that lacks a tool from outside says
so in a line and is passed over; the exit status tells only whether one that could run failed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time

ALL = ("cold", "matching", "planner", "webhook", "overload", "fuzz", "lookup", "reload")
NEEDS = {"webhook": ("wrk", "apt-get install wrk")}
"""Programs that a benchmark cannot do without, and how to get them."""


def run(name: str) -> bool:
    """Whether the benchmark ran to its end, or could not run for want of a tool."""
    print(f"\n== {name}", flush=True)
    program, remedy = NEEDS.get(name, ("", ""))
    if program and shutil.which(program) is None:
        print(f"passed over: {program} is missing ({remedy})", flush=True)
        return True
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], check=False)  # noqa: S603 - our own module
    print(f"-- {name}: {'ok' if done.returncode == 0 else 'FAILED'}, {time.monotonic() - start:.0f} s", flush=True)
    return done.returncode == 0


def main(names: list[str]) -> None:
    """Run the named benchmarks, or all. Exit 2 for an unknown name, 1 when one failed."""
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(ALL)}")
        sys.exit(2)
    sys.exit(0 if all([run(name) for name in names or ALL]) else 1)  # noqa: C419 - all must run


if __name__ == "__main__":
    main(sys.argv[1:])
