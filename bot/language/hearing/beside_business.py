"""What a clause tells only beside others: 个体户，一年半 is how long one is in business, 带2人 whom one employs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.language.hearing.clauses import Clause
from bot.language.hearing.counted import added
from bot.language.hearing.days import durations
from bot.language.hearing.quantities import Candidate, quantities
from bot.language.hearing.scan import COUNTABLE, scanned
from bot.model.facts import Fact, Facts
from bot.model.understanding import Added, Heard
from bot.model.values import Span

Told = Sequence[tuple[Fact, Heard]]

LASTING, HANDS, STABLE, LAYOFFS = "months_operating", "jobs_created", "hire_stable_months", "layoffs"
_HIRE = "hire"
"""How the codes of facts about people taken on begin."""
_OF_BUSINESS = frozenset({LASTING, HANDS, "first_business", "is_returning_migrant", "is_entrepreneur", "business_type"})
"""Codes of facts about a business of one's own."""
_OPENED = re.compile(r"开(?:了|着|起)|开(?:个|家|间)?店|开业|营业|执照|注册了|办了[个家]|(?:店|铺|厂|摊|馆)$")
_BEFORE_TIME = re.compile(
    r"(?:我|都|已经|有|快|差不多|大概|大约|刚|刚满|满|到现在|也|将近|现在|到今天|就|才|开了|干了)*"
)
_AFTER_TIME = re.compile(r"(?:了|多|吧|左右|的|整|出头|上下|时间|啦|零\d+天)*")
_STAYED = re.compile(r"(?:我|都|已经|有|快|差不多|大概|也|人|全|他们|稳定|干|做|来|待|上班|就业|满|够|了|还在)*")
_BEFORE_HANDS = re.compile(r"(?:我|俺|店里|现在|目前|一共|就|也|自己|另外|还|又|后来)*(?:带|雇|请|用)(?:着|了)?")
_AFTER_HANDS = re.compile(r"(?:工人|员工|小工|店员|服务员|帮工|伙计|师傅|干活|就业|帮忙|打下手|的|了|呢)*")
_NONE_BEFORE = re.compile(r"(?<!不是)(?<!并非)(?:没有|没|未|从没|从来没|从未|一个没|一个都没|一个也没)$")
_NONE_AFTER = re.compile(
    r"(?:过|减|退|到|着|上)?(?:员|人员|员工|职工|工人|工|人|谁|任何人|一个人?|别人)?(?:了|的|过)?(?=$|能|可以|稳岗|失业|就|是不是|算)"
)
_PEOPLE = re.compile("人|员|工|谁")
_FAMILY = re.compile(r"夫妻|父子|母子|父女|两口|媳妇|老婆|爱人|对象|兄弟|姐妹|家里人|家人|俩")
"""Whether they are among those employed is not for these words to say."""
_LAST_YEAR, _NOT_LAST = "上一年", re.compile(r"今年|前年")
_OWN = re.compile(r"我|俺|咱|去年|上年|今年|单位|公司|厂")


class BesideBusiness:
    """Reads clauses that tell something only in the light of those beside them."""

    def __init__(self, facts: Facts) -> None:
        self._lasting, self._hands, self._stable = (facts.find(code) for code in (LASTING, HANDS, STABLE))
        self._verbs = tuple(
            (word[0], fact, len(word) > 1)
            for fact in facts.by_name.values()
            if fact.code in (HANDS, LAYOFFS)
            for word in fact.words
            if len(word.removesuffix("了")) == 1
        )

    def find(self, clauses: Sequence[Clause], told: Sequence[list[tuple[Fact, Heard]]], on: date) -> Told:
        """What the clauses tell beside what each tells by itself.

        told: what each tells; how long those taken on have stayed is taken out where it was taken for the time in
        business.
        """
        lacking = any("没" in clause.text or "未" in clause.text for clause in clauses)
        if len(clauses) == 1 and not lacking:
            return ()
        found: list[tuple[Fact, Heard]] = []
        known = {heard.fact for each in told for _, heard in each}
        business = [_of_business(each) for each in told]
        lacking = lacking and not any(_FAMILY.search(clause.text) for clause in clauses)
        for at, clause in enumerate(clauses):
            found += self._none(clause, known) if lacking else ()
            stable = self._stable_time(clause, told[at], told[at - 1], on) if at else None
            if stable is not None:
                told[at][:] = [one for one in told[at] if one[0].code != LASTING]
                found.append(stable)
                continue
            if clause.asks or told[at] or not (any(business) or at) or COUNTABLE.search(clause.text) is None:
                continue
            runs = at > 0 and (business[at - 1] or _runs(clauses[at - 1]))
            item: Candidate | None = None
            fact = self._lasting
            if runs and fact is not None and fact.name not in known:
                item = _time(fact, clause, on)
            if item is None and any(business) and self._hands is not None and self._hands.name not in known:
                fact, item = self._hands, _hands(self._hands, clause, on)
            if fact is not None and item is not None:
                words = clause.text[item.start : item.stop]
                more = added(clause.text[: item.start]) if fact is self._hands else Added.NO
                found.append((fact, Heard(fact.name, item.value, words, clause.subject, clause.supposed, more)))
                known.add(fact.name)
                business[at] = True
        return found

    def _stable_time(self, clause: Clause, own: Told, before: Told, on: date) -> tuple[Fact, Heard] | None:
        """How long those taken on have stayed, right after telling of them: 招了30人，干了半年多."""
        fact = self._stable
        hiring = any(one.code.startswith(_HIRE) and one.code != STABLE for one, _ in before)
        if fact is None or not hiring or clause.asks or any(one.code not in (LASTING, STABLE) for one, _ in own):
            return None
        item = _time(fact, clause, on, _STAYED)
        words = clause.text[item.start : item.stop] if item is not None else ""
        return None if item is None else (fact, Heard(fact.name, item.value, words, clause.subject, clause.supposed))

    def _none(self, clause: Clause, known: set[str]) -> Told:
        """Nobody, where something is said not to have been done: 去年没裁员."""
        text = clause.text
        for word, fact, named in self._verbs:
            at = text.find(word)
            if named and not _PEOPLE.search(text, at):
                continue  # 没请 may be anything, 没请人 is not
            if at < 0 or fact.name in known or not _NONE_BEFORE.search(text[:at]):
                continue
            if not _NONE_AFTER.match(text, at + 1) or (_LAST_YEAR in fact.question and _NOT_LAST.search(text[:at])):
                continue
            value = Span(0, 0).meets(fact.domain)
            if value is not None:
                aside = clause.supposed or (clause.asks and not _OWN.search(text[:at]))
                return [(fact, Heard(fact.name, value, text[: at + 1], clause.subject, aside))]
        return []


def _of_business(told: Told) -> bool:
    return any(fact.code in _OF_BUSINESS and not heard.aside for fact, heard in told)


def _runs(clause: Clause) -> bool:
    """Whether a clause speaks of a business that is open."""
    return not clause.asks and not clause.supposed and _OPENED.search(clause.text) is not None


def _time(fact: Fact, clause: Clause, on: date, lead: re.Pattern[str] = _BEFORE_TIME) -> Candidate | None:
    """A length of time that is all a clause holds but for what leads to it."""
    scan = scanned(clause.text, on)
    if len(scan.lasting) != 1:
        return None
    lapse = scan.lasting[0]
    alone = lead.fullmatch(clause.text[: lapse.start]) and _AFTER_TIME.fullmatch(clause.text[lapse.stop :])
    return next(durations(fact, scan, asked=True), None) if alone else None


def _hands(fact: Fact, clause: Clause, on: date) -> Candidate | None:
    """How many one has with him, where that is all a clause holds."""
    scan = scanned(clause.text, on)
    if len(scan.amounts) != 1:
        return None
    amount = scan.amounts[0]
    before, after = clause.text[: amount.start], clause.text[amount.stop :]
    if not _BEFORE_HANDS.fullmatch(before) or not _AFTER_HANDS.fullmatch(after):
        return None
    return next(quantities(fact, scan, asked=True), None)
