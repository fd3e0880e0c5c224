"""Reads one message: measure, aspect, region, facts and act, and says which words decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from bot.language import deciding
from bot.language.acts import Acts
from bot.language.alone import Alone, Chosen
from bot.language.aspects import ordered, sides
from bot.language.beside import may_ask_twice
from bot.language.borrowing import Asked, borrows, cued, only, own_subject
from bot.language.cache import Cache
from bot.language.corpus import CHAT_ACTS, HUMAN, NONE, OUT_OF_SCOPE, SMALL_TALK
from bot.language.deciding import says_name
from bot.language.exact import Exact, bare, exact_examples
from bot.language.explaining import explained
from bot.language.features import Features
from bot.language.hearing.hear import Hearing
from bot.language.matching import REMEMBERED, Matcher, Scored
from bot.language.normalise import Normaliser
from bot.language.remembering import Remembered
from bot.language.signs import with_asking
from bot.language.trained import Trained, sounds, weights_for
from bot.model.facts import Facts
from bot.model.intents import Calibration, Intents
from bot.model.later import Later
from bot.model.places import Regions
from bot.model.understanding import Hint, Match, Outcome, Reply, Understanding

RANKED = 6


@dataclass(frozen=True, slots=True)
class Parts:
    """The readers that together understand a message."""

    normaliser: Normaliser
    matcher: Matcher
    acts: Acts
    hearing: Hearing
    examples: Mapping[str, Exact]


class Reader:
    """The understander: reads messages against one snapshot of content."""

    def __init__(self, parts: Parts, calibration: Calibration) -> None:
        self._parts = parts
        self._calibration = calibration
        self._alone = Remembered(self._read, REMEMBERED)

    @property
    def matcher(self) -> Matcher:
        """The scorer inside, for evaluation and calibration."""
        return self._parts.matcher

    def normalise(self, text: str) -> str:
        """The plain form of a message."""
        return self._parts.normaliser(text)

    def remembered(self) -> tuple[int, int, int]:
        """How many messages were read already when they came, how many not, and how many are kept."""
        return self._alone.counts()

    def understand(self, text: str, hint: Hint) -> Understanding:
        """The reading of one message; pure and never raises for any text."""
        hearing = self._parts.hearing
        alone = self._alone(text)
        clean, act, aspects = alone.clean, alone.act, alone.aspects
        told = hearing.volunteered(text, hint.on, hint.pending, hint.measure, hint.told, hint.received)
        reply = hearing.reply(text, hint)
        chosen, remark = self._in_context(alone, hint, reply, bool(told.heard))
        verdict, places = chosen
        stays = alone.in_passing and hint.region is not None  # 我在运城打工 asks for no other county than before
        matches = alone.matches if chosen is alone.further else self._matches(alone.scored, clean, alone.asked, chosen)
        return Understanding(
            text=text,
            clean=clean,
            outcome=verdict.outcome,
            matches=matches,
            named=alone.named,
            borrowed=bool(places) and places[0][0] == hint.measure and places[0] != verdict.ranked[0],
            ranked=alone.ranked,
            act=act[0] if act else None,
            aspect=aspects[0] if aspects else None,
            aspects=aspects,
            regions=() if stays else alone.regions,
            elsewhere=None if stays else alone.elsewhere,
            topic=alone.topic if verdict.outcome is Outcome.OUT_OF_SCOPE else None,
            heard=told.heard,
            reply=reply,
            on=hint.on,
            sensitive=alone.sensitive,
            unplaced=told.unplaced,
            groups=told.groups,
            persons=told.persons,
            beside=reply is None and hearing.beside(text, hint.pending),
            trace=Later(lambda: explained(text, alone, remark, verdict, matches)),
        )

    def _read(self, text: str) -> Alone:
        """What a message says whatever was talked about before."""
        parts = self._parts
        clean = parts.normaliser(text)
        spotted = parts.matcher.features.spot(clean)
        asked = sides(spotted.aspects)
        weighed = parts.matcher.weigh(spotted)
        scored, cut = weighed.scored, weighed.cut
        act = parts.acts.find(spotted.spoken, parts.matcher.likeliest(scored))
        whole = act is not None and act[1] == clean
        verdict = self._verdict(scored, act, parts.examples.get(bare(text)), bare=only(clean, asked), whole=whole)
        if cut is not None and deciding.open_to_more(verdict) and (asked or may_ask_twice(clean, scored.manner.double)):
            main, others = parts.matcher.likely(scored)
            # Reading halves is the dearest part; most messages are known before to ask one thing.
            if deciding.may_count(others, clean, verdict, self._calibration):
                scored = scored._replace(beside=parts.matcher.beside(cut, main, others))
            scored = with_asking(scored, clean, asked)
        further = self._further(verdict, scored, self._calibration)
        outside = Outcome.OUT_OF_SCOPE in (verdict.outcome, further[0].outcome)
        regions, elsewhere = parts.hearing.regions(text)
        return Alone(
            clean=clean,
            scored=scored,
            asked=asked,
            aspects=ordered(asked),
            act=act,
            verdict=verdict,
            further=further,
            matches=self._matches(scored, clean, asked, further),
            named=cued(scored),
            ranked=tuple(Match(*place) for place in verdict.ranked[:RANKED]),
            regions=regions,
            elsewhere=elsewhere,
            in_passing=bool(regions or elsewhere) and parts.hearing.in_passing(text),
            sensitive=parts.hearing.sensitive(text),
            topic=parts.matcher.topic(weighed.names) if outside else None,
        )

    def _verdict(
        self, scored: Scored, act: tuple[str, str] | None, example: Exact | None, *, bare: bool, whole: bool
    ) -> deciding.Verdict:
        most = None if bare else deciding.FOREMOST
        places = deciding.ranked(self._parts.matcher, scored, self._calibration, most)
        if example is not None:
            return deciding.Verdict(example.outcome, tuple((measure, 1.0) for measure in example.measures), places)
        if act is not None and act[0] == "human":
            return deciding.Verdict(Outcome.ANSWER, ((HUMAN, 1.0),), places)
        verdict = deciding.decided(places, scored, self._calibration)
        if act is not None and act[0] in CHAT_ACTS and not _named(verdict):
            return deciding.Verdict(Outcome.ANSWER, ((SMALL_TALK, 1.0),), places)
        sure = verdict.outcome is Outcome.ANSWER and verdict.chosen[0][0] in deciding.SUBJECTLESS
        if not scored.subject or (bare and not sure):
            # Words that fit any measure decide none.
            return deciding.undecided(places, bare=bare)
        if act is not None and whole and verdict.outcome is Outcome.OUT_OF_SCOPE:
            # 继续 is said to us, whatever else is asked with that word.
            return deciding.Verdict(Outcome.FALLBACK, (), places)
        return verdict

    def _in_context(self, alone: Alone, hint: Hint, reply: Reply | None, tells: bool) -> tuple[Chosen, str]:
        """The verdict as the talk so far changes it, the measures it stands for, and what changed it, for people."""
        verdict, scored, clean, asked = alone.verdict, alone.scored, alone.clean, alone.asked
        if hint.pending is not None or hint.offered:
            # Only a measure that is sure and named by its words is a new question.
            sure = deciding.threshold(self._calibration, deciding.SURE)
            clear = _named(verdict) and verdict.chosen[0][1] >= sure and says_name(scored, verdict.chosen[0][0])
            nothing = deciding.Verdict(Outcome.FALLBACK, (), verdict.ranked)
            if reply is not None and not (clear and asked):
                return (nothing, ()), "读作对所问的回答，不当作新问题"
            if not clear and tells and not asked:
                return (nothing, ()), "只讲了情况，没有提新问题"
        if borrows(verdict, scored, clean, hint.measure, asked, tells=tells):
            best = verdict.ranked[0]
            if best[0] != hint.measure and own_subject(self._parts.matcher, clean, asked, best[0]):
                own = deciding.Verdict(Outcome.ANSWER, (best,), verdict.ranked)
                return (own, (best,)), f"除去问法，剩下的话说的是 {best[0]}"
            place = (hint.measure or NONE, self._calibration.answer)
            borrowed = deciding.Verdict(Outcome.ANSWER, (place,), verdict.ranked)
            return (borrowed, (place,)), f"没有提到新事项，沿用刚才的 {hint.measure}"
        return alone.further, ""

    def asking(self, text: str, scored: Scored) -> Scored:
        """The scores of a message, with the words that ask weighed in."""
        clean = self._parts.normaliser(text)
        return with_asking(scored, clean, sides(self._parts.matcher.features.spot(clean).aspects))

    def measures_of(self, scored: Scored, calibration: Calibration) -> tuple[str, ...]:
        """The measures answered under other thresholds, for calibration."""
        places = deciding.ranked(self._parts.matcher, scored, calibration)
        verdict = deciding.decided(places, scored, calibration)
        seen, chosen = self._further(verdict, scored, calibration)
        return tuple(measure for measure, _ in chosen) if seen.outcome is Outcome.ANSWER else ()

    def _further(self, verdict: deciding.Verdict, scored: Scored, calibration: Calibration) -> Chosen:
        """The verdict with all measures that the message asks about."""
        if verdict.outcome not in (Outcome.ANSWER, Outcome.CHOOSE):
            return verdict, verdict.chosen
        more = deciding.further(self._parts.matcher.measures, scored, verdict, calibration)
        # Undecided as a whole only because its halves ask about different things.
        return (deciding.Verdict(Outcome.ANSWER, more, verdict.ranked), more) if more else (verdict, verdict.chosen)

    def _matches(self, scored: Scored, clean: str, asked: Asked, chosen: Chosen) -> tuple[Match, ...]:
        """The measures chosen as they are reported: each with the words that decided and the side asked about."""
        verdict, places = chosen
        matcher, all_sides = self._parts.matcher, ordered(asked)
        found = []
        for measure, chance in places:
            if measure not in matcher.columns:
                found.append(Match(measure, chance, (), all_sides[0] if all_sides else None))
                continue
            second = next((name for name, _ in verdict.ranked if name != measure and name in matcher.columns), None)
            words = Later(partial(matcher.deciding, scored, clean, measure, second))
            inside = [one for one in asked if _clause_of(scored, matcher, measure, one[1])] if scored.parts else []
            asking = ordered(inside) if inside else all_sides
            found.append(Match(measure, round(chance, 4), words, asking[0] if asking else None))
        return tuple(found)


def _named(verdict: deciding.Verdict) -> bool:
    """Whether the verdict is a sure measure of ours."""
    return verdict.outcome is Outcome.ANSWER and verdict.chosen[0][0] not in (SMALL_TALK, OUT_OF_SCOPE, NONE)


def _clause_of(scored: Scored, matcher: Matcher, measure: str, place: int) -> bool:
    return any(part.start <= place < part.end and matcher.measures[part.best] == measure for part in scored.parts)


def build_understander(
    intents: Intents, facts: Facts, regions: Regions, cache: Cache | None = None, trained: Trained | None = None
) -> Reader:
    """The understander for one snapshot of content; trains unless the cache holds the weights, or some are given."""
    table = sounds(cache)
    normaliser = Normaliser(intents.lexicon)
    features = Features(intents, regions, table)
    places = [
        name for region in regions.values() for name in (region.slug, region.name, *region.aliases, *region.towns)
    ]
    trained = trained or weights_for(intents, [*places, *intents.lexicon.other_places], normaliser, features, cache)
    parts = Parts(
        normaliser=normaliser,
        matcher=Matcher(features, trained.measures, trained.topics),
        acts=Acts(intents.acts, normaliser),
        hearing=Hearing(facts, regions, intents.lexicon, table.exact, normaliser),
        examples=exact_examples(intents),
    )
    return Reader(parts, intents.calibration)
