"""What must keep going right, tried with a changed library: written cases, conversations, labelled questions.

What went wrong before the change already is not held against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.desk.apart import Progress, Tell, Watch, run_apart
from bot.desk.build import build
from bot.desk.evaluating import read_questions
from bot.desk.overview import try_cases
from bot.desk.talk import Snapshot
from bot.desk.trial import Broken, broken_with
from bot.language.cache import FolderCache
from bot.language.evaluate import Judged, Question, judge
from bot.model.errors import BadFacts
from bot.model.understanding import Hint, Outcome

TRANSCRIPTS = Path("tests/transcripts")
QUESTIONS = Path("tests/evaluation")
HELD = "-held"
"""Question files whose name ends so are kept for reports: nobody may look at their questions one by one."""

EVERY = 20
"""So many questions or conversations between two words about how far it is."""


@dataclass(frozen=True, slots=True)
class Exam:
    """What lies beside the content to try it with. Both may be empty: a county need not have them."""

    transcripts: Mapping[str, bytes]
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Shift:
    """A labelled question that was understood and would not be any more. The readings are measures, best first."""

    text: str
    wanted: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Wish:
    """A changed library to be tried. before: the files that are live, None to hold nothing in its favour.

    messages: what should be understood afterwards.
    """

    files: Mapping[str, bytes]
    before: Mapping[str, bytes] | None
    cache: Path
    exam: Exam
    on: date
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What trying out showed; all of it is new. readings: (message, measure or ""). gained: questions put right."""

    transcripts: tuple[Broken, ...] = ()
    cases: tuple[Broken, ...] = ()
    questions: tuple[Shift, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    gained: int = 0

    @property
    def good(self) -> bool:
        """Nothing that went right goes wrong."""
        return not (self.transcripts or self.cases or self.questions)


def read_exam(folder: Path) -> Exam:
    """The conversations and labelled questions beside the content; other files there are left out."""
    home = folder / TRANSCRIPTS
    found = {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(home.rglob("*.yaml"))}
    questions: list[Question] = []
    for file in sorted((folder / QUESTIONS).glob("*.jsonl")):
        if not file.stem.endswith(HELD):
            questions += _questions(file)
    return Exam(found, tuple(questions))


def _questions(file: Path) -> tuple[Question, ...]:
    """The questions of a file; none where it holds something else, such as labelled answers."""
    try:
        return read_questions(file.name, file.read_bytes())
    except BadFacts:
        return ()


def rehearse_apart(wish: Wish, watch: Watch) -> Rehearsal:
    """Try it in a process of its own; blocks, so call it in a thread. Raises Stopped."""
    return run_apart(rehearse, wish, watch)


def rehearse(wish: Wish, tell: Tell) -> Rehearsal:
    """Build from clean files, keep what was trained, try everything. Raises ContentError."""
    tell(Progress("训练例句"))
    cache = FolderCache(wish.cache)
    now, _ = build(wish.files, cache)
    old = build(wish.before, cache)[0] if wish.before is not None else None
    readings = []
    for message in wish.messages:
        read = now.library.understander.understand(message, Hint(wish.on))
        readings.append((message, read.matches[0].measure if read.matches else ""))
    cases = _cases(now, old, tell)
    transcripts = _transcripts(now, old, wish.exam.transcripts, tell)
    lost, gained = _shifts(now, old, wish, tell)
    return Rehearsal(transcripts, cases, lost, tuple(readings), gained)


def _cases(now: Snapshot, old: Snapshot | None, tell: Tell) -> tuple[Broken, ...]:
    """Written cases that come out otherwise than written, and did not before."""
    content = now.library.content
    before = old.library.content if old is not None else None
    if before is not None and (before.policies, before.facts) == (content.policies, content.facts):
        return ()
    broken: list[Broken] = []
    for at, (policy_id, policy) in enumerate(content.policies.items()):
        if at % EVERY == 0:
            tell(Progress("试算案例", at, len(content.policies)))
        wrong = [tried for tried in try_cases(now, policy) if not tried.right]
        earlier = before.policies.get(policy_id) if wrong and before is not None else None
        known = {one.case.name for one in try_cases(old, earlier) if not one.right} if old and earlier else set()
        for tried in wrong:
            if tried.case.name not in known:
                text = f"{policy.title}：该是{tried.expected}，算出{tried.came}{_amount(tried.amount)}"
                broken.append(Broken(tried.case.name, str(tried.case.place), text))
    return tuple(broken)


def _amount(view: Mapping[str, object] | None) -> str:
    if not view:
        return ""
    low, high = view["最低"], view["最高"]
    return f" {low}{view['单位']}" if low == high else f" {low}至{high}{view['单位']}"


def _transcripts(
    now: Snapshot, old: Snapshot | None, transcripts: Mapping[str, bytes], tell: Tell
) -> tuple[Broken, ...]:
    """Conversations that go wrong, and did not before."""
    broken = broken_with(now, transcripts, lambda at, of: tell(Progress("回放对话", at, of)))
    if not broken or old is None:
        return broken
    known = {(one.name, one.file) for one in broken_with(old, transcripts)}
    return tuple(one for one in broken if (one.name, one.file) not in known)


def _shifts(now: Snapshot, old: Snapshot | None, wish: Wish, tell: Tell) -> tuple[tuple[Shift, ...], int]:
    """Labelled questions that are not understood any more, and how many are understood that were not."""
    if old is None or old.library.content.intents == now.library.content.intents:
        return (), 0
    lost, gained = [], 0
    for at, question in enumerate(wish.exam.questions):
        if at % EVERY == 0:
            tell(Progress("核对标注问题", at, len(wish.exam.questions)))
        before = judge(old.library.understander, question, wish.on)
        after = judge(now.library.understander, question, wish.on)
        gained += after.helped and not before.helped
        if before.helped and not after.helped:
            shift = Shift(question.text, question.labels, _read(before), _read(after), after.outcome.value)
            lost.append(shift)
    return tuple(lost), gained


def _read(one: Judged) -> tuple[str, ...]:
    """What the question was taken for, best first."""
    if one.outcome is Outcome.FALLBACK:
        return ()
    return one.answered
