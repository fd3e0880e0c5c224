"""The promise above all: every number of a reply comes from the knowledge base or from the citizen."""

from __future__ import annotations

import re
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest

from bot.desk.build import BESIDE
from bot.desk.talk import CHINA, Snapshot, talk
from bot.model.copying import replace
from bot.model.session import Session
from bot.model.wording import show_number
from bot.replying.render import Replier
from tests.code.library import asks, scripted, snapshot

NUMBER = re.compile(r"\d+(?:\.\d+)?")
DAYS = (datetime(2026, 11, 20, 10, tzinfo=CHINA), datetime(2023, 10, 1, 10, tzinfo=CHINA))
COUNTIES = ("jishan", "xiangfen")
QUESTION = "请问这件事是怎么说的"


def numbers(text: str) -> set[str]:
    """All numbers of a text, without leading zeros."""
    return {found.lstrip("0") or "0" for found in NUMBER.findall(text)}


def line_of(region: str) -> set[str]:
    """The region with those above and below it, which a reply may point to where the region has nothing."""
    regions = snapshot().library.content.regions
    line, above = {region}, regions[region].parent
    while above:
        line.add(above)
        above = regions[above].parent
    return line | {slug for slug, one in regions.items() if one.parent == region}


def held(region: str, measure: str) -> set[str]:
    """The numbers that the files of one measure, the region's documents and offices, and the facts hold."""
    knowledge = Path(BESIDE) / "knowledge"
    files = [file for place in line_of(region) for file in knowledge.glob(f"{place}/{measure}*.yaml")]
    files += [knowledge / place / "_documents.yaml" for place in line_of(region)]
    files += [knowledge / "_facts.yaml", knowledge / "_regions.yaml"]
    found: set[str] = set()
    for file in filter(Path.exists, files):
        for number in numbers(file.read_text(encoding="utf-8").replace("-", " ")):
            found |= {number, show_number(Fraction(number)).removesuffix("万")}
            found |= {str(int(number) // 12)} if number.isdigit() else set()
    return found


def strange(shelf: Snapshot, region: str, measure: str, aspect: str, at: datetime) -> set[str]:
    """Numbers of the reply that nobody holds."""
    talked = talk(Session(user="x"), QUESTION, shelf, at)
    reply = "\n".join(talked.messages)
    for number, choice in enumerate(talked.decision.choices, 1):
        reply = reply.replace(f"{number}. {choice.text}", choice.text)
    return numbers(reply) - held(region, measure)


@pytest.mark.parametrize("region", COUNTIES)
@pytest.mark.parametrize("aspect", sorted(snapshot().library.content.intents.aspects))
def test_no_reply_adds_a_number(region: str, aspect: str) -> None:
    """Every measure of both counties, every aspect, on a day before and a day after single measures end."""
    content = snapshot().library.content
    for measure in content.intents.measures:
        shelf = scripted({QUESTION: asks(QUESTION, measure, aspect, region)})
        for at in DAYS:
            assert strange(shelf, region, measure, aspect, at) == set(), (measure, at.date())


def test_a_template_with_a_number_of_its_own_is_caught() -> None:
    """The proof fails when a template says a deadline nobody wrote."""
    content = snapshot().library.content
    replies = {**content.replies, "_default/payment": "37个工作日内到账"}
    shelf = scripted({QUESTION: asks(QUESTION, "startup-subsidy", "payment", "jishan")})
    bad = replace(shelf, replier=Replier(replace(content, replies=replies)))
    assert strange(bad, "jishan", "startup-subsidy", "payment", DAYS[0]) == {"37"}
