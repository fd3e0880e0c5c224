"""The terminal interface that outside checks rely on (DESIGN.md section 8)."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import chat
from bot.cli.main import main
from bot.content.plain import read_plain, write_plain

KEYS = {"id", "act", "measures", "region", "slots", "policies", "asks", "reply"}
ROOT = Path(__file__).resolve().parents[3]


def run(*arguments: str, said: str = "", code: int = 0) -> str:
    """Run jiuye in a process of its own and return what it prints."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bot", *arguments], input=said, capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + (done.stderr if code else "")


def test_ask_names_measure_region_ceilings_and_clause() -> None:
    """The county's document gives ceilings; both are told as such with document and clause."""
    found = json.loads(run("ask", "--json", "--on", "2026-11-20", "稷山的一次性创业补贴能领多少"))
    reply = "\n".join(found["reply"])
    assert found.keys() >= KEYS
    assert found["measures"][0] == "startup-subsidy"
    assert found["region"] == "jishan"
    assert all(text in reply for text in ("不超过1000元", "不超过5000元", "稷政办发〔2023〕24号 第（四）条"))
    assert found["policies"][0]["amount"]["ceiling"] is True


def test_batch_answers_line_by_line_in_order() -> None:
    """One JSON line each, in order, with the id; a line that cannot be read does not end the batch."""
    rows = ['{"id": 7, "text": "失业金怎么领", "region": "xiangfen"}', "not json", '{"id": "b", "text": "你好"}']
    rows += ['{"id": 8, "text": "你好", "region": []}', '{"id": 9, "text": null}', '{"id": "\\ud800", "text": "你好"}']
    found = [json.loads(line) for line in run("ask", "--batch", said="\n".join(rows)).splitlines()]
    assert [one["id"] for one in found] == [7, None, "b", 8, 9, "\ufffd"]
    assert found[0]["region"] == "xiangfen"
    assert ["error" in one for one in found] == [False, True, False, True, True, False]
    assert found[4]["error"].startswith("第5行不能用：缺 text")


def test_chat_remembers_from_line_to_line() -> None:
    """The second line answers the question of the first."""
    lines = run("chat", "--json", "--on", "2026-11-20", "--region", "jishan", said="一次性创业补贴我够不够\n13个月\n")
    first, second = (json.loads(line) for line in lines.splitlines())
    assert first["asks"]["code"] == "months_operating"
    assert second["facts"]["months_operating"] == 13


def test_bytes_of_another_encoding_are_a_message_like_any_other() -> None:
    """What is no UTF-8 is answered as not understood, and the next line is read."""
    done = CliRunner().invoke(chat.command, ["--json"], input="创业".encode("gbk") + "\n失业金怎么领\n".encode())
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert bool(first["reply"])
    assert second["measures"] == ["ui-benefit"]


def test_decide_and_screen_take_names_and_codes(tmp_path: Path) -> None:
    """A facts file may use Chinese names or codes; verdict, amount and clause come back."""
    facts = {"首次创业": True, "business_type": "个体工商户", "高校毕业生": "是", "graduation_year": "2024-06"}
    facts |= {"months_operating": "13个月", "jobs_created": 2}
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(facts), encoding="utf-8")
    day = ("--on", "2026-11-20", "--json")
    found = json.loads(run("decide", "jishan/startup-subsidy", "--facts", str(path), *day))
    assert (found["verdict"], found["amount"]["max"]) == ("eligible", 2000)
    screened = json.loads(run("screen", "--region", "jishan", "--facts", str(path), *day))
    verdicts = {one["id"]: one["verdict"] for one in screened["policies"]}
    assert verdicts["jishan/startup-subsidy"] == "eligible"
    assert verdicts["jishan/graduate-startup-fund"] == "expired"


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("ask", "--region", "jishanx", "你好"), "可用的有"),
        (("decide", "nowhere/startup-subsidy", "--facts", "FILE"), "nowhere"),
        (("decide", "jishan/startup-subsidy", "--facts", "BAD"), "_facts.yaml"),
        (("decide", "jishan/startup-subsidy", "--facts", "TWICE"), "写了两遍"),
        (("decide", "jishan/startup-subsidy", "--facts", "DEEP"), "括号套得太深"),
        (("decide", "jishan/startup-subsidy", "--facts", "nofile"), "没有文件 nofile"),
        (("screen", "--region", "jishan", "--facts", "."), "要写一个能读的文件"),
        (("screen", "--region", "稷山县", "--facts", "FILE"), "代号是 jishan"),
        (("check", "tests"), "「tests」里没有 intents、knowledge、replies"),
        (("explain", "jishan/startup-subsidy", "--out", "/没有的/图.svg"), "/没有的/图.svg 读不了或写不了"),
        (
            ("eval", "LABELS"),
            "LABELS 第2行不能用：labels 里的「startup-subsidie」不是事项代号，最接近的是",
        ),
        (("eval", "FILE"), "FILE 第1行不能用：缺 text 或 labels"),
        (("eval", "BYTES"), "BYTES 第1行不能用：不是 UTF-8"),
    ],
)
def test_a_mistake_is_told_in_one_line_with_a_remedy(arguments: tuple[str, ...], remedy: str, tmp_path: Path) -> None:
    """No traceback for a wrong name or value."""
    (tmp_path / "FILE").write_text("{}", encoding="utf-8")
    (tmp_path / "BAD").write_text('{"没有的事": 1}', encoding="utf-8")
    (tmp_path / "TWICE").write_text('{"年龄": 20, "age": 30}', encoding="utf-8")
    labels = '{"text": "你好", "labels": ["small-talk"]}\n{"text": "开店", "labels": ["startup-subsidie"]}'
    (tmp_path / "LABELS").write_text(labels, encoding="utf-8")
    (tmp_path / "BYTES").write_bytes("{创业".encode("gbk"))
    (tmp_path / "DEEP").write_text("[" * 100_000, encoding="utf-8")
    given = [str(tmp_path / one) if (tmp_path / one).is_file() else one for one in arguments]
    assert remedy in run(*given, code=1)


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("decide", "jishan/startup-subsidy"), "缺 --facts：JSON 文件"),
        (("ask", "--on", "2026-02-30", "你好"), "--on 不能用：「2026-02-30」读不成日期，写成 2026-11-20"),
        (("ask", "--on", "0001-01-01", "三年前毕业的"), "年份在 1950 到 2100 之间"),
        (("ask", "--no", "你好"), "没有选项 --no，是不是 --on"),
        (("asks", "你好"), "没有命令「asks」"),
        (("new", "regio"), "没有命令「regio」"),
        (("new", "policy", "jishan"), "「jishan」要写成 地区/事项"),
        (("check", "/没有的文件夹"), "没有「/没有的文件夹」"),
        (("eval", "."), "「.」是文件夹，要写文件"),
        (("decide",), "缺 「政策」"),
        (("user", "add", "a", "--role", "boss"), "「boss」不行，只能写 agent、officer、administrator"),
        (("wechat", "standin", "--port", "x"), "「x」不是数字"),
    ],
)
def test_what_is_typed_wrongly_is_told_in_chinese(
    arguments: tuple[str, ...], remedy: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing, misspelt or unreadable option is named, with how to write it."""
    monkeypatch.setattr(sys, "argv", ["jiuye", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert remedy in capsys.readouterr().err


def test_help_is_in_chinese(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The frame of --help is in the language of those who read it."""
    monkeypatch.setattr(sys, "argv", ["jiuye", "ask", "--help"])
    main()
    shown = capsys.readouterr().out
    assert "[选项] 要问的话" in shown
    assert "选项:" in shown
    assert not any(word in shown for word in ("Usage", "Options", "Show this"))


def test_a_port_nobody_can_have_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A number above the last port would be served somewhere else without a word."""
    monkeypatch.setenv("PORT", "70000")
    assert "PORT=70000 不是端口号" in run("serve", code=1)


def test_a_port_in_use_is_told_with_a_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A second service on the same port says so in one line, and not that it has started."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        monkeypatch.setenv("JIUYE_DATA_DIR", str(tmp_path))
        told = run("serve", code=1)
    assert "已经有程序在用" in told
    assert "已启动" not in told


def test_an_unknown_setting_refuses_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt JIUYE_ name is told with the nearest known one."""
    monkeypatch.setenv("JIUYE_WECHAT_TOKE", "x")
    assert "JIUYE_WECHAT_TOKEN" in run("ask", "你好", code=1)


NODES = st.recursive(
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\x85\ufeff"), max_size=20
    ),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from(["名称", "点击", "子菜单"]), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(
    st.lists(st.dictionaries(st.sampled_from(["名称", "点击", "子菜单"]), NODES, min_size=1), min_size=1, max_size=3)
)
def test_a_menu_that_is_written_reads_back_the_same(menu: list[object]) -> None:
    """Jiuye wechat menu pull prints what push takes."""
    assert read_plain("menu.yaml", write_plain(menu).encode()) == menu
