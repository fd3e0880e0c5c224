"""What processes that answer for the same account agree on before they answer."""

from __future__ import annotations

from typing import Protocol


class Siblings(Protocol):
    """The processes together, as one of them sees them."""

    async def tries(self, key: str) -> int | None:
        """How often the message with this key was tried, this try included, at any of them; None: not known."""

    async def settle(self, signature: str, body: bytes) -> bool:
        """Whether a plain signature came with the body of this digest and with no other, at any of them; "" is fine."""
