"""What citizens send, answered by the real desk over the wire: choices, long replies, places, numbers, keys."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from sqlalchemy import select

from bot.desk.reception import locate
from bot.desk.talk import Snapshot
from bot.model.copying import replace
from bot.replying.render import Replier
from bot.storage.tables import JOURNAL, SESSIONS
from bot.wechat.crypto import Seal
from tests.code.library import snapshot
from tests.code.wechat.office import SEAL, Office, office

LINK = re.compile(r'<a href="(weixin://bizmsgmenu\?[^"]+)">\d+\. ([^<]+)</a>')
VAGUE = "补贴咋领"
CARD = "142724199001011234"


async def offered(one: Office, person: str) -> list[tuple[str, str, str]]:
    """Choices as the phone gets them: what a tap sends, its number, the text shown."""
    found = []
    for address, shown in LINK.findall(await one.push(VAGUE, person)):
        query = parse_qs(urlsplit(address).query)
        found.append((unquote(query["msgmenucontent"][0]), query["msgmenuid"][0], shown))
    assert len(found) >= 2
    return found


async def test_a_choice_is_the_same_by_tap_text_and_number(tmp_path: Path) -> None:
    """Tapped (text and id), tapped where the text was lost, typed, or given as a number: one and the same answer."""
    async with office(tmp_path) as one:
        content, number, shown = (await offered(one, "o0"))[1]
        answers = {(await one.deliver("text", "o0", Content=content, bizmsgmenuid=number)).text}
        for person, fields in (
            ("o1", {"Content": "", "bizmsgmenuid": number}),
            ("o2", {"Content": shown}),
            ("o3", {"Content": number}),
            ("o4", {"Content": f"第{'零一二三四'[int(number)]}个"}),
        ):
            await offered(one, person)
            answers.add((await one.deliver("text", person, **fields)).text)
        assert len(answers) == 1
        assert "哪一个" not in answers.pop()


async def test_a_tap_on_an_old_list_is_taken_by_its_text(tmp_path: Path) -> None:
    """A choice tapped long after, when another list is open, still means what was written on it."""
    async with office(tmp_path) as one:
        content, number, _ = (await offered(one, "oA"))[1]
        direct = await one.push(content, "oB")
        await one.push("转人工", "oA")
        tapped = (await one.deliver("text", "oA", Content=content, bizmsgmenuid=number)).text
        assert direct.splitlines()[0] == tapped.splitlines()[0]


async def test_long_reply_is_read_to_its_end(tmp_path: Path) -> None:
    """继续 brings the rest piece by piece: no byte beyond the limit, no broken link, nothing twice, nothing lost."""
    lines = [f'第{number}条说的是<a href="https://example.cn/{number}">这件事</a>，请看清楚。' for number in range(90)]
    real = snapshot()
    content = replace(real.library.content, replies={**real.library.content.replies, "_system/help": "\n".join(lines)})
    async with office(tmp_path) as one:
        one.desk.snapshot = Snapshot(replace(real.library, content=content), Replier(content))
        pieces = [await one.push("你会什么")]
        while "回复「继续」" in pieces[-1]:
            pieces.append(await one.push("继续"))
            assert len(pieces) < 10
    assert len(pieces) > 2
    assert all(len(piece.encode()) <= 2048 for piece in pieces)
    assert [line for piece in pieces for line in piece.splitlines() if line.startswith("第")] == lines


async def test_personal_numbers_are_kindly_refused_and_not_kept(tmp_path: Path) -> None:
    """Who sends an ID number is told not to, who sends a picture as well; the number reaches no table."""
    async with office(tmp_path) as one:
        assert "请不要在这里发身份证号" in await one.push(f"我身份证{CARD}，失业金咋领")
        alone = await one.push(CARD, "oB")
        assert "请不要在这里发身份证号" in alone
        assert not LINK.findall(alone)  # no measure is offered for a number
        shown = await one.deliver("image", PicUrl="http://x/y.jpg", MediaId="m")
        assert "请不要发身份证" in shown.text
        rows = await one.store.read(lambda c: [str(row) for row in c.execute(select(JOURNAL))])
        rows += await one.store.read(lambda c: [str(row) for row in c.execute(select(SESSIONS))])
        assert rows
        assert not [row for row in rows if CARD in row]


async def test_voice_is_taken_as_heard_or_asked_for_in_writing(tmp_path: Path) -> None:
    """A recognised voice message is answered like text; one without recognition asks to type."""
    async with office(tmp_path) as one:
        assert (await one.deliver("voice", "oA", Recognition="失业金怎么领。")).text == await one.push(
            "失业金怎么领。", "oB"
        )
        assert "打几个字" in (await one.deliver("voice", "oA", MediaId="m")).text


@pytest.mark.parametrize(
    ("label", "spot", "county"),
    [
        ("山西省运城市稷山县稷峰镇稷王大道12号", None, "jishan"),
        ("山西省临汾市尧都区鼓楼南大街", None, "linfen-yaodu"),
        ("陕西省宝鸡市太白县嘴头镇", None, "taibai"),
        ("陕西省西安市雁塔区太白南路", None, None),
        ("", (35.601, 110.985), "jishan"),
        ("稷王大道12号", (35.601, 110.985), "jishan"),
        ("", (35.88, 111.45), "xiangfen"),
        ("山西省运城市新绛县龙兴路", (35.616, 111.225), None),
        ("山西省运城市盐湖区", (35.02, 111.00), None),
        ("北京市东城区", (39.9, 116.4), None),
        ("", None, None),
        ("稷山县和襄汾县之间", None, None),
    ],
)
def test_county_of_a_position(label: str, spot: tuple[float, float] | None, county: str | None) -> None:
    """An address tells its county by the full name, a position only near a county seat; all else is not guessed."""
    found = locate(snapshot().library.content.regions, label, spot)
    assert (found.slug if found else None) == county


async def test_position_sent_sets_the_county(tmp_path: Path) -> None:
    """A position answers which county it is about, is confirmed in words, and goes on with what was asked."""
    async with office(tmp_path, region=None) as one:
        spot = {"Location_X": "35.60", "Location_Y": "110.98", "Scale": "15"}
        sent = await one.deliver("location", "oA", Label="山西省运城市稷山县", **spot)
        assert "按稷山县的文件答" in sent.text
        assert "稷山县" in await one.push("失业金咋领", "oA")
        assert "哪个县" in await one.push("失业金咋领", "oB")
        assert "【稷山县" in (await one.deliver("location", "oB", Label="", **spot)).text
        for fields in ({"Label": "上海市"}, {}, {"Location_X": "nan", "Location_Y": "x"}, {"Location_X": "999"}):
            assert "看不出是哪个县" in (await one.deliver("location", "oC", **fields)).text


async def test_reported_position_is_confirmed_once(tmp_path: Path) -> None:
    """A phone that reports where it is every few seconds gets one word about the county, and none once it is known."""
    async with office(tmp_path, region=None) as one:
        here = {"Event": "LOCATION", "Latitude": "35.60", "Longitude": "110.98", "Precision": "60"}
        assert "按稷山县的文件答" in (await one.deliver("event", "oA", **here)).text
        for _ in range(3):
            one.clock.at += 5
            assert (await one.deliver("event", "oA", **here, CreateTime=int(one.clock.at))).raw == b"success"
        assert "【稷山县" in await one.push("失业金咋领", "oA")
        far = {"Event": "LOCATION", "Latitude": "39.9", "Longitude": "116.4"}
        assert (await one.deliver("event", "oB", **far)).raw == b"success"
        await one.push("襄汾", "oC")
        assert (await one.deliver("event", "oC", **here)).raw == b"success"
        assert "【襄汾县" in await one.push("失业金咋领", "oC")


async def test_keys_during_a_change(tmp_path: Path) -> None:
    """With a new and the previous key, both are answered in kind; a plain message is refused without an answer."""
    new = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq"
    async with office(tmp_path, seals=(Seal(new, "wxstandin"), SEAL)) as one:
        assert await one.push("失业金咋领")
        one.platform.key = new
        assert await one.push("失业金咋领")
        one.platform.key = ""
        shown = await one.platform.push(one.http, one.platform.message("oA", Content="失业金咋领"))
        assert (shown.status, shown.tries) == (403, 1)
