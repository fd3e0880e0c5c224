"""Promises about what programs hand in: every fault names the field and the remedy, and nothing else happens."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.given import Question, read_day, read_fields, read_question
from bot.model.errors import BadInput, JiuyeError, UnknownName
from bot.model.places import Region
from bot.model.problems import Place

REGIONS = {slug: Region(slug, slug, None, "现行", Place("")) for slug in ("jishan", "xiangfen")}
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["jishan", "2026-11-20", "\ud800", "0001-01-01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "：第1个字符"),
        (b'{"text": "a",\n}', "第2行第1个字符"),
        (b"[1]", "JSON 对象"),
        (b"null", "JSON 对象"),
        (b"\xff\xfe\xff", "UTF-8"),
        ('{"text": "创业"}'.encode("gbk"), "UTF-8"),
        (b"[" * 100_000, "括号套得太深"),
        (b'{"id": ' + b"9" * 5000 + b"}", "数字太长"),
        (b'{"id": NaN}', "NaN 不是数字"),
        (b'{"text": "a", "text": "b"}', "「text」写了两遍"),
        (b"{}", "缺 text"),
        (b'{"text": null}', "缺 text"),
        (b'{"text": 5}', "text 要写成文字"),
        (b'{"text": ["a"]}', "text 要写成文字"),
        (b'{"text": "a", "id": []}', "id 写成文字或数字"),
        (b'{"text": "a", "id": 1e999}', "id 写成文字或数字"),
        (b'{"text": "a", "region": []}', "region 写成地区代号"),
        (b'{"text": "a", "region": {}}', "region 写成地区代号"),
        (b'{"text": "a", "region": "nix"}', "可用的有：jishan、xiangfen"),
        (b'{"text": "a", "on": 20261120}', "on 写成 2026-11-20"),
        (b'{"text": "a", "on": []}', "on 写成 2026-11-20"),
        (b'{"text": "a", "on": "2026-02-30"}', "on 写成 2026-11-20"),
        (b'{"text": "a", "on": "0001-01-01"}', "1950 到 2100"),
        (b'{"text": "a", "on": "9999-12-31"}', "1950 到 2100"),
    ],
)
def test_a_fault_names_the_field_and_the_remedy(raw: bytes, told: str) -> None:
    """Whatever cannot be used is refused in words that say where, and how to write it."""
    with pytest.raises((BadInput, UnknownName), match=told):
        read_question(read_fields(raw), REGIONS)


def test_what_can_be_used_is_read() -> None:
    """Text of any editor, a day with or without its time, and ids of either kind are taken."""
    whole = {"text": "你好", "id": "a", "region": "jishan", "on": "2026-11-20"}
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        found = read_question(read_fields(json.dumps(whole, ensure_ascii=False).encode(encoding)), REGIONS)
        assert found == Question("你好", "a", "jishan", date(2026, 11, 20))
    assert read_question({"text": "", "region": "", "on": None, "id": 7}, REGIONS) == Question("", 7)
    assert read_day("2026-11-20T10:00:00+08:00") == date(2026, 11, 20)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(["text", "id", "region", "on", "x"]), ANYTHING, max_size=5))
def test_whatever_is_handed_in_is_read_or_refused(fields: dict[str, object]) -> None:
    """No value of any field ends in another error, and what is read can be written to any file."""
    try:
        found = read_question(read_fields(json.dumps(fields)), REGIONS)
    except JiuyeError as error:
        str(error).encode()
    else:
        json.dumps([found.text, found.id, found.region], ensure_ascii=False, allow_nan=False).encode()
