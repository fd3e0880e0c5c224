"""What differs between two versions of how people ask, counted: single sentences say little, their number does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.desk.differing_change import ALTERED, Change, Entry, compare
from bot.model.intents import Intents

Lists = Mapping[str, tuple[str, ...]]
Register = Mapping[str, tuple[str, Lists]]


def intent_changes(old: Intents, new: Intents) -> Iterator[Change]:
    """Measures, aspects and acts that came, went or were reworded, with how many words and examples came and went."""
    for kind, was, now in (
        ("问法", _measures(old), _measures(new)),
        ("方面", _aspects(old), _aspects(new)),
        ("说话方式", _acts(old), _acts(new)),
        ("词典", _lexicon(old), _lexicon(new)),
        ("问法", _mixed(old), _mixed(new)),
        ("转人工", _handing(old), _handing(new)),
    ):
        yield from _lists(kind, was, now)
    yield from compare("门槛", _thresholds(old), _thresholds(new))


def _lists(kind: str, old: Register, new: Register) -> Iterator[Change]:
    names = ({key: Entry(label, {"名称": label}) for key, (label, _) in one.items()} for one in (old, new))
    yield from compare(kind, *names)
    for key in (one for one in old if one in new):
        for field in dict.fromkeys((*old[key][1], *new[key][1])):
            was, now = (set(one[key][1].get(field, ())) for one in (old, new))
            if was != now:
                gone, come = sorted(was - now), sorted(now - was)
                yield Change(kind, ALTERED, key, new[key][0], "", field, _told("减", gone), _told("增", come))


def _told(word: str, items: list[str]) -> str:
    """How many came or went, with the first of them."""
    if not items:
        return ""
    some = "、".join(items[:3]) + ("…" if len(items) > 3 else "")
    return f"{word}{len(items)}：{some}"


def _measures(intents: Intents) -> Register:
    return {
        slug: (
            one.name,
            {
                "简称": (one.short,),
                "说明": (one.covers,),
                "叫法": one.names,
                "提示词": one.cues,
                "数字": one.numbers,
                "例句": one.examples,
                "近邻": one.neighbours,
                "主题": tuple(
                    f"{topic.name}：{topic.ask}（{'、'.join((*topic.keywords, *topic.examples))}）"
                    for topic in one.topics
                ),
            },
        )
        for slug, one in intents.measures.items()
    }


def _aspects(intents: Intents) -> Register:
    return {slug: (one.name, {"说法": one.cues}) for slug, one in intents.aspects.items()}


def _acts(intents: Intents) -> Register:
    return {slug: (one.name, {"说法": one.cues, "例句": one.examples}) for slug, one in intents.acts.items()}


def _lexicon(intents: Intents) -> Register:
    words = intents.lexicon
    found: Lists = {
        "同义词": _pairs((one, "、".join(others)) for one, others in words.synonyms.items()),
        "方言": _pairs(words.dialect.items()),
        "填充词": words.fillers,
        "表情": _pairs(words.stickers.items()),
        "外地": words.other_places,
        "归属": _pairs((one, "、".join(places)) for one, places in words.provinces.items()),
        "亲属": words.relatives,
        "旁事": _pairs((one.name, "、".join(one.words)) for one in words.sidelines),
    }
    return {"_lexicon": ("词典", found)}


def _mixed(intents: Intents) -> Register:
    """Utterances that touch several measures, each with the measures it leads to."""
    both = {"含混": intents.vague, "一句多问": intents.several}
    told = {
        key: tuple(f"{one.text}（{'、'.join(_name(slug, intents) for slug in one.measures)}）" for one in lines)
        for key, lines in both.items()
    }
    return {"_mixed": ("几个事项的问法", told)}


def _handing(intents: Intents) -> Register:
    """What goes to a person by itself, and the words that lead back."""
    names = {slug: one.name for slug, one in intents.aspects.items()}
    topics = (
        f"{_name(slug, intents)}（{'、'.join(name for one, name in names.items() if one in sides) or '全部'}）"
        for slug, sides in intents.handing.topics.items()
    )
    return {"_handing": ("转人工", {"回来": intents.handing.back, "事项": tuple(topics)})}


def _name(slug: str, intents: Intents) -> str:
    return intents.measures[slug].name if slug in intents.measures else slug


def _pairs(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{one}→{other}" for one, other in pairs)


def _thresholds(intents: Intents) -> Mapping[str, Entry]:
    found = intents.calibration
    own = {"回答": found.answer, "差距": found.margin, "可选": found.choose, "温度": found.temperature}
    words = {name: f"{number:g}" for name, number in {**own, **found.extra}.items()}
    return {"_calibration": Entry("门槛", words)}
