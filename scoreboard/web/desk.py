"""The scorer's desk."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from scoreboard.contest.record.naming import names_in
from scoreboard.contest.show.message import scene_of_crew
from scoreboard.live.server_clock import sent_now
from scoreboard.web.entry_kinds import kinds_on_page
from scoreboard.web.page import page_of
from scoreboard.web.permissions import allow
from scoreboard.web.scene_kinds import scenes_on_page
from scoreboard.web.services import services

desk = Blueprint("desk", __name__)


@desk.get("/e/<slug>/desk")
@allow("see_desk")
def page(slug: str) -> str:
    """The running order, the grid of marks, and the board as the hall sees it."""
    board, names, scene = services().boards.read(
        slug, lambda drawn: (drawn.desk(), names_in(drawn.book), scene_of_crew(drawn))
    )
    lang = request.args.get("lang")
    return render_template(
        "desk.html",
        board=board,
        page=page_of(
            "desk",
            slug,
            board=board,
            names=names,
            kinds=kinds_on_page(),
            scenes=scenes_on_page(),
            scene=sent_now(scene),
            results_href=url_for("results.page", slug=slug, lang=lang),
            seal_href=url_for("safety.page", slug=slug, lang=lang, _anchor="seal"),
        ),
    )
