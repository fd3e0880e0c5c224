"""Settings: environment variables JIUYE_…, read once, unknown names refused."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from bot.model.errors import SettingsError

PREFIX = "JIUYE_"


Level = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(str.upper)]
MOST = 1_000_000
"""Minutes, days or seconds; more than that no clock can count with."""


class Settings(BaseModel):
    """Every setting with its default; the environment name is JIUYE_ and the field in capitals."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wechat_token: str = ""
    wechat_aes_key: str = ""
    wechat_aes_key_previous: str = ""
    wechat_app_id: str = ""
    wechat_app_secret: str = ""
    wechat_api_url: str = Field("https://api.weixin.qq.com", pattern=r"^https?://[^/\s]")
    wechat_budget_seconds: float = Field(4.0, gt=0, lt=5, allow_inf_nan=False)
    wechat_age_seconds: int = Field(600, gt=0, le=MOST)
    wechat_handover: Literal["console", "wechat"] = "console"
    handover_minutes: int = Field(30, gt=0, le=MOST)
    redis_url: str = ""
    database_url: str = ""
    content_dir: Path | None = None
    data_dir: Path = Path("data")
    host: str = "127.0.0.1"
    default_region: str = ""
    session_minutes: int = Field(120, gt=0, le=MOST)
    retention_days: int = Field(180, gt=0, le=MOST)
    pseudonym_key: str = ""
    log_level: Level = "INFO"


_NUMBER = "要写成数字"
_WHY = {
    "int_parsing": "要写成整数",
    "int_from_float": "要写成整数",
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "greater_than": "要大于 {gt:g}",
    "less_than": "要小于 {lt:g}",
    "less_than_equal": "最多是 {le}",
    "literal_error": "只能写 {expected}",
    "string_pattern_mismatch": "要写成 https://… 这样的网址",
}
"""What is wrong with a value, by the validator's name for it."""


def load(environ: Mapping[str, str]) -> Settings:
    """Read the settings from an environment.

    Raises SettingsError naming the variable, what was wrong and the nearest known name.
    """
    known = {PREFIX + name.upper(): name for name in Settings.model_fields}
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
            raise SettingsError(f"未知的设置 {name}；最接近的是 {near[0]}。请改名或删去。")
    given = {known[name]: value for name, value in environ.items() if name in known and value != ""}
    # Copied from a web page: a space at an end is seen by nobody and fits no signature.
    given = {name: value.strip() if name.startswith("wechat_") else value for name, value in given.items()}
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        raise SettingsError("\n".join(map(_told, error.errors()))) from error


def _told(item: ErrorDetails) -> str:
    """Which setting cannot be used, and how to write it."""
    known = _WHY.get(item["type"])
    why = item["msg"] if known is None else known.format_map(item.get("ctx", {})).replace(" or ", " 或 ")
    return f"{PREFIX}{str(item['loc'][0]).upper()}={item['input']} 不能用：{why}。"
