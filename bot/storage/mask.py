"""Personal numbers are blotted out before anything is stored or logged.

Numbers of identity cards (GB 11643, 18 places or the old 15), mobile telephones and bank cards (15 to 19
digits) keep their first three digits; the length stays, so that a reader sees what it was.
Years, amounts, document numbers and dates are shorter and stay.
"""

from __future__ import annotations

import re

_KEEP = 3

_PERSONAL = re.compile(
    r"""
    (?<![0-9０-９])
    (?:
        (?:
            \d{17}[\dXxＸｘ]                                   # in one run
          | \d{6}(?P<s1>[ \-])(?:19|20)\d{6}(?P=s1)\d{3}[\dXx]   # as people space it: 142724 19900101 1234
        )
      | (?:
            \d{15,19}
          | \d{4}(?P<s2>[ \-])\d{4}(?P=s2)\d{4}(?P=s2)\d{4}(?:(?P=s2)\d{1,3})?
        )
      | (?:
            (?:\+?86[ \-]?)?[1１][3-9３-９]\d
            (?: \d{8} | (?P<s3>[ \-])\d{4}(?P=s3)\d{4} )
        )
    )
    (?![0-9０-９])
    """,
    re.VERBOSE,
)

_BLOTTED = re.compile(r"(?:\+?86[ \-]?)?[0-9０-９]{0,3}\*[* \-]*")

_DIGIT_OR_LETTER = re.compile(r"[\dXxＸｘ]")


def _blot(found: re.Match[str]) -> str:
    """The number with all but its first three digits replaced, spacing kept."""
    text = found.group()
    kept = 0
    for index, character in enumerate(text):
        kept += character.isdigit()
        if kept == _KEEP:
            return text[: index + 1] + _DIGIT_OR_LETTER.sub("*", text[index + 1 :])
    return text


def mask(text: str) -> str:
    """The text without personal numbers; the same object when there are none. Pure, never raises."""
    return _PERSONAL.sub(_blot, text)


def without(text: str) -> str:
    """A masked text without what is left of its personal numbers, fit to stand among examples."""
    return " ".join(_BLOTTED.sub("", text).split())
