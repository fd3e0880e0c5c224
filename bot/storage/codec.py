"""Sessions as JSON and back.

orjson writes dataclasses by itself; pydantic checks every field on the way in, so that a row from an older
version is either read whole or not at all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson
from pydantic import TypeAdapter, ValidationError

from bot.model.session import Session
from bot.storage.mask import mask

_SESSION: TypeAdapter[Session] = TypeAdapter(Session)


def _plain(value: object) -> object:
    """Options are sets in memory and sorted lists in JSON."""
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} does not belong in a session")


def dump(session: Session) -> bytes:
    """The session as JSON. Raises TypeError when a field holds what a session cannot."""
    return orjson.dumps(session, default=_plain, option=orjson.OPT_NON_STR_KEYS)


def parse(data: str | bytes) -> Session | None:
    """The session, or None when it was written in a form that is no longer understood."""
    try:
        return _SESSION.validate_json(data)
    except ValidationError:
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
    clean = _masked(orjson.loads(dump(session)))
    return replace(_SESSION.validate_python(clean), user=session.user)
