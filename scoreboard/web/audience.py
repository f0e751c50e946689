"""The audience's phones: the same board as a page, also without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext

from scoreboard.contest.boards.shapes import Board
from scoreboard.contest.boards.tables import of_divisions, title_of
from scoreboard.web.divisions import chosen_divisions
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow_all
from scoreboard.web.permissions import audience as audience_of
from scoreboard.web.services import services

audience = Blueprint("audience", __name__)


@audience.get("/e/<slug>")
@allow_all
def page(slug: str) -> str:
    """The public board; `?stage=` shows an earlier stage, `?division=` one division."""
    stage, lang = request.args.get("stage") or None, request.args.get("lang") or None
    seen_by = audience_of(slug)
    board, newest = services().boards.read(
        slug, lambda drawn: (drawn.board(seen_by, stage), drawn.book.stage.id)
    )
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
                stage=None if one["id"] == newest else one["id"],
            ),
        }
        for one in board.get("begun", [])
    ]
    divisions = chosen_divisions(slug, request.args.get("division"))
    return render_template(
        "audience.html",
        board=of_divisions(board, divisions),
        choices=_choices(board, divisions),
        stages=stages,
        page=page_of("audience", slug, board=board, stage=stage, divisions=divisions),
    )


def _choices(board: Board, chosen: Sequence[str]) -> list[dict[str, Any]]:
    """All divisions of the board together, and each by itself; nothing where there is one table."""
    tables = board.get("tables", ())
    if len(tables) < 2:
        return []
    args: dict[str, Any] = {key: request.args.get(key) for key in ("stage", "lang")}
    named = [
        ("", gettext("All")),
        *((t["division"]["id"], title_of(t)) for t in tables if t["division"]),
    ]
    return [
        {
            "id": division,
            "name": name,
            "current": [division] == list(chosen) or (not chosen and not division),
            "href": url_for(
                "audience.page", slug=board["event"], division=division or None, **args
            ),
        }
        for division, name in named
    ]
