"""Regions and the offices in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.model.problems import Place


@dataclass(frozen=True, slots=True)
class Office:
    """Where a county sends people; every field may be empty until the county fills it."""

    name: str
    phone: str = ""
    address: str = ""
    hours: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A place of the vocabulary.

    status: 现行 (a whole document in force), 报道 (newspaper pages only) or 上级 (no content of its own).
    aliases, towns: words that lead to it. ask: where in general to ask.
    """

    slug: str
    name: str
    parent: str | None
    status: str
    place: Place
    aliases: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    ask: str = ""
    offices: tuple[Office, ...] = ()


Regions = Mapping[str, Region]
