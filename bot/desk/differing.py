"""What differs between two versions of the content, told in the words officers write it in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from bot.desk.differing_change import Change, Entry, compare
from bot.desk.differing_intents import intent_changes
from bot.desk.differing_policy import policy_changes
from bot.desk.differing_words import document_words, fact_words, frame_words, leaf_words, region_words
from bot.model.conditions import Condition, Constraint, leaves
from bot.model.facts import Facts
from bot.model.library import Content


def differences(old: Content, new: Content, on: date) -> tuple[Change, ...]:
    """Every difference that somebody can meet: places, documents, policies, questions, ways to ask, wordings.

    on: the day by which a policy counts as ended. Moving text to other lines is no difference. Pure.
    """
    return (
        *compare("地区", _regions(old), _regions(new)),
        *compare("文件", _documents(old), _documents(new)),
        *policy_changes(old, new, on),
        *compare("事实", _facts(old), _facts(new)),
        *compare("约束", _constraints(old.constraints, old.facts), _constraints(new.constraints, new.facts)),
        *compare("通常", _constraints(old.customs, old.facts), _constraints(new.customs, new.facts)),
        *compare("行话", _jargon(old), _jargon(new)),
        *intent_changes(old.intents, new.intents),
        *_templates(old.replies, new.replies),
    )


def _regions(content: Content) -> Mapping[str, Entry]:
    return {slug: Entry(one.name, region_words(one), slug) for slug, one in content.regions.items()}


def _documents(content: Content) -> Mapping[str, Entry]:
    return {
        number: Entry(f"《{one.title}》", document_words(one), one.region) for number, one in content.documents.items()
    }


def _facts(content: Content) -> Mapping[str, Entry]:
    return {name: Entry(name, fact_words(one)) for name, one in content.facts.by_name.items()}


def _tree(tree: Condition, facts: Facts) -> str:
    told = "；".join(leaf_words(leaf, facts) for leaf in leaves(tree))
    return f"{frame_words(tree)}：{told}"


def _constraints(rules: Iterable[Constraint], facts: Facts) -> Mapping[str, Entry]:
    return {one.text: Entry(one.text, {"若": _tree(one.given, facts), "则": _tree(one.then, facts)}) for one in rules}


def _jargon(content: Content) -> Mapping[str, Entry]:
    return {word: Entry(word, {"换成": instead}) for word, instead in content.jargon.items()}


def _templates(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """Templates by path; what they say now shows in the replies that change."""
    before, after = ({path: Entry(path, {"文字": text}) for path, text in one.items()} for one in (old, new))
    for change in compare("模板", before, after):
        yield Change(change.kind, change.what, change.key, change.label)
