"""Files broken and mended while many people ask: every answer is the old one or the new one, and none is missing."""

from __future__ import annotations

import itertools
import json
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server

ASKERS = 6
EACH = 8
"""So many further answers everybody gets before the next thing happens."""

LONG = 60.0
"""Seconds to wait at most; only a service that hangs needs them."""

OLD, NEW = "不超过1000元", "原则上不超过1000元"
FILE = "knowledge/jishan/startup-subsidy.yaml"
BREAKS = (
    (FILE, "概述:", "概述："),
    ("intents/startup-subsidy.yaml", "例句:\n", "例句:\n\t- 制表符\n"),
    ("knowledge/_facts.yaml", "类型: 是非", "类型: 是否"),
    ("replies/_default/how-much.j2", "{%", "{% 没有这种 %}{%"),
)


class Askers:
    """People who ask again and again, each in a talk of their own."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._ended = threading.Event()
        self._news = threading.Condition()
        self.answers: list[list[str]] = [[] for _ in range(ASKERS)]
        self.faults: list[str] = []
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(ASKERS)]
        for thread in self._threads:
            thread.start()

    def more(self) -> None:
        """Wait until everybody has got some further answers."""
        with self._news:
            wanted = [len(mine) + EACH for mine in self.answers]
            done = self._news.wait_for(lambda: bool(self.faults) or self._reached(wanted), LONG)
        assert done, "nobody is answered any more"

    def wait_for(self, *, changed: bool) -> None:
        """Wait until everybody's last answer has the new words, or has not."""
        with self._news:
            done = self._news.wait_for(lambda: all((NEW in mine[-1]) == changed for mine in self.answers), LONG)
        assert done, "what was saved never went live"

    def end(self) -> None:
        """Stop asking."""
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _reached(self, wanted: list[int]) -> bool:
        return all(len(mine) >= least for mine, least in zip(self.answers, wanted, strict=True))

    def _ask(self, number: int) -> None:
        at = 0
        while not self._ended.is_set():
            at += 1
            said = {"text": "一次性创业补贴能领多少", "region": "jishan", "user": f"asker-{number}-{at}"}
            request = urllib.request.Request(f"{self._url}/api/chat", json.dumps(said).encode())  # noqa: S310 - our own
            try:
                with urllib.request.urlopen(request, timeout=LONG) as found:  # noqa: S310 - our own server
                    answer = "".join(json.load(found)["reply"])
            except (OSError, ValueError, KeyError) as fault:
                self.faults.append(repr(fault))
                return
            with self._news:
                self.answers[number].append(answer)
                self._news.notify_all()


@pytest.fixture
def askers(server: Server) -> Iterator[Askers]:
    """Traffic for the length of a test."""
    made = Askers(server.url)
    yield made
    made.end()


def line_of(text: str, mark: str) -> int:
    """The line of the first place where a text stands."""
    return text[: text.index(mark)].count("\n") + 1


def test_broken_files_change_no_answer_and_mended_ones_go_live(page: Page, server: Server, askers: Askers) -> None:
    """Four kinds of broken files, one after the other under traffic: same answers, file and line shown; then mended."""
    askers.more()
    before = askers.answers[0][0]
    assert OLD in before
    page.goto(f"{server.url}/console/content")
    status = page.locator("#status")
    for path, good, bad in BREAKS:
        file = server.content / path
        text = file.read_text(encoding="utf-8")
        _broken(file, text, good, bad)
        expect(status).to_contain_text("没有生效", timeout=LONG * 1000)
        expect(status).to_contain_text(f"{path}:")
        askers.more()
        file.write_text(text, encoding="utf-8")
        expect(status).to_contain_text("没有错误", timeout=LONG * 1000)
    assert {answer for mine in askers.answers for answer in mine} == {before}
    file = server.content / FILE
    text = file.read_text(encoding="utf-8")
    try:
        _broken(file, text, "概述:", "概述：")
        expect(status).to_contain_text(f"{FILE}:{line_of(text, '概述:')}", timeout=LONG * 1000)
        askers.more()
        file.write_text(text.replace("口径: 上限\n", "口径: 原则上\n"), encoding="utf-8")
        askers.wait_for(changed=True)
    finally:
        file.write_text(text, encoding="utf-8")
    askers.wait_for(changed=False)
    assert askers.faults == []
    for mine in askers.answers:
        kinds = [NEW in answer for answer in mine]
        turns = sum(one != other for one, other in itertools.pairwise(kinds))
        assert turns == 2, "an answer came from a library that was already replaced"
        assert len(set(mine)) == 2


def _broken(file: Path, text: str, good: str, bad: str) -> None:
    """Write the file with its first such place spoiled."""
    spoiled = text.replace(good, bad, 1)
    assert spoiled != text
    file.write_text(spoiled, encoding="utf-8")
