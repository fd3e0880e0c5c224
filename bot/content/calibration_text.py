"""The text of intents/_calibration.yaml."""

from __future__ import annotations

from bot.model.intents import Calibration

PATH = "intents/_calibration.yaml"
_HEAD = "# 由 jiuye calibrate 从标注问题算出，不手工改。\n"


def calibration_text(calibration: Calibration) -> str:
    """The file that reads back as this calibration; figures to four places."""
    lines = [
        f"{key}: {_figure(value)}\n"
        for key, value in (
            ("回答", calibration.answer),
            ("差距", calibration.margin),
            ("可选", calibration.choose),
            ("温度", calibration.temperature),
        )
    ]
    extra = [f"  {name}: {_figure(value)}\n" for name, value in sorted(calibration.extra.items())]
    return _HEAD + "".join(lines) + ("其他:\n" + "".join(extra) if extra else "")


def _figure(value: float) -> str:
    return repr(round(float(value), 4))
