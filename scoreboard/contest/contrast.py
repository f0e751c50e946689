"""Whether a colour can be read on another: the contrast of WCAG 2.2, and the themes' grounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Literal

from scoreboard.contest.model import Theme

Scheme = Literal["light", "dark"]

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
# A phone has its reader's scheme: its card, then what else text stands on. The dark one is the
# theme's where that is dark. They are those of static/css/common; a test reads them, too.
_PAPER = ("#ffffff", "#f6f4ef", "#f9fafc")
_NIGHT = ("#111a2d", "#070c18", "#0c1322")
_BLACK = ("#0f1013", "#000000", "#08090b")
_IN_THE_DARK: Mapping[Theme, tuple[str, ...]] = {
    "night": _NIGHT,
    "ink": _BLACK,
    "vermilion": ("#3a1014", "#2a0a0d", "#310d11"),
    "daylight": _NIGHT,
    "contrast": _BLACK,
}
# How many hundredths of the accent are at most in the wash behind what is decided.
_MOST_WASH = 10


@dataclass(frozen=True, slots=True)
class PhoneAccent:
    """The host's colour on a phone, a wash of it, and the colour of letters on the accent."""

    accent: str
    wash: str
    letters: str


def grounds_of(theme: Theme) -> tuple[str, ...]:
    """The colours ("#rrggbb") on which a theme's text stands."""
    return _GROUNDS[theme]


def phone_grounds_of(theme: Theme, scheme: Scheme) -> tuple[str, ...]:
    """The colours on which text stands on phones of a scheme; the first is the card's."""
    return _PAPER if scheme == "light" else _IN_THE_DARK[theme]


def accents_on_phones(theme: Theme, accent: str) -> dict[Scheme, PhoneAccent]:
    """What an accent ("#rrggbb", or "" for none) is in those schemes in which it can be read.

    In the others the phone keeps its own gold.
    """
    schemes: tuple[Scheme, ...] = ("light", "dark") if accent else ()
    found: dict[Scheme, PhoneAccent] = {}
    for scheme in schemes:
        grounds = phone_grounds_of(theme, scheme)
        if all(contrast_of(accent, ground) >= TEXT for ground in grounds):
            letters = max("#000000", "#ffffff", key=lambda ink: contrast_of(ink, accent))
            found[scheme] = PhoneAccent(accent, _wash(accent, grounds[0]), letters)
    return found


def _wash(accent: str, card: str) -> str:
    """The strongest wash on which the accent itself can still be read; at last the plain card."""
    shares = (Decimal(hundredths) / 100 for hundredths in range(_MOST_WASH, 0, -1))
    washes = (_mixed(accent, card, share) for share in shares)
    return next((one for one in washes if contrast_of(accent, one) >= TEXT), card)


def contrast_of(one: str, other: str) -> Decimal:
    """The contrast of two colours ("#rrggbb"), from 1 to 21, cut off after two places.

    As WCAG 2.2 has it: relative luminance in sRGB.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    ratio = (lighter + Decimal("0.05")) / (darker + Decimal("0.05"))
    return ratio.quantize(Decimal("0.01"), ROUND_DOWN)


def _mixed(one: str, other: str, share: Decimal) -> str:
    """A colour with this share of one in the other, as `color-mix(in srgb, …)` has it."""
    parts = (
        round(int(one[at : at + 2], 16) * share + int(other[at : at + 2], 16) * (1 - share))
        for at in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in parts)


def _luminance(colour: str) -> Decimal:
    red, green, blue = (_linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return Decimal("0.2126") * red + Decimal("0.7152") * green + Decimal("0.0722") * blue


def _linear(channel: int) -> Decimal:
    part = Decimal(channel) / 255
    if part <= Decimal("0.04045"):
        return part / Decimal("12.92")
    return ((part + Decimal("0.055")) / Decimal("1.055")) ** Decimal("2.4")
