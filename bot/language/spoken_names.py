"""What officers call the kinds of questions, the noises in them, and the outcomes, where figures are shown."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language.evaluate import Report
from bot.model.copying import replace

KINDS: Mapping[str, str] = {
    "single": "单问",
    "multi": "一句多问",
    "ambiguous": "含混",
    "oos": "无关",
    "chitchat": "寒暄",
}
NOISES: Mapping[str, str] = {
    "no-punct": "没有标点",
    "very-short": "很短",
    "voice": "语音",
    "homophone": "同音字",
    "long": "很长",
    "dialect": "方言",
    "traditional": "繁体",
    "pinyin": "拼音",
    "typo": "错字",
    "mixed-numerals": "数字混写",
    "emoji": "表情",
}
OUTCOMES: Mapping[str, str] = {
    "answer": "回答",
    "choose": "给选项",
    "fallback": "没听懂",
    "out-of-scope": "说不归这里管",
}


def spoken(report: Report, measures: Mapping[str, str]) -> Report:
    """The same figures under the names that officers know. measures: slug -> name."""
    return replace(
        report,
        by_kind={KINDS.get(kind, kind): share for kind, share in report.by_kind.items()},
        by_noise={NOISES.get(noise, noise): share for noise, share in report.by_noise.items()},
        by_outcome={OUTCOMES.get(outcome, outcome): count for outcome, count in report.by_outcome.items()},
        confusions=tuple(
            (measures.get(said, said), measures.get(heard, heard), count) for said, heard, count in report.confusions
        ),
    )
