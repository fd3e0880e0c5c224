"""Passwords: only the right one of an account that there is opens it."""

from __future__ import annotations

from bot.storage.passwords import hash_password, verify_password


def test_only_the_right_password_of_an_account_is_right() -> None:
    """Nobody's account takes no password, not even the one that is hashed in its place."""
    kept = hash_password("stimmt-12")
    assert verify_password(kept, "stimmt-12")
    assert not verify_password(kept, "stimmt-13")
    assert not verify_password(None, "nobody")
    assert not verify_password("no hash", "nobody")
