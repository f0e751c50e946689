"""QR codes of addresses and networks, as SVG elements, black on white."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup
from segno.helpers import make_wifi_data

from scoreboard.contest.model import Wifi


def qr(url: str) -> Markup:
    """The QR code of an address."""
    return _drawn(url)


def qr_picture(url: str) -> bytes:
    """The QR code of an address as an SVG file: dark on nothing, without a border."""
    drawn = io.BytesIO()
    segno.make(url, error="m").save(drawn, kind="svg", border=1, dark="#0b1220", omitsize=True)
    return drawn.getvalue()


def wifi_qr(wifi: Wifi) -> Markup:
    """The code that a phone's camera joins a network by; WPA, or open without a password."""
    secret = wifi.password or None
    return _drawn(make_wifi_data(wifi.name, secret, "WPA" if secret else None))


def _drawn(text: str) -> Markup:
    code = segno.make(text, error="m")
    # segno writes the markup itself; the text is drawn, not quoted.
    return Markup(code.svg_inline(border=2, dark="#000", light="#fff", omitsize=True))  # noqa: S704
