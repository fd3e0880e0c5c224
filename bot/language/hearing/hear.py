"""Facts, places and answers in what citizens write."""

from __future__ import annotations

from datetime import date

from bot.model.facts import Facts
from bot.model.intents import Lexicon
from bot.model.places import Regions
from bot.model.understanding import Heard, Hint, Reply


class Hearing:
    """Reads facts, places, answers and personal data; built once for one snapshot of content."""

    def __init__(self, facts: Facts, regions: Regions, lexicon: Lexicon) -> None:
        self._facts = facts
        self._regions = regions
        self._lexicon = lexicon

    def hear(self, text: str, on: date) -> tuple[Heard, ...]:
        """Every fact that the message volunteers, on that day."""
        del text, on
        return ()

    def regions(self, text: str) -> tuple[tuple[str, ...], str | None]:
        """Slugs of the places named, and a place named that nothing is held about."""
        del text
        return (), None

    def reply(self, text: str, hint: Hint) -> Reply | None:
        """The message as the answer to what was asked or offered; None when it does not answer."""
        del text, hint
        return None

    def sensitive(self, text: str) -> tuple[str, ...]:
        """Kinds of personal data in the message."""
        del text
        return ()
