"""Cleans what people paste or scan: PINs, role links, addresses."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from flask import redirect, request
from werkzeug import Response

# A token as `Access` makes it: 24 bytes in URL-safe base64.
_TOKEN = re.compile(r"[0-9A-Za-z_-]{32}")
_LINK = re.compile(r"/join/([0-9A-Za-z_-]{32})")
_PIN = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")
# What a sentence or a chat leaves behind an address: none of this server holds a blank or Chinese
# punctuation, or ends in a sign.
_BEHIND = re.compile(r"(?:[\s。，、；：！？）】》」』”’].*|[^\w/-]+)\Z", re.DOTALL)
# Written by scripts, which paste nothing.
_NO_PAGES = ("/api/", "/static/", "/socket.io")


def pin_in(text: str) -> str | None:
    """The one PIN in what was typed or pasted, in ASCII digits; None where there is none, or two.

    Full-width digits, and blanks, dashes and invisible characters within it are no fault: the cards
    print a thin space, a chat adds its own.
    """
    plain = "".join(
        c
        for c in unicodedata.normalize("NFKC", text)
        if unicodedata.category(c)[0] not in "ZC" and unicodedata.category(c) != "Pd"
    )
    found = _PIN.findall(plain)
    return found[0] if len(found) == 1 else None


def token_in(text: str) -> str | None:
    """The token of the role link within a text; None where there is none."""
    found = _TOKEN.search(text)
    return found.group() if found else None


def link_in(text: str) -> str | None:
    """The token of a whole link that was pasted where a PIN was asked for."""
    found = _LINK.search(text)
    return found.group(1) if found else None


def clean_path(path: str) -> str:
    """An address's path without the full stop, bracket or remark that came along behind it."""
    return _BEHIND.sub("", path) or "/"


def lead_to_clean_address() -> Response | None:
    """Before a request for a page: redirect from an address with pasted text behind it."""
    clean = clean_path(request.path)
    safe = request.method in ("GET", "HEAD") and not request.path.startswith(_NO_PAGES)
    if not safe or clean == request.path:
        return None
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    # One slash and everything quoted: two, or a backslash, would lead to another server.
    answer = redirect(f"{request.script_root}/{quote(clean.lstrip('/'))}{query}")
    # Both addresses may hold a token, so neither may reach a Referer.
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
