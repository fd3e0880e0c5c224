"""Two versions of the content: everything a citizen can notice is told in the words officers write."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.diff import command
from bot.desk.build import BESIDE, read_folder
from bot.desk.cases import content_of
from bot.desk.differing import differences
from bot.desk.differing_change import ADDED, ENDED, REMOVED, Change
from bot.desk.differing_replies import reply_changes
from bot.desk.differing_report import Difference, as_json, as_text, changelog
from bot.desk.differing_source import NoVersion, read_version, version
from bot.desk.differing_talks import playable, talk_changes
from bot.desk.talk import Snapshot
from bot.eligibility.engine import ExactEngine
from bot.model.copying import replace
from bot.model.errors import ContentError
from bot.model.library import Content, Library
from bot.model.problems import Place
from bot.model.transcripts import Exchange, Expected, Transcript
from bot.replying.render import Replier
from tests.code.library import snapshot

ON = date(2026, 11, 20)
STARTUP = "knowledge/jishan/startup-subsidy.yaml"
LOAN = "knowledge/xiangfen/startup-loan.yaml"
FILES = read_folder(BESIDE)
GIT = shutil.which("git")


def edited(path: str, was: str, now: str, files: Mapping[str, bytes] = FILES) -> dict[str, bytes]:
    """The files with one text put for another; the text must be there."""
    text = files[path].decode()
    assert was in text
    return {**files, path: text.replace(was, now).encode()}


@pytest.fixture(scope="module")
def own() -> Content:
    """The content in the tree."""
    return content_of(FILES)


def changed(own: Content, files: Mapping[str, bytes]) -> tuple[Change, ...]:
    """What differs between the content in the tree and these files."""
    return differences(own, content_of(files), ON)


def test_the_same_content_does_not_differ(own: Content) -> None:
    """Comments, empty lines and so other places in the files are no difference."""
    moved = {path: b"# x\n\n" + data if path.endswith(".yaml") else data for path, data in FILES.items()}
    assert changed(own, moved) == ()


def test_an_amount_is_told_old_and_new_with_its_clause(own: Content) -> None:
    """One figure changed is one difference, with both figures and the clause."""
    (found,) = changed(
        own,
        edited(STARTUP, "封顶: 5000\n    减去: 已领创业补贴\n  - 编号", "封顶: 6000\n    减去: 已领创业补贴\n  - 编号"),
    )
    assert (found.kind, found.region, found.field) == ("金额", "jishan", "全额·封顶")
    assert (found.before, found.after) == ("5000元", "6000元")
    assert found.cite == "稷政办发〔2023〕24号 第（四）条"


def test_a_condition_names_its_leaf(own: Content) -> None:
    """A time in one leaf changed points at that leaf, in its words; how leaves join is told apart."""
    (found,) = changed(own, edited(STARTUP, "不超过: 5年, 说法: 离校5年内", "不超过: 2年, 说法: 离校2年内"))
    assert (found.kind, found.field) == ("条件", "离校五年内·要求")
    assert "不超过 5年" in found.before
    assert "不超过 2年" in found.after
    kinds = {(one.kind, one.field) for one in changed(own, edited(STARTUP, "    - 任一:\n", "    - 全部:\n"))}
    assert ("条件", "怎样合起来") in kinds


def test_policies_come_and_go(own: Content) -> None:
    """A file taken away is one policy removed; seen the other way round it is one policy added."""
    fewer = content_of({path: data for path, data in FILES.items() if path != LOAN})
    for pair, what in (((own, fewer), REMOVED), ((fewer, own), ADDED)):
        (found,) = differences(*pair, ON)
        assert (found.what, found.key) == (what, "xiangfen/startup-loan")


def test_a_last_day_brought_forward_ends_a_policy(own: Content) -> None:
    """Window changes are told with both windows, and as ended only if the day has passed."""
    for end, ended in (("2026-11-19", True), ("2026-11-20", False)):
        path = "knowledge/xiangfen/venue-rent-subsidy.yaml"
        text = FILES[path].decode().split("案例:")[0]
        window = f"有效: {{起: 2024-02-01, 止: {end}, 依据: 文末}}\n"
        found = changed(own, {**FILES, path: (text + window).encode()})
        assert any(one.kind == "期限" and "2028年1月10日" in one.before for one in found)
        assert any(one.what == ENDED for one in found) == ended


def test_sentences_questions_documents_examples_and_templates(own: Content) -> None:
    """Each sort of content is told by its own name."""
    files = edited(STARTUP, "概述: 头次创业", "概述: 第一次创业")
    files = edited("knowledge/jishan/_documents.yaml", "解读单位: 县人社局", "解读单位: 县人社局就业股", files)
    files = edited("intents/startup-loan.yaml", "例句:\n", "例句:\n  - 借公家钱卖豆腐脑要找啥人\n", files)
    files = edited("knowledge/_facts.yaml", "代号: first_business\n", "代号: first_business\n  有效天数: 77\n", files)
    files = edited("replies/_default/papers.j2", "只说这方面", "只说这方面", files)
    files["replies/_default/papers.j2"] += b"x"
    found = {one.kind: one for one in changed(own, files)}
    assert set(found) == {"政策", "文件", "问法", "事实", "模板"}
    assert found["问法"].after == "增1：借公家钱卖豆腐脑要找啥人"
    assert (found["事实"].field, found["事实"].after) == ("有效天数", "77")
    assert found["文件"].region == "jishan"


SPOT = "坐标: {纬度: 35.60, 经度: 110.98}"
HOURS = "人工时间: [{星期: 周一至周五, 从: 8:30, 到: 12:00}]\n  放假: [2026-10-01]\n  调休上班: [2026-10-10]"
EDITS = (
    ("intents/_handing.yaml", "怎么办, 算不算, 查进度]", "怎么办, 算不算]\n  startup-loan: [全部]"),
    ("intents/_handing.yaml", "回来: [机器人, ", "回来: [回去, "),
    ("intents/_mixed.yaml", "企业想贷点钱, 事项: [startup-loan, ", "企业想贷点钱, 事项: [agri-loan, "),
    ("intents/_mixed.yaml", "一句多问:\n", "一句多问:\n  - {句: 盖棚想贷钱又想学手艺, 事项: [agri-loan, training]}\n"),
    ("knowledge/_regions.yaml", SPOT, f"{SPOT.replace('35.60', '35.61')}\n  {HOURS}"),
    ("knowledge/_jargon.yaml", "展期: 晚点还", "展期: 迟些还"),
    ("knowledge/_facts.yaml", "上面按今年还没领过算。", "上面按没领过算。"),
    (
        "knowledge/_constraints.yaml",
        "说明: 第一次创业的人是创业人员\n",
        "说明: 第一次创业的人是创业人员\n  通常: 是\n",
    ),
)
TOLD = """
转人工「事项」：减1：劳动权益保障（算不算、怎么办、查进度）；增2：创业担保贷款（全部）、劳动权益保障（算不算、怎么办）
转人工「回来」：减1：机器人；增1：回去
几个事项的问法「含混」：减1：企业想贷点钱
几个事项的问法「一句多问」：增1：盖棚想贷钱又想学手艺（
稷山县「人工时间」：（空） → 周一至周五8:30至12:00
稷山县「放假」：（空） → 2026年10月1日
稷山县「调休上班」：（空） → 2026年10月10日（照周一）
稷山县「坐标」：北纬35.6度，东经110.98度，周围8公里 → 北纬35.61度，东经110.98度，周围8公里
展期「换成」：晚点还 → 迟些还
「未说时说」：上面按今年还没领过算。
删去约束 第一次创业的人是创业人员
新增通常 第一次创业的人是创业人员
"""


def test_no_part_of_the_content_is_passed_over(own: Content) -> None:
    """What goes to a person, utterances of several measures, hours, customs: told in the officers' words, once each."""
    files = FILES
    for path, was, now in EDITS:
        files = edited(path, was, now, files)
    told = as_text(Difference(changed(own, files), (), None), own.regions)
    assert [line for line in TOLD.strip().split("\n") if told.count(line) != 1] == [], told


def test_replies_that_change_and_no_others(own: Content) -> None:
    """A figure shows in the replies about that measure and region only, with the line before and after."""
    new = content_of(edited(LOAN, "300000", "250000"))
    changes = differences(own, new, ON)
    (found,) = reply_changes(own, new, changes, ON)
    assert (found.region, found.measure) == ("xiangfen", "startup-loan")
    assert "多少钱" in found.aspects
    assert "到何时" not in found.aspects
    assert any("30万" in line for line in found.gone)
    assert any("25万" in line for line in found.come)
    worded = replace(own, replies={**own.replies, "startup-loan/papers": "自己的说法"})
    shown = reply_changes(own, worded, differences(own, worded, ON), ON)
    assert {one.aspects for one in shown} == {("材料",)}
    assert {one.region for one in shown} >= {"jishan", "xiangfen", "baishui"}


def test_conversations_that_go_another_way() -> None:
    """A conversation about the changed figure is found and breaks; one about something else is not."""
    old = snapshot()
    content = content_of(edited(LOAN, "300000", "250000"))
    new = Snapshot(Library(content, old.library.understander, ExactEngine(content)), Replier(content))
    here = Place("a.yaml")
    talks = [
        Transcript(name, ON, (Exchange(said, Expected(has=has), here),), here, "xiangfen")
        for name, said, has in (("loan", "创业担保贷款能贷多少钱", ("30万",)), ("rent", "创业场地租赁补贴多少钱", ()))
    ]
    (found,) = talk_changes(old, new, talks)
    assert (found.name, found.breaks, found.mends) == ("loan", True, False)
    assert "25万" in found.comes
    (back,) = talk_changes(new, old, talks)
    assert back.mends


def test_conversations_with_an_older_version_that_lacks_a_wording() -> None:
    """Old wordings are played where they serve the program of today, else all of the new ones, never a mixture."""
    content = snapshot().library.content
    worded = {**content.replies, "_default/papers": "旧"}
    assert playable(replace(content, replies=worded), content).replies == worded
    fewer = {path: text for path, text in worded.items() if path != "_system/verdict"}
    unknown = {**worded, "_default/papers": "{{ 不再有 }}"}
    for old in (fewer, unknown):
        assert playable(replace(content, replies=old), content).replies == content.replies
    changes = differences(replace(content, replies=unknown), content, ON)
    assert reply_changes(replace(content, replies=unknown), content, changes, ON) == ()


def test_report_changelog_and_json(own: Content) -> None:
    """People read both figures; the changelog has a section a region; the JSON holds the same."""
    new = content_of(edited(LOAN, "300000", "250000"))
    changes = differences(own, new, ON)
    found = Difference(changes, reply_changes(own, new, changes, ON), None)
    text = as_text(found, own.regions)
    assert "30万元 → 25万元（襄政发〔2024〕2号 第6条）" in text
    assert "没有回放" in text
    assert as_text(found.within("jishan"), own.regions).startswith("【回答】没有变")
    assert as_json(found)["transcripts"] is None
    log = changelog(changes, own.regions, "2026年11月20日")
    assert log.startswith("## 襄汾县\n\n### 2026年11月20日\n\n**改动**")
    fewer = content_of({path: data for path, data in FILES.items() if path != LOAN})
    log = changelog(differences(fewer, own, ON), own.regions, "2026年11月20日")
    assert "**新增**\n\n- 创业担保贷款（个人）：襄政发〔2024〕2号 第6条，有效期 2024年2月1日至2028年1月10日" in log


@pytest.mark.skipif(GIT is None, reason="needs git")
def test_versions_from_folders_and_revisions(tmp_path: Path) -> None:
    """A revision gives the files as they were committed; what cannot be had is told with the way out."""
    for path, data in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    (tmp_path / "knowledge" / "NOTES.md").write_text("x")
    who = ["-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "core.hooksPath="]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)  # noqa: S603, S607
    (tmp_path / LOAN).unlink()
    assert read_version("HEAD", tmp_path, GIT) == FILES
    assert LOAN not in read_version(str(tmp_path), tmp_path, GIT)
    with pytest.raises(NoVersion, match="得有 git"):
        read_version("HEAD", tmp_path, None)
    for name in ("HEAD~1", "nothere", "--all"):
        with pytest.raises(NoVersion, match="也没有这个版本"):
            read_version(name, tmp_path, GIT)
    (tmp_path / STARTUP).write_text("名称: 甲\n")
    with pytest.raises(NoVersion, match="内容有错误"):
        version(str(tmp_path), tmp_path, GIT)


def test_the_command(tmp_path: Path) -> None:
    """The command finds both versions and prints what differs."""
    for path, data in edited(LOAN, "300000", "250000").items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    words = [str(BESIDE), str(tmp_path), "--region", "xiangfen", "--on", "2026-11-20"]
    told = CliRunner().invoke(command, [*words, "--json"])
    assert told.exit_code == 0
    assert json.loads(told.output)["changes"][0]["after"] == "25万元"
    (tmp_path / "replies" / "_default" / "papers.j2").write_text("{{ 不存在 }}")
    assert isinstance(CliRunner().invoke(command, words).exception, ContentError)
