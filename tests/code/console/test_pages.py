"""The pages of the console over the real content."""

from __future__ import annotations

import re

from bot.model.journal import AMISS, UNANSWERED
from bot.storage.inbox import DISMISSED, NEW
from tests.code.console.conftest import NAME, Office

POLICY = "jishan/startup-subsidy"


async def talk(office: Office, text: str, user: str = "somebody") -> None:
    """One message of a citizen."""
    async with office.browser.post("/api/chat", json={"text": text, "user": user, "region": "jishan"}) as found:
        assert found.status == 200


async def test_looking_up_is_noted(office: Office) -> None:
    """The card of a policy has both wordings, its clause and its neighbours; who looked is in the audit."""
    await office.enter(NAME, "agent")
    status, text = await office.get(f"/console/card?policy={POLICY}&q=13812345678")
    assert status == 200
    for part in ('id="spoken"', 'id="written"', "第（四）条", "文件没有写的", "相近的"):
        assert part in text
    deed = (await office.console.audit.last(1))[0]
    assert (deed.who, deed.action, deed.target) == (NAME, "查政策", POLICY)
    assert "12345678" not in str(deed.detail)


async def test_screening_a_caller_is_noted_once(office: Office) -> None:
    """That a screening began is in the audit, for whom and where; what the caller tells is not."""
    await office.enter(NAME, "agent")
    await office.post("/console/form", region="jishan", audience="单位", begun="1")
    await office.post("/console/form", region="jishan", audience="单位", **{"fact.employees": "20"})
    noted = await office.console.audit.last(9, "筛查")
    assert [(deed.who, deed.target, deed.detail) for deed in noted] == [(NAME, "jishan", {"audience": "单位"})]


async def test_what_does_not_exist_is_told(office: Office) -> None:
    """Unknown policies, files, talks and changes are answered with a page, never with a fault."""
    await office.enter(NAME, "administrator")
    for path in (
        "/console/card?policy=jishan/nothing",
        "/console/content/policy?id=x",
        "/console/content/edit?path=../secret.yaml",
        "/console/content/edit?path=knowledge/../../etc/passwd.yaml",
        "/console/handovers/99",
        "/static/nothing.css",
    ):
        assert (await office.get(path))[0] == 404, path
    assert (await office.post("/console/content/undo", id="1"))[0] == 409
    assert (await office.get("/console/find?q=%00%F0%9F%98%80&on=2026-99-99&region=nowhere"))[0] == 200


async def test_every_policy_has_a_card_and_a_page(office: Office) -> None:
    """No policy of the library breaks a page, on the day and long after it ended."""
    await office.enter(NAME, "officer")
    content = office.console.desk.snapshot.library.content
    for policy in list(content.policies)[::9]:
        assert (await office.get(f"/console/card?policy={policy}&on=2035-01-01"))[0] == 200, policy
        assert (await office.get(f"/console/content/policy?id={policy}"))[0] == 200, policy


async def test_the_form_tells_what_cannot_be_used(office: Office) -> None:
    """A wrong value is named at its field and does not count."""
    await office.enter(NAME, "agent")
    _, text = await office.post("/console/form", policy=POLICY, **{"fact.jobs_created": "好多"})
    assert "「好多」看不懂" in text
    assert "待补充信息" in text


async def test_what_was_taken_wrongly_comes_to_the_inbox_with_its_reason(office: Office) -> None:
    """Not understood, 都不是 and 答非所问 wait each under its reason, once; the complaint itself does not."""
    await office.enter(NAME, "officer")
    for user, said, complaint in (("a", "我想学门手艺挣钱", "都不是"), ("b", "失业金能领几个月", "答非所问")):
        await talk(office, said, user)
        await talk(office, complaint, user)
    await talk(office, "阿巴阿巴咕噜咕噜", "c")
    assert await office.console.inbox.gather() + await office.console.inbox.gather() <= 2
    found = {one.text: one.reason for one in await office.console.inbox.in_state()}
    assert found["失业金能领几个月"] == AMISS
    assert found["阿巴阿巴咕噜咕噜"] == UNANSWERED
    assert not {"都不是", "答非所问"} & found.keys()
    _, text = await office.get(f"/console/inbox?reason={AMISS}")
    assert "失业金能领几个月" in text
    assert "当时当成：失业" in text
    assert "阿巴阿巴咕噜咕噜" not in text


async def test_a_pile_can_be_put_aside_and_back(office: Office) -> None:
    """What is dismissed leaves the list, is found under its state, and comes back."""
    await office.enter(NAME, "officer")
    await talk(office, "阿巴阿巴咕噜咕噜")
    _, text = await office.get("/console/inbox")
    ids = re.search(r'name="ids" value="([\d,]+)"', text)
    assert ids is not None
    assert (await office.post("/console/inbox", ids=ids[1], deed=DISMISSED))[0] == 303
    assert "阿巴阿巴" not in (await office.get("/console/inbox"))[1]
    assert "阿巴阿巴" in (await office.get(f"/console/inbox?state={DISMISSED}"))[1]
    assert (await office.post("/console/inbox", ids=ids[1], deed=NEW))[0] == 303
    assert "阿巴阿巴" in (await office.get("/console/inbox"))[1]


async def test_accepting_needs_a_measure(office: Office) -> None:
    """A pile cannot be accepted into nothing, nor into a measure that has no file."""
    await office.enter(NAME, "officer")
    assert (await office.post("/console/inbox", ids="1", deed="accepted", texts="某句话"))[0] == 409
    _, where = await office.post("/console/inbox", ids="1", deed="accepted", texts="某句话", measure="no-such")
    path = re.search(r"/console/work/\d+", where)
    assert path is not None
    status, text = await office.get(path[0])
    assert (status, "没有事项" in text) == (409, True)


async def test_pages_hold_no_inline_script_or_style(office: Office) -> None:
    """Nothing on a page needs an exception in the content security policy."""
    await office.enter(NAME, "administrator")
    for path in ("", "/inbox", "/content", "/figures", "/handovers", "/people", "/audit", "/password"):
        _, text = await office.get(f"/console{path}")
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", text), path


async def test_what_citizens_write_is_escaped(office: Office) -> None:
    """A message with markup is shown, not run."""
    await office.enter(NAME, "officer")
    await talk(office, "<script>alert(1)</script>阿巴阿巴")
    _, text = await office.get("/console/inbox")
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


async def test_the_officer_sees_what_is_not_live_yet(office: Office) -> None:
    """While training goes on the page says what already counts, or that all is as it was and for how long."""
    await office.enter(NAME, "officer")
    reloader = office.console.reloader
    reloader.training = True
    assert "删去的事项已经不认；相近的说法正在训练" in (await office.get("/console/content/status"))[1]
    reloader.training, reloader.working, reloader.held = False, True, True
    told = (await office.get("/console/content/status"))[1]
    assert "训练完才生效" in told
    assert "群众看到的还是原来的" in told
    reloader.working, reloader.held = False, False
    assert "正在生效的是" in (await office.get("/console/content/status"))[1]
