"""The gate: the platform's own vectors pass, everything else is refused with a reason."""

from __future__ import annotations

import base64
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto

from bot.model.errors import GateError, SettingsError
from bot.model.settings import load
from bot.storage.store import open_store
from bot.wechat.crypto import Seal, sign
from bot.wechat.gate import PLAIN_LIMIT, Gate, make_gate

TOKEN, KEY, APP = "AAAAA", "A" * 43, "wxba5fad812f8e6fb9"
SAMPLE_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
ENCRYPT = (
    "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsX"
    "UnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajA"
    "sjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04="
)
COMPAT = (
    "<xml><ToUserName><![CDATA[gh_10f6c3c3ac5a]]></ToUserName>"
    "<FromUserName><![CDATA[oyORnuP8q7ou2gfYjqLzSIWZf0rs]]></FromUserName><CreateTime>1409735668</CreateTime>"
    "<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{content}]]></Content><MsgId>6054768590064713728</MsgId>"
    "<Encrypt><![CDATA[hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6F8PG"
    "HQHFVAFmOD2LdJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+h6tEDYsVticbSnyU8dKO"
    "IbgU6ux5VTjg3yt+WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJ"
    "pXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9Ghg"
    "lF2PE=]]></Encrypt></xml>"
)
COMPAT_QUERY = (
    "signature=16120ec1b8dbb870f510d87ce6bc2463eae6ca1a&timestamp=1409735669&nonce=1320562132"
    "&encrypt_type=aes&msg_signature=5d197aaffba7e9b25a30732f161a50dee96bd5fa"
)


def gate(token: str, now: float, *seals: Seal) -> Gate:
    """A gate at a given moment."""
    return Gate(token, seals, clock=lambda: now)


def query(token: str, stamp: float, nonce: str = "7", **more: str) -> str:
    """A signed plain query."""
    stamp = int(stamp)
    return urlencode({"signature": sign(token, str(stamp), nonce), "timestamp": str(stamp), "nonce": nonce, **more})


def sealed(seal: Seal, message: bytes, token: str = TOKEN, stamp: int = 1000, nonce: str = "7") -> tuple[str, bytes]:
    """A signed query and the encrypted body."""
    ciphertext = seal.close(message)
    signature = sign(token, str(stamp), nonce, ciphertext)
    asked = urlencode({"timestamp": stamp, "nonce": nonce, "encrypt_type": "aes", "msg_signature": signature})
    return asked, f"<xml><Encrypt><![CDATA[{ciphertext}]]></Encrypt></xml>".encode()


def test_platform_vector_of_the_address_check() -> None:
    """The documented GET is answered with its echostr, character by character."""
    asked = (
        "signature=f464b24fc39322e44b38aa78f5edd27bd1441696&echostr=4375120948345356249"
        "&timestamp=1714036504&nonce=1514711492"
    )
    assert gate(TOKEN, 1714036504).challenge(asked) == "4375120948345356249"
    with pytest.raises(GateError, match="签名不符"):
        gate("other", 1714036504).challenge(asked)


def test_platform_vector_of_plain_mode() -> None:
    """The documented plain push, in JSON, passes."""
    asked = "signature=899cf89e464efb63f54ddac96b0a0a235f53aa78&timestamp=1714037059&nonce=486452656"
    body = b'{"ToUserName":"gh_97417a04a28d","MsgType":"event","Event":"debug_demo"}'
    opened = gate(TOKEN, 1714037059).open(asked, body)
    assert opened.is_json
    assert opened.fields["Event"] == "debug_demo"


def test_platform_vector_of_aes_mode() -> None:
    """The documented AES push opens; its padding is 19, more than a block of AES."""
    asked = (
        "signature=6c5c811b55cc85e0e1b54100749188c20beb3f5d&timestamp=1714112445&nonce=415670741"
        "&encrypt_type=aes&msg_signature=046e02f8204d34f8ba5fa3b1db94908f3df2e9b3"
    )
    body = f'{{"ToUserName":"gh_97417a04a28d","Encrypt":"{ENCRYPT}"}}'.encode()
    opened = gate(TOKEN, 1714112445, Seal(KEY, APP)).open(asked, body)
    assert opened.fields["FromUserName"] == "o9AgO5Kd5ggOC-bXrbNODIiE3bGY"
    assert opened.fields["CreateTime"] == "1714112445"
    assert opened.fields["debug_str"] == "hello world"


def test_platform_vector_of_an_encrypted_reply() -> None:
    """With the documented random bytes the reply's ciphertext and signature are the documented ones."""
    ciphertext = Seal(KEY, APP).close(b'{"demo_resp":"good luck"}', b"707722b803182950")
    assert ciphertext == "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=="
    assert sign(TOKEN, "1713424427", "415670741", ciphertext) == "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1"


@pytest.mark.parametrize("content", ["abcdteT", "<Encrypt>abcd</Encrypt>", "forged"])
def test_compat_mode_trusts_only_what_was_decrypted(content: str) -> None:
    """The platform's compat sample opens, and what stands in its plain part has no influence."""
    compat = gate("spamtest", 1409735669, Seal(SAMPLE_KEY, "wx2c2769f8efd9abc2"))
    opened = compat.open(COMPAT_QUERY, COMPAT.replace("{content}", content).encode())
    assert opened.fields["Content"] == "abcdteT"


def test_msg_signature_is_what_counts_in_aes_mode() -> None:
    """A good `signature` does not vouch for an encrypted body; a changed ciphertext is refused."""
    compat = gate("spamtest", 1409735669, Seal(SAMPLE_KEY, "wx2c2769f8efd9abc2"))
    for asked, body in (
        (COMPAT_QUERY.replace("5d197", "6d197"), COMPAT),
        (COMPAT_QUERY.replace("&msg_signature=", "&x="), COMPAT),
        (COMPAT_QUERY, COMPAT.replace("hyzAe4", "hyzAe5")),
        (COMPAT_QUERY.replace("msg_signature=5d197aaffba7e9b25a30732f161a50dee96bd5fa", "msg_signature=é"), COMPAT),
    ):
        with pytest.raises(GateError) as refused:
            compat.open(asked, body.encode())
        assert refused.value.status == 403


def test_plain_is_refused_once_a_key_is_set() -> None:
    """With an AES key a validly signed plain body is refused, and without one an encrypted body is."""
    body = b"<xml><MsgType>text</MsgType></xml>"
    with pytest.raises(GateError, match="不接受明文"):
        gate(TOKEN, 1000, Seal(KEY, APP)).open(query(TOKEN, 1000), body)
    with pytest.raises(GateError, match="不接受明文"):
        gate(TOKEN, 1000, Seal(KEY, APP)).open(query(TOKEN, 1000, encrypt_type="raw"), body)
    with pytest.raises(GateError, match="JIUYE_WECHAT_AES_KEY"):
        gate(TOKEN, 1000).open(*sealed(Seal(KEY, APP), body))


def test_captured_signature_serves_no_other_body() -> None:
    """A true retry passes again; the same signature with another body is refused; so is an old one."""
    plain = gate(TOKEN, 1000)
    asked = query(TOKEN, 1000)
    for _ in range(2):
        assert plain.open(asked, b"<xml><Content>a</Content></xml>").fields["Content"] == "a"
    with pytest.raises(GateError, match="重放"):
        plain.open(asked, b"<xml><Content>b</Content></xml>")
    for age in (-601, 601):
        with pytest.raises(GateError, match="时间"):
            plain.open(query(TOKEN, 1000 + age), b"<xml/>")


async def test_captured_signature_serves_no_other_body_after_a_restart(tmp_path: Path) -> None:
    """What a signature came with is known to the next process; a true retry passes there too, once old it is gone."""
    asked = query(TOKEN, time.time())
    store = open_store("", tmp_path, "")
    Gate(TOKEN, bindings=store.bindings).open(asked, b"<xml><Content>a</Content></xml>")
    store.close()
    store = open_store("", tmp_path, "")
    later = Gate(TOKEN, bindings=store.bindings)
    assert later.open(asked, b"<xml><Content>a</Content></xml>").fields["Content"] == "a"
    with pytest.raises(GateError, match="重放"):
        later.open(asked, b"<xml><Content>b</Content></xml>")
    await store.write(lambda connection: connection.execute(store.bindings.older_than(int(time.time() * 1000) + 1)))
    assert store.bindings.since(0) == {}
    store.close()


def test_previous_key_is_tried_and_answered_with() -> None:
    """During a change of keys both open, and the reply is sealed with the key that opened."""
    old, new = Seal(KEY, APP), Seal(SAMPLE_KEY, APP)
    both = gate(TOKEN, 1000, new, old)
    for seal in (old, new):
        opened = both.open(*sealed(seal, b"<xml><Content>x</Content></xml>"))
        assert opened.seal is not None
        reply = both.answer(opened, b"<xml/>").decode()
        ciphertext = reply.partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
        assert seal.open(ciphertext) == b"<xml/>"
    with pytest.raises(GateError, match="解不开"):
        gate(TOKEN, 1000, new).open(*sealed(old, b"<xml/>"))
    with pytest.raises(GateError, match="解不开"):
        both.open(*sealed(Seal(KEY, "wxother"), b"<xml/>"))


def test_body_limit_leaves_room_for_compat() -> None:
    """A body over the limit is refused with 413; encrypted ones may be three times as large."""
    with pytest.raises(GateError) as refused:
        gate(TOKEN, 1000).open(query(TOKEN, 1000), b"<" * (PLAIN_LIMIT + 1))
    assert refused.value.status == 413
    assert gate(TOKEN, 1000, Seal(KEY, APP)).limit == 3 * PLAIN_LIMIT


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "&&&",
        "timestamp=x&nonce=1&signature=1",
        "timestamp=1000&signature=1",
        "timestamp=1000&timestamp=1001",
        "a" * 5000,
    ],
)
def test_malformed_queries_are_client_errors(asked: str) -> None:
    """Whatever is missing or doubled in the query is a 4xx with a reason."""
    with pytest.raises(GateError) as refused:
        gate(TOKEN, 1000).open(asked, b"<xml/>")
    assert 400 <= refused.value.status < 500
    assert refused.value.reason


@given(st.binary(max_size=200))
def test_seal_agrees_with_an_independent_implementation(message: bytes) -> None:
    """What we seal another implementation opens, and the other way round."""
    other, ours = WeChatCrypto(TOKEN, SAMPLE_KEY, APP), Seal(SAMPLE_KEY, APP)
    stamp = str(int(time.time()))
    text = message.hex()
    sealed_by_other = other.encrypt_message(text, "1", stamp).partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
    assert ours.open(sealed_by_other) == text.encode()
    ciphertext = ours.close(text.encode())
    body = f"<xml><ToUserName>x</ToUserName><Encrypt>{ciphertext}</Encrypt></xml>"
    opened = other.decrypt_message(body, sign(TOKEN, stamp, "1", ciphertext), stamp, "1")
    assert (opened.decode() if isinstance(opened, bytes) else opened) == text


@given(st.binary(max_size=400))
def test_garbage_never_opens_and_never_breaks(data: bytes) -> None:
    """Any bytes in place of a ciphertext are refused quietly."""
    assert Seal(KEY, APP).open(base64.b64encode(data).decode()) is None
    assert Seal(KEY, APP).open(data.decode("latin-1")) is None


def test_settings_make_the_gate() -> None:
    """No token: no gate; an unusable key or a key without app id is said at the start."""
    assert make_gate(load({})) is None
    with pytest.raises(SettingsError, match="43"):
        make_gate(load({"JIUYE_WECHAT_TOKEN": "t", "JIUYE_WECHAT_AES_KEY": "short", "JIUYE_WECHAT_APP_ID": "a"}))
    with pytest.raises(SettingsError, match="APP_ID"):
        make_gate(load({"JIUYE_WECHAT_TOKEN": "t", "JIUYE_WECHAT_AES_KEY": KEY}))
    with pytest.raises(SettingsError, match="TOKEN"):
        make_gate(load({"JIUYE_WECHAT_AES_KEY": KEY}))
