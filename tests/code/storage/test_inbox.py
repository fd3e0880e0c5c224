"""What waits for officers, and why."""

from __future__ import annotations

from datetime import timedelta

from bot.model.copying import replace
from bot.model.journal import AMISS, NARROW, REFUSED, UNANSWERED, JournalEntry
from bot.storage.inbox import DISMISSED, NONE_OF_THESE, Inbox
from bot.storage.store import Store
from tests.code.library import NOW


def turn(number: int, text: str, act: str, **changes: object) -> JournalEntry:
    """One message of the person."""
    entry = JournalEntry(f"{number}", "u", "wechat", NOW + timedelta(minutes=number), text, act, ("好",))
    return replace(entry, **changes)  # type: ignore[arg-type]  # fields of the entry


async def said(store: Store, *turns: JournalEntry) -> Inbox:
    """A talk, and the inbox after it."""
    for one in turns:
        await store.commit(None, one)
    return Inbox(store.write, store.read)


async def test_a_refused_choice_outweighs_that_it_was_narrow(store: Store) -> None:
    """The same message waits once, under the graver reason, with what it was taken for."""
    inbox = await said(
        store,
        turn(1, "补贴", "choose", doubt=NARROW, measures=("ui-benefit", "training")),
        turn(2, "都不是", "fallback", heard=NONE_OF_THESE),
    )
    assert await inbox.gather() == 0
    (found,) = await inbox.in_state()
    assert (found.text, found.reason, found.read_as) == ("补贴", REFUSED, ("ui-benefit", "training"))


async def test_a_wrong_answer_comes_in_once(store: Store) -> None:
    """答非所问 brings the message before it, also when it is said twice; what was dismissed stays so."""
    inbox = await said(
        store,
        turn(1, "失业金", "answer", measures=("ui-benefit",)),
        turn(2, "答非所问", "fallback", heard=NONE_OF_THESE),
        turn(3, "答非所问", "fallback", heard=NONE_OF_THESE),
    )
    assert await inbox.gather() == 1
    (found,) = await inbox.in_state()
    assert (found.text, found.reason) == ("失业金", AMISS)
    await inbox.move((found.id,), DISMISSED)
    assert await inbox.gather() + await Inbox(store.write, store.read).gather() == 0
    assert await inbox.in_state() == ()


async def test_an_answer_that_was_not_understood_tells_what_was_asked(store: Store) -> None:
    """The officer sees that the message was meant as the answer to a question."""
    inbox = await said(store, turn(1, "刚弄上", "fallback", doubt=UNANSWERED, asked="经营时长"))
    (found,) = await inbox.in_state()
    assert (found.reason, found.asked) == (UNANSWERED, "经营时长")
