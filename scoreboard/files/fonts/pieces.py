"""Noto Sans SC as it comes from npm: a hundred pieces, each with the characters that it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FAMILY = "Noto Sans SC Variable"
FOLDER = "noto-sans-sc"
# The piece with Latin letters, digits and signs: what is cut down begins with it.
LATIN = "noto-sans-sc-latin-wght-normal.woff2"
_RULE = re.compile(r"@font-face\s*\{(.*?)\}", re.DOTALL)
_FILE = re.compile(r"url\(\./files/([^)]+)\)")
_RANGE = re.compile(r"unicode-range:\s*([^;]+);")


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of the font, and the code points that it is asked for."""

    file: str
    points: frozenset[int]


@cache
def pieces_of(vendor: Path) -> tuple[Piece, ...]:
    """The pieces of the font below a folder of packages; none where it is not there."""
    try:
        rules = _RULE.findall((vendor / FOLDER / "index.css").read_text("utf-8"))
    except OSError:
        return ()
    found = []
    for rule in rules:
        file, ranges = _FILE.search(rule), _RANGE.search(rule)
        if file and ranges:
            found.append(Piece(file[1], frozenset(_points(ranges[1]))))
    return tuple(found)


def _points(ranges: str) -> Iterator[int]:
    for one in ranges.split(","):
        first, _, last = one.strip().removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def sheet(pieces: Iterable[Piece], small: str, has: frozenset[int], whole: str) -> str:
    """The style sheet of the font: first the small file, and the pieces for all that it lacks.

    No character is in two of them, so that no piece is fetched while the small file is on its way.
    `small` is its address, `whole` that of the folder with the pieces.
    """
    rules = [_rule(small, has)]
    for piece in pieces:
        lacks = piece.points - has
        if lacks:
            rules.append(_rule(f"{whole}/files/{piece.file}", lacks))
    return "\n".join(rules)


def _rule(address: str, points: Iterable[int]) -> str:
    # Text is there at once, in a font of the device, and never waits for this one.
    return (
        f'@font-face{{font-family:"{FAMILY}";font-style:normal;font-display:swap;'
        f'font-weight:100 900;src:url("{address}") format("woff2-variations");'
        f"unicode-range:{','.join(_ranges(points))}}}"
    )


def _ranges(points: Iterable[int]) -> Iterator[str]:
    first = last = None
    for point in [*sorted(points), None]:
        if last is not None and point == last + 1:
            last = point
            continue
        if first is not None:
            yield f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}"
        first = last = point
