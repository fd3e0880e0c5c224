"""Playing back a transcript: what was said, what had to come back, what came back instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.content.fields_transcripts import ACTS
from bot.desk.talk import CHINA, Snapshot, Talked, talk
from bot.model.problems import Place
from bot.model.session import Session
from bot.model.transcripts import Expected, Transcript
from bot.replying.views import VERDICTS

_WORDS = {code: word for word, code in ACTS.items()}


@dataclass(frozen=True, slots=True)
class Failure:
    """One difference, for people: where, what was said, what was wanted, what came."""

    place: Place
    name: str
    said: str
    wanted: str
    came: str

    def __str__(self) -> str:
        return f"{self.place} {self.name}\n  说：{self.said}\n  要：{self.wanted}\n  得：{self.came}"


def play(transcript: Transcript, snapshot: Snapshot, *, stop_early: bool = False) -> tuple[Failure, ...]:
    """Play all exchanges and report every difference."""
    session = Session(user="transcript", region=transcript.region)
    at = datetime.combine(transcript.on, time(10), tzinfo=CHINA)
    failures: list[Failure] = []
    for exchange in transcript.exchanges:
        talked = talk(session, exchange.said, snapshot, at)
        session = talked.session
        for wanted, came in differences(exchange.expected, talked):
            failures.append(Failure(exchange.place, transcript.name, exchange.said, wanted, came))
        if failures and stop_early:
            break
    return tuple(failures)


def differences(expected: Expected, talked: Talked) -> Sequence[tuple[str, str]]:
    """Pairs of what was wanted and what came, one for every difference."""
    decision, reply = talked.decision, "\n".join(talked.messages)
    found: list[tuple[str, str]] = []
    if expected.act and expected.act != decision.act.value:
        found.append((f"动作 {_WORDS[expected.act]}", f"{_WORDS[decision.act.value]}：{reply}"))
    if expected.measures and not set(expected.measures) <= set(decision.measures):
        found.append((f"事项 {'、'.join(expected.measures)}", "、".join(decision.measures) or "没有认出事项"))
    if expected.region and expected.region != decision.region:
        found.append((f"地区 {expected.region}", str(decision.region)))
    if expected.asks is not None:
        asked = decision.ask.fact if decision.ask else ""
        if asked != expected.asks:
            found.append((f"问 {expected.asks or '不再问'}", asked or "没有问"))
    verdicts = {result.policy: VERDICTS[result.verdict.value] for result in decision.results}
    for policy, word in expected.verdicts.items():
        if verdicts.get(policy) != word:
            found.append((f"{policy} {word}", verdicts.get(policy, "没有结论")))
    found.extend((f"包含「{text}」", reply) for text in expected.has if text not in reply)
    found.extend((f"不含「{text}」", reply) for text in expected.lacks if text in reply)
    return found
