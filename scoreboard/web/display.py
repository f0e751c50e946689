"""The projector: the public board, without sign-in, mouse or configuration."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, render_template, request

from scoreboard.contest.boards.tables import of_tables
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow_all, audience
from scoreboard.web.services import services
from scoreboard.web.tables import chosen_tables

display = Blueprint("display", __name__)


@display.get("/e/<slug>/display")
@allow_all
def page(slug: str) -> str:
    """The board for the hall; `?stage=` keeps it on a stage, `?division=`, `?group=` on tables."""
    stage = request.args.get("stage") or None
    chosen = chosen_tables(slug, request.args)
    board = of_tables(services().boards.board(slug, audience(slug), stage), *chosen.both)
    return render_template(
        "display.html",
        board=board,
        page=page_of("display", slug, board=board, stage=stage, tables=asdict(chosen)),
    )
