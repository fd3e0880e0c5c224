"""What perturbation and leaving out have shown, for people to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.language.corpus import Text, measure_of

Pages = Mapping[str, str]
"""Text of files by name."""


@dataclass(frozen=True, slots=True)
class Loss:
    """So many questions right as written, and so many once each is spoiled in one way."""

    how: str
    plain: int
    spoiled: int
    of: int


@dataclass(frozen=True, slots=True)
class Broken:
    """An example that is read differently once spoiled."""

    how: str
    measure: str
    example: str
    spoiled: str
    heard: str


@dataclass(frozen=True, slots=True)
class Left:
    """Examples misread while left out of training, with what they are read as; of: how many were tried."""

    wrong: tuple[tuple[Text, str], ...]
    of: int


def loss_text(losses: Sequence[Loss], broken: Sequence[Broken]) -> str:
    """The loss of each kind of mistake, and the examples that break."""
    lines = ["打扰后首选正确（整句各改一处）："]
    for one in losses:
        share = 100.0 / one.of if one.of else 0.0
        lost = (one.plain - one.spoiled) * share
        lines.append(f"  {one.how} {one.spoiled * share:.1f}%，原句 {one.plain * share:.1f}%，差 {lost:.1f} 点")
    lines.append(f"改一处就认成别的事项的例句（{len(broken)}）：")
    lines += [f"  {one.how} {one.measure}→{one.heard}：{one.example} → {one.spoiled}" for one in broken]
    return "\n".join(lines)


def left_text(left: Left) -> str:
    """The examples that resemble those of another measure, most frequent confusions first."""
    pairs = Counter((measure_of(one.label), heard) for one, heard in left.wrong)
    lines = [f"轮流不参加训练时认成别的事项的例句（{len(left.wrong)}/{left.of}）："]
    for (said, heard), count in pairs.most_common():
        lines.append(f"  {said} 听成 {heard}：{count}")
        lines += [f"    {one.words}" for one, other in left.wrong if (measure_of(one.label), other) == (said, heard)]
    return "\n".join(lines)
