"""Numbers, money, rates, dates, durations and ages that somebody states in free text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from bot.language.hearing.ages import ages, maybe_aged
from bot.language.hearing.beside_fact import beside_the_fact
from bot.language.hearing.clauses import SELF, Clause
from bot.language.hearing.days import durations
from bot.language.hearing.debts import of_another_debt
from bot.language.hearing.former import held_once
from bot.language.hearing.household import own_hands
from bot.language.hearing.leaving import dates
from bot.language.hearing.nothing import UNPAID, nothing_paid
from bot.language.hearing.quantities import Candidate, quantities
from bot.language.hearing.scan import Scan, scanned
from bot.language.hearing.vocabulary import Vocabulary
from bot.language.remembering import Remembered
from bot.model.facts import Fact, FactType
from bot.model.understanding import Added, Heard
from bot.model.values import Span

_REMEMBERED = 256
_CHILDHOOD = 12 * 365
"""Days of age below which nobody writes of himself."""
_REACH = 12
"""Characters between a number and the word that says what it counts."""

_READERS: Mapping[FactType, Callable[..., Iterator[Candidate]]] = {
    FactType.COUNT: quantities,
    FactType.MONEY: quantities,
    FactType.RATE: quantities,
    FactType.DATE: dates,
    FactType.DURATION: durations,
    FactType.AGE: ages,
}
_RULE = re.compile(
    r"才(?:能|给|行|可|算|有|可以)|要求|规定|必须|(?<!想)需要?(?!贷)|至少要|得(?:交|干|满|够)|要(?:交|"
    r"干|满|够|开)|是不是要|封顶|最高|最多能|上限|不超过"
)
_DONE = re.compile(r"[了过着]")
_HIRING = re.compile(r"招|雇|吸纳|录用|进了[\d一二两三四五六七八九十几]")
_HIRED = re.compile(
    r"(?:份|的时候|那时候?|底|初|我们?|单位|公司|厂里|店里|又|才|就|刚|新|一共|总共|共)*(?:招|雇|吸纳|录用|进了|来了)"
)
"""What follows the day people were taken on, which is not the day they left school."""
_HIRED_THEN = re.compile(r"(?:[去前]年|上年|\d年|[一二三四五六七八九零]年|月)[^，]{0,6}(?:招|雇|吸纳|录用)")
_MORE = re.compile(
    r"又(?!不|没|是|怎)[^，\d一二两三四五六七八九十]{0,6}$|再[^，\d一二两三四五六七八九十]{1,3}(?:了|过|来)$"
)
_PERHAPS_MORE = re.compile(
    r"(?:还(?:有|招|雇|带|送|请|介绍|输送|新)|另外|另有|此外)[^，\d一二两三四五六七八九十]{0,6}$"
)
_ENTERED = re.compile(r"(?:[那当]年|的时候|份)?(?:才|就)?(?:上|读|念|考上|考进|升|进|入)(?:的|了|大|学|高|本|研|专)")
"""What follows the day somebody came to a school, which is not the day of leaving it."""
_LEFT = re.compile(r"(?:的时候|那年|份)?(?:才|就|刚)?(?:毕业|离校)")
_FOLLOWED = re.compile(r"(?:去年|今年|前年|现在|后来|又)?(?:裁|走|招|雇)")
"""28个人裁了两个: the word behind a number is of the next one."""
_NO_LONGER = re.compile(r"(?:不让|不能|不准|不许|不给|不想|不|没再)$")
"""前几年砖厂不让开了 tells of no business that is run."""
_LONG = 25
"""Characters after which a clause without marks is a story with its question somewhere in it."""
_SCHOOL = re.compile(r"毕业|离校|届|级")
_WHETHER_DAY = re.compile(r"(?:还)?(?:算不算|算|是不是|是|属不属于|属于)(?:我的|我)?(?:毕业年度|应届|往届)")
"""今年算不算毕业年度 asks what counts, and tells nothing."""
_BENEFIT = re.compile(r"补贴|补助|补帖|待遇|政策|扶持|资金|资助|津贴|奖励|优惠|返还")


class Counted:
    """Finds values of countable facts in clauses."""

    def __init__(self, facts: Iterable[Fact], plain: Callable[[str], str]) -> None:
        countable = [fact for fact in facts if not fact.type.is_options]
        self._order = {fact.name: at for at, fact in enumerate(countable)}
        self._ages = tuple(fact for fact in countable if fact.type is FactType.AGE)
        self._cues: Vocabulary[Fact] = Vocabulary(
            (plain(word), fact)
            for fact in countable
            if fact.type is not FactType.AGE
            for word in (*fact.words, *fact.aliases, fact.name)
            if fact.type is not FactType.DATE or _SCHOOL.search(word)
        )

        # A message is read for what it volunteers, and then as an answer.
        self._told = Remembered(self._all, _REMEMBERED)

    def find(self, clause: Clause, on: date) -> Sequence[tuple[Fact, Heard]]:
        """What one clause states; each number is given to the fact whose word stands nearest."""
        text = clause.text
        if not self._cues.find(text) and not maybe_aged(text):
            # Whatever could be counted, nothing says of what, and it is nobody's age.
            return ()
        return self._told(text, clause, on)

    def _all(self, text: str, clause: Clause, on: date) -> Sequence[tuple[Fact, Heard]]:
        scan = scanned(text, on)
        if scan.empty and not ("毕业" in text or "届" in text or "读" in text or "大" in text or UNPAID in text):
            return ()
        return tuple(self._read(clause, scan))

    def _read(self, clause: Clause, scan: Scan) -> Iterator[tuple[Fact, Heard]]:
        best: dict[tuple[int, int], tuple[tuple[int, int, int], Fact, Candidate]] = {}
        nothing = not (scan.amounts or scan.moments or scan.lapses)
        for fact, places in self._spots(clause.text):
            if nothing and fact.type is not FactType.DATE and UNPAID not in clause.text:
                continue  # 一下 and 一般 hold a numeral and count nothing; who is 应届 needs no number.
            readings = _READERS[fact.type](fact, scan, asked=False)
            for candidate in (*readings, *nothing_paid(fact, scan)):
                gap, length = min(
                    ((_gap(candidate, at, stop), -(stop - at)) for at, stop in places), default=(_REACH + 1, 0)
                )
                if gap > _REACH or not _fits(fact, candidate, gap) or _other(fact, clause, candidate):
                    continue
                candidate = _himself(fact, clause.text, candidate)  # noqa: PLW2901 - the same words, read rightly
                rank = (gap, length, self._order[fact.name])
                key = (candidate.start, candidate.stop)
                if key not in best or rank < best[key][0]:
                    best[key] = (rank, fact, candidate)
        chosen = [(fact, candidate) for _, fact, candidate in _nearest(clause.text, list(best.values()))]
        grown = scan.on.toordinal() - _CHILDHOOD if clause.subject == SELF else scan.on.toordinal()
        # 他今年三岁 tells of a child, and no child writes.
        chosen += [
            (fact, candidate)
            for fact in self._ages
            for candidate in ages(fact, scan, asked=False)
            if not isinstance(candidate.value, Span) or candidate.value.lo <= grown
        ]
        seen: set[str] = set()
        for fact, candidate in sorted(chosen, key=lambda pair: pair[1].start):
            aside = _aside(fact, clause, candidate)
            if aside is not None and fact.name not in seen:
                seen.add(fact.name)
                words = clause.text[candidate.start : candidate.stop]
                more = added(clause.text[: candidate.start]) if fact.type is FactType.COUNT else Added.NO
                yield fact, Heard(fact.name, candidate.value, words, clause.subject, aside or clause.supposed, more)

    def _spots(self, clause_text: str) -> list[tuple[Fact, list[tuple[int, int]]]]:
        spots: dict[str, tuple[Fact, list[tuple[int, int]]]] = {}
        for at, word, meant in self._cues.find(clause_text):
            if _NO_LONGER.search(clause_text, 0, at):
                continue
            for fact in meant:
                spots.setdefault(fact.name, (fact, []))[1].append((at, at + len(word)))
        return list(spots.values())


_Ranked = tuple[tuple[int, int, int], Fact, Candidate]


def _nearest(text: str, found: Sequence[_Ranked]) -> Iterator[_Ranked]:
    """Of several days the ones said to be that of leaving, if any are: 2021年升本2023年毕业; the rest as they are.

    Of several numbers of people those that stand right behind their word, if any do: 一共28个人去年裁了两个.
    """
    said = [
        one
        for one in found
        if (one[1].type is FactType.DATE and _LEFT.match(text, one[2].stop))
        or (one[1].type is FactType.COUNT and one[0][0] <= 1 and not _FOLLOWED.match(text, one[2].stop))
    ]
    sure = {fact.name for _, fact, _ in said}
    for one in found:
        if one in said or one[1].name not in sure:
            yield one


def added(before: str) -> Added:
    """Whether a number that follows these words comes on top of one told before."""
    if _MORE.search(before):
        return Added.SURELY
    return Added.PERHAPS if _PERHAPS_MORE.search(before) else Added.NO


def _gap(candidate: Candidate, at: int, stop: int) -> int:
    """Characters between a number and a word; a word that follows counts as one further away."""
    if stop <= candidate.start:
        return candidate.start - stop
    return max(0, at - candidate.stop) + 1


def _other(fact: Fact, clause: Clause, candidate: Candidate) -> bool:
    """Whether a number plainly belongs elsewhere: 几 in a question, a debt not paid back, people one hires."""
    text = clause.text
    if clause.asks and "几" in text[candidate.start : candidate.stop]:
        return True
    if held_once(fact, text, candidate) or beside_the_fact(fact, text, candidate.start, candidate.stop):
        return True
    if fact.type is FactType.DATE:
        return _no_leaving(fact, text, candidate)
    return of_another_debt(fact, text, candidate)


def _no_leaving(fact: Fact, text: str, candidate: Candidate) -> bool:
    """Whether a day is not that of leaving school: somebody came to it then, or was taken on."""
    if _ENTERED.match(text, candidate.stop):
        return True
    hiring = fact.audience == "单位"
    fresh = text[candidate.start : candidate.stop] in ("应届", "往届") and _HIRED_THEN.search(text)
    return bool(_HIRING.search(text)) != hiring or bool(hiring and (fresh or _HIRED.match(text, candidate.stop)))


def _himself(fact: Fact, text: str, candidate: Candidate) -> Candidate:
    """The candidate, or who works alone as what he may count for: 就我一个人跑，没有雇人 tells of nobody employed."""
    hands = own_hands(fact, text)
    if hands is None or not (hands[1][0] <= candidate.start < hands[1][1]):
        return candidate
    return candidate._replace(value=Span(*hands[0]))


def _fits(fact: Fact, candidate: Candidate, gap: int) -> bool:
    """Whether a number without a unit is close enough to mean this fact."""
    if fact.type is FactType.MONEY and not candidate.sure:
        return gap <= 8 and getattr(candidate.value, "lo", 0) >= 100
    if fact.type is FactType.MONEY and getattr(candidate.value, "hi", 0) < 10:
        return False
    return candidate.sure or gap <= 1


def _aside(fact: Fact, clause: Clause, candidate: Candidate) -> bool | None:
    """False for a statement, True for a supposition, None for a rule or a number of something else."""
    text = clause.text
    near = text[max(0, candidate.start - 8) : candidate.stop + 4]
    if fact.type is FactType.AGE:
        said = text[candidate.stop : candidate.stop + 2].startswith(("了", "多了", "岁了")) or "我" in text
        return None if _RULE.search(near) else clause.asks and not said
    if _RULE.search(near):
        return None
    if fact.type is FactType.DATE:
        words = text[candidate.start : candidate.stop]
        if clause.asks and _WHETHER_DAY.match(text, candidate.stop):
            return None
        general = (
            words in ("应届", "往届") and "我" not in text[: candidate.start] and "是" not in text[: candidate.start]
        )
        return None if general and (clause.asks or _BENEFIT.search(text)) else False
    if not clause.asks or len(text) > _LONG:
        return False
    done = _DONE.search(text[max(0, candidate.start - 4) : candidate.start]) or text[candidate.stop :].startswith(
        ("了", "的")
    )
    return not done
