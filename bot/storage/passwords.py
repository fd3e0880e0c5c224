"""Passwords of the staff: only their Argon2id hashes are ever kept."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """The hash to store; slow on purpose (tens of milliseconds), so call it off the event loop."""
    return _HASHER.hash(password)


def verify_password(kept: str | None, password: str) -> bool:
    """Whether this is the password; for nobody's account it takes as long and is never right."""
    try:
        _HASHER.verify(kept or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


@lru_cache(maxsize=1)
def _nobody() -> str:
    """A hash to compare with where there is no account, so that time does not tell which names exist."""
    return _HASHER.hash("nobody")
