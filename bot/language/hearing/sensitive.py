"""Personal data in a message: identity card, mobile phone, bank card. Only the kinds are told, never the numbers."""

from __future__ import annotations

import re

ID_CARD, PHONE, BANK_CARD = "身份证号", "手机号", "银行卡号"

_JOINED = re.compile(r"(?<=\d)[ -](?=\d)")
_ID = re.compile(r"(?<!\d)\d{17}[\dxX](?!\d)")
_OLD_ID = re.compile(r"(?<!\d)[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)")
_PHONE = re.compile(r"(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)")
_CARD = re.compile(r"(?<!\d)[3-6]\d{12,18}(?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def id_checks(number: str) -> bool:
    """Whether the last digit of an 18-digit identity number is right (GB 11643, modulus 11)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECKS[total % 11] == number[17].upper()


def card_checks(number: str) -> bool:
    """Whether a card number satisfies the Luhn check."""
    digits = [int(digit) for digit in reversed(number)]
    return sum(d if at % 2 == 0 else d * 2 - 9 * (d > 4) for at, d in enumerate(digits)) % 10 == 0


def sensitive_kinds(text: str) -> tuple[str, ...]:
    """The kinds of personal data found, each once."""
    if sum(char.isdecimal() and char.isascii() for char in text) < 11:
        return ()
    for written in (text, _JOINED.sub("", text)):
        found = _kinds(written)
        if found:
            return found
    return ()


def _kinds(text: str) -> tuple[str, ...]:
    kinds: list[str] = []
    ids = [match for match in _ID.finditer(text) if match[0].isascii()]
    # A date of birth in place makes it an identity number even where a digit was mistyped.
    if any(
        id_checks(match[0]) or re.match(r"\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", match[0])
        for match in ids
    ) or _OLD_ID.search(text):
        kinds.append(ID_CARD)
    if _PHONE.search(text):
        kinds.append(PHONE)
    taken = {match.span() for match in ids} if kinds[:1] == [ID_CARD] else set()
    if any(m.span() not in taken and len(m[0]) >= 15 and card_checks(m[0]) for m in _CARD.finditer(text)):
        kinds.append(BANK_CARD)
    return tuple(kinds)
