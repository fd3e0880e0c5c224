"""What differs between two versions of the policies: window, amounts, conditions, sentences, cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.desk.differing_change import ADDED, ALTERED, ENDED, REMOVED, Change, Entry, compare
from bot.desk.differing_words import (
    benefit_words,
    frame_words,
    joined,
    leaf_words,
    policy_words,
    statement_words,
    validity_words,
)
from bot.model.conditions import Condition, leaves
from bot.model.facts import Facts
from bot.model.intents import Aspect
from bot.model.library import Content
from bot.model.policies import Policy


def policy_changes(old: Content, new: Content, on: date) -> Iterator[Change]:
    """All differences between the policies, in the order of their ids."""
    for key in sorted({*old.policies, *new.policies}):
        before, after = old.policies.get(key), new.policies.get(key)
        if after is None:
            if before is not None:
                yield _whole(before, REMOVED)
        elif before is None:
            yield _whole(after, ADDED)
        else:
            yield from _altered(before, after, old, new)
            if after.validity.state(on) == "expired" and before.validity.state(on) != "expired":
                yield _whole(after, ENDED)


def _whole(policy: Policy, what: str) -> Change:
    words = validity_words(policy.validity)
    return Change("政策", what, policy.id, policy.title, policy.region, after=words, cite=str(policy.cite))


def _altered(old: Policy, new: Policy, before: Content, after: Content) -> Iterator[Change]:
    yield from _part("政策", new, {"": policy_words(old)}, {"": policy_words(new)})
    window = ({"": {"有效": validity_words(one.validity)}} for one in (old, new))
    yield from _part("期限", new, *window)
    yield from _part("条件", new, *(_tree(one.condition, from_.facts) for one, from_ in ((old, before), (new, after))))
    yield from _part("金额", new, *(_benefits(one, from_.facts) for one, from_ in ((old, before), (new, after))))
    yield from _sentences(old, new, after.intents.aspects)
    was, now = _cases(old), _cases(new)
    gone, come = [one for one in was if one not in now], [one for one in now if one not in was]
    if gone or come:
        sides = joined(str(one[0]) for one in gone), joined(str(one[0]) for one in come)
        if [one[0] for one in gone] == [one[0] for one in come]:
            sides = ("", f"{joined(str(one[0]) for one in come)}（情况、结论或金额改了）")
        yield Change("案例", ALTERED, new.id, new.title, new.region, "案例", *sides)


def _part(
    kind: str, policy: Policy, old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]
) -> Iterator[Change]:
    """Parts of one policy by their own ids; a part that came or went is told with what is written in it."""
    cite = str(policy.cite)
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        if was is None or now is None:
            what = ADDED if was is None else REMOVED
            told = "；".join(f"{name} {text}" for name, text in (now or was or {}).items() if text)
            sides = ("", told) if was is None else (told, "")
            yield Change(kind, what, policy.id, policy.title, policy.region, key, *sides, cite)
            continue
        pair = (Entry(policy.title, one, policy.region, now.get("依据", cite)) for one in (was, now))
        left, right = ({policy.id: one} for one in pair)
        for one in compare(kind, left, right):
            field = f"{key}·{one.field}" if key else one.field
            yield Change(kind, ALTERED, one.key, one.label, one.region, field, one.before, one.after, one.cite)


def _tree(tree: Condition, facts: Facts) -> Mapping[str, Mapping[str, str]]:
    """The leaves of a tree by their ids, and how they are joined."""
    found = {leaf.id: {"要求": leaf_words(leaf, facts)} for leaf in leaves(tree)}
    return {**found, "": {"怎样合起来": frame_words(tree)}}


def _benefits(policy: Policy, facts: Facts) -> Mapping[str, Mapping[str, str]]:
    found = {}
    for one in policy.benefits:
        when = "；".join(leaf_words(leaf, facts) for leaf in leaves(one.when))
        frame = f"{frame_words(one.when)}：" if "；" in when else ""
        own = {"条件": frame + when, "有效": validity_words(one.validity)}
        found[one.id] = {**benefit_words(one), **own}
    return found


def _sentences(old: Policy, new: Policy, aspects: Mapping[str, Aspect]) -> Iterator[Change]:
    """Sentences about each aspect; one that was reworded is told as gone and come."""
    for slug in dict.fromkeys((*old.statements, *new.statements)):
        was, now = ([statement_words(item) for item in one.statements.get(slug, ())] for one in (old, new))
        name = aspects[slug].name if slug in aspects else slug
        gone, come = [one for one in was if one not in now], [one for one in now if one not in was]
        for at in range(max(len(gone), len(come))):
            before, after = "".join(gone[at : at + 1]), "".join(come[at : at + 1])
            what = ALTERED if before and after else ADDED if after else REMOVED
            yield Change("说明", what, new.id, new.title, new.region, name, before, after)


def _cases(policy: Policy) -> list[tuple[object, ...]]:
    """The cases without their places."""
    return [(one.name, one.on, dict(one.facts), one.verdict, one.low, one.high) for one in policy.cases]
