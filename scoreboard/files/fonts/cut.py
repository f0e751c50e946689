"""Makes one small font out of the pieces, as a program of its own: it is work for a second.

`python -m scoreboard.files.fonts.cut VENDOR`, with the characters on standard input; what it has
comes out, a line of JSON, and then the font (woff2). All weights stay: a glyph that varies is
hardly larger than two that do not.
"""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from fontTools.ttLib import TTFont

from scoreboard.files.fonts.pieces import FOLDER, LATIN, pieces_of

# Of the piece with Latin letters: said of its own glyphs alone, or for lines that run downwards.
_NOT_OF_ALL = ("HVAR", "VVAR", "BASE", "vhea", "vmtx")


def cut(vendor: Path, wanted: set[int]) -> tuple[bytes, frozenset[int]]:
    """The font of the Latin letters and of these characters, as far as the pieces have them, and
    the characters that it has.
    """
    files = vendor / FOLDER / "files"
    font = TTFont(files / LATIN)
    characters = dict(font.getBestCmap())
    names = list(font.getGlyphOrder())
    for piece in pieces_of(vendor):
        points = (wanted & piece.points) - characters.keys()
        if points:
            names += _take(font, TTFont(files / piece.file), points, characters)
    font.setGlyphOrder(names)
    font["glyf"].glyphOrder = names
    for table in _NOT_OF_ALL:
        if table in font:
            del font[table]
    for table in font["cmap"].tables:
        table.cmap = {point: name for point, name in characters.items() if point < 0x10000}
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue(), frozenset(point for point in characters if point < 0x10000)


def _take(font: TTFont, piece: TTFont, points: set[int], characters: dict[int, str]) -> list[str]:
    """Put the glyphs of a piece into the font, with what varies by weight; their new names."""
    taken, there = [], piece.getBestCmap()
    for point in sorted(points & there.keys()):
        own, name = there[point], f"u{point:X}"
        glyph = piece["glyf"][own]
        # Made of others, which would have to come along; no Chinese character is. Above the first
        # plane the table of characters would have to be another.
        if glyph.isComposite() or point >= 0x10000:
            continue
        font["glyf"].glyphs[name] = glyph
        font["gvar"].variations[name] = piece["gvar"].variations[own]
        font["hmtx"][name] = piece["hmtx"][own]
        characters[point] = name
        taken.append(name)
    return taken


def _main(vendor: Path) -> None:
    with suppress(AttributeError, OSError):
        # Whoever marks and looks comes first.
        os.nice(10)
    wanted = {ord(one) for one in sys.stdin.buffer.read().decode()}
    font, points = cut(vendor, wanted)
    sys.stdout.buffer.write(json.dumps(sorted(points)).encode() + b"\n" + font)


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
