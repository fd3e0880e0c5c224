"""Whatever is asked about a reported measure, the reply is honest about its year and gives nothing away as today's."""

from __future__ import annotations

import re

import pytest

from bot.content.figures import figures, squeeze
from bot.model.decisions import Say
from bot.model.policies import Policy
from bot.model.verdicts import Result, Verdict
from tests.code.library import NOW, snapshot

CONTENT = snapshot().library.content
REPORTS = sorted(
    (policy for policy in CONTENT.policies.values() if policy.kind == "报道"), key=lambda policy: policy.id
)


def _reply(policy: Policy, aspect: str) -> str:
    results = (Result(policy=policy.id, verdict=Verdict.EXPIRED),)
    say = Say(f"_default/{aspect}", measure=policy.measure, aspect=aspect, region=policy.region, results=results)
    return snapshot().replier.say(say, NOW.date())


@pytest.mark.parametrize("aspect", sorted(CONTENT.intents.aspects))
def test_every_reply_from_a_report_says_so(aspect: str) -> None:
    """The year, that it is not today's standard, the source, and whom to ask; never as a document's word."""
    for policy in REPORTS:
        reply = _reply(policy, aspect)
        assert f"据{policy.year}年报道，只作参考，不是现在的标准" in reply, (policy.id, reply)
        assert f"依据：{policy.cite.document}" in reply or policy.cite.document in reply, (policy.id, reply)
        assert "现在的规定我这里没有文件，请问：" in reply, (policy.id, reply)
        assert not re.search(r"文件没有|文件写|现在有效|有效期至", reply), (policy.id, reply)


def test_every_sentence_with_a_figure_names_a_year() -> None:
    """A figure of a report is never told without its year."""
    for policy in REPORTS:
        sentences = [item.text for items in policy.statements.values() for item in items if not item.is_open]
        for text in (policy.summary, *sentences):
            if any(figure.kind == "number" for figure in figures(squeeze(text)[0])):
                assert re.search(r"20\d\d", text), (policy.id, text)


def test_no_total_is_turned_into_a_rate_a_head() -> None:
    """Where a sentence has persons and money, it does not have their quotient; what is not known has no sum at all."""
    found = 0
    for policy in REPORTS:
        items = [item for several in policy.statements.values() for item in several]
        for text, is_open in ((policy.summary, False), *((item.text, item.is_open) for item in items)):
            numbers = [figure for figure in figures(squeeze(text)[0]) if figure.kind == "number"]
            heads = [figure.value for figure in numbers if figure.unit in ("人", "户", "家") and figure.value > 1]
            money = {figure.value for figure in numbers if figure.unit == "元"}
            rates = {sum_ / head for head in heads for sum_ in money}
            found += len(rates)
            assert not rates & money, (policy.id, text)
            assert not (is_open and money), (policy.id, text)
    assert found


def test_reports_hold_no_conditions_and_no_benefits() -> None:
    """A report grants nothing: no benefit, no condition to meet, not in the screening."""
    assert REPORTS
    for policy in REPORTS:
        assert policy.benefits == ()
        assert not policy.screened
