"""A logo and the marks of sponsors, drawn here and put in as an organiser does."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw

from tests.pictures.event import Shown
from tests.support.server import Server

# How wide and high each sponsor's mark is, and whether it has a ground of its own.
MARKS = (
    (900, 300, False), (600, 300, True), (300, 300, False), (1400, 260, False), (500, 400, True),
    (800, 200, False),
)  # fmt: skip


def put_in_marks(server: Server, shown: Shown) -> None:
    """Puts a logo and six sponsors in, two of them of the first tier."""
    kept = [
        _put_in(server, shown, _drawing(wide, high, grounded=grounded))
        for wide, high, grounded in MARKS
    ]
    logo = _put_in(server, shown, _drawing(480, 480, colour="#d8342c"))
    sponsors = [
        {"name": f"Sponsor {n + 1}", "tier": 1 if n < 2 else 2, "picture": picture}
        for n, picture in enumerate(kept)
    ]
    answer = server.organiser(shown.slug).ask("PUT", "look", {"logo": logo, "sponsors": sponsors})
    assert answer.status_code == 200, answer.text


def _put_in(server: Server, shown: Shown, picture: bytes) -> str:
    person = server.organiser(shown.slug)
    answer = server.http.post(
        f"{server.url}/api/v1/events/{shown.slug}/pictures",
        files={"file": ("mark.png", picture, "image/png")},
        headers={"Authorization": f"Bearer {person.token}"},
    )
    assert answer.status_code < 300, answer.text
    made: dict[str, Any] = answer.json()
    return str(made["picture"])


def _drawing(width: int, height: int, *, grounded: bool = False, colour: str = "#1f6fb2") -> bytes:
    """A ring, and beside it bars as of a name: on a white tile, or on nothing."""
    picture = Image.new("RGBA", (width, height), "white" if grounded else (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    side = min(width, height)
    pen.ellipse(
        (side * 0.12, side * 0.12, side * 0.88, side * 0.88), outline=colour, width=side // 8
    )
    if width > side * 1.2:
        for top, part in ((0.26, 0.95), (0.56, 0.8)):
            right = side + (width - side) * part - side * 0.1
            pen.rectangle((side, height * top, right, height * (top + 0.16)), fill=colour)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
