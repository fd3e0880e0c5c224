"""Handbook and check pages on paper: what belongs together stays on one page, nothing is wider than the paper."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Browser

from bot.desk.build import read_folder
from bot.desk.cases import content_of
from bot.desk.explain import explain
from bot.desk.handbook import handbook
from tests.small_content import ROOT

MILLIMETRE = 96 / 25.4
WIDTH, HEIGHT = int(124 * MILLIMETRE), 182 * MILLIMETRE
"""An A5 page within the margins of the print template, in pixels of the browser."""
MEASURE = """() => [...document.querySelectorAll('.政')].map((one) => {
    const section = one.parentElement, first = section.querySelector('.政') === one;
    const top = (first ? section : one).getBoundingClientRect().top;
    const box = one.getBoundingClientRect();
    const wide = Math.max(...[...one.querySelectorAll('*')].map((part) => part.getBoundingClientRect().right));
    return [one.id, box.bottom - top, wide];
})"""


@pytest.mark.parametrize(
    ("region", "on"), [("jishan", date(2026, 11, 20)), ("jishan", date(2023, 10, 1)), ("xiangfen", date(2026, 11, 20))]
)
def test_no_policy_is_cut_at_the_end_of_a_page(chromium: Browser, region: str, on: date) -> None:
    """Every policy of today's content fits on one A5 page, with the heading of its part where it is the first."""
    page = chromium.new_page(viewport={"width": WIDTH, "height": int(HEIGHT)})
    page.emulate_media(media="print")
    page.set_content(handbook(content_of(read_folder(ROOT)), region, on))
    found = page.evaluate(MEASURE)
    page.close()
    assert found
    assert [(name, height, right) for name, height, right in found if height > HEIGHT or right > WIDTH] == []


DIAGRAM = """() => {
    const picture = document.querySelector('.图'), heading = picture.previousElementSibling;
    const box = picture.getBoundingClientRect();
    return [heading.tagName, box.bottom - heading.getBoundingClientRect().top, box.right];
}"""


@pytest.mark.parametrize("policy", ["jishan/startup-subsidy", "jishan/internship", "jishan/job-search-subsidy"])
def test_a_diagram_is_not_cut_through(chromium: Browser, policy: str) -> None:
    """On A4 a diagram fits on one page below its heading, however many boxes it has."""
    width, height = 182 * MILLIMETRE, 267 * MILLIMETRE
    page = chromium.new_page(viewport={"width": int(width), "height": int(height)})
    page.emulate_media(media="print")
    page.set_content(explain(content_of(read_folder(ROOT)), policy, date(2026, 11, 20)).html)
    heading, tall, right = page.evaluate(DIAGRAM)
    page.close()
    assert heading == "H2"
    assert tall <= height
    assert right <= width
