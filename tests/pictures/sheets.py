"""Contact sheets: many small pictures on one, each with its name under it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, NAME = 1920, 18


def contact_sheets(
    pictures: Sequence[Path], folder: Path, name: str = "sheet", *, across: int = 3, down: int = 4
) -> list[Path]:
    """The pictures in their order, `across` times `down` to a sheet; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    each = across * down
    made = []
    for first in range(0, len(pictures), each):
        file = folder / f"{name}-{first // each + 1:02}.jpg"
        _sheet(pictures[first : first + each], across).save(file, quality=88)
        made.append(file)
    return made


def _sheet(pictures: Sequence[Path], across: int) -> Image.Image:
    width = WIDTH // across
    height = width * 9 // 16
    down = -(-len(pictures) // across)
    sheet = Image.new("RGB", (across * width, down * (height + NAME)), "#303030")
    pen = ImageDraw.Draw(sheet)
    for n, path in enumerate(pictures):
        left, top = n % across * width, n // across * (height + NAME)
        with Image.open(path) as opened:
            small = opened.convert("RGB")
            small.thumbnail((width - 4, height))
        sheet.paste(small, (left + (width - small.width) // 2, top))
        pen.text((left + 6, top + height + 3), path.stem, fill="#ffffff")
    return sheet
