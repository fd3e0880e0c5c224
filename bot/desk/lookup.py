"""What the hotline agent needs about one policy: words to say, words to send, and everything behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.desk.talk import Snapshot
from bot.model.decisions import Say
from bot.model.named import policy_named
from bot.model.policies import Policy
from bot.model.verdicts import Result, Verdict
from bot.replying.views import View, policy_view, region_view


@dataclass(frozen=True, slots=True)
class Card:
    """One policy on one day. view: as templates see it. left_open: (aspect, what the document does not say).

    neighbours: policies of neighbouring measures here. elsewhere: the same measure in other regions.
    """

    policy: Policy
    view: View
    region: View | None
    spoken: str
    written: str
    left_open: tuple[tuple[str, str], ...]
    neighbours: tuple[Policy, ...]
    elsewhere: tuple[tuple[str, Policy], ...]


def card(snapshot: Snapshot, policy_id: str, on: date) -> Card:
    """Everything about one policy. Raises UnknownName."""
    content = snapshot.library.content
    policy = policy_named(policy_id, content.policies)
    aspects = content.intents.aspects
    measure = content.intents.measures.get(policy.measure)
    close = [one for slug in (measure.neighbours if measure else ()) for one in content.in_region(policy.region, slug)]
    variants = [one for one in content.in_region(policy.region, policy.measure) if one.id != policy.id]
    return Card(
        policy=policy,
        view=policy_view(policy, content, on, None),
        region=region_view(policy.region, content),
        spoken=_say(snapshot, "_console/spoken", policy, on),
        written=_say(snapshot, "_console/written", policy, on),
        left_open=tuple(
            (aspects[slug].name if slug in aspects else slug, item.text)
            for slug, items in policy.statements.items()
            for item in items
            if item.is_open
        ),
        neighbours=(*variants, *close),
        elsewhere=tuple(
            (region.name, one)
            for slug, region in content.regions.items()
            if slug != policy.region
            for one in content.in_region(slug, policy.measure)
        ),
    )


def _say(snapshot: Snapshot, template: str, policy: Policy, on: date) -> str:
    """The policy in the words of one template."""
    states = {"not_yet": Verdict.NOT_YET, "expired": Verdict.EXPIRED}
    verdict = states.get(policy.validity.state(on), Verdict.NEEDS_FACTS)
    block = Say(template, measure=policy.measure, region=policy.region, results=(Result(policy.id, verdict),))
    return snapshot.replier.say(block, on)


def replies_of(snapshot: Snapshot, policy_id: str, on: date) -> tuple[tuple[str, str], ...]:
    """What a citizen reads about every aspect of the policy's measure in its region: (aspect, text)."""
    content = snapshot.library.content
    policy = content.policies[policy_id]
    results = tuple(
        snapshot.library.engine.decide(one.id, {}, on) for one in content.in_region(policy.region, policy.measure)
    )
    found = []
    for slug, aspect in content.intents.aspects.items():
        template = f"_default/{slug}"
        if template in content.replies:
            block = Say(template, measure=policy.measure, aspect=slug, region=policy.region, results=results)
            found.append((aspect.name, snapshot.replier.say(block, on)))
    return tuple(found)
