"""Measures a cold `jiuye ask`: a new process for every question, weights already in the cache.

Run: python -m tests.benchmarks.cold [times].
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

QUESTION = "失业金怎么领"
TARGET = 0.7
TIMES = 11


def once() -> float:
    """Seconds from start to end of one process."""
    start = time.perf_counter()
    command = [str(Path(sys.executable).parent / "jiuye"), "ask", QUESTION]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    return time.perf_counter() - start


def main(times: int = TIMES) -> None:
    """Print median, least and most; the first run, which may train, stands apart."""
    first = once()
    spent = sorted(once() for _ in range(times))
    print(f"jiuye ask, first {first:.2f} s; then {times} times: median {statistics.median(spent):.2f} s,")
    print(f"least {spent[0]:.2f} s, most {spent[-1]:.2f} s (target {TARGET} s)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
