"""Every address of the console against everybody who may come: nobody may do what their role does not allow."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from aiohttp import hdrs

from bot.desk import accounts as rules
from bot.desk.accounts import TRIES_OF_NAME
from bot.storage import running
from tests.code.console.conftest import NAME, PASSWORD, Office

NOBODY, AGENT, OFFICER, ADMINISTRATOR = range(4)
ROLES = ("agent", "officer", "administrator")
EXAMPLES = {"number": "1", "id": "1", "name": "console.css"}
LEAST = {
    "/console": AGENT,
    "/console/find": AGENT,
    "/console/card": AGENT,
    "/console/form": AGENT,
    "/console/password": AGENT,
    "/console/sign-out": AGENT,
    "/console/sign-in": NOBODY,
    "/console/setup": NOBODY,
    "/console/handovers": AGENT,
    "/console/handbook": AGENT,
    "/console/inbox": OFFICER,
    "/console/content": OFFICER,
    "/console/work": OFFICER,
    "/console/figures": OFFICER,
    "/console/figures.csv": OFFICER,
    "/console/people": ADMINISTRATOR,
    "/console/audit": ADMINISTRATOR,
}
"""Who may open what, written down here a second time; what begins with an address is as that address is."""


def least(path: str) -> int:
    """The role that the table asks for; an address that is in it nowhere is a failure of the test."""
    found = [start for start in LEAST if path == start or (path.startswith(f"{start}/") and start != "/console")]
    assert found, f"{path}: say here who may open it"
    return LEAST[max(found, key=len)]


def routes(office: Office) -> Iterator[tuple[str, str]]:
    """Every method and path of the console, with examples for what varies."""
    server = office.browser.server
    assert server is not None
    for route in server.app.router.routes():  # type: ignore[attr-defined]  # the server of an application
        info = route.resource.get_info() if route.resource else {}
        path = str(info.get("path") or info.get("formatter"))
        if path.startswith("/console") and route.method != hdrs.METH_HEAD:
            yield route.method, path.format_map(EXAMPLES)


async def answer(office: Office, method: str, path: str, **headers: str) -> int:
    """The status of one request as a page of ours would make it."""
    sent = {"Origin": office.origin, "Sec-Fetch-Site": "same-origin", **headers}
    async with office.browser.request(method, path, headers=sent, data=None, allow_redirects=False) as found:
        text = await found.text(errors="replace")  # an archive is no text
        assert found.status < 500, f"{method} {path}: {text[:200]}"
        assert "default-src 'self'" in found.headers["Content-Security-Policy"]
        assert "unsafe" not in found.headers["Content-Security-Policy"]
        assert (found.headers["X-Content-Type-Options"], found.headers["Cache-Control"]) == ("nosniff", "no-store")
        return found.status


async def test_nobody_gets_further_than_the_door(office: Office) -> None:
    """Who is not signed in sees the sign-in page, whatever the address, and a script gets a plain refusal."""
    await office.console.staff.create(NAME, PASSWORD, "agent")
    for method, path in routes(office):
        status = await answer(office, method, path)
        assert (status == 303) == (least(path) > NOBODY) or path in ("/console/sign-in", "/console/setup"), path
        if least(path) > NOBODY:
            assert await answer(office, method, path, **{"Sec-Fetch-Mode": "cors"}) == 401


@pytest.mark.parametrize("rank", [AGENT, OFFICER, ADMINISTRATOR])
async def test_every_address_holds_its_role(office: Office, rank: int) -> None:
    """Every method of every address, tried by every role: refused below the role, never refused from it upwards."""
    await office.enter("someone", ROLES[rank - 1])
    for method, path in routes(office):
        if path == "/console/sign-out":
            continue
        status = await answer(office, method, path)
        assert (status == 403) == (rank < least(path)) or path == "/console/sign-in", f"{method} {path}: {status}"


async def test_no_deed_comes_from_elsewhere(office: Office) -> None:
    """Every address that changes something refuses what no page of ours has sent, even for an administrator."""
    await office.enter(NAME, "administrator")
    for method, path in routes(office):
        if method == hdrs.METH_POST:
            for site in ("cross-site", "same-site", "none"):
                assert await answer(office, method, path, **{"Sec-Fetch-Site": site}) == 403, path


async def test_a_sign_in_ends(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a working day, and after a long time without any request; not before."""
    await office.enter(NAME, "agent")
    began = running.now_ms()
    for hours, status in ((3, 200), (6, 200), (9, 200), (11.9, 200), (12.1, 303)):
        monkeypatch.setattr("bot.storage.accounts.now_ms", lambda at=began + int(hours * rules.HOUR_MS): at)
        assert (await office.get("/console"))[0] == status, hours
    monkeypatch.undo()
    await office.enter("another", "agent")
    monkeypatch.setattr("bot.storage.accounts.now_ms", lambda: began + 5 * rules.HOUR_MS)
    assert (await office.get("/console"))[0] == 303


async def test_an_administrator_shuts_out_and_lets_in(office: Office) -> None:
    """Disabled: out at once, the right password refused; enabled: in again. Nobody can do it to themselves."""
    await office.console.staff.create("agent", PASSWORD, "agent")
    agent, _ = await office.console.staff.sign_in("agent", PASSWORD, "x")
    await office.enter(NAME, "administrator")
    assert (await office.post("/console/people", deed="active", name="agent", active="0"))[0] == 303
    assert await office.console.staff.holder(agent) is None
    with pytest.raises(rules.Refused):
        await office.console.staff.sign_in("agent", PASSWORD, "x")
    await office.post("/console/people", deed="active", name="agent", active="1")
    await office.console.staff.sign_in("agent", PASSWORD, "x")
    assert (await office.post("/console/people", deed="active", name=NAME, active="0"))[0] == 400
    assert (await office.post("/console/people", deed="role", name=NAME, role="agent"))[0] == 400


async def test_people_change_their_own_password(office: Office) -> None:
    """The old one is asked, the new one twice; afterwards only the new one opens, and all sign-ins have ended."""
    await office.enter(NAME, "agent")
    new = "a wholly new one"
    for old, again in (("wrong guess", new), (PASSWORD, "not the same"), (PASSWORD, "short")):
        password = "short" if again == "short" else new
        assert (await office.post("/console/password", old=old, password=password, again=again))[0] == 400
    assert (await office.post("/console/password", old=PASSWORD, password=new, again=new))[0] == 303
    assert (await office.get("/console"))[0] == 303
    assert (await office.post("/console/sign-in", name=NAME, password=PASSWORD))[0] == 403
    assert (await office.post("/console/sign-in", name=NAME, password=new))[0] == 303


async def test_guessing_from_elsewhere_shuts_nobody_out(office: Office) -> None:
    """A proxy's guesser is counted apart; many guesses of one name stop everybody until a new password is set."""
    staff = office.console.staff
    await staff.create(NAME, PASSWORD, "agent")
    headers = {"X-Forwarded-For": "203.0.113.9", "Sec-Fetch-Site": "same-origin"}
    for _ in range(6):
        async with office.browser.post(
            "/console/sign-in", data={"name": NAME, "password": "x"}, headers=headers
        ) as end:
            text = await end.text()
    assert "次数太多" in text
    assert (await office.post("/console/sign-in", name=NAME, password=PASSWORD))[0] == 303
    for at in range(TRIES_OF_NAME):
        with pytest.raises(rules.Refused):
            await staff.sign_in(NAME, "a wrong guess", f"address {at}")
    with pytest.raises(rules.Refused, match="次数太多"):
        await staff.sign_in(NAME, PASSWORD, "anywhere")
    await staff.set_password(NAME, "given by the administrator")
    await staff.sign_in(NAME, "given by the administrator", "anywhere")


async def test_two_first_visitors_make_one_administrator(office: Office) -> None:
    """Even at the same moment only one of them gets the first account."""
    made = [office.post("/console/setup", name=f"first{at}", password=PASSWORD, again=PASSWORD) for at in range(3)]
    statuses = sorted(status for status, _ in await asyncio.gather(*made))
    assert statuses[0] == 303
    assert len(await office.console.staff.accounts.all()) == 1


async def test_the_audit_can_be_searched(office: Office) -> None:
    """Look-ups, changes of accounts and failed sign-ins are there for the administrator, by person, deed and thing."""
    await office.enter("agent", "agent")
    await office.get("/console/card?policy=jishan/startup-subsidy&q=cybt")
    await office.post("/console/sign-in", name="agent", password="a wrong guess")
    await office.enter(NAME, "administrator")
    await office.post("/console/people", deed="role", name="agent", role="officer")
    for query, wanted, other in (
        ("who=agent", "查政策", "改账号"),
        ("action=登录失败", "登录失败", "cybt"),
        ("target=jishan/startup-subsidy", "cybt", "改角色"),
    ):
        _, text = await office.get(f"/console/audit?{query}")
        table = text.partition("<tbody>")[2]
        assert wanted in table, query
        assert other not in table, query
    assert "没有这样的记录" in (await office.get("/console/audit?before=1"))[1]
