"""Chance in training belongs to what it is drawn for."""

from __future__ import annotations

import numpy as np

from bot.language import lots
from bot.language.classifier import Plan, Sample, train

WORDS = [f"w词{number}" for number in range(40)]
SAMPLES = [Sample((WORDS[at % 40], WORDS[(at * 7 + 3) % 40], f"w{at}"), ("left", "right")[at % 2]) for at in range(400)]


def test_one_more_sample_leaves_the_draws_of_all_others_alone() -> None:
    """The batches of the others and what is hidden of them stay as they were."""
    salt = lots.salt(7, 0)
    names = lots.keys(map(str, range(1000)))
    more = lots.keys([*map(str, range(1000)), "新词"])
    before, after = lots.batches(names, 48, salt), lots.batches(more, 48, salt)
    assert [list(batch) for batch in before] == [[at for at in batch if at < len(names)] for batch in after]
    assert sorted(np.concatenate(after)) == list(range(1001))
    assert (lots.draws(names, names, salt) == lots.draws(more, more, salt)[: len(names)]).all()
    assert list(before[0]) != list(lots.batches(names, 48, lots.salt(7, 1))[0])


def test_draws_are_spread_evenly() -> None:
    """A fifth of all draws lies below a fifth, so that as much is hidden as the plan says."""
    keys = lots.keys(map(str, range(20_000)))
    drawn = lots.draws(keys, keys[::-1], lots.salt(7, 2))
    assert 0.0 <= drawn.min() < drawn.max() < 1.0
    assert abs(float((drawn < 0.2).mean()) - 0.2) < 0.01


def test_one_more_sample_moves_the_weights_of_the_others_little() -> None:
    """A new example about something else does not change what is made of the evidence that was there before."""
    plan = Plan(epochs=2)
    labels = ["left", "right"]
    before = train(SAMPLES, labels, plan)
    after = train([*SAMPLES, Sample(("w别的", "w事"), "left")], labels, plan)
    other = train(SAMPLES, labels, Plan(epochs=2, seed=8))
    moved, chance = (np.abs(one.matrix[: len(before.rows)] - before.matrix).mean() for one in (after, other))
    assert moved < chance / 10
