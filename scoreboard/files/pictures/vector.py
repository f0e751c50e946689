"""SVG to PNG: what is drawn of it stands alone, with nothing fetched and nothing run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from xml.etree.ElementTree import Element, tostring

import resvg_py
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from scoreboard.limits import PICTURE_SIDE

Why = Literal["broken", "refers", "empty", "long"]
_SPACE = "{http://www.w3.org/2000/svg}"
# Never drawn; what runs, or holds another document.
_LEFT_OUT = {f"{_SPACE}{name}" for name in ("script", "foreignObject", "iframe", "audio", "video")}
# A picture within is a picture, and no further document with references of its own.
_WITHIN = re.compile(r"\s*data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_CSS_ADDRESS = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|image-set\(", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[0-9]{1,2})?)\s*(?:px|pt|mm|cm|in)?\s*\Z")


class Unfit(Exception):
    """An SVG that is not drawn."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


def is_svg(data: bytes) -> bool:
    """Whether a file calls itself one: by its first element, not by its name."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] == b"<" and b"<svg" in data[:65536]


def drawn(data: bytes) -> bytes:
    """The SVG as a PNG, as large as pictures are kept.

    Raises Unfit: it is none, refers to other files, or cannot be drawn.
    """
    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        raise Unfit("broken") from None
    if root.tag != f"{_SPACE}svg":
        raise Unfit("broken")
    _make_harmless(root)
    width, height = _size(root)
    wide = width >= height
    try:
        return resvg_py.svg_to_bytes(
            svg_string=tostring(root, encoding="unicode"),
            width=PICTURE_SIDE if wide else None,
            height=None if wide else PICTURE_SIDE,
        )
    except BaseException:  # noqa: BLE001  # where it gives itself up, what it raises is no Exception
        raise Unfit("broken") from None


def _make_harmless(root: Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in _LEFT_OUT:
                parent.remove(child)
    if any(_refers(text) for element in root.iter() for text in _addresses(element)):
        raise Unfit("refers")


def _addresses(element: Element) -> Iterator[tuple[str, str]]:
    """What may name another file: links, and styles."""
    for name, value in element.attrib.items():
        plain = name.rpartition("}")[2]
        yield ("href" if plain in ("href", "src", "base") else "css", value)
    if element.tag == f"{_SPACE}style":
        yield "css", "".join(element.itertext())


def _refers(said: tuple[str, str]) -> bool:
    how, text = said
    if how == "href":
        return not (text.strip().startswith("#") or text.strip() == "" or _WITHIN.match(text))
    return bool(_CSS_ADDRESS.search(text))


def _size(root: Element) -> tuple[float, float]:
    """Its width and height, of which only the ratio counts."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    said = [_LENGTH.match(root.get(name, "")) for name in ("width", "height")]
    try:
        sides = [float(one.group(1)) for one in said if one] if all(said) else []
        if len(sides) != len(said):
            sides = [float(one) for one in box[2:4]]
        width, height = sides
    except ValueError:
        raise Unfit("broken") from None
    if not (0 < width < float("inf") and 0 < height < float("inf")):
        raise Unfit("empty")
    if max(width, height) > 20 * min(width, height):
        raise Unfit("long")
    return width, height
