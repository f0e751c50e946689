"""The audience's phones: the same board as a page, also without scripts."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import gettext

from scoreboard.contest.boards.shapes import Board
from scoreboard.contest.boards.tables import of_tables, title_of
from scoreboard.contest.standings.telling import stage_of_hall
from scoreboard.web.page import page_of, reachable_root
from scoreboard.web.permissions import allow_all
from scoreboard.web.permissions import audience as audience_of
from scoreboard.web.qr import qr_picture
from scoreboard.web.services import services
from scoreboard.web.spoken import spoken
from scoreboard.web.tables import Chosen, chosen_tables

audience = Blueprint("audience", __name__)


@audience.get("/e/<slug>")
@allow_all
def page(slug: str) -> str:
    """The public board; `?stage=` shows an earlier stage, `?division=` and `?group=` one table."""
    stage, lang = request.args.get("stage") or None, request.args.get("lang") or None
    seen_by = audience_of(slug)
    board, newest = services().boards.read(
        slug, lambda drawn: (drawn.board(seen_by, stage), stage_of_hall(drawn.hall).id)
    )
    board = spoken(board, board.get("names_en", {}))
    stages = [
        {
            "id": one["id"],
            "name": one["name"],
            "current": one["id"] == board["stage"]["id"],
            "href": url_for(
                "audience.page",
                slug=slug,
                lang=lang,
                division=request.args.get("division") or None,
                group=request.args.get("group") or None,
                stage=None if one["id"] == newest else one["id"],
            ),
        }
        for one in board.get("begun", [])
    ]
    chosen = chosen_tables(slug, request.args)
    return render_template(
        "audience.html",
        board=of_tables(board, *chosen.both),
        choices=_choices(board, chosen),
        stages=stages,
        page=page_of("audience", slug, board=board, stage=stage),
    )


@audience.get("/e/<slug>/audience.svg")
@allow_all
def code(slug: str) -> Response:
    """The code that leads phones to the public board, dark on nothing."""
    services().books.read(slug, lambda book: book.event.slug)
    root = reachable_root() or request.url_root
    drawn = qr_picture(root.rstrip("/") + url_for("audience.page", slug=slug))
    return Response(drawn, mimetype="image/svg+xml", headers={"Cache-Control": "max-age=60"})


def _choices(board: Board, chosen: Chosen) -> list[dict[str, Any]]:
    """All tables of the board together, and each by itself; nothing where there is only one."""
    tables = board.get("tables", ())
    if len(tables) < 2:
        return []
    args: dict[str, Any] = {key: request.args.get(key) for key in ("stage", "lang")}
    named = [(Chosen(), gettext("All"))]
    for table in tables:
        of = ([one["id"]] if one else [] for one in (table["division"], table["group"]))
        named.append((Chosen(*of), title_of(table)))
    return [
        {
            "id": "/".join(",".join(ids) for ids in one.both) if one != Chosen() else "",
            "name": name,
            "current": one == chosen,
            "href": url_for(
                "audience.page",
                slug=board["event"],
                division=",".join(one.divisions) or None,
                group=",".join(one.groups) or None,
                **args,
            ),
        }
        for one, name in named
    ]
