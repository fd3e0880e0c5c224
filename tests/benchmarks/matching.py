"""Measures matching: build time, memory and time a question as the examples grow, beside rapidfuzz and tantivy.

Run: python -m tests.benchmarks.matching [1000 10000 100000 1000000]. Examples beyond the real ones are made by
joining the start of one with the end of another of the same measure. Above TRAINED examples the classifier is
trained on a random share of that size, and the evidence of all others is only indexed, with weights of nought:
the time of a question depends on the index and on the question, not on how often the weights were corrected.
rapidfuzz looks for the nearest example; tantivy ranks examples by BM25 over runs of one and two characters.
"""

from __future__ import annotations

import importlib.util
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from bot.content.load import load_content
from bot.desk.build import content_folder, read_folder
from bot.language.classifier import Weights
from bot.language.corpus import Text, texts
from bot.language.features import Features
from bot.language.matching import Matcher
from bot.language.normalise import Normaliser
from bot.language.trained import fit, samples, sounds

QUERIES = 400
TRAINED = 20_000
SIZES = (1_000, 10_000, 100_000, 1_000_000)


def grown(real: Sequence[Text], size: int) -> list[Text]:
    """So many training texts, the real ones first."""
    chance = random.Random(3)
    by_label: dict[str, list[str]] = {}
    for text in real:
        by_label.setdefault(text.label, []).append(text.words)
    grown_texts = chance.sample(list(real), min(size, len(real)))
    while len(grown_texts) < size:
        text = chance.choice(real)
        other = chance.choice(by_label[text.label])
        grown_texts.append(Text(text.words[: len(text.words) // 2] + other[len(other) // 2 :], text.label))
    chance.shuffle(grown_texts)
    return grown_texts


def timed(ask: Callable[[str], object], queries: Sequence[str]) -> str:
    """Median and 99th percentile of one call, in milliseconds."""
    spent = []
    for query in queries:
        start = time.perf_counter()
        ask(query)
        spent.append((time.perf_counter() - start) * 1000)
    return f"{np.percentile(spent, 50):9.3f} {np.percentile(spent, 99):9.3f}"


def built(training: Sequence[Text], normaliser: Normaliser, features: Features) -> Weights:
    """Weights trained on at most TRAINED texts, with the evidence of all texts in the index."""
    weights = fit(samples(training[:TRAINED], normaliser, features))
    rows = dict(weights.rows)
    for text in training[TRAINED:]:
        for one in features.see(normaliser(text.words)):
            rows.setdefault(one.name, len(rows))
    matrix = np.zeros((len(rows), weights.matrix.shape[1]), np.float16)
    matrix[: len(weights.matrix)] = weights.matrix
    values = np.ones(len(rows), np.float32)
    values[: len(weights.values)] = weights.values
    return Weights(rows, weights.labels, values, matrix, weights.bias)


def tantivy_search(plain: Sequence[str]) -> Callable[[str], object] | None:
    """The best example by BM25, or None where tantivy is not installed."""
    if importlib.util.find_spec("tantivy") is None:
        return None
    import tantivy

    analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, 2, False)).build()
    schema = tantivy.SchemaBuilder().add_text_field("text", tokenizer_name="runs", index_option="freq").build()
    index = tantivy.Index(schema)
    index.register_tokenizer("runs", analyzer)
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for text in plain:
        writer.add_document(tantivy.Document(text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(query: str) -> object:
        grams = {query[at : at + size] for size in (1, 2) for at in range(len(query) - size + 1)}
        terms = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", gram, "freq")) for gram in grams]
        return searcher.search(tantivy.Query.boolean_query(terms), 1, count=False).hits

    return ask


def main(sizes: Sequence[int]) -> None:
    """Print the rows of every size."""
    content, _ = load_content(read_folder(content_folder(Path.cwd())))
    if content is None:
        raise SystemExit("content has errors; run jiuye check")
    normaliser = Normaliser(content.intents.lexicon)
    features = Features(content.intents, content.regions, sounds(None))
    real = list(texts(content.intents))
    queries = [normaliser(text.words) for text in random.Random(5).sample(real, QUERIES)]
    print(" examples  who           build s    p50 ms    p99 ms")
    for size in sizes:
        training = grown(real, size)
        start = time.perf_counter()
        weights = built(training, normaliser, features)
        spent = time.perf_counter() - start
        figures = timed(Matcher(features, weights).score, queries)
        memory = f"{len(weights.rows)} rows, weights {weights.matrix.nbytes / 1e6:.0f} MB"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        part = " (trained on a share, the rest indexed)" if size > TRAINED else ""
        print(
            f"{size:9}  this      {spent:11.1f} {figures}   {memory}, process at most {peak:.0f} MB{part}", flush=True
        )
        plain = [normaliser(text.words) for text in training]
        start = time.perf_counter()
        search = tantivy_search(plain)
        spent = time.perf_counter() - start
        if search is None:
            print(f"{size:9}  tantivy   passed over: not installed (make bench installs it)", flush=True)
        else:
            print(f"{size:9}  tantivy   {spent:11.1f} {timed(search, queries)}", flush=True)
        few = queries[: 60 if size <= 100_000 else 12]
        near = timed(lambda query, plain=plain: process.extractOne(query, plain, scorer=fuzz.ratio), few)  # type: ignore[misc]
        print(f"{size:9}  rapidfuzz         0.0 {near}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
