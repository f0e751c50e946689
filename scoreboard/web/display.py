"""The projector: the public board, without sign-in, mouse or configuration."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, render_template, request

from scoreboard.contest.boards.drawn import Drawn
from scoreboard.contest.boards.shapes import Board
from scoreboard.contest.boards.tables import of_tables
from scoreboard.contest.show.message import scene_of
from scoreboard.contest.show.shapes import SceneMessage
from scoreboard.live.server_clock import sent_now
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow_all, audience, may_here
from scoreboard.web.services import services
from scoreboard.web.tables import chosen_tables

display = Blueprint("display", __name__)


@display.get("/e/<slug>/display")
@allow_all
def page(slug: str) -> str:
    """The board for the hall; `?stage=` keeps it on a stage, `?division=`, `?group=` on tables."""
    stage = request.args.get("stage") or None
    chosen = chosen_tables(slug, request.args)
    seen_by = audience(slug)

    def stands(drawn: Drawn) -> tuple[Board, SceneMessage]:
        seen = drawn.held()
        return seen.board(seen_by, stage), scene_of(seen, seen_by)

    whole, scene = services().boards.read(slug, stands)
    board = of_tables(whole, *chosen.both)
    return render_template(
        "display.html",
        board=board,
        page=page_of(
            "display",
            slug,
            board=board,
            scene=sent_now(scene),
            stage=stage,
            tables=asdict(chosen),
            # Whatever else this browser is signed in for, here it turns steps at most.
            may=["step"] if may_here(slug, "step") else [],
        ),
    )
