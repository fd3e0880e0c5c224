"""Figures say what happened: talks, where people left, and what they said was beside the point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import TableClause, column, select, table, text

from bot.desk.service import Desk
from bot.model.copying import replace
from bot.model.journal import JournalEntry
from bot.storage import migrations
from bot.storage.engine import HEAD, open_engine
from bot.storage.figures import Ledger
from bot.storage.store import open_store
from bot.storage.tables import JOURNAL
from bot.storage.tally import CHOICE, NONE_OF_THESE, Chosen, Counts, merged, tally
from tests.code.library import snapshot

DAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
AT = int(NOON.timestamp() * 1000)
HOUR = 3_600_000
IDLE = 2 * HOUR
LATER = AT + 9 * HOUR


@dataclass
class Line:
    """A row of the journal."""

    received: int = AT
    user: str = "a"
    act: str = "answer"
    measures: str = '["startup-subsidy"]'
    region: str | None = "jishan"
    verdicts: str = "{}"
    latency_us: int = 1000
    asked: str | None = ""
    heard: str | None = ""


ASKED = Line(act="ask", asked="经营时长")


def count(*lines: Line, chosen: Chosen | None = None, now: int = LATER) -> Counts:
    """The counts of one day."""
    return tally(lines, DAY, DAY, chosen or Chosen(), IDLE, now)


def test_where_people_leave_is_the_question_that_stayed_open() -> None:
    """A question that was answered is no place where somebody left; the last one without an answer is."""
    counts = count(ASKED, Line(AT + 1, act="ask", asked="带动就业人数"), Line(AT + 2, "b"))
    assert counts.left == {"带动就业人数": 1}
    assert counts.asked == {"经营时长": 1, "带动就业人数": 1}
    assert counts.stopped == {"startup-subsidy": 1}
    assert count(Line(act="choose")).left == {CHOICE: 1}


@pytest.mark.parametrize(
    "last",
    [
        [Line(act="answer", asked="经营时长")],
        [ASKED, Line(AT + 1, act="chitchat", asked="经营时长", heard="thanks")],
        [ASKED, Line(AT + 1, act="chitchat", asked="经营时长", heard="")],
        [ASKED, Line(AT + 1, act="chitchat", asked="", heard="bye")],
        [
            ASKED,
            Line(AT + 1, act="chitchat", asked="经营时长", heard="thanks"),
            replace(ASKED, received=AT + 2, heard="yes"),
        ],
        [ASKED, Line(AT + 1, act="handoff", heard="human")],
        [ASKED, Line(AT + 1, act="command", heard="cancel")],
        [ASKED, Line(AT + 1, act="answer", measures='["training"]', asked="学历")],
    ],
)
def test_who_has_what_was_wanted_has_not_left_half_way(last: list[Line]) -> None:
    """An answer with a question offered behind it, thanks, a goodbye or a person of the office: nobody was lost."""
    counts = count(*last)
    assert counts.left == {}
    assert counts.stopped == {}


@pytest.mark.parametrize(
    "last",
    [
        [ASKED],
        [ASKED, Line(AT + 1, act="chitchat", asked="经营时长", heard="abuse")],
        [ASKED, Line(AT + 1, act="fallback", asked="经营时长")],
        [ASKED, Line(AT + 1, act="answer", measures='["training"]', asked="经营时长")],
        [ASKED, Line(AT + 1, act="chitchat", asked="经营时长", heard="thanks"), replace(ASKED, received=AT + 2)],
        [Line(act="answer", asked="经营时长"), replace(ASKED, received=AT + 1, heard="yes")],
        [Line(act="screen", asked="经营时长")],
    ],
)
def test_who_goes_while_a_question_is_open_has_left(last: list[Line]) -> None:
    """A question that was being pursued stays open behind abuse, a failure or another answer, and after 好的 to it."""
    assert count(*last).left == {"经营时长": 1}


def test_questions_that_were_only_offered_are_not_counted_as_put() -> None:
    """The share of those who left is a share of the times at which the question was pursued."""
    assert count(Line(act="answer", asked="经营时长"), ASKED).asked == {"经营时长": 1}


async def test_talks_with_the_bot_are_counted_as_they_went(tmp_path: Path) -> None:
    """What people of the county really say: who thanks for an answer has not left, who stops answering has."""
    for said, left in (
        (("创业补贴能领多少", "谢谢"), {}),
        (("创业补贴能领多少",), {}),
        (("创业补贴能领多少", "开了一年多"), {"带动就业人数": 1}),
        (("创业补贴能领多少", "开了一年多", "知道了"), {}),
        (("创业补贴能领多少", "开了一年多", "转人工", "谢谢"), {}),
        (("我能享受哪些政策",), {"目前未就业": 1}),
    ):
        store = open_store("", tmp_path / said[-1] / str(len(said)), "")
        desk = Desk(snapshot(), store, region="jishan")
        for at, words in enumerate(said):
            await desk.answer("a", words, NOON + timedelta(minutes=at), "wechat")
        counts = await Ledger(store.read).count(DAY, DAY, NOON + timedelta(hours=9))
        assert counts.left == left, said
        store.close()


def test_days_taken_together_are_one_long_day() -> None:
    """What happened on several days adds up; somebody who came on each of them is one person."""
    lines = [Line(), replace(ASKED, received=AT + 24 * HOUR), Line(AT + 25 * HOUR, "b", act="choose")]
    counts = tally(lines, DAY, date(2026, 11, 23), Chosen(), IDLE, LATER + 99 * HOUR)
    whole = merged(counts.days.values())
    assert whole.acts == counts.acts
    assert whole.talks == sum(day.talks for day in counts.days.values()) == 3
    assert whole.people == {"a", "b"}


def test_a_talk_that_may_go_on_has_not_been_left() -> None:
    """Somebody who wrote a minute ago may still answer; after a long silence the same person begins a new talk."""
    assert count(ASKED, now=AT + 60_000).left == {}
    counts = count(ASKED, replace(ASKED, received=AT + 3 * HOUR))
    assert counts.left == {"经营时长": 2}
    assert counts.days[DAY].talks == 2


def test_complaints_count_for_the_answer_they_are_about() -> None:
    """都不是 after a choice and 答非所问 after an answer are told apart, and name the measure that was wrong."""
    wrong = Line(AT + 1, act="fallback", measures="[]", heard=NONE_OF_THESE)
    day = count(Line(), wrong).days[DAY]
    assert (day.refused, day.beside) == (0, 1)
    assert count(Line(), wrong).misled == {"startup-subsidy": 1}
    day = count(Line(act="choose"), wrong).days[DAY]
    assert (day.refused, day.beside) == (1, 0)
    assert count(wrong).misled == {}


def test_figures_can_be_narrowed() -> None:
    """One measure or region: its messages, its talks and its complaints only."""
    other = Line(AT, "b", measures='["training"]', region="xiangfen", asked="学历")
    counts = count(Line(), other, chosen=Chosen(measure="startup-subsidy"))
    assert counts.acts.total() == 1
    assert counts.left == {}
    assert count(Line(), other, chosen=Chosen(region="xiangfen")).regions == {"xiangfen": 1}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["answer", "ask", "choose"]), st.integers(0, 9))))
def test_numbers_agree_with_one_another(said: list[tuple[str, str, int]]) -> None:
    """Nobody leaves more often than asked; every talk begins and ends once; people are at most as many as talks."""
    at, lines = AT, []
    for user, act, pause in said:
        at += pause * HOUR // 4
        lines.append(Line(at, user, act, asked="学历" if act == "ask" else ""))
    counts = tally(lines, DAY, date(2026, 12, 31), Chosen(), IDLE, at + 9 * HOUR)
    assert all(counts.left[name] <= counts.asked[name] for name in counts.left)
    talks = sum(day.talks for day in counts.days.values())
    assert counts.left.total() <= talks
    assert counts.acts.total() == len(lines)
    assert len({line.user for line in lines}) <= talks


async def test_the_journal_keeps_what_was_asked_and_heard(database: str, tmp_path: Path) -> None:
    """What the desk writes down is counted; what was tried in the simulator only where it is wanted."""
    store = open_store(database, tmp_path, "")
    entry = JournalEntry("1/a", "a", "wechat", NOON, "能领多少", "ask", ("何时",), asked="经营时长", heard="greet")
    await store.commit(None, entry)
    await store.commit(None, replace(entry, key="2/b", user="b", channel="simulator"))
    ledger = Ledger(store.read)
    late = datetime.fromtimestamp(LATER / 1000, UTC)
    assert (await ledger.count(DAY, DAY, late)).left == {"经营时长": 1}
    assert (await ledger.count(DAY, DAY, late, Chosen(channel="simulator"))).acts.total() == 1
    store.close()


def _first_form() -> TableClause:
    """The journal as it was before it kept questions."""
    return table("journal", *(column(one.name) for one in JOURNAL.c if one.name not in ("asked", "heard")))


def test_a_database_of_the_first_form_keeps_its_journal(database: str, tmp_path: Path) -> None:
    """Whoever updates keeps every answer; the new columns are empty for them."""
    engine = open_engine(database, tmp_path)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(str(migrations.__file__)).parent))
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        row = {"key": "k", "user": "u", "channel": "web", "received": 1, "text": "x", "act": "ask", "latency_us": 1}
        connection.execute(_first_form().insert(), {**row, "measures": "[]", "verdicts": "{}", "reply": "[]"})
    engine.dispose()
    engine = open_engine(database, tmp_path)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
        assert connection.execute(select(JOURNAL.c.text, JOURNAL.c.asked)).one() == ("x", None)
    engine.dispose()
