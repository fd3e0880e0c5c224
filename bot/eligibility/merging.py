"""One result out of several that may be the right one, while the day that governs is not known."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model.copying import replace
from bot.model.verdicts import Amount, Result, Verdict

CLOSED = (Verdict.NOT_YET, Verdict.EXPIRED)


def merge(results: Sequence[Result], fact: str) -> Result:
    """The result over all days that may govern; `fact` is the event whose day is asked for.

    When the policy is closed, or cannot be had, on every such day, the day need not be asked.
    """
    live = [one for one in results if one.verdict not in CLOSED]
    if not live:
        return next((one for one in results if one.verdict is Verdict.EXPIRED), results[0])
    if all(one.verdict is Verdict.INELIGIBLE for one in live):
        return live[0]
    amount = _amount([one.amount for one in live])
    facts = tuple(dict.fromkeys(name for one in live for name in one.missing))
    first = next((one for one in live if one.verdict is Verdict.NEEDS_FACTS), live[-1])
    if len({one.verdict for one in results}) == 1:
        differs = any(one.amount != first.amount for one in live)
        missing = tuple(dict.fromkeys((fact, *facts))) if differs or first.missing else ()
        return replace(first, amount=amount, missing=missing)
    because = first.because if first.verdict is Verdict.NEEDS_FACTS else ()
    missing = tuple(dict.fromkeys((fact, *facts)))
    return Result(first.policy, Verdict.NEEDS_FACTS, amount=amount, missing=missing, because=because)


def _amount(amounts: Sequence[Amount | None]) -> Amount | None:
    """The range over all amounts in the unit of the first; the arithmetic only if they agree."""
    found = [one for one in amounts if one is not None]
    same = [one for one in found if one.unit == found[0].unit]
    if not same:
        return None
    if len(set(same)) == 1:
        return same[0]
    return Amount(
        min(one.low for one in same),
        max(one.high for one in same),
        same[0].unit,
        any(one.ceiling for one in same),
        tuple(dict.fromkeys(name for one in same for name in one.benefits)),
    )
