"""The scorer's desk, and the role links it prints."""

from __future__ import annotations

from typing import Any, cast, get_args

import segno
from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug import Response
from werkzeug.exceptions import NotFound

from scoreboard.contest.model import Event
from scoreboard.storage.access import Grant, Role
from scoreboard.web.page import page_of
from scoreboard.web.permissions import DESK, allow
from scoreboard.web.services import services

desk = Blueprint("desk", __name__)


@desk.get("/e/<slug>/desk")
@allow(*DESK)
def page(slug: str) -> str:
    """The running order, the grid of marks, and the board as the hall sees it."""
    board = services().books.board(slug, "desk")
    return render_template(
        "desk.html",
        board=board,
        page=page_of(
            "desk",
            slug,
            board=board,
            links_href=url_for("desk.links", slug=slug, lang=request.args.get("lang")),
            display_href=url_for("display.page", slug=slug),
            audience_href=url_for("audience.page", slug=slug),
        ),
    )


@desk.get("/e/<slug>/desk/links")
@allow(*DESK)
def links(slug: str) -> str:
    """Every role's link with its QR code, to show or to print."""
    event = services().books.read(slug, lambda book: book.event)
    root = request.url_root.rstrip("/")
    cards = [
        _card(event, grant, f"{root}/join/{token}", pin)
        for grant, token, pin in services().access.links(slug)
    ]
    open_pages = [
        _open_card("display", f"{root}{url_for('display.page', slug=slug)}"),
        _open_card("audience", f"{root}{url_for('audience.page', slug=slug)}"),
    ]
    return render_template(
        "links.html",
        event=event,
        links=[*cards, *open_pages],
        join_url=f"{root}{url_for('join.by_pin')}",
        desk_href=url_for("desk.page", slug=slug, lang=request.args.get("lang")),
        page=page_of("links", slug),
    )


@desk.post("/e/<slug>/desk/links/revoke")
@allow(*DESK)
def revoke(slug: str) -> Response:
    """End a link and its PIN at once, also on open connections, and make new ones."""
    role, subject = request.form.get("role", ""), request.form.get("id", "")
    if role not in get_args(Role):
        raise NotFound
    try:
        services().access.revoke(slug, cast(Role, role), subject)
    except KeyError:
        raise NotFound from None
    services().live.drop(slug, role, subject)
    return redirect(url_for("desk.links", slug=slug, lang=request.args.get("lang")))


def qr(url: str) -> Markup:
    """The QR code of an address as an SVG element, black on white."""
    code = segno.make(url, error="m")
    # segno writes the markup itself; the address is drawn, not quoted.
    return Markup(code.svg_inline(border=2, dark="#000", light="#fff", omitsize=True))  # noqa: S704


def _card(event: Event, grant: Grant, url: str, pin: str | None) -> dict[str, Any]:
    judge = event.judge(grant.subject)
    return {
        "role": grant.role,
        "id": grant.subject,
        "name": judge.name if judge else None,
        "url": url,
        "pin": pin,
        "qr": qr(url),
        "revoke_url": url_for("desk.revoke", slug=event.slug, lang=request.args.get("lang")),
    }


def _open_card(role: str, url: str) -> dict[str, Any]:
    return {"role": role, "id": "", "name": None, "url": url, "pin": None, "qr": qr(url),
            "revoke_url": None}  # fmt: skip
