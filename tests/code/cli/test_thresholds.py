"""jiuye decide and jiuye screen on hand-made residents and employers at every threshold of both documents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import decide, screen
from tests.code.cli import thresholds_jishan, thresholds_jishan_employers, thresholds_xiangfen
from tests.code.library import snapshot

BLOCKS = (*thresholds_jishan.BLOCKS, *thresholds_jishan_employers.BLOCKS, *thresholds_xiangfen.BLOCKS)
LETTERS = {
    "E": "eligible",
    "I": "ineligible",
    "O": "needs_office",
    "X": "expired",
    "N": "not_yet",
    "-": "not_here",
}
CEILINGS = frozenset(
    {
        *("jishan/social-insurance-subsidy", "jishan/stabilise-loan", "jishan/startup-subsidy"),
        *("jishan/venue-rent-subsidy", "jishan/startup-loan", "jishan/startup-loan--small-business"),
        *("jishan/transport-subsidy", "xiangfen/startup-loan", "xiangfen/startup-loan--small-business"),
        "xiangfen/referral-subsidy",
    }
)
"""Where the document says 不超过 or 最高."""


def rows() -> Iterator[tuple[str, str, dict[str, object], str, int | None]]:
    """Every line of the tables: policy, day, facts, verdict, sum."""
    for policy, day, base, lines in BLOCKS:
        for changes, letter, due in lines:
            facts = {**base, **changes}
            on = str(facts.pop("on", day))
            yield policy, on, facts, LETTERS[letter], due


ROWS = list(rows())


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands with the library of this process, which builds it once."""
    for command in (decide, screen):
        monkeypatch.setattr(command, "snapshot", snapshot)


def call(command: object, arguments: tuple[str, ...], facts: Mapping[str, object], folder: Path) -> dict[str, object]:
    """What a command prints for a facts file."""
    path = folder / "facts.json"
    path.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    done = CliRunner().invoke(command, [*arguments, "--facts", str(path), "--json"], catch_exceptions=False)  # type: ignore[arg-type]
    assert done.exit_code == 0, done.output
    found = json.loads(done.output)
    assert isinstance(found, dict)
    return found


def due_of(result: Mapping[str, object]) -> tuple[object, object, object] | None:
    """The least and greatest sum and whether it is a ceiling; None where there is none."""
    amount = result["amount"]
    if not isinstance(amount, dict) or result["verdict"] not in ("eligible", "needs_office"):
        return None
    return amount["min"], amount["max"], amount["ceiling"]


@pytest.mark.usefixtures("library")
def test_decide_at_every_threshold(tmp_path: Path) -> None:
    """Verdict and sum of every row, with nothing left to ask, and ceilings marked as the document words them."""
    wrong = []
    for policy, on, facts, verdict, due in ROWS:
        found = call(decide.command, (policy, "--on", on), facts, tmp_path)
        expected = None if due is None else (due, due, policy in CEILINGS)
        if (found["verdict"], due_of(found), found["missing"]) != (verdict, expected, []):
            wrong.append(f"{policy} {on} {facts}: {found['verdict']} {due_of(found)} {found['missing']}, not {verdict}")
    assert not wrong, "\n".join(wrong)
    assert len(ROWS) > 180


@pytest.mark.usefixtures("library")
def test_screen_says_the_same(tmp_path: Path) -> None:
    """Screening the county with the same facts gives that policy the same verdict and sum."""
    wrong = []
    screened = {one.id for one in snapshot().library.content.policies.values() if one.screened}
    for policy, on, facts, verdict, due in ROWS:
        if policy not in screened:
            continue
        region = policy.partition("/")[0]
        found = call(screen.command, ("--region", region, "--on", on), facts, tmp_path)
        policies = found["policies"]
        assert isinstance(policies, list)
        result = next(one for one in policies if one["id"] == policy)
        expected = None if due is None else (due, due, policy in CEILINGS)
        if (result["verdict"], due_of(result)) != (verdict, expected):
            wrong.append(f"{policy} {on} {facts}: {result['verdict']} {due_of(result)}, not {verdict}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("policy", "on", "facts", "line"),
    [
        (
            *("jishan/hiring-subsidy--registered-unemployed", "2023-10-01"),
            {**thresholds_jishan_employers.REGISTERED, "登记失业时长": "2023-05-17"},
            "从2023年11月17日起时间条件就够了，还差47天",
        ),
        (
            *("jishan/startup-subsidy", "2026-11-20"),
            {**thresholds_jishan.RETURNER, "经营时长": "2026-06-01", "带动就业人数": 1},
            "从2026年12月1日起时间条件就够了，还差11天",
        ),
        (
            *("jishan/venue-rent-subsidy", "2026-11-20"),
            {**thresholds_jishan.GRADUATE, "毕业时间": "2022-01-31", "经营时长": "6个月"},
            "过了2027年1月31日，时间条件就可能不够",
        ),
        ("jishan/ui-refund", "2024-01-01", {}, "已于2023年12月31日到期"),
        ("xiangfen/post-subsidy", "2024-01-31", {}, "从2024年2月1日起施行"),
        ("jishan/startup-loan", "2026-11-20", {}, "金额：最高30万元"),
    ],
)
@pytest.mark.usefixtures("library")
def test_both_say_from_and_until_which_day(
    policy: str, on: str, facts: dict[str, object], line: str, tmp_path: Path
) -> None:
    """In words, decide and screen tell the day from or until which time alone makes the difference."""
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    region = policy.partition("/")[0]
    for command, arguments in ((decide.command, [policy]), (screen.command, ["--region", region])):
        done = CliRunner().invoke(command, [*arguments, "--facts", str(path), "--on", on], catch_exceptions=False)
        assert line in done.output
