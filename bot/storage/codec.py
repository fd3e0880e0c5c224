"""Sessions as JSON and back.

Every field is checked on the way in, so that a row from an older version is either read whole or not at all.
"""

from __future__ import annotations

from typing import Any

from msgspec import DecodeError, convert, json

from bot.model.copying import replace
from bot.model.session import Session
from bot.storage.mask import mask

_ENCODER = json.Encoder()
_DECODER = json.Decoder(Session)


def dump(session: Session) -> str:
    """The session as JSON. Raises TypeError when a field holds what a session cannot."""
    return _ENCODER.encode(session).decode()


def parse(data: str | bytes) -> Session | None:
    """The session, or None when it was written in a form that is no longer understood."""
    try:
        return _DECODER.decode(data)
    except DecodeError:
        return None


def _masked(value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """The JSON value with every text in it masked."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [_masked(item) for item in value]
    if isinstance(value, dict):
        return {name: _masked(item) for name, item in value.items()}
    return value


def masked(session: Session) -> Session:
    """The session without personal numbers in any of its texts; the pseudonym itself may look like one."""
    return replace(convert(_masked(json.decode(dump(session))), Session), user=session.user)
