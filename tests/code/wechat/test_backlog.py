"""What is put off in a crowd: on record before it is promised, worked out when there is time, once and in order."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from bot.model.errors import StorageError
from bot.storage.deliveries import ASKED, SENT, WAITING
from bot.wechat import backlog
from bot.wechat.flights import Flights
from bot.wechat.late import LateAnswers
from bot.wechat.line import ROOM
from bot.wechat.tempo import Tempo
from tests.code.wechat.world import World, world

LATER = "给您留着"
PATIENT = Tempo(budget=30, drop=60)


@pytest.fixture
def never_calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is never time for what was put off."""

    async def never(_: Flights) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(Flights, "calm", never)


@contextmanager
def crowd() -> Iterator[None]:
    """Whoever comes in here is put off."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flights, "crowded", True)
        yield


async def worked_out(w: World, count: int) -> None:
    """Until so many late answers are noted."""
    deliveries = w.desk.store.deliveries
    while len(await deliveries.open(WAITING)) + len(await deliveries.open(SENT)) < count:  # noqa: ASYNC110 - no event
        await asyncio.sleep(0)


async def test_who_is_put_off_gets_the_answer_with_the_next_message(tmp_path: Path) -> None:
    """Promised at once, worked out once when there is time, kept, and said once."""
    async with world(tmp_path) as w:
        with crowd():
            assert await w.push(Content="补贴") == LATER
        await worked_out(w, 1)
        assert w.desk.asked == ["补贴"]
        assert len(w.webhook.backlog) == 0
        assert await w.push(Content="谢谢") == "补贴#1\n\n谢谢#2"
        assert await w.push(Content="再见") == "再见#3"


async def test_who_is_put_off_is_written_to_once(tmp_path: Path) -> None:
    """Where it can be sent, it is, and comes with no other message."""
    async with world(tmp_path, sender=True) as w:
        with crowd():
            assert await w.push(Content="补贴") == "正在查"
        await worked_out(w, 1)
        assert [sent["text"]["content"] for sent in w.platform.sent] == ["补贴#1"]
        assert await w.push(Content="谢谢") == "谢谢#2"


@pytest.mark.usefixtures("never_calm")
async def test_every_try_of_what_is_put_off_is_told_the_same(tmp_path: Path) -> None:
    """At the same time and afterwards, in the crowd and when it is over; it is on record once."""
    async with world(tmp_path, tempo=PATIENT) as w:
        message = w.platform.message("oA", Content="补贴")
        with crowd():
            shown = await asyncio.gather(*(w.platform.push(w.http, message) for _ in range(3)))
        shown.append(await w.platform.push(w.http, message))
        assert {each.text for each in shown} == {LATER}
        assert w.desk.asked == []
        assert len(await w.desk.store.deliveries.open(ASKED)) == 1


@pytest.mark.usefixtures("never_calm")
async def test_what_is_put_off_goes_before_what_comes_later(tmp_path: Path) -> None:
    """The same person's next message waits for it; all are answered in the order in which they were written."""
    async with world(tmp_path, sender=True, tempo=PATIENT) as w:
        with crowd():
            for text in ("一", "二"):
                assert await w.push(Content=text) == "正在查"
            await w.push("oB", Content="别人的")
        assert await w.push(Content="三") == "一#1\n\n二#2\n\n三#3"
        assert await w.push(Content="四") == "四#4"
        assert [each.messages for each in await w.desk.store.deliveries.open(ASKED)] == [("别人的",)]
    assert w.platform.sent == []


@pytest.mark.usefixtures("never_calm")
async def test_what_is_put_off_overtakes_nothing(tmp_path: Path) -> None:
    """A message that was in hand before is answered first, though its turn comes after the other was put off."""
    async with world(tmp_path, tempo=PATIENT) as w:
        w.webhook._clock = count(time.time()).__next__
        w.desk.gate = asyncio.Event()
        others = [asyncio.ensure_future(w.push(f"o{number}", Content="占着")) for number in range(ROOM)]
        while len(w.desk.asked) < ROOM:  # noqa: ASYNC110 - the desk has no event for it
            await asyncio.sleep(0)
        first = asyncio.ensure_future(w.push(Content="先"))
        while len(w.webhook.flights._flights) <= ROOM:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0)
        with crowd():
            assert await w.push(Content="后") == LATER
        w.desk.gate.set()
        await asyncio.gather(*others)
        assert await first == f"先#{ROOM + 1}"
        assert await w.push(Content="末") == f"后#{ROOM + 2}\n\n末#{ROOM + 3}"


@pytest.mark.parametrize("answered", [False, True])
async def test_a_promise_outlives_the_process(answered: bool, tmp_path: Path) -> None:
    """A process that died before it worked it out, or before it noted the answer, leaves it to the next: told once."""
    reached = asyncio.Event()

    async def never(*_: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(*((LateAnswers, "bring_all", never) if answered else (Flights, "calm", never)))
        async with world(tmp_path) as w:
            with crowd():
                await w.push(Content="补贴")
            await reached.wait()
    async with world(tmp_path) as again:
        await worked_out(again, 1)
        assert again.desk.asked == ([] if answered else ["补贴"])
        assert (await again.push(Content="在吗")).startswith("补贴#1\n\n在吗#")
        assert (await again.push(Content="在吗")).startswith("在吗#")


async def test_whose_time_is_up_in_the_line_is_put_off(tmp_path: Path) -> None:
    """In a crowd the first try is told instead of being left to come twice more; the answer follows once."""
    async with world(tmp_path) as w:
        w.desk.gate = asyncio.Event()
        others = [asyncio.ensure_future(w.push(f"o{number}", Content="占着")) for number in range(ROOM)]
        while len(w.desk.asked) < ROOM:  # noqa: ASYNC110 - the desk has no event for it
            await asyncio.sleep(0)
        shown = await w.platform.push(w.http, w.platform.message("oA", Content="挤"))
        assert (shown.text, shown.tries) == (LATER, 1)
        w.desk.gate.set()
        await asyncio.gather(*others)
        while w.desk.asked.count("挤") < 1 or len(w.webhook.backlog):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0)
        assert (await w.push(Content="好了吗")).startswith("挤#")
        assert w.desk.asked.count("挤") == 1


async def test_a_slow_answer_is_on_record_as_soon_as_it_is_promised(tmp_path: Path) -> None:
    """Not only in a crowd: whatever was promised is known to the next process."""
    async with world(tmp_path) as w:
        w.desk.gate = asyncio.Event()
        assert await w.push(Content="慢") == LATER
        assert [each.messages for each in await w.desk.store.deliveries.open(ASKED)] == [("慢",)]
        w.desk.gate.set()
        await w.webhook.flights.close()
        assert await w.desk.store.deliveries.open(ASKED) == ()
        assert await w.push(Content="好了吗") == "慢#1\n\n好了吗#2"


async def test_a_promise_that_fails_is_kept_all_the_same(tmp_path: Path) -> None:
    """Where the desk cannot answer, the person hears that; nobody waits for ever."""
    async with world(tmp_path) as w:
        with crowd():
            await w.push(Content="坏")
        await worked_out(w, 1)
        assert (await w.push(Content="好")).startswith("出了问题\n\n好#")


async def test_a_store_that_is_away_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be worked out because the database did not take it is tried again."""
    monkeypatch.setattr(backlog, "_AGAIN", 0.0)
    async with world(tmp_path) as w:
        answer, failed = w.desk.answer, asyncio.Event()

        async def away(*given: object) -> object:
            if failed.is_set():
                return await answer(*given)  # type: ignore[arg-type]  # handed on as they came
            failed.set()
            raise StorageError("away")

        w.desk.answer = away  # type: ignore[method-assign,assignment]
        with crowd():
            assert await w.push(Content="补贴") == LATER
        await worked_out(w, 1)
        assert w.desk.asked == ["补贴"]


@pytest.mark.usefixtures("never_calm")
async def test_a_promise_to_somebody_who_left_is_forgotten(tmp_path: Path) -> None:
    """Whoever unsubscribes takes along what was put off."""
    async with world(tmp_path) as w:
        with crowd():
            await w.push(Content="补贴")
        await w.push("oA", "event", Event="unsubscribe")
        assert await w.desk.store.deliveries.open(ASKED) == ()
        assert len(w.webhook.backlog) == 0
        assert await w.push(Content="回来了") == "回来了#1"


@pytest.mark.usefixtures("never_calm")
async def test_what_is_put_off_is_masked_on_record(tmp_path: Path) -> None:
    """No personal number is stored, however short the time."""
    async with world(tmp_path) as w:
        with crowd():
            await w.push(Content="我的身份证号142724199001011234能领吗")
        (asked,) = await w.desk.store.deliveries.open(ASKED)
        assert "19900101" not in asked.messages[0]
        assert asked.messages[0].endswith("能领吗")
