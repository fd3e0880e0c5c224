"""The JSON of ask and chat (DESIGN.md section 8)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from bot.content.fact_values import json_value
from bot.desk.talk import Talked
from bot.dialogue.memory import facts_of
from bot.dialogue.questions import fact_choices
from bot.model.library import Content
from bot.model.session import Session
from bot.model.verdicts import Result

Json = dict[str, object]


def plain(number: Fraction) -> int | float:
    """A number JSON can hold."""
    return number.numerator if number.denominator == 1 else float(number)


def result_json(result: Result) -> Json:
    """One decided policy."""
    amount = result.amount
    return {
        "id": result.policy,
        "verdict": result.verdict.value,
        "amount": {
            "min": plain(amount.low),
            "max": plain(amount.high),
            "unit": amount.unit,
            "ceiling": amount.ceiling,
            "sum": amount.sum_line,
        }
        if amount
        else None,
        "missing": list(result.missing),
        "because": [
            {"text": reason.text, "holds": reason.holds, "cite": str(reason.cite), "office": reason.by_office}
            for reason in result.because
        ],
        "from": result.from_day.isoformat() if result.from_day else None,
        "until": result.until_day.isoformat() if result.until_day else None,
        "since": result.since.isoformat() if result.since else None,
        "ended": result.ended.isoformat() if result.ended else None,
        "successor": result.successor or None,
        "assumed": list(result.assumed),
        "left": result.left,
        "instead_of": list(result.instead_of),
    }


def slots_json(session: Session, content: Content, on: date, *, codes: bool) -> Json:
    """Facts known so far, under their Chinese names or under their codes."""
    shown: Json = {}
    for name, known in facts_of(session).items():
        fact = content.facts.by_name.get(name)
        if fact is not None:
            value = json_value(fact, known.value, on) if known.value is not None else known.state
            shown[fact.code if codes else name] = value
    return shown


def answer_json(talked: Talked, content: Content, on: date, question_id: object = None) -> Json:
    """Everything an answer says, for programs."""
    session, decision = talked.session, talked.decision
    asks: Json | None = None
    if decision.ask is not None:
        fact = content.facts.by_name.get(decision.ask.fact)
        options = fact_choices(fact) if fact else tuple((choice.text, choice.content) for choice in decision.choices)
        asks = {
            "fact": decision.ask.fact,
            "code": fact.code if fact else "region",
            "type": fact.type.value if fact else "地区",
            "options": [{"value": value, "text": text} for text, value in options],
        }
    return {
        "id": question_id,
        "act": decision.act.value,
        "measures": list(decision.measures),
        "region": decision.region,
        "aspect": decision.understanding.aspect if decision.understanding else None,
        "slots": slots_json(session, content, on, codes=False),
        "facts": slots_json(session, content, on, codes=True),
        "policies": [result_json(result) for result in decision.results],
        "asks": asks,
        "choices": [choice.text for choice in decision.choices],
        "reply": list(talked.messages),
    }


def trace_json(talked: Talked) -> list[Json]:
    """Why: stage, what was seen, what followed."""
    seen = talked.decision.understanding
    return [{"stage": step.stage, "seen": step.seen, "result": step.result} for step in (seen.trace if seen else ())]
