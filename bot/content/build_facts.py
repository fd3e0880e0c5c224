"""Builds the declared facts from their records."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from bot.content.findings import Findings, nearest
from bot.content.records import Item, Record
from bot.model.facts import RATE_SCALE, Fact, Facts, FactType, Option, Prior
from bot.model.values import NO, YES, Span

DAYS = Span(date(1900, 1, 1).toordinal(), date(2100, 12, 31).toordinal())
NUMBERS = Span(0, 1_000_000_000)
RATES = Span(0, 100 * RATE_SCALE)


def build_facts(root: Item, findings: Findings) -> Facts:
    """All facts with their look-up; names, codes and aliases may each mean one fact only."""
    records = [(name, item.value) for name, item in Record(root.place, {"": root}).map("")]
    facts = {name: _fact(name, record, findings) for name, record in records if isinstance(record, Record)}
    aliases: dict[str, str] = {}
    for fact in facts.values():
        for other in (fact.code, *fact.aliases):
            holder = other if other in facts and other != fact.name else aliases.get(other)
            if holder and holder != fact.name:
                message = f"「{other}」已经是「{holder}」的名字"
                findings.add("E-FACT-NAME", fact.place, fact.name, message, "换一个代号或别名")
            elif other:
                aliases[other] = fact.name
    for name, record in records:
        if isinstance(record, Record):
            _check_ratio(name, record, facts, findings)
    return Facts(facts, aliases)


def _check_ratio(name: str, record: Record, facts: dict[str, Fact], findings: Findings) -> None:
    ratio = record.get("推导", Record)
    for key in ("分子", "分母"):
        source = ratio.text(key) if ratio else ""
        if ratio is None or not source:
            continue
        if source not in facts:
            message = f"没有登记「{source}」这个事实"
            findings.add("E-UNKNOWN-FACT", ratio.place_of(key), key, message, nearest(source, facts))
        elif facts[source].type is not FactType.COUNT or facts[name].type is not FactType.RATE:
            message = "只有比率能由两个数量推导"
            findings.add("E-FACT-FORM", ratio.place_of(key), key, message, "改事实的类型，或删去推导")


def _fact(name: str, record: Record, findings: Findings) -> Fact:
    kind = FactType(record.text("类型", FactType.BOOL.value))
    ratio = record.get("推导", Record)
    fact = Fact(
        name=name,
        code=record.text("代号"),
        type=kind,
        question=record.text("问"),
        reask=record.text("再问") or record.text("问"),
        place=record.place,
        help=record.text("说明"),
        why=record.text("为何"),
        evidence=record.text("证明"),
        unit=record.text("单位"),
        audience=record.text("对象", "个人"),
        aliases=record.texts("别名"),
        options=tuple(
            Option(part.text("值"), part.text("说") or part.text("值"), part.texts("同义"), part.texts("答话"))
            for part in record.parts("选项")
        ),
        domain=DAYS if kind.is_day else _range(kind, record, findings),
        limits=_range(kind, record, findings) if kind.is_day and "范围" in record else None,
        unsaid=_unsaid(record),
        unsaid_text=record.text("未说时说"),
        priors=tuple(_prior(part) for part in record.parts("先验")),
        cost=float(record.text("难度", "1")),
        stale_days=record.get("有效天数", int),
        ratio=(ratio.text("分子"), ratio.text("分母")) if ratio else None,
        words=record.texts("提示词"),
    )
    _check_form(fact, record, findings)
    _check_unsaid(fact, record, findings)
    return fact


def _range(kind: FactType, record: Record, findings: Findings) -> Span:
    """The 范围 of a number in its stored unit; of an age in years, of a duration in months."""
    default = RATES if kind is FactType.RATE else NUMBERS
    limits = record.get("范围", Record)
    if limits is None:
        return default
    scale = RATE_SCALE if kind is FactType.RATE else 1
    low = (limits.get("最小", Fraction) or Fraction(0)) * scale
    high = limits.get("最大", Fraction)
    top = default.hi if high is None else int(high * scale)
    if top < low or low < 0:
        findings.add("E-RANGE", limits.place, "范围", "最小比最大还大，或比零小", "改对两个数")
        return default
    return Span(int(low), top)


def _unsaid(record: Record) -> Span | None:
    count = record.get("未说时", int)
    return None if count is None else Span(count, count)


def _check_unsaid(fact: Fact, record: Record, findings: Findings) -> None:
    """未说时 stands only with numbers, within what they can be."""
    place = record.place_of("未说时")
    if fact.unsaid is not None and fact.type not in (FactType.COUNT, FactType.MONEY):
        findings.add("E-FACT-FORM", place, "未说时", "只有数量和金额能写没说时当作多少", "删去未说时")
    elif isinstance(fact.unsaid, Span) and fact.unsaid.meets(fact.domain) is None:
        findings.add("E-RANGE", place, "未说时", "超出事实的范围", "改数字，或改范围")


def _prior(part: Record) -> Prior:
    weight = float(part.get("权重", Fraction) or Fraction(0))
    return Prior(weight, part.text("选项") or None, part.get("从", int), part.get("到", int))


def _check_form(fact: Fact, record: Record, findings: Findings) -> None:
    """Keys that do not go with the fact's type, and a fact that can neither be asked nor derived."""
    if not fact.question and fact.ratio is None:
        message = "没有问句，也不能由别的事实推导"
        findings.add("E-NO-QUESTION", fact.place, fact.name, message, "补上「问」")
    values = [option.value for option in fact.options]
    allowed = (YES, NO) if fact.type is FactType.BOOL else tuple(values)
    fits = set(values) <= {YES, NO} if fact.type is FactType.BOOL else not values
    if not (bool(values) if fact.type is FactType.CHOICE else fits):
        message = "类型为选项时要列出选项；是非只可列 是、否；其他类型不列"
        findings.add("E-FACT-FORM", record.place_of("选项"), "选项", message, "补上选项，或改类型")
    if "范围" in record and (fact.type is FactType.DATE or fact.type.is_options):
        message = "日期、是非、选项没有范围"
        findings.add("E-FACT-FORM", record.place_of("范围"), "范围", message, "删去范围")
    for part, option in zip(record.parts("选项"), fact.options, strict=True):
        if values.count(option.value) > 1:
            findings.add("E-FACT-FORM", part.place, "选项", f"选项「{option.value}」写了两次", "合并成一个")
    for part, prior in zip(record.parts("先验"), fact.priors, strict=True):
        if fact.type.is_options and prior.option not in allowed:
            message = f"「{prior.option or ''}」不是它的选项"
            findings.add("E-UNKNOWN-OPTION", part.place, "先验", message, nearest(prior.option or "", allowed))
        elif not fact.type.is_options and (prior.lo is None or prior.hi is None):
            findings.add("E-FACT-FORM", part.place, "先验", "数目的先验要写从和到", "写成 {从: 0, 到: 30, 权重: 0.6}")
        elif prior.weight < 0 or (prior.lo is not None and prior.hi is not None and prior.lo > prior.hi):
            findings.add("E-RANGE", part.place, "先验", "从比到大，或权重为负", "改对数字")
