"""Yes-or-no facts and choices that somebody states about himself in free text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.language.hearing.adverbs import undelayed
from bot.language.hearing.clauses import Clause
from bot.language.hearing.employers import SURE, employer_kind, of_a_lease, running, speaks
from bot.language.hearing.firsts import first_business
from bot.language.hearing.graded import GRADE, Graded
from bot.language.hearing.options import unfinished
from bot.language.hearing.stances import (
    bygone,
    counted,
    counted_after,
    denied,
    denied_after,
    general,
    has,
    heads,
    is_said,
    lasting,
    may,
    names_benefit,
    not_done,
    not_stated,
    not_yet,
    of_everybody,
    opening,
    own,
    surroundings,
    whether,
    wished,
)
from bot.language.hearing.vocabulary import Vocabulary
from bot.model.facts import Fact, FactType
from bot.model.understanding import Heard
from bot.model.values import NO, YES, Options, exactly

# Words that say yes or no to whatever was asked, or count turns: no fact by themselves.
_BARE = re.compile(
    r"(?:都|也|还|正|快|以前|之前|已经|早就|压根|从来)?(?:没有?|不是|不|未|有|是)?(?:去|给他们?|在)?"
    r"(?:交|缴|办|登|登记|评|认定|签|领|注册|参保|贷|还|断|上|报|统一|自己)?(?:了|过|着|着呢|完了|清了|上|的|到期了|去的)?"
)
_ORDINAL = re.compile(r"[第头首又](?:[一二三]?[次回]|次).{0,1}$|以前没.{0,3}$")
_HAVE_NOT = re.compile(r"(?<!有)没有(?=[一-鿿])")
_BEGAN = ("开了", "办了")  # who begins with these tells what he did: 开了个奶茶店
_US = ("我们", "俺们", "咱们")
_PAPER = re.compile(r"认定|登记|证|执照|保险|金$|税")
"""What a name holds that speaks of a paper or a procedure rather than of a person."""
_FEW = 2  # options left by a denial that still tell something
_ENDS = re.compile(r"(?:的|了|啊|呀|吧|呢)*")
_DUE = re.compile(r"才(?:能|给|行|可|算)|要求|规定|必须")


@dataclass(frozen=True, slots=True)
class Claim:
    """A word that stands for an option of a fact.

    firm: the word alone is enough. topic: it names the matter only (失业登记), so that somebody must say to have it.
    sole: a long word that no other fact has. named: it is the name of the fact.
    """

    fact: Fact
    option: str
    firm: bool
    topic: bool = False
    sole: bool = False
    named: bool = False


_Found = tuple[int, str, tuple[Claim | None, ...]]
"""Where a word stands, the word, and what it may stand for."""


class Assertions:
    """Finds options of facts in clauses."""

    def __init__(self, facts: Iterable[Fact], plain: Callable[[str], str], relatives: frozenset[str]) -> None:
        facts = tuple(facts)
        chosen = [fact for fact in facts if fact.type.is_options]
        cue_owners: Counter[str] = Counter()
        self._cues: dict[str, tuple[str, ...]] = {}
        for fact in chosen:
            cues = tuple({plain(word) for word in fact.words if len(word) > 1 or fact.audience == "单位"} - {""})
            self._cues[fact.name] = cues
            cue_owners.update(cues)
        entries: dict[tuple[str, str], Claim] = {}
        said: dict[str, set[str]] = {}
        for fact in chosen:
            for option, word in _wordings(fact):
                simple = plain(word)
                if len(simple) >= 2 and simple not in relatives:
                    said.setdefault(simple, set()).add(fact.name)
                    entries.setdefault((simple, fact.name), Claim(fact, option, firm=False))
        self._graded = Graded(chosen, plain)
        # 啥也没干 says yes or no to several facts at once, each as firmly as if it were its own.
        whether_or_not = {fact.name for fact in chosen if fact.type is FactType.BOOL}
        owners = {w: 1 if len(w) >= SURE and named <= whether_or_not else len(named) for w, named in said.items()}
        # Names of all facts stand in the way of shorter words inside them: 裁员 in 裁员率.
        self._words: Vocabulary[Claim | None] = Vocabulary(
            [
                *((word, self._weighed(word, claim, cue_owners, owners[word])) for (word, _), claim in entries.items()),
                *((plain(name), None) for fact in facts for name in (fact.name, *fact.aliases) if len(name) > 2),
            ]
        )

        # Those of employers first; names that only stand in the way of shorter words claim nothing.
        self._claims: Mapping[str, tuple[Claim, ...]] = {
            word: tuple(
                sorted(
                    (claim for claim in self._words.meanings(word) if claim is not None),
                    key=lambda claim: claim.fact.audience != "单位",
                )
            )
            for word in self._words.words
        }
        self._ordinals = frozenset(word for word in self._words.words if _ORDINAL.match(word))

    def _weighed(self, word: str, claim: Claim, owners: Counter[str], claimed_by: int) -> Claim:
        fact = claim.fact
        firm = self._firm(word, fact, owners, claimed_by)
        named = word in (fact.name, *fact.aliases) and not any(word in option.synonyms for option in fact.options)
        topic = fact.type is FactType.BOOL and (named or len(word) == 2)
        return Claim(fact, claim.option, firm, topic, claimed_by == 1 and len(word) >= SURE, named)

    def _firm(self, word: str, fact: Fact, owners: Counter[str], claimed_by: int) -> bool:
        """Whether a word says enough by itself: it names the fact, or nothing else could be meant."""
        if _BARE.fullmatch(word) or _ORDINAL.match(word):
            return False
        names = (fact.name, *fact.aliases)
        if any(cue in word and owners[cue] == 1 for cue in self._cues[fact.name]) or any(
            name in word for name in names
        ):
            return True
        return len(word) >= 2 and fact.audience == "个人" and (claimed_by == 1 or fact.type is FactType.CHOICE)

    def find(
        self, clause: Clause, context: str = "", *, later: bool = False, listed: bool = False
    ) -> Sequence[tuple[Fact, Heard]]:
        """What one clause states; context: the whole message.

        later: other clauses stand before it, or tell something too. listed: a clause beside it tells something, so
        that a mere word for a kind of people does: 返乡，头一次开店.
        """
        text = undelayed(_HAVE_NOT.sub("没", clause.text) if "没有" in clause.text else clause.text)
        found = self._words.find(text)
        if not found or _DUE.search(clause.text):
            return ()
        return tuple(self._read(clause, text, found, context, later=later, listed=listed))

    def _read(  # noqa: C901 - one branch a reason to pass a word over
        self, clause: Clause, text: str, found: Sequence[_Found], context: str, *, later: bool, listed: bool
    ) -> Iterator[tuple[Fact, Heard]]:
        for at, word, _ in found:
            claims = self._claims[word]
            before, after = text[:at], text[at + len(word) :]
            if not claims or of_everybody(after) or names_benefit(before, after) or not_stated(before, word, after):
                continue
            undone, ordinal, taken = unfinished(word, after), word in self._ordinals, False
            graded = GRADE.fullmatch(word) is not None
            for claim in claims:
                over = undone or (claim.fact.stale_days is not None and bygone(after))
                if over and claim.fact.type is FactType.BOOL:
                    continue
                if claim.fact.audience == "个人" and (taken or heads(after)):
                    continue
                if graded and self._graded.of_other(claim.fact, context[: clause.start] + before, after):
                    continue
                if ordinal:
                    aside = first_business(clause, before, after, context)
                elif employer_kind(claim.fact, claim.option, clause, (before, word, after), later=later):
                    aside = False
                else:
                    aside = self._stated(claim, clause, before, word, after, listed=listed)
                if aside is not None:
                    taken = taken or (claim.fact.audience == "单位" and not is_said(before))
                    negated = not clause.asks and denied_after(after)
                    value = _value(claim, denied(before) is not negated)
                    if value and len(value) > _FEW and (negated or not_done(before)):
                        continue  # 没裁员 does not say that one left in another way
                    if value:
                        said = False if negated else aside or clause.supposed
                        yield claim.fact, Heard(claim.fact.name, value, word, clause.subject, said)

    def _stated(  # noqa: C901, PLR0911 - one return a rule
        self, claim: Claim, clause: Clause, before: str, word: str, after: str, *, listed: bool
    ) -> bool | None:
        """False for a statement, True for something only asked about, None for nothing at all."""
        fact = claim.fact
        outside = surroundings(before, word, after)
        cued = any(cue in outside for cue in self._cues[fact.name])
        if fact.audience == "单位":
            runs = claim.sole and (running(before) or before.endswith(_US))
            if clause.asks or of_a_lease(fact, outside) or not (cued or is_said(before) or runs):
                return None
            employer = any(cue in before for cue in self._cues[fact.name]) or speaks(before)
            return False if employer or runs else None
        if fact.audience != "个人" and not (cued or is_said(before) or (claim.firm and not clause.asks)):
            return None
        bare = (
            fact.type is FactType.BOOL and not before and not clause.asks and not (claim.named and _PAPER.search(word))
        )
        if bare and (opening(after) or GRADE.search(word) or (listed and _ENDS.fullmatch(after))):
            return False
        if wished(before) or not_yet(before) or counted(before) or counted_after(word, after):
            return None
        if claim.topic and not has(before, after) and not denied(before):
            return None
        firm = claim.firm or cued or (fact.audience != "个人" and is_said(before) and speaks(before))
        if not firm or (fact.type is FactType.BOOL and clause.asks and may(before)):
            return None
        if lasting(after) and not denied(before):
            return False
        if not clause.asks:
            return not word.startswith(_BEGAN) and (fact.type is FactType.BOOL and general(clause, before, after))
        if denied(before) and not own(before):
            return None
        if own(before) or is_said(before) or after.startswith(("了", "过")):
            return False
        if fact.audience != "个人" and cued:
            return False
        return True if whether(clause, before, word, after) else None


def _wordings(fact: Fact) -> Iterator[tuple[str, str]]:
    for option in fact.options:
        yield from ((option.value, word) for word in option.synonyms)
        if fact.type is FactType.CHOICE:
            yield option.value, option.value
            yield option.value, option.text
    if fact.type is FactType.BOOL:
        yield from ((YES, name) for name in (fact.name, *fact.aliases))


def _value(claim: Claim, is_denied: bool) -> Options | None:
    if not is_denied:
        return exactly(claim.option)
    if claim.fact.type is FactType.BOOL:
        return exactly(NO if claim.option == YES else YES)
    rest = frozenset(option.value for option in claim.fact.options) - {claim.option}
    return rest or None
