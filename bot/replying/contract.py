"""What a reply template may use: common variables, and the further ones of each system template."""

from __future__ import annotations

from collections.abc import Mapping

COMMON = frozenset({"事项", "方面", "地区", "结果", "今天", "事实"})

_FURTHER: Mapping[str, frozenset[str]] = {
    "_system/ask-fact": frozenset({"事实名", "再问", "问谁"}),
    "_system/ask-region": frozenset({"事项列表", "地区列表"}),
    "_system/added": frozenset({"事实名", "原来", "原话"}),
    "_system/again": frozenset({"内容"}),
    "_system/amiss": frozenset({"再次"}),
    "_system/clause": frozenset({"文号", "条", "标题", "政策名"}),
    "_system/contradiction": frozenset({"说明", "按后说", "前面", "刚才"}),
    "_system/corrected": frozenset({"事实名", "原来", "现在"}),
    "_system/dont-know": frozenset({"事实名"}),
    "_system/elsewhere": frozenset({"地方", "地区列表"}),
    "_system/fallback": frozenset({"再次", "在问", "转给人"}),
    "_system/handoff": frozenset({"在班", "人工时间", "客服在线", "已在等"}),
    "_system/lead": frozenset({"首次"}),
    "_system/not-here": frozenset({"上级", "下级", "再说"}),
    "_system/noted": frozenset({"记下", "说谁"}),
    "_system/other-side": frozenset({"对象", "政策名", "更多"}),
    "_system/out-of-scope": frozenset({"主题", "去问"}),
    "_system/one-at-a-time": frozenset({"先看", "别人", "自己"}),
    "_system/resume-later": frozenset({"事项名"}),
    "_system/returned": frozenset({"自己要"}),
    "_system/screen-aspect": frozenset({"眼下"}),
    "_system/resume": frozenset({"事项名"}),
    "_system/screen-progress": frozenset({"首次"}),
    "_system/screen-final": frozenset({"对象", "服务", "报道"}),
    "_system/supposed": frozenset({"假如", "变了", "申请"}),
    "_default/odd-case": frozenset({"另说"}),
    "_default/overview": frozenset({"另说"}),
    "_system/taken-for": frozenset({"事项名"}),
    "_system/unclear": frozenset({"原话"}),
    "_system/undone": frozenset({"事实名"}),
    "_system/unplaced": frozenset({"原话"}),
    "_system/verdict": frozenset({"变化"}),
    "_system/why-asked": frozenset({"事实名"}),
    "_shared/one-verdict": frozenset({"项"}),
    "_print/benefit": frozenset({"待遇", "多"}),
    "_print/clause": frozenset({"条款", "核验"}),
    "_print/diagram": frozenset({"图", "名称"}),
    "_print/outcome": frozenset({"符合", "核验", "绕过", "性质"}),
    "_print/policy": frozenset({"政策", "待遇们", "图", "步骤", "没列", "案例"}),
    "_print/window": frozenset({"政策"}),
    "_print/handbook": frozenset({"组们", "到期", "未到", "文件们"}),
}
"""By template path without ending; a template not named here may use the common variables only."""


DECLARED: Mapping[str, frozenset[str]] = {"": COMMON, **_FURTHER}
"""By start of a template's path; "" is every template."""

_NEEDED: Mapping[str, str] = {
    "_console": "spoken written",
    "_default": (
        "body both change conditions document duration how how-much lost odd-case overview papers payment "
        "progress scam until when-open where who"
    ),
    "_print": "benefit clause diagram handbook outcome policy window",
    "_shared": "one-verdict parts",
    "_system": (
        "added again amiss ask-fact ask-region cancelled canned-file canned-image canned-link canned-location "
        "canned-scan canned-slow canned-slow_kept canned-subscribe canned-text_empty "
        "canned-transfer_event canned-trouble canned-unknown canned-video canned-voice_empty "
        "beside choose clause contradiction corrected dont-know elsewhere erased fallback handoff handoff-topic "
        "help invite later lead more not-here noted "
        "nothing-to-undo one-at-a-time other-side out-of-scope "
        "region-set restarted resume resume-later returned said-before scam "
        "screen-aspect screen-changed screen-final screen-progress sensitive social-abuse social-bye "
        "social-distress social-emotion social-greet social-ok social-thanks supposed taken-for too-open "
        "unclear undone unplaced verdict why-asked why-nothing"
    ),
}

NEEDED = frozenset(f"{folder}/{name}" for folder, names in _NEEDED.items() for name in names.split())
"""Templates that are asked for by name: without one of them somebody would get an excuse instead of an answer."""
