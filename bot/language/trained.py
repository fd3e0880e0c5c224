"""Trains the classifier from content, or takes it from the cache when the content is the same."""

from __future__ import annotations

import hashlib
import random
import zlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.language.cache import Arrays, Cache
from bot.language.classifier import Plan, Sample, Weights, train
from bot.language.corpus import OUT_OF_SCOPE, Text, groups, texts, topic_texts
from bot.language.evidence import by_sound
from bot.language.features import Features
from bot.language.normalise import Normaliser
from bot.language.pinyin import Sounds, read_table
from bot.language.spoiling import STRAY, training_ways
from bot.model.copying import replace
from bot.model.intents import Intents

VERSION = "13"
"""Raised whenever code changes what is seen or how it is trained, so that old weights are left alone."""

SOUND_SHARE = 0.3
"""Weight of a training text stripped to its sound, so that sound alone can decide too."""

SPOILED_SHARE = 0.5
"""Weight of the spoiled copy of a training text."""

MUCH = 50_000
"""More evidence than this is halved when it is kept."""

_TOPICS = "topics-"
_LEAST = 4
"""Shorter texts are not spoiled: one character less may leave nothing of their meaning."""

_SHORT = 8
"""Texts up to this length are spoiled twice: a mistake costs them most, since few characters are left to decide."""


def sounds(cache: Cache | None) -> Sounds:
    """The table of syllables; reading it from its package is slow, so it is kept."""
    key = f"sounds-{VERSION}"
    kept = cache.load(key) if cache else None
    if kept is not None and "table" in kept:
        return Sounds(kept["table"].astype(np.uint8))
    table = read_table()
    if cache:
        cache.save(key, {"table": table})
    return Sounds(table)


def digest(intents: Intents, places: Iterable[str]) -> str:
    """Names everything that the weights follow from."""
    told = hashlib.sha256(f"{VERSION} {Plan()}".encode())
    lines = [f"{label}\t{words}" for label, _, some in groups(intents) for words in some if words]
    told.update("\n".join(dict.fromkeys(lines)).encode("utf-8", "replace"))
    told.update(repr([[line.text for line in some] for some in (intents.vague, intents.several)]).encode())
    for slug, measure in sorted(intents.measures.items()):
        told.update(repr((slug, measure.names, measure.cues, measure.numbers)).encode("utf-8", "replace"))
        told.update(repr([(topic.name, topic.keywords) for topic in measure.topics]).encode("utf-8", "replace"))
    lexicon = intents.lexicon
    parts = (sorted(lexicon.synonyms.items()), sorted(lexicon.dialect.items()), lexicon.fillers)
    told.update(repr((parts, sorted(lexicon.stickers.items()), sorted(places))).encode("utf-8", "replace"))
    return told.hexdigest()[:24]


def samples(training: Iterable[Text], normaliser: Callable[[str], str], features: Features) -> list[Sample]:
    """What is seen in the training texts: each as written, by its sound alone, and with a mistake in it."""
    found: list[Sample] = []
    ways = training_ways(features.sounds)
    for text in training:
        clean = normaliser(text.words)
        seen = features.see(clean)
        versions = [([one.name for one in seen], 1.0), (by_sound(seen), SOUND_SHARE)]
        copies = (len(clean) >= _LEAST) + (_LEAST <= len(clean) <= _SHORT)
        for copy in range(copies):
            # Seeded by the text itself, so that adding one example leaves the copies of all others alone.
            chance = random.Random(zlib.crc32(text.words.encode("utf-8", "replace")) + copy)  # noqa: S311 - no secret
            spoiled = features.see(chance.choice(ways)(clean, chance))
            versions.append(([one.name for one in spoiled], SPOILED_SHARE))
        weighed = [(tuple(names), text.weight * share) for names, share in versions if names]
        found += [Sample(names, text.label, weight, text.manner) for names, weight in weighed]
    return found


def fit(found: list[Sample], plan: Plan | None = None) -> Weights:
    """Weights for the samples; their classes in alphabetical order."""
    return train(found, sorted({sample.label for sample in found}), plan or Plan())


def pack(weights: Weights) -> Arrays:
    """The weights as arrays that can be kept, without the evidence that only spoiled copies can show.

    Of much evidence only the half that can count for most is kept: the rest changes no reading, and takes time to load.
    """
    kept = [name for name in weights.rows if STRAY not in name]
    places = np.fromiter((weights.rows[name] for name in kept), np.int32, len(kept))
    if len(kept) > MUCH:
        most = np.abs(weights.matrix[places]).max(axis=1) * weights.values[places]
        strong = most >= np.median(most)
        kept, places = [name for name, one in zip(kept, strong, strict=True) if one], places[strong]
    return {
        "rows": _bytes(kept),
        "labels": _bytes(weights.labels),
        "values": weights.values[places],
        "matrix": weights.matrix[places].astype(np.float16),
        "bias": weights.bias,
    }


def unpack(arrays: Arrays) -> Weights:
    """The weights that were packed. Raises KeyError when an array is missing."""
    rows = arrays["rows"].tobytes().decode().split("\n")
    return Weights(
        rows=dict(zip(rows, range(len(rows)), strict=True)),
        labels=tuple(arrays["labels"].tobytes().decode().split("\n")),
        values=arrays["values"].astype(np.float32),
        matrix=np.asarray(arrays["matrix"], dtype=np.float16),
        bias=arrays["bias"].astype(np.float32),
    )


@dataclass(frozen=True, slots=True)
class Trained:
    """What tells measures apart; and, where content names neighbouring services, what tells those apart."""

    measures: Weights
    topics: Weights | None


def without(known: Trained, gone: Collection[str]) -> Trained:
    """The same with what was heard as these measures heard as none of ours: good until the rest is trained anew.

    Taking their share away instead would hand their questions to whatever resembles them most.
    """
    labels = tuple(OUT_OF_SCOPE if label in gone else label for label in known.measures.labels)
    return Trained(replace(known.measures, labels=labels), known.topics)


def weights_for(
    intents: Intents, places: Iterable[str], normaliser: Normaliser, features: Features, cache: Cache | None
) -> Trained:
    """The weights for this content; trained unless the cache has them."""
    key = f"weights-{digest(intents, places)}"
    kept = cache.load(key) if cache else None
    if kept is None:
        kept = pack(fit(samples(texts(intents), normaliser, features)))
        topics = samples(topic_texts(intents), normaliser, features)
        if topics:
            kept = {**kept, **{_TOPICS + name: array for name, array in pack(fit(topics)).items()}}
        if cache:
            cache.save(key, kept)
    # Through the packed form in any case, so that the first answer equals all later ones.
    apart = {name.removeprefix(_TOPICS): array for name, array in kept.items() if name.startswith(_TOPICS)}
    return Trained(unpack(kept), unpack(apart) if apart else None)


def _bytes(words: Iterable[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)
