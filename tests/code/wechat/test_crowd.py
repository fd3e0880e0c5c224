"""More people than can be answered: they take turns, and who would wait in vain is told at once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from bot.model.door import Answer
from bot.wechat.flights import Flights
from bot.wechat.line import ROOM, ROUNDS, Line
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


async def test_how_long_the_line_is_shows_in_how_long_others_stood() -> None:
    """Nobody waits while there is room, however long it was before."""
    office = Office()
    line = Line(lambda: office.now)
    tasks = [asyncio.ensure_future(line.in_turn(office.work(number))) for number in range(ROOM + 1)]
    await asyncio.sleep(0)
    assert line.wait() == 0.0
    office.now, office.finish = 7.0, asyncio.Event()  # whoever comes in now stays
    tasks[0].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert line.wait() == 7.0
    tasks[-1].cancel()
    await asyncio.gather(tasks[-1], return_exceptions=True)
    assert line.wait() == 0.0
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_who_would_wait_in_vain_is_told_at_once_and_gets_the_answer_later() -> None:
    """Behind people who stood longer than all tries last, the first try ends at once; the answer follows once."""
    office = Office()
    flights = Flights(office.bring, STANDARD, lambda: office.now)
    for number in range(ROOM + 2):
        flights.start(f"{number}/u", "u", "o", office.work(number))
    await asyncio.sleep(0)
    office.now = STANDARD.hopeless + 1
    next(iter(flights._flights.values())).task.cancel()
    for _ in range(ROUNDS):
        await asyncio.sleep(0)
    last = flights.start("late/u", "u", "o", office.work(99))
    assert await flights.board(last) is None
    assert last.released
    office.finish.set()
    await flights.close()
    assert office.late.count("答99") == 1


async def test_nobody_in_a_crowd_sees_the_error_text(tmp_path: Path) -> None:
    """Hundreds at once: each is answered once, with what was made for them."""
    async with world(tmp_path, tempo=Tempo(budget=30, drop=60)) as w:
        said = [f"问{number}" for number in range(CROWD)]
        shown = await asyncio.gather(*(w.push(f"o{number}", Content=text) for number, text in enumerate(said)))
    assert [text.partition("#")[0] for text in shown] == said
    assert sorted(w.desk.asked) == sorted(said)
