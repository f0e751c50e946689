"""Draws a picture anew, in a process of its own: what is hostile in a file ends with the process.

Standard input holds the file. Standard output begins with a line of JSON: the `fault`, or the
two renditions, each with its type, size in pixels and length, followed by their bytes.
"""

from __future__ import annotations

import io
import json
import sys
from typing import BinaryIO

from PIL import Image, ImageChops, ImageCms, ImageOps, UnidentifiedImageError

from scoreboard.files.pictures.kept import Fault, Rendition, Taken
from scoreboard.files.pictures.vector import Unfit, drawn, is_svg
from scoreboard.limits import PICTURE_PIXELS, PICTURE_SIDE

# What is read, by the name that Pillow has for it, with the type that it is served as.
RASTER = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
JPEG_QUALITY = 90
# Its size is looked at here, in words of our own.
Image.MAX_IMAGE_PIXELS = None
# Marks of one tone are made small enough for a wall of them.
TONE_SIDE = 800
# A mark of which everything is darker, or lighter, than this much apart has shapes within.
SHAPES_APART = 90
LIGHT = 215
# What fills so much of its box is a plate, with rounded corners perhaps.
PLATE = 0.85
# What is so far from the ground is of the mark as a whole.
PLAINLY_APART = 110


class NotTaken(Exception):
    """The file is not taken; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def redrawn(data: bytes) -> Taken:
    """The picture as it is shown, and its shapes in one tone: white, with what is clear left clear.

    Raises NotTaken.
    """
    if is_svg(data):
        try:
            data = drawn(data)
        except Unfit as unfit:
            raise NotTaken(Fault(unfit.why)) from None
    picture, form = _opened(data)
    shapes = _shapes(picture)
    box = shapes.getbbox()
    if box is None:
        raise NotTaken(Fault.EMPTY)
    # Both are cut alike, so that they stand at the same height.
    if "A" in picture.getbands():
        picture, shapes = picture.crop(box), shapes.crop(box)
    return Taken(_kept(picture, form), _in_one_tone(shapes.crop(shapes.getbbox())))


def _opened(data: bytes) -> tuple[Image.Image, str]:
    """The picture upright in sRGB, with its form; its size is looked at before it is decoded."""
    try:
        with Image.open(io.BytesIO(data), formats=list(RASTER)) as found:
            _check_size(*found.size)
            found.load()
            return _plain(ImageOps.exif_transpose(found)), found.format or ""
    except UnidentifiedImageError:
        raise NotTaken(Fault.TYPE) from None
    except NotTaken:
        raise
    except Exception:  # noqa: BLE001  # decoders fail in many ways, and the file is a stranger's
        raise NotTaken(Fault.BROKEN) from None


def _check_size(width: int, height: int) -> None:
    """Raises NotTaken."""
    if width * height > PICTURE_PIXELS:
        raise NotTaken(Fault.PIXELS)
    if max(width, height) > 20 * min(width, height):
        raise NotTaken(Fault.LONG)


def _plain(picture: Image.Image) -> Image.Image:
    """RGB or RGBA in sRGB, and nothing that was said beside it."""
    profile = picture.info.get("icc_profile")
    clear = picture.has_transparency_data
    if profile and picture.mode in ("RGB", "CMYK"):
        srgb = ImageCms.createProfile("sRGB")
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        picture = ImageCms.profileToProfile(picture, own, srgb, outputMode="RGB") or picture
    plain = picture.convert("RGBA" if clear else "RGB")
    plain.info.clear()
    return plain


def _kept(picture: Image.Image, form: str) -> Rendition:
    picture.thumbnail((PICTURE_SIDE, PICTURE_SIDE), Image.Resampling.LANCZOS)
    clear = "A" in picture.getbands()
    form = "PNG" if clear and form == "JPEG" else form
    out = io.BytesIO()
    if form == "JPEG":
        picture.save(out, form, quality=JPEG_QUALITY, optimize=True)
    elif form == "WEBP":
        picture.save(out, form, quality=JPEG_QUALITY, method=4, exact=True)
    else:
        picture.save(out, "PNG", optimize=True)
    return Rendition(RASTER[form], *picture.size, out.getvalue())


def _shapes(picture: Image.Image) -> Image.Image:
    """How much of each point belongs to the mark: 0 for none, 255 for all."""
    if "A" not in picture.getbands():
        return _apart(picture)
    light = picture.convert("L")
    alpha = picture.getchannel("A")
    seen = light.histogram(alpha.point(lambda part: 255 if part > 127 else 0))
    low, high = _share(seen, 0.05), _share(seen, 0.95)
    # White letters on a coloured shape stay letters: they are left out of it.
    if high >= LIGHT and high - low >= SHAPES_APART:
        return ImageChops.multiply(
            alpha, _stretched(ImageChops.invert(light), 255 - high, 255 - low)
        )
    box = alpha.getbbox()
    if box is not None and _mean(alpha.crop(box)) >= PLATE:
        # A plate with something on it is a ground of its own: what stands on it is the mark.
        apart = Image.new("L", picture.size)
        apart.paste(_apart(picture.convert("RGB").crop(box)), box)
        on_it = ImageChops.multiply(alpha, apart)
        if on_it.getbbox() is not None:
            return on_it
    return alpha


def _mean(band: Image.Image) -> float:
    """The mean of a band, as a share of its most."""
    histogram = band.histogram()
    return sum(tone * n for tone, n in enumerate(histogram)) / (255 * max(1, sum(histogram)))


def _apart(picture: Image.Image) -> Image.Image:
    """How far each point is from the ground, in the colour in which it is farthest."""
    bands = [
        band.point([abs(tone - ground) for tone in range(256)])
        for band in picture.split()
        for ground in [_ground_of(band)]
    ]
    apart = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    most = max((tone for tone, count in enumerate(apart.histogram()) if count), default=0)
    return _stretched(apart, 12, min(most, PLAINLY_APART))


def _stretched(shapes: Image.Image, least: int, most: int) -> Image.Image:
    """From `least` to `most` as from nothing to all."""
    span = max(1, most - least)
    return shapes.point([min(255, max(0, (tone - least) * 255 // span)) for tone in range(256)])


def _ground_of(band: Image.Image) -> int:
    """The tone of most of the picture's edge."""
    width, height = band.size
    edge = Image.new("L", (2 * (width + height), 1))
    at = 0
    for box in ((0, 0, width, 1), (0, height - 1, width, height)):
        edge.paste(band.crop(box), (at, 0))
        at += width
    for box in ((0, 0, 1, height), (width - 1, 0, width, height)):
        edge.paste(band.crop(box).transpose(Image.Transpose.ROTATE_90), (at, 0))
        at += height
    return _share(edge.histogram(), 0.5)


def _share(histogram: list[int], share: float) -> int:
    """The tone below which so much of a histogram lies."""
    wanted, sofar = sum(histogram) * share, 0
    for tone, count in enumerate(histogram):
        sofar += count
        if sofar >= wanted and count:
            return tone
    return 255


def _in_one_tone(shapes: Image.Image) -> Rendition:
    shapes.thumbnail((TONE_SIDE, TONE_SIDE), Image.Resampling.LANCZOS)
    white = Image.new("RGBA", shapes.size, "#ffffff")
    white.putalpha(shapes)
    out = io.BytesIO()
    white.save(out, "PNG", optimize=True)
    return Rendition("image/png", *shapes.size, out.getvalue())


def _limit() -> None:
    """What a decoder may take; where the system knows no such limits the caller's clock is left."""
    try:
        import resource  # noqa: PLC0415  # there is none on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(file: BinaryIO, out: BinaryIO) -> None:
    """Read one file, and write what is kept of it."""
    _limit()
    try:
        taken = redrawn(file.read())
    except NotTaken as wrong:
        out.write(json.dumps({"fault": wrong.fault}).encode() + b"\n")
        return
    heads = [
        {"kind": one.kind, "width": one.width, "height": one.height, "length": len(one.data)}
        for one in (taken.shown, taken.tone)
    ]
    out.write(json.dumps({"renditions": heads}).encode() + b"\n")
    out.write(taken.shown.data + taken.tone.data)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
