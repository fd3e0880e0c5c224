"""How employers speak of themselves: 我们是大中型企业, 我开了个劳务公司, 今年招了人."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.hearing.clauses import Clause
from bot.language.hearing.stances import is_said, own, wished
from bot.model.copying import replace
from bot.model.facts import Fact, Facts, FactType
from bot.model.understanding import Heard
from bot.model.values import exactly, truth

Told = Sequence[tuple[Fact, Heard]]
HIRE = "hire"
"""How the codes of facts about people taken on begin."""

CONTRACT = "contract_term"
"""Code of the fact that tells for how long those taken on have a contract."""
_LEASE = re.compile(r"房|租|门面|店面|场地|铺")
SURE = 4
"""Characters of a word that names a kind of employer beyond doubt (小微企业)."""
_EMPLOYER = re.compile(r"我们|我(?:单位|公司|厂|店|企业)|本(?:单位|公司|企业)|公司是|单位是|企业是|厂是")
_RUNNING = re.compile(r"(?:开|办|做|干|搞|跑|经营)(?:着|了|的)?(?:是)?(?:个|一家|家|一个)?$")
_ENDS = re.compile(r"(?:的|了|啊|呀|吧|呢)*")
_TAKEN_ON = re.compile(r"今年|去年|前年")
_ALL = re.compile(
    r"(?:他们|她们|这些人|人|里头|里面|其中)?(?:也|基本上?)?(?:都|全都?|大多数?|大部分|多数|一半|有的)(?:是|有|没|在|还|不|来自)"
)
_HIRING = re.compile(r"招|雇|请了|带了|收了|裁|走了|辞了|员工|工人|徒弟|职工|学徒|手下|老师")
_CONTRACT = "contract_term"
_EMPLOYED = re.compile(r"打工|上班|保安|辞|[没不]续|跟我|给我|老板")
_TAKING_ON = re.compile(r"招|雇|吸纳|录用|员工|工人|用工|用了[\d一二两三四五六七八九十几]")
_NEAR = 2
"""Clauses from one about all of those taken on: what follows it mostly goes on about them."""
_HIRES_NEXT = re.compile(
    r"(?:，|我们|今年|去年|刚刚?|一共|总共|又|新)*(?:新?招|雇|吸纳|录用|招用)(?:了|过)[一-鿿]{0,2}?[\d一二两三四五六七八九十]"
)
_DONE_NEXT = re.compile(r"了|的|过|$|[\d一二两三四五六七八九十]")


_THEY = re.compile(r"(?:她们|他们|[这那](?:些|几个|[两三四五六七八九十]个)人|人家|工人|员工)(?:也|都|全|里头|里面)*")


def speaks(before: str) -> bool:
    """Whether an employer speaks in these words."""
    return _EMPLOYER.search(before) is not None


def of_the_hired(stated: Told, clause: Clause, before: Told, whole: str) -> Told:
    """What a clause states without what it denies of people just told to have been taken on: 招了6个，不是困难人员."""
    stated = [one for one in stated if not of_ones_own_contract(one[0], whole)]
    others = _THEY.match(clause.text) is not None
    if not stated or own(clause.text) or not (others or any(one.code.startswith(HIRE) for one, _ in before)):
        return stated
    # what they are may be told as a kind of people taken on; what they are not, and how they are now, is not
    return [
        (fact, heard)
        for fact, heard in stated
        if fact.audience != "个人" or not (heard.value == truth(False) or (others and fact.stale_days is not None))
    ]


def of_the_talker(told: Told, clauses: Sequence[Clause], facts: Facts, *, answering: bool) -> list[tuple[Fact, Heard]]:
    """What the last clause tells of whoever talks: not what all of those are whom he took on (都是脱贫户).

    Where that is a kind of people an employer is asked for, it is told as that. answering: a question is open, so
    that it is known who talks.
    """
    heads = [clause for clause in clauses[-_NEAR:] if _ALL.match(clause.text)]
    if not told or not heads or answering or own(clauses[-1].text):
        return list(told)
    before = clauses[: clauses.index(heads[0])]
    if not any(_HIRING.search(clause.text) for clause in before):
        return list(told)
    kinds = [one for one in facts.by_name.values() if one.code.startswith(HIRE) and one.type is FactType.CHOICE]
    kept: list[tuple[Fact, Heard]] = []
    for fact, heard in told:
        same = [kind for kind in kinds if fact.name in [option.value for option in kind.options]]
        if same and heard.value == truth(True):
            kept.append((same[0], replace(heard, fact=same[0].name, value=exactly(fact.name))))
        elif fact.audience != "个人" or not (fact.type.is_options or fact.type in (FactType.AGE, FactType.DATE)):
            kept.append((fact, heard))
    return kept


def of_a_lease(fact: Fact, words: str) -> bool:
    """Whether a time signed for is that of rooms rather than of a contract of work: 房子签了三年."""
    return fact.code == CONTRACT and _LEASE.search(words) is not None


def of_ones_own_contract(fact: Fact, whole: str) -> bool:
    """Whether a contract is the writer's own with an employer, by the whole message: 合同三年一签，到期不续了."""
    return fact.code == _CONTRACT and _EMPLOYED.search(whole) is not None and _TAKING_ON.search(whole) is None


def running(before: str) -> bool:
    """Whether the words say of what kind one's own business is: 我是, 我开了个."""
    return own(before) and bool(is_said(before) or _RUNNING.search(before))


def employer_kind(fact: Fact, option: str, clause: Clause, split: tuple[str, str, str], *, later: bool) -> bool:
    """Whether an employer says what he is (我们是大中型企业; 返乡创业，小微企业) or that he has taken people on.

    A kind of employer that stands alone at the head of a question is what the question is about.
    split: what stands before a word of the option, the word, and what stands after it. later: other clauses tell
    something too.
    """
    before, word, after = split
    if fact.audience != "个人" and option == word and not before and not clause.supposed and _HIRES_NEXT.match(after):
        return True  # 小微企业今年新招了40人能贷多少
    if clause.asks or wished(before) or fact.audience == "个人":
        return False
    if fact.type is FactType.CHOICE and option == word and len(word) >= SURE and _ENDS.fullmatch(after):
        return bool(is_said(before) and speaks(before)) or running(before) or bool(later and not before)
    return _TAKEN_ON.search(word) is not None and bool(word.endswith(("了", "的")) or _DONE_NEXT.match(after))
