"""Builds the cases written beside a policy."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from bot.content.fact_values import parse_value
from bot.content.fields_policy import CASE_VERDICTS
from bot.content.records import Record
from bot.content.shelf import Shelf
from bot.model.cases import Case
from bot.model.errors import BadFacts
from bot.model.values import Value
from bot.model.verdicts import Verdict


def build_case(record: Record, shelf: Shelf) -> Case:
    """One case; a fact it cannot read is a problem and is left out."""
    on = record.get("日期", date) or date(1, 1, 1)
    facts: dict[str, Value] = {}
    written = () if "日期" in record.unread else record.map("事实")  # what 13个月 means depends on the day
    for name, item in written:
        fact = shelf.facts.find(name)
        if fact is None:
            shelf.fact_name(name, item.place, "事实")
            continue
        try:
            value = parse_value(fact, item.value, on)
        except BadFacts as error:
            message, _, remedy = str(error).partition("。")
            shelf.findings.add("E-FACT-VALUE", item.place, name, message, remedy.strip("。"))
            continue
        if value is not None:
            facts[fact.name] = value
    low = high = record.get("金额", Fraction)
    amount = record.get("金额", Record)
    if amount is not None:
        low, high = amount.get("最低", Fraction), amount.get("最高", Fraction)
        if low is not None and high is not None and low > high:
            shelf.findings.add("E-RANGE", amount.place, "金额", "最低比最高还高", "改对两个数")
    verdict = Verdict(CASE_VERDICTS[record.text("结论", "符合")])
    return Case(record.text("名称"), on, facts, verdict, low, high, record.place)
