"""Random knowledge bases of the shape that ELIGIBILITY questions have: yes-or-no facts, some choices, skewed priors.

A policy is a conjunction of three to five clauses, about a third of them alternatives.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from bot.model.conditions import AllOf, AnyOf, Condition, Leaf, OneOf
from bot.model.documents import Cite
from bot.model.facts import Fact, Facts, FactType, Option, Prior
from bot.model.intents import Intents, Lexicon
from bot.model.library import Content
from bot.model.places import Region
from bot.model.policies import Policy, Validity
from bot.model.problems import Place
from bot.model.values import NO, YES

PLACE = Place("knowledge/bench.yaml")
CITE = Cite("试〔2026〕1号", "第（一）条")
ON = date(2026, 11, 20)
ALTERNATIVES = 0.35


@dataclass(frozen=True, slots=True)
class World:
    """A knowledge base with independent priors: option -> probability for each fact, in the order of the facts."""

    content: Content
    facts: tuple[Fact, ...]
    priors: tuple[tuple[float, ...], ...]
    policies: tuple[str, ...]


def options(fact: Fact) -> tuple[str, ...]:
    """The options of a fact in the order of its priors."""
    return tuple(prior.option or "" for prior in fact.priors)


def make(random: Random, policies: int, bools: int, choices: int, costs: bool = False) -> World:
    """A random world."""
    facts = [_fact(random, f"b{at}", (YES, NO), costs) for at in range(bools)]
    facts += [_fact(random, f"c{at}", ("一", "二", "三", "四"), costs) for at in range(choices)]
    made = [_policy(random, f"r/p{at}", facts) for at in range(policies)]
    content = Content(
        regions={"r": Region("r", "r", None, "现行", PLACE)},
        documents={},
        facts=Facts({fact.name: fact for fact in facts}),
        constraints=(),
        policies={policy.id: policy for policy in made},
        intents=Intents({}, {}, {}, Lexicon()),
        replies={},
        digest="",
    )
    priors = tuple(tuple(prior.weight for prior in fact.priors) for fact in facts)
    return World(content, tuple(facts), priors, tuple(policy.id for policy in made))


def _fact(random: Random, name: str, values: tuple[str, ...], costs: bool) -> Fact:
    raw = [random.random() ** 2 + 0.05 for _ in values]
    priors = tuple(Prior(weight / sum(raw), option=value) for value, weight in zip(values, raw, strict=True))
    return Fact(
        name,
        name,
        FactType.BOOL if len(values) == 2 else FactType.CHOICE,
        "",
        "",
        PLACE,
        options=tuple(Option(value, value) for value in values),
        priors=priors,
        cost=random.choice((1.0, 1.0, 2.0, 3.0)) if costs else 1.0,
    )


def _leaf(random: Random, facts: list[Fact]) -> Leaf:
    fact = random.choice(facts)
    values = options(fact)
    chosen = random.sample(values, random.randint(1, len(values) - 1))
    return Leaf(fact.name, fact.name, OneOf(frozenset(chosen)), fact.name, CITE, PLACE)


def _policy(random: Random, name: str, facts: list[Fact]) -> Policy:
    clauses: list[Condition] = []
    for _ in range(random.randint(3, 5)):
        if random.random() < ALTERNATIVES:
            clauses.append(AnyOf(tuple(_leaf(random, facts) for _ in range(random.randint(2, 3)))))
        else:
            clauses.append(_leaf(random, facts))
    return Policy(
        id=name,
        region="r",
        measure=name[2:],
        variant="",
        title=name,
        kind="待遇",
        audience="个人",
        summary="",
        cite=CITE,
        validity=Validity(date(2024, 1, 1), None, CITE),
        place=PLACE,
        condition=AllOf(tuple(clauses)),
    )
