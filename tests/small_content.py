"""A copy of the content small enough to be trained in a second or two, for tests that change it."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.content.load import FOLDERS

ROOT = Path(__file__).resolve().parents[1]
KEPT = 30
"""Examples a measure, the least that the check allows."""

ASKED = "摆摊的热灶饷怎么拿"
"""A question that this content does not understand."""
GUARDED = "热火棚能不能批"
"""Another one, which a transcript wants to stay so."""
TRANSCRIPT = f"""- 名称: 没有这个棚，不能当成别的
  日期: 2026-11-20
  地区: jishan
  对话:
    - 说: {GUARDED}
      动作: 不懂
- 名称: 创业补贴照旧
  日期: 2026-11-20
  地区: jishan
  对话:
    - 说: 一次性创业补贴怎么申请
      事项: startup-subsidy
"""


def small_content(target: Path) -> Path:
    """Copy the checkout's content there, with the first examples of each measure and two transcripts."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, target / folder)
    for path in (target / "intents").glob("[a-z]*.yaml"):
        path.write_text(_shortened(path.read_text(encoding="utf-8")), encoding="utf-8")
    home = target / "tests" / "transcripts"
    home.mkdir(parents=True)
    (home / "must.yaml").write_text(TRANSCRIPT, encoding="utf-8")
    return target


def _shortened(text: str) -> str:
    kept: list[str] = []
    count, inside = 0, False
    for line in text.splitlines():
        if not line.startswith(" "):
            inside = line.startswith("例句")
        if inside and line.startswith("  - "):
            count += 1
            if count > KEPT:
                continue
        kept.append(line)
    return "\n".join(kept) + "\n"
