"""How much each channel of evidence counts, and what is left of it when only the sound is right."""

from __future__ import annotations

from collections.abc import Iterable

from bot.language.sight import Seen

_SCALE = {"p": 0.6, "w": 1.2, "W": 0.8, "m": 2.0, "s": 1.6, "n": 0.7}
_RUN_SCALE = (0.0, 0.4, 1.0, 1.0)
"""By length: one character says little."""


def scale(name: str) -> float:
    """How much one bit of evidence counts before training."""
    if name[0] == "c":
        return _RUN_SCALE[len(name) - 1]
    return _SCALE[name[0]]


def by_sound(seen: Iterable[Seen]) -> list[str]:
    """The names as they would be had every character been mistaken for one that sounds alike."""
    heard = []
    for one in seen:
        if one.name[0] == "c":
            continue
        figure = one.name.startswith("mF:")
        heard.append(f"s{one.name[1:]}" if one.name[0] == "m" and not figure else one.name)
    return heard
