"""The form of the threshold tables."""

from __future__ import annotations

from collections.abc import Mapping

Row = tuple[Mapping[str, object], str, int | None]
"""Facts that change (on: another day), the verdict's letter, and the sum; None where the text gives no figure."""
Block = tuple[str, str, Mapping[str, object], tuple[Row, ...]]
