"""Numbers that say nothing of what they count, told by what is being talked about.

三十人 in answer to what kind of employer one is, is the number of its staff; 三十万 while talking of a
loan is the loan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from bot.language.hearing.amounts import Amount
from bot.language.hearing.clauses import Clause
from bot.language.hearing.numeric_answers import numeric
from bot.language.hearing.quantities import bounded
from bot.language.hearing.scan import Scan, scanned
from bot.model.facts import Fact, Facts, FactType
from bot.model.understanding import Heard
from bot.model.values import Span

_PAID = re.compile(r"(?:我|都|一共|总共|已经|单位|前后|保险|一直){0,3}[交缴](?:了|过|够|满|的)")
_NEVER_PAID = re.compile(r"(?:我|俺|可|根本|压根|从来|就)*没(?:有)?(?:交|缴|上)过(?:的|啊|呀|呢)*")
_BORROW = re.compile(r"(?:我|就|想|要|打算|大概|大约|差不多|贷|借|需要|用|最多|准备|得){0,5}")
_RENT = re.compile(r"(?:我|这|那|店|门面|场地|的|也|就|才|是|要|得|大概|大约|差不多|租|交|给)*")
_END = re.compile(r"(?:了|吧|左右|就行|就够|上下|的|呢|块|元|钱|多)*")
_THING = re.compile(r"个(?!人|员工|职工)")
_STAFF = re.compile("员工|职工")
_TAKEN_ON = re.compile(r"(?:招|雇|吸纳|录用|新进)(?:了|的|来|上)*(?:有|一共|大概|差不多)*$")
"""自己招的有12人 are people taken on, not all the staff."""
_DIGIT = re.compile(r"[\d一二两三四五六七八九十百千万]")
_HIRE = "hire"
"""How the codes of facts about people taken on begin."""

STAFF, HIRES, PAID, LOAN, RENT = "employees", "hires", "ui_months", "loan_amount", "rent_per_year"
"""Codes of the facts that a number alone may tell."""

SIZE = "company_size"

_PAYING, _BORROWING, _RENTING = "ui-benefit", "startup-loan", "venue-rent-subsidy"
_MEASURES = (_PAYING, _BORROWING, _RENTING)
"""Measures that tell what a number alone counts."""


class BareNumbers:
    """Reads numbers by the question or the measure they belong to."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._of_employers = frozenset(
            fact.name for fact in facts.by_name.values() if fact.type is FactType.CHOICE and _about_employer(fact)
        )

    def find(
        self, clauses: Sequence[Clause], on: date, pending: Fact | None, measure: str | None, told: Iterable[Heard]
    ) -> tuple[Fact, Heard] | None:
        """The fact that a bare number tells, if any.

        pending: what was asked. measure: what is talked about. told: what was heard already; a number that
        belongs to it tells nothing else.
        """
        heads = pending is not None and pending.name in self._of_employers
        if not heads and (measure not in _MEASURES or (pending is not None and not pending.type.is_options)):
            return None
        taken = [item.words for item in told]
        for clause in clauses:
            if clause.asks:
                continue
            scan = scanned(clause.text, on)
            if scan.empty and "没" not in clause.text:
                continue
            if not _STAFF.search(clause.text) and any(words in clause.text for words in taken if _DIGIT.search(words)):
                continue
            found = self._of_employer(scan, pending, measure) if heads and pending is not None else None
            found = found or self._of_measure(scan, pending, measure)
            if found is not None and (pending is None or found[0].name != pending.name):
                fact, heard = found
                return fact, Heard(fact.name, heard.value, heard.words, clause.subject, clause.supposed)
        return None

    def _of_employer(self, scan: Scan, pending: Fact, measure: str | None) -> tuple[Fact, Heard] | None:
        """Heads in answer to what kind of employer one is, or what kind of people were taken on."""
        hiring = pending.code.startswith(_HIRE) or measure == "hiring-subsidy"
        for amount in scan.amounts:
            staff = _STAFF.search(scan.text) is not None
            if amount.kind != "heads" and not (staff and amount.kind == ""):
                continue
            if "口" in scan.text[amount.start : amount.stop]:
                continue  # 一家三口 are nobody's staff
            things = _THING.search(scan.text[amount.start : amount.stop + 2]) is not None and not staff
            if _TAKEN_ON.search(scan.text[: amount.start]):
                code: str | None = HIRES
            elif not hiring or not things:
                code = STAFF if not pending.code.startswith(_HIRE) and (not things or pending.code == SIZE) else None
            else:
                code = HIRES
            return self._heads(code, amount, scan) if code else None
        return None

    def _heads(self, code: str, amount: Amount, scan: Scan) -> tuple[Fact, Heard] | None:
        fact = self._facts.find(code)
        if fact is None:
            return None
        low, high = amount.whole
        span = bounded(low, max(low, min(high, fact.domain.hi)), fact)
        words = scan.text[amount.start : amount.stop]
        return None if span is None else (fact, Heard(fact.name, span, words))

    def _of_measure(self, scan: Scan, pending: Fact | None, measure: str | None) -> tuple[Fact, Heard] | None:
        """How long one paid while unemployment benefit is talked about, how much one wants while a loan is."""
        if pending is not None and not pending.type.is_options:
            return None
        if measure == _PAYING and _NEVER_PAID.fullmatch(scan.text):
            fact, today = self._facts.find(PAID), scan.on.toordinal()
            return None if fact is None else (fact, Heard(fact.name, Span(today, today), scan.text))
        if measure == _PAYING and len(scan.lasting) == 1:
            lapse = scan.lasting[0]
            return self._whole(PAID, scan, lapse.start, lapse.stop, _PAID)
        if measure == _BORROWING and len(scan.amounts) == 1 and scan.amounts[0].lo >= 1000:
            amount = scan.amounts[0]
            if amount.kind in ("", "money"):
                return self._whole(LOAN, scan, amount.start, amount.stop, _BORROW)
        if measure == _RENTING and len(scan.amounts) == 1 and len(scan.lapses) == 1 and not scan.lasting:
            amount, lapse = scan.amounts[0], scan.lapses[0]  # 一年一万八
            start, stop = min(amount.start, lapse.start), max(amount.stop, lapse.stop)
            return self._whole(RENT, scan, start, stop, _RENT)
        return None

    def _whole(self, code: str, scan: Scan, start: int, stop: int, lead: re.Pattern[str]) -> tuple[Fact, Heard] | None:
        """The value of a clause that holds nothing but a number and what may stand round it."""
        fact = self._facts.find(code)
        if fact is None or not lead.fullmatch(scan.text[:start]) or not _END.fullmatch(scan.text[stop:]):
            return None
        value = numeric(fact, scan.text, scan.on)
        return None if value is None else (fact, Heard(fact.name, value, scan.text[start:stop]))


def _about_employer(fact: Fact) -> bool:
    return fact.audience == "单位" or (fact.audience != "个人" and "企业" in fact.question)
