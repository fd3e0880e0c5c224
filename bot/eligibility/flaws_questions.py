"""Questions that people on a phone cannot answer: two at once, in words of offices, too long, or not by heart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.eligibility.witness import Lens, granted, someone
from bot.model.conditions import Leaf, leaves
from bot.model.facts import Fact
from bot.model.policies import Policy
from bot.model.problems import Problem, Severity
from bot.model.wording import show_day

ROW, ROWS = 17, 14
"""Characters in a line of a chat bubble, and lines on a small phone above the keyboard, at the default type size."""
MARKS = "？?"
EXPLAINS = "就是"
LOOK_UP = 2
"""From this cost on a person must look it up, or would rather not say."""


def question_flaws(lens: Lens, on: date) -> Iterator[Problem]:
    """Flaws of the questions that policies lead to, each with somebody who is asked so."""
    for name, policy in _in_use(lens).items():
        fact = lens.content.facts.by_name[name]
        for text in dict.fromkeys((fact.question, fact.reask)):
            if sum(text.count(mark) for mark in MARKS) > 1:
                message = f"「{text}」一口气问了两件事，答一个“是”听不出答的哪件，{_asked(lens, policy, on)}"
                yield Problem(
                    fact.place, "W-TWO-QUESTIONS", name, message, "一次只问一件，另一件另立一个事实", Severity.WARNING
                )
        if fact.cost >= LOOK_UP and not fact.evidence.strip() and fact.ratio is None:
            message = f"「{fact.question}」要查一查才答得上，却没有写看哪张纸、问谁，{_asked(lens, policy, on)}"
            yield Problem(fact.place, "W-NO-EVIDENCE", name, message, "写上「证明」", Severity.WARNING)
        for word, plain in lens.content.jargon.items():
            told = next((text for text in _texts(fact) if word in text and not _glossed(word, text, fact)), None)
            if told is not None:
                message = f"「{told}」里的「{word}」群众听不懂，{_asked(lens, policy, on)}"
                yield Problem(fact.place, "W-JARGON", name, message, f"换成「{plain}」", Severity.WARNING)
        rows = _rows(fact)
        if rows > ROWS:
            message = f"问句连同{len(fact.options)}个选项有{rows}行，手机一屏显示不下，{_asked(lens, policy, on)}"
            yield Problem(fact.place, "W-LONG-QUESTION", name, message, "缩短问句，或把选项并几个", Severity.WARNING)


def _in_use(lens: Lens) -> dict[str, Policy]:
    """The facts that can be asked for, each with the first policy that needs it."""
    found: dict[str, Policy] = {}
    for policy in lens.content.policies.values():
        trees = (policy.condition, *(benefit.when for benefit in policy.benefits))
        names = [leaf.fact for tree in trees for leaf in leaves(tree) if isinstance(leaf, Leaf)]
        for name in (*names, *(factor for benefit in policy.benefits for factor in benefit.factors)):
            found.setdefault(name, policy)
    return found


def _texts(fact: Fact) -> tuple[str, ...]:
    """What a person reads of a question and its choices."""
    return (fact.question, fact.reask, *(option.text for option in fact.options))


def _glossed(word: str, text: str, fact: Fact) -> bool:
    """Whether the text explains what it speaks of (就是 …), or the help below the question speaks of the word."""
    return EXPLAINS in text or word in fact.help


def _rows(fact: Fact) -> int:
    """Lines that a question takes with its choices, each of which begins a line with its number."""
    texts = [fact.question, *(f"1. {option.text}" for option in fact.options)]
    return sum(-(-len(text) // ROW) for text in texts)


def _asked(lens: Lens, policy: Policy, on: date) -> str:
    """Somebody who comes to the question on the way to a policy."""
    day = on if policy.validity.state(on) == "open" else policy.validity.start
    person = someone(lens.plain(policy, policy.condition, day), granted) or show_day(day)
    return f"例如：{person}，问「{policy.title}」时会被这样问"
