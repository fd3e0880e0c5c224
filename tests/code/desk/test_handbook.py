"""The printable handbook holds what is in force, as the document says it, and what has ended in an appendix."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.desk.build import BESIDE, read_folder
from bot.desk.cases import content_of
from bot.desk.handbook import NoPrinter, handbook, print_pdf
from bot.model.errors import UnknownName
from bot.model.library import Content

ON = date(2026, 11, 20)
COUNTIES = ("jishan", "xiangfen")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def own() -> Content:
    """The content in the tree."""
    return content_of(read_folder(BESIDE))


@pytest.mark.parametrize("region", COUNTIES)
@pytest.mark.parametrize("on", [ON, date(2023, 10, 1), date(2028, 8, 23)])
def test_in_force_in_the_body_and_ended_in_the_appendix(own: Content, region: str, on: date) -> None:
    """Each policy stands where the day puts it, with clause and last day; reports are left out."""
    page = handbook(own, region, on)
    for policy in own.in_region(region):
        state = policy.validity.state(on)
        assert (f' id="{policy.id}"><h3>' in page) == (state == "open" and policy.kind != "报道")
        if policy.kind != "报道":
            assert policy.title in page
            assert str(policy.cite) in re.sub(r"<[^>]*>", "", page)
    ended = page.partition("附录：已经到期的政策</h2>")[2]
    gone = [one for one in own.in_region(region) if one.kind != "报道" and one.validity.state(on) == "expired"]
    assert all(one.title in ended for one in gone)


@pytest.mark.parametrize("region", COUNTIES)
def test_no_number_of_its_own(own: Content, region: str) -> None:
    """Every number printed is in the county's files or in the day it was made for."""
    held = "".join(file.read_text(encoding="utf-8") for file in (Path(BESIDE) / "knowledge" / region).glob("*.yaml"))
    known = {one.lstrip("0") for one in NUMBER.findall(held.replace("-", " "))}
    known |= {str(int(one) // 10000) for one in known if one.isdigit()} | {
        str(int(m) // 12) for m in known if m.isdigit()
    }
    known |= {"2026", "11", "20"}
    body = re.sub(
        r'<style>.*?</style>|<span class="号">\d+</span>|<[^>]*>', " ", handbook(own, region, ON), flags=re.DOTALL
    )
    assert {one.lstrip("0") for one in NUMBER.findall(body)} - known == set()


@pytest.mark.parametrize("region", COUNTIES)
def test_contents_and_pages_carry_the_same_numbers(own: Content, region: str) -> None:
    """The number before a name in the list of contents stands at its heading, from first to last without a gap."""
    page = handbook(own, region, ON)
    listed = []
    for start, names in re.findall(r'<ol start="(\d+)">(.*?)</ol>', page):
        found = re.findall(r"<a href=[^>]*>([^<]*)</a>", names)
        listed += [(str(int(start) + at), name) for at, name in enumerate(found)]
    assert listed == re.findall(r'<h3><span class="号">(\d+)</span>([^<]*)</h3>', page)
    assert [number for number, _ in listed] == [str(number) for number in range(1, len(listed) + 1)]


def test_ceilings_stay_ceilings(own: Content) -> None:
    """A figure the document writes as 不超过 is never printed bare."""
    page = handbook(own, "jishan", ON)
    assert "每带动就业1人不超过1000元，总额不超过5000元" in page
    assert "是上限，不是一定给这么多" in page


def test_regions_without_a_document(own: Content) -> None:
    """A region with reports only, or none at all, gets no handbook, and hears why."""
    with pytest.raises(UnknownName, match="没有现行文件"):
        handbook(own, "zhongyang", ON)
    with pytest.raises(UnknownName, match="没有地区"):
        handbook(own, "nowhere", ON)


def test_without_a_browser_printing_says_what_to_do(tmp_path: Path) -> None:
    """No browser, or one that fails, is told in words with the way out, and leaves no file."""
    for browser in (None, "/bin/false", str(tmp_path / "none")):
        with pytest.raises(NoPrinter, match="html"):
            print_pdf("<p>x", tmp_path / "a.pdf", browser)
    assert not (tmp_path / "a.pdf").exists()


def test_paper_full_of_boxes_is_not_printed(tmp_path: Path) -> None:
    """Where no Chinese font is installed it is said which one to install; where that is not known it is printed."""
    browser, lister = tmp_path / "browser", tmp_path / "fc-list"
    browser.write_text('#!/bin/sh\nfor one; do case $one in --print-to-pdf=*) echo "%PDF" > "${one#*=}";; esac; done\n')
    lister.write_text("#!/bin/sh\n[ -f $0.fonts ] && cat $0.fonts; exit 0\n")
    for one in (browser, lister):
        one.chmod(0o755)
    with pytest.raises(NoPrinter, match="fonts-wqy-microhei"):
        print_pdf("<p>x", tmp_path / "a.pdf", str(browser), str(lister))
    assert not (tmp_path / "a.pdf").exists()
    print_pdf("<p>x", tmp_path / "b.pdf", str(browser), str(tmp_path / "nowhere"))
    (tmp_path / "fc-list.fonts").write_text("a.ttc: WenQuanYi Micro Hei")
    print_pdf("<p>x", tmp_path / "a.pdf", str(browser), str(lister))
    assert (tmp_path / "a.pdf").exists()


def test_a_browser_prints(tmp_path: Path) -> None:
    """What the browser writes is kept; it is asked without a window and for a file of ours."""
    fake = tmp_path / "browser"
    fake.write_text('#!/bin/sh\nfor one; do case $one in --print-to-pdf=*) echo "%PDF" > "${one#*=}";; esac; done\n')
    fake.chmod(0o755)
    print_pdf("<p>x", tmp_path / "a.pdf", str(fake))
    assert (tmp_path / "a.pdf").read_text().startswith("%PDF")
