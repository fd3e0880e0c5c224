"""Settings: a value that could not work is refused at the start, in Chinese, with how to write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import make_app
from bot.model.errors import SettingsError
from bot.model.settings import load


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("WECHAT_BUDGET_SECONDS", "9", "要小于 5"),
        ("WECHAT_BUDGET_SECONDS", "0", "要大于 0"),
        ("WECHAT_BUDGET_SECONDS", "nan", "数字"),
        ("WECHAT_AGE_SECONDS", "x", "要写成整数"),
        ("WECHAT_AGE_SECONDS", "-5", "要大于 0"),
        ("WECHAT_HANDOVER", "foo", "只能写 'console' 或 'wechat'"),
        ("WECHAT_API_URL", "api.weixin.qq.com", "https://"),
        ("HANDOVER_MINUTES", "0", "要大于 0"),
        ("SESSION_MINUTES", "0", "要大于 0"),
        ("SESSION_MINUTES", "9" * 20, "最多是"),
        ("HANDOVER_MINUTES", "半小时", "要写成整数"),
        ("RETENTION_DAYS", "-1", "要大于 0"),
        ("LOG_LEVEL", "loud", "INFO"),
        ("WECHAT_TOKN", "x", "最接近的是 JIUYE_WECHAT_TOKEN"),
    ],
)
def test_value_that_cannot_work_is_refused(name: str, value: str, why: str) -> None:
    """The variable, what was written and how to write it; a record kept for minus one day would be no record."""
    with pytest.raises(SettingsError) as refused:
        load({f"JIUYE_{name}": value})
    assert f"JIUYE_{name}" in str(refused.value)
    assert why in str(refused.value)
    assert "Input should" not in str(refused.value)


def test_spaces_around_what_was_copied_do_not_count() -> None:
    """A token copied with a space at its end is the token."""
    assert load({"JIUYE_WECHAT_TOKEN": " token\n"}).wechat_token == "token"


def test_unknown_county_is_refused_with_those_there_are(tmp_path: Path) -> None:
    """A county that is not in the content would be asked about in vain by everybody."""
    with pytest.raises(SettingsError, match=r"没有这个地区；有：.*jishan"):
        make_app(load({"JIUYE_DEFAULT_REGION": "nowhere", "JIUYE_DATA_DIR": str(tmp_path)}), tmp_path)


def test_all_faults_are_told_at_once() -> None:
    """Whoever sets up a machine mends them in one go."""
    with pytest.raises(SettingsError) as refused:
        load({"JIUYE_RETENTION_DAYS": "x", "JIUYE_LOG_LEVEL": "y"})
    assert len(str(refused.value).splitlines()) == 2


def test_a_level_may_be_written_small_and_an_empty_value_is_the_default() -> None:
    """JIUYE_LOG_LEVEL=info means INFO; a line left empty in an environment file sets nothing."""
    found = load({"JIUYE_LOG_LEVEL": "info", "JIUYE_RETENTION_DAYS": ""})
    assert (found.log_level, found.retention_days) == ("INFO", load({}).retention_days)


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """No traceback for a folder that lies in a file."""
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="JIUYE_DATA_DIR 要写能写的文件夹"):
        make_app(load({"JIUYE_DATA_DIR": str(tmp_path / "file" / "data")}), tmp_path)
