"""The declared facts, regions and words of the repository as the hearing gets them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.language.hearing.hear import Hearing
from bot.model.facts import Fact, Facts, FactType, Option
from bot.model.intents import Lexicon, Sideline
from bot.model.places import Region
from bot.model.problems import Place
from bot.model.values import Span

ROOT = Path(__file__).parents[4]
EVALUATION = ROOT / "tests" / "evaluation"
NOWHERE = Place("test", 1, 1)
DAYS = Span(date(1900, 1, 1).toordinal(), date(2100, 12, 31).toordinal())


def _load(path: str) -> dict[str, Any]:
    found = yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only
    assert isinstance(found, dict)
    return found


def _domain(kind: FactType, limits: dict[str, str]) -> Span:
    if kind.is_day:
        return DAYS
    scale = 100 if kind is FactType.RATE else 1
    return Span(int(limits.get("最小", 0)) * scale, int(limits.get("最大", 1_000_000_000 // scale)) * scale)


@lru_cache(maxsize=1)
def facts() -> Facts:
    """The declared facts."""
    by_name: dict[str, Fact] = {}
    by_alias: dict[str, str] = {}
    for name, raw in _load("knowledge/_facts.yaml").items():
        kind = FactType(raw["类型"])
        ratio = raw.get("推导")
        by_name[name] = Fact(
            name=name,
            code=raw["代号"],
            type=kind,
            question=raw["问"],
            reask=raw["再问"],
            place=NOWHERE,
            unit=raw.get("单位", ""),
            audience=raw.get("对象", "个人"),
            aliases=tuple(raw.get("别名", ())),
            options=tuple(
                Option(o["值"], o["说"], tuple(o.get("同义", ())), tuple(o.get("答话", ())))
                for o in raw.get("选项", ())
            ),
            domain=_domain(kind, raw.get("范围", {})),
            ratio=(ratio["分子"], ratio["分母"]) if ratio else None,
            words=tuple(raw.get("提示词", ())),
            stale_days=int(raw["有效天数"]) if "有效天数" in raw else None,
            unsaid=Span(0, 0) if "未说时" in raw else None,
        )
        for alias in (raw["代号"], *raw.get("别名", ())):
            by_alias[alias] = name
    return Facts(by_name, by_alias)


def regions() -> dict[str, Region]:
    """The declared regions."""
    return {
        slug: Region(
            slug,
            raw["名称"],
            raw.get("上级"),
            raw["状态"],
            NOWHERE,
            aliases=tuple(raw.get("别名", ())),
            towns=tuple(raw.get("乡镇", ())),
        )
        for slug, raw in _load("knowledge/_regions.yaml").items()
    }


def lexicon(*, spoken: bool = True) -> Lexicon:
    """The declared words. spoken: with the words of the dialect."""
    raw = _load("intents/_lexicon.yaml")
    return Lexicon(
        synonyms={key: tuple(words) for key, words in raw["同义词"].items()},
        dialect=raw["方言"] if spoken else {},
        fillers=tuple(raw["填充词"]),
        stickers=raw["表情"],
        other_places=tuple(raw["外地"]),
        relatives=tuple(raw["亲属"]),
        provinces={name: tuple(places) for name, places in raw["归属"].items()},
        sidelines=tuple(
            Sideline(name, *(tuple(one.get(key, ())) for key in ("词", "属", "答", "除非")))
            for name, one in raw["旁事"].items()
        ),
    )


@lru_cache(maxsize=1)
def hearing() -> Hearing:
    """One hearing for all tests."""
    return Hearing(facts(), regions(), lexicon())
