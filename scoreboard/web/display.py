"""The projector: the public board, without sign-in, mouse or configuration."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from scoreboard.contest.boards.tables import of_divisions
from scoreboard.web.divisions import chosen_divisions
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow_all, audience
from scoreboard.web.services import services

display = Blueprint("display", __name__)


@display.get("/e/<slug>/display")
@allow_all
def page(slug: str) -> str:
    """The board for the hall; `?stage=` keeps it on one stage, `?division=` on some divisions."""
    stage = request.args.get("stage") or None
    divisions = chosen_divisions(slug, request.args.get("division"))
    board = of_divisions(services().boards.board(slug, audience(slug), stage), divisions)
    return render_template(
        "display.html",
        board=board,
        page=page_of("display", slug, board=board, stage=stage, divisions=divisions),
    )
