"""Settings: environment variables JIUYE_…, read once, unknown names refused."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.model.errors import SettingsError

PREFIX = "JIUYE_"


class Settings(BaseModel):
    """Every setting with its default; the environment name is JIUYE_ and the field in capitals."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wechat_token: str = ""
    wechat_aes_key: str = ""
    wechat_aes_key_previous: str = ""
    wechat_app_id: str = ""
    wechat_app_secret: str = ""
    wechat_api_url: str = "https://api.weixin.qq.com"
    wechat_budget_seconds: float = 4.0
    wechat_age_seconds: int = 600
    wechat_handover: Literal["console", "wechat"] = "console"
    handover_minutes: int = 30
    redis_url: str = ""
    database_url: str = ""
    content_dir: Path | None = None
    data_dir: Path = Path("data")
    host: str = "127.0.0.1"
    default_region: str = ""
    session_minutes: int = 120
    retention_days: int = 180
    pseudonym_key: str = ""
    log_level: str = "INFO"


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
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        lines = [
            f"{PREFIX}{str(item['loc'][0]).upper()}={item['input']!r} 不能用：{item['msg']}" for item in error.errors()
        ]
        raise SettingsError("\n".join(lines)) from error
