"""Contact sheets: many small pictures on one, each with its name under it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

ACROSS, DOWN = 3, 4
WIDTH, HEIGHT, NAME = 640, 360, 18


def contact_sheets(pictures: Sequence[Path], folder: Path) -> list[Path]:
    """The pictures in their order, twelve to a sheet; the files that were written."""
    folder.mkdir(parents=True, exist_ok=True)
    each = ACROSS * DOWN
    made = []
    for first in range(0, len(pictures), each):
        file = folder / f"sheet-{first // each + 1:02}.jpg"
        _sheet(pictures[first : first + each]).save(file, quality=88)
        made.append(file)
    return made


def _sheet(pictures: Sequence[Path]) -> Image.Image:
    sheet = Image.new("RGB", (ACROSS * WIDTH, DOWN * (HEIGHT + NAME)), "#303030")
    pen = ImageDraw.Draw(sheet)
    for n, path in enumerate(pictures):
        left, top = n % ACROSS * WIDTH, n // ACROSS * (HEIGHT + NAME)
        with Image.open(path) as opened:
            small = opened.convert("RGB")
            small.thumbnail((WIDTH - 4, HEIGHT))
        sheet.paste(small, (left + (WIDTH - small.width) // 2, top))
        pen.text((left + 6, top + HEIGHT + 3), path.stem, fill="#ffffff")
    return sheet
