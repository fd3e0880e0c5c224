"""The platform's side is not the door's own code."""

from __future__ import annotations

import pytest

from bot.wechat.counterpart import Counterpart
from bot.wechat.crypto import Seal, sign

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def test_both_sides_understand_each_other() -> None:
    """What one side seals the other opens, signatures included, also a message in Chinese."""
    door, other = Seal(KEY, "wxa"), Counterpart("token", KEY, "wxa")
    ciphertext, signature = other.seal("<xml>失业金</xml>".encode(), "1700000000", "n")
    assert door.open(ciphertext) == "<xml>失业金</xml>".encode()
    assert signature == sign("token", "1700000000", "n", ciphertext)
    assert other.sign("1700000000", "n") == sign("token", "1700000000", "n")
    reply = door.close("<xml>好</xml>".encode())
    parts = {"Encrypt": reply, "TimeStamp": "1700000001", "Nonce": "n"}
    parts["MsgSignature"] = sign("token", "1700000001", "n", reply)
    assert other.open(parts) == "<xml>好</xml>".encode()


@pytest.mark.parametrize("spoilt", ["MsgSignature", "TimeStamp", "Nonce", "Encrypt"])
def test_a_reply_that_is_not_the_accounts_own_is_refused(spoilt: str) -> None:
    """The stand-in shows the error text for a reply whose seal or signature does not fit, as the platform does."""
    other, reply = Counterpart("token", KEY, "wxa"), Seal(KEY, "wxa").close(b"<xml/>")
    parts = {"Encrypt": reply, "TimeStamp": "1700000001", "Nonce": "n"}
    parts["MsgSignature"] = sign("token", "1700000001", "n", reply)
    with pytest.raises(ValueError, match="not sealed"):
        other.open({**parts, spoilt: parts[spoilt][:-2] + "xx"})
    with pytest.raises(ValueError, match="not sealed"):
        Counterpart("token", KEY, "wxother").open(parts)
    with pytest.raises(ValueError, match="plain"):
        Counterpart("token").open(parts)
