"""Chance in training that belongs to what it is drawn for: one more example leaves the draws of all others alone.

Drawn from one generator in turn, every draw behind a new example would differ, and with it the reading of messages
that have nothing to do with the example.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_BITS = 24


def keys(texts: Iterable[str]) -> Keys:
    """A number for each text that follows from nothing but the text."""
    return np.array([zlib.crc32(text.encode("utf-8", "replace")) for text in texts], dtype=np.uint64)


def salt(seed: int, epoch: int) -> np.uint64:
    """What makes the draws of one epoch differ from those of the next."""
    return np.uint64(_mixed(np.array([seed * 1000 + epoch + 1], dtype=np.uint64) * _STEP)[0])


def batches(samples: Keys, size: int, salted: np.uint64) -> list[npt.NDArray[np.int64]]:
    """The places of the samples in batches of about that size, each sample in the batch that its own lot falls into.

    Were batches cut by counting, one more sample would move all behind it from their batch into the next.
    """
    lots = _mixed(samples ^ salted)
    order = np.argsort(lots, kind="stable")
    count = _round(max(1, len(samples) // size))
    width = (1 << 64) // count
    cuts = np.searchsorted(lots[order], np.array([number * width for number in range(1, count)], dtype=np.uint64))
    return [batch for batch in np.split(order, cuts) if len(batch)]


def _round(count: int) -> int:
    """The number with all but its first two digits nought, so that it seldom changes as examples are added."""
    digits = str(count)
    return int(digits[:2].ljust(len(digits), "0"))


def draws(evidence: Keys, samples: Keys, salted: np.uint64) -> npt.NDArray[np.float32]:
    """A number from 0 up to 1 for each piece of evidence of each sample."""
    mixed = _mixed((evidence * _STEP) ^ _mixed(samples ^ salted))
    return (mixed >> np.uint64(64 - _BITS)).astype(np.float32) / np.float32(1 << _BITS)


def _mixed(numbers: Keys) -> Keys:
    """Numbers without any likeness to those given (the last steps of splitmix64, by Vigna, public domain)."""
    mixed = (numbers ^ (numbers >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    return mixed ^ (mixed >> np.uint64(31))
