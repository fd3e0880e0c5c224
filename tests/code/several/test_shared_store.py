"""The database decides between processes, with no Redis to help: nothing twice, nothing over something newer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.desk.shared import SharedDesk
from bot.model.session import Session
from bot.storage.deliveries import DUE, WAITING, Delivery
from bot.storage.shared import Answered, Overtaken, SharedStore, open_shared
from bot.storage.tables import HANDOVERS, INBOX, JOURNAL
from bot.wechat.late import LateAnswers
from tests.code.library import NOW, snapshot
from tests.code.storage.test_store import entry

NOWHERE = "redis://127.0.0.1:1/0"


@pytest.fixture
async def stores(database: str, tmp_path: Path) -> AsyncIterator[tuple[SharedStore, SharedStore]]:
    """The store as two processes have it, while Redis is away."""
    pair = tuple(open_shared(database, tmp_path, "", redis=NOWHERE) for _ in range(2))
    yield pair[0], pair[1]
    for each in pair:
        await asyncio.to_thread(each.close)


Pair = tuple[SharedStore, SharedStore]


async def rows(store: SharedStore) -> tuple[int, int, int]:
    """How many answers, waiting messages and hand-overs there are."""
    counts = [select(func.count()).select_from(table) for table in (JOURNAL, INBOX, HANDOVERS)]
    found = await store.read(lambda connection: [connection.execute(each).scalar_one() for each in counts])
    return found[0], found[1], found[2]


async def test_nothing_newer_is_replaced(stores: Pair) -> None:
    """Of two that read the same session, or none, one writes; the other is told and leaves nothing behind."""
    for number in range(3):
        turns = [each.turn() for each in stores]
        read = [await each.load("u") for each in turns]
        assert read[0] == read[1]
        done = await asyncio.gather(
            *(
                turn.commit(Session("u", turns=10 * number + which), entry("u", 2 * number + which, doubt="unanswered"))
                for which, turn in enumerate(turns)
            ),
            return_exceptions=True,
        )
        assert sorted(type(each).__name__ for each in done) == ["NoneType", "Overtaken"]
        written = await stores[0].load("u")
        assert written is not None
        assert written.turns == 10 * number + done.index(None)
        assert (await rows(stores[1]))[:2] == (number + 1, number + 1)
    turn = stores[0].turn()
    await turn.load("u")
    await stores[1].erase("u")
    with pytest.raises(Overtaken):
        await turn.save(Session("u"))


async def test_a_message_is_on_record_once(stores: Pair) -> None:
    """Two processes that answered the same message: the second learns what the first answered, and changes nothing."""
    first, second = (each.turn() for each in stores)
    await first.load("u")
    await second.load("v")
    await first.commit(Session("u"), entry("u", 1))
    with pytest.raises(Answered) as done:
        await second.commit(Session("v"), entry("u", 1, reply=("另一个",), handover="asked", doubt="unanswered"))
    assert done.value.reply == await stores[1].answered(entry("u", 1).key) == entry("u", 1).reply
    assert await rows(stores[0]) == (1, 0, 0)
    assert await stores[0].load("v") is None


async def test_a_storm_on_two_desks_without_redis(stores: Pair) -> None:
    """Ten messages of one person, three tries each at both desks at once: each answered once, every turn counted."""
    desks = [SharedDesk(snapshot(), each, region="jishan") for each in stores]
    tries = [
        desk.answer("u", f"第{number}次：谢谢", NOW, "wechat", f"{number}/u")
        for number in range(10)
        for desk in (*desks, desks[0])
    ]
    answers = await asyncio.gather(*tries)
    for number in range(10):
        mine = answers[3 * number : 3 * number + 3]
        assert len({each.messages for each in mine}) == 1
        assert sorted(each.found for each in mine) == [False, True, True]
    session = await stores[0].load("u")
    assert session is not None
    assert session.turns == 10
    assert (await rows(stores[0]))[0] == 10


async def test_an_erased_person_is_not_answered_twice(stores: Pair) -> None:
    """The message that erased somebody gets its answer again at another process, and erases nothing newer."""
    desks = [SharedDesk(snapshot(), each, region="jishan") for each in stores]
    await desks[0].answer("u", "你好", NOW, "wechat", "1/u")
    erased = await desks[0].answer("u", "删除我的信息", NOW, "wechat", "2/u")
    await desks[1].answer("u", "你好", NOW, "wechat", "3/u")
    again = await desks[1].answer("u", "删除我的信息", NOW, "wechat", "2/u")
    assert again.found
    assert again.messages == erased.messages
    assert await stores[0].load("u") is not None


async def test_an_answer_leaves_one_way(stores: Pair) -> None:
    """Taken along by a try at another process it is not sent late; sent late it is not taken along."""
    one, other = (each.deliveries for each in stores)
    assert await one.fetch("1/u", "u") is not None
    assert await other.fetch("1/u", "u") is not None
    assert not await one.add(Delivery("1/u", "u", "oA", ("晚",)))
    assert await one.add(Delivery("2/u", "u", "oA", ("晚",)))
    assert not await other.add(Delivery("2/u", "u", "oA", ("晚",)))
    assert await other.fetch("2/u", "u") is None
    assert [each.key for each in await one.open(DUE)] == ["2/u"]


async def test_an_answer_that_broke_off_is_brought_unless_another_try_took_it(stores: Pair) -> None:
    """Of the tries that took it along only the last can find that it did not get through."""
    one, other = (each.deliveries for each in stores)
    late = Delivery("1/u", "u", "oA", ("晚",))
    number = await one.fetch("1/u", "u")
    assert number is not None
    assert not await other.bring_back(late, number - 1)
    assert await one.bring_back(late, number)
    assert await one.open(DUE) == (late,)


async def test_what_waited_is_said_before_one_message_and_again_to_its_retries(stores: Pair) -> None:
    """Words kept for the next message come with it wherever it is answered, with every retry of it, and never again."""
    one, other = (LateAnswers(each.deliveries, None, alone=False) for each in stores)
    await one.keep("k/u", "u", "oA", "坐席的话")
    assert other.waits("u")
    first, second = await asyncio.gather(one.collect("u", "1/u"), other.collect("u", "1/u"))
    assert first == second == ("坐席的话",)
    assert await other.collect("u", "2/u") == ()
    assert await one.collect("u", "1/u") == ("坐席的话",)
    assert await stores[0].deliveries.open(WAITING) == ()


async def test_a_signature_goes_with_one_body_everywhere(stores: Pair) -> None:
    """A captured plain signature serves no other body at another process either."""
    for each in stores:
        each.bindings.note("s", b"mine" if each is stores[0] else b"forged")
        assert await each.settle("s", b"mine")
    assert not await stores[1].settle("s", b"forged")


async def test_readiness_tells_of_the_database(stores: Pair) -> None:
    """A database that answers is fine; one that is gone is named, with what to do."""
    assert await stores[0].ping() == ""
