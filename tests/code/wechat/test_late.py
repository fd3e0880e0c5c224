"""Late answers and repeated tries over real connections: computed once, told once, in the order of the talk."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.wechat.tempo import Tempo
from tests.code.wechat.office import QUESTION, office
from tests.code.wechat.world import STORM, TEMPO, world


class Outbox(list[dict[str, Any]]):
    """What the platform was asked to deliver; filled: it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.filled = asyncio.Event()

    def append(self, message: dict[str, Any]) -> None:
        """One more."""
        super().append(message)
        self.filled.set()


async def test_retry_storm_is_computed_once_and_answered_alike(tmp_path: Path) -> None:
    """Thirty messages, three tries each at the same time and a slow desk: one computation and one answer a message."""
    async with world(tmp_path, tempo=Tempo(budget=30, drop=60)) as w:
        w.desk.gate = asyncio.Event()
        tries = []
        for number in range(STORM):
            message = w.platform.message(f"o{number % 7}", Content=f"问{number}")
            tries += [asyncio.ensure_future(w.platform.push(w.http, message)) for _ in range(3)]
        await w.desk.full.wait()
        w.desk.gate.set()
        shown = await asyncio.gather(*tries)
    assert len(w.desk.asked) == STORM
    for number in range(STORM):
        texts = {each.text for each in shown[3 * number : 3 * number + 3]}
        assert len(texts) == 1
        assert texts.pop().startswith(f"问{number}#")


async def test_retry_after_a_restart_is_answered_alike(tmp_path: Path) -> None:
    """A message answered by one process is answered by the next from the journal, without asking the desk."""
    async with world(tmp_path) as first:
        message = first.platform.message("oA", Content="补贴")
        before = await first.platform.push(first.http, message)
    async with world(tmp_path) as second:
        again = await second.platform.push(second.http, message)
        assert again.text == before.text == "补贴#1"
        assert second.desk.asked == []


async def test_slow_answer_waits_for_the_next_try(tmp_path: Path) -> None:
    """An answer that misses the first try is given to the second, and nothing is sent besides."""
    async with world(tmp_path, sender=True) as w:
        w.desk.gate = asyncio.Event()
        asyncio.get_running_loop().call_later(TEMPO.drop * 1.3, w.desk.gate.set)
        shown = await w.platform.push(w.http, w.platform.message("oA", Content="慢"))
        assert (shown.text, shown.tries, shown.fault) == ("慢#1", 2, False)
    assert w.platform.sent == []


async def test_too_slow_answer_is_promised_as_it_will_come(tmp_path: Path) -> None:
    """Where nothing can be sent actively, nobody is told that they will be written to."""
    async with world(tmp_path) as w:
        w.desk.gate = asyncio.Event()
        assert await w.push(Content="慢") == "给您留着"
        w.desk.gate.set()
        w.desk.gate = None
        await w.webhook.flights.close()  # until it is kept
        after = [await w.push(Content="好了吗") for _ in range(3)]
        assert [text.count("慢#1") for text in after] == [1, 0, 0]


async def test_too_slow_answer_is_sent_once(tmp_path: Path) -> None:
    """An answer that misses all tries goes out once through the customer-service interface."""
    async with world(tmp_path, sender=True) as w:
        w.desk.gate = asyncio.Event()
        message = w.platform.message("oA", Content="慢")
        shown = await w.platform.push(w.http, message)
        assert (shown.text, shown.tries, shown.fault) == ("正在查", 3, False)
        w.desk.gate.set()
        await w.webhook.flights.close()
        assert (await w.platform.push(w.http, message)).text == "正在查"
    assert [sent["text"]["content"] for sent in w.platform.sent] == ["慢#1"]
    async with world(tmp_path, sender=True) as again:
        assert (await again.platform.push(again.http, message)).text == ""
        assert again.desk.asked == []
    assert again.platform.sent == []


async def test_a_try_after_the_answer_was_sent_is_told_nothing(tmp_path: Path) -> None:
    """Who was sent the answer, as no further try came for it in time, is not told afterwards that it will come."""
    async with world(tmp_path, sender=True, tempo=Tempo(budget=0.25, drop=0.01)) as w:
        message = w.platform.message("oA", Content="慢")
        address, body = w.platform.request(message)
        w.platform.allowed.came(message)
        w.desk.gate, w.platform.sent = asyncio.Event(), (outbox := Outbox())
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await w.http.post(address, data=body)
        w.desk.gate.set()
        await outbox.filled.wait()
        assert (await w.platform.push(w.http, message)).raw == b"success"
    assert len(w.platform.sent) == 1


async def test_no_token_means_that_nothing_was_sent(tmp_path: Path) -> None:
    """Where the platform gives no token the answer was not sent for certain: it comes with the next message."""
    async with world(tmp_path, sender=True) as w:
        w.platform.faults["stable_token"] = [0.0] * 9
        w.desk.gate = asyncio.Event()
        await w.platform.push(w.http, w.platform.message("oA", Content="慢"))
    async with world(tmp_path) as w:
        assert await w.push("oA", Content="快") == "慢#1\n\n快#1"


async def test_kept_words_are_said_again_to_a_further_try(tmp_path: Path) -> None:
    """If the process dies with the reply that brought kept words, the next try brings them too, and no other."""
    async with world(tmp_path) as w:
        user = w.desk.store.pseudonym("wechat", "oA")
        await w.webhook.late.keep("k", user, "oA", "留着的话")
        message = w.platform.message("oA", Content="快")
        assert (await w.platform.push(w.http, message)).text == "留着的话\n\n快#1"
    async with world(tmp_path) as w:
        assert (await w.platform.push(w.http, message)).text == "留着的话\n\n快#1"
        assert await w.push("oA", Content="再") == "再#1"


@pytest.mark.parametrize("refusal", [None, 45015, 48001])
async def test_what_cannot_be_sent_comes_with_the_next_message(refusal: int | None, tmp_path: Path) -> None:
    """Without the interface, or when it refuses, the late answer precedes the next one; even after a restart."""
    async with world(tmp_path, sender=refusal is not None) as w:
        w.platform.faults["message/custom/send"] = [refusal] if refusal else []
        w.desk.gate = asyncio.Event()
        await w.platform.push(w.http, w.platform.message("oA", Content="慢"))
    async with world(tmp_path) as w:
        assert await w.push("oA", Content="快") == "慢#1\n\n快#1"
        assert await w.push("oA", Content="再") == "再#2"


async def test_send_without_answer_is_never_repeated(tmp_path: Path) -> None:
    """If the send is cut off it may have arrived: it is neither sent again nor told again."""
    async with world(tmp_path, sender=True) as w:
        w.platform.faults["message/custom/send"] = [0.0]
        w.desk.gate = asyncio.Event()
        await w.platform.push(w.http, w.platform.message("oA", Content="慢"))
    assert len(w.platform.sent) == 1
    async with world(tmp_path, sender=True) as w:
        assert await w.push("oA", Content="快") == "快#1"
    assert w.platform.sent == []


async def test_further_messages_of_an_answer_follow_once(tmp_path: Path) -> None:
    """What does not fit into the passive reply follows actively, in order and once, though the try is repeated."""
    async with world(tmp_path, sender=True) as w:
        w.desk.messages = ("一" * 600, "二" * 600)
        message = w.platform.message("oA", Content="长")
        for _ in range(2):
            assert (await w.platform.push(w.http, message)).text == "一" * 600
    assert [sent["text"]["content"] for sent in w.platform.sent] == ["二" * 600]


async def test_slow_answer_shows_that_it_is_being_written(tmp_path: Path) -> None:
    """An answer that takes longer than a moment is announced once, a quick one never."""
    tempo = Tempo(budget=4, drop=5, typing=0.5)
    async with office(tmp_path, tempo=tempo) as one:
        release, answer = asyncio.Event(), one.desk.answer

        async def slow(*given: object) -> object:
            await release.wait()
            return await answer(*given)  # type: ignore[arg-type]  # handed on as they came

        assert await one.push(QUESTION)
        assert one.platform.calls == []
        one.desk.answer = slow  # type: ignore[method-assign,assignment]
        pushing = asyncio.ensure_future(one.push(QUESTION))
        while "message/custom/typing" not in one.platform.calls:  # noqa: ASYNC110 - the stand-in has no event for it
            await asyncio.sleep(0)
        release.set()
        assert await pushing
        assert one.platform.calls.count("message/custom/typing") == 1
