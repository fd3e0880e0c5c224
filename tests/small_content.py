"""A copy of the content small enough to be trained in a second or two, for tests that change it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from bot.content.tree import FOLDERS

ROOT = Path(__file__).resolve().parents[1]
KEPT = 30
"""Examples a measure, the least that the check allows."""

ASKED = "灶王饷咋个拿法"
"""A question that this content does not understand."""
GUARDED = "热火棚能不能批"
"""Another one, which a transcript wants to stay so."""
LABELLED = "热窑金能不能办"
"""A third one, which belongs to what it is labelled with and must not be heard as anything else."""
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
    """Copy the checkout's content there, with the first examples of each measure two transcripts, two questions."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, target / folder)
    for path in (target / "intents").glob("[a-z]*.yaml"):
        path.write_text(_shortened(path.read_text(encoding="utf-8")), encoding="utf-8")
    home = target / "tests" / "transcripts"
    home.mkdir(parents=True)
    (home / "must.yaml").write_text(TRANSCRIPT, encoding="utf-8")
    questions = target / "tests" / "evaluation"
    questions.mkdir()
    rows = [
        {"id": "1", "text": LABELLED, "labels": ["out-of-scope"], "kind": "oos"},
        {"id": "2", "text": "失业保险金怎么申领", "labels": ["ui-benefit"], "kind": "single"},
    ]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (questions / "own-tune.jsonl").write_text(text, encoding="utf-8")
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
