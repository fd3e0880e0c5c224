"""What every door hands to the desk and what it gets back."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from msgspec import Struct


class Answer(Struct, frozen=True):
    """What the person reads, and what kind of answer it was.

    messages: one item a message, each at most 2048 bytes; may hold clickable links; none: say nothing.
    act: an ActKind value. transfer: the account of the agent who gets the talk ("" for any), None: nobody.
    handover: a person is wanted, so that the door keeps where this one can be reached.
    found: the message had been answered before, perhaps by another process, which sees to it that the answer arrives.
    """

    messages: tuple[str, ...]
    act: str = "answer"
    transfer: str | None = None
    handover: bool = False
    found: bool = False


class Answerer(Protocol):
    """The desk, as a door sees it."""

    async def answer(self, user: str, text: str, at: datetime, channel: str, key: str = "") -> Answer:
        """The answer to one message, released only once it is in the journal.

        user: a pseudonym, never the platform's id. at: an aware time. channel: wechat, simulator, console …
        key: what a retry of this message has in common with it, written to the journal; "" when there are no retries.
        """
