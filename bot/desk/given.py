"""What programs hand in: strict JSON, and the fields of a question. A fault names the field and the remedy."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.model.errors import BadInput
from bot.model.named import region_named
from bot.model.places import Regions

EXAMPLE = '{"text": "稷山创业补贴多少钱"}'
FIRST_YEAR, LAST_YEAR = 1950, 2100
"""Days before and after are slips of the pen; what people tell of themselves lies between."""
HOW_DAY = f"写成 2026-11-20 这样的日期，年份在 {FIRST_YEAR} 到 {LAST_YEAR} 之间"
Fields = Mapping[str, object]
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Question:
    """A question from outside. id: what the asker calls it. on: the day asked about, None for today."""

    text: str
    id: str | int | float | None = None
    region: str | None = None
    on: date | None = None


def written(text: str) -> str:
    """The text with what no file and no database can hold, NUL and half characters, marked as unreadable."""
    return _UNWRITABLE.sub("\ufffd", text)


def read_day(text: str) -> date:
    """A day as programs and date pickers write it. Raises ValueError, also for a day nobody can mean."""
    day = date.fromisoformat(text) if len(text) <= len("2026-11-20") else datetime.fromisoformat(text).date()
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day


def read_json(raw: bytes | str) -> object:
    """JSON of which every name stands once. Raises BadInput with where it goes wrong."""
    try:
        text = raw if isinstance(raw, str) else raw.decode(json.detect_encoding(raw))
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise BadInput("不是 UTF-8 编码的文字，请另存为 UTF-8") from error
    except json.JSONDecodeError as error:
        line = f"第{error.lineno}行" if error.lineno > 1 else ""
        raise BadInput(f"读不成 JSON：{line}第{error.colno}个字符处写法不对") from error
    except RecursionError as error:
        raise BadInput("读不成 JSON：括号套得太深") from error
    except ValueError as error:
        raise BadInput("读不成 JSON：数字太长") from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise BadInput(f"「{written(double)}」写了两遍，只能写一遍")
    return found


def _no_number(word: str) -> object:
    raise BadInput(f"{word} 不是数字，请删掉或改成数字")


def read_fields(raw: bytes | str) -> Fields:
    """A JSON object. Raises BadInput."""
    given = read_json(raw)
    if not isinstance(given, dict):
        raise BadInput(f"要写成一个 JSON 对象，例如 {EXAMPLE}")
    return given


def read_question(given: Fields, regions: Regions) -> Question:
    """The fields of a question; regions: the slugs there are. Raises BadInput and UnknownName."""
    if given.get("text") is None:
        raise BadInput(f"缺 text：要问的话，写成文字，例如 {EXAMPLE}")
    if not isinstance(given["text"], str):
        raise BadInput(f"text 要写成文字，例如 {EXAMPLE}")
    return Question(written(given["text"]), read_id(given), _region(given, regions), read_on(given))


def read_id(given: Fields) -> str | int | float | None:
    """What the asker calls the question. Raises BadInput for what cannot be given back."""
    found = given.get("id")
    if isinstance(found, str):
        return written(found)
    if found is None or isinstance(found, int) or (isinstance(found, float) and math.isfinite(found)):
        return found
    raise BadInput('id 写成文字或数字，例如 {"id": 7, "text": "你好"}')


def _region(given: Fields, regions: Regions) -> str | None:
    region = given.get("region")
    if region in (None, ""):
        return None
    if not isinstance(region, str):
        raise BadInput('region 写成地区代号，例如 {"text": "你好", "region": "jishan"}')
    return region_named(written(region), regions, "region ").slug


def read_on(given: Fields) -> date | None:
    """The day asked about, None for today. Raises BadInput."""
    on = given.get("on")
    if on in (None, ""):
        return None
    try:
        if isinstance(on, str):
            return read_day(on)
    except ValueError:
        pass
    raise BadInput(f"on {HOW_DAY}")
