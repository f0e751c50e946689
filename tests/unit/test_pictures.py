"""Pictures that organisers put in: drawn anew, with nothing of the file left but what is seen."""

from __future__ import annotations

import io
import struct
import time
import zlib
from typing import Any

import pytest
from PIL import Image, ImageDraw

from scoreboard.contest.words import Refusal
from scoreboard.files.pictures.intake import take_in
from scoreboard.files.pictures.kept import Taken
from scoreboard.limits import PICTURE_BYTES, PICTURE_PIXELS, PICTURE_SIDE

BLUE = '<rect width="40" height="20" fill="#1f4fbf"/>'
OTHER = "This SVG refers to another file or address."
NONE = "This is no picture that can be taken."
DAMAGED = "This picture is damaged or cannot be drawn."


def saved(picture: Image.Image, form: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def mark(ground: Any, form: str = "PNG", **options: Any) -> bytes:
    """A red sign with a white bar in it, on a ground of 300 by 100."""
    clear = len(ground) == 4
    picture = Image.new("RGBA" if clear else "RGB", (300, 100), ground)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((50, 20, 249, 79), fill="#b3261e")
    draw.rectangle((100, 40, 199, 59), fill="#ffffff")
    return saved(picture, form, **options)


def svg(body: str, attributes: str = 'viewBox="0 0 100 50"', before: str = "") -> bytes:
    xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    start = f'{before}<svg xmlns="http://www.w3.org/2000/svg" {xlink} {attributes}>'
    return f"{start}{body}</svg>".encode()


def taken(data: bytes) -> Taken:
    return take_in(data, time.sleep)


def refused(data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        taken(data)
    assert caught.value.field == "file"
    return str(caught.value)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_written_anew_without_what_was_said_in_it(form: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret of the camera"
    found = taken(mark((255, 255, 255), form, exif=exif))
    assert found.shown.kind == f"image/{form.lower()}"
    assert (found.shown.width, found.shown.height) == (300, 100)
    again = opened(found.shown.data)
    assert again.format == form
    assert b"secret" not in found.shown.data
    assert not again.getexif()
    assert not {"exif", "icc_profile", "comment", "dpi"} & again.info.keys()


def test_a_picture_lies_as_it_was_taken_and_no_larger_than_is_shown() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    large = Image.new("RGB", (3000, 1000), "white")
    ImageDraw.Draw(large).rectangle((0, 0, 100, 100), fill="black")
    found = taken(saved(large, "JPEG", exif=exif))
    assert found.shown.height == PICTURE_SIDE
    assert found.shown.width < found.shown.height


def test_the_same_in_one_tone_is_white_where_the_mark_is_and_clear_elsewhere() -> None:
    for ground in ((255, 255, 255), (0, 0, 0, 0)):
        tone = opened(taken(mark(ground)).tone.data)
        assert tone.mode == "RGBA"
        assert tone.size == pytest.approx((200, 60), abs=8)
        middle, left = (tone.width // 2, tone.height // 2), (tone.width // 8, tone.height // 2)
        assert tone.getpixel(left) == (255, 255, 255, 255)
        # White letters on a sign stay letters.
        assert tone.getpixel(middle) == (255, 255, 255, 0)


def test_a_mark_that_is_all_white_is_there_in_one_tone() -> None:
    white = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    ImageDraw.Draw(white).ellipse((20, 20, 180, 80), fill="#ffffff")
    tone = opened(taken(saved(white)).tone.data)
    assert tone.getpixel((tone.width // 2, tone.height // 2)) == (255, 255, 255, 255)


def test_of_a_plate_with_rounded_corners_what_stands_on_it_is_the_mark() -> None:
    plate = Image.new("RGBA", (400, 120), (0, 0, 0, 0))
    pen = ImageDraw.Draw(plate)
    pen.rounded_rectangle((0, 0, 399, 119), 16, fill="#f2c14e")
    pen.rectangle((150, 40, 250, 80), fill="#101010")
    tone = opened(taken(saved(plate)).tone.data)
    assert tone.size == pytest.approx((101, 41), abs=4)
    assert tone.getpixel((tone.width // 2, tone.height // 2)) == (255, 255, 255, 255)


def test_an_svg_is_drawn_to_a_png_cut_to_what_is_seen_and_runs_nothing() -> None:
    script = "<script>alert(1)</script><foreignObject><iframe src='http://x/'/></foreignObject>"
    found = taken(svg(script + BLUE, 'viewBox="0 0 100 50" onload="alert(1)"'))
    assert found.shown.kind == "image/png"
    assert found.shown.width / found.shown.height == pytest.approx(2, abs=0.02)
    assert opened(found.shown.data).convert("RGB").getpixel((5, 5)) == (31, 79, 191)
    assert b"alert" not in found.shown.data


@pytest.mark.parametrize(
    "body",
    [
        '<image xlink:href="file:///etc/passwd" width="9" height="9"/>',
        '<image href="/etc/hostname" width="9" height="9"/>',
        '<image href="http://169.254.169.254/" width="9" height="9"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>',
        '<use href="other.svg#a"/>',
        "<style>@import url(http://x/y.css);</style>",
        "<style>@font-face {src: url('http://x/f.woff')}</style>",
        '<rect width="40" height="20" fill="url(http://x/#a)"/>',
        '<filter id="f"><feImage href="http://x/y.png"/></filter>',
    ],
)
def test_an_svg_that_refers_to_anything_outside_is_refused(body: str) -> None:
    assert refused(svg(body + BLUE)).startswith(OTHER)


def test_what_an_svg_holds_itself_is_drawn() -> None:
    png = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="  # noqa: E501
    defs = '<defs><linearGradient id="g"><stop stop-color="red"/></linearGradient></defs>'
    rect = '<rect width="40" height="20" fill="url(#g)"/>'
    image = f'<image x="50" width="9" height="9" href="{png}"/>'
    outer = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert taken(svg(defs + rect + image, before=outer)).shown.width > 0


USES = f'<g id="a0">{BLUE}</g>' + "".join(
    f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 12)
)
ENTITIES = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "data",
    [
        svg(USES),
        svg("<g>" * 30_000 + BLUE + "</g>" * 30_000),
        svg("<text>&b;</text>" + BLUE, before=ENTITIES),
        svg("<text>&x;</text>" + BLUE, before=OUTSIDE),
        b"<svg",
        b"<html><svg></svg></html>",
        mark((255, 255, 255))[:200],
    ],
    ids=["uses", "depth", "entities", "outside", "cut off", "html", "half a file"],
)
def test_what_would_eat_the_server_or_cannot_be_read_is_refused_soon(data: bytes) -> None:
    before = time.monotonic()
    assert refused(data).startswith(DAMAGED)
    assert time.monotonic() - before < 15


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    bomb = saved(Image.new("1", (20_000, 20_000)))
    assert len(bomb) < PICTURE_BYTES
    assert PICTURE_PIXELS < 20_000**2
    assert refused(bomb).startswith("This picture has more than 16 million pixels.")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def test_text_that_swells_within_a_picture_is_refused() -> None:
    plain = mark((255, 255, 255))
    text = _chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(100_000_000)))
    assert refused(plain[:33] + text + plain[33:]).startswith(DAMAGED)


@pytest.mark.parametrize(
    "data",
    [b"GIF89a" + bytes(100), b"%PDF-1.4", b"hello", b"<html><script>alert(1)</script></html>"],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(data: bytes) -> None:
    assert refused(data).startswith(NONE)


def test_what_hangs_on_behind_a_picture_is_not_kept() -> None:
    found = taken(mark((255, 255, 255)) + svg("<script>alert(1)</script>") + b"PK\x03\x04")
    assert b"alert" not in found.shown.data
    assert b"PK" not in found.shown.data[-40:]


def test_a_file_that_is_too_large_or_holds_nothing_is_refused() -> None:
    assert refused(bytes(PICTURE_BYTES + 1)).startswith("This file is larger than 2 MB.")
    assert refused(b"") == "This file is empty."
    assert refused(saved(Image.new("RGBA", (40, 40)))).startswith("There is nothing to be seen")
    assert refused(saved(Image.new("RGB", (900, 9)))).startswith("This picture is more than twenty")
