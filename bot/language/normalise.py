"""Brings a message into one plain form: half width, simplified script, standard words, no ornaments.

Everything that reads language reads this form, examples and messages alike, so that an example
written one way matches a message written the other. Digits stay as they were written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

import opencc

from bot.language.remembering import Remembered
from bot.language.words import Words
from bot.model.intents import Lexicon

LONGEST = 4000
"""Characters read of one message; what follows cannot change what was asked."""

_TO_SIMPLIFIED = opencc.OpenCC("t2s")


def _converted() -> re.Pattern[str]:
    """The Chinese characters without which conversion leaves a text as it is: few texts hold one."""
    chars = [chr(code) for code in range(ord("一"), ord("鿿") + 1)]
    simple = _TO_SIMPLIFIED.convert("\n".join(chars)).split("\n")
    changed = [char for char, made in zip(chars, simple, strict=True) if char != made]
    return re.compile(f"[{''.join(changed)}{_IN_PHRASES}]")


_IN_PHRASES = "坏沈藉覆瞭甦衹哩"
"""Characters that are simplified in some phrases only (沈船, 土坏), so that each alone seems to stay."""
_CONVERTED = _converted()

# Codes of the old WeChat keyboard: /::) /:strong /:,@f
_OLD_STICKER = re.compile(r"/:(?::[!-~]{1,2}|[,@#<>&|.\-*!?$'()]{1,2}[a-z]?|[a-zA-Z]{2,8})")
# Codes of the present one: [捂脸] [Smile]
_STICKER = re.compile(r"\[[一-鿿]{1,4}\]|\[[A-Za-z]{2,12}\]")
_SPACES = re.compile(r"[\s　]+")
_LOOSE_SPACE = re.compile(r"(?<=[^一-鿿]) (?=[一-鿿])|(?<=[一-鿿]) (?=[^一-鿿])")
_STOPS = re.compile(r"[，。？！；、…~～·.\-—_*#|]*[，。？！；…~～][，。？！；、…~～·.\-—_*#| ]*")
_GROUPED = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_FULL_STOP = re.compile(r"(?<![\da-z])\.|\.(?![\da-z])")
_REMEMBERED = 64
_STRETCHED = re.compile(r"([一-鿿])\1{3,}")
_MARKS = str.maketrans({",": "，", "?": "？", "!": "！", ";": "；", "\n": "。"})
# Nearly all messages hold nothing else: no ornament, no loose space, nothing to fold but traditional characters.
_SIMPLE = re.compile(r"[一-鿿0-9a-z%，。？！；、]{1,200}")
_MARK = re.compile("[，。？！；、]")
_TWO_MARKS = re.compile("[，。？！；、]{2}")
_EDGES = "，。；、 "

# Unicode classes that carry no word: other symbols (emoji), modifiers, marks, unassigned, private use.
_DROPPED_CLASSES = frozenset({"So", "Sk", "Mn", "Me", "Cn", "Co", "Cs", "Cf", "Cc"})


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _plain(text: str) -> str:
    """Half width, no control characters, lone surrogates or ornaments; whatever it is given."""
    whole = text[:LONGEST].encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    if whole.isascii() and whole.isprintable():
        return whole
    # One sign may stand for eighteen letters, so that it is cut once more.
    folded = unicodedata.normalize("NFKC", whole.replace("\r", "\n"))[:LONGEST]
    if not any(unicodedata.category(char) in _DROPPED_CLASSES for char in set(folded)):
        return folded
    kept: list[str] = []
    for char in folded:
        kind = unicodedata.category(char)
        if kind not in _DROPPED_CLASSES or char in "\n\t":
            kept.append(char)
        elif kind == "So":
            kept.append(" ")
    return "".join(kept)


def _join_spread(text: str) -> str:
    """失 业 金 written with spaces between single characters becomes one word."""
    parts = text.split(" ")
    chinese = [part for part in parts if part and not part.isascii()]
    if len(parts) > 2 and len(chinese) > 2 and sum(map(len, chinese)) < 2 * len(chinese):
        return "".join(parts)
    return text


class Normaliser:
    """Normalisation with one lexicon, its patterns made ready.

    kept: the plain form of a simple text that holds no word to be replaced or left out, else None. A normaliser
    that knows only some of these words, with the same stickers, gives it the same form.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._stickers: Mapping[str, str] = {code.lower(): word for code, word in lexicon.stickers.items()}
        self._sticker = re.compile(_alternatives(self._stickers)) if self._stickers else None
        self._dialect = {_plain(key).lower(): word for key, word in lexicon.dialect.items() if key}
        self._said = re.compile(_alternatives(self._dialect)) if self._dialect else None
        fillers = [_plain(word).lower() for word in lexicon.fillers if word]
        long = [word for word in fillers if len(word) > 1]
        short = [word for word in fillers if len(word) == 1]
        # One character may be part of a word anywhere but at the edge of a clause.
        patterns = [_alternatives(long)] if long else []
        if short:
            one = f"(?:{_alternatives(short)})"
            patterns += [rf"(?:(?<=^)|(?<=[，。？！； ])){one}+", rf"{one}+(?=$|[，。？！； ])"]
        self._filler = re.compile("|".join(patterns)) if patterns else None
        self._replaced = Words([*self._dialect, *long])
        self._short = frozenset(short)
        self._plain_codes = any(map(_SIMPLE.fullmatch, self._stickers))
        self.kept = Remembered(self._kept, _REMEMBERED)

    def __call__(self, text: str) -> str:
        """The plain form of a message; never raises."""
        kept = self.kept(text)
        if kept is not None:
            return kept
        spaced = _folded(text) if self._is_simple(text) else self._spaced(text)
        stopped = _STOPS.sub(_strongest, _unstretched(spaced))
        said = self._said.sub(lambda found: self._dialect[found[0]], stopped) if self._said else stopped
        bare = self._filler.sub("", said) if self._filler else said
        return _tidy(bare) or _tidy(said) or _tidy(spaced)

    def _kept(self, text: str) -> str | None:
        if not self._is_simple(text):
            return None
        simple = _unstretched(_folded(text))
        if _TWO_MARKS.search(simple) or self._replaced.inside(simple) or self._ends(simple):
            return None
        return simple.strip(_EDGES)

    def _is_simple(self, text: str) -> bool:
        return _SIMPLE.fullmatch(text) is not None and not self._plain_codes

    def _ends(self, text: str) -> bool:
        """Whether a clause of a simple text may begin or end with a filler of one character."""
        short = self._short
        if not short:
            return False
        return text[0] in short or text[-1] in short or (_MARK.search(text) is not None and not short.isdisjoint(text))

    def _spaced(self, text: str) -> str:
        """Half width, simplified, without ornaments and loose spaces."""
        lowered = text[:LONGEST].lower()
        if self._sticker is not None:
            lowered = self._sticker.sub(lambda found: f" {self._stickers[found[0]]} ", lowered)
        bare = _STICKER.sub(" ", _OLD_STICKER.sub(" ", lowered))
        plain = _plain(bare)
        simple = plain if plain.isascii() else _TO_SIMPLIFIED.convert(plain)
        marked = _FULL_STOP.sub("。", _GROUPED.sub("", simple.lower()).translate(_MARKS))
        return _LOOSE_SPACE.sub("", _join_spread(_SPACES.sub(" ", marked).strip()))


def _folded(text: str) -> str:
    """A simple text in simplified script, without marks inside numbers."""
    simplified = _TO_SIMPLIFIED.convert(text) if _CONVERTED.search(text) else text
    return _GROUPED.sub("", simplified) if "，" in simplified else simplified


def _unstretched(text: str) -> str:
    """A character written four times and more is meant twice; only a text with repetitions can hold one."""
    return _STRETCHED.sub(r"\1\1", text) if len(text) - len(set(text)) > 2 else text


def _strongest(found: re.Match[str]) -> str:
    """One mark for a run of marks; a question or an exclamation outweighs the others."""
    run = found[0]
    for mark in "？！。；，":
        if mark in run:
            return mark
    return "，"


def _tidy(text: str) -> str:
    return _STOPS.sub(_strongest, text).strip(_EDGES)


class _Latest:
    """The normaliser of the lexicon used last; content changes seldom."""

    def __init__(self) -> None:
        self.held: tuple[Lexicon, Normaliser] | None = None

    def of(self, lexicon: Lexicon) -> Normaliser:
        held = self.held
        if held is None or held[0] is not lexicon:
            held = (lexicon, Normaliser(lexicon))
            self.held = held
        return held[1]


_latest = _Latest()


def normalise(text: str, lexicon: Lexicon) -> str:
    """The plain form of a message: width, script, dialect, fillers, marks. Never raises."""
    return _latest.of(lexicon)(text)
