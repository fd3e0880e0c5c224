"""More people than can be answered: they take turns, and who would wait in vain is told at once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from bot.model.door import Answer
from bot.wechat.flights import Flights
from bot.wechat.line import CALM, ROOM, Line
from bot.wechat.tempo import STANDARD, Tempo
from tests.code.wechat.world import world

CROWD = 3 * ROOM


@dataclass
class Office:
    """Works on what it is given until it is told to finish, and keeps count."""

    now: float = 0.0
    busy: int = 0
    most: int = 0
    begun: list[int] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    finish: asyncio.Event = field(default_factory=asyncio.Event)

    async def work(self, number: int) -> Answer:
        """One answer."""
        self.begun.append(number)
        self.busy += 1
        self.most = max(self.most, self.busy)
        await self.finish.wait()
        self.busy -= 1
        return Answer((f"答{number}",))

    async def bring(self, _key: str, _user: str, _person: str, messages: tuple[str, ...], _after: float = 0.0) -> None:
        """What reaches somebody later."""
        self.late += messages


async def test_a_crowd_is_taken_in_turn() -> None:
    """No more are worked on than there is room for, the others come in the order they came in."""
    office = Office()
    line = Line(lambda: office.now)
    tasks = [asyncio.ensure_future(line.in_turn(office.work(number))) for number in range(CROWD)]
    await asyncio.sleep(0)
    assert (len(office.begun), line.full) == (ROOM, True)
    office.finish.set()
    answers = await asyncio.gather(*tasks)
    assert office.most == ROOM
    assert office.begun == list(range(CROWD))
    assert [answer.messages for answer in answers] == [(f"答{number}",) for number in range(CROWD)]


async def test_how_long_the_line_is_shows_in_how_fast_others_were_begun() -> None:
    """As many as stand, at the pace of the last ones; nobody waits while there is room, however slow it was before."""
    office = Office()
    line = Line(lambda: office.now)
    assert line.wait() == 0.0
    tasks = [asyncio.ensure_future(line.in_turn(office.work(number))) for number in range(ROOM)]
    await asyncio.sleep(0)
    office.now = 4.0  # so many were begun in four seconds
    assert line.wait() == 4.0 / ROOM
    tasks += [asyncio.ensure_future(line.in_turn(office.work(number))) for number in range(ROOM - 1)]
    await asyncio.sleep(0)
    assert line.wait() == 4.0
    for task in tasks[ROOM - 1 :]:
        task.cancel()
    await asyncio.gather(*tasks[ROOM - 1 :], return_exceptions=True)
    assert line.wait() == 0.0
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_there_is_time_for_what_was_put_off_when_hardly_anybody_is_in_hand() -> None:
    """Not while people stand in line, nor while many are worked on."""
    office = Office()
    line = Line(lambda: office.now)
    calm = asyncio.ensure_future(line.calm())
    await calm
    tasks = [asyncio.ensure_future(line.in_turn(office.work(number))) for number in range(CALM + 1)]
    await asyncio.sleep(0)
    calm = asyncio.ensure_future(line.calm())
    await asyncio.sleep(0)
    assert not calm.done()
    tasks[0].cancel()
    await calm
    office.finish.set()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_who_would_wait_in_vain_is_to_be_told_so() -> None:
    """A crowd is one that is not worked off in half the time a try has; it is over when it is."""
    office = Office()
    flights = Flights(office.bring, STANDARD, lambda: office.now)
    for number in range(ROOM):
        flights.start(f"{number}/u", "u", "o", office.work(number))
    await asyncio.sleep(0)
    office.now = 1.0  # so many a second
    while not flights.crowded:
        number += 1
        flights.start(f"{number}/u", "u", "o", office.work(number))
        await asyncio.sleep(0)
    assert number + 1 - ROOM == ROOM * STANDARD.hopeless
    office.finish.set()
    await flights.close()
    assert not flights.crowded


async def test_who_is_taken_out_of_the_line_is_not_begun() -> None:
    """Only as long as it is not their turn; the tries that waited are told that the answer comes another way."""
    office = Office()
    flights = Flights(office.bring, STANDARD, lambda: office.now)
    first, *_, last = [flights.start(f"{number}/u", "u", "o", office.work(number)) for number in range(ROOM + 1)]
    waiting = asyncio.ensure_future(flights.board(last))
    await asyncio.sleep(0)
    assert not flights.withdraw(first)
    last.released = True
    assert flights.withdraw(last)
    assert flights.find(last.key) is None
    assert await waiting is None
    office.finish.set()
    await flights.close()
    assert sorted(office.begun) == list(range(ROOM))


async def test_nobody_in_a_crowd_sees_the_error_text(tmp_path: Path) -> None:
    """Hundreds at once: each is answered once, with what was made for them."""
    async with world(tmp_path, tempo=Tempo(budget=30, drop=60)) as w:
        said = [f"问{number}" for number in range(CROWD)]
        shown = await asyncio.gather(*(w.push(f"o{number}", Content=text) for number, text in enumerate(said)))
    assert [text.partition("#")[0] for text in shown] == said
    assert sorted(w.desk.asked) == sorted(said)
