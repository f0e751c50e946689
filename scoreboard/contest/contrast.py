"""Whether a colour can be read on another: the contrast of WCAG 2.2, and the themes' grounds."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal

from scoreboard.contest.model import Theme

# What text needs; figures as large as the hall's need three.
TEXT = Decimal("4.5")

# The grounds of each theme, with the lights in its corners where it has some. They are those of
# static/css/common/themes.css; a test reads it.
_GROUNDS: Mapping[Theme, tuple[str, ...]] = {
    "night": ("#070c18", "#1b3260", "#10223f"),
    "ink": ("#000000",),
    "vermilion": ("#2a0a0d", "#6a1519", "#4c1013"),
    "daylight": ("#f6f4ef", "#ffffff", "#e8eef9"),
    "contrast": ("#000000",),
}


def grounds_of(theme: Theme) -> tuple[str, ...]:
    """The colours ("#rrggbb") on which a theme's text stands."""
    return _GROUNDS[theme]


def contrast_of(one: str, other: str) -> Decimal:
    """The contrast of two colours ("#rrggbb"), from 1 to 21, cut off after two places.

    As WCAG 2.2 has it: relative luminance in sRGB.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    ratio = (lighter + Decimal("0.05")) / (darker + Decimal("0.05"))
    return ratio.quantize(Decimal("0.01"), ROUND_DOWN)


def _luminance(colour: str) -> Decimal:
    red, green, blue = (_linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return Decimal("0.2126") * red + Decimal("0.7152") * green + Decimal("0.0722") * blue


def _linear(channel: int) -> Decimal:
    part = Decimal(channel) / 255
    if part <= Decimal("0.04045"):
        return part / Decimal("12.92")
    return ((part + Decimal("0.055")) / Decimal("1.055")) ** Decimal("2.4")
