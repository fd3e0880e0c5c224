"""What is wrong with the logic of the content, each finding with a person on a day who shows it.

A condition is looked at on the first and last day of its policy and on the day asked, because tests of
time move against fixed dates; it is only called contradictory or idle when it is so on all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.eligibility import network
from bot.eligibility.compiled import support
from bot.eligibility.diagram import DiagramTooLarge
from bot.eligibility.flaws_benefits import benefit_flaws
from bot.eligibility.flaws_pairs import pair_flaws
from bot.eligibility.flaws_questions import question_flaws
from bot.eligibility.sets import everything
from bot.eligibility.witness import Lens, exists, granted, someone
from bot.model.conditions import AllOf, AnyOf, AtLeast, Condition, Leaf, NoneOf, OfficeLeaf, leaves
from bot.model.facts import Fact
from bot.model.library import Content
from bot.model.policies import Policy
from bot.model.problems import Problem, Severity
from bot.model.wording import show_day, show_value


def find_flaws(content: Content, on: date) -> tuple[Problem, ...]:
    """All flaws in the logic of the policies, facts and constraints, in the order of their places."""
    lens = Lens(content)
    found = [*_facts(content, on), *_constraints(content, on), *_customs(content, on)]
    for policy in content.policies.values():
        if policy.kind == "报道":
            continue
        try:
            found += [*_condition(lens, policy, on), *benefit_flaws(lens, policy, days_of(policy, on))]
        except DiagramTooLarge as error:
            day = show_day(days_of(policy, on)[0])
            message = f"{error}，例如：{day}问「{policy.title}」的人，判断不出来"
            found.append(Problem(policy.place, "E-TOO-COMPLEX", "条件", message, "把一条政策拆成几种"))
    if not any(one.code == "E-TOO-COMPLEX" for one in found):
        found += [*pair_flaws(lens, on), *question_flaws(lens, on)]
    return tuple(sorted(found))


def days_of(policy: Policy, on: date) -> tuple[date, ...]:
    """The days on which a policy is looked at: the day asked if it is in force, its first and its last."""
    days = [policy.validity.start, *([policy.validity.end] if policy.validity.end else [])]
    inside = [on] if policy.validity.state(on) == "open" else []
    return tuple(dict.fromkeys((*inside, *days)))


def _facts(content: Content, on: date) -> Iterator[Problem]:
    """Facts that are used but have neither a question nor anything to follow from."""
    named: dict[str, Policy] = {}
    for policy in content.policies.values():
        for name in support(policy):
            named.setdefault(name, policy)
    for fact in content.facts.by_name.values():
        if fact.name in named and not fact.question.strip() and fact.ratio is None:
            policy = named[fact.name]
            example = f"例如：{show_day(days_of(policy, on)[0])}问「{policy.title}」的人，会一直停在待补充信息"
            message = f"政策用到「{fact.name}」，却没有问法，{example}"
            yield Problem(fact.place, "E-NO-QUESTION", fact.name, message, "写上「问」，或写明从哪些事实推出")


def _constraints(content: Content, on: date) -> Iterator[Problem]:
    """Constraints nobody can satisfy, and answers that no person can give."""
    facts = content.facts.by_name
    for part in network.build(content.constraints, facts, on):
        place = part.constraints[-1].place
        possible = part.possible({})
        if possible is None:
            texts = "；".join(network.broken(part, {}, facts, on))
            message = f"这几条合在一起没有人能满足：{texts}（{show_day(on)}）"
            yield Problem(place, "E-NOBODY", "", message, "改掉其中一条")
            continue
        for name, values in possible.items():
            lost = _lost(facts[name], values, on)
            if lost:
                message = f"照这些关系，没有人的「{name}」会是{lost}（{show_day(on)}）"
                yield Problem(place, "W-IMPOSSIBLE-ANSWER", name, message, "改关系，或删去这个选项", Severity.WARNING)


def _customs(content: Content, on: date) -> Iterator[Problem]:
    """Customs that the constraints leave no room for, so that they are never of use."""
    for custom in content.customs:
        both = replace(custom, given=AllOf(()), then=AllOf((custom.given, custom.then)))
        parts = network.build((*content.constraints, both), content.facts.by_name, on)
        if any(part.possible({}) is None for part in parts):
            message = f"「{custom.text}」永远用不上：照必然的关系，没有人既是前面说的、又是后面说的（{show_day(on)}）"
            yield Problem(custom.place, "W-IDLE-CUSTOM", "则", message, "改掉或删去这一条", Severity.WARNING)


def _lost(fact: Fact, values: object, on: date) -> str:
    """The options that are ruled out for everybody, in words."""
    whole = everything(fact, on)
    if not isinstance(values, frozenset) or not isinstance(whole, frozenset) or values >= whole:
        return ""
    return show_value(fact, whole - values, on)


def _condition(lens: Lens, policy: Policy, on: date) -> Iterator[Problem]:
    """Conditions that nobody or everybody meets, and single ones that never decide."""
    own = [leaf for leaf in leaves(policy.condition) if isinstance(leaf, Leaf)]
    if not own:
        return
    days = days_of(policy, on)
    seen = [lens.plain(policy, policy.condition, day) for day in days]
    if not any(someone(one, granted) for one in seen):
        message = f"条件互相矛盾，谁也不会符合，例如：{_closest(lens, policy, own, days[0])}"
        yield Problem(policy.place, "E-CONTRADICTION", "条件", message, "对照原文，看是不是把“或者”写成了“全部”")
        return
    if not any(someone(one, lambda label: exists(label) and not granted(label)) for one in seen):
        person = someone(lens.plain(policy, NoneOf((own[0],)), days[0]), granted) or show_day(days[0])
        message = f"条件拦不住任何人，例如：{person}，做不到「{own[0].text}」也符合"
        yield Problem(policy.place, "E-ALWAYS-TRUE", "条件", message, "对照原文，看是不是把“全部”写成了“任一”")
        return
    for leaf in own:
        yield from _idle(lens, policy, leaf, days)


def _closest(lens: Lens, policy: Policy, own: list[Leaf], day: date) -> str:
    """Somebody who meets as many conditions as possible, taken in their order, and the one that then cannot be met."""
    met: list[Condition] = []
    person, missed = show_day(day), own[0].text
    for leaf in own:
        found = someone(lens.plain(policy, AllOf((*met, leaf)), day), granted)
        if found:
            met.append(leaf)
            person = found
        else:
            missed = leaf.text
    return f"{person}，就做不到「{missed}」"


def _idle(lens: Lens, policy: Policy, leaf: Leaf, days: tuple[date, ...]) -> Iterator[Problem]:
    """A condition that changes nothing on any day, whether it is taken as met or as not met."""
    for value, words in ((True, "没做到"), (False, "做到了")):
        other = replaced(policy.condition, leaf, value)
        if any(lens.difference(policy, policy.condition, other, day) for day in days):
            continue
        tree: Condition = NoneOf((leaf,)) if value else leaf
        person = someone(lens.plain(policy, tree, days[0]), granted)
        example = f"例如：{person}，{words}也一样" if person else f"在{show_day(days[0])}没有人会{words}"
        message = f"「{leaf.text}」从来不起作用，{example}"
        remedy = "别的条件已经管住了它：删去它，或对照原文改正"
        yield Problem(leaf.place, "W-IDLE-CONDITION", leaf.id, message, remedy, Severity.WARNING)
        return


def replaced(tree: Condition, leaf: Leaf, value: bool) -> Condition:
    """The tree with one leaf taken as met or as not met."""
    if tree is leaf:
        return AllOf(()) if value else AnyOf(())
    if isinstance(tree, Leaf | OfficeLeaf):
        return tree
    children = tuple(replaced(child, leaf, value) for child in tree.children)
    match tree:
        case AllOf():
            return AllOf(children)
        case AnyOf():
            return AnyOf(children)
        case NoneOf():
            return NoneOf(children)
        case AtLeast():
            return AtLeast(tree.count, children)
