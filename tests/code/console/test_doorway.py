"""Who gets into the console, and who does not."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from bot.desk.accounts import TRIES, WINDOW_SECONDS, Throttle
from tests.code.console.conftest import NAME, PASSWORD, Office

SIGN_IN = "/console/sign-in?next="


async def test_an_empty_database_offers_the_first_account_once(office: Office) -> None:
    """The first visitor on this machine becomes administrator; nobody after that does."""
    assert (await office.get("/console"))[1].endswith("/console/setup")
    made = await office.post("/console/setup", name=NAME, password=PASSWORD, again=PASSWORD)
    assert made == (303, "/console") or made[0] == 303
    status, text = await office.post("/console/setup", name="other", password=PASSWORD, again=PASSWORD)
    assert status == 400
    assert "已经有管理员了" in text
    assert [one.role for one in await office.console.staff.accounts.all()] == ["administrator"]


@pytest.mark.parametrize(
    "headers", [{"X-Forwarded-For": "203.0.113.9"}, {"Forwarded": "for=203.0.113.9"}, {"Host": "bot.example.org"}]
)
async def test_the_first_account_is_made_on_this_machine_only(office: Office, headers: dict[str, str]) -> None:
    """Whoever comes by a proxy or by another name is shown the command instead."""
    sent = {"Sec-Fetch-Site": "same-origin", **headers}
    given = {"name": NAME, "password": PASSWORD, "again": PASSWORD}
    async with office.browser.post("/console/setup", data=given, headers=sent) as found:
        assert found.status == 403
        assert "jiuye user add" in await found.text()
    assert await office.console.staff.accounts.empty()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_posts_from_elsewhere_are_refused(office: Office, headers: dict[str, str]) -> None:
    """A post that no page of ours made changes nothing, signed in or not."""
    await office.enter(NAME, "administrator")
    given = {"deed": "add", "name": "intruder", "password": PASSWORD, "role": "administrator"}
    async with office.browser.post("/console/people", data=given, headers=headers) as found:
        assert found.status == 403
    assert await office.console.staff.accounts.find("intruder") is None


async def test_roles_hold(office: Office) -> None:
    """An agent looks up, an officer also edits, only an administrator sees accounts."""
    await office.enter("agent", "agent")
    assert (await office.get("/console"))[0] == 200
    assert (await office.get("/console/content"))[0] == 403
    await office.enter("officer", "officer")
    assert (await office.get("/console/content"))[0] == 200
    assert (await office.get("/console/people"))[0] == 403
    assert (await office.post("/console/people", deed="password", name="agent", password="taken over"))[0] == 403


async def test_guessing_is_slowed_down(office: Office) -> None:
    """After too many wrong guesses even the right password waits."""
    await office.console.staff.create(NAME, PASSWORD, "agent")
    for _ in range(TRIES):
        assert "不对" in (await office.post("/console/sign-in", name=NAME, password="a wrong guess"))[1]
    status, text = await office.post("/console/sign-in", name=NAME, password=PASSWORD)
    assert (status, "次数太多" in text) == (403, True)


def test_failures_are_forgotten_after_the_window() -> None:
    """Only lately failed tries count."""
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    throttle.failed("name x")
    assert throttle.blocked("name x", 1)
    now[0] = WINDOW_SECONDS + 1
    assert not throttle.blocked("name x", 1)


async def test_cookie_and_headers_are_strict(office: Office) -> None:
    """The cookie cannot be read by scripts or sent from elsewhere; no foreign or inline script runs."""
    await office.console.staff.create(NAME, PASSWORD, "agent")
    headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-Proto": "https"}
    given = {"name": NAME, "password": PASSWORD, "next": "//evil.example/console"}
    async with office.browser.post("/console/sign-in", data=given, headers=headers, allow_redirects=False) as found:
        cookie, policy = found.headers["Set-Cookie"], found.headers["Content-Security-Policy"]
        assert found.headers["Location"] == "/console"
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Strict", "Secure"))
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


async def test_whoever_is_shut_out_is_out_at_once(office: Office) -> None:
    """Taking an account's access ends its sign-ins; its password is not told in the table of users."""
    await office.enter(NAME, "officer")
    await office.console.staff.accounts.change(NAME, active=False)
    assert (await office.get("/console/inbox"))[0] == 303
    kept = await office.console.staff.accounts.find(NAME)
    assert kept is not None
    assert kept.password.startswith("$argon2id$")


async def test_page_parts_tell_that_the_sign_in_has_ended(office: Office) -> None:
    """A script gets a plain refusal instead of the sign-in page."""
    async with office.browser.get("/console/find?q=x", headers={"Sec-Fetch-Mode": "cors"}) as found:
        assert found.status == 401


async def test_a_post_without_sign_in_leads_back_to_its_form(office: Office) -> None:
    """Whoever signs in again lands on the page of the form, not on an address that only takes posts."""
    await office.enter(NAME, "officer")
    office.browser.session.cookie_jar.clear()
    sent = {"Origin": office.origin, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
    sent["Referer"] = f"{office.origin}/console/content/edit?path=a"
    async with office.browser.post("/console/content/save", headers=sent, allow_redirects=False) as found:
        assert (found.status, unquote(found.headers["Location"])) == (303, f"{SIGN_IN}/console/content/edit?path=a")
    del sent["Referer"]
    async with office.browser.post("/console/content/save", headers=sent, allow_redirects=False) as found:
        assert found.headers["Location"] == f"{SIGN_IN}/console"
