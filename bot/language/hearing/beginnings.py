"""Where a long pattern may match: only at the characters it can begin with, which is looked for first.

Tried at every place of a text, a pattern of many alternatives takes most of the time to find nothing.
"""

from __future__ import annotations

import re


def next_match(begins: re.Pattern[str], pattern: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    """What searching for the pattern from a place finds; begins: one character that all its matches begin with."""
    while begun := begins.search(text, at):
        at = begun.start()
        found = pattern.match(text, at)
        if found is not None:
            return found
        at += 1
    return None
