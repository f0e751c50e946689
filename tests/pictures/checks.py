"""What a machine can see of a picture: what is cut off, what is too small, what cannot be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page

# Hundredths of the height of a 16:9 picture. What stands smaller is for whoever comes near: the
# clock, and what the style sheets mark as fine print.
LEAST = 2.2
FINE = ".live, .hall-foot, .clock, .fine, .rehearsal-mark, .foot-changed"
UNSEEN = "[inert], noscript, script, style, .visually-hidden, .off-page, .aside"
# What a scene has let sink to the background on purpose is there to be known again, not to be read.
DIMMED = 0.7
# WCAG 2.2: text, and figures and names that are larger than 3 hundredths.
TEXT, LARGE = 4.5, 3.0
LARGE_FROM = 3.0
# How far, of 255, a pixel may be from the colour of letters and still be theirs.
NEAR = 40
# Pixels from which a line of text is high enough to be drawn in its own colour.
THICK = 48

TEXTS = """
([fine, unseen]) => {
  // The face of a card that is turned away stands in the page, and nobody sees it.
  const turnedAway = (face) => {
    let way = new DOMMatrix();
    for (let at = face; at; at = at.parentElement) {
      way = new DOMMatrix(getComputedStyle(at).transform).multiply(way);
      const around = at.parentElement && getComputedStyle(at.parentElement);
      if (around?.transformStyle !== "preserve-3d") break;
    }
    return way.m33 < 0;
  };
  const unit = Math.min(innerHeight, innerWidth * 9 / 16) / 100;
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (!text || !element || element.closest(unseen)) continue;
    if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    if (box.width < 1 || box.height < 1) continue;
    let opacity = 1;
    for (let at = element; at; at = at.parentElement) {
      const own = getComputedStyle(at);
      opacity *= own.backfaceVisibility === "hidden" && turnedAway(at) ? 0 : Number(own.opacity);
    }
    if (opacity === 0) continue;
    const style = getComputedStyle(element);
    const size = Number.parseFloat(style.fontSize);
    let cut = null;
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const own = getComputedStyle(at);
      if (own.overflowX === "visible" && own.overflowY === "visible") continue;
      const frame = at.getBoundingClientRect();
      const over = Math.max(box.right - frame.right, frame.left - box.left);
      if (over > size * 0.1) cut = `${Math.round(over)}px cut off by .${at.className}`;
      // Below the line only some letters reach; the box of a text is higher than any of them.
      const below = box.bottom - size * (/[gjpqyQ,;()]/.test(text) ? 0.06 : 0.2) - frame.bottom;
      const above = frame.top - box.top - size * 0.3;
      if (own.overflowY !== "visible" && Math.max(below, above) > 1)
        cut = `${Math.round(Math.max(below, above))}px cut off above or below by .${at.className}`;
      if (own.textOverflow === "ellipsis" && at.scrollWidth > at.clientWidth + 1)
        cut = "ends in an ellipsis";
    }
    found.push({
      text: text.slice(0, 40), kind: element.className || element.tagName, size: size / unit,
      color: style.color, opacity, cut, fine: element.closest(fine) !== null,
      box: [box.left, box.top, box.right, box.bottom],
      outside: box.left < -1 || box.top < -1 || box.right > innerWidth + 1
        || box.bottom > innerHeight + 1,
    });
  }
  const html = document.documentElement;
  return {texts: found, wide: html.scrollWidth > innerWidth, high: html.scrollHeight > innerHeight};
}
"""


def faults_of(page: Page, picture: Path) -> list[str]:
    """What is wrong with the page as it stands, and with the picture of it, in words."""
    seen: dict[str, Any] = page.evaluate(TEXTS, [FINE, UNSEEN])
    faults = [word for word in ("wide", "high") if seen[word]]
    with Image.open(picture) as opened:
        image = opened.convert("RGB")
    for one in seen["texts"]:
        faults += [f"{one['kind']}: “{one['text']}” {said}" for said in _faults(one, image)]
    return sorted(set(faults))


def _faults(one: dict[str, Any], image: Image.Image) -> list[str]:
    found = []
    if one["cut"]:
        found.append(one["cut"])
    if one["outside"]:
        found.append("is outside the picture")
    if one["size"] < LEAST - 0.02 and not one["fine"]:
        found.append(f"is {one['size']:.2f} high")
    ratio = _contrast(one, image) if one["opacity"] >= DIMMED else None
    least = LARGE if one["size"] >= LARGE_FROM else TEXT
    if ratio is not None and ratio < least - 0.05:
        found.append(f"has a contrast of {ratio:.1f}")
    return found


def _contrast(one: dict[str, Any], image: Image.Image) -> float | None:
    """The contrast of the letters with what they stand on, in the colour that they are given.

    Fine letters are drawn paler than their colour, by the smoothing of their edges; where next to
    nothing of it has been drawn something lies over them, and it is what was drawn that counts.
    """
    left, top, right, bottom = (round(value) for value in one["box"])
    box = (max(0, left), max(0, top), min(image.width, right), min(image.height, bottom))
    if box[2] - box[0] < 2 or box[3] - box[1] < 2:
        return None
    pixels = image.crop(box).quantize(16).convert("RGB").getcolors(1 << 20) or []
    given, alpha = _parts(one["color"])
    alpha *= one["opacity"]
    far = [one for one in pixels if _apart(one[1], given) > NEAR] or pixels
    # A ground that runs from one shade to another is many colours: the soft edges of dense letters
    # may be more of one, but are nearer to the letters.
    ground: Any = max(far, key=lambda one: one[0] * _apart(one[1], given))[1]
    colour = [own * alpha + under * (1 - alpha) for own, under in zip(given, ground, strict=True)]
    drawn = _farthest(ground, image.crop(box))
    meant = _ratio(ground, colour)
    # Thick strokes are drawn in their full colour: there what was drawn is always what counts.
    thick = (bottom - top) >= THICK
    return float(drawn if thick or drawn < min(2.0, meant) else meant)


def _farthest(ground: Sequence[int], cut: Image.Image) -> float:
    """The contrast that at least three of a thousand pixels have with the ground."""
    seen = cut.getcolors(cut.width * cut.height) or []
    ratios = sorted(((_ratio(ground, colour), count) for count, colour in seen), reverse=True)
    left = cut.width * cut.height * 0.003
    for ratio, count in ratios:
        left -= count
        if left <= 0:
            return ratio
    return 1.0


def _parts(colour: str) -> tuple[list[float], float]:
    """A colour as the browser computes it: red, green and blue of 255, and how opaque it is."""
    figures = [float(found) for found in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", colour)]
    if colour.startswith("color("):
        figures = [value * 255 for value in figures[:3]] + figures[3:]
    return figures[:3], figures[3] if len(figures) > 3 else 1.0


def _apart(one: Sequence[float] | Any, other: Sequence[float] | Any) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def _ratio(one: Sequence[int] | Any, other: Sequence[int] | Any) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Sequence[int]) -> float:
    parts = [value / 255 for value in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
