"""Measures matching: training time, size and time a question, as the examples grow.

Run: python -m tests.benchmarks.matching [1000 10000 100000]. Examples beyond the real ones are made by
joining the start of one with the end of another of the same measure. rapidfuzz's nearest example is
measured on the same data for comparison.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from bot.content.load import load_content
from bot.desk.build import content_folder, read_folder
from bot.language.corpus import Text, texts
from bot.language.features import Features
from bot.language.matching import Matcher
from bot.language.normalise import Normaliser
from bot.language.trained import fit, samples, sounds

QUERIES = 400


def grown(real: Sequence[Text], size: int) -> list[Text]:
    """So many training texts, the real ones first."""
    chance = random.Random(3)
    by_label: dict[str, list[str]] = {}
    for text in real:
        by_label.setdefault(text.label, []).append(text.words)
    grown_texts = list(real[:size])
    while len(grown_texts) < size:
        text = chance.choice(real)
        other = chance.choice(by_label[text.label])
        grown_texts.append(Text(text.words[: len(text.words) // 2] + other[len(other) // 2 :], text.label))
    chance.shuffle(grown_texts)
    return grown_texts


def timed(ask: Callable[[str], object], queries: Sequence[str]) -> tuple[float, float]:
    """Median and 99th percentile of one call, in milliseconds."""
    spent = []
    for query in queries:
        start = time.perf_counter()
        ask(query)
        spent.append((time.perf_counter() - start) * 1000)
    return float(np.percentile(spent, 50)), float(np.percentile(spent, 99))


def main(sizes: Sequence[int]) -> None:
    """Print one line a size."""
    content, _ = load_content(read_folder(content_folder(Path.cwd())))
    if content is None:
        raise SystemExit("content has errors; run jiuye check")
    normaliser = Normaliser(content.intents.lexicon)
    features = Features(content.intents, content.regions, sounds(None))
    real = list(texts(content.intents))
    queries = [normaliser(text.words) for text in random.Random(5).sample(real, QUERIES)]
    for size in sizes:
        training = grown(real, size)
        start = time.perf_counter()
        weights = fit(samples(training, normaliser, features))
        built = time.perf_counter() - start
        matcher = Matcher(features, weights)
        middle, late = timed(matcher.score, queries)
        plain = [normaliser(text.words) for text in training]
        near = timed(lambda query, plain=plain: process.extractOne(query, plain, scorer=fuzz.ratio), queries[:60])  # type: ignore[misc]
        print(
            f"{size:>8} examples: trained in {built:.1f} s, {weights.matrix.nbytes / 1e6:.0f} MB; "
            f"p50 {middle:.3f} ms, p99 {late:.3f} ms; rapidfuzz p50 {near[0]:.3f} ms, p99 {near[1]:.3f} ms"
        )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1000, 10000])
