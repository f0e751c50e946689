"""The audience's phones: the same board as a page, also without scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from scoreboard.contest.boards.shapes import Board
from scoreboard.contest.boards.tables import of_tables, title_of
from scoreboard.contest.record.state import Seer
from scoreboard.contest.standings.telling import stage_of_hall
from scoreboard.web.keeping import KEPT_NOWHERE, PAGE_IS_KEPT, Asked, asked_in, kept, page_named
from scoreboard.web.other import origin_of, other_of
from scoreboard.web.page import page_language, page_of, printed_roots, slot_for_nonce
from scoreboard.web.permissions import allow_all
from scoreboard.web.permissions import audience as audience_of
from scoreboard.web.prepared import Prepared, prepare
from scoreboard.web.qr import qr_picture
from scoreboard.web.services import services
from scoreboard.web.spoken import spoken
from scoreboard.web.tables import Chosen, chosen_tables

audience = Blueprint("audience", __name__)


@dataclass(frozen=True, slots=True)
class _Request:
    """The request as the page is drawn for it: what else came with it is nothing to the page."""

    args: MultiDict[str, str]
    method: str = "GET"


@audience.get("/e/<slug>")
@allow_all
def page(slug: str) -> Response:
    """The public board; `?stage=` shows an earlier stage, `?division=` and `?group=` one table."""
    asked, seen_by = asked_in(request.args), audience_of(slug)
    what = page_named(
        seen_by, page_language(), request.script_root, asked, other_of(current_app.extensions)
    )
    return kept(slug, what, lambda: _drawn(slug, seen_by, asked))


def _drawn(slug: str, seen_by: Seer, asked: Asked) -> Prepared:
    with slot_for_nonce():
        html = _html(slug, seen_by, asked)
    public = seen_by == "public"
    headers = [
        ("Cache-Control", PAGE_IS_KEPT if public else KEPT_NOWHERE),
        ("Vary", "Accept-Encoding, Cookie"),
    ]
    kind, other = "text/html; charset=utf-8", origin_of(other_of(current_app.extensions))
    return prepare(html.encode(), kind, headers, "" if public else None, other)


def _html(slug: str, seen_by: Seer, asked: Asked) -> str:
    board, newest = services().boards.read(
        slug, lambda drawn: (drawn.board(seen_by, asked.stage), stage_of_hall(drawn.hall).id)
    )
    board = spoken(board, board.get("names_en", {}))
    stages = [
        {
            "id": one["id"],
            "name": one["name"],
            "current": one["id"] == board["stage"]["id"],
            "href": _href(slug, asked._replace(stage=None if one["id"] == newest else one["id"])),
        }
        for one in board.get("begun", [])
    ]
    chosen = chosen_tables(slug, asked.args)
    return render_template(
        "audience.html",
        board=of_tables(board, *chosen.both),
        choices=_choices(board, chosen, asked),
        stages=stages,
        page=page_of("audience", slug, board=board, stage=asked.stage, polls=_polls(seen_by)),
        request=_Request(MultiDict(asked.args)),
    )


def _href(slug: str, asked: Asked) -> str:
    return url_for("audience.page", slug=slug, **asked._asdict())


def _polls(seen_by: Seer) -> int:
    """Seconds after which the page asks again instead of keeping a socket; 0 with a socket.

    What is polled is everybody's: whoever may not be told what the public is keeps the socket.
    """
    seconds: int = current_app.config["PHONES_POLL"]
    return seconds if seen_by == "public" else 0


@audience.get("/e/<slug>/audience.svg")
@allow_all
def code(slug: str) -> Response:
    """The code that leads phones to the public board of the laptop that writes, dark on nothing."""
    services().books.read(slug, lambda book: book.event.slug)
    root = printed_roots()[0] or request.url_root
    drawn = qr_picture(root.rstrip("/") + url_for("audience.page", slug=slug))
    return Response(drawn, mimetype="image/svg+xml", headers={"Cache-Control": "max-age=60"})


def _choices(board: Board, chosen: Chosen, asked: Asked) -> list[dict[str, Any]]:
    """All tables of the board together, and each by itself; nothing where there is only one."""
    tables = board.get("tables", ())
    if len(tables) < 2:
        return []
    named = [(Chosen(), gettext("All"))]
    for table in tables:
        of = ([one["id"]] if one else [] for one in (table["division"], table["group"]))
        named.append((Chosen(*of), title_of(table)))
    return [
        {
            "id": "/".join(",".join(ids) for ids in one.both) if one != Chosen() else "",
            "name": name,
            "current": one == chosen,
            "href": _href(
                board["event"],
                asked._replace(
                    division=",".join(one.divisions) or None, group=",".join(one.groups) or None
                ),
            ),
        }
        for one, name in named
    ]
